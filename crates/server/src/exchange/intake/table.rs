//! The rows that were not taken, as a file to be mended and sent in again.

use super::outcome::Reason;
use crate::exchange::import::{ROW_HEADING, WHY_HEADING};
use crate::platform::error::{Error, Result};
use crate::platform::job::JobRow;
use crate::platform::table::{Limits, TableRow, read};
use crate::platform::web::Language;
use std::collections::BTreeMap;

/// With it Excel knows that the file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
/// A cell that begins so would be computed by a spreadsheet.
const COMPUTED: [char; 5] = ['=', '+', '-', '@', '\t'];

/// The refused rows as they came, each with its number and what is wrong with it.
pub fn wrong_rows(sent: &[u8], refused: &[JobRow], language: Language) -> Result<Vec<u8>> {
    let table = read(sent, &Limits::default()).map_err(Error::fault)?;
    let wrong: BTreeMap<u32, &JobRow> = refused.iter().map(|row| (row.number, row)).collect();
    let mut columns: Vec<usize> = table.header.cells.iter().map(|(at, _)| *at).collect();
    // The two columns of an earlier list of this kind are written anew.
    columns.retain(|at| !table.header.get(*at).is_some_and(|heading| [ROW_HEADING, WHY_HEADING].contains(&heading)));
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    let line = |row: &TableRow| -> Vec<String> {
        columns.iter().map(|at| not_computed(row.get(*at).unwrap_or_default())).collect()
    };
    let mut heading = line(&table.header);
    heading.extend([ROW_HEADING.to_owned(), WHY_HEADING.to_owned()]);
    writer.write_record(&heading).map_err(Error::fault)?;
    for row in &table.rows {
        let Some(outcome) = wrong.get(&row.number) else { continue };
        let mut cells = line(row);
        cells.extend([row.number.to_string(), not_computed(&why(outcome, language))]);
        writer.write_record(&cells).map_err(Error::fault)?;
    }
    writer.into_inner().map_err(|error| Error::fault(error.to_string()))
}

/// A blank before it, which every reader here takes away again.
fn not_computed(cell: &str) -> String {
    if cell.starts_with(COMPUTED) { format!(" {cell}") } else { cell.to_owned() }
}

fn why(row: &JobRow, language: Language) -> String {
    let reasons: Vec<Reason> = serde_json::from_str(&row.reasons).unwrap_or_default();
    let words = reasons.into_iter().map(|reason| if language == Language::Chinese { reason.zh } else { reason.en });
    words.collect::<Vec<_>>().join("；")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::job::Outcome;

    #[test]
    fn the_wrong_rows_come_back_as_they_were_with_their_reasons_and_can_be_sent_again() {
        let reasons = r#"[{"column":"角色","code":"X","zh":"角色：不认识","en":"role"}]"#;
        let row =
            |number| JobRow { number, outcome: Outcome::Refused, link: String::new(), reasons: reasons.to_owned() };
        let sent = "姓名,备注,原行号,未通过原因\n测试甲,好,9,旧\n测试乙,\"=1+1，\"\"x\"\"\",8,旧\n";
        let made = wrong_rows(sent.as_bytes(), &[row(3)], Language::Chinese).unwrap();
        let text = String::from_utf8(made.clone()).unwrap();
        assert_eq!(text, "\u{feff}姓名,备注,原行号,未通过原因\n测试乙,\" =1+1，\"\"x\"\"\",3,角色：不认识\n");
        let again = read(&made, &Limits::default()).unwrap();
        assert_eq!(again.rows[0].get(1), Some("=1+1，\"x\""), "what was typed is what is read");
    }
}
