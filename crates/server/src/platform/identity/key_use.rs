//! When each key last called, what it last fetched of the feed, and the last time that it was told no: for 接口状态. Written down
//! once a minute at most, so that reading the feed stays a read.

use super::caller::Caller;
use super::login::Identity;
use crate::platform::clock::from_micros;
use crate::platform::error::Result;
use jiff::{SignedDuration, Timestamp};
use shenguan_db::{Tx, Value};
use shenguan_rules::party::DepartmentCode;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

/// A call, a fetch or a refusal of a key is written down again after so long.
const STEP: SignedDuration = SignedDuration::from_mins(1);

/// The use of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyUse {
    /// Its last request, to a minute.
    pub seen_at: Timestamp,
    /// When it last asked for the feed.
    pub fed_at: Option<Timestamp>,
    /// After which sequence it asked.
    pub fed_sequence: Option<i64>,
    /// When it was last refused.
    pub refused_at: Option<Timestamp>,
    /// Why: the code of the refusal.
    pub refused_code: Option<String>,
}

/// What was written down when, on this node.
#[derive(Clone, Default)]
pub(super) struct Marks(Arc<Mutex<HashMap<(String, &'static str), Timestamp>>>);

impl Marks {
    /// Whether it is time to write again; then it counts as written.
    fn is_due(&self, key: &str, what: &'static str, now: Timestamp) -> bool {
        let mut marks = self.0.lock().expect("no holder of this lock panics");
        let last = marks.get(&(key.to_owned(), what)).copied();
        let due = last.is_none_or(|last| now.duration_since(last) >= STEP);
        if due {
            marks.insert((key.to_owned(), what), now);
        }
        due
    }
}

impl Identity {
    /// A request of a key.
    pub(super) async fn mark_seen(&self, key: &str) -> Result<()> {
        self.mark(key, "seen", |_| None).await
    }

    /// A key asked for the feed after a sequence; nothing for a person.
    pub async fn mark_fed(&self, caller: &Caller, after: i64) -> Result<()> {
        let Some(key) = caller.key.as_deref() else { return Ok(()) };
        let sql = "UPDATE op_key_use SET fed_at = $1, fed_sequence = $2 WHERE key = $3";
        self.mark(key, "fed", move |now| Some((sql, vec![now.into(), after.into()]))).await
    }

    /// A request of a key was refused; nothing for a person.
    pub async fn mark_refused(&self, caller: &Caller, code: &str) -> Result<()> {
        let Some(key) = caller.key.as_deref() else { return Ok(()) };
        let sql = "UPDATE op_key_use SET refused_at = $1, refused_code = $2 WHERE key = $3";
        let code = code.to_owned();
        self.mark(key, "refused", move |now| Some((sql, vec![now.into(), code.as_str().into()]))).await
    }

    /// Writes the use down, and what more there is to say of it.
    async fn mark(
        &self,
        key: &str,
        what: &'static str,
        more: impl Fn(i64) -> Option<(&'static str, Vec<Value>)> + Send + 'static,
    ) -> Result<()> {
        if !self.marks.is_due(key, what, self.app.clock().now()) {
            return Ok(());
        }
        let key = key.to_owned();
        self.write(move |act| {
            let now = act.now().as_microsecond();
            act.tx().execute(
                "INSERT INTO op_key_use (key, seen_at) VALUES ($1, $2) \
                 ON CONFLICT (key) DO UPDATE SET seen_at = excluded.seen_at",
                vec![key.as_str().into(), now.into()],
            );
            if let Some((sql, mut values)) = more(now) {
                values.push(key.as_str().into());
                act.tx().execute(sql, values);
            }
            Ok(())
        })
        .await
    }
}

/// The use of every key that was ever used, by the key's id.
pub fn key_uses(tx: &mut Tx<'_>) -> Result<BTreeMap<String, KeyUse>> {
    let sql = "SELECT key, seen_at, fed_at, fed_sequence, refused_at, refused_code FROM op_key_use";
    let rows = tx.query(sql, &[])?;
    let used = rows.iter().map(|row| {
        let used = KeyUse {
            seen_at: from_micros(row.get(1)?),
            fed_at: row.get::<Option<i64>>(2)?.map(from_micros),
            fed_sequence: row.get(3)?,
            refused_at: row.get::<Option<i64>>(4)?.map(from_micros),
            refused_code: row.get(5)?,
        };
        Ok((row.get(0)?, used))
    });
    used.collect()
}

/// How many entries of a department's feed come after a sequence.
pub fn entries_after(tx: &mut Tx<'_>, department: &DepartmentCode, after: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM feed WHERE department = $1 AND sequence > $2";
    Ok(tx.query_one(sql, &[department.as_str().into(), after.into()])?.get(0)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_is_written_down_once_a_minute() {
        let marks = Marks::default();
        let at = |second| Timestamp::from_second(second).unwrap();
        assert!(marks.is_due("k", "seen", at(0)));
        assert!(!marks.is_due("k", "seen", at(59)));
        assert!(marks.is_due("k", "fed", at(59)), "each kind for itself");
        assert!(marks.is_due("k", "seen", at(60)));
    }
}
