//! What was found out, and what a run comes to.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use super::kind::DeedKind;

/// A killed program is ready again within this (T-02).
const RESTART_MAX: Duration = Duration::from_secs(3);

/// What kind of broken word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// Acknowledged to the client, and gone.
    Lost,
    /// There twice, or there without anybody having asked.
    Doubled,
    /// The same key was answered otherwise than before.
    OtherAnswer,
    /// A request was refused that nothing stood against.
    Refused,
    /// The numbers of a series have a gap, or one of them is there twice.
    Gap,
    /// `shenguan verify` did not end with 0.
    NotClean,
    /// The program did not come back.
    NotReady,
}

/// One broken word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Of which kind.
    pub kind: FindingKind,
    /// About what, in words.
    pub words: String,
}

impl Finding {
    pub(super) fn new(kind: FindingKind, words: impl Into<String>) -> Self {
        Self { kind, words: words.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}: {}", self.kind, self.words)
    }
}

/// What a run came to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Rounds, each with one kill.
    pub rounds: u32,
    /// Rounds in which the postmaster was killed too.
    pub postmaster_kills: u32,
    /// Acts that were answered with 2xx before the kill.
    pub acknowledged: u64,
    /// Acts whose answer the kill cut off; each was asked again until there was an answer.
    pub unknown: u64,
    /// Of those, the ones that had been done before the kill.
    pub unknown_done: u64,
    /// Answered requests that were sent again under the same key and compared.
    pub requests_repeated: u64,
    /// How many numbers of each series were promised.
    pub numbers: BTreeMap<&'static str, u64>,
    /// Documents that were made of what was issued, each looked at.
    pub documents: u64,
    /// How often one was owed after a restart: issued before the kill, and not made yet.
    pub documents_owed: u64,
    /// From the start of the program to its first ready answer, one for each restart.
    pub restarts: Vec<Duration>,
    /// Every broken word.
    pub findings: Vec<Finding>,
}

impl Summary {
    /// How many findings are of a kind.
    pub fn count(&self, kind: FindingKind) -> usize {
        self.findings.iter().filter(|finding| finding.kind == kind).count()
    }

    /// Whether no word was broken.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether every restart was ready in time. Not a broken word: a machine that does other things too may be slow.
    pub fn is_in_time(&self) -> bool {
        self.restarts.iter().all(|restart| *restart <= RESTART_MAX)
    }

    pub(super) fn add(&mut self, round: Self) {
        self.rounds += round.rounds;
        self.postmaster_kills += round.postmaster_kills;
        self.acknowledged += round.acknowledged;
        self.unknown += round.unknown;
        self.unknown_done += round.unknown_done;
        self.requests_repeated += round.requests_repeated;
        self.documents += round.documents;
        self.documents_owed += round.documents_owed;
        round.numbers.into_iter().for_each(|(label, count)| *self.numbers.entry(label).or_default() += count);
        self.restarts.extend(round.restarts);
        self.findings.extend(round.findings);
    }

    /// An act of this kind was answered.
    pub(super) fn count_number(&mut self, kind: DeedKind) {
        if let Some(series) = kind.rule().series {
            *self.numbers.entry(series.label).or_default() += 1;
        }
    }

    /// The middle and the longest restart, in milliseconds.
    fn restart_ms(&self) -> (u128, u128) {
        let mut sorted = self.restarts.clone();
        sorted.sort();
        let ms = |place: usize| sorted.get(place).map_or(0, Duration::as_millis);
        (ms(sorted.len() / 2), ms(sorted.len().saturating_sub(1)))
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        use FindingKind::{Doubled, Gap, Lost, NotClean, NotReady, OtherAnswer, Refused};
        let (p50, max) = self.restart_ms();
        let numbers: Vec<String> = self.numbers.iter().map(|(label, count)| format!("{label} {count}")).collect();
        write!(formatter, "{} rounds", self.rounds)?;
        if self.postmaster_kills > 0 {
            write!(formatter, " ({} with the postmaster)", self.postmaster_kills)?;
        }
        write!(
            formatter,
            ", {} acts acknowledged, {} unknown and retried ({} of them were done), {} asked again; \
             numbers {}, documents {} (owed at a kill {} times); lost {}, doubled {}, answered otherwise {}, \
             refused {}, gaps {}, verify failures {}, not ready {}; restart p50 {p50} ms, max {max} ms",
            self.acknowledged,
            self.unknown,
            self.unknown_done,
            self.requests_repeated,
            numbers.join(" "),
            self.documents,
            self.documents_owed,
            self.count(Lost),
            self.count(Doubled),
            self.count(OtherAnswer),
            self.count(Refused),
            self.count(Gap),
            self.count(NotClean),
            self.count(NotReady),
        )
    }
}
