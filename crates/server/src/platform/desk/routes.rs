//! Where the lists are.

use super::{done, entry, exports, live, sent, todo};
use crate::platform::identity::Permission;
use crate::platform::web::Routes;

/// The routes of 待办, 已办 and 已发.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/todo", Permission::ReadItems, todo::todo)
        .get("/todo/export", Permission::ReadItems, exports::todo_export)
        .get("/todo/live", Permission::ReadItems, live::live)
        .get("/todo/news", Permission::ReadItems, live::news)
        .get("/todo/done", Permission::ReadItems, done::done)
        .get("/todo/done/export", Permission::ReadItems, exports::done_export)
        .get("/sent", Permission::ReadItems, sent::sent)
        .get("/ledger/entries/{sequence}", Permission::ReadItems, entry::entry)
        .get("/sent/export", Permission::ReadItems, exports::sent_export)
}
