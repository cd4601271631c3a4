//! Migrations: one text for both databases, applied once, each in a transaction of its own, and never changed afterwards.

use sha2::{Digest as _, Sha256};

use crate::{Connection, Database, Dialect, Error, MigrationError, Result, Tx};

/// One step of the schema. The text is that of PostgreSQL; on SQLite the word `BYTEA` is `BLOB`. Lines from `-- only sqlite` or
/// `-- only postgres` to `-- end` are for that database alone.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Ascending.
    pub number: u32,
    /// What it does, in a word or two.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
}

const TABLE: &str = "CREATE TABLE op_migration \
                     (number BIGINT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL)";

impl Migration {
    /// SHA-256 of the text, in hexadecimal; the same on both databases.
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(self.sql))
    }

    /// The text for one database.
    fn text(&self, dialect: Dialect) -> Result<String, MigrationError> {
        let (own, other) = match dialect {
            Dialect::Sqlite => ("-- only sqlite", "-- only postgres"),
            Dialect::Postgres => ("-- only postgres", "-- only sqlite"),
        };
        let mut text = String::with_capacity(self.sql.len());
        let mut block = None;
        for (index, line) in self.sql.lines().enumerate() {
            let wrong = |problem| self.wrong(index, problem);
            match line.trim() {
                start if start == own || start == other => {
                    if block.replace((start == own, index)).is_some() {
                        return Err(wrong("a block begins inside a block"));
                    }
                }
                "-- end" => {
                    block.take().ok_or_else(|| wrong("no block is open"))?;
                }
                strange if strange.starts_with("-- only ") => return Err(wrong("only sqlite or only postgres")),
                _ if block.is_some_and(|(kept, _)| !kept) => {}
                _ if dialect == Dialect::Sqlite => push_line(&mut text, &replace_word(line, "BYTEA", "BLOB")),
                _ => push_line(&mut text, line),
            }
        }
        block.map_or(Ok(text), |(_, index)| Err(self.wrong(index, "the block has no end")))
    }

    fn wrong(&self, index: usize, problem: &'static str) -> MigrationError {
        MigrationError::Text { number: self.number, name: self.name.to_owned(), line: index + 1, problem }
    }

    fn apply(&self, tx: &mut Tx<'_>) -> Result<()> {
        let text = self.text(tx.dialect())?;
        tx.batch(&text)?;
        let row = vec![self.number.into(), self.name.into(), self.digest().into()];
        tx.execute("INSERT INTO op_migration (number, name, digest) VALUES ($1, $2, $3)", row);
        tx.flush()
    }
}

pub(crate) fn migrate(database: &Database, migrations: &[Migration]) -> Result<()> {
    for (former, later) in migrations.iter().zip(migrations.iter().skip(1)) {
        if former.number >= later.number {
            return Err(out_of_order(later).into());
        }
    }
    let mut connection = database.writer()?;
    if prepare(database, &mut connection).is_err() {
        // Two nodes that create the same table at the same moment: one of them is told that it exists.
        prepare(database, &mut connection)?;
    }
    while missing(&mut connection.begin_read()?, migrations)?.is_some() {
        apply_next(&mut connection, migrations)?;
    }
    Ok(())
}

/// Makes the schema and the table of migrations. What is there is not made again: that would ask for rights that the role of the
/// application need not have.
fn prepare(database: &Database, connection: &mut Connection) -> Result<()> {
    let mut tx = connection.begin_write()?;
    if let Some(schema) = database.schema()
        && tx.query_opt("SELECT 1 FROM pg_namespace WHERE nspname = $1", &[schema.into()])?.is_none()
    {
        tx.batch(&format!("CREATE SCHEMA {schema}"))?;
    }
    let there = match tx.dialect() {
        Dialect::Sqlite => "SELECT 1 FROM sqlite_schema WHERE name = $1",
        Dialect::Postgres => "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1",
    };
    if tx.query_opt(there, &["op_migration".into()])?.is_none() {
        tx.batch(TABLE)?;
    }
    tx.commit()
}

/// The first migration that is not applied.
fn missing<'m>(tx: &mut Tx<'_>, migrations: &'m [Migration]) -> Result<Option<&'m Migration>> {
    let mut rest = migrations.iter();
    for row in tx.query("SELECT number, name, digest FROM op_migration ORDER BY number", &[])? {
        judge(rest.next(), migrations, (row.get(0)?, row.get(1)?, row.get(2)?))?;
    }
    Ok(rest.next())
}

/// Applies the first migration that is missing, unless another node was first.
fn apply_next(connection: &mut Connection, migrations: &[Migration]) -> Result<()> {
    let mut tx = connection.begin_write()?;
    if tx.dialect() == Dialect::Postgres {
        tx.batch("LOCK TABLE op_migration IN EXCLUSIVE MODE")?;
    }
    let Some(migration) = missing(&mut tx, migrations)? else {
        return Ok(());
    };
    let failed = |source| match source {
        Error::Migration(error) => Error::Migration(error),
        source if source.is_fatal() => source,
        source => {
            let (number, name) = (migration.number, migration.name.to_owned());
            MigrationError::Failed { number, name, source: Box::new(source) }.into()
        }
    };
    migration.apply(&mut tx).map_err(failed)?;
    tx.commit().map_err(failed)
}

/// Compares a migration that was applied with the one that stands at its place now.
fn judge(
    known: Option<&Migration>,
    migrations: &[Migration],
    (number, name, digest): (i64, &str, &str),
) -> Result<(), MigrationError> {
    match known {
        Some(known) if i64::from(known.number) == number => {
            if known.digest() == digest {
                return Ok(());
            }
            Err(MigrationError::Changed { number: known.number, name: known.name.to_owned() })
        }
        Some(inserted) if migrations.iter().any(|other| i64::from(other.number) == number) => {
            Err(out_of_order(inserted))
        }
        _ => Err(MigrationError::Newer { number, name: name.to_owned() }),
    }
}

fn out_of_order(migration: &Migration) -> MigrationError {
    MigrationError::Order { number: migration.number, name: migration.name.to_owned() }
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn replace_word(line: &str, word: &str, by: &str) -> String {
    let part_of_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(word) {
        let (before, after) = (&rest[..at], &rest[at + word.len()..]);
        let whole = !text.chars().chain(before.chars()).next_back().is_some_and(part_of_word)
            && !after.starts_with(part_of_word);
        text.push_str(before);
        text.push_str(if whole { by } else { word });
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIXED: Migration = Migration {
        number: 1,
        name: "mixed",
        sql: "a BYTEA, bytea_BYTEA BYTEA\n  -- only sqlite\nfts BYTEA\n-- end\n-- only postgres\ngin BYTEA\n-- end\nb",
    };

    #[test]
    fn each_database_gets_its_own_lines_and_words() {
        assert_eq!(MIXED.text(Dialect::Sqlite).unwrap(), "a BLOB, bytea_BYTEA BLOB\nfts BLOB\nb\n");
        assert_eq!(MIXED.text(Dialect::Postgres).unwrap(), "a BYTEA, bytea_BYTEA BYTEA\ngin BYTEA\nb\n");
    }

    #[test]
    fn blocks_that_do_not_match_are_refused_with_their_line() {
        for (sql, line) in [
            ("-- only sqlite\n-- only postgres\n-- end", 2),
            ("a\n-- end", 2),
            ("a\n\n-- only sqlite\nb", 3),
            ("-- only mysql\n-- end", 1),
        ] {
            let error = Migration { number: 7, name: "broken", sql }.text(Dialect::Sqlite).unwrap_err();
            assert!(matches!(error, MigrationError::Text { number: 7, line: found, .. } if found == line), "{error}");
        }
    }
}
