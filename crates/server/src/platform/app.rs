//! The platform as the faces see it: act, read, and where things stand.

use crate::platform::act::Act;
use crate::platform::clock::Clock;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use crate::platform::idempotency::{Answer, Key};
use crate::platform::instant::Instants;
use crate::platform::reader::{self, Question, Read};
use crate::platform::sweep::Sweep;
use crate::platform::writer::{self, Outcome, Shared};
use shenguan_db::{Database, Row, Tx};
use shenguan_rules::subject::Actor;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, RwLock, mpsc};
use std::thread;
use tokio::sync::{oneshot, watch};

/// A running platform; cheap to clone.
#[derive(Clone)]
pub struct App {
    core: Arc<Core>,
    writes: mpsc::SyncSender<writer::Job>,
    reads: mpsc::SyncSender<reader::Job>,
    in_flight: Arc<Mutex<HashSet<(String, String)>>>,
}

/// What the threads of the platform share.
pub(super) struct Core {
    pub(super) database: Database,
    pub(super) jurisdiction: String,
    pub(super) shared: Shared,
    pub(super) sweeps: Vec<Sweep>,
}

/// How many threads serve reads.
const READERS: usize = 3;

impl App {
    /// Starts the writer and the readers over a migrated database. The jurisdiction's chain is begun if there is none.
    pub fn start(database: &Database, jurisdiction: &str, clock: Arc<Clock>, sweeps: Vec<Sweep>) -> Result<Self> {
        let mut connection = database.writer()?;
        let directory = open_chain(&mut connection, jurisdiction)?;
        let shared = Shared {
            clock,
            instants: Arc::new(Instants::default()),
            directory: Arc::new(RwLock::new(Arc::new(directory))),
            head: watch::Sender::new(0),
        };
        let core = Arc::new(Core { database: database.clone(), jurisdiction: jurisdiction.to_owned(), shared, sweeps });
        let (writes, write_jobs) = mpsc::sync_channel(writer::QUEUE_MAX);
        let writer_core = Arc::clone(&core);
        thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || writer::run(connection, &writer_core.jurisdiction, &writer_core.shared, &write_jobs))
            .map_err(Error::fault)?;
        let (reads, read_jobs) = mpsc::sync_channel(reader::QUEUE_MAX);
        let read_jobs = Arc::new(Mutex::new(read_jobs));
        for number in 0..READERS {
            let (connection, core, jobs) = (database.reader()?, Arc::clone(&core), Arc::clone(&read_jobs));
            thread::Builder::new()
                .name(format!("reader-{number}"))
                .spawn(move || reader::run(connection, &core, &jobs))
                .map_err(Error::fault)?;
        }
        Ok(Self { core, writes, reads, in_flight: Arc::default() })
    }

    /// Changes something: the closure runs on the writer, inside a transaction that is durable when this returns.
    pub async fn act<T: Send + 'static>(
        &self,
        actor: Actor,
        run: impl Fn(&mut Act<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let run = Box::new(move |act: &mut Act<'_, '_>| run(act).map(|value| Box::new(value) as Outcome));
        self.submit(actor, None, run).await
    }

    /// Changes something under an idempotency key: the same key and request get the same answer for ever.
    pub async fn act_once(
        &self,
        actor: Actor,
        key: Key,
        run: impl Fn(&mut Act<'_, '_>) -> Result<Answer> + Send + 'static,
    ) -> Result<Answer> {
        let _flight = Flight::take_off(&self.in_flight, &key)?;
        let run = Box::new(move |act: &mut Act<'_, '_>| run(act).map(|answer| Box::new(answer) as Outcome));
        self.submit(actor, Some(key), run).await
    }

    async fn submit<T: 'static>(&self, actor: Actor, key: Option<Key>, run: writer::Run) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        self.writes.try_send(writer::Job { actor, key, run, reply }).map_err(|_| Error::Busy("too many acts wait"))?;
        let outcome = answer.await.map_err(|_| Error::Busy("the writer stopped"))??;
        outcome.downcast().map(|value| *value).map_err(|_| Error::fault("an act gave another type than it promised"))
    }

    /// Reads in one consistent view.
    pub async fn read<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut Read<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.ask(Vec::new(), move |read, _| run(read)).await
    }

    /// The same for who knows the first questions before the view is there: they are sent with what opens it, which spares a round
    /// trip on PostgreSQL, and the closure is given their rows.
    pub async fn ask<T: Send + 'static>(
        &self,
        questions: Vec<Question>,
        run: impl FnOnce(&mut Read<'_, '_>, &[Vec<Row>]) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let run = Box::new(move |read: &mut Read<'_, '_>, answers: &[Vec<Row>]| {
            run(read, answers).map(|value| Box::new(value) as Outcome)
        });
        self.reads.try_send(reader::Job { questions, run, reply }).map_err(|_| Error::Busy("too many reads wait"))?;
        let outcome = answer.await.map_err(|_| Error::Busy("the readers stopped"))??;
        outcome.downcast().map(|value| *value).map_err(|_| Error::fault("a read gave another type than it promised"))
    }

    /// The server's clock.
    pub fn clock(&self) -> &Arc<Clock> {
        &self.core.shared.clock
    }

    /// Departments, roster, agreements, calendar and rule set as last committed on this node.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.core.shared.directory.read().expect("no writer of the directory panics"))
    }

    /// Tells of every commit: the sequence of its last entry.
    pub fn head(&self) -> watch::Receiver<i64> {
        self.core.shared.head.subscribe()
    }

    /// What time decides.
    pub fn sweeps(&self) -> &[Sweep] {
        &self.core.sweeps
    }

    /// The jurisdiction whose chain this is.
    pub fn jurisdiction(&self) -> &str {
        &self.core.jurisdiction
    }

    /// The database underneath, for `verify`.
    pub fn database(&self) -> &Database {
        &self.core.database
    }
}

impl Core {
    /// The directory at that sequence: the one at hand, or read anew where another node changed it.
    pub(super) fn directory_at(&self, tx: &mut Tx<'_>, sequence: i64) -> Result<Arc<Directory>> {
        let at_hand = Arc::clone(&self.shared.directory.read().expect("no writer of the directory panics"));
        if at_hand.sequence() == sequence {
            return Ok(at_hand);
        }
        let fresh = Arc::new(Directory::load(tx, &self.jurisdiction)?);
        let mut place = self.shared.directory.write().expect("no writer of the directory panics");
        if place.sequence() < fresh.sequence() {
            *place = Arc::clone(&fresh);
        }
        Ok(fresh)
    }
}

pub(super) fn open_chain(connection: &mut shenguan_db::Connection, jurisdiction: &str) -> Result<Directory> {
    let mut tx = connection.begin_write()?;
    tx.execute(
        "INSERT INTO ledger_head (jurisdiction, sequence, hash, recorded_at, directory_sequence) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (jurisdiction) DO NOTHING",
        vec![
            jurisdiction.into(),
            0_i64.into(),
            shenguan_ledger::Hash::GENESIS.as_bytes().as_slice().into(),
            0_i64.into(),
            0_i64.into(),
        ],
    );
    let directory = Directory::load(&mut tx, jurisdiction)?;
    tx.commit()?;
    Ok(directory)
}

/// A key on its way: the same key again meanwhile is told so, on this node.
struct Flight {
    in_flight: Arc<Mutex<HashSet<(String, String)>>>,
    name: (String, String),
}

impl Flight {
    fn take_off(in_flight: &Arc<Mutex<HashSet<(String, String)>>>, key: &Key) -> Result<Self> {
        let name = (key.client.clone(), key.key.clone());
        if !in_flight.lock().expect("no holder of this lock panics").insert(name.clone()) {
            return Err(Error::refuse(crate::platform::error::RefusedKind::State, "IDEMPOTENCY_KEY_IN_FLIGHT"));
        }
        Ok(Self { in_flight: Arc::clone(in_flight), name })
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.in_flight.lock().expect("no holder of this lock panics").remove(&self.name);
    }
}
