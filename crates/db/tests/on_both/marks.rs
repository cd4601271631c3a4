//! A refused act is dropped alone; its neighbours in the group stay.

use shenguan_db::Error;

use crate::{committed_ids, ids, on_both, put, with_items};

on_both! {
    fn a_refused_act_that_was_not_sent_is_forgotten(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "before", 1);
        let mark = tx.mark();
        put(&mut tx, "refused", 13);
        tx.roll_back_to(mark).unwrap();
        put(&mut tx, "after", 1);
        tx.commit().unwrap();
        assert_eq!(committed_ids(database), ["after", "before"]);
    }

    fn a_refused_act_that_was_sent_is_undone(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "1 before", 1);
        let mark = tx.mark();
        put(&mut tx, "2 refused, sent", 1);
        assert_eq!(ids(&mut tx), ["1 before", "2 refused, sent"]);
        put(&mut tx, "3 refused, sent later", 1);
        tx.flush().unwrap();
        put(&mut tx, "4 refused, queued", 1);
        tx.roll_back_to(mark).unwrap();
        assert_eq!(ids(&mut tx), ["1 before"]);
        put(&mut tx, "5 after", 1);
        tx.commit().unwrap();
        assert_eq!(committed_ids(database), ["1 before", "5 after"]);
    }

    fn a_write_by_query_is_undone_too(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a", 1);
        let mark = tx.mark();
        tx.query_one("UPDATE item SET count = 7 WHERE id = $1 RETURNING count", &["a".into()]).unwrap();
        tx.roll_back_to(mark).unwrap();
        assert_eq!(tx.query_one("SELECT count FROM item", &[]).unwrap().get::<i64>(0).unwrap(), 1);
        tx.commit().unwrap();
    }

    fn each_act_of_a_long_group_stands_or_falls_alone(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        let mut expected = Vec::new();
        for act in 0..64 {
            let mark = tx.mark();
            let id = format!("{act:02}");
            if act % 3 == 0 {
                tx.query("SELECT COUNT(*) FROM item", &[]).unwrap();
            }
            put(&mut tx, &id, 1);
            if act % 4 == 0 {
                assert!(ids(&mut tx).contains(&id));
            }
            put(&mut tx, &format!("{id} too"), 1);
            if act % 5 < 2 {
                tx.roll_back_to(mark).unwrap();
                if act % 2 == 0 {
                    assert_eq!(ids(&mut tx), expected);
                }
            } else {
                expected.extend([id.clone(), format!("{id} too")]);
            }
        }
        tx.commit().unwrap();
        assert_eq!(committed_ids(database), expected);
    }

    fn a_mark_released_by_a_newer_one_is_refused(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        let first = tx.mark();
        put(&mut tx, "a", 1);
        tx.flush().unwrap();
        let second = tx.mark();
        put(&mut tx, "b", 1);
        assert!(matches!(tx.roll_back_to(first), Err(Error::Mark)));
        tx.roll_back_to(second).unwrap();
        tx.commit().unwrap();
        assert_eq!(committed_ids(database), ["a"]);
    }

    fn after_a_failed_statement_no_mark_helps(database) {
        let mut connection = with_items(database);
        let mut tx = connection.begin_write().unwrap();
        put(&mut tx, "a", 1);
        let mark = tx.mark();
        put(&mut tx, "b", 13);
        assert!(tx.flush().is_err());
        assert!(matches!(tx.roll_back_to(mark), Err(Error::Aborted)));
        assert!(matches!(tx.commit(), Err(Error::Aborted)));
        assert!(committed_ids(database).is_empty());
    }
}
