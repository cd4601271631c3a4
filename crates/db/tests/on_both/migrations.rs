//! Migrations are applied once, and a database that does not fit is refused by name.

use shenguan_db::{Error, Migration, MigrationError};

use crate::{ITEM, committed_ids, on_both};

const SECOND: Migration = Migration {
    number: 2,
    name: "entry",
    sql: "CREATE TABLE entry (sequence BIGINT PRIMARY KEY, bytes BYTEA NOT NULL);\n\
          -- only sqlite\nCREATE VIRTUAL TABLE entry_text USING fts5(grams);\n\
          CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries stay'); END;\n-- end\n\
          -- only postgres\nCREATE TABLE entry_text (grams tsvector);\nCREATE INDEX ON entry_text USING gin (grams);\n\
          CREATE FUNCTION entry_kept() RETURNS trigger LANGUAGE plpgsql AS \
          $$ BEGIN RAISE EXCEPTION 'entries stay'; END $$;\n\
          CREATE TRIGGER entry_kept BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION entry_kept();\n-- end\n",
};

fn refused(result: Result<(), Error>) -> MigrationError {
    match result {
        Err(Error::Migration(error)) => error,
        other => panic!("{other:?}"),
    }
}

on_both! {
    fn migrations_are_applied_once_and_in_order(database) {
        database.migrate(&[ITEM]).unwrap();
        database.migrate(&[ITEM, SECOND]).unwrap();
        database.migrate(&[ITEM, SECOND]).unwrap();
        let mut reader = database.reader().unwrap();
        let mut tx = reader.begin_read().unwrap();
        let rows = tx.query("SELECT number, name, digest FROM op_migration ORDER BY number", &[]).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].get::<&str>(1).unwrap(), "entry");
        assert_eq!(rows[1].get::<&str>(2).unwrap(), SECOND.digest());
    }

    fn triggers_of_a_migration_refuse_by_name(database) {
        database.migrate(&[ITEM, SECOND]).unwrap();
        let mut connection = database.writer().unwrap();
        let mut tx = connection.begin_write().unwrap();
        tx.execute("INSERT INTO entry (sequence, bytes) VALUES ($1, $2)", vec![1.into(), vec![1_u8].into()]);
        tx.execute("INSERT INTO entry_text (grams) VALUES ($1)", vec!["审批 批结".into()]);
        tx.execute("DELETE FROM entry", vec![]);
        let error = tx.commit().unwrap_err();
        assert!(matches!(error, Error::Constraint { kind: shenguan_db::ConstraintKind::Trigger, .. }), "{error:?}");
    }

    fn a_changed_migration_is_refused(database) {
        database.migrate(&[ITEM]).unwrap();
        let changed = Migration { sql: "CREATE TABLE item (id TEXT);", ..ITEM };
        let error = refused(database.migrate(&[changed, SECOND]));
        assert_eq!(error.to_string(), "migration 1 item was changed after it had been applied");
    }

    fn a_newer_database_is_refused(database) {
        database.migrate(&[ITEM, SECOND]).unwrap();
        let error = refused(database.migrate(&[ITEM]));
        assert_eq!(error.to_string(), "the database is newer than this program: it has migration 2 entry");
    }

    fn an_inserted_migration_is_refused(database) {
        database.migrate(&[SECOND]).unwrap();
        assert!(matches!(refused(database.migrate(&[ITEM, SECOND])), MigrationError::Order { number: 1, .. }));
        assert!(matches!(refused(database.migrate(&[SECOND, ITEM])), MigrationError::Order { number: 1, .. }));
    }

    fn a_failing_migration_leaves_nothing_of_itself(database) {
        let broken = Migration { number: 2, name: "broken", sql: "CREATE TABLE half (a TEXT); CREATE TABLE item (a TEXT);" };
        let error = refused(database.migrate(&[ITEM, broken]));
        assert_eq!(error.to_string(), "migration 2 broken failed");
        assert!(std::error::Error::source(&error).unwrap().to_string().contains("already exists"));
        let repaired = Migration { sql: "CREATE TABLE half (a TEXT);", ..broken };
        database.migrate(&[ITEM, repaired]).unwrap();
        assert!(committed_ids(database).is_empty());
    }

    fn several_threads_may_migrate_at_once(database) {
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| database.migrate(&[ITEM, SECOND]))).collect();
            for thread in threads {
                thread.join().unwrap().unwrap();
            }
        });
    }
}
