//! How departments and officers stand in the database.

use crate::platform::directory::{Directory, card};
use crate::platform::stored::Stored;
use shenguan_rules::party::{Department, Officer};

impl Stored for Department {
    const KIND: &'static str = "department";
    const IN_DIRECTORY: bool = true;

    fn enter(&self, _id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_department(self);
    }
}

impl Stored for Officer {
    const KIND: &'static str = "officer";
    const IN_DIRECTORY: bool = true;

    fn content_digest(&self) -> Option<String> {
        Some(self.content.to_string())
    }

    fn enter(&self, _id: &str, content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_officer(self, card(content));
    }
}
