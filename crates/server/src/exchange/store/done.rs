//! 已办: what a department did, the newest first.

use super::lists::{AFTER_LISTED, LISTED, Listed, Query, listed};
use crate::platform::clock;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use crate::platform::stored::TaskList;
use jiff::Timestamp;
use shenguan_db::Tx;
use shenguan_rules::party::DepartmentCode;

/// A row of 已办.
#[derive(Clone, Debug)]
pub struct DoneRow {
    /// What was done: the name of the act.
    pub task: String,
    /// When.
    pub at: Timestamp,
    /// By whom; none where a system did it.
    pub officer: Option<String>,
    /// The place after which the next page begins: instant, id, task.
    pub cursor: (i64, String, String),
    /// About what.
    pub listed: Listed,
}

/// One page of what a department did at or after `since`, the newest first.
pub fn done(
    tx: &mut Tx<'_>,
    department: &DepartmentCode,
    since: Option<Timestamp>,
    after: Option<&(i64, String, String)>,
    limit: usize,
) -> Result<Vec<DoneRow>> {
    let mut query = Query::new("SELECT ");
    query.push(LISTED, []);
    query.push(", k.task, k.due_at, k.officer FROM task k JOIN transmittal t ON t.id = k.subject_id WHERE ", []);
    conditions(&mut query, department, since);
    if let Some((at, id, task)) = after {
        query.push(
            " AND (k.due_at < ? OR (k.due_at = ? AND (k.subject_id < ? OR (k.subject_id = ? AND k.task < ?))))",
            [(*at).into(), (*at).into(), id.into(), id.into(), task.into()],
        );
    }
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    query.push(" ORDER BY k.due_at DESC, k.subject_id DESC, k.task DESC LIMIT ?", [limit.into()]);
    let rows = query.run(tx)?;
    rows.iter()
        .map(|row| {
            let listed = listed(row)?;
            let (task, at): (String, i64) = (row.get(AFTER_LISTED)?, row.get(AFTER_LISTED + 1)?);
            Ok(DoneRow {
                at: clock::from_micros(at),
                officer: row.get(AFTER_LISTED + 2)?,
                cursor: (at, listed.held.id.clone(), task.clone()),
                task,
                listed,
            })
        })
        .collect()
}

/// How much a department did at or after `since`, by the same conditions as the list.
pub fn count_done(tx: &mut Tx<'_>, department: &DepartmentCode, since: Timestamp) -> Result<i64> {
    let mut query = Query::new("SELECT COUNT(*) FROM task k JOIN transmittal t ON t.id = k.subject_id WHERE ");
    conditions(&mut query, department, Some(since));
    let rows = query.run(tx)?;
    rows.first().map_or(Ok(0), |row| row.get(0).map_err(Error::from))
}

fn conditions(query: &mut Query, department: &DepartmentCode, since: Option<Timestamp>) {
    query
        .push("k.department = ? AND k.list = ?", [department.as_str().into(), TaskList::Done.as_str().into()])
        .push_if(" AND k.due_at >= ?", since.map(Timestamp::as_microsecond));
    query.push(" AND ", []).scoped(&Scope::Department(department.clone()));
}
