//! 已办: what a department did, the newest first.

use super::tasks::Place;
use crate::platform::clock;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use crate::platform::query::Query;
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
    pub cursor: Place,
    /// The kind of the subject.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// How much was done at or after two instants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DoneCount {
    /// At or after the earlier one.
    pub since_earlier: i64,
    /// At or after the later one.
    pub since_later: i64,
}

/// One page of what a department did at or after `since`, the newest first.
pub(crate) fn done(
    tx: &mut Tx<'_>,
    department: &DepartmentCode,
    since: Option<Timestamp>,
    after: Option<&Place>,
    limit: usize,
) -> Result<Vec<DoneRow>> {
    let mut query = Query::new("SELECT k.task, k.due_at, k.officer, k.subject_kind, k.subject_id FROM task k WHERE ");
    conditions(&mut query, department, since);
    if let Some((at, id, task)) = after {
        query.push(" AND (k.due_at, k.subject_id, k.task) < (?, ?, ?)", [(*at).into(), id.into(), task.into()]);
    }
    query.push(" ORDER BY k.due_at DESC, k.subject_id DESC, k.task DESC", []).limit(limit);
    let rows = query.run(tx)?;
    rows.iter()
        .map(|row| {
            let (task, at, id): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(4)?);
            Ok(DoneRow {
                at: clock::from_micros(at),
                officer: row.get(2)?,
                kind: row.get(3)?,
                cursor: (at, id.clone(), task.clone()),
                id,
                task,
            })
        })
        .collect()
}

/// How much a department did at or after each of two instants, the earlier one first, by the same conditions as the list.
pub(crate) fn count_done(tx: &mut Tx<'_>, department: &DepartmentCode, since: [Timestamp; 2]) -> Result<DoneCount> {
    let [earlier, later] = since;
    let mut query = Query::new("SELECT COUNT(*), ");
    query.push(
        "CAST(COALESCE(SUM(CASE WHEN k.due_at >= ? THEN 1 ELSE 0 END), 0) AS BIGINT) FROM task k WHERE ",
        [later.as_microsecond().into()],
    );
    conditions(&mut query, department, Some(earlier));
    let rows = query.run(tx)?;
    let row = rows.first().ok_or(Error::NotFound)?;
    Ok(DoneCount { since_earlier: row.get(0)?, since_later: row.get(1)? })
}

/// How much a department did, by the same conditions as the list; none above `most`.
pub(crate) fn count_done_up_to(
    tx: &mut Tx<'_>,
    department: &DepartmentCode,
    since: Option<Timestamp>,
    most: usize,
) -> Result<Option<usize>> {
    let mut query = Query::new("SELECT 1 AS one FROM task k WHERE ");
    conditions(&mut query, department, since);
    query.counted(tx, most)
}

/// A department has tasks only about what it may know of: see `Scope::task_predicate`.
fn conditions(query: &mut Query, department: &DepartmentCode, since: Option<Timestamp>) {
    let (predicate, values) = Scope::Department(department.clone()).task_predicate("k", query.place());
    query.sql.push_str(&predicate);
    query.values.extend(values);
    query
        .push(" AND k.list = ?", [TaskList::Done.as_str().into()])
        .push_if(" AND k.due_at >= ?", since.map(Timestamp::as_microsecond));
}
