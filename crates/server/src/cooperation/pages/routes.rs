//! Which page needs which permission.

use super::{list, notes};
use crate::platform::identity::Permission;
use crate::platform::web::Routes;

/// The routes of the pages that no deed brings along.
pub(in crate::cooperation) fn routes(routes: Routes) -> Routes {
    routes
        .get("/cooperation", Permission::ReadItems, list::list)
        .get("/items/{number}/notes", Permission::ReadItems, notes::show_notes)
        .post("/items/{number}/notes", Permission::Note, notes::post)
}
