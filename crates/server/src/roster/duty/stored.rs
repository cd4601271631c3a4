//! How a day of the duty roster stands in the database.

use crate::platform::directory::Directory;
use crate::platform::stored::Stored;
use shenguan_rules::roster::DutyDay;

impl Stored for DutyDay {
    const KIND: &'static str = "duty_day";
    const IN_DIRECTORY: bool = true;

    fn enter(&self, _id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_duty_day(self);
    }
}
