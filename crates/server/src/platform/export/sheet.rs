//! A file in the making: rows go in one by one, bytes come out at the end.

use super::delimited::Delimited;
use super::table::{Cell, Column};
use super::watermark::Watermark;
use super::workbook::Book;
use crate::platform::error::{Error, RefusedKind, Result};
use serde::Deserialize;

/// So many rows at most in one file.
pub const ROWS_MAX: usize = 50_000;

/// What kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma-separated, UTF-8 with its mark, as spreadsheets open it by a double click.
    #[default]
    Csv,
    /// A workbook.
    Xlsx,
}

/// The file.
pub struct Sheet {
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
}

impl Sheet {
    /// A file that begins with the watermark and the headings.
    pub fn begin(format: Format, watermark: &Watermark, columns: &[Column]) -> Result<Self> {
        let kind = match format {
            Format::Csv => Kind::Csv(Box::new(Delimited::begin(watermark, columns)?)),
            Format::Xlsx => Kind::Xlsx(Box::new(Book::begin(watermark, columns)?)),
        };
        Ok(Self { kind, rows: 0 })
    }

    /// One more row; refused above `ROWS_MAX`.
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        if self.rows == ROWS_MAX {
            return Err(Error::refuse(RefusedKind::Request, "EXPORT_TOO_LONG"));
        }
        self.rows += 1;
        match &mut self.kind {
            Kind::Csv(file) => file.row(cells),
            Kind::Xlsx(file) => file.row(cells),
        }
    }

    /// How many rows there are, without the headings.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The bytes.
    pub fn finish(self) -> Result<Vec<u8>> {
        match self.kind {
            Kind::Csv(file) => file.finish(),
            Kind::Xlsx(file) => file.finish(),
        }
    }
}
