//! Faults put in on purpose, so that the crash harness can show that it would notice them. Absent from every build
//! without the feature `mutants`: `is_on` is then a constant.

use crate::platform::error::Result;
use shenguan_db::{Connection, Value};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Between the two transactions of [`Mutant::EntryOutsideTransaction`]; else a kill would have to hit some hundred microseconds.
const STRAYED_PAUSE: Duration = Duration::from_millis(5);
/// So many numbers at once draws [`Mutant::NumbersDrawnAhead`].
const DRAWN_AT_ONCE: i64 = 10;
/// The last number that this process gave, by series, where numbers are drawn ahead.
static GIVEN: Mutex<BTreeMap<String, i64>> = Mutex::new(BTreeMap::new());

/// A fault that a harness must catch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// The answer goes out before the commit.
    AnswerBeforeCommit,
    /// The idempotency key is not stored.
    KeyNotStored,
    /// The ledger entry is written outside the transaction of its act.
    EntryOutsideTransaction,
    /// Numbers are drawn ahead of the acts that take them, as a sequence with a cache does; a kill loses the rest.
    NumbersDrawnAhead,
}

impl Mutant {
    /// The name by which `SHENGUAN_MUTANT` asks for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AnswerBeforeCommit => "answer-before-commit",
            Self::KeyNotStored => "key-not-stored",
            Self::EntryOutsideTransaction => "entry-outside-transaction",
            Self::NumbersDrawnAhead => "numbers-drawn-ahead",
        }
    }

    /// Whether this build was asked to make that fault.
    #[cfg(feature = "mutants")]
    pub fn is_on(self) -> bool {
        static ASKED: std::sync::OnceLock<String> = std::sync::OnceLock::new();
        ASKED.get_or_init(|| std::env::var("SHENGUAN_MUTANT").unwrap_or_default()) == self.name()
    }

    /// Never: this build has no faults put in.
    #[cfg(not(feature = "mutants"))]
    pub const fn is_on(self) -> bool {
        let _ = self;
        false
    }
}

/// The second transaction of [`Mutant::EntryOutsideTransaction`], each with the statement `insert`; nothing in every real build.
pub(super) fn write_strayed(connection: &mut Connection, insert: &str, entries: Vec<Vec<Value>>) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    std::thread::sleep(STRAYED_PAUSE);
    let mut tx = connection.begin_write()?;
    for entry in entries {
        tx.execute(insert, entry);
    }
    Ok(tx.commit()?)
}

/// The last number that was given of a series, by the row of its counter; with [`Mutant::NumbersDrawnAhead`] this process knows better.
pub(super) fn last_given(series: &str, row: i64) -> i64 {
    if !Mutant::NumbersDrawnAhead.is_on() {
        return row;
    }
    let given = GIVEN.lock().unwrap_or_else(PoisonError::into_inner);
    given.get(series).copied().unwrap_or(row)
}

/// What the row of a counter is to say when `last` is given; with [`Mutant::NumbersDrawnAhead`] the end of what is drawn.
pub(super) fn counter_row(series: &str, last: i64) -> i64 {
    if !Mutant::NumbersDrawnAhead.is_on() {
        return last;
    }
    GIVEN.lock().unwrap_or_else(PoisonError::into_inner).insert(series.to_owned(), last);
    (last + DRAWN_AT_ONCE - 1) / DRAWN_AT_ONCE * DRAWN_AT_ONCE
}
