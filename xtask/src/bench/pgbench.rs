//! The ceiling on PostgreSQL: pgbench with the rows of a push, without the head row that all pushes share.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rusqlite::types::Value;

use super::cpu;
use super::error::{BenchError, During, Result};
use super::rounds::Block;
use super::template::{Part, Template, part};
use crate::packages::find_program;
use crate::postgres::PrivatePostgres;

const CLIENTS: &str = "8";
const THREADS: &str = "2";

/// pgbench over the schema `ceiling`.
pub(super) struct PgBench {
    url: String,
    pid: u32,
    script: PathBuf,
    /// How many runs there were: part of every id, so that none comes twice.
    runs: u64,
}

impl PgBench {
    /// Writes the script.
    pub(super) fn new(postgres: &PrivatePostgres, folder: &Path, template: &Template) -> Result<Self> {
        let script = folder.join("push.sql");
        fs::write(&script, script_of(template)).during("writing the script of pgbench")?;
        Ok(Self { url: postgres.url(), pid: postgres.pid().unwrap_or_default(), script, runs: 0 })
    }

    /// A new, empty schema.
    pub(super) fn schema_url(&self, name: &str) -> Result<String> {
        let mut psql = Command::new("psql");
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", &format!("CREATE SCHEMA {name}"), &self.url]);
        let output = psql.output().during("starting psql")?;
        if !output.status.success() {
            return Err(BenchError::Unfit(format!("psql: {}", String::from_utf8_lossy(&output.stderr))));
        }
        Ok(format!("{}?schema={name}", self.url))
    }

    /// Eight clients, each transaction by itself, for a while.
    pub(super) fn run(&mut self, time: Duration) -> Result<Block> {
        if find_program("pgbench").is_none() {
            return Err(BenchError::Unfit("pgbench is not installed (Debian: postgresql-contrib)".to_owned()));
        }
        self.runs += 1;
        let before = cpu::of_family(self.pid).during("reading CPU time")?;
        let mut pgbench = Command::new("pgbench");
        pgbench.env("PGOPTIONS", "-c search_path=ceiling");
        pgbench.args(["-n", "-M", "prepared", "-c", CLIENTS, "-j", THREADS, "-D", "n=0"]);
        pgbench.arg("-D").arg(format!("run={}", self.runs));
        pgbench.arg("-T").arg(time.as_secs().max(1).to_string()).arg("-f").arg(&self.script).arg(&self.url);
        let output = pgbench.output().during("starting pgbench")?;
        let database_cpu = cpu::of_family(self.pid).during("reading CPU time")?.saturating_sub(before);
        let text = String::from_utf8_lossy(&output.stdout);
        let rate = text.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse::<f64>().ok());
        let count = text.lines().find_map(|line| {
            line.strip_prefix("number of transactions actually processed: ")?.trim().parse::<u64>().ok()
        });
        match (rate, count, output.status.success()) {
            (Some(rate), Some(operations), true) if operations > 0 => {
                let wall = Duration::from_secs_f64(super::rounds::as_f64(operations) / rate);
                Ok(Block { operations, wall, database_cpu, ..Block::default() })
            }
            _ => Err(BenchError::Unfit(format!("pgbench: {}", String::from_utf8_lossy(&output.stderr)))),
        }
    }
}

fn script_of(template: &Template) -> String {
    // Ids grow in eight places at once, as those of eight nodes would.
    let mut script =
        String::from("\\set n :n + 1\n\\set id 100000000000000 + (:run * 8 + :client_id) * 100000000 + :n\nBEGIN;\n");
    for row in &template.rows {
        let names: Vec<&str> = row.columns.iter().map(|(name, _)| name.as_str()).collect();
        let values: Vec<String> =
            row.columns.iter().map(|(name, value)| value_of(part(&row.table, name, value), value)).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(script, "INSERT INTO {} ({}) VALUES ({});", row.table, names.join(", "), values.join(", "));
    }
    script.push_str("END;\n");
    script
}

fn value_of(part: Part, value: &Value) -> String {
    match part {
        Part::Id => "'00000000-0000-7000-8' || :id".to_owned(),
        Part::Text => "'bench-' || :id".to_owned(),
        Part::Sequence => ":id".to_owned(),
        // As random in its index as a digest is, and as long.
        Part::Digest => "'sha256' || md5('a' || :id) || md5('b' || :id)".to_owned(),
        Part::Hash | Part::Same => literal(value),
    }
}

/// A literal without a colon: pgbench takes what follows one for a variable.
fn literal(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => {
            format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "\\'").replace(':', "\\x3a").replace('\n', "\\n"))
        }
        Value::Blob(bytes) => {
            let mut text = String::from("E'\\\\x");
            for byte in bytes {
                let _ = write!(text, "{byte:02x}");
            }
            text.push('\'');
            text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_holds_no_colon_and_no_open_quote() {
        assert_eq!(literal(&Value::Text("{\"a\":'b\\'}".to_owned())), r#"E'{"a"\x3a\'b\\\'}'"#);
        assert_eq!(literal(&Value::Blob(vec![1, 255])), r"E'\\x01ff'");
    }
}
