//! What the transaction asks of each of the two databases.

use std::sync::Arc;

use crate::sql::Sql;
use crate::{Result, Row, Value};

/// What a transaction may do and what it sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Writes; on SQLite the only writer, from the start.
    Write,
    /// Reads one snapshot.
    Read,
    /// Reads; on PostgreSQL each statement sees what is committed when it begins, and may lock rows.
    ReadLatest,
}

/// One queued step of a transaction.
pub(crate) enum Step {
    /// A write with the number of rows it must change, if that matters.
    Write { sql: Arc<Sql>, params: Vec<Value>, rows: Option<u64> },
    /// A savepoint statement.
    Control(&'static str),
}

/// A query with its parameters.
pub(crate) struct Query<'q> {
    pub(crate) sql: Arc<Sql>,
    pub(crate) params: &'q [Value],
}

/// One connection to one database. After an error the transaction is only rolled back.
pub(crate) trait Driver: Send {
    fn begin(&mut self, access: Access) -> Result<()>;
    /// Runs the steps, then the queries, in order.
    fn exchange(&mut self, steps: &[Step], queries: &[Query<'_>]) -> Result<Vec<Vec<Row>>>;
    /// Gives row after row until `next` answers `false`.
    fn stream(&mut self, query: &Query<'_>, next: &mut dyn FnMut(&Row) -> bool) -> Result<()>;
    /// Runs the steps and commits. After any error the transaction is over, or rolled back by `roll_back`.
    fn commit(&mut self, steps: &[Step]) -> Result<()>;
    fn roll_back(&mut self) -> Result<()>;
    /// Runs a text of several statements without parameters, inside the transaction.
    fn batch(&mut self, text: &str) -> Result<()>;
    /// `false` when the connection is lost.
    fn is_usable(&self) -> bool;
}
