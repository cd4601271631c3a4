//! What was promised, against what stands in the database: nothing lost, nothing twice, no gap (I-01, I-10, I-11, I-12).

use std::collections::{HashMap, HashSet};

use shenguan_db::Database;

use super::deed::{DeedKind, Promise};
use super::error::{During, Result};
use super::finding::{Finding, FindingKind};

const ROWS: &str = "SELECT kind, case_number, document_number, in_reply_to, id, number, state FROM transmittal";

/// Everything that one history was answered.
#[derive(Default)]
pub(super) struct Records {
    promises: Vec<Promise>,
}

/// A transmittal as it stands in the database.
#[derive(Clone, Debug)]
struct Found {
    kind: DeedKind,
    /// Case or document number, or what it answers.
    name: String,
    id: String,
    number: String,
    state: String,
}

impl Records {
    pub(super) fn add(&mut self, promises: Vec<Promise>) {
        self.promises.extend(promises);
    }

    /// The idempotency keys that stand in the database: what was done, whether its client was told or not.
    pub(super) fn done_keys(url: &str) -> Result<HashSet<String>> {
        let database = Database::open(url).during("reading the url of the database")?;
        let mut connection = database.reader().during("opening the database")?;
        let mut tx = connection.begin_read().during("reading the database")?;
        let rows = tx.query("SELECT key FROM op_idempotency", &[]).during("reading the keys")?;
        rows.iter().map(|row| row.get(0)).collect::<shenguan_db::Result<_>>().during("reading a key")
    }

    /// Compares all of the history, not only the last round.
    pub(super) fn compare(&self, url: &str) -> Result<Vec<Finding>> {
        Ok(compare(&self.promises, &read(url)?))
    }
}

fn read(url: &str) -> Result<Vec<Found>> {
    let database = Database::open(url).during("reading the url of the database")?;
    let mut connection = database.reader().during("opening the database")?;
    let mut tx = connection.begin_read().during("reading the database")?;
    let rows = tx.query(ROWS, &[]).during("reading the transmittals")?;
    let found = |row: &shenguan_db::Row| -> shenguan_db::Result<Found> {
        let (kind, column) = match row.get::<&str>(0)? {
            "penalty_decision" => (DeedKind::Penalty, 2),
            "disposition" => (DeedKind::Reply, 3),
            _ => (DeedKind::Push, 1),
        };
        Ok(Found {
            kind,
            name: row.get::<Option<String>>(column)?.unwrap_or_default(),
            id: row.get(4)?,
            number: row.get(5)?,
            state: row.get(6)?,
        })
    };
    rows.iter().map(found).collect::<shenguan_db::Result<_>>().during("reading a transmittal")
}

fn compare(promises: &[Promise], rows: &[Found]) -> Vec<Finding> {
    let mut findings = gaps(rows);
    let mut by_name: HashMap<(&str, DeedKind), Vec<&Found>> = HashMap::new();
    for row in rows {
        by_name.entry((row.name.as_str(), row.kind)).or_default().push(row);
    }
    let by_id: HashMap<&str, &Found> = rows.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut asked_for = HashSet::new();
    for promise in promises {
        let words = |what: &str| format!("{:?} {} ({}): {what}", promise.kind, promise.name, promise.number);
        if promise.kind == DeedKind::Acknowledge {
            if by_id.get(promise.id.as_str()).is_none_or(|row| row.state != "acknowledged") {
                findings.push(Finding::new(FindingKind::Lost, words("is not acknowledged in the database")));
            }
            continue;
        }
        let place = (promise.name.as_str(), promise.kind);
        asked_for.insert(place);
        match by_name.get(&place).map(Vec::as_slice) {
            None => findings.push(Finding::new(FindingKind::Lost, words("is not in the database"))),
            Some([one]) if one.id == promise.id && one.number == promise.number => {}
            Some([_]) => findings.push(Finding::new(FindingKind::Lost, words("is another one in the database"))),
            Some(many) => {
                let what = format!("is {} times in the database", many.len());
                findings.push(Finding::new(FindingKind::Doubled, words(&what)));
            }
        }
    }
    let unasked = rows.iter().filter(|row| !asked_for.contains(&(row.name.as_str(), row.kind)));
    findings.extend(unasked.map(|row| {
        let words = format!("{:?} {} ({}): is in the database, and nobody was told", row.kind, row.name, row.number);
        Finding::new(FindingKind::Doubled, words)
    }));
    findings
}

/// `TS-2026-000001`: each year's numbers are 1 to n.
fn gaps(rows: &[Found]) -> Vec<Finding> {
    let mut series: HashMap<&str, Vec<u64>> = HashMap::new();
    for row in rows {
        if let Some((year, place)) = row.number.rsplit_once('-') {
            series.entry(year).or_default().push(place.parse().unwrap_or(0));
        }
    }
    let broken = series.into_iter().filter_map(|(year, mut places)| {
        places.sort_unstable();
        let (found, _) = places.iter().zip(1..).find(|(found, expected)| **found != *expected)?;
        Some(Finding::new(FindingKind::Gap, format!("{year}: {} numbers, broken at {found}", places.len())))
    });
    broken.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, place: u32) -> Found {
        Found {
            kind: DeedKind::Push,
            name: name.to_owned(),
            id: format!("id-{name}"),
            number: format!("TS-2026-{place:06}"),
            state: "in_transit".to_owned(),
        }
    }

    fn promise(row: &Found, kind: DeedKind) -> Promise {
        Promise { kind, name: row.name.clone(), id: row.id.clone(), number: row.number.clone() }
    }

    fn kinds(promises: &[Promise], rows: &[Found]) -> Vec<FindingKind> {
        compare(promises, rows).iter().map(|finding| finding.kind).collect()
    }

    #[test]
    fn what_stands_as_promised_is_no_finding() {
        let rows = [found("a", 1), found("b", 2)];
        let promises: Vec<Promise> = rows.iter().map(|row| promise(row, DeedKind::Push)).collect();
        assert_eq!(kinds(&promises, &rows), []);
    }

    #[test]
    fn each_broken_word_is_found() {
        use FindingKind::{Doubled, Gap, Lost};
        let (a, b) = (found("a", 1), found("b", 2));
        let told = [promise(&a, DeedKind::Push), promise(&b, DeedKind::Push)];
        assert_eq!(kinds(&told, std::slice::from_ref(&a)), [Lost]);
        assert_eq!(kinds(&told, &[a.clone(), b.clone(), found("b", 3)]), [Doubled]);
        assert_eq!(kinds(&told[..1], &[a.clone(), b.clone()]), [Doubled]);
        assert_eq!(kinds(&told[1..], std::slice::from_ref(&b)), [Gap]);
        assert_eq!(kinds(&[promise(&a, DeedKind::Push), promise(&a, DeedKind::Acknowledge)], &[a]), [Lost]);
    }
}
