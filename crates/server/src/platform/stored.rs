//! How a subject of the rules stands in the database: one row, equal to the fold of its entries.

use crate::platform::directory::Directory;
use crate::platform::error::Result;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_db::{Tx, Value};
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::subject::Subject;
use std::collections::BTreeSet;

/// A subject with a table. The table has `id`, `version` and `fold` (the state as JSON) and, made from the state for
/// SQL to search and sort by, `STATE_COLUMNS`; made once from the content that lies beside the ledger, `CONTENT_COLUMNS`.
pub trait Stored: Subject + Serialize + DeserializeOwned + Clone
where
    Self::Event: Serialize + DeserializeOwned,
{
    /// Name of the subject in entries, and of its table. Its events are internally tagged `event`, in first place.
    const KIND: &'static str;
    /// Columns that follow from the state; saved again with every event.
    const STATE_COLUMNS: &'static [&'static str] = &[];
    /// Columns that follow from the content given at birth.
    const CONTENT_COLUMNS: &'static [&'static str] = &[];
    /// Whether every act needs it at hand: `enter` then puts it into the directory.
    const IN_DIRECTORY: bool = false;

    /// From when an event counts in law, where that is not the instant of the act.
    fn effective_at(event: &Self::Event) -> Option<Timestamp> {
        let _ = event;
        None
    }

    /// Values of `STATE_COLUMNS`, in their order.
    fn state_columns(&self) -> Vec<Value> {
        Vec::new()
    }

    /// Values of `CONTENT_COLUMNS`, in their order. `content` is the body that `content_digest` names.
    fn content_columns(&self, content: Option<&serde_json::Value>) -> Vec<Value> {
        let _ = content;
        Vec::new()
    }

    /// The content from which `CONTENT_COLUMNS` are made, if there is one.
    fn content_digest(&self) -> Option<String> {
        None
    }

    /// Puts the subject, with its content, into the directory in place of what stood there.
    fn enter(&self, id: &str, content: Option<&serde_json::Value>, directory: &mut Directory) {
        let _ = (id, content, directory);
    }

    /// What somebody must do about it, or waits for.
    fn tasks(&self) -> Vec<Task> {
        Vec::new()
    }

    /// In which counts it stands, once in each; never twice in one.
    fn counted(&self) -> Vec<Counted> {
        Vec::new()
    }

    /// The departments that may know of it. Their feeds carry its entries.
    fn readers(&self) -> Vec<DepartmentCode> {
        Vec::new()
    }

    /// Its kind and its state, which stand beside each of its readers: what a department's list of them is filtered by. Empty
    /// where nobody lists it.
    fn reader_columns(&self) -> [&str; 2] {
        ["", ""]
    }
}

/// Departments that may know of a subject, each once.
pub fn readers_of<'a>(departments: impl Iterator<Item = &'a DepartmentCode>) -> Vec<DepartmentCode> {
    departments.cloned().collect::<BTreeSet<_>>().into_iter().collect()
}

/// Something to be done about a subject, or waited for. It counts from `from` until before `until`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Whose.
    pub department: DepartmentCode,
    /// On which list.
    pub list: TaskList,
    /// What: the name of the act.
    pub task: &'static str,
    /// Before when; none where nothing is due.
    pub due: Option<Timestamp>,
    /// From when it counts; none for always.
    pub from: Option<Timestamp>,
    /// Until before when it counts; none for ever.
    pub until: Option<Timestamp>,
    /// The section that has it.
    pub section: Option<String>,
    /// The officer who has it.
    pub officer: Option<String>,
    /// Who sent what it is about.
    pub sender: DepartmentCode,
}

/// A count of the table `tally`: of the subjects of a day that stand in one way, as seen from a department.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counted {
    /// Whose count.
    pub department: DepartmentCode,
    /// As seen from which end.
    pub direction: &'static str,
    /// The day, in days since 1970.
    pub day: i64,
    /// How they stand, in bits.
    pub standing: i64,
}

impl Counted {
    /// The row of the count, in the order of the table's columns.
    pub fn row(&self, count: i64) -> Vec<Value> {
        let mut row = self.key();
        row.push(count.into());
        row
    }

    /// Its primary key.
    fn key(&self) -> Vec<Value> {
        vec![self.department.as_str().into(), self.direction.into(), self.day.into(), self.standing.into()]
    }
}

/// The lists on which tasks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskList {
    /// 待办: what I must do.
    Todo,
    /// 已发: what others owe me.
    Sent,
    /// 只需阅知: never counted.
    Read,
    /// 已办: what was done; `due` is the instant at which it was, `officer` who did it.
    Done,
}

impl TaskList {
    /// The list of a word in SQL.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Todo, Self::Sent, Self::Read, Self::Done].into_iter().find(|list| list.as_str() == word)
    }

    /// Its word in SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Sent => "sent",
            Self::Read => "read",
            Self::Done => "done",
        }
    }
}

impl Task {
    /// The row of the task, in the order of the table's columns.
    pub fn row(&self, kind: &str, id: &str) -> Vec<Value> {
        vec![
            self.department.as_str().into(),
            self.list.as_str().into(),
            self.task.into(),
            self.due.map_or(i64::MAX, Timestamp::as_microsecond).into(),
            self.from.map_or(i64::MIN, Timestamp::as_microsecond).into(),
            self.until.map_or(i64::MAX, Timestamp::as_microsecond).into(),
            kind.into(),
            id.into(),
            self.section.as_deref().into(),
            self.officer.as_deref().into(),
            self.sender.as_str().into(),
        ]
    }
}

/// Who may know of a subject, and what stands beside each of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readers {
    departments: Vec<DepartmentCode>,
    columns: [String; 2],
}

impl Readers {
    /// Those of a state.
    pub fn of<S: Stored>(state: &S) -> Self
    where
        S::Event: Serialize + DeserializeOwned,
    {
        Self { departments: state.readers(), columns: state.reader_columns().map(str::to_owned) }
    }

    /// Whether a department is one of them.
    pub fn contain(&self, department: &DepartmentCode) -> bool {
        self.departments.contains(department)
    }

    /// The rows, in the order of the table's columns.
    pub fn rows(&self, kind: &str, id: &str) -> impl Iterator<Item = [Value; 5]> {
        let [listed_kind, state] = &self.columns;
        self.departments
            .iter()
            .map(move |it| [it.as_str().into(), kind.into(), id.into(), listed_kind.into(), state.into()])
    }
}

/// Writes the readers that are new, and what changed beside the others. Whoever may know of something once may know of it for ever,
/// so none is ever taken away.
pub fn write_readers(tx: &mut Tx<'_>, kind: &str, id: &str, before: &Readers, after: &Readers) {
    for (reader, row) in after.departments.iter().zip(after.rows(kind, id)) {
        if !before.contain(reader) {
            tx.execute(
                "INSERT INTO reader (department, subject_kind, subject_id, kind, state) VALUES ($1, $2, $3, $4, $5)",
                row.to_vec(),
            );
        } else if before.columns != after.columns {
            let [department, subject_kind, subject_id, kind, state] = row;
            tx.execute(
                "UPDATE reader SET kind = $1, state = $2 WHERE department = $3 AND subject_kind = $4 AND subject_id = $5",
                vec![kind, state, department, subject_kind, subject_id],
            );
        }
    }
}

/// Puts `after` in place of `before`, if they differ.
pub fn write_tasks(tx: &mut Tx<'_>, kind: &str, id: &str, before: &[Task], after: &[Task]) {
    if before == after {
        return;
    }
    if !before.is_empty() {
        tx.execute("DELETE FROM task WHERE subject_id = $1", vec![id.into()]);
    }
    for task in after {
        tx.execute(
            "INSERT INTO task (department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer, \
             sender) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            task.row(kind, id),
        );
    }
}

/// Adds to a count, or takes from it. A count of nothing has no row.
pub fn write_count(tx: &mut Tx<'_>, counted: &Counted, change: i64) {
    tx.execute(
        "INSERT INTO tally (department, direction, pushed_on, standing, count) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (department, direction, pushed_on, standing) DO UPDATE SET count = tally.count + excluded.count",
        counted.row(change),
    );
    if change < 0 {
        tx.execute(
            "DELETE FROM tally WHERE department = $1 AND direction = $2 AND pushed_on = $3 AND standing = $4 AND count = 0",
            counted.key(),
        );
    }
}

/// A subject with its id and the version it was read at.
#[derive(Clone, Debug)]
pub struct Held<S> {
    /// Its id.
    pub id: String,
    /// How many events made it.
    pub version: i64,
    /// Its state.
    pub state: S,
}

/// Reads one subject. A row that does not decode is a fault that names it.
pub fn load<S: Stored>(tx: &mut Tx<'_>, id: &str) -> Result<Option<Held<S>>>
where
    S::Event: Serialize + DeserializeOwned,
{
    let sql = format!("SELECT version, fold FROM {} WHERE id = $1", S::KIND);
    let Some(row) = tx.query_opt(&sql, &[id.into()])? else { return Ok(None) };
    let fold: String = row.get(1)?;
    Ok(Some(Held { id: id.to_owned(), version: row.get(0)?, state: serde_json::from_str(&fold)? }))
}

/// Writes the first row of a subject.
pub fn insert<S: Stored>(tx: &mut Tx<'_>, held: &Held<S>, content: Option<&serde_json::Value>) -> Result<()>
where
    S::Event: Serialize + DeserializeOwned,
{
    let columns = S::STATE_COLUMNS.iter().chain(S::CONTENT_COLUMNS).copied();
    let names: Vec<&str> = ["id", "version", "fold"].into_iter().chain(columns).collect();
    let places: Vec<String> = (1..=names.len()).map(|place| format!("${place}")).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", S::KIND, names.join(", "), places.join(", "));
    let mut values = vec![held.id.as_str().into(), held.version.into(), serde_json::to_string(&held.state)?.into()];
    values.extend(held.state.state_columns());
    values.extend(held.state.content_columns(content));
    tx.execute(&sql, values);
    Ok(())
}

/// Writes a subject's row again, if it still stands at the version before `held`.
pub fn update<S: Stored>(tx: &mut Tx<'_>, held: &Held<S>, version_before: i64) -> Result<()>
where
    S::Event: Serialize + DeserializeOwned,
{
    let names: Vec<&str> = ["version", "fold"].into_iter().chain(S::STATE_COLUMNS.iter().copied()).collect();
    let sets: Vec<String> = names.iter().zip(1..).map(|(name, place)| format!("{name} = ${place}")).collect();
    let (id_place, version_place) = (names.len() + 1, names.len() + 2);
    let sql =
        format!("UPDATE {} SET {} WHERE id = ${id_place} AND version = ${version_place}", S::KIND, sets.join(", "));
    let mut values = vec![held.version.into(), serde_json::to_string(&held.state)?.into()];
    values.extend(held.state.state_columns());
    values.extend([held.id.as_str().into(), version_before.into()]);
    tx.execute_exactly(&sql, values, 1);
    Ok(())
}

/// The body of a content, if it was not erased.
pub fn content(tx: &mut Tx<'_>, digest: &str) -> Result<Option<serde_json::Value>> {
    let row = tx.query_opt("SELECT body FROM content WHERE digest = $1", &[digest.into()])?;
    let body: Option<String> = row.map(|row| row.get(0)).transpose()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}

/// Every subject of a kind, in the order of their ids.
pub fn load_all<S: Stored>(tx: &mut Tx<'_>) -> Result<Vec<Held<S>>>
where
    S::Event: Serialize + DeserializeOwned,
{
    let sql = format!("SELECT id, version, fold FROM {} ORDER BY id", S::KIND);
    let rows = tx.query(&sql, &[])?;
    let held = rows.iter().map(|row| {
        let fold: String = row.get(2)?;
        Ok(Held { id: row.get(0)?, version: row.get(1)?, state: serde_json::from_str(&fold)? })
    });
    held.collect()
}
