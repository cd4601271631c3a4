//! Whether the process lives, whether it can write, and how much it did.

use super::failure::Outcome;
use super::routes::Routes;
use super::server::Server;
use crate::platform::error::Error;
use crate::platform::identity::Permission;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use shenguan_rules::subject::Actor;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A server that cannot write within this is not ready.
const PROBE_TIME_MAX: Duration = Duration::from_secs(1);
/// Answers so far by the first digit of their status, 1 to 5.
static ANSWERS: [AtomicU64; 5] = [const { AtomicU64::new(0) }; 5];

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/livez", Permission::Public, || async { "ok\n" }).get("/readyz", Permission::Public, readyz).get(
        "/metrics",
        Permission::Public,
        metrics,
    )
}

/// Counts an answer.
pub(super) fn count(status: u16) {
    if let Some(counter) = ANSWERS.get(usize::from(status / 100).saturating_sub(1)) {
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// Writes a row, durably: only then is the server ready.
async fn readyz(State(server): State<Server>) -> Outcome<&'static str> {
    let probe = server.app.act(Actor::Setup, |act| {
        let now = act.now().as_microsecond();
        act.tx().execute(
            "INSERT INTO op_probe (name, probed_at) VALUES ($1, $2) \
             ON CONFLICT (name) DO UPDATE SET probed_at = excluded.probed_at",
            vec!["readyz".into(), now.into()],
        );
        Ok(())
    });
    match tokio::time::timeout(PROBE_TIME_MAX, probe).await {
        Ok(Ok(())) => Ok("ready\n"),
        Ok(Err(error)) => {
            tracing::error!(%error, "the probe of readiness failed");
            Err(Error::Busy("the probe failed").into())
        }
        Err(_) => Err(Error::Busy("the probe took too long").into()),
    }
}

/// The text form of Prometheus.
async fn metrics(State(server): State<Server>) -> Response {
    use std::fmt::Write as _;
    let mut text = String::from(
        "# HELP shenguan_http_answers_total Answers by class of status.\n# TYPE shenguan_http_answers_total counter\n",
    );
    for (class, counter) in (1..).zip(&ANSWERS) {
        let count = counter.load(Ordering::Relaxed);
        writeln!(text, "shenguan_http_answers_total{{class=\"{class}xx\"}} {count}")
            .expect("writing to a string does not fail");
    }
    let sequence = *server.app.head().borrow();
    write!(
        text,
        "# HELP shenguan_ledger_sequence Last entry that this node committed since its start, 0 before the first.\n\
         # TYPE shenguan_ledger_sequence gauge\nshenguan_ledger_sequence {sequence}\n"
    )
    .expect("writing to a string does not fail");
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
