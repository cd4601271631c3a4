//! `shenguan import`: the public lists of licences and penalties, and the lists with which a city begins. Every row is an act of its
//! own with a key of its own: the same file again does nothing twice.

mod arguments;
mod outcome;
mod run;

pub(crate) use arguments::Import;
pub(crate) use run::run;
