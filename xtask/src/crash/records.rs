//! What was promised, against what stands in the database: nothing lost, nothing twice, no gap (I-01, I-10, I-11, I-12).

use std::collections::{BTreeMap, HashMap, HashSet};

use shenguan_db::{Database, Row, Tx};

use super::deed::Promise;
use super::error::{During, Result};
use super::finding::{Finding, FindingKind};
use super::kind::{DeedKind, Series, Table};

/// Everything that one history was answered.
#[derive(Default)]
pub(super) struct Records {
    promises: Vec<Promise>,
}

/// A number as it stands in the database.
#[derive(Clone, Debug)]
struct Found {
    /// What was asked for by which it is found again.
    name: String,
    id: String,
    number: String,
}

/// What stands in the database.
#[derive(Default)]
struct Standing {
    /// The numbers of each series, by its label.
    series: BTreeMap<&'static str, Vec<Found>>,
    /// The state of every subject, by its id.
    states: HashMap<String, String>,
}

impl Records {
    pub(super) fn add(&mut self, promises: Vec<Promise>) {
        self.promises.extend(promises);
    }

    /// The idempotency keys that stand in the database: what was done, whether its client was told or not.
    pub(super) fn done_keys(url: &str) -> Result<HashSet<String>> {
        reading(url, |tx| tx.query("SELECT key FROM op_idempotency", &[])?.iter().map(|row| row.get(0)).collect())
    }

    /// Compares all of the history, not only the last round.
    pub(super) fn compare(&self, url: &str) -> Result<Vec<Finding>> {
        Ok(compare(&self.promises, &reading(url, read)?))
    }
}

/// Reads in a view of the database.
pub(super) fn reading<T>(url: &str, read: impl FnOnce(&mut Tx<'_>) -> shenguan_db::Result<T>) -> Result<T> {
    let database = Database::open(url).during("reading the url of the database")?;
    let mut connection = database.reader().during("opening the database")?;
    let mut tx = connection.begin_read().during("beginning to read the database")?;
    read(&mut tx).during("reading the database")
}

fn read(tx: &mut Tx<'_>) -> shenguan_db::Result<Standing> {
    let mut standing = Standing::default();
    for (label, series) in all_series() {
        standing.series.insert(label, numbers(tx, &series)?);
    }
    let tables: BTreeMap<&str, Table> =
        DeedKind::ALL.into_iter().map(|kind| kind.rule().table).map(|table| (table.name, table)).collect();
    for Table { name, state, .. } in tables.into_values() {
        let rows = tx.query(&format!("SELECT id, {state} FROM {name}"), &[])?;
        for row in &rows {
            standing.states.insert(row.get(0)?, row.get(1)?);
        }
    }
    Ok(standing)
}

fn numbers(tx: &mut Tx<'_>, series: &Series) -> shenguan_db::Result<Vec<Found>> {
    let Series { table, number, name, .. } = series;
    let sql = format!("SELECT {name}, id, {number} FROM {} WHERE {number} IS NOT NULL", table.name);
    let found = |row: &Row| {
        let name: Option<String> = row.get(0)?;
        Ok(Found { name: name.unwrap_or_default(), id: row.get(1)?, number: row.get(2)? })
    };
    tx.query(&sql, &[])?.iter().map(found).collect()
}

fn all_series() -> BTreeMap<&'static str, Series> {
    DeedKind::ALL.into_iter().filter_map(|kind| kind.rule().series).map(|series| (series.label, series)).collect()
}

fn compare(promises: &[Promise], standing: &Standing) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (label, rows) in &standing.series {
        let of_series = |promise: &&Promise| promise.kind.rule().series.is_some_and(|series| series.label == *label);
        findings.extend(gaps(label, rows));
        findings.extend(compare_numbers(label, promises.iter().filter(of_series), rows));
    }
    for promise in promises {
        let state = standing.states.get(&promise.id).map(String::as_str);
        if state.is_none_or(|state| !promise.kind.rule().allows(state)) {
            let what = format!("is {} in the database", state.unwrap_or("not"));
            findings.push(Finding::new(FindingKind::Lost, words(promise, &what)));
        }
    }
    findings
}

/// Each number that was promised stands there once, and none that was not.
fn compare_numbers<'a>(label: &str, promises: impl Iterator<Item = &'a Promise>, rows: &[Found]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut by_name: HashMap<&str, Vec<&Found>> = HashMap::new();
    for row in rows {
        by_name.entry(row.name.as_str()).or_default().push(row);
    }
    let mut asked_for = HashSet::new();
    for promise in promises {
        asked_for.insert(promise.name.as_str());
        let (kind, what) = match by_name.get(promise.name.as_str()).map(Vec::as_slice) {
            None => (FindingKind::Lost, "has no number in the database".to_owned()),
            Some([one]) if one.id == promise.id && one.number == promise.number => continue,
            Some([one]) => (FindingKind::Lost, format!("is {} in the database", one.number)),
            Some(many) => (FindingKind::Doubled, format!("has {} numbers in the database", many.len())),
        };
        findings.push(Finding::new(kind, words(promise, &what)));
    }
    let unasked = rows.iter().filter(|row| !asked_for.contains(row.name.as_str()));
    findings.extend(unasked.map(|row| {
        let words = format!("{label} {} ({}): is in the database, and nobody was told", row.name, row.number);
        Finding::new(FindingKind::Doubled, words)
    }));
    findings
}

/// `TS-2026-000001`, `测审函〔2026〕1号`: under each code and year the numbers are 1 to n.
fn gaps(label: &str, rows: &[Found]) -> Vec<Finding> {
    let mut runs: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for row in rows {
        let (run, place) = place_of(&row.number);
        runs.entry(run).or_default().push(place);
    }
    let broken = runs.into_iter().filter_map(|(run, mut places)| {
        places.sort_unstable();
        let (found, _) = places.iter().zip(1..).find(|(found, expected)| **found != *expected)?;
        Some(Finding::new(FindingKind::Gap, format!("{label} {run}: {} numbers, broken at {found}", places.len())))
    });
    broken.collect()
}

/// What stands before the last digits of a number, and what they say; 0 where there are none.
fn place_of(number: &str) -> (&str, u64) {
    let to_digits = number.trim_end_matches(|character: char| !character.is_ascii_digit());
    let run = to_digits.trim_end_matches(|character: char| character.is_ascii_digit());
    (run, to_digits[run.len()..].parse().unwrap_or(0))
}

fn words(promise: &Promise, what: &str) -> String {
    format!("{:?} {} ({}): {what}", promise.kind, promise.name, promise.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crash::kind::Side;
    use std::collections::BTreeSet;

    /// The number at a place of a series.
    type Number = fn(u32) -> String;

    /// A kind that takes a number, with the numbers of its series and the state that it leaves.
    const NUMBERED: [(DeedKind, Number, &str); 5] = [
        (DeedKind::Push, |place| format!("TS-2026-{place:06}"), "in_transit"),
        (DeedKind::Ask, |place| format!("SQ-2026-{place:06}"), "awaiting_reply"),
        (DeedKind::NoteCall, |place| format!("DH-2026-{place:06}"), "noted"),
        (DeedKind::Draft, |place| format!("GH-2026-{place:06}"), "drafted"),
        (DeedKind::Issue, |place| format!("测审函〔2026〕{place}号"), "issued"),
    ];

    fn found(name: &str, number: String) -> Found {
        Found { name: name.to_owned(), id: format!("id-{name}"), number }
    }

    fn promise(row: &Found, kind: DeedKind) -> Promise {
        let Found { name, id, number } = row.clone();
        Promise { kind, name, from: Side::Bureau, id, number }
    }

    fn standing(kind: DeedKind, rows: &[Found], state: &str) -> Standing {
        let label = kind.rule().series.expect("it takes a number").label;
        let states = rows.iter().map(|row| (row.id.clone(), state.to_owned())).collect();
        Standing { series: BTreeMap::from([(label, rows.to_vec())]), states }
    }

    fn kinds(promises: &[Promise], standing: &Standing) -> Vec<FindingKind> {
        compare(promises, standing).iter().map(|finding| finding.kind).collect()
    }

    #[test]
    fn every_series_is_tried_here() {
        let tried: BTreeSet<&str> =
            NUMBERED.iter().filter_map(|(kind, ..)| kind.rule().series).map(|series| series.label).collect();
        assert!(tried.iter().eq(all_series().keys()));
    }

    #[test]
    fn what_stands_as_promised_is_no_finding() {
        for (kind, number, state) in NUMBERED {
            let rows = [found("a", number(1)), found("b", number(2))];
            let promises: Vec<Promise> = rows.iter().map(|row| promise(row, kind)).collect();
            assert_eq!(kinds(&promises, &standing(kind, &rows, state)), [], "{kind:?}");
        }
    }

    #[test]
    fn each_broken_word_is_found_in_every_series() {
        use FindingKind::{Doubled, Gap, Lost};
        for (kind, number, state) in NUMBERED {
            let (a, b) = (found("a", number(1)), found("b", number(2)));
            let told = [promise(&a, kind), promise(&b, kind)];
            let of = |promises: &[Promise], rows: &[Found]| kinds(promises, &standing(kind, rows, state));
            // Its number is gone, and it is itself.
            assert_eq!(of(&told, std::slice::from_ref(&a)), [Lost, Lost], "{kind:?}");
            assert_eq!(of(&told, &[a.clone(), b.clone(), found("b", number(3))]), [Doubled], "{kind:?}");
            assert_eq!(of(&told[..1], &[a.clone(), b.clone()]), [Doubled], "{kind:?}");
            assert_eq!(of(&told[1..], std::slice::from_ref(&b)), [Gap], "{kind:?}");
            let another = Found { id: "id-b".to_owned(), ..found("b", number(1)) };
            assert_eq!(of(&told[1..], &[another]), [Lost], "{kind:?}");
        }
    }

    #[test]
    fn two_of_one_number_are_a_broken_series() {
        for (kind, number, state) in NUMBERED {
            let rows = [found("a", number(1)), found("b", number(1))];
            let promises: Vec<Promise> = rows.iter().map(|row| promise(row, kind)).collect();
            assert_eq!(kinds(&promises, &standing(kind, &rows, state)), [FindingKind::Gap], "{kind:?}");
        }
    }

    #[test]
    fn each_code_and_each_year_has_numbers_of_its_own() {
        let numbers = ["测审函〔2026〕1号", "测审函〔2026〕2号", "测审发〔2026〕1号", "测审函〔2027〕1号"];
        let rows: Vec<Found> = numbers.iter().map(|number| found(number, (*number).to_owned())).collect();
        assert_eq!(gaps("发文字号", &rows), []);
        assert_eq!(gaps("发文字号", &rows[1..]).len(), 1);
    }

    #[test]
    fn what_takes_no_number_is_found_by_the_state_that_it_leaves() {
        for kind in DeedKind::ALL.into_iter().filter(|kind| kind.rule().series.is_none()) {
            let row = found("a", "TS-2026-000001".to_owned());
            let told = [promise(&row, kind)];
            let in_state = |state: &str| Standing {
                states: HashMap::from([(row.id.clone(), state.to_owned())]),
                ..Standing::default()
            };
            for state in kind.rule().leaves {
                assert_eq!(kinds(&told, &in_state(state)), [], "{kind:?}");
            }
            assert_eq!(kinds(&told, &in_state("as before")), [FindingKind::Lost], "{kind:?}");
            assert_eq!(kinds(&told, &Standing::default()), [FindingKind::Lost], "{kind:?}");
        }
    }
}
