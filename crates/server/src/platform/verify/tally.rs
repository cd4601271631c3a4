//! The counts that are kept: equal to counting the states anew.

use super::kind::Fold;
use super::report::Findings;
use crate::platform::error::Result;
use shenguan_db::{Tx, Value};
use std::collections::BTreeMap;

/// Compares `tally` with the states, in both directions; how many rows there are.
pub(super) fn compare(tx: &mut Tx<'_>, folds: &[Box<dyn Fold>], findings: &mut Findings) -> Result<u64> {
    // Of a spoiled subject nothing is known, so any count may be right; that it is spoiled has been said.
    let is_known = !folds.iter().any(|fold| fold.has_spoiled());
    let mut expected: BTreeMap<Vec<String>, i64> = BTreeMap::new();
    for fold in folds {
        fold.counted(&mut |counted| *expected.entry(key(&counted.row(0))).or_default() += 1);
    }
    let mut rows = 0;
    let sql = "SELECT department, direction, pushed_on, standing, count FROM tally";
    tx.for_each(sql, &[], |row| {
        rows += 1;
        let key = key(row.values());
        let place = format!("row tally/{}", key.join("/"));
        match (expected.remove(&key), row.get::<i64>(4)?) {
            _ if !is_known => {}
            (None, _) => findings.add("ROW_WITHOUT_ENTRY", place),
            (Some(expected), found) if expected != found => {
                findings.add("COLUMN_DIFFERS", format!("{place} column count"));
            }
            (Some(_), _) => {}
        }
        Ok::<_, shenguan_db::Error>(())
    })?;
    for key in expected.keys().filter(|_| is_known) {
        findings.add("ROW_MISSING", format!("row tally/{}", key.join("/")));
    }
    Ok(rows)
}

/// The first four columns, as `verify` names a row by them.
fn key(row: &[Value]) -> Vec<String> {
    let word = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        _ => "?".to_owned(),
    };
    row.iter().take(4).map(word).collect()
}
