//! The empty file of each list, for whoever begins.

use super::what::What;
use crate::exchange::import::{
    TemplateColumns, agreements_template, departments_template, items_template, licences_template, penalties_template,
    roster_template,
};
use crate::platform::error::{Error, Result};
use rust_xlsxwriter::{Format as CellFormat, Workbook};

/// How a template is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// UTF-8 with its mark, which Excel opens by a click.
    Csv,
    /// A workbook whose cells are text, so that no number loses its zeros.
    Xlsx,
}

/// Characters of a column of the workbook.
const COLUMN_WIDTH: f64 = 22.0;

impl Format {
    /// The format of an extension.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// What a browser is told.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// The bytes of a template: its headings and one example that is no record.
pub fn template(what: What, format: Format) -> Result<Vec<u8>> {
    let columns = match what {
        What::Departments => departments_template(),
        What::Items => items_template(),
        What::Agreements => agreements_template(),
        What::Roster => roster_template(),
        What::Approvals | What::Legacy => licences_template(),
        What::Penalties => penalties_template(),
    };
    match format {
        Format::Csv => csv_of(&columns),
        Format::Xlsx => workbook_of(&columns).map_err(Error::fault),
    }
}

fn csv_of(columns: &TemplateColumns) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(columns.iter().map(|(heading, _)| heading)).map_err(Error::fault)?;
    writer.write_record(columns.iter().map(|(_, example)| example)).map_err(Error::fault)?;
    writer.into_inner().map_err(|error| Error::fault(error.to_string()))
}

fn workbook_of(columns: &TemplateColumns) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut workbook = Workbook::new();
    let (bold, text) = (CellFormat::new().set_bold(), CellFormat::new().set_num_format("@"));
    let sheet = workbook.add_worksheet();
    for (column, (heading, example)) in (0_u16..).zip(columns) {
        sheet.set_column_width(column, COLUMN_WIDTH)?;
        sheet.set_column_format(column, &text)?;
        sheet.write_with_format(0, column, *heading, &bold)?;
        sheet.write_with_format(1, column, *example, &text)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::intake::plan;
    use crate::platform::table::{Limits, read};

    #[test]
    fn every_template_is_read_back_and_its_example_is_never_taken() {
        for what in What::ALL {
            for format in [Format::Csv, Format::Xlsx] {
                let table = read(&template(what, format).unwrap(), &Limits::default()).unwrap();
                let plan = plan(what, &table, "测试", "210300").unwrap().unwrap();
                assert_eq!((plan.planned.len(), plan.settled.len()), (0, 1), "{what:?} {format:?}");
                assert_eq!(plan.settled[0].reasons[0].code, "EXAMPLE_ROW", "{what:?} {format:?}");
            }
        }
    }
}
