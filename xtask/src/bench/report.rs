//! The table at the end: what, ours, ceiling, ratio, target, met or not.

use std::fmt::Write;

use super::rounds::{Outcome, Spread};

/// One line of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Number of the target: P1.
    pub target: &'static str,
    /// What was done.
    pub what: String,
    /// What our program came to.
    pub ours: String,
    /// What the ceiling came to.
    pub ceiling: String,
    /// Ours over the ceiling, or what else is compared with the target.
    pub ratio: String,
    /// What it should be.
    pub wanted: String,
    /// Whether it is; none where there is no target.
    pub met: Option<bool>,
}

/// All lines, and remarks on how they came about.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In the order in which they were measured.
    pub lines: Vec<Line>,
    /// Sentences for below the table.
    pub remarks: Vec<String>,
    /// What needs a table of its own, for below the remarks.
    pub tables: Vec<String>,
}

const HEAD: [&str; 7] = ["", "what", "ours", "ceiling", "compared", "target", ""];

impl Report {
    /// Takes over the lines of another one.
    pub fn add(&mut self, other: Self) {
        self.lines.extend(other.lines);
        self.remarks.extend(other.remarks);
        self.tables.extend(other.tables);
    }

    /// With a remark on dropped rounds, if there were any. Where none was steady nothing is said to be met or missed.
    #[must_use]
    pub fn judged(mut self, target: &str, outcome: &Outcome) -> Self {
        if outcome.unsteady {
            self.lines.iter_mut().for_each(|line| line.met = None);
            self.remarks.push(format!(
                "{target}: no round was steady; these figures prove nothing, measure on a quiet machine"
            ));
        } else if outcome.dropped > 0 {
            let dropped = outcome.dropped;
            self.remarks
                .push(format!("{target}: {dropped} round(s) dropped, their ceilings differed by more than a fifth"));
        }
        self
    }

    /// The table as text.
    pub fn to_text(&self) -> String {
        let rows: Vec<[String; 7]> = self.lines.iter().map(Line::cells).collect();
        let mut widths = HEAD.map(|cell| cell.chars().count());
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let mut text = String::new();
        for row in std::iter::once(HEAD.map(str::to_owned)).chain(rows) {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(widths) {
                let padding = width - cell.chars().count();
                // Writing to a string cannot fail.
                let _ = write!(line, "{cell}{}  ", " ".repeat(padding));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        for remark in &self.remarks {
            let _ = writeln!(text, "* {remark}");
        }
        for table in &self.tables {
            let _ = write!(text, "\n{table}");
        }
        text
    }
}

impl Line {
    fn cells(&self) -> [String; 7] {
        let met = match self.met {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "",
        };
        [
            self.target.to_owned(),
            self.what.clone(),
            self.ours.clone(),
            self.ceiling.clone(),
            self.ratio.clone(),
            self.wanted.clone(),
            met.to_owned(),
        ]
    }
}

/// A rate with its spread: `4,812/s (4,700–4,900)`.
pub fn rate(spread: Spread) -> String {
    format!("{}/s ({}–{})", thousands(spread.median), thousands(spread.low), thousands(spread.high))
}

/// A part of one with its spread: `71 % (69–74)`.
pub fn percent(spread: Spread) -> String {
    format!("{:.0} % ({:.0}–{:.0})", spread.median * 100.0, spread.low * 100.0, spread.high * 100.0)
}

/// A multiple with its spread: `4.1 × (3.9–4.2)`.
pub fn times(spread: Spread) -> String {
    format!("{:.2} × ({:.2}–{:.2})", spread.median, spread.low, spread.high)
}

/// A time with its spread, in milliseconds.
pub fn millis(spread: Spread) -> String {
    format!("{:.3} ms ({:.3}–{:.3})", spread.median, spread.low, spread.high)
}

/// A figure rounded to the whole, in groups of three digits.
pub fn thousands(figure: f64) -> String {
    let digits = format!("{figure:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len() - index;
        if index > 0 && left.is_multiple_of(3) && digit.is_ascii_digit() {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_in_groups_of_three() {
        assert_eq!(thousands(999.4), "999");
        assert_eq!(thousands(1_234_567.0), "1,234,567");
    }

    #[test]
    fn columns_stand_under_each_other_and_a_miss_is_loud() {
        let line = Line { target: "P1", what: "推送 push".to_owned(), met: Some(false), ..Line::default() };
        let report = Report { lines: vec![line], remarks: vec!["why".to_owned()], tables: Vec::new() };
        let text = report.to_text();
        assert!(text.contains("MISSED"), "{text}");
        assert!(text.ends_with("* why\n"), "{text}");
    }
}
