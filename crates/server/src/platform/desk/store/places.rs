//! Where a subject stands in a list, and what stands beside it.

use super::tasks::{TaskFilter, task_conditions};
use crate::platform::error::{Error, Result};
use crate::platform::query::Query;
use jiff::Timestamp;
use shenguan_db::{Row, Tx, Value};

/// The place of a subject in a list, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Its place.
    pub place: i64,
    /// How many tasks the list has.
    pub total: i64,
    /// Kind and id of the subject before it.
    pub previous: Option<(String, String)>,
    /// Kind and id of the subject after it.
    pub next: Option<(String, String)>,
}

/// The comparison with a place in the order of the list: due, id, task.
const AFTER: &str = "(k.due_at, k.subject_id, k.task) > (?, ?, ?)";
const BEFORE: &str = "(k.due_at, k.subject_id, k.task) < (?, ?, ?)";

/// Where a subject stands among the tasks of a filter, by the same conditions as the list; none if it is not there.
pub(crate) fn place_of(tx: &mut Tx<'_>, now: Timestamp, filter: &TaskFilter, id: &str) -> Result<Option<Standing>> {
    let mut own = Query::new("SELECT k.due_at, k.task");
    own.push(&filter.tables(), []);
    task_conditions(&mut own, now, filter);
    own.push(" AND k.subject_id = ? ORDER BY k.due_at, k.task LIMIT 1", [id.into()]);
    let Some((due, task)) =
        own.run(tx)?.first().map(|row| Ok::<(i64, String), Error>((row.get(0)?, row.get(1)?))).transpose()?
    else {
        return Ok(None);
    };
    let place = || -> [Value; 3] { [due.into(), id.into(), task.as_str().into()] };
    let mut counted = Query::new("SELECT COUNT(*), CAST(SUM(CASE WHEN ");
    counted.push(BEFORE, place()).push(" THEN 1 ELSE 0 END) AS BIGINT)", []).push(&filter.tables(), []);
    task_conditions(&mut counted, now, filter);
    let beside = |condition: &str, order: &str| {
        let mut query = Query::new("SELECT k.subject_kind, k.subject_id");
        query.push(&filter.tables(), []);
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
    let subject = |rows: &[Row]| rows.first().map(|row| Ok::<_, Error>((row.get(0)?, row.get(1)?))).transpose();
    Ok(Some(Standing {
        place: counted.get::<i64>(1)? + 1,
        total: counted.get(0)?,
        previous: subject(previous)?,
        next: subject(next)?,
    }))
}
