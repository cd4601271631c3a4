//! A transaction: queued writes, reads that see them, and marks to which a refused act is dropped.

use std::sync::Arc;

use crate::driver::{Query, Step};
use crate::{Connection, Dialect, Error, Result, Row, Value};

/// Queued writes are sent at the latest when this many wait, so that a long import stays in bounded memory.
const QUEUE_MAX_STEPS: usize = 4096;

const SAVEPOINT: &str = "SAVEPOINT act";
const RELEASE: &str = "RELEASE SAVEPOINT act";
const ROLL_BACK: &str = "ROLLBACK TO SAVEPOINT act";

/// A place in a transaction, made by [`Tx::mark`].
#[derive(Debug)]
pub struct Mark(u64);

/// An open transaction. Dropping it rolls back.
///
/// An error of a statement ends the transaction on both databases (PostgreSQL accepts nothing after one): everything after it
/// answers [`Error::Aborted`]. The caller drops the transaction and runs its acts one by one. A refusal is no error of a
/// statement: after it [`Tx::roll_back_to`] drops the one act and the transaction goes on.
pub struct Tx<'c> {
    connection: &'c mut Connection,
    active: Option<Active>,
    marks: u64,
    state: State,
}

/// The mark in force: where its act begins in the queue, and whether a savepoint stands for it in the database.
struct Active {
    number: u64,
    from: usize,
    saved: bool,
}

enum State {
    Open,
    /// Failed while queueing; the error waits for the next call that can return it.
    Failing(Error),
    Failed,
    Finished,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(connection: &'c mut Connection) -> Self {
        connection.queue.clear();
        Self { connection, active: None, marks: 0, state: State::Open }
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        self.connection.dialect
    }

    /// All rows; sees the writes queued so far.
    pub fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        let query = Query { sql: self.connection.sql(sql), params };
        Ok(self.exchange(&[query])?.pop().unwrap_or_default())
    }

    /// The row, if there is one; [`Error::Rows`] when there are more.
    pub fn query_opt(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>> {
        let mut rows = self.query(sql, params)?;
        let row = rows.pop();
        if rows.is_empty() { Ok(row) } else { Err(Error::Rows { expected: "at most 1", found: rows.len() + 1 }) }
    }

    /// The one row; [`Error::Rows`] when there is another number.
    pub fn query_one(&mut self, sql: &str, params: &[Value]) -> Result<Row> {
        self.query_opt(sql, params)?.ok_or(Error::Rows { expected: "1", found: 0 })
    }

    /// The rows of several queries, in one round trip on PostgreSQL.
    pub fn query_all_of(&mut self, queries: &[(&str, Vec<Value>)]) -> Result<Vec<Vec<Row>>> {
        let queries: Vec<Query<'_>> =
            queries.iter().map(|(sql, params)| Query { sql: self.connection.sql(sql), params }).collect();
        self.exchange(&queries)
    }

    /// Gives `each` row after row in bounded memory, until it fails. The transaction stays usable after an error of `each`.
    pub fn for_each<E: From<Error>>(
        &mut self,
        sql: &str,
        params: &[Value],
        mut each: impl FnMut(&Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let query = Query { sql: self.connection.sql(sql), params };
        self.send(query.sql.only_reads)?;
        let mut stopped = None;
        let streamed = self.connection.driver.stream(&query, &mut |row| match each(row) {
            Ok(()) => true,
            Err(error) => {
                stopped = Some(error);
                false
            }
        });
        self.judge(streamed)?;
        stopped.map_or(Ok(()), Err)
    }

    /// Queues a write. Its error comes out of the next query, flush or commit.
    pub fn execute(&mut self, sql: &str, params: Vec<Value>) {
        self.push(sql, params, None);
    }

    /// Queues a write that must change `rows` rows; another number is an [`Error::Conflict`] at the flush.
    pub fn execute_exactly(&mut self, sql: &str, params: Vec<Value>, rows: u64) {
        self.push(sql, params, Some(rows));
    }

    /// Sends the queued writes and waits for their results.
    pub fn flush(&mut self) -> Result<()> {
        self.send(true)
    }

    /// Begins an act that can be dropped alone. Releases the mark before it: what that one covered stays.
    pub fn mark(&mut self) -> Mark {
        if self.active.take().is_some_and(|former| former.saved) {
            self.connection.queue.push(Step::Control(RELEASE));
        }
        self.marks += 1;
        self.active = Some(Active { number: self.marks, from: self.connection.queue.len(), saved: false });
        Mark(self.marks)
    }

    /// Drops everything since `mark`, whether it was sent or not. [`Error::Mark`] when a newer mark released it.
    #[expect(clippy::needless_pass_by_value, reason = "a mark is used once")]
    pub fn roll_back_to(&mut self, mark: Mark) -> Result<()> {
        self.check()?;
        let Mark(number) = mark;
        let active = self.active.take_if(|active| active.number == number).ok_or(Error::Mark)?;
        self.connection.queue.truncate(active.from);
        if active.saved {
            self.connection.queue.extend([Step::Control(ROLL_BACK), Step::Control(RELEASE)]);
        }
        Ok(())
    }

    /// The clock of PostgreSQL in microseconds since 1970, read now; nothing on SQLite.
    pub fn instant_micros(&mut self) -> Result<Option<i64>> {
        match self.dialect() {
            Dialect::Sqlite => Ok(None),
            Dialect::Postgres => self
                .query_one("SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000000) AS BIGINT)", &[])?
                .get(0)
                .map(Some),
        }
    }

    /// Sends what is queued and commits. After `Ok` it is durable; [`Error::InDoubt`] when that is not known.
    pub fn commit(mut self) -> Result<()> {
        self.check()?;
        let committed = self.connection.driver.commit(&self.connection.queue);
        self.judge(committed)?;
        self.state = State::Finished;
        Ok(())
    }

    /// Runs a text of several statements; for migrations.
    pub(crate) fn batch(&mut self, text: &str) -> Result<()> {
        self.send(false)?;
        let ran = self.connection.driver.batch(text);
        self.judge(ran)
    }

    fn push(&mut self, sql: &str, params: Vec<Value>, rows: Option<u64>) {
        let sql = self.connection.sql(sql);
        self.connection.queue.push(Step::Write { sql, params, rows });
        if self.connection.queue.len() >= QUEUE_MAX_STEPS
            && matches!(self.state, State::Open)
            && let Err(error) = self.send(true)
        {
            self.state = State::Failing(error);
        }
    }

    fn send(&mut self, only_reads: bool) -> Result<()> {
        self.check()?;
        self.save(only_reads);
        if self.connection.queue.is_empty() {
            return Ok(());
        }
        let sent = self.connection.driver.exchange(&self.connection.queue, &[]);
        self.sent();
        self.judge(sent).map(drop)
    }

    fn exchange(&mut self, queries: &[Query<'_>]) -> Result<Vec<Vec<Row>>> {
        self.check()?;
        self.save(queries.iter().all(|query| query.sql.only_reads));
        let rows = self.connection.driver.exchange(&self.connection.queue, queries);
        self.sent();
        self.judge(rows)
    }

    /// Puts a savepoint before the writes of the marked act, when some of them are about to be sent.
    fn save(&mut self, only_reads: bool) {
        let queue = &mut self.connection.queue;
        if let Some(active) = self.active.as_mut().filter(|active| !active.saved)
            && (queue.len() > active.from || !only_reads)
        {
            queue.insert(active.from, Step::Control(SAVEPOINT));
            active.saved = true;
        }
    }

    fn sent(&mut self) {
        self.connection.queue.clear();
        if let Some(active) = &mut self.active {
            active.from = 0;
        }
    }

    fn check(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.state, State::Failed) {
            State::Failing(error) => Err(error),
            State::Failed => Err(Error::Aborted),
            state @ (State::Open | State::Finished) => {
                self.state = state;
                Ok(())
            }
        }
    }

    fn judge<T>(&mut self, result: Result<T>) -> Result<T> {
        if result.is_err() {
            self.state = State::Failed;
        }
        result
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        self.connection.queue.clear();
        if !matches!(self.state, State::Finished) && self.connection.driver.roll_back().is_err() {
            self.connection.usable = false;
        }
    }
}

impl Connection {
    /// The text made ready for this database; found again by its words.
    fn sql(&mut self, text: &str) -> Arc<crate::sql::Sql> {
        self.texts.get(self.dialect, text)
    }
}
