//! What became of each row.

use serde::Serialize;
use shenguan_server::exchange::import::RowRefusal;
use shenguan_server::platform::error::Error;
use shenguan_server::platform::web::{Language, problem};

/// The answer of an import.
#[derive(Debug, Default, Serialize)]
pub(super) struct Summary {
    pub(super) dry_run: bool,
    /// Rows taken now.
    pub(super) taken: usize,
    /// Rows that an import before this one took.
    pub(super) already: usize,
    /// Rows refused, each with its reasons.
    pub(super) refused: usize,
    /// Headings that mean nothing to this import.
    pub(super) unknown_columns: Vec<String>,
    pub(super) rows: Vec<RowResult>,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RowResult {
    /// As the spreadsheet counts it.
    pub(super) row: u32,
    pub(super) status: RowStatus,
    /// Numbers or codes of what it became.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) numbers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) reasons: Vec<Reason>,
}

/// Whether a row was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RowStatus {
    Taken,
    Already,
    Refused,
}

/// Why a row was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the JSON")]
pub(super) struct Reason {
    /// The heading, or the field where no cell is to blame; empty where the row as a whole is.
    pub(super) column: String,
    pub(super) code: String,
    pub(super) reason: String,
}

impl Summary {
    pub(super) fn add(&mut self, result: RowResult) {
        match result.status {
            RowStatus::Taken => self.taken += 1,
            RowStatus::Already => self.already += 1,
            RowStatus::Refused => self.refused += 1,
        }
        self.rows.push(result);
    }

    /// For people: the refused rows, then the counts.
    pub(super) fn words(&self) -> String {
        let refused = self.rows.iter().filter(|result| result.status == RowStatus::Refused);
        let mut lines: Vec<String> = refused.flat_map(RowResult::lines).collect();
        if !self.unknown_columns.is_empty() {
            lines.push(format!("未识别的列：{}", self.unknown_columns.join("、")));
        }
        let mark = if self.dry_run { "（只核对，未写入）" } else { "" };
        let Self { taken, already, refused, .. } = self;
        lines.push(format!("导入 {taken} 行，已导入 {already} 行，未接受 {refused} 行{mark}"));
        lines.join("\n")
    }
}

impl RowResult {
    fn lines(&self) -> impl Iterator<Item = String> {
        self.reasons.iter().map(|why| format!("第 {} 行  {}  {}（{}）", self.row, why.column, why.reason, why.code))
    }
}

impl From<RowRefusal> for Reason {
    fn from(refusal: RowRefusal) -> Self {
        Self { column: refusal.column, code: refusal.code.to_owned(), reason: refusal.reason_zh }
    }
}

/// The reasons of an act that was refused.
pub(super) fn reasons(error: &Error) -> Vec<Reason> {
    let problem = problem(error, Language::Chinese);
    if problem.errors.is_empty() {
        return vec![Reason { column: String::new(), code: problem.code, reason: problem.title }];
    }
    let reason = |wrong: shenguan_server::platform::web::FieldProblem| Reason {
        column: wrong.field,
        code: wrong.code,
        reason: wrong.message,
    };
    problem.errors.into_iter().map(reason).collect()
}
