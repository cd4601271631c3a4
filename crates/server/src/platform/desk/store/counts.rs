//! How many tasks a department has: for the badges of every page, and for 待办 under all its filters at once. One walk through the
//! department's part of an index each, by the conditions of the lists.

use super::tasks::{TaskFilter, assigned_to, standing_tasks, task_conditions};
use crate::platform::error::{Error, Result};
use crate::platform::query::Query;
use crate::platform::reader::Question;
use crate::platform::stored::TaskList;
use jiff::Timestamp;
use shenguan_db::{Row, Tx, Value};
use shenguan_rules::party::DepartmentCode;

/// How many tasks there are of a kind, from a sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskCount {
    /// On which list.
    pub list: TaskList,
    /// Which task.
    pub task: String,
    /// Who sent what they are about.
    pub sender: DepartmentCode,
    /// Whether they are assigned to whoever asks, or to somebody in whose place he acts.
    pub is_mine: bool,
    /// How many.
    pub count: i64,
    /// How many of them are overdue.
    pub overdue: i64,
    /// How many of them are due before the end of today, those overdue included.
    pub due_today: i64,
    /// How many of them are due before the end of the week, those of today included.
    pub due_this_week: i64,
}

/// Until when something counts as due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Until {
    /// The end of today.
    pub today: Timestamp,
    /// The end of the week.
    pub week: Timestamp,
}

/// What is asked for how many tasks a department has on each of these lists, for one who asks for more at once.
pub(crate) fn lists_question(now: Timestamp, department: &DepartmentCode, lists: &[TaskList]) -> Question {
    let mut query = Query::new("SELECT k.list, COUNT(*) FROM task k WHERE ");
    standing_tasks(&mut query, now, department, lists);
    query.push(" GROUP BY k.list", []);
    (query.sql, query.values)
}

/// What a row of its answer says; a list without tasks has none.
pub(crate) fn list_count(row: &Row) -> Result<(TaskList, i64)> {
    Ok((list_of(row)?, row.get(1)?))
}

/// What a department has to do and to read, counted by task, sender and whether it is assigned to one of the officers. Where nobody is
/// named, all is.
pub(crate) fn count_tasks(
    tx: &mut Tx<'_>,
    now: Timestamp,
    department: &DepartmentCode,
    officers: &[String],
    until: Until,
) -> Result<Vec<TaskCount>> {
    let mut query = Query::new("SELECT k.list, k.task, k.sender, ");
    if officers.is_empty() {
        query.push("1", []);
    } else {
        let assigned = format!("CASE WHEN {} THEN 1 ELSE 0 END", assigned_to(officers));
        query.push(&assigned, officers.iter().map(Value::from));
    }
    query.push(", COUNT(*)", []);
    for due in [now, until.today, until.week] {
        query.push(", CAST(SUM(CASE WHEN k.due_at <= ? THEN 1 ELSE 0 END) AS BIGINT)", [due.as_microsecond().into()]);
    }
    query.push(" FROM task k WHERE ", []);
    standing_tasks(&mut query, now, department, &[TaskList::Todo, TaskList::Read]);
    query.push(" GROUP BY 1, 2, 3, 4", []);
    query.run(tx)?.iter().map(counted).collect()
}

/// How many tasks a list has, by the same conditions; none above `most`.
pub(crate) fn count_tasks_up_to(
    tx: &mut Tx<'_>,
    now: Timestamp,
    filter: &TaskFilter,
    most: usize,
) -> Result<Option<usize>> {
    let mut query = Query::new("SELECT 1 AS one");
    query.push(&filter.tables(), []);
    task_conditions(&mut query, now, filter);
    query.counted(tx, most)
}

fn counted(row: &Row) -> Result<TaskCount> {
    Ok(TaskCount {
        list: list_of(row)?,
        task: row.get(1)?,
        sender: DepartmentCode::parse(row.get::<String>(2)?).map_err(Error::fault)?,
        is_mine: row.get::<i64>(3)? != 0,
        count: row.get(4)?,
        overdue: row.get(5)?,
        due_today: row.get(6)?,
        due_this_week: row.get(7)?,
    })
}

fn list_of(row: &Row) -> Result<TaskList> {
    let word: &str = row.get(0)?;
    TaskList::from_word(word).ok_or_else(|| Error::fault(format!("there is no list {word}")))
}
