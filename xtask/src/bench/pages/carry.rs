//! The same city on another database: every row carried over, so that hundreds of thousands of acts are done once.

use shenguan_db::{Database, Tx, Value};
use shenguan_server::platform::migrations::MIGRATIONS;

use super::super::error::{During, Result};

/// So many rows are in flight.
const ROWS: usize = 5_000;
/// Kept by the migrations themselves, or made anew by the indexer.
const APART: [&str; 2] = ["op_migration", "op_search"];

/// Copies a city on SQLite into a database that has none.
pub(super) fn carry(from: &Database, to: &Database) -> Result<()> {
    to.migrate(MIGRATIONS).during("migrating")?;
    let mut reader = from.reader().during("opening the city")?;
    let mut source = reader.begin_read().during("beginning to read")?;
    let mut writer = to.writer().during("opening the other database")?;
    let mut target = writer.begin_write().during("beginning to write")?;
    for table in tables(&mut source)? {
        copy(&mut source, &mut target, &table)?;
    }
    // The index is filled anew, from the first entry on.
    target.execute("DELETE FROM op_setting WHERE name LIKE 'search_indexed_sequence%'", Vec::new());
    target.commit().during("keeping the copy")
}

fn tables(source: &mut Tx<'_>) -> Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
    let rows = source.query(sql, &[]).during("listing tables")?;
    let names = rows.iter().map(|row| row.get::<String>(0)).collect::<shenguan_db::Result<Vec<_>>>();
    let is_ours = |name: &String| !APART.iter().any(|apart| name.starts_with(apart));
    Ok(names.during("listing tables")?.into_iter().filter(is_ours).collect())
}

fn copy(source: &mut Tx<'_>, target: &mut Tx<'_>, table: &str) -> Result<()> {
    let sql = "SELECT name FROM pragma_table_info($1) ORDER BY cid";
    let rows = source.query(sql, &[table.into()]).during("listing columns")?;
    let names = rows.iter().map(|row| row.get::<String>(0)).collect::<shenguan_db::Result<Vec<_>>>();
    let names = names.during("listing columns")?;
    let places: Vec<String> = (1..=names.len()).map(|place| format!("${place}")).collect();
    let insert = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
    let mut waiting = 0;
    source
        .for_each(&format!("SELECT {} FROM {table}", names.join(", ")), &[], |row| {
            let values: Vec<Value> = row.values().to_vec();
            target.execute(&insert, values);
            waiting += 1;
            if waiting % ROWS == 0 { target.flush() } else { Ok(()) }
        })
        .during("carrying rows over")?;
    target.flush().during("carrying rows over")
}
