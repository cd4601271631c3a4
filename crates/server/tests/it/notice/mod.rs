//! What is told to whom, over which way, and what became of it.

mod servers;
mod stories;
