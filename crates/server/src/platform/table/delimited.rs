//! Separated values: the text is split into rows by the csv crate, after it has been weighed.

use super::refusal::TableRefusal;
use super::separator;
use super::sheet::{Format, Limits, Table, TableRow};

/// A control character that no text has, in place of the separator found.
const PLAIN: char = '\u{1F}';
/// Separators for each filled cell that is allowed: a file of nothing but commas is refused.
const SEPARATORS_A_CELL: usize = 10;

/// Reads decoded text.
pub(super) fn read(text: &str, encoding: &'static str, limits: &Limits) -> Result<Table, TableRefusal> {
    let separator = separator::find(text);
    let (text, separators) = separator::replace(text, separator, PLAIN)?;
    if separators > limits.cells.saturating_mul(SEPARATORS_A_CELL) {
        return Err(TableRefusal::TooManyCells { limit: limits.cells });
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(b'\x1F').from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut cells = 0;
    let mut place = Place { byte: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|error| TableRefusal::Damaged(error.to_string()))?;
        let byte = record.position().map_or(0, csv::Position::byte);
        place.advance(text.as_bytes(), usize::try_from(byte).unwrap_or(usize::MAX));
        let row = row_of(&record, place.line, limits)?;
        cells += row.cells.len();
        if cells > limits.cells {
            return Err(TableRefusal::TooManyCells { limit: limits.cells });
        }
        if !row.cells.is_empty() {
            rows.push(row);
        }
    }
    let mut rows = rows.into_iter();
    let header = rows.next().ok_or(TableRefusal::Empty)?;
    Ok(Table { format: Format::Csv { encoding, separator }, header, rows: rows.collect() })
}

/// Where the next row begins. The CSV reader counts lines only after their end and skips blank ones unseen.
struct Place {
    byte: usize,
    line: u32,
}

impl Place {
    fn advance(&mut self, bytes: &[u8], to: usize) {
        let rest = bytes.get(self.byte..).unwrap_or_default();
        let blank = |at: usize, byte: u8| self.byte + at < to || matches!(byte, b'\n' | b'\r');
        let passed = rest.iter().enumerate().take_while(|(at, byte)| blank(*at, **byte));
        let (count, breaks) =
            passed.fold((0, 0), |(count, breaks), (_, byte)| (count + 1, breaks + u32::from(*byte == b'\n')));
        self.byte += count;
        self.line = self.line.saturating_add(breaks);
    }
}

fn row_of(record: &csv::StringRecord, number: u32, limits: &Limits) -> Result<TableRow, TableRefusal> {
    let mut cells = Vec::new();
    for (column, text) in record.iter().enumerate() {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        if column >= limits.columns {
            return Err(TableRefusal::TooManyColumns { row: number, limit: limits.columns });
        }
        if text.chars().count() > limits.cell_characters {
            return Err(TableRefusal::CellTooLong { row: number, limit: limits.cell_characters });
        }
        cells.push((column, text.to_owned()));
    }
    Ok(TableRow { number, cells })
}
