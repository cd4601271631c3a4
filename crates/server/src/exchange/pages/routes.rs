//! Where the pages are, and what each needs.

use super::act::{Verb, act};
use super::act_form::act_form;
use super::{approvals, bulk, figures, figures_export, files, imports, item, people, push, push_files, register};
use crate::platform::desk::Fields;
use crate::platform::draft::Filled;
use crate::platform::identity::{Caller, Permission};
use crate::platform::web::{Routes, Server, Visit};
use axum::Form;
use axum::extract::{Path, State};

/// The routes of the pages.
pub fn routes(routes: Routes) -> Routes {
    register::routes(imported(pushes(acts(lists(routes)))))
}

fn lists(routes: Routes) -> Routes {
    routes
        .post("/todo/acknowledge", Permission::Acknowledge, bulk::acknowledge_several)
        .post("/todo/read", Permission::ReadItems, bulk::read_several)
        .get("/approvals", Permission::ReadResponsibility, approvals::approvals)
        .get("/approvals/{number}", Permission::ReadResponsibility, approvals::approval)
        .get("/figures", Permission::ReadFigures, figures::figures)
        .get("/figures/export", Permission::ReadFigures, figures_export::export)
        .get("/people", Permission::ReadDirectory, people::people)
        .get("/people/export", Permission::ReadDirectory, people::export)
        .get("/items/{number}", Permission::ReadItems, item::item)
        .get("/items/{number}/sheet", Permission::ReadItems, item::sheet)
        .get("/items/{number}/attachments.zip", Permission::ReadItems, files::attachments)
}

fn pushes(routes: Routes) -> Routes {
    routes
        .get("/push/new", Permission::Push, push::push_new)
        .post("/push/new", Permission::Push, push::push_post)
        .post("/push/preview", Permission::Push, push::preview)
        .post("/push/attachments", Permission::Attach, push_files::attach)
        .get("/items/{number}/correct", Permission::Correct, push::correct_form)
        .post("/items/{number}/correct", Permission::Correct, push::correct_post)
}

fn imported(routes: Routes) -> Routes {
    routes
        .get("/imports/new", Permission::Import, imports::import_new)
        .get("/imports/templates/{file}", Permission::Import, imports::import_template)
        .post("/imports", Permission::Import, imports::import_send)
        .get("/imports/{id}", Permission::Import, imports::import_checked)
        .post("/imports/{id}/start", Permission::Import, imports::import_start)
        .get("/imports/{id}/wrong.csv", Permission::Import, imports::import_wrong)
}

fn acts(routes: Routes) -> Routes {
    let forms = [
        ("/items/{number}/return", Permission::Return, Verb::Return),
        ("/items/{number}/uphold", Permission::Uphold, Verb::Uphold),
        ("/items/{number}/reroute", Permission::Reroute, Verb::Reroute),
        ("/items/{number}/recall", Permission::Recall, Verb::Recall),
        ("/items/{number}/reply", Permission::Reply, Verb::Reply),
        ("/items/{number}/follow-up", Permission::FollowUp, Verb::FollowUp),
        ("/items/{number}/assign", Permission::Assign, Verb::Assign),
    ];
    let routes = posted(routes, "/items/{number}/remind", Permission::Remind, Verb::Remind);
    let routes = posted(routes, "/items/{number}/acknowledge", Permission::Acknowledge, Verb::Acknowledge);
    forms.into_iter().fold(routes, |routes, (path, permission, verb)| {
        let form =
            move |server: State<Server>, visit: Visit, caller: Caller, path: Path<String>, filled: Filled<Fields>| {
                act_form(verb, server, visit, caller, path, filled)
            };
        posted(routes.get(path, permission, form), path, permission, verb)
    })
}

fn posted(routes: Routes, path: &'static str, permission: Permission, verb: Verb) -> Routes {
    let handler = move |server: State<Server>, visit: Visit, caller: Caller, path: Path<String>, form: Form<Fields>| {
        act(verb, server, visit, caller, path, form)
    };
    routes.post(path, permission, handler)
}
