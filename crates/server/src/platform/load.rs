//! Loading a past: acts one after another, each at an instant of its own, in one transaction. The demo city and an import of
//! history come in this way; decide, apply, rows and ledger are those of every other act.

use crate::platform::act::Act;
use crate::platform::app::open_chain;
use crate::platform::clock::Clock;
use crate::platform::error::Result;
use crate::platform::instant::Instants;
use crate::platform::sweep::Sweep;
use crate::platform::writer::{Group, Shared};
use jiff::Timestamp;
use shenguan_db::{Database, Tx};
use shenguan_rules::subject::Actor;
use std::sync::{Arc, RwLock};
use tokio::sync::watch;

/// The open transaction of a load.
pub struct Loader<'g, 'c> {
    tx: &'g mut Tx<'c>,
    group: Group,
    sweeps: &'g [Sweep],
}

/// Runs acts over a migrated database that no `App` serves yet. All of them are kept, or none: an error of `run` leaves the
/// database as it was.
pub fn load<T>(
    database: &Database,
    jurisdiction: &str,
    sweeps: &[Sweep],
    run: impl FnOnce(&mut Loader<'_, '_>) -> Result<T>,
) -> Result<T> {
    let mut connection = database.writer()?;
    let directory = open_chain(&mut connection, jurisdiction)?;
    let beginning = Timestamp::UNIX_EPOCH;
    let shared = Shared {
        clock: Arc::new(Clock::manual(beginning)),
        instants: Arc::new(Instants::default()),
        directory: Arc::new(RwLock::new(Arc::new(directory))),
        head: watch::Sender::new(0),
    };
    let mut tx = connection.begin_write()?;
    let group = Group::open(&mut tx, jurisdiction, &shared, beginning)?;
    let mut loader = Loader { tx: &mut tx, group, sweeps };
    let outcome = run(&mut loader)?;
    loader.group.close(loader.tx);
    tx.commit()?;
    Ok(outcome)
}

impl<'c> Loader<'_, 'c> {
    /// The instant of the last act.
    pub fn now(&self) -> Timestamp {
        self.group.now
    }

    /// The transaction, for `op_` rows.
    pub fn tx(&mut self) -> &mut Tx<'c> {
        self.tx
    }

    /// One act at an instant; where entries are later already, at theirs. What is refused leaves nothing behind, and the load may
    /// go on; after an error of the database it cannot.
    pub fn act<T>(
        &mut self,
        at: Timestamp,
        actor: &Actor,
        run: impl FnOnce(&mut Act<'_, 'c>) -> Result<T>,
    ) -> Result<T> {
        let now = self.group.now;
        self.group.now = now.max(at);
        let (mark, before) = (self.tx.mark(), self.group.before());
        let outcome = Act::new(self.tx, &mut self.group, actor, None).and_then(|mut act| run(&mut act));
        if outcome.as_ref().is_err_and(|error| error.database().is_none()) {
            self.tx.roll_back_to(mark)?;
            self.group.take_back(before);
            self.group.now = now;
        }
        outcome
    }

    /// Writes down what time has decided by an instant; how much.
    pub fn sweep(&mut self, at: Timestamp) -> Result<usize> {
        let mut written = 0;
        for sweep in self.sweeps {
            while sweep.is_due(self.tx, self.group.now.max(at))? {
                let count = self.act(at, &Actor::Time, |act| (sweep.run)(act))?;
                written += count;
                if count == 0 {
                    break;
                }
            }
        }
        Ok(written)
    }
}
