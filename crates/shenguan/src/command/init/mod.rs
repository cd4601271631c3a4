//! `shenguan init`: an empty jurisdiction from a setup file or by questions, with its first administrator.

mod questions;
mod run;
mod setup;

pub(crate) use run::{Init, run};
