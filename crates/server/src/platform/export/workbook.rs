//! XLSX: the watermark in the first line and on every printed page, the headings frozen, dates as dates.

use super::table::{Cell, Column};
use super::watermark::Watermark;
use crate::platform::error::{Error, Result};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatBorder, IntoCustomDateTime, Workbook, Worksheet, XlsxError,
};
use std::io::Write;

/// The row of the headings, below the watermark.
const HEADINGS: u32 = 1;
/// A4, in the numbers of the format.
const PAPER_A4: u8 = 9;
/// A cell holds so many characters; what is longer ends there.
const CELL_CHARACTERS_MAX: usize = 32_767;
/// Header and footer of a page hold so many, with their marks.
const FOOT_CHARACTERS_MAX: usize = 200;

/// A sheet of the format has so many rows, of which two are the watermark and the headings.
pub(super) const ROWS_MAX: usize = 1_048_576 - 2;

/// A workbook of one sheet in the making. Its rows lie in a file without a name until the end, so that a long one takes no memory.
pub(super) struct Book {
    workbook: Workbook,
    sheet: Worksheet,
    next: u32,
    columns: u16,
    title: String,
    made_at: Timestamp,
    day: Format,
    minute: Format,
}

/// When the workbook was made, for its properties.
struct Made(Timestamp);

impl IntoCustomDateTime for Made {
    fn utc_datetime(self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

impl Book {
    pub(super) fn begin(watermark: &Watermark, columns: &[Column]) -> Result<Self> {
        let mut workbook = Workbook::new();
        let mut book = Self {
            sheet: workbook.new_worksheet_with_constant_memory().map_err(Error::fault)?,
            workbook,
            next: HEADINGS + 1,
            columns: u16::try_from(columns.len()).map_err(Error::fault)?,
            title: watermark.title.clone(),
            made_at: watermark.at,
            day: Format::new().set_num_format("yyyy-mm-dd"),
            minute: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        };
        book.head(watermark, columns).map_err(Error::fault)?;
        Ok(book)
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<()> {
        for (column, cell) in (0_u16..).zip(cells) {
            self.cell(column, cell).map_err(Error::fault)?;
        }
        self.next += 1;
        Ok(())
    }

    pub(super) fn finish_into(self, out: impl Write + Send) -> Result<()> {
        self.save(out).map_err(Error::fault)
    }

    fn head(&mut self, watermark: &Watermark, columns: &[Column]) -> Result<(), XlsxError> {
        let heading = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
        self.sheet.write_string(0, 0, cut(&watermark.line, CELL_CHARACTERS_MAX))?;
        for (index, column) in (0_u16..).zip(columns) {
            self.sheet.write_string_with_format(HEADINGS, index, &column.title, &heading)?;
            self.sheet.set_column_width(index, f64::from(column.characters))?;
        }
        self.sheet.set_freeze_panes(HEADINGS + 1, 0)?;
        self.sheet.set_repeat_rows(HEADINGS, HEADINGS)?;
        self.sheet.set_landscape().set_paper_size(PAPER_A4).set_print_fit_to_pages(1, 0);
        // An ampersand begins a code there.
        let plain = |text: &str| cut(text, FOOT_CHARACTERS_MAX).replace('&', "&&");
        self.sheet.set_header(format!("&C{}", plain(&watermark.line)));
        self.sheet.set_footer(format!("&L{}&R&P / &N", plain(&watermark.title)));
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => {}
            // Written as a string, so that nothing in it is ever computed.
            Cell::Text(text) | Cell::Link { text, .. } => {
                self.sheet.write_string(self.next, column, cut(text, CELL_CHARACTERS_MAX))?;
            }
            Cell::Count(count) => {
                self.sheet.write_number(self.next, column, number(*count))?;
            }
            Cell::Day(day) => {
                let date = serial(day.at(0, 0, 0, 0))?;
                self.sheet.write_datetime_with_format(self.next, column, &date, &self.day)?;
            }
            Cell::Minute(at) => {
                let local = Offset::constant(8).to_datetime(*at);
                let date = serial(local.date().at(local.hour(), local.minute(), 0, 0))?;
                self.sheet.write_datetime_with_format(self.next, column, &date, &self.minute)?;
            }
        }
        Ok(())
    }

    fn save(mut self, out: impl Write + Send) -> Result<(), XlsxError> {
        if self.columns > 0 {
            self.sheet.autofilter(HEADINGS, 0, (self.next - 1).max(HEADINGS), self.columns - 1)?;
        }
        let properties = DocProperties::new().set_title(&self.title).set_creation_datetime(Made(self.made_at));
        self.workbook.set_properties(&properties);
        self.workbook.push_worksheet(self.sheet);
        self.workbook.save_to_writer(out)
    }
}

/// The clock of the city as a workbook counts days.
fn serial(at: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let unsigned = |number: i8| number.unsigned_abs();
    let year = u16::try_from(at.year()).unwrap_or_default();
    let day = ExcelDateTime::from_ymd(year, unsigned(at.month()), unsigned(at.day()))?;
    day.and_hms(u16::from(unsigned(at.hour())), unsigned(at.minute()), 0)
}

#[expect(clippy::cast_precision_loss, reason = "a workbook knows no other numbers; counts of rows are far below 2^53")]
fn number(count: i64) -> f64 {
    count as f64
}

fn cut(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}
