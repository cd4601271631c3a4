//! One run over one snapshot.

use super::kind::Kind;
use super::law::{Law, World};
use super::ledger::{self, Folded};
use super::report::{Findings, Report};
use super::{content, derived, schema, tally};
use crate::platform::clock::from_micros;
use crate::platform::error::{Error, Result};
use shenguan_db::{Database, Tx};
use std::time::Instant;

/// Checks everything. An error only where the store cannot be opened; what cannot be read later is in the report.
///
/// Without a jurisdiction it takes the one whose chain is there. A database holds one chain.
pub fn verify(
    database: &Database,
    jurisdiction: Option<&str>,
    kinds: &[Kind],
    laws: Vec<Box<dyn Law>>,
) -> Result<Report> {
    let mut connection = database.reader()?;
    let mut tx = connection.begin_read()?;
    tx.query("SELECT 1", &[])?;
    let mut run = Run { report: Report::begun(jurisdiction), findings: Findings::default(), kinds };
    if let Err(error) = run.all(&mut tx, laws) {
        run.stopped(&error);
    }
    Ok(run.report.finish(run.findings))
}

struct Run<'a> {
    report: Report,
    findings: Findings,
    kinds: &'a [Kind],
}

impl Run<'_> {
    fn all(&mut self, tx: &mut Tx<'_>, laws: Vec<Box<dyn Law>>) -> Result<()> {
        self.report.reading = "schema";
        if !schema::compare(tx, self.kinds, &mut self.findings)? {
            return Ok(());
        }
        self.report.reading = "ledger_head";
        let mut heads = ledger::heads(tx)?;
        let asked = self.report.jurisdiction.clone();
        let ours = match &asked {
            Some(asked) => heads.iter().position(|head| head.jurisdiction == *asked),
            None => (!heads.is_empty()).then_some(0),
        };
        let head = ours.map(|place| heads.swap_remove(place));
        for other in heads {
            self.findings.add("SECOND_CHAIN", format!("row ledger_head/{}", other.jurisdiction));
        }
        let Some(head) = head else {
            return self.without_chain(tx);
        };
        self.report.jurisdiction = Some(head.jurisdiction.clone());
        self.report.reading = "ledger_entry";
        let started = Instant::now();
        let folded = ledger::read(tx, &head, self.kinds, laws, &mut self.findings)?;
        self.report.ledger_took = started.elapsed();
        self.report.entries = folded.entries;
        self.rows(tx, &head.jurisdiction, folded)
    }

    /// Rows without a chain are rows that no entry names; a database without either was never used.
    fn without_chain(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        let tables = ["ledger_entry", "content", "reader", "feed", "task", "tally"];
        for table in tables.into_iter().chain(self.kinds.iter().map(|kind| kind.name)) {
            let rows: i64 = tx.query_one(&format!("SELECT COUNT(*) FROM {table}"), &[])?.get(0)?;
            if rows > 0 {
                self.findings.add("ROWS_WITHOUT_CHAIN", format!("table {table}"));
            }
        }
        let why = String::from("there is no head of a chain");
        self.findings.unchecked("NOTHING_CHECKED", String::from("row ledger_head"), why);
        Ok(())
    }

    fn rows(&mut self, tx: &mut Tx<'_>, jurisdiction: &str, folded: Folded) -> Result<()> {
        let Folded { entries, recorded_at, contents, feed, mut folds, laws } = folded;
        let findings = &mut self.findings;
        self.report.subjects = folds.iter().map(|fold| fold.count()).sum();
        self.report.reading = "content";
        self.report.contents = content::compare(tx, jurisdiction, &mut folds, contents, findings)?;
        for (kind, fold) in self.kinds.iter().zip(&mut folds) {
            self.report.reading = kind.name;
            self.report.rows += fold.compare(tx, findings)?;
        }
        self.report.reading = "reader";
        self.report.rows += derived::compare_readers(tx, self.kinds, &folds, findings)?;
        self.report.reading = "feed";
        self.report.rows += feed.compare(tx, jurisdiction, findings)?;
        self.report.reading = "task";
        self.report.rows += derived::compare_tasks(tx, self.kinds, &folds, findings)?;
        self.report.reading = "tally";
        self.report.rows += tally::compare(tx, &folds, findings)?;
        let world = World { folds: &folds, now: from_micros(recorded_at) };
        for mut law in laws {
            law.judge(&world, findings);
        }
        if entries == 0 {
            let why = String::from("the ledger has no entry");
            findings.unchecked("NOTHING_CHECKED", format!("row ledger_head/{jurisdiction}"), why);
        }
        Ok(())
    }

    /// A value that does not decode is found out; anything else kept the rest from being read.
    fn stopped(&mut self, error: &Error) {
        let place = format!("table {}", self.report.reading);
        match error.database() {
            Some(shenguan_db::Error::Decode { column, .. }) => {
                self.findings.add("ROW_UNREADABLE", format!("{place}, column {column} of a row"));
            }
            _ => self.findings.unchecked("READ_FAILED", place, error.to_string()),
        }
    }
}
