//! Whether there is a table or a column for which nobody answers, or one is gone.

use super::kind::Kind;
use super::report::Findings;
use crate::platform::error::Result;
use crate::platform::migrations::MIGRATIONS;
use shenguan_db::{Dialect, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// Tables that no kind brings, with all their columns.
const PLATFORM: &[(&str, &[&str])] = &[
    ("ledger_head", &["jurisdiction", "sequence", "hash", "recorded_at", "directory_sequence"]),
    ("ledger_entry", &["jurisdiction", "sequence", "hash", "subject_kind", "subject_id", "recorded_at", "bytes"]),
    ("content", &["digest", "sequence", "salt", "body"]),
    ("reader", &["department", "subject_kind", "subject_id", "kind", "state"]),
    ("feed", &["department", "sequence", "subject_kind", "subject_id"]),
    (
        "task",
        &[
            "department",
            "list",
            "task",
            "due_at",
            "from_at",
            "until_at",
            "subject_kind",
            "subject_id",
            "section",
            "officer",
            "sender",
        ],
    ),
    ("tally", &["department", "direction", "pushed_on", "standing", "count"]),
];

/// What a table outside the fold begins with.
const OUTSIDE_THE_FOLD: &str = "op_";
/// What SQLite's own tables begin with.
const SQLITE_OWN: &str = "sqlite_";

/// Whether the rest can be checked: every table and column is there, and the program knows each.
pub(super) fn compare(tx: &mut Tx<'_>, kinds: &[Kind], findings: &mut Findings) -> Result<bool> {
    let found = tables(tx)?;
    if !migrations_are_ours(tx, &found, findings)? {
        return Ok(false);
    }
    let mut known: BTreeMap<&str, BTreeSet<&str>> =
        PLATFORM.iter().map(|(table, columns)| (*table, columns.iter().copied().collect())).collect();
    for kind in kinds {
        let columns = ["id", "version", "fold"].into_iter().chain(kind.columns.concat());
        known.insert(kind.name, columns.collect());
    }
    let mut whole = true;
    for (table, columns) in &known {
        let Some(found) = found.get(*table) else {
            findings.add("TABLE_MISSING", format!("table {table}"));
            whole = false;
            continue;
        };
        for column in columns.iter().filter(|column| !found.contains(**column)) {
            findings.add("COLUMN_MISSING", format!("table {table} column {column}"));
            whole = false;
        }
        for column in found.iter().filter(|column| !columns.contains(column.as_str())) {
            findings.add("COLUMN_UNKNOWN", format!("table {table} column {column}"));
        }
    }
    let outside = |table: &str| table.starts_with(OUTSIDE_THE_FOLD) || table.starts_with(SQLITE_OWN);
    for table in found.keys().filter(|table| !outside(table) && !known.contains_key(table.as_str())) {
        findings.add("TABLE_UNKNOWN", format!("table {table}"));
    }
    Ok(whole)
}

/// A database of another version of the program cannot be judged by this one.
fn migrations_are_ours(
    tx: &mut Tx<'_>,
    found: &BTreeMap<String, BTreeSet<String>>,
    findings: &mut Findings,
) -> Result<bool> {
    let mut applied: Vec<i64> = Vec::new();
    if found.contains_key("op_migration") {
        let rows = tx.query("SELECT number FROM op_migration ORDER BY number", &[])?;
        applied = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    }
    let ours: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.number.into()).collect();
    if applied != ours {
        let why = format!("it has the migrations {applied:?}, this program knows {ours:?}");
        findings.unchecked("SCHEMA_OF_ANOTHER_VERSION", String::from("database"), why);
    }
    Ok(applied == ours)
}

fn tables(tx: &mut Tx<'_>) -> Result<BTreeMap<String, BTreeSet<String>>> {
    // The one place that asks the catalogue, which the two databases keep differently.
    let sql = match tx.dialect() {
        Dialect::Sqlite => {
            "SELECT t.name, c.name FROM sqlite_master t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'"
        }
        Dialect::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns \
             WHERE table_schema = current_schema()"
        }
    };
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in tx.query(sql, &[])? {
        tables.entry(row.get(0)?).or_default().insert(row.get(1)?);
    }
    Ok(tables)
}
