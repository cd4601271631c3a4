//! The commands of `shenguan`, one module each, and how each ends.

mod arguments;
mod demo;
mod export;
mod import;
mod init;
mod notice;
mod outcome;
mod place;
mod serve;
mod serving;
mod verify;
mod workday;

pub use arguments::main;
