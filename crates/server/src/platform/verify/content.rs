//! The content beside the ledger: each by its salted digest, each named by an entry, each entry's there.

use super::kind::Fold;
use super::report::Findings;
use crate::platform::error::Result;
use shenguan_db::{Row, Tx, Value};
use shenguan_ledger::{ContentDigest, Hash};
use std::collections::HashMap;

/// Compares `content` with what the entries name, and lays it before the subjects whose columns are made of it.
pub(super) fn compare(
    tx: &mut Tx<'_>,
    jurisdiction: &str,
    folds: &mut [Box<dyn Fold>],
    mut named: HashMap<Hash, u64>,
    findings: &mut Findings,
) -> Result<u64> {
    let mut wanted: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (kind, fold) in folds.iter().enumerate() {
        fold.wanted(&mut |digest, place| wanted.entry(digest).or_default().push((kind, place)));
    }
    let mut contents = 0;
    tx.for_each("SELECT digest, sequence, salt, body FROM content", &[], |row| {
        contents += 1;
        if let Some((digest, body)) = check(row, &mut named, findings)
            && let Some(places) = wanted.get(digest)
            && let Ok(body) = serde_json::from_str(body)
        {
            for (kind, place) in places {
                folds[*kind].lay(*place, &body);
            }
        }
        Ok::<_, shenguan_db::Error>(())
    })?;
    let mut missing: Vec<(u64, Hash)> = named.into_iter().map(|(digest, sequence)| (sequence, digest)).collect();
    missing.sort_unstable();
    for (sequence, digest) in missing {
        // An erased content would be named by an entry that says so; there is no act yet that erases.
        findings.add("CONTENT_MISSING", format!("row content/{digest}, named by entry {jurisdiction}/{sequence}"));
    }
    Ok(contents)
}

/// The digest and the body of a row that is what its entry names.
fn check<'r>(row: &'r Row, named: &mut HashMap<Hash, u64>, findings: &mut Findings) -> Option<(&'r str, &'r str)> {
    let [Value::Text(digest), Value::Int(sequence), Value::Bytes(salt), Value::Text(body)] = row.values() else {
        findings.add("ROW_UNREADABLE", format!("row content/{}", row.get::<&str>(0).unwrap_or("?")));
        return None;
    };
    let place = |column: &str| format!("row content/{digest} column {column}");
    let Some(entry) = digest.parse::<Hash>().ok().and_then(|digest| named.remove(&digest)) else {
        findings.add("CONTENT_WITHOUT_ENTRY", format!("row content/{digest}"));
        return None;
    };
    if i64::try_from(entry) != Ok(*sequence) {
        findings.differs("COLUMN_DIFFERS", place("sequence"), &entry.to_string(), &sequence.to_string());
    }
    let Ok(salt) = salt.as_slice().try_into() else {
        findings.add("CONTENT_DIFFERS", place("salt"));
        return None;
    };
    let found = ContentDigest::of(salt, body.as_bytes()).to_string();
    if found != *digest {
        findings.differs("CONTENT_DIFFERS", place("body"), digest, &found);
        return None;
    }
    Some((digest, body))
}
