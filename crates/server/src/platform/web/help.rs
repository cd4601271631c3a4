//! 帮助·意见: how it is done, in the users' words; what each clause has the platform do; whom to call; and what people say about it.

use super::answer::json_answer;
use super::extract::{Cursor, Paging, form_key};
use super::failure::Outcome;
use super::moment::stamp;
use super::page::{Nav, Page, render, see_other, unprocessable};
use super::problem::FieldProblem;
use super::routes::Routes;
use super::server::Server;
use super::visit::Visit;
use crate::platform::error::Result;
use crate::platform::feedback::{FEEDBACK_CHARACTERS_MAX, feedback, give_feedback};
use crate::platform::identity::{Caller, Permission};
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use shenguan_rules::calendar::local_date;

/// Rows of the list at once.
const ROWS_MAX: usize = 50;
/// 怎么办, in this order: members of `how` and `how-text`.
const HOW: [&str; 10] = ["receive", "return", "push", "find", "responsible", "deemed", "print", "keys", "look", "call"];
/// The clauses that people ask about: members of `clause` and `clause-text`.
const CLAUSES: [&str; 7] = ["2-1-2", "2-2-1", "2-3-1", "2-3-2", "2-3-3-outcome", "2-3-3-penalty", "2-3-3-deemed"];

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/help", Permission::Public, help)
        .post("/help/feedback", Permission::OwnAccount, give)
        .get("/help/thanks", Permission::OwnAccount, thanks)
        .get("/system/feedback", Permission::ManageAccounts, list)
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    page: Page,
    errors: Vec<FieldProblem>,
    words: String,
    most: usize,
}

#[derive(Template)]
#[template(path = "thanks.html")]
struct ThanksPage {
    page: Page,
}

#[derive(Template)]
#[template(path = "system/feedback.html")]
struct FeedbackPage {
    page: Page,
    rows: Vec<FeedbackRow>,
    next: Option<String>,
}

/// What somebody said, with names.
struct FeedbackRow {
    at: String,
    department: String,
    person: String,
    contact: String,
    words: String,
}

#[derive(Deserialize)]
struct FeedbackForm {
    #[serde(default)]
    words: String,
    #[serde(default)]
    once: String,
}

impl HelpPage {
    fn how() -> [&'static str; 10] {
        HOW
    }

    fn clauses() -> [&'static str; 7] {
        CLAUSES
    }
}

/// `GET /help`, for whoever cannot log in too.
async fn help(State(server): State<Server>, visit: Visit, caller: Option<Caller>) -> Outcome<Response> {
    Ok(shown(&server, visit, caller, String::new(), Vec::new()).await?)
}

/// `POST /help/feedback`.
async fn give(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Form(form): Form<FeedbackForm>,
) -> Outcome<Response> {
    let key = form_key(&caller, &form.once, "/help/feedback", form.words.as_bytes());
    let (department, officer) =
        (caller.department.clone(), caller.person.as_ref().map(|person| person.officer.clone()));
    let words = form.words.clone();
    let given = server.app.act_once(caller.actor.clone(), key, move |act| {
        give_feedback(act, &department, officer.as_ref(), &words)?;
        json_answer(200, &())
    });
    let Err(error) = given.await else { return Ok(see_other(&visit, "/help/thanks", None)) };
    let errors = visit.field_messages(&error);
    if errors.is_empty() {
        return Err(error.into());
    }
    Ok(unprocessable(shown(&server, visit, Some(caller), form.words, errors).await?))
}

/// `GET /help/thanks`: what happens with it.
async fn thanks(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Help)?;
        let title = page.t("thanks-title").to_string();
        render(&ThanksPage { page: page.titled(title) })
    });
    Ok(shown.await?)
}

/// `GET /system/feedback`.
async fn list(State(server): State<Server>, visit: Visit, caller: Caller, paging: Paging) -> Outcome<Response> {
    let after = paging.place::<(i64, String)>()?;
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::System)?;
        let mut found = feedback(read.tx(), after, ROWS_MAX + 1)?;
        let is_more = found.len() > ROWS_MAX;
        found.truncate(ROWS_MAX);
        let last = found.last().filter(|_| is_more);
        let next = last.map(|last| {
            let place = (last.given_at.as_microsecond(), last.id.as_str());
            format!("/system/feedback?cursor={}", Cursor::after(&place))
        });
        let (directory, today, language) = (read.directory(), local_date(read.now()), visit.language());
        let rows = found.into_iter().map(|said| {
            let card = said.officer.and_then(|officer| directory.officer(&officer)).map(|entry| entry.card.clone());
            let department = directory.department(&said.department);
            FeedbackRow {
                at: stamp(said.given_at, read.now(), language),
                department: department.map(|found| found.name_on(today).to_owned()).unwrap_or_default(),
                person: card.as_ref().map(|card| card.name.clone()).unwrap_or_default(),
                contact: card.map(|card| card.contact).unwrap_or_default(),
                words: said.words,
            }
        });
        let rows = rows.collect();
        let title = page.t("feedback-title").to_string();
        render(&FeedbackPage { page: page.titled(title), rows, next })
    });
    Ok(shown.await?)
}

async fn shown(
    server: &Server,
    visit: Visit,
    caller: Option<Caller>,
    words: String,
    errors: Vec<FieldProblem>,
) -> Result<Response> {
    let Some(caller) = caller else {
        let page = Page::bare(&visit);
        let title = page.t("nav-help").to_string();
        return render(&HelpPage { page: page.titled(title), errors, words, most: FEEDBACK_CHARACTERS_MAX });
    };
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Help)?;
        let title = page.t("nav-help").to_string();
        render(&HelpPage { page: page.titled(title), errors, words, most: FEEDBACK_CHARACTERS_MAX })
    });
    shown.await
}
