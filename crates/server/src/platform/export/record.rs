//! 查阅记录: every export, and every item that an oversight officer opened. It says who and what, never what stood in it.

use super::sheet::Format;
use crate::platform::act::Act;
use crate::platform::clock::from_micros;
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, Scope};
use crate::platform::web::Server;
use jiff::Timestamp;
use shenguan_db::{Row, Tx, Value};
use shenguan_rules::party::{DepartmentCode, OfficerId};

/// Longest text of filters that is kept, in characters.
const FILTERS_CHARACTERS_MAX: usize = 500;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadAct {
    /// A list was taken as a file.
    Export(Format),
    /// An item was opened.
    View,
    /// All files of an item were taken at once.
    Files,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRecord {
    /// Its id; later ones are greater.
    pub id: String,
    /// When.
    pub read_at: Timestamp,
    /// For which department.
    pub department: DepartmentCode,
    /// By whom; none for a department's system.
    pub officer: Option<OfficerId>,
    /// `view`, `csv`, `xlsx`.
    pub act: String,
    /// The name of a list, or the number of an item.
    pub target: String,
    /// The filters in words.
    pub filters: String,
    /// How many rows.
    pub rows: i64,
}

/// Which rows.
#[derive(Clone, Debug, Default)]
pub struct ReadFilter {
    /// Only of this department.
    pub department: Option<String>,
    /// Only `view`, or only `export`.
    pub act: Option<String>,
    /// Only before that id.
    pub after: Option<String>,
    /// So many at most.
    pub limit: usize,
}

impl ReadAct {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Export(format) => format.as_str(),
            Self::View => "view",
            Self::Files => "zip",
        }
    }
}

/// Writes a row.
pub fn record(
    act: &mut Act<'_, '_>,
    caller: &Caller,
    done: ReadAct,
    target: &str,
    filters: &str,
    rows: usize,
) -> Result<()> {
    let (id, now) = (act.new_id(), act.now().as_microsecond());
    let officer = caller.person.as_ref().map(|person| person.officer.as_str());
    let filters: String = filters.chars().take(FILTERS_CHARACTERS_MAX).collect();
    act.tx().execute(
        "INSERT INTO op_read_record (id, read_at, department, officer, act, target, filters, row_count) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            id.into(),
            now.into(),
            caller.department.as_str().into(),
            officer.into(),
            done.as_str().into(),
            target.into(),
            filters.into(),
            i64::try_from(rows).map_err(Error::fault)?.into(),
        ],
    );
    Ok(())
}

/// Records that somebody who sees the whole city opened an item; nothing for anybody else.
pub async fn view(server: &Server, caller: &Caller, number: &str) -> Result<()> {
    if caller.scope != Scope::City {
        return Ok(());
    }
    let (caller, number) = (caller.clone(), number.to_owned());
    server.app.act(caller.actor.clone(), move |act| record(act, &caller, ReadAct::View, &number, "", 1)).await
}

/// The rows, the newest first.
pub fn records(tx: &mut Tx<'_>, filter: &ReadFilter) -> Result<Vec<ReadRecord>> {
    let (conditions, mut values) = filter.conditions();
    values.push(i64::try_from(filter.limit).map_err(Error::fault)?.into());
    let sql = format!(
        "SELECT id, read_at, department, officer, act, target, filters, row_count FROM op_read_record \
         WHERE {conditions} ORDER BY id DESC LIMIT ${}",
        values.len()
    );
    tx.query(&sql, &values)?.iter().map(from_row).collect()
}

/// How many rows there are, by the same conditions as the list; none above `most`.
pub(super) fn count_records(tx: &mut Tx<'_>, filter: &ReadFilter, most: usize) -> Result<Option<usize>> {
    let (conditions, mut values) = filter.conditions();
    values.push(i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1).into());
    let sql = format!(
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM op_read_record WHERE {conditions} LIMIT ${}) counted",
        values.len()
    );
    let count: i64 = tx.query_one(&sql, &values)?.get(0)?;
    Ok(usize::try_from(count).ok().filter(|count| *count <= most))
}

impl ReadFilter {
    /// What stands behind `WHERE`, and the values of its places.
    fn conditions(&self) -> (String, Vec<Value>) {
        let (mut sql, mut values) = ("1 = 1".to_owned(), Vec::<Value>::new());
        for (condition, value) in [("department =", &self.department), ("id <", &self.after)] {
            if let Some(value) = value {
                values.push(value.as_str().into());
                sql = format!("{sql} AND {condition} ${}", values.len());
            }
        }
        match self.act.as_deref() {
            Some("view") => sql.push_str(" AND act = 'view'"),
            Some("export") => sql.push_str(" AND act <> 'view'"),
            _ => {}
        }
        (sql, values)
    }
}

fn from_row(row: &Row) -> Result<ReadRecord> {
    let officer: Option<String> = row.get(3)?;
    Ok(ReadRecord {
        id: row.get(0)?,
        read_at: from_micros(row.get(1)?),
        department: DepartmentCode::parse(row.get::<String>(2)?).map_err(Error::fault)?,
        officer: officer.map(OfficerId::parse).transpose().map_err(Error::fault)?,
        act: row.get(4)?,
        target: row.get(5)?,
        filters: row.get(6)?,
        rows: row.get(7)?,
    })
}
