//! The chain, entry by entry, on this thread; the fold of what passed, on another.

use super::derived::{Feed, parties_fingerprint};
use super::kind::{Fold, Kind, Told};
use super::law::Law;
use super::report::Findings;
use crate::platform::error::Result;
use shenguan_db::{Row, Tx, Value};
use shenguan_ledger::{Break, Chain, Entry, Hash};
use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;

/// So many entries go to the fold at once.
const BATCH_ENTRIES: usize = 256;
/// So many batches may wait for it.
const BATCHES_MAX: usize = 16;

/// What stands in `ledger_head`.
pub(super) struct Head {
    pub(super) jurisdiction: String,
    sequence: i64,
    hash: Vec<u8>,
    recorded_at: i64,
    directory_sequence: i64,
}

/// What the entries give.
pub(super) struct Folded {
    pub(super) entries: u64,
    pub(super) recorded_at: i64,
    /// Digest of each content and the entry that names it.
    pub(super) contents: HashMap<Hash, u64>,
    pub(super) feed: Feed,
    pub(super) folds: Vec<Box<dyn Fold>>,
    pub(super) laws: Vec<Box<dyn Law>>,
}

/// The heads that there are.
pub(super) fn heads(tx: &mut Tx<'_>) -> Result<Vec<Head>> {
    let rows = tx.query(
        "SELECT jurisdiction, sequence, hash, recorded_at, directory_sequence FROM ledger_head ORDER BY jurisdiction",
        &[],
    )?;
    let heads = rows.iter().map(|row| {
        Ok(Head {
            jurisdiction: row.get(0)?,
            sequence: row.get(1)?,
            hash: row.get(2)?,
            recorded_at: row.get(3)?,
            directory_sequence: row.get(4)?,
        })
    });
    heads.collect()
}

/// Checks the chain and folds it.
pub(super) fn read(
    tx: &mut Tx<'_>,
    head: &Head,
    kinds: &[Kind],
    laws: Vec<Box<dyn Law>>,
    findings: &mut Findings,
) -> Result<Folded> {
    let (batches, waiting) = mpsc::sync_channel::<Vec<Step>>(BATCHES_MAX);
    thread::scope(|scope| {
        let folding = scope.spawn(|| fold(&head.jurisdiction, kinds, laws, waiting));
        let mut walk = Walk::new(head, kinds, batches, findings);
        let walked = tx.for_each(
            "SELECT jurisdiction, sequence, hash, subject_kind, subject_id, recorded_at, bytes FROM ledger_entry \
             ORDER BY jurisdiction, sequence",
            &[],
            |row| {
                walk.entry(row);
                Ok::<_, shenguan_db::Error>(())
            },
        );
        walk.flush();
        let Walk { chain, entries, contents, feed, directory_sequence, batches, .. } = walk;
        drop(batches);
        let (folds, laws, found) = folding.join().expect("folding does not panic: apply is total");
        findings.join(found);
        walked?;
        compare_head(head, &chain, directory_sequence, findings);
        Ok(Folded { entries, recorded_at: chain.recorded_at().unwrap_or(0), contents, feed, folds, laws })
    })
}

/// What the folding thread is told.
enum Step {
    Entry(Told),
    /// An entry of that subject could not be read.
    Spoiled(usize, String),
}

type Outcome = (Vec<Box<dyn Fold>>, Vec<Box<dyn Law>>, Findings);

fn fold(
    jurisdiction: &str,
    kinds: &[Kind],
    mut laws: Vec<Box<dyn Law>>,
    waiting: mpsc::Receiver<Vec<Step>>,
) -> Outcome {
    let mut folds: Vec<Box<dyn Fold>> = kinds.iter().map(|kind| (kind.fold)()).collect();
    let mut findings = Findings::default();
    for step in waiting.into_iter().flatten() {
        match step {
            Step::Entry(told) => folds[told.kind].take(&told, jurisdiction, &mut laws, &mut findings),
            Step::Spoiled(kind, id) => folds[kind].spoil(&id),
        }
    }
    (folds, laws, findings)
}

/// The state of the walk along the chain.
struct Walk<'a> {
    chain: Chain,
    kinds: &'a [Kind],
    batch: Vec<Step>,
    batches: mpsc::SyncSender<Vec<Step>>,
    findings: &'a mut Findings,
    entries: u64,
    contents: HashMap<Hash, u64>,
    feed: Feed,
    directory_sequence: u64,
}

/// The columns of an entry.
struct Columns<'r> {
    jurisdiction: &'r str,
    sequence: u64,
    hash: Hash,
    kind: &'r str,
    id: &'r str,
    recorded_at: i64,
    bytes: &'r [u8],
}

impl<'a> Walk<'a> {
    fn new(head: &Head, kinds: &'a [Kind], batches: mpsc::SyncSender<Vec<Step>>, findings: &'a mut Findings) -> Self {
        Self {
            chain: Chain::new(&head.jurisdiction),
            kinds,
            batch: Vec::with_capacity(BATCH_ENTRIES),
            batches,
            findings,
            entries: 0,
            contents: HashMap::new(),
            feed: Feed::default(),
            directory_sequence: 0,
        }
    }

    fn entry(&mut self, row: &Row) {
        let Some(columns) = columns(row) else {
            let (sequence, _) = self.chain.head();
            let place = format!("entry {}/{}", self.chain.jurisdiction(), sequence + 1);
            return self.findings.add("ENTRY_COLUMNS_UNREADABLE", place);
        };
        let place = || format!("entry {}/{}", columns.jurisdiction, columns.sequence);
        if columns.jurisdiction != self.chain.jurisdiction() {
            return self.findings.add("ENTRY_OF_ANOTHER_CHAIN", place());
        }
        self.entries += 1;
        let pushed = match self.chain.push(columns.bytes, &columns.hash) {
            Err(at @ (Break::Gap { .. } | Break::Previous { .. } | Break::Time { .. })) => {
                // What is missing or replaced is reported; the entry itself is sound, so the walk goes on from it.
                self.broken(&at);
                let recorded_at = Entry::decode(columns.bytes).map_or(i64::MIN, |entry| entry.recorded_at);
                self.resume(&columns, recorded_at);
                Entry::decode(columns.bytes).map_err(|_unreadable| None)
            }
            Err(at) => Err(Some(at)),
            Ok(entry) => Ok(entry),
        };
        match pushed {
            Ok(entry) => {
                self.compare(&columns, &entry);
                self.tell(&entry);
            }
            Err(at) => {
                if let Some(at) = &at {
                    self.broken(at);
                }
                if at.as_ref().is_some_and(|at| at.place().1 != columns.sequence) {
                    self.findings.add("ENTRY_OUT_OF_PLACE", place());
                }
                self.resume(&columns, columns.recorded_at);
                if let Some(kind) = self.kinds.iter().position(|kind| kind.name == columns.kind) {
                    self.step(Step::Spoiled(kind, columns.id.to_owned()));
                }
            }
        }
    }

    fn broken(&mut self, at: &Break) {
        let (jurisdiction, sequence) = at.place();
        self.findings.differs(at.code(), format!("entry {jurisdiction}/{sequence}"), "", &at.to_string());
    }

    /// Goes on after an entry that broke the chain, as if it were what its columns say.
    fn resume(&mut self, columns: &Columns<'_>, recorded_at: i64) {
        self.chain = Chain::resume(columns.jurisdiction, columns.sequence, columns.hash, recorded_at);
    }

    fn compare(&mut self, columns: &Columns<'_>, entry: &Entry<'_>) {
        let place = |column: &str| format!("entry {}/{} column {column}", columns.jurisdiction, columns.sequence);
        if columns.sequence != entry.sequence {
            let (expected, found) = (entry.sequence.to_string(), columns.sequence.to_string());
            self.findings.differs("COLUMN_DIFFERS", place("sequence"), &expected, &found);
        }
        for (name, expected, found) in
            [("subject_kind", &entry.subject_kind, columns.kind), ("subject_id", &entry.subject_id, columns.id)]
        {
            if expected != found {
                self.findings.differs("COLUMN_DIFFERS", place(name), expected, found);
            }
        }
        if columns.recorded_at != entry.recorded_at {
            let (expected, found) = (entry.recorded_at.to_string(), columns.recorded_at.to_string());
            self.findings.differs("COLUMN_DIFFERS", place("recorded_at"), &expected, &found);
        }
    }

    fn tell(&mut self, entry: &Entry<'_>) {
        let place = || format!("entry {}/{}", entry.jurisdiction, entry.sequence);
        for digest in &entry.contents {
            if self.contents.insert(*digest.as_hash(), entry.sequence).is_some() {
                self.findings.add("CONTENT_NAMED_TWICE", place());
            }
        }
        self.feed.expect(entry);
        let Some(kind) = self.kinds.iter().position(|kind| kind.name == entry.subject_kind) else {
            return self.findings.differs("SUBJECT_KIND_UNKNOWN", place(), "", &entry.subject_kind);
        };
        if self.kinds[kind].in_directory {
            self.directory_sequence = entry.sequence;
        }
        // The tag stands first in every event, so it need not be parsed to be compared.
        let tag = entry.event.get().strip_prefix(r#"{"event":""#);
        if !tag.and_then(|rest| rest.strip_prefix(&*entry.act)).is_some_and(|rest| rest.starts_with('"')) {
            self.findings.add("ACT_DIFFERS", place());
        }
        self.step(Step::Entry(Told {
            sequence: entry.sequence,
            kind,
            id: entry.subject_id.clone().into_owned(),
            version: entry.subject_version,
            recorded_at: entry.recorded_at,
            effective_at: entry.effective_at,
            actor: entry.actor.get().as_bytes().into(),
            event: entry.event.get().as_bytes().into(),
            parties: parties_fingerprint(entry.parties.iter().map(|party| &**party)),
        }));
    }

    fn step(&mut self, step: Step) {
        self.batch.push(step);
        if self.batch.len() == BATCH_ENTRIES {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH_ENTRIES));
        // Where the folding thread is gone its panic is passed on when it is joined.
        let _ = self.batches.send(batch);
    }
}

fn columns(row: &Row) -> Option<Columns<'_>> {
    let [
        Value::Text(jurisdiction),
        Value::Int(sequence),
        Value::Bytes(hash),
        Value::Text(kind),
        Value::Text(id),
        Value::Int(recorded_at),
        Value::Bytes(bytes),
    ] = row.values()
    else {
        return None;
    };
    let sequence = u64::try_from(*sequence).ok()?;
    let hash = Hash::try_from(hash.as_slice()).ok()?;
    Some(Columns { jurisdiction, sequence, hash, kind, id, recorded_at: *recorded_at, bytes })
}

fn compare_head(head: &Head, chain: &Chain, directory_sequence: u64, findings: &mut Findings) {
    let place = |column: &str| format!("row ledger_head/{} column {column}", head.jurisdiction);
    let (sequence, hash) = chain.head();
    let numbers = [
        ("sequence", i64::try_from(sequence).unwrap_or(i64::MAX), head.sequence),
        ("recorded_at", chain.recorded_at().unwrap_or(0), head.recorded_at),
        ("directory_sequence", i64::try_from(directory_sequence).unwrap_or(i64::MAX), head.directory_sequence),
    ];
    for (name, expected, found) in numbers {
        if expected != found {
            findings.differs("HEAD_DIFFERS", place(name), &expected.to_string(), &found.to_string());
        }
    }
    if hash.as_bytes().as_slice() != head.hash {
        findings.differs("HEAD_DIFFERS", place("hash"), &hash.to_string(), &hex::encode(&head.hash));
    }
}
