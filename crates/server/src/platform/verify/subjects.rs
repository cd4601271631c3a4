//! All subjects of one kind: folded from the ledger, then compared with their table.

use super::derived::parties_fingerprint;
use super::kind::{Fold, Told};
use super::law::{Law, Seen};
use super::report::Findings;
use crate::platform::clock::from_micros;
use crate::platform::error::Result;
use crate::platform::stored::{Counted, Readers, Stored, Task};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_db::{Row, Tx, Value};
use std::any::Any;
use std::collections::HashMap;

/// The subjects, in the order of their first entries.
pub(super) struct Subjects<S> {
    places: HashMap<Box<str>, usize>,
    folded: Vec<Folded<S>>,
}

struct Folded<S> {
    id: Box<str>,
    version: u64,
    /// None once an entry could not be read or applied: that was reported, and nothing more can be said.
    state: Option<S>,
    content_columns: Option<Box<[Value]>>,
    has_row: bool,
}

impl<S> Default for Subjects<S> {
    fn default() -> Self {
        Self { places: HashMap::new(), folded: Vec::new() }
    }
}

impl<S: Stored> Subjects<S>
where
    S::Event: Serialize + DeserializeOwned,
{
    pub(super) fn states(&self) -> impl Iterator<Item = (&str, &S)> {
        self.folded.iter().filter_map(|folded| Some((&*folded.id, folded.state.as_ref()?)))
    }

    /// The subject's place, and whether it is new.
    fn place(&mut self, id: &str) -> (usize, bool) {
        if let Some(place) = self.places.get(id) {
            return (*place, false);
        }
        let place = self.folded.len();
        self.places.insert(id.into(), place);
        let id = id.into();
        self.folded.push(Folded { id, version: 0, state: None, content_columns: None, has_row: false });
        (place, true)
    }

    /// Why the entry cannot be applied, or its event.
    fn read(folded: &Folded<S>, is_new: bool, told: &Told) -> Result<S::Event, &'static str> {
        if told.version != folded.version + 1 {
            return Err("SUBJECT_VERSION_DIFFERS");
        }
        let event: S::Event = serde_json::from_slice(&told.event).map_err(|_unreadable| "EVENT_UNREADABLE")?;
        if !is_new && folded.state.is_none() {
            return Err("EVENT_WITHOUT_SUBJECT");
        }
        let effective_at = S::effective_at(&event).map_or(told.recorded_at, jiff::Timestamp::as_microsecond);
        if effective_at == told.effective_at { Ok(event) } else { Err("EFFECTIVE_AT_DIFFERS") }
    }

    fn compare_row(&mut self, row: &Row, findings: &mut Findings) {
        let (id, rest) = match row.values() {
            [Value::Text(id), rest @ ..] => (id.as_str(), rest),
            _ => return findings.add("ROW_UNREADABLE", format!("row {}/? column id", S::KIND)),
        };
        let place = |column: &str| format!("row {}/{id} column {column}", S::KIND);
        let Some(folded) = self.places.get(id).map(|place| &mut self.folded[*place]) else {
            return findings.add("ROW_WITHOUT_ENTRIES", format!("row {}/{id}", S::KIND));
        };
        if std::mem::replace(&mut folded.has_row, true) {
            return findings.add("ROW_REPEATED", format!("row {}/{id}", S::KIND));
        }
        let Some(state) = &folded.state else { return };
        let fold = serde_json::to_string(state).unwrap_or_default();
        let version = i64::try_from(folded.version).unwrap_or(i64::MAX);
        let mut expected = vec![Value::Int(version), Value::Text(fold)];
        expected.extend(state.state_columns());
        let names = ["version", "fold"].into_iter().chain(S::STATE_COLUMNS.iter().copied());
        let (of_state, of_content) = rest.split_at(expected.len().min(rest.len()));
        for ((name, expected), found) in names.zip(&expected).zip(of_state) {
            if !same(expected, found) {
                findings.differs("COLUMN_DIFFERS", place(name), &shown(expected), &shown(found));
            }
        }
        let expected = match &folded.content_columns {
            Some(columns) => columns.to_vec(),
            None => state.content_columns(None),
        };
        for ((name, expected), found) in S::CONTENT_COLUMNS.iter().zip(&expected).zip(of_content) {
            if !same(expected, found) {
                // Names of people and firms stay out of reports.
                findings.add("COLUMN_DIFFERS", place(name));
            }
        }
    }
}

impl<S: Stored + Send + 'static> Fold for Subjects<S>
where
    S::Event: Serialize + DeserializeOwned + 'static,
{
    fn take(&mut self, told: &Told, jurisdiction: &str, laws: &mut [Box<dyn Law>], findings: &mut Findings) {
        let (place, is_new) = self.place(&told.id);
        let folded = &mut self.folded[place];
        if !is_new && folded.state.is_none() {
            return;
        }
        let at = || format!("entry {jurisdiction}/{}", told.sequence);
        let event = match Self::read(folded, is_new, told) {
            Ok(event) => event,
            Err(code) => {
                findings.add(code, at());
                folded.state = None;
                return;
            }
        };
        let seen = Seen {
            jurisdiction,
            actor: &told.actor,
            event: &event,
            before: folded.state.as_ref().map(|state| state as &dyn Any),
            sequence: told.sequence,
            id: &told.id,
            recorded_at: from_micros(told.recorded_at),
        };
        for law in laws.iter_mut() {
            law.see(&seen, findings);
        }
        folded.state = S::apply(folded.state.take(), &event);
        folded.version = told.version;
        match &folded.state {
            None => findings.add("EVENT_WITHOUT_SUBJECT", at()),
            Some(state) => {
                let readers = state.readers();
                if parties_fingerprint(readers.iter().map(shenguan_rules::party::DepartmentCode::as_str))
                    != told.parties
                {
                    findings.add("PARTIES_DIFFER", at());
                }
            }
        }
    }

    fn spoil(&mut self, id: &str) {
        let (place, _) = self.place(id);
        self.folded[place].state = None;
    }

    fn is_spoiled(&self, id: &str) -> bool {
        self.places.get(id).is_some_and(|place| self.folded[*place].state.is_none())
    }

    fn has_spoiled(&self) -> bool {
        self.folded.iter().any(|folded| folded.state.is_none())
    }

    fn count(&self) -> u64 {
        self.folded.len() as u64
    }

    fn wanted(&self, want: &mut dyn FnMut(String, usize)) {
        if S::CONTENT_COLUMNS.is_empty() {
            return;
        }
        for (place, folded) in self.folded.iter().enumerate() {
            if let Some(digest) = folded.state.as_ref().and_then(Stored::content_digest) {
                want(digest, place);
            }
        }
    }

    fn lay(&mut self, place: usize, body: &serde_json::Value) {
        if let Some(folded) = self.folded.get_mut(place)
            && let Some(state) = &folded.state
        {
            folded.content_columns = Some(state.content_columns(Some(body)).into());
        }
    }

    fn compare(&mut self, tx: &mut Tx<'_>, findings: &mut Findings) -> Result<u64> {
        let columns = S::STATE_COLUMNS.iter().chain(S::CONTENT_COLUMNS).copied();
        let names: Vec<&str> = ["id", "version", "fold"].into_iter().chain(columns).collect();
        let mut rows = 0;
        tx.for_each(&format!("SELECT {} FROM {}", names.join(", "), S::KIND), &[], |row| {
            rows += 1;
            self.compare_row(row, findings);
            Ok::<_, shenguan_db::Error>(())
        })?;
        for folded in self.folded.iter().filter(|folded| !folded.has_row) {
            findings.add("ROW_MISSING", format!("row {}/{}", S::KIND, folded.id));
        }
        Ok(rows)
    }

    fn readers(&self, each: &mut dyn FnMut(&str, &Readers)) {
        for (id, state) in self.states() {
            each(id, &Readers::of(state));
        }
    }

    fn tasks(&self, each: &mut dyn FnMut(&str, &Task)) {
        for (id, state) in self.states() {
            state.tasks().iter().for_each(|task| each(id, task));
        }
    }

    fn counted(&self, each: &mut dyn FnMut(Counted)) {
        self.states().flat_map(|(_, state)| state.counted()).for_each(&mut *each);
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// SQLite gives booleans back as 0 and 1.
fn same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Bool(flag), Value::Int(number)) => i64::from(*flag) == *number,
        _ => expected == found,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::from("null"),
        Value::Text(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Bytes(bytes) => hex::encode(bytes),
        Value::Bool(flag) => flag.to_string(),
    }
}
