//! Several connections, several processes, and connections that are lost.

use std::process::Command;

use shenguan_db::testing::TestDatabase;
use shenguan_db::{Database, Error};

use crate::{committed_ids, ids, on_both, put, with_items};

/// Set for the child process of the lock test: the url that it tries to write to.
const CHILD_URL: &str = "SHENGUAN_DB_CHILD_URL";

on_both! {
    fn writers_of_eight_threads_lose_no_update(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "sum", 1_000);
        tx.commit().unwrap();
        std::thread::scope(|scope| {
            for thread in 0..8 {
                scope.spawn(move || {
                    let mut connection = database.writer().unwrap();
                    for round in 0..25 {
                        let mut tx = connection.begin_write().unwrap();
                        let sql = "UPDATE item SET count = count + 1 WHERE id = $1 RETURNING count";
                        tx.query_one(sql, &["sum".into()]).unwrap();
                        put(&mut tx, &format!("{thread} {round}"), 1);
                        tx.commit().unwrap();
                    }
                });
            }
        });
        assert_eq!(committed_ids(database).len(), 201);
        let mut tx = connection.begin_read().unwrap();
        let sum = tx.query_one("SELECT count FROM item WHERE id = $1", &["sum".into()]).unwrap();
        assert_eq!(sum.get::<i64>(0).unwrap(), 1_200);
    }

    fn a_reader_keeps_its_snapshot_and_cannot_write(database) {
        let mut connection = with_items(database);
        let mut reader = database.reader().unwrap();
        assert!(matches!(reader.begin_write().err(), Some(Error::ReadOnly)));
        let mut reading = reader.begin_read().unwrap();
        assert!(ids(&mut reading).is_empty());
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a", 1);
        tx.commit().unwrap();
        assert!(ids(&mut reading).is_empty());
        put(&mut reading, "b", 1);
        assert!(reading.commit().is_err());
        assert_eq!(ids(&mut reader.begin_read().unwrap()), ["a"]);
        assert_eq!(ids(&mut reader.begin_read_latest().unwrap()), ["a"]);
    }

    fn a_row_may_be_used_with_another_connection_while_it_streams(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        (0..600).for_each(|number| put(&mut tx, &format!("{number:03}"), 1));
        tx.commit().unwrap();
        let mut other = database.reader().unwrap();
        let mut found = 0;
        let mut tx = connection.begin_read().unwrap();
        tx.for_each("SELECT id FROM item", &[], |row| {
            let id: String = row.get(0)?;
            found += other.begin_read()?.query("SELECT id FROM item WHERE id = $1", &[id.into()])?.len();
            Ok::<_, Error>(())
        }).unwrap();
        assert_eq!(found, 600);
    }
}

#[test]
fn a_second_process_on_the_same_sqlite_file_is_refused() {
    if let Ok(url) = std::env::var(CHILD_URL) {
        // The child: its answer is the exit code.
        let code = match Database::open(&url).unwrap().writer() {
            Ok(_) => 10,
            Err(Error::InUse(_)) => 11,
            Err(_) => 12,
        };
        std::process::exit(code);
    }
    let database = TestDatabase::sqlite();
    let child = || {
        let name = "connections::a_second_process_on_the_same_sqlite_file_is_refused";
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", name, "--nocapture"]).env(CHILD_URL, database.url());
        command.status().unwrap().code()
    };
    let writer = database.writer().unwrap();
    assert_eq!(child(), Some(11));
    assert!(matches!(database.again().writer(), Err(Error::InUse(_))));
    assert!(database.writer().is_ok(), "the same Database may have several writers");
    assert!(database.again().reader().is_ok(), "reading is for everyone");
    // A connection alone keeps the lock.
    let other = database.again();
    drop(writer);
    assert!(matches!(other.writer(), Err(Error::InUse(_))));
}

#[test]
fn the_lock_goes_with_the_last_connection() {
    let database = TestDatabase::sqlite();
    let first = database.again();
    let connection = first.writer().unwrap();
    drop(first);
    assert!(matches!(database.writer(), Err(Error::InUse(_))));
    drop(connection);
    assert!(database.writer().is_ok());
}

#[test]
fn a_reader_does_not_create_the_file() {
    let database = TestDatabase::sqlite();
    assert!(matches!(database.reader(), Err(Error::Open { .. })));
    let elsewhere = Database::open("sqlite:/nowhere/at/all/test.db").unwrap();
    assert!(matches!(elsewhere.writer(), Err(Error::Open { .. })));
}

#[test]
fn a_lost_connection_is_fatal_and_known_to_be_lost() {
    let database = TestDatabase::postgres();
    let mut connection = with_items(&database);
    let mut tx = connection.begin_write().unwrap();
    put(&mut tx, "a", 1);
    let process = tx.query_one("SELECT pg_backend_pid()", &[]).unwrap().into_values();
    let mut killer = database.writer().unwrap();
    let mut killing = killer.begin_write().unwrap();
    killing.query("SELECT CAST(pg_terminate_backend($1) AS INT)", &process).unwrap();
    killing.commit().unwrap();
    put(&mut tx, "b", 1);
    let error = tx.commit().unwrap_err();
    assert!(error.is_fatal(), "{error:?}");
    assert!(!connection.is_usable());
    assert!(matches!(connection.begin_write().err(), Some(Error::Connection(_))));
    assert!(committed_ids(&database).is_empty());
}

#[test]
fn two_transactions_that_wait_for_each_other_are_told() {
    let database = TestDatabase::postgres();
    let mut first = with_items(&database);
    let mut tx = first.begin_write().unwrap();
    put(&mut tx, "a", 1);
    put(&mut tx, "b", 1);
    tx.commit().unwrap();
    let update = "UPDATE item SET count = count + 1 WHERE id = $1";
    let mut second = database.writer().unwrap();
    let mut one = first.begin_write().unwrap();
    let mut two = second.begin_write().unwrap();
    one.execute(update, vec!["a".into()]);
    one.flush().unwrap();
    two.execute(update, vec!["b".into()]);
    two.flush().unwrap();
    let errors: Vec<_> = std::thread::scope(|scope| {
        let crossing = [(one, "b"), (two, "a")].map(|(mut tx, id)| {
            scope.spawn(move || {
                tx.execute(update, vec![id.into()]);
                tx.commit()
            })
        });
        crossing.into_iter().filter_map(|thread| thread.join().unwrap().err()).collect()
    });
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(matches!(errors[0], Error::Serialization(_)) && errors[0].is_retryable(), "{errors:?}");
}

#[test]
fn a_statement_that_takes_too_long_is_cancelled_when_asked_for() {
    let database = TestDatabase::postgres();
    let limited = Database::open(&format!("{}&statement_timeout_ms=50", database.url())).unwrap();
    let mut connection = limited.reader().unwrap();
    let slow = connection.begin_read().unwrap().query("SELECT CAST(pg_sleep(5) AS TEXT)", &[]);
    assert!(matches!(slow, Err(Error::Sql { ref code, .. }) if code == "57014"), "{slow:?}");
    assert!(connection.is_usable());
}
