//! `shenguan verify`: whether ledger, content and rows still say the same. 「全程留痕」 is worth what can be checked.
//!
//! 1. The chain: every entry by its stored bytes, its columns, and the head.
//! 2. The fold: every event applied again, in memory. That takes about 2–3 KB for each subject; a city of a million
//!    transmittals needs a machine with 4 GB to check it.
//! 3. The content by its salted digests, then every table of every kind, column by column and in both directions.
//! 4. What is derived: who may know (`reader`), the feeds, the tasks, the counts of the figures (`tally`).
//! 5. The laws of the slices: one receipt, never early, deadlines as the calendar gives them, one holder at a time.
//! 6. Whether there is any table or column of which nobody answers for.
//!
//! It reads one snapshot, so it may run beside a server. What it cannot see: a tail that was cut with its head, and a
//! ledger written anew as a whole. Only a head that somebody else keeps shows these.

mod content;
mod derived;
mod kind;
mod law;
mod ledger;
mod report;
mod run;
mod schema;
mod subjects;
mod tally;

pub use kind::Kind;
pub use law::{Law, Seen, World};
pub use report::{FINDINGS_MAX, Finding, Findings, Report, Status};
pub use run::verify;
