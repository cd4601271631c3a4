//! What is told to whom, over which way, and what became of it.

mod duty;
mod pages;
pub(crate) mod servers;
mod stories;
