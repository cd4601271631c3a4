//! What became of each row.

use crate::exchange::import::RowRefusal;
use crate::platform::directory::Directory;
use crate::platform::error::Error;
use crate::platform::web::{FieldProblem, Language, Problem, Teller};
use serde::{Deserialize, Serialize};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowResult {
    /// As the spreadsheet counts it.
    pub row: u32,
    /// Whether it was taken.
    pub status: RowStatus,
    /// Numbers or codes of what it became.
    pub numbers: Vec<String>,
    /// Why it was not taken.
    pub reasons: Vec<Reason>,
}

/// Whether a row was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowStatus {
    /// Now.
    Taken,
    /// Before, by an earlier import or another way.
    Already,
    /// Not.
    Refused,
}

/// Why a row was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The heading, or the field where no cell is to blame; empty where the row as a whole is.
    pub column: String,
    /// Stable code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl RowStatus {
    /// The word in the table of jobs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Already => "already",
            Self::Refused => "refused",
        }
    }
}

impl RowResult {
    /// A row that is refused before anything is tried.
    pub(super) fn refused(row: u32, reasons: Vec<Reason>) -> Self {
        Self { row, status: RowStatus::Refused, numbers: Vec::new(), reasons }
    }
}

impl From<RowRefusal> for Reason {
    fn from(refusal: RowRefusal) -> Self {
        Self { column: refusal.column, code: refusal.code.to_owned(), zh: refusal.reason_zh, en: refusal.reason_en }
    }
}

/// The reasons of an act that was refused, with the names of departments and officers in place of their codes.
pub(super) fn reasons(error: &Error, directory: &Directory) -> Vec<Reason> {
    let told = |language| parts(Teller::new(language, directory).problem(error));
    let (chinese, english) = (told(Language::Chinese), told(Language::English));
    chinese
        .into_iter()
        .zip(english)
        .map(|(zh, en)| Reason { column: zh.field, code: zh.code, zh: zh.message, en: en.message })
        .collect()
}

fn parts(problem: Problem) -> Vec<FieldProblem> {
    if problem.errors.is_empty() {
        return vec![FieldProblem { field: String::new(), code: problem.code, message: problem.title }];
    }
    problem.errors
}
