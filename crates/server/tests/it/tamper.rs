//! T-08: whoever changes, removes, adds or reorders anything that the ledger answers for is named by `verify`.

mod history;
mod tables;
mod talk;

use crate::city::CITY;
use history::with_history;
use shenguan_db::{Database, Value};
use shenguan_ledger::{ContentDigest, Draft, Entry, Hash, Sealed, Suite};
use shenguan_server::platform::verify::{Report, Status};
use shenguan_server::subjects;
use tables::{changed, query, run, tables};

fn verified(database: &Database) -> Report {
    subjects::verify(database, None).expect("the store can be opened")
}

/// Fails unless something was found at one of the places.
fn assert_named(report: &Report, places: &[String], what: &str) {
    assert_eq!(report.status, Status::Tampered, "{what}: nothing was found");
    let named = report.findings.iter().any(|finding| {
        places.iter().any(|place| {
            finding
                .place
                .strip_prefix(place.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
        })
    });
    assert!(named, "{what}: {places:?} is not among {:#?}", report.findings);
}

fn assert_clean(database: &Database, what: &str) {
    let report = verified(database);
    assert_eq!(report.findings, [], "{what}");
    assert_eq!(report.status, Status::Clean, "{what}");
}

fn a_history_without_tampering_is_clean(database: &Database) {
    let report = verified(database);
    assert_eq!((report.status, &report.findings[..]), (Status::Clean, &[][..]));
    assert_eq!(report.jurisdiction.as_deref(), Some(CITY));
    let count = |table: &str| -> u64 {
        let row = query(database, &format!("SELECT COUNT(*) FROM {table}"), &[]).remove(0);
        u64::try_from(row.get::<i64>(0).expect("a number")).expect("not negative")
    };
    assert_eq!(report.entries, count("ledger_entry"));
    assert_eq!(report.contents, count("content"));
    let rest = ["ledger_entry", "ledger_head", "content"];
    let others: u64 =
        tables(database).iter().filter(|table| !rest.contains(&&*table.name)).map(|t| count(&t.name)).sum();
    assert_eq!(report.rows, others, "every row of every table outside op_ is compared");
}

fn every_column_of_every_table(database: &Database) {
    for table in tables(database) {
        for column in 0..table.columns.len() {
            let what = format!("{}.{}", table.name, table.columns[column].name);
            let row = table.row_with(database, column);
            let mut tampered = row.clone();
            tampered[column] = changed(&row[column], &table.columns[column]);
            table.replace(database, &row, &tampered);
            let report = verified(database);
            table.replace(database, &tampered, &row);
            let mut places = vec![table.place(&row), table.place(&tampered)];
            if table.name == "ledger_entry" {
                // What replaced the bytes may show itself in the entry that follows.
                places.push(table.place_after(&row));
            }
            assert_named(&report, &places, &what);
        }
    }
    assert_clean(database, "everything was put back");
}

fn a_row_that_is_gone_or_forged(database: &Database) {
    for table in tables(database) {
        let row = table.middle_row(database);
        table.delete(database, &row);
        let report = verified(database);
        table.insert(database, &row);
        if table.name == "ledger_head" {
            assert_named(&report, &["table ledger_entry".to_owned()], "a chain without head");
        } else {
            assert_named(&report, &[table.place(&row)], &format!("deleted from {}", table.name));
        }
        let forged = table.forged(database, &row);
        table.insert(database, &forged);
        let report = verified(database);
        table.delete(database, &forged);
        assert_named(&report, &[table.place(&forged)], &format!("forged in {}", table.name));
    }
    assert_clean(database, "everything was put back");
}

fn entries_out_of_order(database: &Database) {
    let table = tables(database).into_iter().find(|table| table.name == "ledger_entry").expect("there is a ledger");
    let first = table.middle_row(database);
    let Value::Int(sequence) = first[1] else { panic!("a sequence is a number") };
    let second = table.row_at(database, 1, &Value::Int(sequence + 1));
    let swap = |from: i64, to: i64| {
        run(database, "UPDATE ledger_entry SET sequence = $1 WHERE sequence = $2", vec![to.into(), from.into()]);
    };
    let swap_both = || {
        swap(sequence, -1);
        swap(sequence + 1, sequence);
        swap(-1, sequence + 1);
    };
    swap_both();
    let report = verified(database);
    swap_both();
    assert_named(&report, &[table.place(&first), table.place(&second)], "two entries swapped");
    assert_clean(database, "put back");
}

/// The tail is cut and the head set back: the rows know better.
fn a_tail_that_was_cut_with_its_head(database: &Database) {
    let entries = tables(database).into_iter().find(|table| table.name == "ledger_entry").expect("there is a ledger");
    let head = tables(database).into_iter().find(|table| table.name == "ledger_head").expect("there is a head");
    let old_head = head.middle_row(database);
    let Value::Int(last) = old_head[1] else { panic!("a sequence is a number") };
    let (cut, before) =
        (entries.row_at(database, 1, &Value::Int(last)), entries.row_at(database, 1, &Value::Int(last - 1)));
    let mut new_head = old_head.clone();
    new_head[1] = Value::Int(last - 1);
    new_head[2] = before[2].clone();
    new_head[3] = before[5].clone();
    entries.delete(database, &cut);
    head.replace(database, &old_head, &new_head);
    let report = verified(database);
    entries.insert(database, &cut);
    head.replace(database, &new_head, &old_head);
    let (Value::Text(kind), Value::Text(id)) = (&cut[3], &cut[4]) else { panic!("kind and id are text") };
    assert_named(&report, &[format!("row {kind}/{id}")], "the tail was cut");
    assert!(report.findings.iter().all(|finding| !finding.code.starts_with("LEDGER_")), "the chain itself holds");
    assert_clean(database, "put back");
}

/// An entry sealed with the right hashes, the head set to it: no row follows from it, and the law sees that it is early.
fn a_well_sealed_entry_that_no_act_made(database: &Database) {
    let found = query(database, "SELECT id, version, receipt_due FROM transmittal WHERE receipt_due IS NOT NULL", &[]);
    let (id, version): (String, i64) = (found[0].get(0).expect("an id"), found[0].get(1).expect("a version"));
    let due: i64 = found[0].get(2).expect("an instant");
    let head = tables(database).into_iter().find(|table| table.name == "ledger_head").expect("there is a head");
    let entries = tables(database).into_iter().find(|table| table.name == "ledger_entry").expect("there is a ledger");
    let old_head = head.middle_row(database);
    let (Value::Int(last), Value::Bytes(hash), Value::Int(at)) = (&old_head[1], &old_head[2], &old_head[3]) else {
        panic!("a head has numbers and a hash")
    };
    let sealed = sealed_after(*last, hash, *at, due, &id, version + 1);
    let entry: Vec<Value> = vec![
        CITY.into(),
        (last + 1).into(),
        sealed.hash.as_bytes().as_slice().into(),
        "transmittal".into(),
        id.as_str().into(),
        (*at).into(),
        sealed.bytes.into(),
    ];
    let mut new_head = old_head.clone();
    new_head[1] = (last + 1).into();
    new_head[2] = entry[2].clone();
    entries.insert(database, &entry);
    head.replace(database, &old_head, &new_head);
    let report = verified(database);
    entries.delete(database, &entry);
    head.replace(database, &new_head, &old_head);
    assert_named(&report, &[format!("row transmittal/{id} column state")], "a forged entry");
    assert!(report.findings.iter().any(|finding| finding.code == "DEEMED_TOO_EARLY"), "{:#?}", report.findings);
    assert_clean(database, "put back");
}

fn sealed_after(last: i64, hash: &[u8], at: i64, due: i64, id: &str, version: i64) -> Sealed {
    let actor = serde_json::value::to_raw_value(&serde_json::json!({"kind": "time"})).expect("JSON");
    let event = serde_json::value::RawValue::from_string(format!(r#"{{"event":"deemed","at":{due}}}"#)).expect("JSON");
    let contents: [ContentDigest; 0] = [];
    let draft = Draft {
        jurisdiction: CITY,
        sequence: u64::try_from(last + 1).expect("not negative"),
        previous: Hash::try_from(hash).expect("a hash"),
        recorded_at: at,
        effective_at: due,
        actor: &actor,
        act: "deemed",
        subject_kind: "transmittal",
        subject_id: id,
        subject_version: u64::try_from(version).expect("not negative"),
        parties: &["SPJ".to_owned(), "YJJ".to_owned()],
        contents: &contents,
        key: None,
        event: &event,
    };
    draft.seal(Suite::Sha256)
}

/// Bytes and hash changed together: the entry after it does not follow any more.
fn an_entry_written_anew_with_its_hash(database: &Database) {
    let table = tables(database).into_iter().find(|table| table.name == "ledger_entry").expect("there is a ledger");
    let row = table.middle_row(database);
    let Value::Bytes(bytes) = &row[6] else { panic!("bytes") };
    let entry = Entry::decode(bytes).expect("it is an entry");
    let actor = serde_json::value::to_raw_value(&serde_json::json!({"kind": "setup", "x": 1})).expect("JSON");
    let bytes = Entry { actor: &actor, ..entry }.reseal();
    let mut tampered = row.clone();
    tampered[2] = shenguan_ledger::leaf_hash(Suite::Sha256, &bytes).as_bytes().as_slice().into();
    tampered[6] = bytes.into();
    table.replace(database, &row, &tampered);
    let report = verified(database);
    table.replace(database, &tampered, &row);
    assert_named(&report, &[table.place_after(&row)], "an entry written anew");
    assert_clean(database, "put back");
}

fn tables_and_columns_that_nobody_knows(database: &Database) {
    run(database, "CREATE TABLE shadow (id TEXT NOT NULL)", vec![]);
    assert_named(&verified(database), &["table shadow".to_owned()], "a table more");
    run(database, "DROP TABLE shadow", vec![]);
    run(database, "ALTER TABLE transmittal ADD COLUMN note TEXT", vec![]);
    assert_named(&verified(database), &["table transmittal column note".to_owned()], "a column more");
    run(database, "ALTER TABLE transmittal DROP COLUMN note", vec![]);
    run(database, "ALTER TABLE reader RENAME TO op_reader", vec![]);
    assert_named(&verified(database), &["table reader".to_owned()], "a table less");
    run(database, "ALTER TABLE op_reader RENAME TO reader", vec![]);
    assert_clean(database, "put back");
}

fn a_ledger_without_entries(database: &Database) {
    run(database, "DELETE FROM ledger_entry", vec![]);
    let report = verified(database);
    assert_eq!((report.status, report.entries), (Status::Tampered, 0));
    assert!(report.findings.iter().any(|finding| finding.code == "NOTHING_CHECKED"));
}

/// Everything in one history; each part puts back what it changed, the last one leaves nothing.
fn whole_corpus(database: &Database) {
    a_history_without_tampering_is_clean(database);
    tables::let_the_ledger_be_written(database);
    every_column_of_every_table(database);
    a_row_that_is_gone_or_forged(database);
    entries_out_of_order(database);
    a_tail_that_was_cut_with_its_head(database);
    a_well_sealed_entry_that_no_act_made(database);
    an_entry_written_anew_with_its_hash(database);
    tables_and_columns_that_nobody_knows(database);
    a_ledger_without_entries(database);
}

#[tokio::test]
async fn whatever_is_tampered_with_is_named_on_sqlite() {
    with_history(shenguan_db::testing::TestDatabase::sqlite, whole_corpus).await;
}

#[tokio::test]
async fn whatever_is_tampered_with_is_named_on_postgres() {
    with_history(shenguan_db::testing::TestDatabase::postgres, whole_corpus).await;
}

/// SQLite keeps what no column of ours may hold.
#[tokio::test]
async fn a_value_that_does_not_decode_is_tampering() {
    with_history(shenguan_db::testing::TestDatabase::sqlite, |database| {
        for value in ["1.5", "CAST(x'ff' AS TEXT)"] {
            let text = format!("UPDATE transmittal SET pushed_at = {value} WHERE number = 'TS-2026-000001'");
            run(database, &text, vec![]);
            assert_named(&verified(database), &["table transmittal".to_owned()], value);
        }
    })
    .await;
}

#[tokio::test]
async fn a_database_that_was_never_used_is_incomplete() {
    let check = || {
        let database = shenguan_db::testing::TestDatabase::sqlite();
        database.migrate(shenguan_server::platform::migrations::MIGRATIONS).expect("the migrations apply");
        let report = verified(&database);
        assert_eq!((report.status.exit_code(), report.entries), (2, 0));
    };
    tokio::task::spawn_blocking(check).await.expect("it is checked");
}

#[tokio::test]
async fn a_store_that_is_not_there_cannot_be_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = Database::open(&format!("sqlite:{}", folder.path().join("none.db").display())).expect("a url");
    assert!(subjects::verify(&database, None).is_err());
}
