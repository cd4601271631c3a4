//! Every behaviour of the crate, on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

mod connections;
mod marks;
mod migrations;
mod values;
mod writes;

use shenguan_db::testing::TestDatabase;
use shenguan_db::{Connection, Migration};

/// One test on each of the two databases.
#[macro_export]
macro_rules! on_both {
    ($(fn $name:ident($database:ident) $body:block)+) => {$(
        mod $name {
            use super::*;

            fn check($database: &shenguan_db::testing::TestDatabase) $body

            #[test]
            fn on_sqlite() {
                check(&shenguan_db::testing::TestDatabase::sqlite());
            }

            #[test]
            fn on_postgres() {
                check(&shenguan_db::testing::TestDatabase::postgres());
            }
        }
    )+};
}

/// A table with a column of each type.
const ITEM: Migration = Migration {
    number: 1,
    name: "item",
    sql: "CREATE TABLE item (id TEXT PRIMARY KEY, count BIGINT CHECK (count <> 13), body BYTEA, flag BOOLEAN NOT NULL);",
};

const INSERT: &str = "INSERT INTO item (id, count, body, flag) VALUES ($1, $2, $3, $4)";

/// A connection to a database with the table `item`.
fn with_items(database: &TestDatabase) -> Connection {
    database.migrate(&[ITEM]).unwrap();
    database.writer().unwrap()
}

/// Queues the item `id`.
fn put(tx: &mut shenguan_db::Tx<'_>, id: &str, count: i64) {
    tx.execute(INSERT, vec![id.into(), count.into(), Option::<Vec<u8>>::None.into(), true.into()]);
}

/// The ids of all items, as seen from this transaction.
fn ids(tx: &mut shenguan_db::Tx<'_>) -> Vec<String> {
    let rows = tx.query("SELECT id FROM item ORDER BY id", &[]).unwrap();
    rows.iter().map(|row| row.get(0).unwrap()).collect()
}

/// The ids that are durable, as seen by another connection.
fn committed_ids(database: &TestDatabase) -> Vec<String> {
    ids(&mut database.reader().unwrap().begin_read().unwrap())
}
