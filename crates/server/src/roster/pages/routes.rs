//! Where the pages and the calls are, and what each needs.

use super::{bulk, changes, designations, forms, leaves};
use crate::platform::face::{Deed, Faces};
use crate::platform::identity::Permission;
use crate::platform::web::Routes;
use crate::roster::{acts, api};
use shenguan_rules::roster::{RosterChange, Substitution};
use utoipa_axum::routes as described;

/// The routes of the pages and of the API.
pub fn routes(routes: Routes) -> Routes {
    let routes = Faces::<Substitution>::new(routes, Permission::ReadDirectory)
        .deed(Deed::born("begin", Permission::ArrangeLeave, acts::begin_leave).form(forms::begin))
        .deed(Deed::on("end", Permission::ArrangeLeave, acts::end_leave).form(forms::end))
        .into_routes();
    let routes = Faces::<RosterChange>::new(routes, Permission::ReadDirectory)
        .deed(Deed::born("draft", Permission::ChangeRoster, acts::draft_change).form(forms::change))
        .deed(Deed::on("file", Permission::ChangeRoster, acts::file_change))
        .deed(Deed::on("list-handover", Permission::ChangeRoster, acts::list_handover))
        .deed(Deed::on("confirm-handover", Permission::ConfirmHandover, acts::confirm_handover))
        .into_routes();
    routes
        .api(Permission::ReadDirectory, described!(api::substitutions))
        .api(Permission::ArrangeLeave, described!(api::check))
        .api(Permission::ReadDirectory, described!(api::changes))
        .get("/leaves", Permission::ReadDirectory, leaves::list)
        .get("/roster-changes", Permission::ReadDirectory, changes::list)
        .get("/system/roster", Permission::Administer, designations::roster)
        .post("/system/roster", Permission::Administer, designations::name)
        .post("/system/roster/officers", Permission::Administer, designations::enter)
        .get("/system/roster/{id}/end", Permission::Administer, designations::end_form)
        .post("/system/roster/{id}/end", Permission::Administer, designations::end_post)
        .get("/system/accounts/bulk", Permission::ManageAccounts, bulk::form)
        .post("/system/accounts/bulk", Permission::ManageAccounts, bulk::post)
}
