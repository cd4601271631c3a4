//! The SQL of 二(二).

use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Held;
use jiff::Timestamp;
use shenguan_db::Tx;
use shenguan_rules::party::{CorrespondenceId, DepartmentCode, OfficerId};
use shenguan_rules::roster::RosterChange;

/// A task that lies with an officer in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTask {
    /// What: the name of the act.
    pub task: String,
    /// About what kind of subject.
    pub subject_kind: String,
    /// About which.
    pub subject_id: String,
    /// Before when, in microseconds; `i64::MAX` where nothing is due.
    pub due_at: i64,
}

/// The tasks that lie with an officer in person, by their deadlines; those that begin later too.
pub fn open_tasks(
    tx: &mut Tx<'_>,
    department: &DepartmentCode,
    officer: &OfficerId,
    now: Timestamp,
) -> Result<Vec<OpenTask>> {
    let rows = tx.query(
        "SELECT task, subject_kind, subject_id, due_at FROM task WHERE department = $1 AND list = 'todo' AND officer = $2 \
         AND until_at > $3 ORDER BY due_at, subject_id",
        &[department.as_str().into(), officer.as_str().into(), now.as_microsecond().into()],
    )?;
    let tasks = rows.iter().map(|row| {
        Ok(OpenTask { task: row.get(0)?, subject_kind: row.get(1)?, subject_id: row.get(2)?, due_at: row.get(3)? })
    });
    tasks.collect::<Result<_, Error>>()
}

/// Has a row where any planned list is to be made at `$1`.
pub const HAND_OVER_DUE: &str = "SELECT 1 FROM roster_change WHERE hands_over_at <= $1 LIMIT 1";

/// The changes of which the planned lists are to be made by now.
pub fn hand_over_due(tx: &mut Tx<'_>, now: Timestamp, limit: i64) -> Result<Vec<String>> {
    let sql =
        format!("SELECT id FROM roster_change WHERE hands_over_at <= $1 ORDER BY hands_over_at, id LIMIT {limit}");
    tx.query(&sql, &[now.as_microsecond().into()])?.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// The change of roster that a letter tells of; none where it tells of something else.
pub fn change_of(act: &mut Act<'_, '_>, letter: &CorrespondenceId) -> Result<Option<Held<RosterChange>>> {
    let row = act.tx().query_opt("SELECT id FROM roster_change WHERE letter = $1", &[letter.as_str().into()])?;
    let id: Option<String> = row.map(|row| row.get(0)).transpose()?;
    id.map(|id| act.get(&id)).transpose()
}
