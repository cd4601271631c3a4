//! The tasks of a department: 待办, 已发, 只需阅知. A task says what is to be done about a subject of any kind; what a list shows of the
//! subject is asked of its kind.

use crate::platform::clock;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use crate::platform::query::Query;
use crate::platform::stored::TaskList;
use jiff::Timestamp;
use shenguan_db::{Tx, Value};
use shenguan_rules::party::DepartmentCode;

/// A row of 待办, 已发 or 只需阅知.
#[derive(Clone, Debug)]
pub struct TaskRow {
    /// What is to be done, or waited for.
    pub task: String,
    /// Before when; none where nothing is due.
    pub due: Option<Timestamp>,
    /// The kind of the subject.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The officer who has it.
    pub officer: Option<String>,
    /// The place after which the next page begins: due, id, task.
    pub cursor: Place,
}

/// A place in the order of a list: due, id, task.
pub type Place = (i64, String, String);

/// Which tasks.
#[derive(Clone, Debug)]
pub struct TaskFilter {
    /// Whose.
    pub department: DepartmentCode,
    /// On which list.
    pub list: TaskList,
    /// Only this task.
    pub task: Option<String>,
    /// Only about what this department sent.
    pub from: Option<String>,
    /// Only what is due before.
    pub due_before: Option<Timestamp>,
    /// Only what is assigned to one of these officers; to anybody or nobody where there are none.
    pub officers: Vec<String>,
    /// Only about these subjects.
    pub about: Option<About>,
    /// Only what comes after that place.
    pub after: Option<Place>,
    /// So many rows at most.
    pub limit: usize,
}

/// Which subjects of one kind.
#[derive(Clone, Debug)]
pub struct About {
    /// Their kind, and their table.
    pub kind: &'static str,
    /// What must be true of the row `t` of the table: text that begins with ` AND`, with a `?` for each of `values`.
    pub condition: String,
    /// What its places stand for.
    pub values: Vec<Value>,
}

impl TaskFilter {
    /// Where its tasks are counted: beside their subjects only where it asks for something of those.
    pub(super) fn tables(&self) -> String {
        match &self.about {
            Some(about) => format!(" FROM task k JOIN {} t ON t.id = k.subject_id WHERE ", about.kind),
            None => " FROM task k WHERE ".to_owned(),
        }
    }
}

/// One page of a department's tasks, the earliest due first.
pub fn tasks(tx: &mut Tx<'_>, now: Timestamp, filter: &TaskFilter) -> Result<Vec<TaskRow>> {
    let mut query = Query::new("SELECT k.task, k.due_at, k.subject_kind, k.subject_id, k.officer");
    query.push(&filter.tables(), []);
    task_conditions(&mut query, now, filter);
    if let Some((due, id, task)) = &filter.after {
        query.push(" AND (k.due_at, k.subject_id, k.task) > (?, ?, ?)", [(*due).into(), id.into(), task.into()]);
    }
    query.push(" ORDER BY k.due_at, k.subject_id, k.task", []).limit(filter.limit);
    let rows = query.run(tx)?;
    rows.iter()
        .map(|row| {
            let (task, due, id): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(3)?);
            Ok(TaskRow {
                due: (due != i64::MAX).then(|| clock::from_micros(due)),
                kind: row.get(2)?,
                officer: row.get(4)?,
                cursor: (due, id.clone(), task.clone()),
                id,
                task,
            })
        })
        .collect()
}

/// Which rows of `task k`, with their subjects `t` where the filter asks for those: for the list, its counts and the places in it.
pub(super) fn task_conditions(query: &mut Query, now: Timestamp, filter: &TaskFilter) {
    standing_tasks(query, now, &filter.department, &[filter.list]);
    query
        .push_if(" AND k.task = ?", filter.task.as_deref())
        .push_if(" AND k.sender = ?", filter.from.as_deref())
        .push_if(" AND k.due_at < ?", filter.due_before.map(Timestamp::as_microsecond));
    if !filter.officers.is_empty() {
        query.push(&format!(" AND {}", assigned_to(&filter.officers)), filter.officers.iter().map(Value::from));
    }
    if let Some(about) = &filter.about {
        query.push(&about.condition, about.values.iter().cloned());
    }
}

/// What holds of `task k` where it is assigned to one of the officers; each stands for a place.
pub(super) fn assigned_to(officers: &[String]) -> String {
    format!("k.officer IN ({})", vec!["?"; officers.len()].join(", "))
}

/// Which rows of `task k` stand on a department's lists at `now`: what every list and every count of them begins with.
pub(super) fn standing_tasks(query: &mut Query, now: Timestamp, department: &DepartmentCode, lists: &[TaskList]) {
    let (predicate, values) = Scope::Department(department.clone()).task_predicate("k", query.place());
    query.sql.push_str(&predicate);
    query.values.extend(values);
    let micros: Value = now.as_microsecond().into();
    match lists {
        [list] => query.push(" AND k.list = ?", [list.as_str().into()]),
        lists => {
            let places = vec!["?"; lists.len()].join(", ");
            query.push(&format!(" AND k.list IN ({places})"), lists.iter().map(|list| list.as_str().into()))
        }
    };
    query.push(" AND k.from_at <= ? AND k.until_at > ?", [micros.clone(), micros]);
}

/// Everything that is open at a department, with which it has something to do or waits for something: kind, id and how many tasks.
pub fn open_of(tx: &mut Tx<'_>, department: &DepartmentCode, now: Timestamp) -> Result<Vec<(String, String, usize)>> {
    let rows = tx.query(
        "SELECT subject_kind, subject_id, COUNT(*) FROM task WHERE department = $1 AND list IN ('todo', 'sent') \
         AND until_at > $2 GROUP BY subject_kind, subject_id ORDER BY subject_kind, subject_id",
        &[department.as_str().into(), now.as_microsecond().into()],
    )?;
    let open = rows.iter().map(|row| {
        let count: i64 = row.get(2)?;
        Ok((row.get(0)?, row.get(1)?, usize::try_from(count).map_err(Error::fault)?))
    });
    open.collect()
}
