//! What every section of the policy stands on: act, writer, reader, clock, sweep, ledger rows, identity, web.

pub mod act;
pub mod app;
pub mod clock;
pub mod config;
pub mod demo;
pub mod directory;
pub mod draft;
pub mod error;
pub mod export;
pub mod feed;
pub mod files;
pub mod idempotency;
pub mod identity;
pub mod instant;
pub mod load;
pub mod migrations;
pub mod mutant;
pub mod reader;
pub mod search;
pub mod stored;
pub mod sweep;
pub mod table;
pub mod verify;
pub mod view;
pub mod web;
pub mod writer;
