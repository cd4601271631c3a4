//! What came onto 待办 after a page was made.

use super::super::kind::Desk;
use super::tasks::{TaskFilter, task_conditions};
use crate::platform::error::{Error, Result};
use crate::platform::query::Query;
use jiff::Timestamp;
use shenguan_db::Tx;
use shenguan_ledger::Entry;
use shenguan_rules::subject::Actor;
use std::collections::BTreeSet;

/// So many entries are looked at; whoever was away for longer is told of so many.
const ENTRIES_MAX: usize = 500;

/// How many items others brought onto the list of a filter after that sequence of the department's feed.
pub(crate) fn arrived(
    tx: &mut Tx<'_>,
    now: Timestamp,
    jurisdiction: &str,
    desk: Desk,
    filter: &TaskFilter,
    after: i64,
) -> Result<u64> {
    let mut query = Query::new(
        "SELECT DISTINCT f.subject_id, f.sequence, e.bytes FROM feed f \
         JOIN task k ON k.subject_id = f.subject_id \
         JOIN ledger_entry e ON e.sequence = f.sequence WHERE ",
    );
    query.push(
        "f.department = ? AND f.sequence > ? AND e.jurisdiction = ? AND ",
        [filter.department.as_str().into(), after.into(), jurisdiction.into()],
    );
    task_conditions(&mut query, now, filter);
    query.push(" ORDER BY f.sequence", []).limit(ENTRIES_MAX);
    let mut items = BTreeSet::new();
    for row in query.run(tx)? {
        let bytes: Vec<u8> = row.get(2)?;
        let entry = Entry::decode(&bytes).map_err(Error::fault)?;
        let actor: Actor = serde_json::from_str(entry.actor.get())?;
        let is_own = actor.department() == Some(&filter.department);
        if !is_own && desk.kind(&entry.subject_kind)?.arrivals().contains(&entry.act.as_ref()) {
            items.insert(row.get::<String>(0)?);
        }
    }
    Ok(u64::try_from(items.len()).unwrap_or(u64::MAX))
}
