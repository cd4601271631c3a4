//! 台账: search for words in Chinese, numbers, firms and credit codes, the same hits on both databases. Texts are cut into tokens
//! here, so neither database's own idea of a word matters. The index follows the ledger and is never in the path of a write.

mod grams;
mod index;
mod query;
#[cfg(test)]
mod tests;

pub use index::{Source, index_all, index_for_ever, index_new};
pub use query::{Condition, QUERY_CHARS_MAX, Words};
