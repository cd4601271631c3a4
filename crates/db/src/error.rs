//! What can go wrong with the database, sorted by what the caller does about it.

/// Result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// An error of the database. [`Error::is_retryable`]: run the group again, one by one.
/// [`Error::is_fatal`]: what is durable is no longer certain, or the connection is gone.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A constraint refused a write.
    #[error("{kind:?} constraint failed: {message}")]
    Constraint {
        /// What kind of constraint.
        kind: ConstraintKind,
        /// The table, where the database names it.
        table: Option<String>,
        /// The words of the database.
        message: String,
    },
    /// `execute_exactly` changed another number of rows: somebody else was first.
    #[error("{changed} rows changed instead of {expected}: {sql}")]
    Conflict {
        /// Rows that should have changed.
        expected: u64,
        /// Rows that did.
        changed: u64,
        /// The statement.
        sql: String,
    },
    /// A deadlock, or a snapshot that is too old to write on.
    #[error("the transaction collided with another: {0}")]
    Serialization(String),
    /// A lock was not obtained in time.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// The disk is full. Nothing of the transaction is kept.
    #[error("the disk of the database is full: {0}")]
    Full(String),
    /// An earlier statement failed: the transaction can only be dropped.
    #[error("the transaction was given up after an earlier error")]
    Aborted,
    /// The statement is wrong, or was cancelled; `code` is SQLSTATE, or SQLite's extended code.
    #[error("statement failed ({code}): {message}")]
    Sql {
        /// SQLSTATE, or SQLite's extended result code.
        code: String,
        /// The words of the database.
        message: String,
    },
    /// A column holds something else than was asked for. Columns count from 0.
    #[error("column {column} is {found}, not {expected}")]
    Decode {
        /// Column, counted from 0.
        column: usize,
        /// Type asked for.
        expected: &'static str,
        /// Type found.
        found: String,
    },
    /// A query for one row gave another number of rows.
    #[error("{found} rows instead of {expected}")]
    Rows {
        /// What was asked for.
        expected: &'static str,
        /// Rows found.
        found: usize,
    },
    /// The mark is no longer the active one.
    #[error("the mark was released by a newer one")]
    Mark,
    /// A write was begun on a connection made by `Database::reader`.
    #[error("this connection only reads")]
    ReadOnly,
    /// The database cannot be opened, or not in the way that durability needs.
    #[error("cannot open {database}: {reason}")]
    Open {
        /// The database, without its password.
        database: String,
        /// Why.
        reason: String,
    },
    /// Another process, or another `Database`, already writes to this SQLite file.
    #[error("{0} is in use by another process")]
    InUse(String),
    /// A migration was refused or failed.
    #[error("migration refused")]
    Migration(#[from] MigrationError),
    /// Reading or writing the files of the database failed.
    #[error("input or output of the database failed: {0}")]
    Io(String),
    /// The connection to PostgreSQL is lost.
    #[error("the connection to the database is lost: {0}")]
    Connection(String),
    /// COMMIT failed: whether the transaction is kept is not known.
    #[error("the outcome of the commit is not known")]
    InDoubt(#[source] Source),
}

/// Kind of constraint that refused a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
    /// Primary key or UNIQUE.
    Unique,
    /// Foreign key.
    ForeignKey,
    /// CHECK.
    Check,
    /// NOT NULL.
    NotNull,
    /// Raised by a trigger.
    Trigger,
    /// Any other.
    Other,
}

/// Why a database and the migrations of this program do not go together.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The text of a migration is another than the one that was applied.
    #[error("migration {number} {name} was changed after it had been applied")]
    Changed {
        /// Its number.
        number: u32,
        /// Its name.
        name: String,
    },
    /// The database has a migration that this program does not know: the program is older than the database.
    #[error("the database is newer than this program: it has migration {number} {name}")]
    Newer {
        /// Its number.
        number: i64,
        /// Its name.
        name: String,
    },
    /// The numbers do not ascend, or a migration was inserted before one that is already applied.
    #[error("migration {number} {name} is out of order")]
    Order {
        /// Its number.
        number: u32,
        /// Its name.
        name: String,
    },
    /// A `-- only …` block is not closed, or closed without being open.
    #[error("migration {number} {name}, line {line}: {problem}")]
    Text {
        /// Its number.
        number: u32,
        /// Its name.
        name: String,
        /// Line, counted from 1.
        line: usize,
        /// What is wrong.
        problem: &'static str,
    },
    /// The database refused the migration; nothing of it is kept.
    #[error("migration {number} {name} failed")]
    Failed {
        /// Its number.
        number: u32,
        /// Its name.
        name: String,
        /// Why.
        #[source]
        source: Box<Error>,
    },
}

impl Error {
    /// The transaction left nothing behind and may succeed when it is run again, or run alone.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Constraint { .. } | Self::Conflict { .. } | Self::Serialization(_) | Self::Busy(_))
    }

    /// Files, connection or commit failed: a writer must not go on with this connection, nor answer the act.
    pub fn is_fatal(&self) -> bool {
        matches!(self, Self::Io(_) | Self::Connection(_) | Self::InDoubt(_))
    }

    /// Stable name of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Constraint { .. } => "DB_CONSTRAINT",
            Self::Conflict { .. } => "DB_CONFLICT",
            Self::Serialization(_) => "DB_SERIALIZATION",
            Self::Busy(_) => "DB_BUSY",
            Self::Full(_) => "DB_FULL",
            Self::Aborted => "DB_ABORTED",
            Self::Sql { .. } => "DB_SQL",
            Self::Decode { .. } => "DB_DECODE",
            Self::Rows { .. } => "DB_ROWS",
            Self::Mark => "DB_MARK",
            Self::ReadOnly => "DB_READ_ONLY",
            Self::Open { .. } => "DB_OPEN",
            Self::InUse(_) => "DB_IN_USE",
            Self::Migration(MigrationError::Changed { .. }) => "DB_MIGRATION_CHANGED",
            Self::Migration(MigrationError::Newer { .. }) => "DB_MIGRATION_NEWER",
            Self::Migration(MigrationError::Order { .. }) => "DB_MIGRATION_ORDER",
            Self::Migration(MigrationError::Text { .. }) => "DB_MIGRATION_TEXT",
            Self::Migration(MigrationError::Failed { .. }) => "DB_MIGRATION_FAILED",
            Self::Io(_) => "DB_IO",
            Self::Connection(_) => "DB_CONNECTION",
            Self::InDoubt(_) => "DB_IN_DOUBT",
        }
    }

    /// The same error, told of a COMMIT: only those after which nothing is surely kept stay what they are.
    pub(crate) fn at_commit(self) -> Self {
        match self {
            Self::Constraint { .. } | Self::Serialization(_) | Self::Full(_) | Self::Busy(_) => self,
            other => Self::InDoubt(Box::new(other)),
        }
    }
}
