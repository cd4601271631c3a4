//! Mapping tables of the outside world to records: the public licence and penalty lists (双公示) that a city already keeps,
//! and the lists of items, departments, agreements (二(一)) and officers (二(二)) with which it begins.
//!
//! Nothing here touches a database: a table goes in, and for each row a record or the reasons why not comes out.

mod agreements;
mod cells;
mod columns;
mod departments;
mod items;
mod licence_columns;
mod licences;
mod outcome;
mod parsed;
mod penalties;
mod penalty_columns;
mod penalty_kinds;
mod roster;
mod row;
mod template;

pub use agreements::{AgreementRow, parse_agreements};
pub use columns::{ROW_HEADING, WHY_HEADING};
pub use departments::{DepartmentRow, parse_departments};
pub use items::{ItemRow, parse_items};
pub use licences::{ImportedApproval, parse_licences};
pub use parsed::{ImportRefusal, Parsed, RowOutcome, RowRefusal};
pub use penalties::{ImportedPenalty, parse_penalties};
pub use roster::{RosterRow, parse_roster};
pub use template::{
    EXAMPLE_MARK, TemplateColumns, agreements_template, departments_template, items_template, licences_template,
    penalties_template, roster_template,
};

#[cfg(test)]
mod tests;
