//! Deliveries as rows: laid down with their notice, claimed under a lease, tried until they are sent or of no use any more.

use super::channel::Channel;
use super::post::{Failed, Outgoing};
use crate::platform::act::Act;
use crate::platform::clock::from_micros;
use crate::platform::error::{Error, Result};
use jiff::{SignedDuration, Timestamp};
use shenguan_db::{Row, Tx, Value};
use shenguan_rules::party::OfficerId;

/// How long a node has a delivery; then another may take it up.
pub const LEASE: SignedDuration = SignedDuration::from_secs(120);
/// Minutes from a failed attempt to the next; the last of them goes on.
const BACKOFF_MINUTES: [i64; 5] = [1, 5, 15, 30, 60];
/// So many a node takes up at once.
pub(super) const CLAIMED_AT_ONCE: i64 = 10;
/// So many are listed.
const LISTED_MAX: i64 = 100;
const COLUMNS: &str =
    "id, notice, officer, channel, address, title, words, state, made_at, due_at, until_at, attempts, code, ended_at";

/// A notice on one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The message id.
    pub id: String,
    /// Of which notice.
    pub notice: String,
    /// For whom.
    pub officer: String,
    /// On which channel.
    pub channel: Channel,
    /// Where to.
    pub address: String,
    /// The subject of an e-mail.
    pub title: String,
    /// The text.
    pub words: String,
    /// How it stands.
    pub state: DeliveryState,
    /// When it was laid down.
    pub made_at: Timestamp,
    /// Not tried before this.
    pub due_at: Timestamp,
    /// Nor after this.
    pub until: Timestamp,
    /// So often tried.
    pub attempts: u64,
    /// Why the last attempt failed.
    pub code: Option<String>,
    /// When it came to its end.
    pub ended_at: Option<Timestamp>,
}

/// How a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// It is to be tried.
    Waiting,
    /// Whoever carries it has it.
    Sent,
    /// It did not go out, and is of no use any more.
    Failed,
    /// Nothing leaves this city: it is only shown.
    Shown,
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The first is 1.
    pub number: u64,
    /// Which process tried.
    pub node: String,
    /// `started`, `sent`, `shown` or `failed`; one that stays started was cut off.
    pub outcome: String,
    /// Why it failed.
    pub code: Option<String>,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// A delivery to be laid down.
pub(super) struct NewDelivery<'a> {
    pub notice: &'a str,
    pub officer: &'a OfficerId,
    pub channel: Channel,
    pub address: &'a str,
    pub title: &'a str,
    pub words: &'a str,
    pub until: Timestamp,
}

impl DeliveryState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::Failed, Self::Shown];

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The word in the table and in message families.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Shown => "shown",
        }
    }
}

pub(super) fn lay_delivery(act: &mut Act<'_, '_>, new: &NewDelivery<'_>) {
    let (id, now) = (act.new_id(), act.now().as_microsecond());
    act.tx().execute(
        "INSERT INTO op_notice_delivery (id, notice, officer, channel, address, title, words, state, made_at, due_at, until_at, \
         attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10, 0)",
        vec![
            id.into(),
            new.notice.into(),
            new.officer.as_str().into(),
            new.channel.as_str().into(),
            new.address.into(),
            new.title.into(),
            new.words.into(),
            now.into(),
            now.into(),
            new.until.as_microsecond().into(),
        ],
    );
}

/// Whether one can be taken up at `now`.
pub(super) fn something_waits(tx: &mut Tx<'_>, now: Timestamp) -> Result<bool> {
    let sql = "SELECT 1 FROM op_notice_delivery WHERE state = 'waiting' AND due_at <= $1 \
               AND (lease_until_at IS NULL OR lease_until_at < $2) LIMIT 1";
    let micros = now.as_microsecond();
    Ok(tx.query_opt(sql, &[micros.into(), micros.into()])?.is_some())
}

/// Takes up what waits, each with an attempt on record before it is tried: what is cut off shows. What is of no use any more fails.
/// Two nodes never take up the same: acts stand in line at the head of the chain.
pub(super) fn claim(act: &mut Act<'_, '_>, holder: &str) -> Result<Vec<Outgoing>> {
    let now = act.now();
    let sql = format!(
        "SELECT {COLUMNS} FROM op_notice_delivery WHERE state = 'waiting' AND due_at <= $1 \
         AND (lease_until_at IS NULL OR lease_until_at < $2) ORDER BY due_at, id LIMIT $3"
    );
    let micros = now.as_microsecond();
    let mut claimed = Vec::new();
    for row in act.tx().query(&sql, &[micros.into(), micros.into(), CLAIMED_AT_ONCE.into()])? {
        let delivery = from_row(&row)?;
        if delivery.until <= now {
            let code = delivery.code.as_deref().unwrap_or("TOO_LATE");
            end(act, &delivery.id, DeliveryState::Failed, Some(code));
            continue;
        }
        let number = count(delivery.attempts + 1);
        act.tx().execute(
            "UPDATE op_notice_delivery SET lease_holder = $1, lease_until_at = $2, attempts = $3 WHERE id = $4",
            vec![holder.into(), (now + LEASE).as_microsecond().into(), number.into(), delivery.id.as_str().into()],
        );
        act.tx().execute(
            "INSERT INTO op_notice_attempt (delivery, number, node, outcome, began_at) VALUES ($1, $2, $3, 'started', $4)",
            vec![delivery.id.as_str().into(), number.into(), holder.into(), micros.into()],
        );
        claimed.push(Outgoing {
            id: delivery.id,
            channel: delivery.channel,
            address: delivery.address,
            title: delivery.title,
            text: delivery.words,
            at: now,
        });
    }
    Ok(claimed)
}

/// Writes down how an attempt ended, unless another node has taken the delivery up since.
pub(super) fn settle(
    act: &mut Act<'_, '_>,
    holder: &str,
    id: &str,
    sent: DeliveryState,
    outcome: &std::result::Result<(), Failed>,
) -> Result<()> {
    let sql =
        format!("SELECT {COLUMNS} FROM op_notice_delivery WHERE id = $1 AND state = 'waiting' AND lease_holder = $2");
    let Some(row) = act.tx().query_opt(&sql, &[id.into(), holder.into()])? else { return Ok(()) };
    let (delivery, now) = (from_row(&row)?, act.now());
    let (word, code) = match outcome {
        Ok(()) => (sent.as_str(), None),
        Err(failed) => ("failed", Some(failed.code.as_str())),
    };
    act.tx().execute(
        "UPDATE op_notice_attempt SET outcome = $1, code = $2, ended_at = $3 WHERE delivery = $4 AND number = $5",
        vec![word.into(), code.into(), now.as_microsecond().into(), id.into(), count(delivery.attempts).into()],
    );
    let Err(failed) = outcome else {
        end(act, id, sent, None);
        return Ok(());
    };
    let next = now + SignedDuration::from_mins(backoff_minutes(delivery.attempts));
    if failed.is_final || next >= delivery.until {
        end(act, id, DeliveryState::Failed, code);
        return Ok(());
    }
    act.tx().execute(
        "UPDATE op_notice_delivery SET due_at = $1, code = $2, lease_holder = NULL, lease_until_at = NULL WHERE id = $3",
        vec![next.as_microsecond().into(), code.into(), id.into()],
    );
    Ok(())
}

/// Minutes to wait after so many attempts.
fn backoff_minutes(attempts: u64) -> i64 {
    let place = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
    BACKOFF_MINUTES.get(place).copied().unwrap_or(BACKOFF_MINUTES[BACKOFF_MINUTES.len() - 1])
}

fn end(act: &mut Act<'_, '_>, id: &str, state: DeliveryState, code: Option<&str>) {
    let now = act.now().as_microsecond();
    act.tx().execute(
        "UPDATE op_notice_delivery SET state = $1, code = $2, ended_at = $3, lease_holder = NULL, lease_until_at = NULL \
         WHERE id = $4",
        vec![state.as_str().into(), code.into(), now.into(), id.into()],
    );
}

/// The deliveries of a state, or all, the newest first: for administrators.
pub fn deliveries(tx: &mut Tx<'_>, state: Option<DeliveryState>) -> Result<Vec<Delivery>> {
    let (condition, values): (&str, Vec<Value>) = match state {
        Some(state) => ("WHERE state = $1 ORDER BY made_at DESC, id DESC LIMIT $2", vec![state.as_str().into()]),
        None => ("ORDER BY made_at DESC, id DESC LIMIT $1", Vec::new()),
    };
    let values: Vec<Value> = values.into_iter().chain([LISTED_MAX.into()]).collect();
    let sql = format!("SELECT {COLUMNS} FROM op_notice_delivery {condition}");
    tx.query(&sql, &values)?.iter().map(from_row).collect()
}

/// The deliveries of an officer, the newest first.
pub fn deliveries_of(tx: &mut Tx<'_>, officer: &OfficerId) -> Result<Vec<Delivery>> {
    let sql =
        format!("SELECT {COLUMNS} FROM op_notice_delivery WHERE officer = $1 ORDER BY made_at DESC, id DESC LIMIT $2");
    tx.query(&sql, &[officer.as_str().into(), LISTED_MAX.into()])?.iter().map(from_row).collect()
}

/// The attempts of deliveries, each in their order, in one exchange.
pub fn with_attempts(tx: &mut Tx<'_>, deliveries: Vec<Delivery>) -> Result<Vec<(Delivery, Vec<Attempt>)>> {
    let sql = "SELECT number, node, outcome, code, began_at, ended_at FROM op_notice_attempt WHERE delivery = $1 ORDER BY number";
    let asked: Vec<(&str, Vec<Value>)> =
        deliveries.iter().map(|delivery| (sql, vec![delivery.id.as_str().into()])).collect();
    let answers = tx.query_all_of(&asked)?;
    let attempts = answers.iter().map(|rows| rows.iter().map(attempt).collect::<Result<Vec<_>>>());
    deliveries.into_iter().zip(attempts).map(|(delivery, attempts)| Ok((delivery, attempts?))).collect()
}

/// The attempts of a delivery, in their order.
pub fn attempts_of(tx: &mut Tx<'_>, delivery: &str) -> Result<Vec<Attempt>> {
    let sql = "SELECT number, node, outcome, code, began_at, ended_at FROM op_notice_attempt WHERE delivery = $1 ORDER BY number";
    tx.query(sql, &[delivery.into()])?.iter().map(attempt).collect()
}

fn attempt(row: &Row) -> Result<Attempt> {
    Ok(Attempt {
        number: u64::try_from(row.get::<i64>(0)?).unwrap_or(0),
        node: row.get(1)?,
        outcome: row.get(2)?,
        code: row.get(3)?,
        began_at: from_micros(row.get(4)?),
        ended_at: row.get::<Option<i64>>(5)?.map(from_micros),
    })
}

fn from_row(row: &Row) -> Result<Delivery> {
    let (channel, state): (String, String) = (row.get(3)?, row.get(7)?);
    let unknown = || Error::fault("a delivery has a channel or a state that is none");
    Ok(Delivery {
        id: row.get(0)?,
        notice: row.get(1)?,
        officer: row.get(2)?,
        channel: Channel::from_word(&channel).ok_or_else(unknown)?,
        address: row.get(4)?,
        title: row.get(5)?,
        words: row.get(6)?,
        state: DeliveryState::from_word(&state).ok_or_else(unknown)?,
        made_at: from_micros(row.get(8)?),
        due_at: from_micros(row.get(9)?),
        until: from_micros(row.get(10)?),
        attempts: u64::try_from(row.get::<i64>(11)?).unwrap_or(0),
        code: row.get(12)?,
        ended_at: row.get::<Option<i64>>(13)?.map(from_micros),
    })
}

fn count(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
