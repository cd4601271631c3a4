//! What `verify` says.

use serde::Serialize;
use std::time::Duration;

/// So many findings are listed; the rest is counted.
pub const FINDINGS_MAX: usize = 1_000;
/// Longest excerpt of a value, in characters.
const EXCERPT_CHARS_MAX: usize = 120;

/// The outcome of one run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// In one word.
    pub status: Status,
    /// The jurisdiction whose chain it is, if there is one.
    pub jurisdiction: Option<String>,
    /// Entries whose bytes, hash and place were checked.
    pub entries: u64,
    /// Subjects folded from them.
    pub subjects: u64,
    /// Contents whose digest was computed again.
    pub contents: u64,
    /// Rows compared.
    pub rows: u64,
    /// What is wrong, at most [`FINDINGS_MAX`].
    pub findings: Vec<Finding>,
    /// Findings beyond those listed.
    pub findings_left_out: u64,
    /// How long chain and fold took, without the tables.
    #[serde(skip)]
    pub ledger_took: Duration,
    /// What is being read, for a reading that fails.
    #[serde(skip)]
    pub(super) reading: &'static str,
}

impl Report {
    pub(super) fn begun(jurisdiction: Option<&str>) -> Self {
        Self {
            status: Status::Incomplete,
            jurisdiction: jurisdiction.map(str::to_owned),
            entries: 0,
            subjects: 0,
            contents: 0,
            rows: 0,
            findings: Vec::new(),
            findings_left_out: 0,
            ledger_took: Duration::ZERO,
            reading: "",
        }
    }

    pub(super) fn finish(mut self, findings: Findings) -> Self {
        self.status = findings.status();
        (self.findings, self.findings_left_out) = findings.into_list();
        self
    }
}

/// The outcome in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Ledger, content and rows say the same.
    Clean,
    /// Something was altered, left out, added, or does not decode.
    Tampered,
    /// Not everything could be checked, and what was checked is right.
    Incomplete,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable name.
    pub code: &'static str,
    /// Where to look: `entry 210300/17`, `row transmittal/ID column state`.
    pub place: String,
    /// What the ledger says, where that is one value.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
}

impl Status {
    /// The exit code of the contract.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Tampered => 1,
            Self::Incomplete => 2,
        }
    }
}

/// Collects what is wrong.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    left_out: u64,
    incomplete: bool,
    tampered: bool,
}

impl Findings {
    /// Something is wrong at `place`.
    pub fn add(&mut self, code: &'static str, place: String) {
        self.tampered = true;
        self.push(Finding { code, place, expected: None, found: None });
    }

    /// Something else stands at `place` than the ledger says.
    pub fn differs(&mut self, code: &'static str, place: String, expected: &str, found: &str) {
        self.tampered = true;
        let (expected, found) = excerpts(expected, found);
        self.push(Finding { code, place, expected: Some(expected), found: Some(found) });
    }

    /// Something could not be checked.
    pub fn unchecked(&mut self, code: &'static str, place: String, why: String) {
        self.incomplete = true;
        self.push(Finding { code, place, expected: None, found: Some(why) });
    }

    /// Whether anything was found so far.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn join(&mut self, other: Self) {
        self.left_out += other.left_out;
        self.incomplete |= other.incomplete;
        self.tampered |= other.tampered;
        other.list.into_iter().for_each(|finding| self.push(finding));
    }

    pub(super) fn status(&self) -> Status {
        match (self.tampered, self.incomplete) {
            (true, _) => Status::Tampered,
            (false, true) => Status::Incomplete,
            (false, false) => Status::Clean,
        }
    }

    pub(super) fn into_list(self) -> (Vec<Finding>, u64) {
        (self.list, self.left_out)
    }

    fn push(&mut self, finding: Finding) {
        if self.list.len() < FINDINGS_MAX {
            self.list.push(finding);
        } else {
            self.left_out += 1;
        }
    }
}

/// Both values from a little before the first character in which they differ.
fn excerpts(expected: &str, found: &str) -> (String, String) {
    const BEFORE_CHARS: usize = 20;
    let same = expected.chars().zip(found.chars()).take_while(|(one, other)| one == other).count();
    let from = same.saturating_sub(BEFORE_CHARS);
    let cut = |text: &str| {
        let start = if from > 0 { "…" } else { "" };
        let excerpt: String = text.chars().skip(from).take(EXCERPT_CHARS_MAX).collect();
        let end = if text.chars().nth(from + EXCERPT_CHARS_MAX).is_some() { "…" } else { "" };
        format!("{start}{excerpt}{end}")
    };
    (cut(expected), cut(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_shown_where_they_differ() {
        let (expected, found) = (format!("{}旧值", "同".repeat(300)), format!("{}新值", "同".repeat(300)));
        let mut findings = Findings::default();
        findings.differs("CODE", "row x/1 column y".into(), &expected, &found);
        let (list, _) = findings.into_list();
        assert_eq!(list[0].expected, Some(format!("…{}旧值", "同".repeat(20))));
        assert_eq!(list[0].found, Some(format!("…{}新值", "同".repeat(20))));
    }

    #[test]
    fn findings_beyond_the_limit_are_counted() {
        let mut findings = Findings::default();
        (0..FINDINGS_MAX + 7).for_each(|number| findings.add("CODE", number.to_string()));
        assert_eq!(findings.status(), Status::Tampered);
        let (list, left_out) = findings.into_list();
        assert_eq!((list.len(), left_out), (FINDINGS_MAX, 7));
    }

    #[test]
    fn tampered_outweighs_incomplete() {
        let mut findings = Findings::default();
        assert_eq!(findings.status().exit_code(), 0);
        findings.unchecked("CODE", String::new(), String::new());
        assert_eq!(findings.status().exit_code(), 2);
        findings.add("CODE", String::new());
        assert_eq!(findings.status().exit_code(), 1);
    }
}
