//! The rows that one real push left behind, so that the hand-written transaction writes the same ones with other keys.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::error::{BenchError, During, Result};

/// Rows that are changed by a push, not added, or written once in a while; the hand-written transaction updates those itself that
/// every push changes.
const UPDATED: [&str; 5] = ["ledger_head", "op_counter", "op_key_use", "op_setting", "tally"];

/// One row of a push.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its table.
    pub(super) table: String,
    /// Name and value of each column.
    pub(super) columns: Vec<(String, Value)>,
}

/// Every row of a push, in the order of the tables' names.
#[derive(Clone, Debug)]
pub(super) struct Template {
    /// The rows.
    pub(super) rows: Vec<Row>,
}

/// How many rows each table has, by the highest row number.
pub(super) struct Before(Vec<(String, i64)>);

impl Before {
    /// Where the tables of a file stand.
    pub(super) fn of(path: &Path) -> Result<Self> {
        let connection = open(path)?;
        // The full-text index is filled behind the ledger, not by the push.
        let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
                   AND name NOT LIKE 'sqlite%' ORDER BY name";
        let mut names = connection.prepare(sql).during("listing the tables")?;
        let names = names.query_map([], |row| row.get::<_, String>(0)).during("listing the tables")?;
        let mut heights = Vec::new();
        for name in names {
            let name = name.during("listing the tables")?;
            let sql = format!("SELECT COALESCE(MAX(rowid), 0) FROM {name}");
            let height = connection.query_row(&sql, [], |row| row.get(0)).during("counting rows")?;
            heights.push((name, height));
        }
        Ok(Self(heights))
    }

    /// The rows that came since.
    pub(super) fn since(&self, path: &Path) -> Result<Template> {
        let connection = open(path)?;
        let mut rows = Vec::new();
        for (table, height) in self.0.iter().filter(|(table, _)| !UPDATED.contains(&table.as_str())) {
            let sql = format!("SELECT * FROM {table} WHERE rowid > ? ORDER BY rowid");
            let mut statement = connection.prepare(&sql).during("reading new rows")?;
            let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
            let found = statement.query_map([height], |row| {
                names.iter().enumerate().map(|(index, name)| Ok((name.clone(), row.get(index)?))).collect()
            });
            for columns in found.during("reading new rows")? {
                rows.push(Row { table: table.clone(), columns: columns.during("reading new rows")? });
            }
        }
        if rows.is_empty() { Err(BenchError::Unfit("a push left no rows".to_owned())) } else { Ok(Template { rows }) }
    }
}

impl Template {
    /// The rows without those of some tables: in a batch only one row keeps the key.
    pub(super) fn without(&self, tables: &[&str]) -> Self {
        Self { rows: self.rows.iter().filter(|row| !tables.contains(&row.table.as_str())).cloned().collect() }
    }

    /// What it is made of, for a remark: `content, feed ×2, ledger_entry …`.
    pub(super) fn words(&self) -> String {
        let mut words: Vec<(String, usize)> = Vec::new();
        for row in &self.rows {
            match words.last_mut().filter(|(table, _)| *table == row.table) {
                Some((_, count)) => *count += 1,
                None => words.push((row.table.clone(), 1)),
            }
        }
        let words: Vec<String> =
            words.into_iter().map(|(table, n)| if n == 1 { table } else { format!("{table} ×{n}") }).collect();
        words.join(", ")
    }

    /// Bytes of all values.
    pub(super) fn bytes(&self) -> usize {
        let size = |value: &Value| match value {
            Value::Text(text) => text.len(),
            Value::Blob(bytes) => bytes.len(),
            Value::Integer(_) | Value::Real(_) => 8,
            Value::Null => 0,
        };
        self.rows.iter().flat_map(|row| &row.columns).map(|(_, value)| size(value)).sum()
    }

    /// The text of one statement for each row, with `?` for each column.
    pub(super) fn statements(&self) -> Vec<String> {
        let statement = |row: &Row| {
            let names: Vec<&str> = row.columns.iter().map(|(name, _)| name.as_str()).collect();
            let places = vec!["?"; names.len()].join(", ");
            format!("INSERT INTO {} ({}) VALUES ({places})", row.table, names.join(", "))
        };
        self.rows.iter().map(statement).collect()
    }
}

/// What makes the rows of one push other rows than those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// An id that grows with time.
    Id,
    /// A digest, anywhere in its index.
    Digest,
    /// Text that must differ.
    Text,
    /// The place in the ledger.
    Sequence,
    /// The hash of the bytes beside it.
    Hash,
    /// As in the template.
    Same,
}

/// Which part of a push a column is.
pub(super) fn part(table: &str, column: &str, value: &Value) -> Part {
    match (column, value) {
        (_, Value::Null) => Part::Same,
        ("id" | "subject_id" | "subject", Value::Text(id)) if id.len() == 36 && id.is_ascii() => Part::Id,
        ("digest", _) => Part::Digest,
        ("sequence", _) => Part::Sequence,
        ("hash", Value::Blob(_)) => Part::Hash,
        ("key", _) if table == "op_idempotency" => Part::Text,
        ("number" | "case_number" | "document_number" | "certificate_number", _) => Part::Text,
        _ => Part::Same,
    }
}

/// A copy of a SQLite database, whole at one instant, also while somebody writes.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    let to = to.display().to_string();
    open(from)?.execute("VACUUM INTO ?", params_from_iter([to])).during("copying the database")?;
    Ok(())
}

fn open(path: &Path) -> Result<Connection> {
    Connection::open(path).during("opening the database")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_a_push_are_those_that_came_since() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE reader (id TEXT); CREATE TABLE op_counter (id TEXT); INSERT INTO reader VALUES ('old')",
            )
            .unwrap();
        let before = Before::of(&path).unwrap();
        connection
            .execute_batch("INSERT INTO reader VALUES ('a'), ('bc'); INSERT INTO op_counter VALUES ('x')")
            .unwrap();
        let template = before.since(&path).unwrap();
        assert_eq!((template.words().as_str(), template.bytes()), ("reader ×2", 3));
        assert_eq!(template.statements()[0], "INSERT INTO reader (id) VALUES (?)");
    }
}
