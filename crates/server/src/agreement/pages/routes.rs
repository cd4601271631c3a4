//! Where the pages are, and what each needs.

use super::{agreements, items};
use crate::platform::identity::Permission;
use crate::platform::web::Routes;

/// The routes of the pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/system/items", Permission::Administer, items::items)
        .get("/system/items/new", Permission::Administer, items::new_form)
        .post("/system/items/new", Permission::Administer, items::new_item)
        .get("/system/items/one", Permission::Administer, items::item)
        .get("/system/agreements", Permission::Administer, agreements::agreements)
        .get("/system/agreements/new", Permission::Administer, agreements::new_form)
        .post("/system/agreements/new", Permission::Administer, agreements::new_agreement)
        .get("/system/agreements/{id}", Permission::Administer, agreements::agreement)
        .post("/system/agreements/{id}", Permission::Administer, agreements::change)
        .post("/system/agreements/{id}/end", Permission::Administer, agreements::end)
}
