//! A file in the making: rows go in one by one, bytes come out as soon as they can.

use super::delimited::Delimited;
use super::table::{Cell, Column};
use super::watermark::Watermark;
use super::workbook::{self, Book};
use crate::platform::error::{Error, RefusedKind, Result};
use serde::{Deserialize, Serialize};
use std::io::Write;

/// What kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma-separated, UTF-8 with its mark, as spreadsheets open it by a double click.
    #[default]
    Csv,
    /// A workbook.
    Xlsx,
}

/// The file. It holds the rows of a workbook on disk, without a name, and those of CSV until they are taken.
pub(super) struct Sheet {
    kind: Kind,
    rows: usize,
}

enum Kind {
    Csv(Box<Delimited>),
    Xlsx(Box<Book>),
}

impl Format {
    /// The ending of its name, and its word in the read record.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Whether a file of this kind holds so many rows; refused by `EXPORT_XLSX_TOO_LONG` where a workbook does not.
    pub fn check(self, rows: usize) -> Result<()> {
        match self {
            Self::Xlsx if rows > workbook::ROWS_MAX => Err(Error::refuse(RefusedKind::Request, "EXPORT_XLSX_TOO_LONG")),
            Self::Csv | Self::Xlsx => Ok(()),
        }
    }
}

impl Sheet {
    /// A file that begins with the watermark and the headings.
    pub(super) fn begin(format: Format, watermark: &Watermark, columns: &[Column]) -> Result<Self> {
        let kind = match format {
            Format::Csv => Kind::Csv(Box::new(Delimited::begin(watermark, columns)?)),
            Format::Xlsx => Kind::Xlsx(Box::new(Book::begin(watermark, columns)?)),
        };
        Ok(Self { kind, rows: 0 })
    }

    /// One more row; refused where a workbook holds no more.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<()> {
        self.format().check(self.rows + 1)?;
        self.rows += 1;
        match &mut self.kind {
            Kind::Csv(file) => file.row(cells),
            Kind::Xlsx(file) => file.row(cells),
        }
    }

    /// How many rows there are, without the headings.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The bytes that are certain by now and were not taken before; a workbook has none before its end.
    pub(super) fn take(&mut self) -> Result<Vec<u8>> {
        match &mut self.kind {
            Kind::Csv(file) => file.take(),
            Kind::Xlsx(_) => Ok(Vec::new()),
        }
    }

    /// The bytes that were not taken.
    pub(super) fn finish(self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.finish_into(&mut bytes)?;
        Ok(bytes)
    }

    /// Writes the bytes that were not taken, one after another. It blocks: a workbook of many rows takes its time.
    pub(super) fn finish_into(self, mut out: impl Write + Send) -> Result<()> {
        match self.kind {
            Kind::Csv(mut file) => out.write_all(&file.take()?).map_err(Error::fault),
            Kind::Xlsx(file) => file.finish_into(out),
        }
    }

    fn format(&self) -> Format {
        match self.kind {
            Kind::Csv(_) => Format::Csv,
            Kind::Xlsx(_) => Format::Xlsx,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_workbook_does_not_hold_is_refused_by_name_and_csv_holds_all() {
        assert!(Format::Xlsx.check(1_048_574).is_ok());
        let refused = Format::Xlsx.check(1_048_575).unwrap_err();
        assert!(matches!(refused, Error::Refused(refused) if refused.code == "EXPORT_XLSX_TOO_LONG"));
        assert!(Format::Csv.check(usize::MAX).is_ok());
    }

    #[test]
    fn what_is_taken_in_pieces_is_the_same_file() {
        let (watermark, columns) =
            (Watermark { line: "内部使用".to_owned(), ..Watermark::default() }, [Column::new("件数", 8)]);
        let begin = || Sheet::begin(Format::Csv, &watermark, &columns).unwrap();
        let (mut whole, mut pieces, mut taken) = (begin(), begin(), Vec::new());
        for count in 0..5 {
            whole.row(&[Cell::Count(count)]).unwrap();
            pieces.row(&[Cell::Count(count)]).unwrap();
            taken.extend(pieces.take().unwrap());
        }
        assert_eq!(pieces.rows(), 5);
        assert_eq!(pieces.finish().unwrap(), b"");
        assert_eq!(taken, whole.finish().unwrap());
    }
}
