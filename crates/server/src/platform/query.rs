//! A query put together from conditions that are asked for.

use crate::platform::error::Result;
use crate::platform::identity::Scope;
use shenguan_db::{Row, Tx, Value};

/// A query in the making: conditions with their values, numbered as they come.
pub struct Query {
    /// The text so far.
    pub sql: String,
    /// What its places stand for.
    pub values: Vec<Value>,
}

impl Query {
    /// Begins with a text.
    pub fn new(sql: &str) -> Self {
        Self { sql: sql.to_owned(), values: Vec::new() }
    }

    /// The next place, for a predicate that numbers its own.
    pub fn place(&self) -> usize {
        self.values.len() + 1
    }

    /// Adds text in which each `?` stands for the next of `values`.
    pub fn push(&mut self, text: &str, values: impl IntoIterator<Item = Value>) -> &mut Self {
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

    /// Adds text with one value, where there is one.
    pub fn push_if<T: Into<Value>>(&mut self, text: &str, value: Option<T>) -> &mut Self {
        if let Some(value) = value {
            self.push(text, [value.into()]);
        }
        self
    }

    /// Only what the scope reaches of the subjects of `kind` in the table `alias`.
    pub fn scoped(&mut self, scope: &Scope, alias: &str, kind: &str) -> &mut Self {
        let (predicate, values) = scope.predicate(alias, kind, self.place());
        self.sql.push_str(&predicate);
        self.values.extend(values);
        self
    }

    /// The same, asked of one row after another as they are met, so that PostgreSQL does not begin with all that the scope reaches.
    pub fn scoped_one_by_one(&mut self, scope: &Scope, alias: &str, kind: &str) -> &mut Self {
        self.push("(SELECT 1 WHERE ", []).scoped(scope, alias, kind).push(") = 1", [])
    }

    /// At most so many rows. The number stands in the text: SQLite plans a statement anew whenever a limit is bound, and PostgreSQL
    /// plans one that is bound for a tenth of the rows.
    pub fn limit(&mut self, rows: usize) -> &mut Self {
        self.push(&format!(" LIMIT {rows}"), [])
    }

    /// How many rows it has; none above `most`, and then no more are looked at.
    pub fn counted(mut self, tx: &mut Tx<'_>, most: usize) -> Result<Option<usize>> {
        self.sql.insert_str(0, "SELECT COUNT(*) FROM (");
        // No database knows a greater limit than half of what this is.
        self.limit(most.saturating_add(1).min(usize::MAX >> 1)).push(") counted", []);
        let rows = self.run(tx)?;
        let count: i64 = rows.first().map(|row| row.get(0)).transpose()?.unwrap_or(0);
        Ok(usize::try_from(count).ok().filter(|count| *count <= most))
    }

    /// Its rows.
    pub fn run(&self, tx: &mut Tx<'_>) -> Result<Vec<Row>> {
        Ok(tx.query(&self.sql, &self.values)?)
    }
}
