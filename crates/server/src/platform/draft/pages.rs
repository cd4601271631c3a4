//! 我的草稿: the list, saving with and without a script, going on, taking away.

use super::form::{DraftNote, place, saved};
use super::keep::digest;
use super::store::{self, DAYS_KEPT, DRAFTS_MAX, Owner};
use super::typed::{Pairs, Typed, is_id, with_draft};
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, Permission};
use crate::platform::web::{
    Nav, Outcome, Page, Routes, Server, Visit, forget_draft_claim, minute, render, see_other, unprocessable,
};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use serde::Serialize;
use shenguan_rules::subject::Actor;

/// Where the list is.
pub(super) const HOME: &str = "/drafts";

/// The routes of drafts.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(HOME, Permission::OwnAccount, list)
        .post(HOME, Permission::OwnAccount, save)
        .get("/drafts/{id}", Permission::OwnAccount, resume)
        .post("/drafts/{id}/delete", Permission::OwnAccount, delete)
}

#[derive(Template)]
#[template(path = "drafts.html")]
struct DraftsPage {
    page: Page,
    drafts: Vec<DraftNote>,
}

/// What the script is told.
#[derive(Serialize)]
struct SavedWire {
    draft: String,
    version: i64,
    said: String,
    is_second: bool,
}

/// `GET /drafts`.
async fn list(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let account = account_of(&caller)?;
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Sent)?;
        let now = read.now();
        let drafts = store::drafts_of(read.tx(), &account, now)?;
        let drafts = drafts.iter().map(|draft| DraftNote::new(draft, &visit, now)).collect();
        let title = page.t("drafts-title").to_string();
        render(&DraftsPage { page: page.titled(title), drafts })
    });
    Ok(shown.await?)
}

/// `POST /drafts`: by the script every few seconds, by the button 存草稿 without one.
async fn save(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Outcome<Response> {
    let account = account_of(&caller)?;
    let typed = Typed::of(&pairs).ok_or_else(|| Error::field("draft", "FIELD_MISSING"))?;
    let path = typed.path.clone();
    let is_script = headers.get(ACCEPT).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let saved = match saved(&server, Owner::Account(account), typed).await {
        Ok(saved) => saved.ok_or(Error::Busy("there is no room for a draft"))?,
        Err(error) if is_script && !visit.field_messages(&error).is_empty() => {
            let said = visit.field_messages(&error).into_iter().map(|field| field.message).collect();
            let wire = SavedWire { draft: String::new(), version: 0, said, is_second: false };
            let kind = [(CONTENT_TYPE, "application/problem+json")];
            return Ok(unprocessable((kind, Json(wire).into_response()).into_response()));
        }
        Err(error) => return Err(error.into()),
    };
    let words = if saved.is_second { "draft-second" } else { "draft-saved-by-itself" };
    let said = visit.t(words).with("moment", minute(saved.saved_at));
    if is_script {
        let said = said.to_string();
        let wire = SavedWire { draft: saved.id, version: saved.version, said, is_second: saved.is_second };
        return Ok(Json(wire).into_response());
    }
    let said = if saved.is_second { said } else { visit.t("draft-saved-at").with("moment", minute(saved.saved_at)) };
    Ok(see_other(&visit, &with_draft(&path, &saved.id), Some(&said)))
}

/// `GET /drafts/{id}`: to the form, filled in. What was typed before the login is now that of whoever logged in.
async fn resume(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    let account = account_of(&caller)?;
    let id = Some(id).filter(|id| is_id(id)).ok_or(Error::NotFound)?;
    if let Some(draft) = found(&server, &account, &id).await? {
        return Ok(see_other(&visit, &place(&draft), None));
    }
    let claim = visit.draft_claim().map(digest).ok_or(Error::NotFound)?;
    let (of, asked) = (account.clone(), id.clone());
    server.app.act(Actor::Setup, move |act| store::claim(act, &of, &claim, &asked)).await?;
    let draft = found(&server, &account, &id).await?.ok_or(Error::NotFound)?;
    let mut response = see_other(&visit, &place(&draft), None);
    forget_draft_claim(&mut response);
    Ok(response)
}

/// `POST /drafts/{id}/delete`.
async fn delete(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    let account = account_of(&caller)?;
    server
        .app
        .act(Actor::Setup, move |act| {
            store::delete(act, &account, &id);
            Ok(())
        })
        .await?;
    let back = visit.referer().filter(|path| !path.contains("draft=")).unwrap_or(HOME);
    Ok(see_other(&visit, back, Some(&visit.t("draft-deleted"))))
}

async fn found(server: &Server, account: &str, id: &str) -> Result<Option<store::Draft>> {
    let (account, id) = (account.to_owned(), id.to_owned());
    let found = server.app.read(move |read| {
        let now = read.now();
        store::find(read.tx(), &account, &id, now)
    });
    found.await
}

/// Only people have drafts.
fn account_of(caller: &Caller) -> Result<String> {
    caller.account.clone().ok_or(Error::NotFound)
}

impl DraftsPage {
    fn days() -> i64 {
        DAYS_KEPT
    }

    fn most() -> i64 {
        DRAFTS_MAX
    }
}
