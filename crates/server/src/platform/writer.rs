//! One writer groups commits: it takes what waits, runs the acts one after another in one transaction, commits once.

use crate::platform::act::Act;
use crate::platform::clock::{self, Clock};
use crate::platform::directory::Directory;
use crate::platform::error::{Error, RefusedKind, Result};
use crate::platform::idempotency::{self, Key, Remembered};
use crate::platform::instant::Instants;
use crate::platform::mutant::{self, Mutant};
use crate::platform::stored::{self, Counted};
use jiff::Timestamp;
use shenguan_db::{Connection, Dialect, Tx, Value};
use shenguan_ledger::{Hash, Sealed};
use shenguan_rules::subject::Actor;
use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, RwLock, mpsc};
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};

/// At most so many acts share a commit.
const GROUP_ACTS_MAX: usize = 256;
/// After so long the writer takes no more acts into a group.
const GROUP_TIME_MAX: Duration = Duration::from_millis(5);
/// So many acts may wait; one more is told to come again.
pub(super) const QUEUE_MAX: usize = 4096;
/// A single act that lost a race is tried so often.
const TRIES_MAX: usize = 5;

const INSERT_ENTRY: &str = "INSERT INTO ledger_entry (jurisdiction, sequence, hash, subject_kind, subject_id, recorded_at, bytes) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// What an act gives back to its caller, without its type on the way through the queue.
pub(super) type Outcome = Box<dyn Any + Send>;
/// An act as a closure. It may run more than once, so it has no effect outside its transaction.
pub(super) type Run = Box<dyn Fn(&mut Act<'_, '_>) -> Result<Outcome> + Send>;

/// One act that waits for the writer.
pub(super) struct Job {
    pub(super) actor: Actor,
    pub(super) key: Option<Key>,
    pub(super) run: Run,
    pub(super) reply: oneshot::Sender<Result<Outcome>>,
}

/// What the writer shares with the rest of the server.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) clock: Arc<Clock>,
    pub(super) instants: Arc<Instants>,
    pub(super) directory: Arc<RwLock<Arc<Directory>>>,
    pub(super) head: watch::Sender<i64>,
}

/// The open group: where the chain stands, and what goes with it.
pub struct Group {
    pub(super) jurisdiction: String,
    pub(super) now: Timestamp,
    pub(super) hash: Hash,
    pub(super) directory: Arc<Directory>,
    pub(super) directory_is_stale: bool,
    sequence: i64,
    directory_sequence: i64,
    counters: HashMap<String, i64>,
    /// What the acts changed in the tally, and what the act that runs does.
    counts: BTreeMap<Counted, i64>,
    counting: Vec<(Counted, i64)>,
    /// Entries that a mutant writes outside the transaction; empty in every real build.
    strayed: Vec<Vec<Value>>,
}

/// What a refused act takes back.
pub(super) struct Before {
    hash: Hash,
    sequence: i64,
    directory_sequence: i64,
    directory: Arc<Directory>,
    directory_is_stale: bool,
    counters: HashMap<String, i64>,
    strayed: usize,
}

impl Group {
    /// Locks the head of the chain and takes the instant after it, never earlier than the entry before.
    pub(super) fn open(tx: &mut Tx<'_>, jurisdiction: &str, shared: &Shared, instant: Timestamp) -> Result<Self> {
        let lock = match tx.dialect() {
            Dialect::Sqlite => "",
            Dialect::Postgres => " FOR UPDATE",
        };
        let sql = format!(
            "SELECT sequence, hash, recorded_at, directory_sequence FROM ledger_head WHERE jurisdiction = $1{lock}"
        );
        let head = tx.query_one(&sql, &[jurisdiction.into()])?;
        let hash: Vec<u8> = head.get(1)?;
        let hash = Hash::try_from(hash.as_slice()).map_err(Error::fault)?;
        let instant = match tx.instant_micros()? {
            Some(micros) if shared.clock.is_system() => clock::from_micros(micros),
            _ => instant,
        };
        let directory = Arc::clone(&shared.directory.read().expect("no reader of the directory panics"));
        let directory_sequence = head.get(3)?;
        Ok(Self {
            jurisdiction: jurisdiction.to_owned(),
            now: instant.max(clock::from_micros(head.get(2)?)),
            hash,
            directory_is_stale: directory.sequence() != directory_sequence,
            directory,
            sequence: head.get(0)?,
            directory_sequence,
            counters: HashMap::new(),
            counts: BTreeMap::new(),
            counting: Vec::new(),
            strayed: Vec::new(),
        })
    }

    /// The place of the next entry.
    pub(super) fn next_sequence(&self) -> i64 {
        self.sequence + 1
    }

    /// Queues an entry and the feed of everyone who may know of it.
    pub(super) fn push(&mut self, tx: &mut Tx<'_>, sealed: Sealed, kind: &str, id: &str, parties: &[String]) {
        self.sequence += 1;
        self.hash = sealed.hash;
        let entry = vec![
            self.jurisdiction.as_str().into(),
            self.sequence.into(),
            sealed.hash.as_bytes().as_slice().into(),
            kind.into(),
            id.into(),
            self.now.as_microsecond().into(),
            sealed.bytes.into(),
        ];
        if Mutant::EntryOutsideTransaction.is_on() {
            self.strayed.push(entry);
        } else {
            tx.execute(INSERT_ENTRY, entry);
        }
        for party in parties {
            tx.execute(
                "INSERT INTO feed (department, sequence, subject_kind, subject_id) VALUES ($1, $2, $3, $4)",
                vec![party.as_str().into(), self.sequence.into(), kind.into(), id.into()],
            );
        }
    }

    /// The directory as this transaction sees it.
    pub(super) fn directory(&mut self, tx: &mut Tx<'_>) -> Result<Arc<Directory>> {
        if self.directory_is_stale {
            self.directory = Arc::new(Directory::load(tx, &self.jurisdiction)?);
            self.directory_is_stale = false;
        }
        Ok(Arc::clone(&self.directory))
    }

    /// A subject that the directory keeps has changed; this is the directory with it.
    pub(super) fn directory_changed(&mut self, mut directory: Arc<Directory>) {
        Arc::make_mut(&mut directory).set_sequence(self.sequence);
        self.directory = directory;
        self.directory_sequence = self.sequence;
    }

    /// The last number given in a series.
    pub(super) fn counter(&mut self, tx: &mut Tx<'_>, name: &str) -> Result<i64> {
        if let Some(value) = self.counters.get(name) {
            return Ok(*value);
        }
        let row = tx.query_opt("SELECT value FROM op_counter WHERE name = $1", &[name.into()])?;
        Ok(mutant::last_given(name, row.map(|row| row.get(0)).transpose()?.unwrap_or(0)))
    }

    pub(super) fn set_counter(&mut self, name: &str, value: i64) {
        self.counters.insert(name.to_owned(), value);
    }

    /// A subject stood in the counts of `before` and stands in those of `after`. They are written once for the group.
    pub(super) fn count(&mut self, before: &[Counted], after: &[Counted]) {
        if before != after {
            self.counting.extend(before.iter().map(|counted| (counted.clone(), -1)));
            self.counting.extend(after.iter().map(|counted| (counted.clone(), 1)));
        }
    }

    /// Keeps what the act before counted.
    fn keep_counts(&mut self) {
        for (counted, change) in self.counting.drain(..) {
            *self.counts.entry(counted).or_default() += change;
        }
    }

    pub(super) fn before(&mut self) -> Before {
        self.keep_counts();
        Before {
            hash: self.hash,
            sequence: self.sequence,
            directory_sequence: self.directory_sequence,
            directory: Arc::clone(&self.directory),
            directory_is_stale: self.directory_is_stale,
            counters: self.counters.clone(),
            strayed: self.strayed.len(),
        }
    }

    pub(super) fn take_back(&mut self, before: Before) {
        self.hash = before.hash;
        self.sequence = before.sequence;
        self.directory_sequence = before.directory_sequence;
        self.directory = before.directory;
        self.directory_is_stale = before.directory_is_stale;
        self.counters = before.counters;
        self.counting.clear();
        self.strayed.truncate(before.strayed);
    }

    /// Writes the new head, the counts and the counters; the last statements of the group.
    pub(super) fn close(&mut self, tx: &mut Tx<'_>) {
        self.keep_counts();
        for (counted, change) in std::mem::take(&mut self.counts).iter().filter(|(_, change)| **change != 0) {
            stored::write_count(tx, counted, *change);
        }
        for (name, last) in self.counters.drain() {
            let value = mutant::counter_row(&name, last);
            tx.execute(
                "INSERT INTO op_counter (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                vec![name.into(), value.into()],
            );
        }
        tx.execute_exactly(
            "UPDATE ledger_head SET sequence = $1, hash = $2, recorded_at = $3, directory_sequence = $4 \
             WHERE jurisdiction = $5",
            vec![
                self.sequence.into(),
                self.hash.as_bytes().as_slice().into(),
                self.now.as_microsecond().into(),
                self.directory_sequence.into(),
                self.jurisdiction.as_str().into(),
            ],
            1,
        );
    }
}

/// Runs until every sender is gone.
pub(super) fn run(mut connection: Connection, jurisdiction: &str, shared: &Shared, jobs: &mpsc::Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let started = Instant::now();
        let mut waiting = vec![first];
        while waiting.len() < GROUP_ACTS_MAX && started.elapsed() < GROUP_TIME_MAX {
            match jobs.try_recv() {
                Ok(job) => waiting.push(job),
                Err(_) => break,
            }
        }
        run_group(&mut connection, jurisdiction, shared, waiting);
    }
}

/// Runs the acts of one group. Where the group as a whole fails by the fault of one, each runs by itself.
fn run_group(connection: &mut Connection, jurisdiction: &str, shared: &Shared, mut jobs: Vec<Job>) {
    let attempt = attempt(connection, jurisdiction, shared, &mut jobs);
    match attempt {
        Ok(outcomes) => answer(jobs, outcomes),
        Err(error) => {
            stop_if_fatal(&error);
            tracing::info!(%error, acts = jobs.len(), "a group of acts is run one by one");
            for job in jobs {
                run_alone(connection, jurisdiction, shared, job);
            }
        }
    }
}

fn run_alone(connection: &mut Connection, jurisdiction: &str, shared: &Shared, job: Job) {
    let mut jobs = vec![job];
    for tries_left in (0..TRIES_MAX).rev() {
        match attempt(connection, jurisdiction, shared, &mut jobs) {
            Ok(outcomes) => return answer(jobs, outcomes),
            Err(error) => {
                stop_if_fatal(&error);
                let may_retry = error.database().is_some_and(shenguan_db::Error::is_retryable);
                if !may_retry || tries_left == 0 {
                    return answer(jobs, vec![Err(error)]);
                }
            }
        }
    }
}

/// A store that lost an fsync, its disk or its connection in mid-commit can promise nothing more.
fn stop_if_fatal(error: &Error) {
    if error.database().is_some_and(shenguan_db::Error::is_fatal) {
        tracing::error!(%error, "the store failed; the process stops so that nothing is promised that is not kept");
        std::process::exit(1);
    }
}

fn answer(jobs: Vec<Job>, outcomes: Vec<Result<Outcome>>) {
    for (job, outcome) in jobs.into_iter().zip(outcomes) {
        // A caller that hung up is no matter: the act is done, and its key gives the same answer again.
        let _ = job.reply.send(outcome);
    }
}

fn attempt(
    connection: &mut Connection,
    jurisdiction: &str,
    shared: &Shared,
    jobs: &mut Vec<Job>,
) -> Result<Vec<Result<Outcome>>> {
    let mut tx = connection.begin_write()?;
    let instant = shared.instants.open(&shared.clock);
    let _closing = Closing(&shared.instants);
    let mut group = Group::open(&mut tx, jurisdiction, shared, instant)?;
    shared.instants.set(group.now);
    let mut remembered = Remembered::prefetch(&mut tx, jobs.iter().filter_map(|job| job.key.as_ref()))?;
    let mut outcomes = Vec::with_capacity(jobs.len());
    let sequence_before = group.sequence;
    for job in jobs.iter() {
        let mark = tx.mark();
        let before = group.before();
        let outcome = run_one(&mut tx, &mut group, job, &mut remembered);
        if let Err(error) = &outcome {
            if error.database().is_some() {
                return outcome.map(|_| Vec::new());
            }
            tx.roll_back_to(mark)?;
            group.take_back(before);
        }
        outcomes.push(outcome);
    }
    // A group without entries leaves the head alone, so that every value in it follows from the entries.
    if group.sequence != sequence_before {
        group.close(&mut tx);
    }
    if Mutant::AnswerBeforeCommit.is_on() {
        answer(std::mem::take(jobs), std::mem::take(&mut outcomes));
    }
    tx.commit()?;
    mutant::write_strayed(connection, INSERT_ENTRY, std::mem::take(&mut group.strayed))?;
    if group.directory.sequence() == group.directory_sequence {
        *shared.directory.write().expect("no reader of the directory panics") = Arc::clone(&group.directory);
    }
    // Only what is new wakes the streams and the indexer, not a commit of op_ rows.
    shared.head.send_if_modified(|head| std::mem::replace(head, group.sequence) != group.sequence);
    Ok(outcomes)
}

fn run_one(tx: &mut Tx<'_>, group: &mut Group, job: &Job, remembered: &mut Remembered) -> Result<Outcome> {
    if let Some(key) = &job.key
        && let Some(answer) = remembered.find(key)
    {
        return if answer.request == key.request {
            Ok(Box::new(answer.clone()))
        } else {
            Err(Error::refuse(RefusedKind::Request, "IDEMPOTENCY_KEY_REUSED"))
        };
    }
    let digest = job.key.as_ref().map(Key::digest);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut act = Act::new(tx, group, &job.actor, digest)?;
        (job.run)(&mut act)
    }))
    .unwrap_or_else(|_| Err(Error::fault("an act panicked")))?;
    if let Some(key) = &job.key
        && !Mutant::KeyNotStored.is_on()
    {
        let answer = outcome
            .downcast_ref::<idempotency::Answer>()
            .ok_or_else(|| Error::fault("an act with a key gives an answer"))?;
        remembered.store(tx, key, answer, group.now);
    }
    Ok(outcome)
}

/// Ends the group's instant, whatever happened.
struct Closing<'a>(&'a Instants);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}
