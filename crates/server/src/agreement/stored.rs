//! How items and agreements stand in the database.

use crate::platform::directory::Directory;
use crate::platform::stored::Stored;
use shenguan_rules::agreement::{ApprovalItem, HandoverAgreement};

impl Stored for ApprovalItem {
    const KIND: &'static str = "approval_item";
    const IN_DIRECTORY: bool = true;

    fn enter(&self, _id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_item(self);
    }
}

impl Stored for HandoverAgreement {
    const KIND: &'static str = "handover_agreement";
    const IN_DIRECTORY: bool = true;

    fn enter(&self, _id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_agreement(self);
    }
}
