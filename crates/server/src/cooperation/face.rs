//! The faces of a request: its calls, its pages, and which permission each needs.

use super::{acts, api, forms, pages};
use crate::cooperation::wire::CooperationRequestWire;
use crate::platform::act::Act;
use crate::platform::error::Result;
use crate::platform::face::{Deed, Face, Faces, Shown, View};
use crate::platform::identity::{Caller, Permission, Scope};
use crate::platform::stored::Held;
use crate::platform::web::{Nav, Routes};
use shenguan_rules::cooperation::{CooperationRequest, ExtensionAnswer};

impl Face for CooperationRequest {
    const API: &'static str = "cooperation-requests";
    const PAGES: &'static str = "/cooperation";
    const NAV: Nav = Nav::Todo;
    type Wire = CooperationRequestWire;

    fn number(&self) -> &str {
        &self.number
    }

    fn wire(view: &mut View<'_, '_>, scope: &Scope, held: &Held<Self>) -> Result<Self::Wire> {
        CooperationRequestWire::new(view, scope, held)
    }

    fn asks_look(&self, caller: &Caller) -> bool {
        caller.person.is_some() && caller.department == self.to && self.opened_at.is_none()
    }

    fn looked_at(act: &mut Act<'_, '_>, held: Held<Self>) -> Result<()> {
        acts::open(act, held)
    }

    /// The addressee asks for an extension by the same deed by which the asker decides on it.
    fn reads_as(&self, word: &'static str, caller: &Caller) -> &'static str {
        if word == "extend" && caller.department == self.from { "decide-extension" } else { word }
    }

    /// A part leaves the term running, and a decision goes one way or the other: whoever did it reads which.
    fn done_as(&self, word: &'static str, caller: &Caller) -> &'static str {
        let decided = self.extensions.iter().rev().find_map(|asked| asked.answer.as_ref());
        match (self.reads_as(word, caller), decided) {
            ("reply", _) if self.replies.last().is_some_and(|reply| reply.partial) => "reply-part",
            ("decide-extension", Some(ExtensionAnswer::Granted { .. })) => "extension-granted",
            ("decide-extension", Some(ExtensionAnswer::Refused { .. })) => "extension-refused",
            (word, _) => word,
        }
    }

    fn page(shown: Shown<'_, '_, '_, Self>) -> Result<()> {
        pages::request(shown)
    }
}

/// The routes of this section.
pub fn routes(routes: Routes) -> Routes {
    let (asks, answers) = (Permission::AskCooperation, Permission::AnswerCooperation);
    let routes = Faces::<CooperationRequest>::new(routes, Permission::ReadItems)
        .deed(Deed::born("issue", asks, acts::issue).form(forms::issue))
        .deed(Deed::on("reply", answers, acts::reply).form(forms::reply).makes())
        .deed(Deed::on("question", answers, acts::question).form(forms::question))
        .deed(Deed::on("explain", asks, acts::explain).form(forms::explain))
        .deed(Deed::on("extend", answers, acts::extend).form(forms::extend))
        .deed(Deed::on("not-ours", answers, acts::not_ours).form(forms::not_ours))
        .deed(Deed::on("redirect", asks, acts::redirect).form(forms::redirect).makes())
        .deed(Deed::on("uphold", asks, acts::uphold).form(forms::uphold))
        .deed(Deed::on("ask-again", asks, acts::ask_again).form(forms::ask_again))
        .deed(Deed::on("confirm", asks, acts::confirm))
        .deed(Deed::on("remind", Permission::Remind, acts::remind))
        .deed(Deed::on("withdraw", asks, acts::withdraw).form(forms::withdraw))
        .deed(Deed::on("share", asks, acts::share).form(forms::share))
        .deed(Deed::on("assign", answers, acts::hand_on).form(forms::assign))
        .deed(Deed::on("countersign", answers, acts::countersign).form(forms::countersign))
        .deed(Deed::on("sign", answers, acts::sign).form(forms::sign))
        .deed(Deed::on("merge", answers, acts::merge).form(forms::reply).makes())
        .into_routes();
    pages::routes(api::routes(routes))
}
