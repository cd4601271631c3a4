//! Where the pages are, and what each needs.

use super::{calendar, decide, list, outages, setting};
use crate::platform::identity::Permission;
use crate::platform::web::Routes;

/// The routes of the pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/system/rules", Permission::ProposeAmendment, list::rules)
        .get("/system/rules/calendar", Permission::ProposeAmendment, calendar::form)
        .post("/system/rules/calendar", Permission::ProposeAmendment, calendar::post)
        .get("/system/rules/setting", Permission::ProposeAmendment, setting::form)
        .post("/system/rules/setting", Permission::ProposeAmendment, setting::post)
        .get("/system/rules/{id}", Permission::ProposeAmendment, decide::proposal)
        .post("/system/rules/{id}/confirm", Permission::ConfirmAmendment, decide::confirm)
        .post("/system/rules/{id}/withdraw", Permission::ProposeAmendment, decide::withdraw)
        .get("/system/outages", Permission::Administer, outages::outages)
        .post("/system/outages", Permission::Administer, outages::record)
        .post("/system/outages/planned", Permission::Administer, outages::announce)
        .post("/system/outages/planned/{id}/withdraw", Permission::Administer, outages::withdraw)
}
