//! Faults put in on purpose, so that the crash harness can show that it would notice them. Absent from every build
//! without the feature `mutants`: `is_on` is then a constant.

/// A fault that a harness must catch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// The answer goes out before the commit.
    AnswerBeforeCommit,
    /// The idempotency key is not stored.
    KeyNotStored,
    /// The ledger entry is written outside the transaction of its act.
    EntryOutsideTransaction,
}

impl Mutant {
    /// The name by which `SHENGUAN_MUTANT` asks for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AnswerBeforeCommit => "answer-before-commit",
            Self::KeyNotStored => "key-not-stored",
            Self::EntryOutsideTransaction => "entry-outside-transaction",
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
