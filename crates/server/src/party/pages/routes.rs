//! Where the pages are, and what each needs.

use super::{change, list, reform};
use crate::platform::identity::Permission;
use crate::platform::web::Routes;

/// The routes of the pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/system/departments", Permission::Administer, list::departments)
        .get("/system/departments/new", Permission::Administer, change::found_form)
        .post("/system/departments/new", Permission::Administer, change::found)
        .get("/system/departments/{code}", Permission::Administer, list::department)
        .get("/system/departments/{code}/rename", Permission::Administer, change::rename_form)
        .post("/system/departments/{code}/rename", Permission::Administer, change::rename)
        .post("/system/departments/{code}/sections", Permission::Administer, change::add_section)
        .get("/system/departments/{code}/sections/{section}", Permission::Administer, change::section_form)
        .post("/system/departments/{code}/sections/{section}", Permission::Administer, change::rename_section)
        .post("/system/departments/{code}/sections/{section}/close", Permission::Administer, change::close_section)
        .get("/system/departments/{code}/reform", Permission::Administer, reform::form)
        .post("/system/departments/{code}/reform", Permission::Administer, reform::post)
}
