//! Where an item stands in 待办, and the sealed entry behind a step of its history.

use super::lists::{Query, TaskFilter, task_conditions};
use crate::platform::error::{Error, Result};
use jiff::Timestamp;
use shenguan_db::{Row, Tx, Value};

/// The place of an item in a list, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its place.
    pub place: i64,
    /// How many tasks the list has.
    pub total: i64,
    /// The number of the item before it.
    pub previous: Option<String>,
    /// The number of the item after it.
    pub next: Option<String>,
}

/// An entry of the ledger as it was sealed.
#[derive(Clone, Debug)]
pub struct SealedEntry {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The hash that stands beside them.
    pub hash: Vec<u8>,
    /// The kind of thing that it is about.
    pub subject_kind: String,
    /// Which of that kind.
    pub subject_id: String,
}

/// The comparison with a place in the order of the list: due, id, task.
const AFTER: &str = "(k.due_at, k.subject_id, k.task) > (?, ?, ?)";
const BEFORE: &str = "(k.due_at, k.subject_id, k.task) < (?, ?, ?)";
const FROM: &str = " FROM task k JOIN transmittal t ON t.id = k.subject_id WHERE ";

/// Where an item stands among the tasks of a filter, by the same conditions as the list; none if it is not there.
pub fn place_of(tx: &mut Tx<'_>, now: Timestamp, filter: &TaskFilter, id: &str) -> Result<Option<Place>> {
    let mut own = Query::new("SELECT k.due_at, k.task");
    own.push(filter.tables(), []);
    task_conditions(&mut own, now, filter);
    own.push(" AND k.subject_id = ? ORDER BY k.due_at, k.task LIMIT 1", [id.into()]);
    let Some((due, task)) =
        own.run(tx)?.first().map(|row| Ok::<(i64, String), Error>((row.get(0)?, row.get(1)?))).transpose()?
    else {
        return Ok(None);
    };
    let place = || -> [Value; 3] { [due.into(), id.into(), task.as_str().into()] };
    let mut counted = Query::new("SELECT COUNT(*), CAST(SUM(CASE WHEN ");
    counted.push(BEFORE, place()).push(" THEN 1 ELSE 0 END) AS BIGINT)", []).push(filter.tables(), []);
    task_conditions(&mut counted, now, filter);
    let beside = |condition: &str, order: &str| {
        let mut query = Query::new("SELECT t.number");
        query.push(FROM, []);
        task_conditions(&mut query, now, filter);
        query.push(" AND k.subject_id <> ? AND ", [id.into()]).push(condition, place()).push(order, []);
        (query.sql, query.values)
    };
    let previous = beside(BEFORE, " ORDER BY k.due_at DESC, k.subject_id DESC, k.task DESC LIMIT 1");
    let next = beside(AFTER, " ORDER BY k.due_at, k.subject_id, k.task LIMIT 1");
    let asked = [(counted.sql.as_str(), counted.values), (&previous.0, previous.1), (&next.0, next.1)];
    let answers = tx.query_all_of(&asked)?;
    let [counted, previous, next] = answers.as_slice() else { return Err(Error::NotFound) };
    let counted = counted.first().ok_or(Error::NotFound)?;
    let number = |rows: &[Row]| rows.first().map(|row| row.get(0).map_err(Error::from)).transpose();
    Ok(Some(Place {
        place: counted.get::<i64>(1)? + 1,
        total: counted.get(0)?,
        previous: number(previous)?,
        next: number(next)?,
    }))
}

/// The entry at a place of the chain. Whose it is to read follows from its subject.
pub fn sealed_entry(tx: &mut Tx<'_>, jurisdiction: &str, sequence: i64) -> Result<Option<SealedEntry>> {
    let row = tx.query_opt(
        "SELECT bytes, hash, subject_kind, subject_id FROM ledger_entry WHERE jurisdiction = $1 AND sequence = $2",
        &[jurisdiction.into(), sequence.into()],
    )?;
    row.map(|row| {
        Ok(SealedEntry { bytes: row.get(0)?, hash: row.get(1)?, subject_kind: row.get(2)?, subject_id: row.get(3)? })
    })
    .transpose()
}

/// The bytes of the entry that follows, whose `previous` must be the hash of this one; none at the end of the chain.
pub fn following(tx: &mut Tx<'_>, jurisdiction: &str, sequence: i64) -> Result<Option<Vec<u8>>> {
    Ok(sealed_entry(tx, jurisdiction, sequence + 1)?.map(|entry| entry.bytes))
}
