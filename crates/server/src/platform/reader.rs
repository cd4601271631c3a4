//! A few threads, each with a connection of its own, serve what only reads.

use crate::platform::app::Core;
use crate::platform::clock;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use jiff::Timestamp;
use shenguan_db::{Connection, Dialect, Row, Tx, Value};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use tokio::sync::oneshot;

/// So many reads may wait; one more is told to come again.
pub(super) const QUEUE_MAX: usize = 4096;

type Outcome = Box<dyn Any + Send>;
/// A query with its parameters.
pub type Question = (String, Vec<Value>);
/// A read as a closure; it is given the rows of the questions.
pub(super) type Run = Box<dyn FnOnce(&mut Read<'_, '_>, &[Vec<Row>]) -> Result<Outcome> + Send>;

/// One read that waits for a thread.
pub(super) struct Job {
    pub(super) questions: Vec<Question>,
    pub(super) run: Run,
    pub(super) reply: oneshot::Sender<Result<Outcome>>,
}

/// A consistent view of everything, at one instant.
pub struct Read<'r, 'c> {
    tx: &'r mut Tx<'c>,
    now: Timestamp,
    directory: Arc<Directory>,
}

impl<'c> Read<'_, 'c> {
    /// The instant of which this read speaks.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The transaction, for a slice's store.
    pub fn tx(&mut self) -> &mut Tx<'c> {
        self.tx
    }

    /// Departments, roster, agreements, calendar and rule set.
    pub fn directory(&self) -> &Arc<Directory> {
        &self.directory
    }
}

/// Runs until every sender is gone.
pub(super) fn run(mut connection: Connection, core: &Core, jobs: &Mutex<mpsc::Receiver<Job>>) {
    loop {
        let next = jobs.lock().expect("no holder of the queue panics").recv();
        let Ok(job) = next else { return };
        let mut answer = Answer { reply: Some(job.reply), is_lost: false };
        let ended =
            catch_unwind(AssertUnwindSafe(|| read(&mut connection, core, &job.questions, job.run, &mut answer)))
                .unwrap_or_else(|_| Err(Error::fault("a read panicked")));
        if let Err(error) = ended {
            answer.give(Err(error));
        }
        if answer.is_lost {
            match core.database.reader() {
                Ok(fresh) => connection = fresh,
                Err(error) => tracing::error!(%error, "a reader cannot open its connection again"),
            }
        }
    }
}

/// The place of an answer, given once.
struct Answer {
    reply: Option<oneshot::Sender<Result<Outcome>>>,
    is_lost: bool,
}

impl Answer {
    fn give(&mut self, outcome: Result<Outcome>) {
        self.is_lost = outcome.as_ref().is_err_and(|error| error.database().is_some_and(shenguan_db::Error::is_fatal));
        if let Some(reply) = self.reply.take() {
            // A caller that hung up needs no answer.
            let _ = reply.send(outcome);
        }
    }
}

/// Runs a read and answers before its transaction ends: what was read does not change by that, and on PostgreSQL the end is a message
/// more.
fn read(connection: &mut Connection, core: &Core, questions: &[Question], run: Run, answer: &mut Answer) -> Result<()> {
    // Before the snapshot: what is committed by this instant is then certainly in it.
    let now = core.shared.instants.for_reading(&core.shared.clock);
    let mut tx = connection.begin_read()?;
    let mut head = Head::read(&mut tx, core, now, questions)?;
    if head.something_is_due {
        // Something would be said from time alone. With the head held no group of another node is open, so what time
        // says now no group can take back.
        drop(tx);
        tx = connection.begin_read_latest()?;
        tx.query(
            "SELECT sequence FROM ledger_head WHERE jurisdiction = $1 FOR SHARE",
            &[core.jurisdiction.as_str().into()],
        )?;
        // By the clock that the writers of all nodes take their instants from; this node's may be ahead of it.
        let instant = tx.instant_micros()?.filter(|_| core.shared.clock.is_system()).map_or(now, clock::from_micros);
        head = Head::read(&mut tx, core, instant, questions)?;
    }
    let directory = core.directory_at(&mut tx, head.directory_sequence)?;
    let mut read = Read { tx: &mut tx, now: head.now, directory };
    answer.give(run(&mut read, &head.answers));
    Ok(())
}

/// What a read begins with.
struct Head {
    /// The instant to speak of, never before the last entry.
    now: Timestamp,
    /// The sequence at which the directory stands.
    directory_sequence: i64,
    /// Whether time alone has something to say at that instant that is not written down. On SQLite nobody asks: no other node has a
    /// group open.
    something_is_due: bool,
    /// The rows of the questions.
    answers: Vec<Vec<Row>>,
}

impl Head {
    /// Reads it with the questions in one round trip on PostgreSQL.
    fn read(tx: &mut Tx<'_>, core: &Core, now: Timestamp, questions: &[Question]) -> Result<Self> {
        let head = "SELECT recorded_at, directory_sequence FROM ledger_head WHERE jurisdiction = $1";
        let mut asked = vec![(head, vec![core.jurisdiction.as_str().into()])];
        let sweeps = if tx.dialect() == Dialect::Postgres { core.sweeps.as_slice() } else { &[] };
        asked.extend(sweeps.iter().map(|sweep| (sweep.due, vec![now.as_microsecond().into()])));
        asked.extend(questions.iter().map(|(sql, values)| (sql.as_str(), values.clone())));
        let mut answers = tx.query_all_of(&asked)?.into_iter();
        let head = answers.next().and_then(|rows| rows.into_iter().next());
        let head = head.ok_or_else(|| Error::fault("the ledger has no head"))?;
        let last_entry_at = clock::from_micros(head.get(0)?);
        let due: Vec<Vec<Row>> = answers.by_ref().take(sweeps.len()).collect();
        let mut something_is_due = due.iter().any(|rows| !rows.is_empty());
        if last_entry_at > now {
            for sweep in sweeps {
                something_is_due |= sweep.is_due(tx, last_entry_at)?;
            }
        }
        let (now, directory_sequence) = (now.max(last_entry_at), head.get(1)?);
        Ok(Self { now, directory_sequence, something_is_due, answers: answers.collect() })
    }
}
