//! The chain of one jurisdiction (存证链): entries 1, 2, 3 … without gap, each naming the hash of the one before.

use crate::entry::{DecodeError, Entry};
use crate::hash::{Hash, Suite, leaf_hash};

/// Checks a chain entry by entry, in the order of its sequence. After a [`Break`] it stands where it stood before.
///
/// `effective_at` is not judged: an entry may count from earlier (默认接收) or from later (a roster to come).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    jurisdiction: String,
    sequence: u64,
    hash: Hash,
    recorded_at: i64,
}

/// Where and how a chain is broken. Each names the jurisdiction and the sequence at which to look.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "jurisdiction and sequence say the place, the message says the rest")]
pub enum Break {
    /// The stored bytes have the stored hash but are no entry: they were never sealed, or by a newer program.
    #[error("{jurisdiction} {sequence}: the stored bytes cannot be read as an entry")]
    Decode { jurisdiction: String, sequence: u64, source: DecodeError },
    /// The stored bytes do not have the stored hash: one of the two was altered.
    #[error("{jurisdiction} {sequence}: the stored bytes have the hash {found}, the stored hash is {stored}")]
    Hash { jurisdiction: String, sequence: u64, stored: Hash, found: Hash },
    /// An entry of another jurisdiction's chain.
    #[error("{jurisdiction} {sequence}: the entry belongs to {found}")]
    Jurisdiction { jurisdiction: String, sequence: u64, found: String },
    /// Entries are missing, the first of them at `sequence`.
    #[error("{jurisdiction} {sequence}: the entry is missing, the next one there is {found}")]
    Gap { jurisdiction: String, sequence: u64, found: u64 },
    /// The entry at `sequence` comes again, or comes too late.
    #[error("{jurisdiction} {sequence}: the entry stands where {expected} belongs")]
    Repeated { jurisdiction: String, sequence: u64, expected: u64 },
    /// The entry names another hash than that of the entry before it: one of the two was replaced.
    #[error("{jurisdiction} {sequence}: the entry follows {found}, the one before it has the hash {expected}")]
    Previous { jurisdiction: String, sequence: u64, expected: Hash, found: Hash },
    /// The entry was recorded before the one that it follows; both in microseconds since 1970.
    #[error("{jurisdiction} {sequence}: recorded at {found} µs, the one before it at {previous} µs")]
    Time { jurisdiction: String, sequence: u64, previous: i64, found: i64 },
}

impl Chain {
    /// An empty chain; the first entry pushed must be number 1 after [`Hash::GENESIS`].
    pub fn new(jurisdiction: impl Into<String>) -> Self {
        Self::resume(jurisdiction, 0, Hash::GENESIS, i64::MIN)
    }

    /// A chain checked up to this entry: its sequence, its hash and its `recorded_at` in microseconds.
    pub fn resume(jurisdiction: impl Into<String>, sequence: u64, hash: Hash, recorded_at: i64) -> Self {
        Self { jurisdiction: jurisdiction.into(), sequence, hash, recorded_at }
    }

    /// Sequence and hash of the last entry pushed; `(0, Hash::GENESIS)` before the first. Only comparing it with a
    /// head kept elsewhere shows whether the tail is whole.
    pub const fn head(&self) -> (u64, Hash) {
        (self.sequence, self.hash)
    }

    /// The jurisdiction whose chain it is.
    pub fn jurisdiction(&self) -> &str {
        &self.jurisdiction
    }

    /// When the last entry was recorded, microseconds since 1970; none before the first.
    pub const fn recorded_at(&self) -> Option<i64> {
        if self.sequence == 0 { None } else { Some(self.recorded_at) }
    }

    /// Takes the next entry, as stored. The hash is made of `bytes` themselves, never of what was read from them.
    pub fn push<'a>(&mut self, bytes: &'a [u8], stored_hash: &Hash) -> Result<Entry<'a>, Break> {
        // The number inside the bytes may be what was altered: the place counts.
        let expected = self.sequence.saturating_add(1);
        let decoded = Entry::decode(bytes);
        // The hash speaks first, so that whatever was altered is named so even where it can no longer be read.
        let suite = decoded.as_ref().map_or(Suite::Sha256, |entry| entry.suite);
        let found = leaf_hash(suite, bytes);
        if found != *stored_hash {
            let jurisdiction = self.jurisdiction.clone();
            return Err(Break::Hash { jurisdiction, sequence: expected, stored: *stored_hash, found });
        }
        let entry = decoded.map_err(|source| {
            let jurisdiction = self.jurisdiction.clone();
            Break::Decode { jurisdiction, sequence: expected, source }
        })?;
        self.follows(&entry, expected)?;
        self.sequence = entry.sequence;
        self.hash = found;
        self.recorded_at = entry.recorded_at;
        Ok(entry)
    }

    fn follows(&self, entry: &Entry<'_>, expected: u64) -> Result<(), Break> {
        let jurisdiction = || self.jurisdiction.clone();
        let sequence = entry.sequence;
        if entry.jurisdiction != self.jurisdiction {
            let found = entry.jurisdiction.to_string();
            return Err(Break::Jurisdiction { jurisdiction: jurisdiction(), sequence: expected, found });
        }
        if sequence > expected {
            return Err(Break::Gap { jurisdiction: jurisdiction(), sequence: expected, found: sequence });
        }
        if sequence < expected {
            return Err(Break::Repeated { jurisdiction: jurisdiction(), sequence, expected });
        }
        if entry.previous != self.hash {
            let (expected, found) = (self.hash, entry.previous);
            return Err(Break::Previous { jurisdiction: jurisdiction(), sequence, expected, found });
        }
        if entry.recorded_at < self.recorded_at {
            let (previous, found) = (self.recorded_at, entry.recorded_at);
            return Err(Break::Time { jurisdiction: jurisdiction(), sequence, previous, found });
        }
        Ok(())
    }
}

impl Break {
    /// A stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Decode { .. } => "LEDGER_ENTRY_UNREADABLE",
            Self::Hash { .. } => "LEDGER_HASH_DIFFERS",
            Self::Jurisdiction { .. } => "LEDGER_JURISDICTION_DIFFERS",
            Self::Gap { .. } => "LEDGER_ENTRY_MISSING",
            Self::Repeated { .. } => "LEDGER_ENTRY_REPEATED",
            Self::Previous { .. } => "LEDGER_PREVIOUS_DIFFERS",
            Self::Time { .. } => "LEDGER_TIME_RUNS_BACK",
        }
    }

    /// The jurisdiction whose chain is broken, and the sequence of the entry at which to look.
    pub fn place(&self) -> (&str, u64) {
        match self {
            Self::Decode { jurisdiction, sequence, .. }
            | Self::Hash { jurisdiction, sequence, .. }
            | Self::Jurisdiction { jurisdiction, sequence, .. }
            | Self::Gap { jurisdiction, sequence, .. }
            | Self::Repeated { jurisdiction, sequence, .. }
            | Self::Previous { jurisdiction, sequence, .. }
            | Self::Time { jurisdiction, sequence, .. } => (jurisdiction, *sequence),
        }
    }
}
