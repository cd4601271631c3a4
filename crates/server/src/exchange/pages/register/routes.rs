//! Where the register is, and what it needs.

use super::{page, party, views};
use crate::platform::export::ExportList;
use crate::platform::identity::Permission;
use crate::platform::web::Routes;

/// The lists of the register that are exported.
pub const LISTS: &[&dyn ExportList] = &[&page::Register, &party::Party];

/// The routes of the register.
pub(in crate::exchange::pages) fn routes(routes: Routes) -> Routes {
    routes
        .get("/register", Permission::ReadRegister, page::register)
        .get("/register/export", Permission::ReadRegister, page::register_export)
        .get("/register/views", Permission::ReadRegister, views::views)
        .post("/register/views", Permission::ReadRegister, views::keep)
        .post("/register/views/{view}/rename", Permission::ReadRegister, views::rename)
        .post("/register/views/{view}/default", Permission::ReadRegister, views::prefer)
        .post("/register/views/{view}/delete", Permission::ReadRegister, views::remove)
        .get("/parties/{code}", Permission::ReadRegister, party::party)
        .get("/parties/{code}/export", Permission::ReadRegister, party::party_export)
}
