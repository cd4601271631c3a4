//! Queued writes, their errors, and what is left after them.

use shenguan_db::{ConstraintKind, Error};

use crate::{INSERT, committed_ids, ids, on_both, put, with_items};

on_both! {
    fn a_query_sees_the_writes_queued_before_it(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a", 1);
        assert_eq!(ids(&mut tx), ["a"]);
        put(&mut tx, "b", 2);
        let two = [("SELECT COUNT(*) FROM item", vec![]), ("SELECT count FROM item WHERE id = $1", vec!["b".into()])];
        let answers = tx.query_all_of(&two).unwrap();
        assert_eq!(answers[0][0].get::<i64>(0).unwrap(), 2);
        assert_eq!(answers[1][0].get::<i64>(0).unwrap(), 2);
        let changed = tx.query_one("UPDATE item SET count = count + 1 WHERE id = $1 RETURNING count", &["b".into()]).unwrap();
        assert_eq!(changed.get::<i64>(0).unwrap(), 3);
        tx.commit().unwrap();
        assert_eq!(committed_ids(database), ["a", "b"]);
    }

    fn a_dropped_transaction_leaves_nothing(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "queued and sent", 1);
        tx.flush().unwrap();
        put(&mut tx, "only queued", 1);
        drop(tx);
        assert!(committed_ids(database).is_empty());
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "next", 1);
        tx.commit().unwrap();
        assert_eq!(committed_ids(database), ["next"]);
    }

    fn another_number_of_rows_is_a_conflict_and_nothing_is_kept(database) {
        let mut connection = with_items(database);
        for flushed in [false, true] {
            let mut tx = connection.begin_write().unwrap();
            put(&mut tx, "a", 1);
            tx.execute_exactly("UPDATE item SET count = 5 WHERE id = $1 AND count = $2", vec!["a".into(), 9.into()], 1);
            put(&mut tx, "b", 1);
            let error = if flushed { tx.flush().unwrap_err() } else { tx.commit().unwrap_err() };
            assert!(matches!(error, Error::Conflict { expected: 1, changed: 0, .. }), "{error}");
            assert!(error.is_retryable() && !error.is_fatal());
            assert!(committed_ids(database).is_empty());
        }
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a", 1);
        tx.execute_exactly("UPDATE item SET count = 5 WHERE id = $1 AND count = $2", vec!["a".into(), 1.into()], 1);
        tx.commit().unwrap();
        assert_eq!(committed_ids(database), ["a"]);
    }

    fn a_failed_write_ends_the_transaction_wherever_it_is_noticed(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a", 1);
        put(&mut tx, "a", 2);
        let error = tx.query("SELECT 1", &[]).unwrap_err();
        assert!(error.is_retryable());
        let Error::Constraint { kind, table, .. } = error else { panic!("{error}") };
        assert_eq!((kind, table.as_deref()), (ConstraintKind::Unique, Some("item")));
        assert!(matches!(tx.query("SELECT 1", &[]), Err(Error::Aborted)));
        assert!(matches!(tx.commit(), Err(Error::Aborted)));
        assert!(committed_ids(database).is_empty());

        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a", 1);
        put(&mut tx, "b", 13);
        put(&mut tx, "c", 1);
        let error = tx.commit().unwrap_err();
        assert!(matches!(error, Error::Constraint { kind: ConstraintKind::Check, .. }), "{error:?}");
        assert!(committed_ids(database).is_empty());
    }

    fn null_where_none_may_be_is_named(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        tx.execute(INSERT, vec!["a".into(), 1.into(), vec![1_u8].into(), Option::<bool>::None.into()]);
        let error = tx.commit().unwrap_err();
        assert!(matches!(error, Error::Constraint { kind: ConstraintKind::NotNull, .. }), "{error:?}");
    }

    fn a_wrong_statement_or_parameter_fails_before_anything_is_kept(database) {
        let mut connection = with_items(database);
        for sql in ["INSERT INTO nowhere VALUES ($1)", "INSERT INTO item (id, flag) VALUES ($1, $2)", "INSERT"] {
            let mut tx = connection.begin_write().unwrap();
            put(&mut tx, "a", 1);
            tx.execute(sql, vec!["b".into()]);
            let error = tx.commit().unwrap_err();
            assert!(matches!(error, Error::Sql { .. }), "{error:?}");
            assert!(!error.is_retryable() && !error.is_fatal());
            assert!(committed_ids(database).is_empty(), "{sql}");
        }
    }

    fn the_number_of_rows_asked_for_is_checked(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        assert!(tx.query_opt("SELECT id FROM item", &[]).unwrap().is_none());
        assert!(matches!(tx.query_one("SELECT id FROM item", &[]), Err(Error::Rows { found: 0, .. })));
        put(&mut tx, "a", 1);
        put(&mut tx, "b", 1);
        assert!(matches!(tx.query_opt("SELECT id FROM item", &[]), Err(Error::Rows { found: 2, .. })));
        tx.commit().unwrap();
    }

    fn a_long_import_is_sent_in_parts(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        for number in 0..10_000 {
            put(&mut tx, &format!("{number:05}"), if number == 20 { 14 } else { number + 100 });
        }
        let mut seen = 0;
        tx.for_each("SELECT id FROM item ORDER BY id", &[], |row| {
            assert_eq!(row.get::<&str>(0)?, format!("{seen:05}"));
            seen += 1;
            Ok::<_, Error>(())
        }).unwrap();
        assert_eq!(seen, 10_000);
        for _ in 0..5_000 {
            put(&mut tx, "00001", 1);
        }
        assert!(tx.flush().is_err_and(|error| error.is_retryable()));
        drop(tx);
        assert!(committed_ids(database).is_empty());
    }

    fn for_each_stops_at_the_first_error_of_the_caller(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        for number in 0..3_000 {
            put(&mut tx, &format!("{number:05}"), 1);
        }
        let mut seen = 0;
        let stopped = tx.for_each("SELECT id FROM item ORDER BY id", &[], |_| {
            seen += 1;
            if seen == 3 { Err(Error::Mark) } else { Ok(()) }
        });
        assert!(matches!(stopped, Err(Error::Mark)));
        assert_eq!(seen, 3);
        tx.commit().unwrap();
        assert_eq!(committed_ids(database).len(), 3_000);
    }
}

/// An error in rows that nobody wanted any more must not turn the commit into a silent rollback.
#[test]
fn an_error_behind_the_rows_that_were_wanted_is_told() {
    let database = shenguan_db::testing::TestDatabase::postgres();
    let mut connection = with_items(&database);
    let mut tx = connection.begin_write().unwrap();
    put(&mut tx, "a", 1);
    let sql = "SELECT 1 / (50000 - n) FROM generate_series(1, 60000) AS n";
    let streamed = tx.for_each(sql, &[], |_| Err(Error::Mark));
    assert!(matches!(streamed, Err(Error::Sql { ref code, .. }) if code == "22012"), "{streamed:?}");
    assert!(matches!(tx.commit(), Err(Error::Aborted)));
    assert!(committed_ids(&database).is_empty());
}
