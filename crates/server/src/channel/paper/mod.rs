//! The official document of what was issued (二(四)3 and 4): made by the crate `shenguan-documents`, stored, its SHA-256 in the ledger.

mod letter;
mod maker;

pub use maker::{AGAIN_AFTER, make_all, make_for_ever};
