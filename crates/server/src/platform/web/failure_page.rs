//! The page of a failure: what happened, what was kept, whom to ask, and the number under which the log has it.

use super::page::{Page, render};
use super::problem::Problem;
use super::visit::Visit;
use crate::platform::directory::OfficerEntry;
use crate::platform::draft;
use crate::platform::identity::{Permission, who_may};
use askama::Template;
use axum::response::{IntoResponse, Response};
use shenguan_rules::calendar::local_date;
use shenguan_rules::roster::Role;

/// So many people are named.
const PEOPLE_MAX: usize = 3;

/// Somebody who can.
struct PersonToAsk {
    name: String,
    department: String,
    contact: String,
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'p> {
    page: Page,
    problem: &'p Problem,
    draft: Option<&'p str>,
    people: Vec<PersonToAsk>,
}

/// The page, in the frame of whoever asked.
pub(super) fn failure_page(visit: &Visit, problem: &Problem, draft: Option<&draft::Kept>) -> Response {
    let page = Page::bare(visit).titled(problem.title.clone());
    let draft = draft.map(|draft| draft.location.as_str());
    let people = visit.lacked().map(|permission| people(visit, permission)).unwrap_or_default();
    render(&FailurePage { page, problem, draft, people }).unwrap_or_else(|error| {
        tracing::error!(%error, "the page of a failure cannot be written");
        problem.title.clone().into_response()
    })
}

/// E3: who can, the own department first.
fn people(visit: &Visit, permission: Permission) -> Vec<PersonToAsk> {
    let (app, directory) = (&visit.server().app, visit.server().app.directory());
    let today = local_date(app.clock().now());
    let roles: Vec<Role> = who_may(permission).collect();
    let own = visit.caller().map(|caller| caller.department.clone());
    let can = |entry: &&OfficerEntry| {
        entry.officer.serves_on(today)
            && directory.roles_of(&entry.officer.id, today).iter().any(|role| roles.contains(role))
    };
    let mut found: Vec<&OfficerEntry> = directory.officers().filter(can).collect();
    found.sort_by_key(|entry| own.as_ref() != Some(&entry.officer.department));
    let told = found.into_iter().take(PEOPLE_MAX).map(|entry| PersonToAsk {
        name: entry.card.name.clone(),
        department: directory
            .department(&entry.officer.department)
            .map(|department| department.name_on(today).to_owned())
            .unwrap_or_default(),
        contact: entry.card.contact.clone(),
    });
    told.collect()
}
