//! Measures acts of six statements in groups on one connection: `acts URL [acts] [group]`. Use a release build.

use std::io::Write as _;
use std::time::Instant;

use shenguan_db::{Connection, Database, Error, Migration};

const TABLES: Migration = Migration {
    number: 1,
    name: "bench",
    sql: "CREATE TABLE head (name TEXT PRIMARY KEY, sequence BIGINT NOT NULL, hash BYTEA NOT NULL);\n\
          CREATE TABLE matter (id TEXT PRIMARY KEY, title TEXT NOT NULL, version BIGINT NOT NULL);\n\
          CREATE TABLE entry (sequence BIGINT PRIMARY KEY, bytes BYTEA NOT NULL);\n\
          CREATE TABLE op_delivery (id TEXT PRIMARY KEY, payload TEXT NOT NULL, due_at BIGINT NOT NULL);\n\
          CREATE TABLE op_request (key TEXT PRIMARY KEY, answer TEXT NOT NULL);\n",
};

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().unwrap_or_default();
    let acts: i64 = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(20_000);
    let group: i64 = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(64);
    let database = Database::open(&url)?;
    database.migrate(&[TABLES])?;
    let mut connection = database.writer()?;
    let mut tx = connection.begin_write()?;
    tx.execute("INSERT INTO head (name, sequence, hash) VALUES ($1, 0, $2)", vec!["a".into(), vec![0_u8; 32].into()]);
    tx.commit()?;
    let begun = Instant::now();
    let mut first = 0;
    while first < acts {
        run_group(&mut connection, first, group.min(acts - first))?;
        first += group;
    }
    let micros = begun.elapsed().as_micros();
    let each = micros / u128::from(acts.unsigned_abs().max(1));
    writeln!(std::io::stdout(), "{}: {acts} acts in groups of {group}: {each} us an act", database.label())
        .map_err(|error| Error::Io(error.to_string()))
}

fn run_group(connection: &mut Connection, first: i64, acts: i64) -> Result<(), Error> {
    let title = "关于测试事项的审批结果".repeat(20);
    let mut tx = connection.begin_write()?;
    tx.query_one("UPDATE head SET sequence = sequence WHERE name = $1 RETURNING sequence", &["a".into()])?;
    for act in first..first + acts {
        tx.mark();
        let id = format!("matter-{act:020}");
        tx.query_opt("SELECT version FROM matter WHERE id = $1", &[id.as_str().into()])?;
        let row = vec![id.as_str().into(), title.as_str().into(), 1.into()];
        tx.execute("INSERT INTO matter (id, title, version) VALUES ($1, $2, $3)", row);
        let head = vec!["a".into(), act.into(), (act + 1).into(), vec![7_u8; 32].into()];
        tx.execute_exactly("UPDATE head SET sequence = $3, hash = $4 WHERE name = $1 AND sequence = $2", head, 1);
        tx.execute("INSERT INTO entry (sequence, bytes) VALUES ($1, $2)", vec![act.into(), title.as_bytes().into()]);
        let delivery = vec![id.as_str().into(), title.as_str().into(), act.into()];
        tx.execute("INSERT INTO op_delivery (id, payload, due_at) VALUES ($1, $2, $3)", delivery);
        tx.execute("INSERT INTO op_request (key, answer) VALUES ($1, $2)", vec![id.as_str().into(), "{}".into()]);
    }
    tx.commit()
}
