//! Announced maintenance: it stands as a bar on every page from its announcement until it is over. It moves no deadline; an outage
//! that was more than announced is put on record by itself.

use crate::platform::act::Act;
use crate::platform::clock::from_micros;
use crate::platform::error::{Error, Result};
use jiff::Timestamp;
use shenguan_db::{Row, Tx, Value};
use shenguan_rules::party::OfficerId;

/// Longest announcement.
const CHARACTERS_MAX: usize = 200;
/// Rows of the list, the newest.
const ROWS_MAX: i64 = 50;
const COLUMNS: &str = "id, from_at, to_at, words, officer, withdrawn_at";

/// An announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Downtime {
    /// `UUIDv7` text.
    pub id: String,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
    /// What is done, and whom to call.
    pub words: String,
    /// Who announced it.
    pub by: Option<OfficerId>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
}

/// Announces maintenance that is not over yet.
pub fn announce(act: &mut Act<'_, '_>, from: Timestamp, to: Timestamp, words: &str) -> Result<()> {
    if to <= from {
        return Err(Error::field("planned_to", "DOWNTIME_REVERSED"));
    }
    if to <= act.now() {
        return Err(Error::field("planned_to", "DOWNTIME_OVER"));
    }
    if words.is_empty() || words.chars().count() > CHARACTERS_MAX || words.chars().any(char::is_control) {
        return Err(Error::field("words", "FIELD_MISSING"));
    }
    let (id, now) = (act.new_id(), act.now().as_microsecond());
    let officer = act.actor().officer().map(ToString::to_string);
    act.tx().execute(
        "INSERT INTO op_downtime (id, from_at, to_at, words, officer, announced_at) VALUES ($1, $2, $3, $4, $5, $6)",
        vec![
            id.into(),
            from.as_microsecond().into(),
            to.as_microsecond().into(),
            words.into(),
            officer.as_deref().into(),
            now.into(),
        ],
    );
    Ok(())
}

/// Takes an announcement back; twice changes nothing.
pub fn withdraw(act: &mut Act<'_, '_>, id: &str) -> Result<()> {
    if act.tx().query_opt("SELECT 1 FROM op_downtime WHERE id = $1", &[id.into()])?.is_none() {
        return Err(Error::NotFound);
    }
    let now = act.now().as_microsecond();
    act.tx().execute(
        "UPDATE op_downtime SET withdrawn_at = $1 WHERE id = $2 AND withdrawn_at IS NULL",
        vec![now.into(), id.into()],
    );
    Ok(())
}

/// The announcements, the newest first.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Downtime>> {
    let sql = format!("SELECT {COLUMNS} FROM op_downtime ORDER BY from_at DESC, id DESC LIMIT $1");
    tx.query(&sql, &[ROWS_MAX.into()])?.iter().map(from_row).collect()
}

/// The next announcement that is not over and not withdrawn.
pub fn coming(tx: &mut Tx<'_>, now: Timestamp) -> Result<Option<Downtime>> {
    let (sql, values) = asked(now);
    tx.query_opt(&sql, &values)?.map(|row| from_row(&row)).transpose()
}

/// The question for it, for whoever asks more in the same exchange.
pub fn asked(now: Timestamp) -> (String, Vec<Value>) {
    let sql = format!(
        "SELECT {COLUMNS} FROM op_downtime WHERE to_at > $1 AND withdrawn_at IS NULL ORDER BY from_at, id LIMIT 1"
    );
    (sql, vec![now.as_microsecond().into()])
}

/// An announcement from a row of its answer.
pub fn from_row(row: &Row) -> Result<Downtime> {
    let officer: Option<String> = row.get(4)?;
    Ok(Downtime {
        id: row.get(0)?,
        from: from_micros(row.get(1)?),
        to: from_micros(row.get(2)?),
        words: row.get(3)?,
        by: officer.map(|officer| OfficerId::parse(officer).map_err(Error::fault)).transpose()?,
        withdrawn_at: row.get::<Option<i64>>(5)?.map(from_micros),
    })
}
