//! The workers of a node: one looks what is to be told and lays it down, one hands on what waits. Both may run on every node at once.

use super::delivery::{self, DeliveryState, claim, settle, something_waits};
use super::lay::lay;
use super::post::{Failed, Outgoing, Post};
use super::situation::plan_of;
use crate::platform::act::Act;
use crate::platform::app::App;
use crate::platform::clock;
use crate::platform::error::Result;
use futures_util::future::join_all;
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::subject::Actor;
use std::time::Duration;

pub use delivery::LEASE;

/// How long the planner sleeps between two looks.
const LOOK: Duration = Duration::from_secs(20);
/// How long the carrier sleeps between two looks.
const TICK: Duration = Duration::from_secs(2);
/// No attempt takes longer, whatever its transport thinks; well within the lease.
const ATTEMPT_MAX: Duration = Duration::from_mins(1);
/// So many notices are removed at once.
const REMOVED_AT_ONCE: i64 = 100;
/// So long nobody is told again of a task that still stands: then it is new once more.
const TOLD_DAYS_KEPT: i64 = 180;

/// Tells people for as long as the process runs. A fault is logged once a look, and never reaches an act.
pub async fn tell_for_ever(app: App, post: Post) {
    let telling = async {
        loop {
            if let Err(error) = tell_all(&app, &post).await {
                tracing::error!(%error, "what is to be told could not be planned; another look follows");
            }
            tokio::time::sleep(LOOK).await;
        }
    };
    let carrying = async {
        loop {
            tokio::time::sleep(TICK).await;
            if let Err(error) = deliver_all(&app, &post).await {
                tracing::error!(%error, "messages could not be handed on; another try follows");
            }
        }
    };
    tokio::join!(telling, carrying);
}

/// Lays down what is to be told now, and removes what has had its time; how many messages.
pub async fn tell_all(app: &App, post: &Post) -> Result<usize> {
    let mut made = 0;
    let departments: Vec<DepartmentCode> = app.directory().departments().map(|it| it.code.clone()).collect();
    for department in departments {
        let asked = department.clone();
        let is_quiet = app.read(move |read| {
            let (now, directory) = (read.now(), std::sync::Arc::clone(read.directory()));
            Ok(plan_of(read.tx(), &directory, now, &asked)?.is_empty())
        });
        if !is_quiet.await? {
            let post = post.clone();
            // Planned anew inside of the act: another node may have been first.
            made += app.act(Actor::Time, move |act| lay(act, &department, &post)).await?;
        }
    }
    if app.read(|read| has_had_its_time(read.now(), read.tx())).await? {
        app.act(Actor::Time, remove).await?;
    }
    Ok(made)
}

/// Hands on what waits now, once each; how many were tried.
pub async fn deliver_all(app: &App, post: &Post) -> Result<usize> {
    let holder = hex::encode(clock::random::<8>());
    let mut tried = 0;
    loop {
        let waits = app.read(|read| {
            let now = read.now();
            something_waits(read.tx(), now)
        });
        if !waits.await? {
            return Ok(tried);
        }
        let name = holder.clone();
        let claimed = app.act(Actor::Time, move |act| claim(act, &name)).await?;
        tried += claimed.len();
        let outcomes = join_all(claimed.iter().map(|message| attempt(post, message))).await;
        let outcomes: Vec<_> = claimed.into_iter().map(|message| message.id).zip(outcomes).collect();
        let name = holder.clone();
        app.act(Actor::Time, move |act| {
            outcomes.iter().try_for_each(|(id, (sent, outcome))| settle(act, &name, id, *sent, outcome))
        })
        .await?;
    }
}

async fn attempt(post: &Post, message: &Outgoing) -> (DeliveryState, std::result::Result<(), Failed>) {
    let failed = |code: &str| Err(Failed { code: code.to_owned(), is_final: false });
    let Some(transport) = post.transport(message.channel) else {
        return (DeliveryState::Sent, failed("CHANNEL_OFF"));
    };
    let sent = if transport.is_sink() { DeliveryState::Shown } else { DeliveryState::Sent };
    let outcome =
        tokio::time::timeout(ATTEMPT_MAX, transport.send(message)).await.unwrap_or_else(|_| failed("TIMEOUT"));
    if let Err(failed) = &outcome {
        tracing::warn!(
            delivery = message.id,
            channel = message.channel.as_str(),
            code = failed.code,
            "a message did not go out"
        );
    }
    (sent, outcome)
}

fn has_had_its_time(now: jiff::Timestamp, tx: &mut shenguan_db::Tx<'_>) -> Result<bool> {
    let notices = "SELECT 1 FROM op_notice WHERE removed_at < $1 LIMIT 1";
    let told = "SELECT 1 FROM op_notice_told WHERE told_on < $1 LIMIT 1";
    Ok(tx.query_opt(notices, &[now.as_microsecond().into()])?.is_some()
        || tx.query_opt(told, &[oldest_day(now).into()])?.is_some())
}

fn oldest_day(now: jiff::Timestamp) -> String {
    let today = shenguan_rules::calendar::local_date(now);
    today.checked_sub(jiff::Span::new().days(TOLD_DAYS_KEPT)).unwrap_or(today).to_string()
}

/// Removes notices that have had their time, with their deliveries and attempts.
fn remove(act: &mut Act<'_, '_>) -> Result<()> {
    let now = act.now();
    let sql = "SELECT id FROM op_notice WHERE removed_at < $1 ORDER BY removed_at LIMIT $2";
    for row in act.tx().query(sql, &[now.as_microsecond().into(), REMOVED_AT_ONCE.into()])? {
        let id: String = row.get(0)?;
        for statement in [
            "DELETE FROM op_notice_attempt WHERE delivery IN (SELECT id FROM op_notice_delivery WHERE notice = $1)",
            "DELETE FROM op_notice_delivery WHERE notice = $1",
            "DELETE FROM op_notice WHERE id = $1",
        ] {
            act.tx().execute(statement, vec![id.as_str().into()]);
        }
    }
    act.tx().execute("DELETE FROM op_notice_told WHERE told_on < $1", vec![oldest_day(now).into()]);
    Ok(())
}
