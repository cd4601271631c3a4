//! One history of a city and its rounds: load, kill, restart, look.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::city;
use super::documents;
use super::error::{During, Result};
use super::finding::{Finding, FindingKind, Summary};
use super::random::Random;
use super::records::Records;
use super::server::{Installation, Server};
use super::store::Store;
use super::worker::{Gauge, Settled, Worker};

/// A kill by the clock comes so many milliseconds after the load begins.
const KILL_AFTER_MS: (u64, u64) = (20, 800);
/// A kill by the count comes at one of the first so many answers.
const KILL_AT_ANSWER_MAX: u64 = 150;
/// If so few are answered, the kill comes anyway.
const LOAD_MAX: Duration = Duration::from_secs(2);

/// A database with a city, the program that serves it, and its clients.
pub(super) struct History {
    installation: Installation,
    server: Server,
    workers: Vec<Worker>,
    records: Records,
    /// So many documents were there when last looked.
    documents: u64,
    random: Random,
}

/// What a round is to be besides a kill of the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    /// The postmaster is killed too.
    pub(super) with_postmaster: bool,
    /// It is the last of its history.
    pub(super) is_last: bool,
}

/// When the kill comes.
enum Moment {
    After(Duration),
    AtAnswer(u64),
}

impl History {
    /// Founds a city and starts the program on it.
    pub(super) fn begin(installation: Installation, connections: usize, mut random: Random) -> Result<Self> {
        let city = city::found(&installation.url)?;
        let server = installation.start()?.map_err(|words| {
            super::error::CrashError::Unfit(format!("shenguan does not start on a fresh database:\n{words}"))
        })?;
        let workers = (0..connections).map(|number| Worker::new(number, city.clone(), random.fork())).collect();
        Ok(Self { installation, server, workers, records: Records::default(), documents: 0, random })
    }

    /// One round. After a finding the history is not worth going on with.
    pub(super) fn round(&mut self, store: &mut Store, plan: Plan) -> Result<Summary> {
        let Plan { with_postmaster, is_last } = plan;
        let mut summary = Summary { rounds: 1, postmaster_kills: u32::from(with_postmaster), ..Summary::default() };
        self.load_and_kill(store, with_postmaster)?;
        store.recover()?;
        match self.installation.start()? {
            Ok(server) => self.server = server,
            Err(words) => {
                summary.findings.push(Finding::new(FindingKind::NotReady, words));
                return Ok(summary);
            }
        }
        summary.restarts.push(self.server.ready_after);
        // The program begins to make them a second after its start.
        summary.documents_owed += documents::owed(&self.installation.url)?;
        for settled in self.settle()? {
            summary.acknowledged += settled.acknowledged;
            summary.unknown += settled.unknown;
            summary.unknown_done += settled.unknown_done;
            summary.requests_repeated += settled.repeated;
            summary.findings.extend(settled.findings);
            settled.promises.iter().for_each(|promise| summary.count_number(promise.kind));
            self.records.add(settled.promises);
        }
        // In the other rounds the next kill may come while documents are made.
        if is_last || self.random.between(0..=1) == 0 {
            self.look_at_documents(&mut summary)?;
        }
        summary.findings.extend(self.records.compare(&self.installation.url)?);
        if let Err(words) = self.installation.verify()? {
            summary.findings.push(Finding::new(FindingKind::NotClean, words));
        }
        Ok(summary)
    }

    /// Once the program has had its time.
    fn look_at_documents(&mut self, summary: &mut Summary) -> Result<()> {
        let Installation { url, .. } = &self.installation;
        documents::wait(url)?;
        let (count, findings) = documents::compare(url, &self.installation.attachments())?;
        summary.documents += count.saturating_sub(self.documents);
        self.documents = count;
        summary.findings.extend(findings);
        Ok(())
    }

    fn load_and_kill(&mut self, store: &mut Store, with_postmaster: bool) -> Result<()> {
        let moment = self.moment();
        let postmaster_first = self.random.between(0..=1) == 0;
        let (due, is_due) = mpsc::channel();
        let gauge = Gauge::new(if let Moment::AtAnswer(count) = moment { count } else { u64::MAX }, due);
        let (stop, port) = (AtomicBool::new(false), self.server.port);
        let (workers, server) = (&mut self.workers, &mut self.server);
        thread::scope(|scope| {
            for worker in workers {
                scope.spawn(|| worker.run(port, &gauge, &stop));
            }
            match moment {
                Moment::After(time) => thread::sleep(time),
                // Where too few are answered in time, the kill comes anyway.
                Moment::AtAnswer(_) => drop(is_due.recv_timeout(LOAD_MAX)),
            }
            let killed = kill(server, store, with_postmaster, postmaster_first);
            stop.store(true, Ordering::Relaxed);
            killed
        })
    }

    /// Half of the kills come by the clock, half at an answer: that is where commits end.
    fn moment(&mut self) -> Moment {
        if self.random.between(0..=1) == 0 {
            Moment::After(Duration::from_millis(self.random.between(KILL_AFTER_MS.0..=KILL_AFTER_MS.1)))
        } else {
            Moment::AtAnswer(self.random.between(1..=KILL_AT_ANSWER_MAX))
        }
    }

    fn settle(&mut self) -> Result<Vec<Settled>> {
        let (port, done_keys) = (self.server.port, Records::done_keys(&self.installation.url)?);
        let done_keys = &done_keys;
        thread::scope(|scope| {
            let running: Vec<_> =
                self.workers.iter_mut().map(|worker| scope.spawn(move || worker.settle(port, done_keys))).collect();
            let settled = running.into_iter().map(|worker| {
                let outcome = worker.join().unwrap_or_else(|_| Err(std::io::Error::other("a client panicked")));
                outcome.during("asking again after the restart")
            });
            settled.collect()
        })
    }
}

fn kill(server: &mut Server, store: &mut Store, with_postmaster: bool, postmaster_first: bool) -> Result<()> {
    if with_postmaster && postmaster_first {
        store.kill_postmaster()?;
    }
    server.kill()?;
    if with_postmaster { store.kill_postmaster() } else { Ok(()) }
}
