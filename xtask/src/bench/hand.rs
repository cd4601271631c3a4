//! The ceiling on SQLite: the rows of a push written by hand, with prepared statements on one connection, WAL and
//! `synchronous=FULL`, one commit each. It reads what a push must read: its key, the head, the counter.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, Statement, params};
use sha2::{Digest, Sha256};

use super::cpu;
use super::error::{During, Result};
use super::rounds::{Block, as_f64};
use super::template::{Part, Template, part};

/// A writer by hand, and how far it has come.
pub(super) struct Hand {
    connection: Connection,
    template: Template,
    next: i64,
}

/// The statements of a push, prepared once.
struct Statements<'c> {
    key: Statement<'c>,
    head: Statement<'c>,
    counter: Statement<'c>,
    inserts: Vec<(Statement<'c>, Vec<Part>)>,
    count: Statement<'c>,
    moved: Statement<'c>,
    tallied: Statement<'c>,
}

impl Hand {
    /// Over a copy of the city's database; its sequence goes on after the last entry.
    pub(super) fn open(path: &Path, template: Template) -> Result<Self> {
        let connection = Connection::open(path).during("opening the ceiling's database")?;
        connection
            .execute_batch(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=memory; \
                 PRAGMA journal_size_limit=67108864",
            )
            .during("setting up the ceiling's database")?;
        let next = connection
            .query_row("SELECT sequence + 1 FROM ledger_head", [], |row| row.get(0))
            .during("reading the head")?;
        Ok(Self { connection, template, next })
    }

    /// Pushes one by one for a while, a commit each.
    pub(super) fn one_by_one(&mut self, time: Duration) -> Result<Block> {
        let cpu_before = cpu::of_process(std::process::id()).during("reading CPU time")?;
        let started = Instant::now();
        let (mut operations, mut latencies) = (0, Vec::new());
        let mut statements = Statements::prepare(&self.connection, &self.template)?;
        while started.elapsed() < time {
            let begun = Instant::now();
            self.connection.execute_batch("BEGIN IMMEDIATE").during("beginning by hand")?;
            statements.push(&self.template, self.next, true).during("pushing by hand")?;
            self.connection.execute_batch("COMMIT").during("committing by hand")?;
            self.next += 1;
            operations += 1;
            latencies.push(begun.elapsed().as_secs_f64() * 1e6);
        }
        let wall = started.elapsed();
        let cpu = cpu::of_process(std::process::id()).during("reading CPU time")?.saturating_sub(cpu_before);
        Ok(Block { operations, wall, cpu, latencies, ..Block::default() })
    }

    /// Writes so many pushes in one transaction.
    pub(super) fn in_one(&mut self, count: u64) -> Result<Block> {
        let cpu_before = cpu::of_process(std::process::id()).during("reading CPU time")?;
        let started = Instant::now();
        let mut statements = Statements::prepare(&self.connection, &self.template)?;
        self.connection.execute_batch("BEGIN IMMEDIATE").during("beginning by hand")?;
        for index in 0..count {
            statements.push(&self.template, self.next, index + 1 == count).during("pushing by hand")?;
            self.next += 1;
        }
        self.connection.execute_batch("COMMIT").during("committing by hand")?;
        let wall = started.elapsed();
        let cpu = cpu::of_process(std::process::id()).during("reading CPU time")?.saturating_sub(cpu_before);
        let latencies = vec![wall.as_secs_f64() * 1e6 / as_f64(count.max(1))];
        Ok(Block { operations: count, wall, cpu, latencies, ..Block::default() })
    }
}

impl<'c> Statements<'c> {
    fn prepare(connection: &'c Connection, template: &Template) -> Result<Self> {
        let prepare = |sql: &str| connection.prepare(sql).during("preparing by hand");
        let mut inserts = Vec::new();
        for (row, sql) in template.rows.iter().zip(template.statements()) {
            let parts = row.columns.iter().map(|(name, value)| part(&row.table, name, value)).collect();
            inserts.push((prepare(&sql)?, parts));
        }
        Ok(Self {
            key: prepare("SELECT status, answer, request FROM op_idempotency WHERE client = ? AND key = ?")?,
            head: prepare("SELECT sequence, hash, recorded_at, directory_sequence FROM ledger_head")?,
            counter: prepare("SELECT value FROM op_counter WHERE name LIKE 'TS-%'")?,
            inserts,
            count: prepare("UPDATE op_counter SET value = ? WHERE name LIKE 'TS-%'")?,
            moved: prepare("UPDATE ledger_head SET sequence = ?, hash = ?, recorded_at = ?")?,
            // One row of the sender and one of the addressee.
            tallied: prepare(
                "UPDATE tally SET count = count + 1 WHERE standing = (SELECT MAX(standing) FROM tally) \
                 AND pushed_on = (SELECT MAX(pushed_on) FROM tally)",
            )?,
        })
    }

    /// One push; `last` of its transaction also moves the counter, the counts and the head.
    fn push(&mut self, template: &Template, sequence: i64, last: bool) -> rusqlite::Result<()> {
        let id = format!("{:08x}-{:04x}-7000-8000-{sequence:012x}", sequence >> 16, sequence & 0xffff);
        let text = format!("bench-{sequence:012}");
        self.key.exists(params!["bench", text])?;
        self.head.exists([])?;
        self.counter.exists([])?;
        let mut hash = Vec::new();
        for ((statement, parts), row) in self.inserts.iter_mut().zip(&template.rows) {
            for (index, ((_, value), part)) in row.columns.iter().zip(parts.iter()).enumerate() {
                let place = index + 1;
                match part {
                    Part::Id => statement.raw_bind_parameter(place, &id)?,
                    Part::Text => statement.raw_bind_parameter(place, &text)?,
                    Part::Sequence => statement.raw_bind_parameter(place, sequence)?,
                    Part::Digest => statement.raw_bind_parameter(place, digest_of(row, &text))?,
                    Part::Hash => {
                        hash = hash_of(row, &text);
                        statement.raw_bind_parameter(place, &hash)?;
                    }
                    Part::Same => statement.raw_bind_parameter(place, value)?,
                }
            }
            statement.raw_execute()?;
        }
        if last {
            self.count.execute([sequence])?;
            self.moved.execute(params![sequence, hash, sequence])?;
            self.tallied.execute([])?;
        }
        Ok(())
    }
}

/// The digest of a content, as costly as the real one.
fn digest_of(row: &super::template::Row, salt: &str) -> String {
    format!("sha256:{}", hex_of(&hash_of(row, salt)))
}

/// SHA-256 over the texts and bytes of the row.
fn hash_of(row: &super::template::Row, salt: &str) -> Vec<u8> {
    let mut digest = Sha256::new();
    digest.update(salt);
    for (_, value) in &row.columns {
        match value {
            Value::Text(text) => digest.update(text),
            Value::Blob(bytes) => digest.update(bytes),
            _ => {}
        }
    }
    digest.finalize().to_vec()
}

fn hex_of(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
