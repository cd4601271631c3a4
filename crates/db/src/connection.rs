//! A connection: one transaction at a time, and the texts it has made ready.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::driver::{Access, Driver, Step};
use crate::sql::Sql;
use crate::{Database, Dialect, Error, Result, Tx};

/// Texts kept ready. Queries put together at run time could be many; beyond this number all are forgotten.
pub(crate) const TEXTS_MAX: usize = 512;

/// One connection, owned by one thread.
pub struct Connection {
    pub(crate) driver: Box<dyn Driver>,
    pub(crate) dialect: Dialect,
    pub(crate) texts: Texts,
    pub(crate) queue: Vec<Step>,
    pub(crate) usable: bool,
    writes: bool,
    /// Keeps the lock of the SQLite file.
    database: Database,
}

impl Connection {
    pub(crate) fn new(database: Database, driver: Box<dyn Driver>, writes: bool) -> Self {
        let dialect = database.dialect();
        Self { driver, dialect, texts: Texts::default(), queue: Vec::new(), usable: true, writes, database }
    }

    /// Begins a transaction that writes: on SQLite alone from the start, on PostgreSQL `READ COMMITTED`.
    pub fn begin_write(&mut self) -> Result<Tx<'_>> {
        if self.writes { self.begin(Access::Write) } else { Err(Error::ReadOnly) }
    }

    /// Begins a transaction that reads one snapshot.
    pub fn begin_read(&mut self) -> Result<Tx<'_>> {
        self.begin(Access::Read)
    }

    /// Begins a transaction that reads. On PostgreSQL each statement sees what is committed when it begins, and
    /// `FOR SHARE` is allowed; on SQLite as [`Self::begin_read`].
    pub fn begin_read_latest(&mut self) -> Result<Tx<'_>> {
        self.begin(Access::ReadLatest)
    }

    /// `false` when the connection is lost: open another.
    pub fn is_usable(&self) -> bool {
        self.usable && self.driver.is_usable()
    }

    /// The database of this connection.
    pub fn database(&self) -> &Database {
        &self.database
    }

    fn begin(&mut self, access: Access) -> Result<Tx<'_>> {
        if !self.is_usable() {
            return Err(Error::Connection(String::from("it was lost before the transaction")));
        }
        self.driver.begin(access)?;
        Ok(Tx::new(self))
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Connection").field("database", &self.database).finish_non_exhaustive()
    }
}

/// Texts by their words.
#[derive(Default)]
pub(crate) struct Texts(HashMap<Box<str>, Arc<Sql>>);

impl Texts {
    pub(crate) fn get(&mut self, dialect: Dialect, text: &str) -> Arc<Sql> {
        if let Some(sql) = self.0.get(text) {
            return Arc::clone(sql);
        }
        if self.0.len() >= TEXTS_MAX {
            self.0.clear();
        }
        let sql = Arc::new(Sql::new(dialect, text));
        self.0.insert(text.into(), Arc::clone(&sql));
        sql
    }
}
