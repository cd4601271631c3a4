//! Tables that follow from entries and states: who may know of what, the feeds, the tasks.

use super::kind::{Fold, Kind};
use super::report::Findings;
use crate::platform::error::Result;
use shenguan_db::{Row, Tx, Value};
use shenguan_ledger::Entry;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// Keyed anew in each process, so that nobody can make two rows of one fingerprint.
static FINGERPRINTS: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// One number for a set of parties, in any order.
pub(super) fn parties_fingerprint<'a>(parties: impl Iterator<Item = &'a str>) -> u64 {
    parties.fold(0, |sum, party| sum.wrapping_add(FINGERPRINTS.hash_one(party)))
}

/// An entry further beyond the one before it is not followed.
const GAP_MAX: usize = 1_000_000;

/// The feed that the entries give: one sum of fingerprints for each entry, so that it takes 8 bytes an entry.
#[derive(Default)]
pub(super) struct Feed {
    sums: Vec<u64>,
}

impl Feed {
    /// The rows of an entry.
    pub(super) fn expect(&mut self, entry: &Entry<'_>) {
        for party in &entry.parties {
            let fingerprint = feed_fingerprint(party, &entry.subject_kind, &entry.subject_id);
            if let Some(sum) = self.sum(entry.sequence) {
                *sum = sum.wrapping_add(fingerprint);
            }
        }
    }

    /// The sum of an entry; none for numbers that no entry can have, so that a forged row cannot claim all memory.
    fn sum(&mut self, sequence: u64) -> Option<&mut u64> {
        let place = usize::try_from(sequence).ok().filter(|place| *place < self.sums.len() + GAP_MAX)?;
        if place >= self.sums.len() {
            self.sums.resize(place + 1, 0);
        }
        self.sums.get_mut(place)
    }

    /// Compares the table; how many rows there are.
    pub(super) fn compare(mut self, tx: &mut Tx<'_>, jurisdiction: &str, findings: &mut Findings) -> Result<u64> {
        let mut rows = 0;
        tx.for_each("SELECT department, sequence, subject_kind, subject_id FROM feed", &[], |row| {
            rows += 1;
            let [Value::Text(department), Value::Int(sequence), Value::Text(kind), Value::Text(id)] = row.values()
            else {
                findings.add("ROW_UNREADABLE", String::from("row feed/?"));
                return Ok(());
            };
            let place = usize::try_from(*sequence).ok();
            match place.and_then(|place| self.sums.get_mut(place)) {
                Some(sum) => *sum = sum.wrapping_sub(feed_fingerprint(department, kind, id)),
                None => findings.add("ROW_WITHOUT_ENTRY", format!("row feed/{department}/{sequence}")),
            }
            Ok::<_, shenguan_db::Error>(())
        })?;
        for (sequence, sum) in self.sums.iter().enumerate() {
            if *sum != 0 {
                explain(tx, jurisdiction, sequence, findings)?;
            }
        }
        Ok(rows)
    }
}

fn feed_fingerprint(department: &str, kind: &str, id: &str) -> u64 {
    FINGERPRINTS.hash_one((department, kind, id))
}

/// Names the rows of one entry that differ.
fn explain(tx: &mut Tx<'_>, jurisdiction: &str, sequence: usize, findings: &mut Findings) -> Result<()> {
    let number = i64::try_from(sequence).unwrap_or(i64::MAX);
    let sql = "SELECT department, subject_kind, subject_id FROM feed WHERE sequence = $1 ORDER BY department";
    let found: Vec<[String; 3]> = tx
        .query(sql, &[number.into()])?
        .iter()
        .map(|row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
        .collect::<Result<_>>()?;
    let sql = "SELECT bytes FROM ledger_entry WHERE jurisdiction = $1 AND sequence = $2";
    let row = tx.query_opt(sql, &[jurisdiction.into(), number.into()])?;
    let bytes: Vec<u8> = row.map(|row| row.get(0)).transpose()?.unwrap_or_default();
    let expected: Vec<[String; 3]> = Entry::decode(&bytes).map_or_else(
        |_unreadable| Vec::new(),
        |entry| {
            let of = |party: &str| [party.to_owned(), entry.subject_kind.to_string(), entry.subject_id.to_string()];
            entry.parties.iter().map(|party| of(party)).collect()
        },
    );
    for [department, ..] in found.iter().filter(|row| !expected.contains(row)) {
        findings.add("ROW_WITHOUT_ENTRY", format!("row feed/{department}/{sequence}"));
    }
    for [department, ..] in expected.iter().filter(|row| !found.contains(row)) {
        findings.add("ROW_MISSING", format!("row feed/{department}/{sequence}"));
    }
    Ok(())
}

/// Rows that must be there, by fingerprint, and whether they were seen.
#[derive(Default)]
struct Expected(HashMap<u64, bool>);

impl Expected {
    fn expect(&mut self, values: &[Value]) {
        self.0.insert(FINGERPRINTS.hash_one(values), false);
    }

    /// Takes a row that is there. Of a spoiled subject nothing is known, so any row of it may be right.
    fn take(
        &mut self,
        row: &Row,
        place: impl FnOnce() -> String,
        is_spoiled: impl FnOnce() -> bool,
        findings: &mut Findings,
    ) {
        match self.0.get_mut(&FINGERPRINTS.hash_one(row.values())) {
            None if is_spoiled() => {}
            None => findings.add("ROW_WITHOUT_ENTRY", place()),
            Some(seen) if *seen => findings.add("ROW_REPEATED", place()),
            Some(seen) => *seen = true,
        }
    }

    fn is_missing(&self, values: &[Value]) -> bool {
        self.0.get(&FINGERPRINTS.hash_one(values)) == Some(&false)
    }
}

/// Compares `reader` with the states; how many rows there are.
pub(super) fn compare_readers(
    tx: &mut Tx<'_>,
    kinds: &[Kind],
    folds: &[Box<dyn Fold>],
    findings: &mut Findings,
) -> Result<u64> {
    let mut expected = Expected::default();
    for (kind, fold) in kinds.iter().zip(folds) {
        fold.readers(&mut |id, readers| readers.rows(kind.name, id).for_each(|row| expected.expect(&row)));
    }
    let mut rows = 0;
    tx.for_each("SELECT department, subject_kind, subject_id, kind, state FROM reader", &[], |row| {
        rows += 1;
        let place = || format!("row reader/{}", key(row, &[0, 1, 2]));
        expected.take(row, place, || is_spoiled(kinds, folds, row, 1), findings);
        Ok::<_, shenguan_db::Error>(())
    })?;
    for (kind, fold) in kinds.iter().zip(folds) {
        fold.readers(&mut |id, readers| {
            for row in readers.rows(kind.name, id).filter(|row| expected.is_missing(row)) {
                let department = if let [Value::Text(department), ..] = &row { department.as_str() } else { "?" };
                findings.add("ROW_MISSING", format!("row reader/{department}/{}/{id}", kind.name));
            }
        });
    }
    Ok(rows)
}

/// Compares `task` with the states; how many rows there are.
pub(super) fn compare_tasks(
    tx: &mut Tx<'_>,
    kinds: &[Kind],
    folds: &[Box<dyn Fold>],
    findings: &mut Findings,
) -> Result<u64> {
    let mut expected = Expected::default();
    for (kind, fold) in kinds.iter().zip(folds) {
        fold.tasks(&mut |id, task| expected.expect(&task.row(kind.name, id)));
    }
    let mut rows = 0;
    let sql = "SELECT department, list, task, due_at, from_at, until_at, subject_kind, subject_id, section, officer, sender FROM task";
    tx.for_each(sql, &[], |row| {
        rows += 1;
        let place = || format!("row task/{}", key(row, &[0, 1, 7, 2]));
        expected.take(row, place, || is_spoiled(kinds, folds, row, 6), findings);
        Ok::<_, shenguan_db::Error>(())
    })?;
    for (kind, fold) in kinds.iter().zip(folds) {
        fold.tasks(&mut |id, task| {
            if expected.is_missing(&task.row(kind.name, id)) {
                let (department, list) = (task.department.as_str(), task.list.as_str());
                findings.add("ROW_MISSING", format!("row task/{department}/{list}/{id}/{}", task.task));
            }
        });
    }
    Ok(rows)
}

/// Whether the row is about a subject of which an entry could not be read; its kind and id stand from `column` on.
fn is_spoiled(kinds: &[Kind], folds: &[Box<dyn Fold>], row: &Row, column: usize) -> bool {
    let (kind, id) = (row.get::<&str>(column).unwrap_or_default(), row.get::<&str>(column + 1).unwrap_or_default());
    kinds.iter().zip(folds).any(|(known, fold)| known.name == kind && fold.is_spoiled(id))
}

fn key(row: &Row, columns: &[usize]) -> String {
    let parts = columns.iter().map(|column| row.get::<&str>(*column).unwrap_or("?"));
    parts.collect::<Vec<_>>().join("/")
}
