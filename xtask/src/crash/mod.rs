//! `cargo xtask crash`: kills the real program at random instants under load and looks whether it kept its word (T-02).
//!
//! A round: several connections act for two offices, by the keys of their systems and in sessions of their people: they push,
//! acknowledge and reply, ask for cooperation and answer, note calls, draft, endorse and issue letters (`kind.rs`); SIGKILL, on
//! PostgreSQL in every tenth round its postmaster too; restart; what was unknown is asked again under its key, what was answered is
//! asked again and must be answered byte for byte alike; every act must stand in the database once; no series of numbers may have a
//! gap; what was issued must come to have one document; `shenguan verify` must be clean. The harness keeps its own log of what it
//! sent and what it was answered. Its mutants (the feature `mutants` of the server) must not survive it.
//!
//! What kills needs the server's crates to found a city, so it stands behind the feature `crash`; without it this program only
//! builds and starts the one that has it.

pub mod launch;

#[cfg(feature = "crash")]
mod body;
#[cfg(feature = "crash")]
mod campaign;
#[cfg(feature = "crash")]
mod city;
#[cfg(feature = "crash")]
mod client;
#[cfg(feature = "crash")]
mod credentials;
#[cfg(feature = "crash")]
mod deed;
#[cfg(feature = "crash")]
mod documents;
#[cfg(feature = "crash")]
mod error;
#[cfg(feature = "crash")]
mod finding;
#[cfg(feature = "crash")]
mod kind;
#[cfg(feature = "crash")]
mod random;
#[cfg(feature = "crash")]
mod records;
#[cfg(feature = "crash")]
mod round;
#[cfg(feature = "crash")]
mod server;
#[cfg(feature = "crash")]
mod store;
#[cfg(feature = "crash")]
mod worker;

#[cfg(feature = "crash")]
pub use campaign::{Campaign, run};
#[cfg(feature = "crash")]
pub use error::CrashError;
#[cfg(feature = "crash")]
pub use finding::{Finding, FindingKind, Summary};
