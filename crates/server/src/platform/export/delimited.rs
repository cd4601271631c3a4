//! CSV as spreadsheets open it: UTF-8 with its mark, and no cell that a spreadsheet would compute.

use super::table::{Cell, Column};
use super::watermark::Watermark;
use crate::platform::error::{Error, Result};
use csv::{Terminator, Writer, WriterBuilder};
use std::mem;

/// By this mark a spreadsheet knows UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();
/// A cell that begins so is a formula to a spreadsheet.
const COMPUTED: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A file in the making.
pub(super) struct Delimited {
    writer: Writer<Vec<u8>>,
}

impl Delimited {
    pub(super) fn begin(watermark: &Watermark, columns: &[Column]) -> Result<Self> {
        let mut file = Self { writer: after(MARK.to_vec()) };
        file.write([guarded(&watermark.line)])?;
        file.write(columns.iter().map(|column| guarded(&column.title)))?;
        Ok(file)
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<()> {
        self.write(cells.iter().map(|cell| match cell {
            Cell::Text(text) | Cell::Link { text, .. } => guarded(text),
            computed => computed.to_string(),
        }))
    }

    /// What was written since it was taken last.
    pub(super) fn take(&mut self) -> Result<Vec<u8>> {
        let written = mem::replace(&mut self.writer, after(Vec::new()));
        written.into_inner().map_err(|error| Error::fault(error.into_error()))
    }

    fn write(&mut self, cells: impl IntoIterator<Item = String>) -> Result<()> {
        self.writer.write_record(cells).map_err(Error::fault)
    }
}

/// Writes behind what is there already.
fn after(bytes: Vec<u8>) -> Writer<Vec<u8>> {
    // The watermark has one cell, the rows have many.
    WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(bytes)
}

/// The words behind an apostrophe where a spreadsheet would take them for a formula.
fn guarded(text: &str) -> String {
    if text.starts_with(COMPUTED) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["鞍山测试化工有限公司", "TS-2026-000001", "", "a=1"] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn a_file_has_its_mark_its_watermark_its_headings_and_its_rows() {
        let watermark = Watermark { line: "内部使用".to_owned(), ..Watermark::default() };
        let mut file = Delimited::begin(&watermark, &[Column::new("事项", 20), Column::new("件数", 8)]).unwrap();
        file.row(&[Cell::text("甲,\"乙\""), Cell::Count(-3)]).unwrap();
        let text = String::from_utf8(file.take().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}内部使用\r\n事项,件数\r\n\"甲,\"\"乙\"\"\",-3\r\n");
    }
}
