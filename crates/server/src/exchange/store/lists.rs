//! What the lists, badges, feeds and details show. Every query goes through the caller's scope.

use super::facts::held;
use crate::platform::clock;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use crate::platform::stored::{Held, TaskList};
use jiff::Timestamp;
use shenguan_db::{Row, Tx, Value};
use shenguan_ledger::Entry;
use shenguan_rules::exchange::Transmittal;
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::record::PartyKind;

/// Columns of a transmittal in a list, after its fold.
pub(super) const LISTED: &str = "t.id, t.version, t.fold, t.subject, t.party_name, t.certificate_number, t.document_number, t.party_credit_code, t.party_kind";

/// The place of the first column after them.
pub(super) const AFTER_LISTED: usize = 9;

/// A transmittal with the words that a list shows of it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The transmittal.
    pub held: Held<Transmittal>,
    /// 标题.
    pub subject: Option<String>,
    /// Whom it is about.
    pub party_name: Option<String>,
    /// 证书编号.
    pub certificate_number: Option<String>,
    /// 文书号.
    pub document_number: Option<String>,
    /// The unified social credit code of whom it is about.
    pub party_credit_code: Option<String>,
    /// Whether it is about a natural person, whose name is not for everybody.
    pub is_about_person: bool,
}

/// A row of 待办, 已发 or 只需阅知.
#[derive(Clone, Debug)]
pub struct TaskRow {
    /// What is to be done, or waited for.
    pub task: String,
    /// Before when; none where nothing is due.
    pub due: Option<Timestamp>,
    /// The place after which the next page begins: due, id, task.
    pub cursor: (i64, String, String),
    /// About what.
    pub listed: Listed,
}

/// Which tasks.
#[derive(Clone, Debug)]
pub struct TaskFilter {
    /// Whose.
    pub department: DepartmentCode,
    /// On which list.
    pub list: TaskList,
    /// Only this task.
    pub task: Option<String>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only in this state.
    pub state: Option<String>,
    /// Only what this department sent.
    pub from: Option<String>,
    /// Only what is due before.
    pub due_before: Option<Timestamp>,
    /// Only what is assigned to this officer.
    pub officer: Option<String>,
    /// Only what comes after that place.
    pub after: Option<(i64, String, String)>,
    /// So many rows at most.
    pub limit: usize,
}

impl TaskFilter {
    /// Where its tasks are counted: beside their transmittals only where it asks for something of those.
    pub(super) fn tables(&self) -> &'static str {
        if self.asks_of_transmittal() {
            " FROM task k JOIN transmittal t ON t.id = k.subject_id WHERE "
        } else {
            " FROM task k WHERE "
        }
    }

    /// Whether it asks for anything that stands in the transmittal and not in the task. Every field is named, so that a new one
    /// must say where it stands.
    fn asks_of_transmittal(&self) -> bool {
        let Self {
            kind,
            state,
            from: _,
            department: _,
            list: _,
            task: _,
            due_before: _,
            officer: _,
            after: _,
            limit: _,
        } = self;
        kind.is_some() || state.is_some()
    }
}

/// An entry of a department's feed.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    /// Its place in the chain.
    pub sequence: i64,
    /// The place before it in this department's feed; 0 at its beginning.
    pub previous: i64,
    /// The bytes of the entry.
    pub bytes: Vec<u8>,
}

/// A query in the making: conditions with their values, numbered as they come.
pub(super) struct Query {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

impl Query {
    pub(super) fn new(sql: &str) -> Self {
        Self { sql: sql.to_owned(), values: Vec::new() }
    }

    /// The next place, for a predicate that numbers its own.
    pub(super) fn place(&self) -> usize {
        self.values.len() + 1
    }

    /// Adds text in which each `?` stands for the next of `values`.
    pub(super) fn push(&mut self, text: &str, values: impl IntoIterator<Item = Value>) -> &mut Self {
        let mut values = values.into_iter();
        for part in text.split_inclusive('?') {
            match part.strip_suffix('?') {
                Some(before) => {
                    self.values.extend(values.next());
                    self.sql.push_str(before);
                    self.sql.push('$');
                    self.sql.push_str(&self.values.len().to_string());
                }
                None => self.sql.push_str(part),
            }
        }
        self
    }

    pub(super) fn push_if<T: Into<Value>>(&mut self, text: &str, value: Option<T>) -> &mut Self {
        if let Some(value) = value {
            self.push(text, [value.into()]);
        }
        self
    }

    /// Only what the scope reaches of the transmittals `t`.
    pub(super) fn scoped(&mut self, scope: &Scope) -> &mut Self {
        let (predicate, values) = scope.predicate("t", "transmittal", self.place());
        self.sql.push_str(&predicate);
        self.values.extend(values);
        self
    }

    /// The same, asked of one row after another as they are met, so that PostgreSQL does not begin with all that the scope reaches.
    pub(super) fn scoped_one_by_one(&mut self, scope: &Scope) -> &mut Self {
        self.push("(SELECT 1 WHERE ", []).scoped(scope).push(") = 1", [])
    }

    /// At most so many rows. The number stands in the text: SQLite plans a statement anew whenever a limit is bound, and PostgreSQL
    /// plans one that is bound for a tenth of the rows.
    pub(super) fn limit(&mut self, rows: usize) -> &mut Self {
        self.push(&format!(" LIMIT {rows}"), [])
    }

    /// How many rows it has; none above `most`, and then no more are looked at.
    pub(super) fn counted(mut self, tx: &mut Tx<'_>, most: usize) -> Result<Option<usize>> {
        self.sql.insert_str(0, "SELECT COUNT(*) FROM (");
        // No database knows a greater limit than half of what this is.
        self.limit(most.saturating_add(1).min(usize::MAX >> 1)).push(") counted", []);
        let rows = self.run(tx)?;
        let count: i64 = rows.first().map(|row| row.get(0)).transpose()?.unwrap_or(0);
        Ok(usize::try_from(count).ok().filter(|count| *count <= most))
    }

    pub(super) fn run(&self, tx: &mut Tx<'_>) -> Result<Vec<Row>> {
        Ok(tx.query(&self.sql, &self.values)?)
    }
}

/// One page of a department's tasks, the earliest due first.
pub fn tasks(tx: &mut Tx<'_>, now: Timestamp, filter: &TaskFilter) -> Result<Vec<TaskRow>> {
    let mut query = Query::new("SELECT ");
    query.push(LISTED, []);
    query.push(", k.task, k.due_at FROM task k JOIN transmittal t ON t.id = k.subject_id WHERE ", []);
    task_conditions(&mut query, now, filter);
    if let Some((due, id, task)) = &filter.after {
        query.push(" AND (k.due_at, k.subject_id, k.task) > (?, ?, ?)", [(*due).into(), id.into(), task.into()]);
    }
    query.push(" ORDER BY k.due_at, k.subject_id, k.task", []).limit(filter.limit);
    let rows = query.run(tx)?;
    rows.iter()
        .map(|row| {
            let listed = listed(row)?;
            let (task, due): (String, i64) = (row.get(AFTER_LISTED)?, row.get(AFTER_LISTED + 1)?);
            Ok(TaskRow {
                due: (due != i64::MAX).then(|| clock::from_micros(due)),
                cursor: (due, listed.held.id.clone(), task.clone()),
                task,
                listed,
            })
        })
        .collect()
}

/// Which rows of `task k` with their `transmittal t`: for the list, its counts and the places in it.
pub(super) fn task_conditions(query: &mut Query, now: Timestamp, filter: &TaskFilter) {
    standing_tasks(query, now, &filter.department, &[filter.list]);
    query
        .push_if(" AND k.task = ?", filter.task.as_deref())
        .push_if(" AND t.kind = ?", filter.kind.as_deref())
        .push_if(" AND k.officer = ?", filter.officer.as_deref())
        .push_if(" AND k.sender = ?", filter.from.as_deref())
        .push_if(" AND k.due_at < ?", filter.due_before.map(Timestamp::as_microsecond));
    if let Some(state) = &filter.state {
        state_condition(query, now, state);
    }
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

/// The state as true at `now`: what is due is deemed, written down or not.
fn state_condition(query: &mut Query, now: Timestamp, state: &str) {
    let micros: Value = now.as_microsecond().into();
    match state {
        "in_transit" => {
            query.push(" AND t.state = 'in_transit' AND (t.receipt_due IS NULL OR t.receipt_due > ?)", [micros]);
        }
        "deemed_received" => {
            query.push(
                " AND t.state IN ('deemed_received', 'in_transit') AND (t.state = 'deemed_received' OR t.receipt_due <= ?)",
                [micros],
            );
        }
        other => {
            query.push(" AND t.state = ?", [other.into()]);
        }
    }
}

/// One transmittal by id or number, if the scope reaches it.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, id_or_number: &str) -> Result<Listed> {
    let mut query = Query::new("SELECT ");
    query.push(LISTED, []);
    let column = if id_or_number.starts_with("TS-") { "number" } else { "id" };
    query.push(&format!(" FROM transmittal t WHERE t.{column} = ?"), [id_or_number.into()]);
    let (predicate, values) = scope.predicate("t", "transmittal", query.place());
    query.sql.push_str(" AND ");
    query.sql.push_str(&predicate);
    query.values.extend(values);
    let rows = query.run(tx)?;
    rows.first().map(listed).transpose()?.ok_or(Error::NotFound)
}

/// The bytes of the entries of a subject, in ledger order.
pub fn entries_of(tx: &mut Tx<'_>, id: &str) -> Result<Vec<Vec<u8>>> {
    let rows = tx.query("SELECT bytes FROM ledger_entry WHERE subject_id = $1 ORDER BY sequence", &[id.into()])?;
    rows.iter().map(|row| row.get(0).map_err(Error::from)).collect()
}

/// A department's feed after a sequence.
pub fn feed(
    tx: &mut Tx<'_>,
    jurisdiction: &str,
    department: &DepartmentCode,
    after: i64,
    limit: usize,
) -> Result<Vec<FeedEntry>> {
    let before = tx.query_one(
        "SELECT COALESCE(MAX(sequence), 0) FROM feed WHERE department = $1 AND sequence <= $2",
        &[department.as_str().into(), after.into()],
    )?;
    let mut previous: i64 = before.get(0)?;
    let rows = tx.query(
        "SELECT f.sequence, e.bytes FROM feed f JOIN ledger_entry e ON e.sequence = f.sequence \
         WHERE f.department = $1 AND f.sequence > $2 AND e.jurisdiction = $3 ORDER BY f.sequence LIMIT $4",
        &[
            department.as_str().into(),
            after.into(),
            jurisdiction.into(),
            i64::try_from(limit).unwrap_or(i64::MAX).into(),
        ],
    )?;
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let sequence: i64 = row.get(0)?;
        entries.push(FeedEntry { sequence, previous, bytes: row.get(1)? });
        previous = sequence;
    }
    Ok(entries)
}

impl FeedEntry {
    /// The entry; one that does not decode is a fault that names it.
    pub fn entry(&self) -> Result<Entry<'_>> {
        Entry::decode(&self.bytes).map_err(Error::fault)
    }
}

pub(super) fn listed(row: &Row) -> Result<Listed> {
    Ok(Listed {
        held: held(row)?,
        subject: row.get(3)?,
        party_name: row.get(4)?,
        certificate_number: row.get(5)?,
        document_number: row.get(6)?,
        party_credit_code: row.get(7)?,
        is_about_person: row.get::<Option<&str>>(8)? == Some(PartyKind::NaturalPerson.as_str()),
    })
}
