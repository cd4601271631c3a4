//! SQLite: WAL, every commit synced (`synchronous=FULL`), statements prepared once.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, Statement, ffi};

use crate::connection::TEXTS_MAX;
use crate::driver::{Access, Driver, Query, Step};
use crate::{ConstraintKind, Error, Result, Row, Value};

/// 3.51.3 repaired the corruption after a reset of the WAL that all versions since 3.7.0 had.
const VERSION_MIN: i32 = 3_051_003;
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// `PRAGMA synchronous` in the number that SQLite reports for FULL.
const SYNCHRONOUS_FULL: i64 = 2;

/// One connection to one file.
pub(crate) struct Sqlite {
    connection: Connection,
    access: Access,
}

impl Sqlite {
    pub(crate) fn writer(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // A writer maps nothing: an error of the disk under a mapping kills the process without a word.
        Self::open(path, flags, "PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-65536")
    }

    pub(crate) fn reader(path: &Path) -> Result<Self> {
        // Not opened read-only: the first reader of a WAL has to make its index.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::open(path, flags, "PRAGMA query_only=on; PRAGMA mmap_size=268435456; PRAGMA cache_size=-16384")
    }

    fn open(path: &Path, flags: OpenFlags, pragmas: &str) -> Result<Self> {
        let refused = |reason: String| Error::Open { database: format!("sqlite:{}", path.display()), reason };
        let failed = |error: rusqlite::Error| refused(error.to_string());
        if rusqlite::version_number() < VERSION_MIN {
            return Err(refused(format!("SQLite {} is older than 3.51.3", rusqlite::version())));
        }
        let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
        connection.busy_timeout(BUSY_TIMEOUT).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(TEXTS_MAX);
        let common =
            "PRAGMA synchronous=FULL; PRAGMA foreign_keys=on; PRAGMA trusted_schema=off; PRAGMA temp_store=memory";
        connection.execute_batch(&format!("{common}; {pragmas}")).map_err(failed)?;
        let journal: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).map_err(failed)?;
        let synchronous: i64 = connection.query_row("PRAGMA synchronous", [], |row| row.get(0)).map_err(failed)?;
        if journal != "wal" || synchronous != SYNCHRONOUS_FULL {
            return Err(refused(format!(
                "journal_mode is {journal}, synchronous is {synchronous}; needed are wal and 2"
            )));
        }
        Ok(Self { connection, access: Access::Read })
    }

    fn control(&self, text: &str) -> Result<()> {
        self.connection.prepare_cached(text)?.raw_execute()?;
        Ok(())
    }

    fn step(&self, step: &Step) -> Result<()> {
        let (sql, params, rows) = match step {
            Step::Control(text) => return self.control(text),
            Step::Write { sql, params, rows } => (sql, params, *rows),
        };
        let mut statement = self.connection.prepare_cached(&sql.text)?;
        bind(&mut statement, params)?;
        let changed = statement.raw_execute()? as u64;
        match rows {
            Some(expected) if expected != changed => Err(Error::Conflict { expected, changed, sql: sql.text.clone() }),
            _ => Ok(()),
        }
    }

    fn each(&self, query: &Query<'_>, next: &mut dyn FnMut(Row) -> bool) -> Result<()> {
        let mut statement = self.connection.prepare_cached(&query.sql.text)?;
        bind(&mut statement, query.params)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let mut values = Vec::with_capacity(columns);
            for column in 0..columns {
                values.push(value(row.get_ref(column)?, column)?);
            }
            if !next(Row::new(values)) {
                break;
            }
        }
        Ok(())
    }
}

impl Driver for Sqlite {
    fn begin(&mut self, access: Access) -> Result<()> {
        self.access = access;
        // Without IMMEDIATE two transactions that read first and then write refuse each other.
        self.control(if access == Access::Write { "BEGIN IMMEDIATE" } else { "BEGIN" })
    }

    fn exchange(&mut self, steps: &[Step], queries: &[Query<'_>]) -> Result<Vec<Vec<Row>>> {
        steps.iter().try_for_each(|step| self.step(step))?;
        let mut answers = Vec::with_capacity(queries.len());
        for query in queries {
            let mut rows = Vec::new();
            self.each(query, &mut |row| {
                rows.push(row);
                true
            })?;
            answers.push(rows);
        }
        Ok(answers)
    }

    fn stream(&mut self, query: &Query<'_>, next: &mut dyn FnMut(&Row) -> bool) -> Result<()> {
        self.each(query, &mut |row| next(&row))
    }

    fn commit(&mut self, steps: &[Step]) -> Result<()> {
        self.exchange(steps, &[])?;
        let committed = self.control("COMMIT");
        if self.access == Access::Write { committed.map_err(Error::at_commit) } else { committed }
    }

    fn roll_back(&mut self) -> Result<()> {
        // After some errors SQLite has rolled back by itself.
        if self.connection.is_autocommit() { Ok(()) } else { self.control("ROLLBACK") }
    }

    fn batch(&mut self, text: &str) -> Result<()> {
        Ok(self.connection.execute_batch(text)?)
    }

    fn is_usable(&self) -> bool {
        self.connection.is_autocommit()
    }
}

fn bind(statement: &mut Statement<'_>, params: &[Value]) -> Result<()> {
    let expected = statement.parameter_count();
    if expected != params.len() {
        return Err(rusqlite::Error::InvalidParameterCount(params.len(), expected).into());
    }
    for (index, param) in params.iter().enumerate() {
        if matches!(param, Value::Text(text) if text.as_bytes().contains(&0)) {
            // PostgreSQL refuses it, and a text is not to depend on the database.
            return Err(Error::Sql { code: String::from("client"), message: String::from("a text contains U+0000") });
        }
        statement.raw_bind_parameter(index + 1, param)?;
    }
    Ok(())
}

fn value(column: ValueRef<'_>, index: usize) -> Result<Value> {
    let strange =
        |found: &str| Error::Decode { column: index, expected: "a value of this crate", found: found.to_owned() };
    match column {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Text(text) => {
            std::str::from_utf8(text).map(Value::from).map_err(|_| strange("text that is no UTF-8"))
        }
        ValueRef::Blob(bytes) => Ok(Value::from(bytes)),
        ValueRef::Real(_) => Err(strange("a floating point number")),
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Bool(flag) => ValueRef::Integer((*flag).into()),
        }))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return match error {
                rusqlite::Error::SqlInputError { error, msg, .. } => {
                    Self::Sql { code: error.extended_code.to_string(), message: msg }
                }
                other => Self::Sql { code: String::from("client"), message: other.to_string() },
            };
        };
        let words = message.clone().unwrap_or_else(|| failure.to_string());
        match failure.code {
            ErrorCode::ConstraintViolation => constraint(failure.extended_code, words),
            ErrorCode::DatabaseBusy if failure.extended_code == ffi::SQLITE_BUSY_SNAPSHOT => Self::Serialization(words),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy(words),
            ErrorCode::DiskFull => Self::Full(words),
            ErrorCode::SystemIoFailure
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::CannotOpen
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::InternalMalfunction
            | ErrorCode::OutOfMemory => Self::Io(words),
            _ => Self::Sql { code: failure.extended_code.to_string(), message: words },
        }
    }
}

fn constraint(extended_code: i32, message: String) -> Error {
    let kind = match extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            ConstraintKind::Unique
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => ConstraintKind::ForeignKey,
        ffi::SQLITE_CONSTRAINT_CHECK => ConstraintKind::Check,
        ffi::SQLITE_CONSTRAINT_NOTNULL => ConstraintKind::NotNull,
        ffi::SQLITE_CONSTRAINT_TRIGGER => ConstraintKind::Trigger,
        _ => ConstraintKind::Other,
    };
    // "UNIQUE constraint failed: matter.id"; a CHECK names itself there instead.
    let column = message.split_once(" constraint failed: ").map(|(_, column)| column);
    let table = column.and_then(|column| column.split_once('.')).map(|(table, _)| table.to_owned());
    let table = table.filter(|_| matches!(kind, ConstraintKind::Unique | ConstraintKind::NotNull));
    Error::Constraint { kind, table, message }
}
