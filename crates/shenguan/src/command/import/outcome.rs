//! What became of each row, for people and for machines.

use serde::Serialize;
use shenguan_server::exchange::intake::{RowResult, RowStatus};

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
    pub(super) rows: Vec<RowLine>,
}

/// One row.
#[derive(Debug, Serialize)]
pub(super) struct RowLine {
    /// As the spreadsheet counts it.
    pub(super) row: u32,
    status: RowStatus,
    /// Numbers or codes of what it became.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    numbers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<ReasonLine>,
}

/// Why a row was refused.
#[derive(Debug, Serialize)]
struct ReasonLine {
    column: String,
    code: String,
    reason: String,
}

impl Summary {
    pub(super) fn add(&mut self, result: RowResult) {
        match result.status {
            RowStatus::Taken => self.taken += 1,
            RowStatus::Already => self.already += 1,
            RowStatus::Refused => self.refused += 1,
        }
        let reason = |why: shenguan_server::exchange::intake::Reason| ReasonLine {
            column: why.column,
            code: why.code,
            reason: why.zh,
        };
        self.rows.push(RowLine {
            row: result.row,
            status: result.status,
            numbers: result.numbers,
            reasons: result.reasons.into_iter().map(reason).collect(),
        });
    }

    /// For people: the refused rows, then the counts.
    pub(super) fn words(&self) -> String {
        let refused = self.rows.iter().filter(|line| line.status == RowStatus::Refused);
        let mut lines: Vec<String> = refused.flat_map(RowLine::lines).collect();
        if !self.unknown_columns.is_empty() {
            lines.push(format!("未识别的列：{}", self.unknown_columns.join("、")));
        }
        let mark = if self.dry_run { "（只核对，未写入）" } else { "" };
        let Self { taken, already, refused, .. } = self;
        lines.push(format!("导入 {taken} 行，已导入 {already} 行，未接受 {refused} 行{mark}"));
        lines.join("\n")
    }
}

impl RowLine {
    fn lines(&self) -> impl Iterator<Item = String> {
        self.reasons.iter().map(|why| format!("第 {} 行  {}  {}（{}）", self.row, why.column, why.reason, why.code))
    }
}
