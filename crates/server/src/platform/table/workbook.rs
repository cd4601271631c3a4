//! The first visible worksheet of an XLSX workbook, cell by cell.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::refusal::TableRefusal;
use super::sheet::{Format, Limits, Table, TableRow};
use super::{archive, cell};

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;
type Cells = BTreeMap<(u32, u32), String>;

/// Weighs the archive, then reads the sheet.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Table, TableRefusal> {
    archive::check(bytes, limits)?;
    // The parser does its sums on addresses without checks: a cell called A99999999999 may panic in it.
    catch_unwind(AssertUnwindSafe(|| read_checked(bytes, limits)))
        .unwrap_or_else(|_| Err(TableRefusal::Damaged("its cells contradict each other".to_owned())))
}

fn read_checked(bytes: &[u8], limits: &Limits) -> Result<Table, TableRefusal> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut visible = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone());
    let sheet = visible.next().ok_or(TableRefusal::Empty)?;
    let other_sheets = visible.collect();
    let cells = read_cells(&mut workbook, &sheet, limits)?;
    let header_row = cells.keys().next().ok_or(TableRefusal::Empty)?.0;
    check_merged(&mut workbook, &sheet, header_row)?;
    let mut rows = rows_of(cells).into_iter();
    let header = rows.next().ok_or(TableRefusal::Empty)?;
    Ok(Table { format: Format::Xlsx { sheet, other_sheets }, header, rows: rows.collect() })
}

fn read_cells(workbook: &mut Workbook<'_>, sheet: &str, limits: &Limits) -> Result<Cells, TableRefusal> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(damaged)?;
    let mut cells = Cells::new();
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        let (row, column) = record.pos;
        if record.formula.is_some() {
            return Err(TableRefusal::Formula { cell: cell::address(record.pos) });
        }
        let text = cell::text_of(&record.value, record.pos)?;
        if text.is_empty() {
            continue;
        }
        if usize::try_from(column).map_or(true, |column| column >= limits.columns) {
            return Err(TableRefusal::TooManyColumns { row: row.saturating_add(1), limit: limits.columns });
        }
        if text.chars().count() > limits.cell_characters {
            return Err(TableRefusal::CellTooLong { row: row.saturating_add(1), limit: limits.cell_characters });
        }
        if cells.insert((row, column), text).is_some() {
            return Err(TableRefusal::Damaged(format!("the cell {} stands twice", cell::address(record.pos))));
        }
        if cells.len() > limits.cells {
            return Err(TableRefusal::TooManyCells { limit: limits.cells });
        }
    }
    Ok(cells)
}

fn check_merged(workbook: &mut Workbook<'_>, sheet: &str, header_row: u32) -> Result<(), TableRefusal> {
    for merged in workbook.merge_cells_by_sheet_name(sheet).map_err(damaged)? {
        let range = format!("{}:{}", cell::address(merged.start), cell::address(merged.end));
        if (merged.start.0..=merged.end.0).contains(&header_row) {
            return Err(TableRefusal::MergedHeader { range });
        }
        if merged.end.0 > header_row {
            return Err(TableRefusal::MergedCells { range });
        }
    }
    Ok(())
}

fn rows_of(cells: Cells) -> Vec<TableRow> {
    let mut rows: Vec<TableRow> = Vec::new();
    for ((row, column), text) in cells {
        let number = row.saturating_add(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        match rows.last_mut().filter(|last| last.number == number) {
            Some(last) => last.cells.push((column, text)),
            None => rows.push(TableRow { number, cells: vec![(column, text)] }),
        }
    }
    rows
}

fn damaged(error: XlsxError) -> TableRefusal {
    match error {
        XlsxError::Password => TableRefusal::Encrypted,
        other => TableRefusal::Damaged(other.to_string()),
    }
}
