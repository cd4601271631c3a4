//! One consistent view of a database that this process does not serve: for exports, which may run beside a server.

use crate::platform::clock::from_micros;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_db::{Database, Tx};

use crate::platform::stored::{self, Held, Stored};

/// Everything as it stood when the view was opened.
pub struct View<'v, 'c> {
    tx: &'v mut Tx<'c>,
    jurisdiction: &'v str,
    directory: Directory,
    last_entry_at: Timestamp,
}

/// Subjects are read so many at a time.
const PAGE_ROWS: i64 = 500;

/// Opens a view and reads in it.
pub fn view<T, E: From<Error>>(
    database: &Database,
    jurisdiction: &str,
    run: impl FnOnce(&mut View<'_, '_>) -> Result<T, E>,
) -> Result<T, E> {
    let fault = |error: shenguan_db::Error| Error::from(error);
    let mut connection = database.reader().map_err(fault)?;
    let mut tx = connection.begin_read().map_err(fault)?;
    let directory = Directory::load(&mut tx, jurisdiction)?;
    let last_entry_at = last_entry_at(&mut tx, jurisdiction)?;
    run(&mut View { tx: &mut tx, jurisdiction, directory, last_entry_at })
}

impl View<'_, '_> {
    /// Departments, roster, agreements, calendar and rule set.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The instant of the last entry.
    pub fn last_entry_at(&self) -> Timestamp {
        self.last_entry_at
    }

    /// The body of a content, if it was not erased.
    pub fn content(&mut self, digest: &str) -> Result<Option<serde_json::Value>> {
        stored::content(self.tx, digest)
    }

    /// Gives `each` every subject of a kind in the order of ids, in bounded memory.
    pub fn each<S: Stored, E: From<Error>>(
        &mut self,
        mut each: impl FnMut(&mut Self, Held<S>) -> Result<(), E>,
    ) -> Result<(), E>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        let mut after = String::new();
        loop {
            let page = self.page::<S>(&after)?;
            let Some(last) = page.last() else { return Ok(()) };
            after.clone_from(&last.id);
            for held in page {
                each(self, held)?;
            }
        }
    }

    fn page<S: Stored>(&mut self, after: &str) -> Result<Vec<Held<S>>>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        let sql = format!("SELECT id, version, fold FROM {} WHERE id > $1 ORDER BY id LIMIT $2", S::KIND);
        let rows = self.tx.query(&sql, &[after.into(), PAGE_ROWS.into()])?;
        let held = rows.iter().map(|row| {
            let fold: String = row.get(2)?;
            Ok(Held { id: row.get(0)?, version: row.get(1)?, state: serde_json::from_str(&fold)? })
        });
        held.collect()
    }

    /// Gives `each` the exact bytes of every entry, in ledger order.
    pub fn entries<E: From<Error> + From<shenguan_db::Error>>(
        &mut self,
        mut each: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT bytes FROM ledger_entry WHERE jurisdiction = $1 ORDER BY sequence";
        self.tx.for_each(sql, &[self.jurisdiction.into()], |row| {
            let bytes: Vec<u8> = row.get(0).map_err(Error::from)?;
            each(&bytes)
        })
    }
}

fn last_entry_at(tx: &mut Tx<'_>, jurisdiction: &str) -> Result<Timestamp> {
    let row = tx.query_one("SELECT recorded_at FROM ledger_head WHERE jurisdiction = $1", &[jurisdiction.into()])?;
    Ok(from_micros(row.get(0)?))
}
