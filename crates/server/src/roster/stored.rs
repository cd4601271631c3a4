//! How designations and leaves stand in the database.

use crate::platform::directory::Directory;
use crate::platform::stored::Stored;
use shenguan_rules::roster::{Designation, Substitution};

impl Stored for Designation {
    const KIND: &'static str = "designation";
    const IN_DIRECTORY: bool = true;

    fn enter(&self, id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_designation(id, self);
    }
}

impl Stored for Substitution {
    const KIND: &'static str = "substitution";
    const IN_DIRECTORY: bool = true;

    fn enter(&self, id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_substitution(id, self);
    }
}
