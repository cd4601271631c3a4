//! What goes in comes out.

use shenguan_db::{Error, Value};

use crate::{INSERT, on_both, put, with_items};

const SELECT: &str = "SELECT id, count, body, flag FROM item WHERE id = $1";

on_both! {
    fn every_value_comes_back_as_it_went(database) {
        let mut connection = with_items(database);
        let texts = ["", "审管互动平台", "𠮷野家 😀 👨‍👩‍👧", "e\u{301} é", "it's \"quoted\" $1 \\ %", &"长".repeat(800)];
        let counts = [Some(i64::MAX), Some(i64::MIN), Some(0), Some(-1), None, Some(1 << 40)];
        let bodies = [Some(vec![]), Some(vec![0, 255, 10]), None, Some(vec![7; 1 << 20]), Some(vec![0]), None];
        let mut tx = connection.begin_write().unwrap();
        for (place, text) in texts.iter().enumerate() {
            let row = vec![(*text).into(), counts[place].into(), bodies[place].clone().into(), (place % 2 == 0).into()];
            tx.execute(INSERT, row);
        }
        tx.commit().unwrap();
        let mut tx = connection.begin_read().unwrap();
        for (place, text) in texts.iter().enumerate() {
            let row = tx.query_one(SELECT, &[(*text).into()]).unwrap();
            assert_eq!(row.get::<&str>(0).unwrap(), *text);
            assert_eq!(row.get::<Option<i64>>(1).unwrap(), counts[place]);
            assert_eq!(row.get::<Option<Vec<u8>>>(2).unwrap(), bodies[place]);
            assert_eq!(row.get::<bool>(3).unwrap(), place % 2 == 0);
        }
    }

    fn parameters_may_be_reused_and_out_of_order(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a", 1);
        tx.execute("UPDATE item SET count = $2, body = $3 WHERE id = $1 AND $1 <> '$2'", vec![
            "a".into(), 42.into(), b"x".as_slice().into(),
        ]);
        let row = tx.query_one("SELECT count, body FROM item WHERE count = $2 AND id = $1", &["a".into(), 42.into()]).unwrap();
        assert_eq!(row.values(), [Value::Int(42), Value::from(b"x".as_slice())]);
    }

    fn numbers_bind_where_the_server_guesses_another_width(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a", 1);
        put(&mut tx, "b", 2);
        let rows = tx.query("SELECT id FROM item ORDER BY id LIMIT $1 OFFSET $2", &[1.into(), 1.into()]).unwrap();
        assert_eq!(rows[0].get::<&str>(0).unwrap(), "b");
        let row = tx.query_one("SELECT COUNT(*), 1 + $1 FROM item", &[2.into()]).unwrap();
        assert_eq!((row.get::<i64>(0).unwrap(), row.get::<u32>(1).unwrap()), (2, 3));
        let null: Option<&str> = None;
        assert!(tx.query("SELECT id FROM item WHERE id = $1", &[null.into()]).unwrap().is_empty());
    }

    fn a_text_with_a_null_character_is_refused(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a\0b", 1);
        assert!(matches!(tx.commit(), Err(Error::Sql { .. })));
    }

    fn a_column_of_another_type_is_named(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a", 1);
        let row = tx.query_one(SELECT, &["a".into()]).unwrap();
        let error = row.get::<String>(1).unwrap_err();
        assert_eq!(error.to_string(), "column 1 is integer, not text");
        assert_eq!(row.get::<i64>(2).unwrap_err().to_string(), "column 2 is null, not integer");
        assert_eq!(row.get::<i64>(9).unwrap_err().to_string(), "column 9 is missing, not integer");
        assert!(tx.query("SELECT 1.5e0", &[]).is_err_and(|error| matches!(error, Error::Decode { column: 0, .. })));
    }

    fn the_clock_of_the_server_is_read_only_where_there_is_one(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        let first = tx.instant_micros().unwrap();
        let second = tx.instant_micros().unwrap();
        assert_eq!(first.is_some(), tx.dialect() == shenguan_db::Dialect::Postgres);
        // Later than 2020, earlier than 2100: microseconds.
        assert!(first.is_none_or(|instant| (1_577_836_800_000_000..4_102_444_800_000_000).contains(&instant)));
        assert!(first <= second);
    }
}
