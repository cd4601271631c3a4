//! What an import says about a file and about each of its rows.

use serde::Serialize;

use crate::platform::table::TableRefusal;

/// A file whose columns are known: each row by itself, and the columns that nobody reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<T> {
    /// Every row below the header.
    pub rows: Vec<RowOutcome<T>>,
    /// Headings that mean nothing to this import; a warning, no refusal.
    pub unknown_columns: Vec<String>,
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowOutcome<T> {
    /// As the spreadsheet counts it, from 1.
    pub row: u32,
    /// The record, or everything that is wrong with the row.
    pub outcome: Result<T, Vec<RowRefusal>>,
}

/// One thing that is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowRefusal {
    /// As the spreadsheet counts it, from 1.
    pub row: u32,
    /// The heading in the file, or the usual one if the file has no such column.
    pub column: String,
    /// Stable code for machines.
    pub code: &'static str,
    /// The reason for a Chinese screen.
    pub reason_zh: String,
    /// The reason for an English screen.
    pub reason_en: String,
}

/// Why a whole file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    /// It is no table.
    #[error(transparent)]
    Table(#[from] TableRefusal),
    /// Without these columns no row could be a record.
    #[error("the file lacks the columns {}", .columns.join(", "))]
    MissingColumns {
        /// Their usual headings.
        columns: Vec<&'static str>,
    },
    /// Two columns with one meaning.
    #[error("the columns {first} and {second} mean the same; keep one")]
    RepeatedColumn {
        /// The heading on the left.
        first: String,
        /// The heading on the right.
        second: String,
    },
}

impl ImportRefusal {
    /// Stable code for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Table(refusal) => refusal.code(),
            Self::MissingColumns { .. } => "MISSING_COLUMNS",
            Self::RepeatedColumn { .. } => "REPEATED_COLUMN",
        }
    }

    /// The reason for a Chinese screen; `Display` is the English one.
    pub fn zh(&self) -> String {
        match self {
            Self::Table(refusal) => refusal.zh(),
            Self::MissingColumns { columns } => format!("文件缺少列：{}", columns.join("、")),
            Self::RepeatedColumn { first, second } => format!("列“{first}”与“{second}”含义相同，请只保留一列"),
        }
    }
}
