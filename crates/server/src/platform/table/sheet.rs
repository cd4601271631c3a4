//! What a file is read into, and how much of it is taken.

/// How much a file may hold. The defaults are the limits of an import: 20 MiB, 200,000 cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The file itself.
    pub file_bytes: usize,
    /// Entries of an XLSX archive.
    pub archive_entries: usize,
    /// One worksheet or the shared strings, unpacked.
    pub entry_bytes: u64,
    /// Any other part of the archive, unpacked.
    pub other_part_bytes: u64,
    /// Everything in the archive, unpacked.
    pub archive_bytes: u64,
    /// Unpacked size by packed size of one entry.
    pub ratio: u64,
    /// XML elements in one part, empty cells among them.
    pub elements: u64,
    /// Cells that hold something.
    pub cells: usize,
    /// Columns, counted from the first.
    pub columns: usize,
    /// Characters of one cell; Excel itself stops at 32,767.
    pub cell_characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            file_bytes: 20 * 1024 * 1024,
            archive_entries: 2_000,
            entry_bytes: 64 * MIB,
            other_part_bytes: 8 * MIB,
            archive_bytes: 128 * MIB,
            ratio: 200,
            elements: 3_000_000,
            cells: 200_000,
            columns: 256,
            cell_characters: 32_767,
        }
    }
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// A workbook; the sheet that was read, and the visible sheets that were not.
    Xlsx {
        /// The first visible worksheet.
        sheet: String,
        /// Others, to tell the user that they were left alone.
        other_sheets: Vec<String>,
    },
    /// Separated values.
    Csv {
        /// `UTF-8` or `GB18030`.
        encoding: &'static str,
        /// Comma, tab, `;` or `；`.
        separator: char,
    },
}

/// A header and the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What the file is.
    pub format: Format,
    /// The first row that holds something.
    pub header: TableRow,
    /// Every later row that holds something.
    pub rows: Vec<TableRow>,
}

/// One row; only cells that hold something are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// From 1, as a spreadsheet shows it; in CSV the line on which the row begins.
    pub number: u32,
    /// Column from 0 and text, by column.
    pub cells: Vec<(usize, String)>,
}

impl TableRow {
    /// The text in a column from 0; none if the cell is empty.
    pub fn get(&self, column: usize) -> Option<&str> {
        let at = self.cells.binary_search_by_key(&column, |(at, _)| *at).ok()?;
        self.cells.get(at).map(|(_, text)| text.as_str())
    }
}
