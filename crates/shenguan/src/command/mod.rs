//! The commands of `shenguan`, one module each, and how each ends.

mod arguments;
mod demo;
mod import;
mod init;
mod outcome;
mod serve;
mod serving;
mod verify;
mod workday;

pub use arguments::main;
