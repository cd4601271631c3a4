//! Which deed needs which permission, and where it stands.

use super::{forms, ladder, registers};
use crate::channel::{acts, api};
use crate::platform::face::{Deed, Faces};
use crate::platform::identity::Permission;
use crate::platform::web::Routes;
use shenguan_rules::channel::{ConsultationProposal, Correspondence, PhoneNote, Remark};
use utoipa_axum::routes as described;

/// The calls and the pages of 二(四).
pub fn routes(routes: Routes) -> Routes {
    let routes = Faces::<Correspondence>::new(routes, Permission::ReadItems)
        .deed(Deed::born("draft", Permission::Correspond, acts::draft).form(forms::draft))
        .deed(Deed::on("revise", Permission::Correspond, acts::revise).form(forms::revise))
        .deed(Deed::on("submit", Permission::Correspond, acts::submit).form(forms::submit))
        .deed(Deed::on("endorse", Permission::Endorse, acts::endorse).form(forms::endorse))
        .deed(Deed::on("send-back", Permission::Endorse, acts::send_back).form(forms::send_back))
        .deed(Deed::on("pass-on", Permission::Endorse, acts::pass_on).form(forms::pass_on))
        .deed(Deed::on("enter-endorsement", Permission::Correspond, acts::enter_endorsement).form(forms::enter))
        .deed(Deed::on("consent", Permission::Endorse, acts::consent))
        .deed(Deed::on("issue", Permission::Correspond, acts::issue).form(forms::issue))
        .deed(Deed::on("withdraw", Permission::Correspond, acts::withdraw).form(forms::withdraw))
        .deed(Deed::on("file", Permission::FileCorrespondence, acts::file))
        .into_routes();
    let routes = Faces::<PhoneNote>::new(routes, Permission::ReadItems)
        .deed(Deed::born("note", Permission::Negotiate, acts::note_call).form(forms::note))
        .deed(Deed::on("confirm", Permission::Correspond, acts::confirm_call).form(forms::confirm))
        .deed(Deed::on("dispute", Permission::Correspond, acts::dispute_call).form(forms::dispute))
        .into_routes();
    let routes = Faces::<ConsultationProposal>::new(routes, Permission::ReadItems)
        .deed(Deed::born("propose", Permission::Negotiate, acts::propose_consultation).form(forms::propose))
        .into_routes();
    let routes = Faces::<Remark>::new(routes, Permission::ReadItems)
        .deed(Deed::born("give", Permission::Endorse, acts::give_remark).form(forms::give))
        .deed(Deed::on("finish", Permission::Correspond, acts::finish_remark).form(forms::finish))
        .into_routes();
    routes
        .api(Permission::ReadItems, described!(api::correspondence))
        .api(Permission::ReadItems, described!(api::phone_notes))
        .api(Permission::ReadItems, described!(api::proposals))
        .api(Permission::ReadItems, described!(api::ladder))
        .api(Permission::ReadDirectory, described!(api::registers))
        .api(Permission::ManageDirectory, described!(api::reserve))
        .get("/ladder/{number}", Permission::ReadItems, ladder::ladder)
        .get("/number-registers", Permission::ReadDirectory, registers::list)
        .post("/number-registers", Permission::ManageDirectory, registers::reserve)
}
