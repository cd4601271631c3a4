//! How designations, leaves and changes of roster stand in the database.

use crate::platform::directory::Directory;
use crate::platform::stored::Stored;
use shenguan_db::Value;
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::roster::{Designation, RosterChange, Substitution};

impl Stored for Designation {
    const KIND: &'static str = "designation";
    const IN_DIRECTORY: bool = true;

    fn enter(&self, id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_designation(id, self);
    }
}

impl Stored for Substitution {
    const KIND: &'static str = "substitution";
    const STATE_COLUMNS: &'static [&'static str] = &["number"];
    const IN_DIRECTORY: bool = true;

    fn state_columns(&self) -> Vec<Value> {
        vec![self.number.as_str().into()]
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        vec![self.department.clone()]
    }

    fn enter(&self, id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_substitution(id, self);
    }
}

impl Stored for RosterChange {
    const KIND: &'static str = "roster_change";
    const STATE_COLUMNS: &'static [&'static str] = &["number", "letter"];

    fn state_columns(&self) -> Vec<Value> {
        vec![self.number.as_str().into(), self.letter.as_str().into()]
    }

    /// The other side knows of it when the letter is sent, and not before.
    fn readers(&self) -> Vec<DepartmentCode> {
        let to = self.to.iter().filter(|_| self.stage.sent_at().is_some());
        std::iter::once(&self.department).chain(to).cloned().collect()
    }

    fn reader_columns(&self) -> [&str; 2] {
        ["", self.stage.as_str()]
    }
}
