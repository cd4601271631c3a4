//! A fresh, empty database for one test, on either engine; gone when the test is over.

use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::Database;

/// Url of a PostgreSQL database in which tests may make schemas.
const POSTGRES_VARIABLE: &str = "SHENGUAN_TEST_POSTGRES";

/// A database of its own for one test. Derefs to [`Database`].
#[derive(Debug)]
pub struct TestDatabase {
    database: Database,
    url: String,
    /// The folder of the SQLite file, or the url and name of the schema.
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(#[expect(dead_code, reason = "kept until the database is dropped")] TempDir),
    Schema { url: String, name: String },
}

impl TestDatabase {
    /// A file in a temporary folder.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        Self { database: Database::open(&url).expect("the url is right"), url, place: Place::Folder(folder) }
    }

    /// A schema in the database that `SHENGUAN_TEST_POSTGRES` names. Fails without it: half a test is none.
    pub fn postgres() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let Ok(base) = std::env::var(POSTGRES_VARIABLE) else {
            panic!("{POSTGRES_VARIABLE} is not set: `cargo xtask test` starts a PostgreSQL and sets it")
        };
        let name = format!("test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        // A process with this number may have died before.
        batch(&base, &format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}"));
        let joint = if base.contains('?') { '&' } else { '?' };
        let url = format!("{base}{joint}schema={name}");
        let database = Database::open(&url).expect("the url in SHENGUAN_TEST_POSTGRES is right");
        Self { database, url, place: Place::Schema { url: base, name } }
    }

    /// Its url.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A second `Database` on the same place, as another process would open it.
    pub fn again(&self) -> Database {
        Database::open(&self.url).expect("the url was right before")
    }
}

impl std::ops::Deref for TestDatabase {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.database
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // After a failed test its connections may still be open and hold locks: leave the schema to look at.
        if let Place::Schema { url, name } = &self.place
            && !std::thread::panicking()
        {
            batch(url, &format!("DROP SCHEMA {name} CASCADE"));
        }
    }
}

fn batch(url: &str, text: &str) {
    let mut connection = Database::open(url).and_then(|database| database.writer()).expect("PostgreSQL answers");
    let mut tx = connection.begin_write().expect("a transaction begins");
    tx.batch(text).and_then(|()| tx.commit()).expect("the schema can be made and dropped");
}
