//! `cargo xtask bench`: what the program does a second, beside the ceiling that the same machine gave in the same run.
//!
//! Alternate blocks, ceiling / ours / ceiling / ours; a round whose two ceilings differ by more than a fifth is dropped;
//! medians and spread of ratios, never absolute promises. Nothing here asserts: a ratio below its target is a row that says so.
//!
//! What measures needs the server's crates in a release build, so it stands behind the feature `bench`; without it this
//! program only builds and starts the one that has it.

pub mod cpu;
pub mod launch;
pub mod report;
pub mod rounds;

#[cfg(feature = "bench")]
mod chain;
#[cfg(feature = "bench")]
mod city;
#[cfg(feature = "bench")]
mod client;
#[cfg(feature = "bench")]
mod error;
#[cfg(feature = "bench")]
mod hand;
#[cfg(feature = "bench")]
mod import;
#[cfg(feature = "bench")]
mod inbox;
#[cfg(feature = "bench")]
mod measure;
#[cfg(feature = "bench")]
mod pages;
#[cfg(feature = "bench")]
mod pgbench;
#[cfg(feature = "bench")]
mod push;
#[cfg(feature = "bench")]
mod search;
#[cfg(feature = "bench")]
mod service;
#[cfg(feature = "bench")]
mod template;
#[cfg(feature = "bench")]
mod workday;
