//! A few threads, each with a connection of its own, serve what only reads.

use crate::platform::app::Core;
use crate::platform::clock;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use jiff::Timestamp;
use shenguan_db::{Connection, Dialect, Tx};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use tokio::sync::oneshot;

/// So many reads may wait; one more is told to come again.
pub(super) const QUEUE_MAX: usize = 4096;

type Outcome = Box<dyn Any + Send>;
/// A read as a closure.
pub(super) type Run = Box<dyn FnOnce(&mut Read<'_, '_>) -> Result<Outcome> + Send>;

/// One read that waits for a thread.
pub(super) struct Job {
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
        let ended = catch_unwind(AssertUnwindSafe(|| read(&mut connection, core, job.run, &mut answer)))
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
fn read(connection: &mut Connection, core: &Core, run: Run, answer: &mut Answer) -> Result<()> {
    // Before the snapshot: what is committed by this instant is then certainly in it.
    let now = core.shared.instants.for_reading(&core.shared.clock);
    let mut tx = connection.begin_read()?;
    let (mut now, mut directory_sequence) = head(&mut tx, core, now)?;
    if tx.dialect() == Dialect::Postgres && something_is_due(&mut tx, core, now)? {
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
        (now, directory_sequence) = head(&mut tx, core, instant)?;
    }
    let directory = core.directory_at(&mut tx, directory_sequence)?;
    let mut read = Read { tx: &mut tx, now, directory };
    answer.give(run(&mut read));
    Ok(())
}

/// The instant to speak of, never before the last entry, and the sequence at which the directory stands.
fn head(tx: &mut Tx<'_>, core: &Core, now: Timestamp) -> Result<(Timestamp, i64)> {
    let head = tx.query_one(
        "SELECT recorded_at, directory_sequence FROM ledger_head WHERE jurisdiction = $1",
        &[core.jurisdiction.as_str().into()],
    )?;
    Ok((now.max(clock::from_micros(head.get(0)?)), head.get(1)?))
}

fn something_is_due(tx: &mut Tx<'_>, core: &Core, now: Timestamp) -> Result<bool> {
    for sweep in &core.sweeps {
        if sweep.is_due(tx, now)? {
            return Ok(true);
        }
    }
    Ok(false)
}
