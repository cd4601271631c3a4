//! From a table to what its rows ask for; what cannot be a record is refused here, with its columns.

use super::outcome::{Reason, RowResult, RowStatus};
use super::planned::Planned;
use super::what::What;
use super::{lists, pushes};
use crate::exchange::import::{
    EXAMPLE_MARK, ImportRefusal, Parsed, parse_agreements, parse_departments, parse_items, parse_licences,
    parse_penalties, parse_roster,
};
use crate::platform::error::{Error, Result};
use crate::platform::table::Table;
use std::collections::HashSet;

/// What a file asks for.
pub struct Plan {
    /// The acts, in the order of their rows.
    pub planned: Vec<Planned>,
    /// Rows that are settled without an act: no records, or the same line a second time.
    pub settled: Vec<RowResult>,
    /// Headings that mean nothing to this import.
    pub unknown_columns: Vec<String>,
}

/// Reads a table as a kind of list. A file that lacks its columns is refused as a whole.
pub fn plan(
    what: What,
    table: &Table,
    late_reason: &str,
    jurisdiction: &str,
) -> Result<Result<Plan, ImportRefusal>, Error> {
    let mut plan = Plan { planned: Vec::new(), settled: Vec::new(), unknown_columns: Vec::new() };
    let planned = match planned(what, table, late_reason, jurisdiction, &mut plan) {
        Ok(planned) => planned?,
        Err(refusal) => return Ok(Err(refusal)),
    };
    plan.take_once(planned);
    Ok(Ok(plan))
}

fn planned(
    what: What,
    table: &Table,
    late_reason: &str,
    jurisdiction: &str,
    plan: &mut Plan,
) -> Result<Result<Vec<Planned>>, ImportRefusal> {
    let examples = examples(table);
    let planned = match what {
        What::Departments => {
            let rows = plan.accepted(parse_departments(table)?, &examples).into_iter();
            rows.map(|(row, line)| lists::department_of(row, line, jurisdiction)).collect()
        }
        What::Items => {
            let rows = plan.accepted(parse_items(table)?, &examples).into_iter();
            rows.map(|(row, item)| lists::item(row, item)).collect()
        }
        What::Roster => {
            let rows = plan.accepted(parse_roster(table)?, &examples).into_iter();
            rows.map(|(row, line)| lists::roster(row, line)).collect()
        }
        What::Agreements => {
            let rows = plan.accepted(parse_agreements(table)?, &examples);
            lists::agreements(plan.whole(rows, examples.len()))
        }
        What::Approvals | What::Legacy => {
            let rows = plan.accepted(parse_licences(table)?, &examples).into_iter();
            let history = what == What::Legacy;
            return Ok(rows.map(|(row, line)| pushes::approval(row, line, late_reason, history)).collect());
        }
        What::Penalties => {
            let rows = plan.accepted(parse_penalties(table)?, &examples).into_iter();
            return Ok(rows.map(|(row, line)| pushes::penalty(row, line, late_reason)).collect());
        }
    };
    Ok(Ok(planned))
}

/// Rows of the template that were left in the file.
fn examples(table: &Table) -> HashSet<u32> {
    let is_example = |cells: &[(usize, String)]| cells.iter().any(|(_, text)| text.contains(EXAMPLE_MARK));
    table.rows.iter().filter(|row| is_example(&row.cells)).map(|row| row.number).collect()
}

impl Plan {
    /// The rows that are records; the others are settled with their reasons.
    fn accepted<T>(&mut self, parsed: Parsed<T>, examples: &HashSet<u32>) -> Vec<(u32, T)> {
        self.unknown_columns = parsed.unknown_columns;
        let mut accepted = Vec::with_capacity(parsed.rows.len());
        for row in parsed.rows {
            match row.outcome {
                _ if examples.contains(&row.row) => self.settled.push(RowResult::refused(
                    row.row,
                    vec![whole_row(
                        "EXAMPLE_ROW",
                        "这是模板里的示例行，请删去",
                        "This is the example row of the template; delete it",
                    )],
                )),
                Ok(record) => accepted.push((row.row, record)),
                Err(refusals) => {
                    let reasons = refusals.into_iter().map(Reason::from).collect();
                    self.settled.push(RowResult::refused(row.row, reasons));
                }
            }
        }
        accepted
    }

    /// Lines of agreements: an agreement is signed as a whole, and the platform cannot know to which one a line belongs that it
    /// could not read. So nothing of a file is taken while one of its lines is wrong.
    fn whole<T>(&mut self, rows: Vec<(u32, T)>, examples: usize) -> Vec<(u32, T)> {
        if self.settled.len() == examples {
            return rows;
        }
        for (row, _) in rows {
            let reason = whole_row(
                "AGREEMENT_INCOMPLETE",
                "本行无误；协议书须整份录入，请把文件中有误的行改好后一并导入",
                "This row is right; agreements are entered whole: mend the wrong rows and import all of them together",
            );
            self.settled.push(RowResult::refused(row, vec![reason]));
        }
        Vec::new()
    }

    /// The same line twice in one file is one.
    fn take_once(&mut self, planned: Vec<Planned>) {
        let mut seen: HashSet<(String, Vec<u8>)> = HashSet::new();
        for one in planned {
            if seen.insert((one.key.clone(), one.body.clone())) {
                self.planned.push(one);
                continue;
            }
            let twice = one.rows.into_iter().map(|row| RowResult {
                row,
                status: RowStatus::Already,
                numbers: Vec::new(),
                reasons: Vec::new(),
            });
            self.settled.extend(twice);
        }
    }
}

/// A reason that no single cell is to blame for.
fn whole_row(code: &str, zh: &str, en: &str) -> Reason {
    Reason { column: String::new(), code: code.to_owned(), zh: zh.to_owned(), en: en.to_owned() }
}
