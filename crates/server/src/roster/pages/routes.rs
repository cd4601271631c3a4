//! Where the pages are, and what each needs.

use super::{bulk, designations};
use crate::platform::identity::Permission;
use crate::platform::web::Routes;

/// The routes of the pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/system/roster", Permission::Administer, designations::roster)
        .post("/system/roster", Permission::Administer, designations::name)
        .post("/system/roster/officers", Permission::Administer, designations::enter)
        .get("/system/roster/{id}/end", Permission::Administer, designations::end_form)
        .post("/system/roster/{id}/end", Permission::Administer, designations::end_post)
        .get("/system/accounts/bulk", Permission::ManageAccounts, bulk::form)
        .post("/system/accounts/bulk", Permission::ManageAccounts, bulk::post)
}
