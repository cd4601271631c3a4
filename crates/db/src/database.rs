//! A database by its url: makes connections and, on SQLite, keeps every other process from writing.

use std::fmt;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::connection::Connection;
use crate::driver::Driver;
use crate::migration::{self, Migration};
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;
use crate::url::Target;
use crate::{Error, Result};

/// Which of the two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite, bundled.
    Sqlite,
    /// PostgreSQL and what speaks its protocol. Without TLS: a distant server is reached through a tunnel.
    Postgres,
}

/// A database. Cheap to clone; clones share the right to write.
#[derive(Clone)]
pub struct Database {
    shared: Arc<Shared>,
}

struct Shared {
    target: Target,
    /// Held from the first writer until the last clone and the last connection are gone.
    lock: Mutex<Option<File>>,
}

impl Database {
    /// `sqlite:PATH`, or `postgres://…` with `schema=NAME` and `statement_timeout_ms=N` as further options. Reads the url only.
    pub fn open(url: &str) -> Result<Self> {
        Ok(Self { shared: Arc::new(Shared { target: Target::parse(url)?, lock: Mutex::new(None) }) })
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match self.shared.target {
            Target::Sqlite(_) => Dialect::Sqlite,
            Target::Postgres(_) => Dialect::Postgres,
        }
    }

    /// The database for messages and logs, without user and password.
    pub fn label(&self) -> String {
        self.shared.target.label()
    }

    /// Brings the database to the last migration. Several nodes may do so at once.
    pub fn migrate(&self, migrations: &[Migration]) -> Result<()> {
        migration::migrate(self, migrations)
    }

    /// A connection that reads and writes; creates the SQLite file. [`Error::InUse`] when another process writes to it (I-74).
    pub fn writer(&self) -> Result<Connection> {
        let driver: Box<dyn Driver> = match &self.shared.target {
            Target::Sqlite(path) => {
                // Held while the connection opens: two that turn a new file to WAL at the same moment refuse each other.
                let mut held = self.shared.lock.lock().unwrap_or_else(PoisonError::into_inner);
                if held.is_none() {
                    *held = Some(self.lock(path)?);
                }
                Box::new(Sqlite::writer(path)?)
            }
            Target::Postgres(target) => Box::new(Postgres::connect(target)?),
        };
        Ok(Connection::new(self.clone(), driver, true))
    }

    /// A connection that only reads. The SQLite file must be there.
    pub fn reader(&self) -> Result<Connection> {
        let driver: Box<dyn Driver> = match &self.shared.target {
            Target::Sqlite(path) => Box::new(Sqlite::reader(path)?),
            Target::Postgres(target) => Box::new(Postgres::connect(target)?),
        };
        Ok(Connection::new(self.clone(), driver, false))
    }

    /// The schema named by the url, if any.
    pub(crate) fn schema(&self) -> Option<&str> {
        match &self.shared.target {
            Target::Sqlite(_) => None,
            Target::Postgres(target) => target.schema.as_deref(),
        }
    }

    fn lock(&self, path: &Path) -> Result<File> {
        let refused = |error: std::io::Error| Error::Open { database: self.label(), reason: error.to_string() };
        let file = File::create(lock_path(path).map_err(refused)?).map_err(refused)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Error::InUse(self.label())),
            Err(TryLockError::Error(error)) => Err(refused(error)),
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Database").field(&self.label()).finish()
    }
}

/// `PATH.lock` beside the real file, so that a link to the file meets the same lock.
fn lock_path(path: &Path) -> std::io::Result<PathBuf> {
    let real = if let Ok(real) = path.canonicalize() {
        real
    } else {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder.canonicalize()?.join(path.file_name().unwrap_or_default())
    };
    let mut name = real.into_os_string();
    name.push(".lock");
    Ok(name.into())
}
