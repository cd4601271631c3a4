//! What the compiler does not check: how long files are, what stands where, and that the documents tell the truth.
//!
//! Each check takes the repository as a value and returns what it found, so that it can be tried on a made-up one.

pub mod documents;
pub mod report;
pub mod repository;
pub mod rust_text;
pub mod sources;
