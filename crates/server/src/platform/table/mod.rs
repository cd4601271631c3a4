//! Reading XLSX and CSV files into rows of text, within bounds (threat A9: a small file that unpacks into much memory).
//!
//! A file is refused by name before it can cost anything: sizes are counted on the unpacked bytes and not on what the
//! archive claims, and cells are streamed.

mod archive;
mod cell;
mod delimited;
mod encoding;
mod gauge;
mod read;
mod refusal;
mod separator;
mod sheet;
mod workbook;

pub use read::{read, read_file};
pub use refusal::TableRefusal;
pub use sheet::{Format, Limits, Table, TableRow};

#[cfg(test)]
mod tests;
