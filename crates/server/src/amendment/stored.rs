//! How an amendment stands in the database.

use crate::platform::directory::Directory;
use crate::platform::stored::Stored;
use shenguan_rules::amendment::Amendment;

impl Stored for Amendment {
    const KIND: &'static str = "amendment";
    const IN_DIRECTORY: bool = true;

    fn enter(&self, id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_amendment(id, self);
    }
}
