//! 件详情: what to do, who holds which duty, what was approved or decided, what happened; and 办理单, the same on paper.

use super::detail::Detail;
use super::strip::relation;
use crate::exchange::acts;
use crate::exchange::store;
use crate::platform::desk::{Fields, Filter, Words};
use crate::platform::export;
use crate::platform::identity::{Caller, Permission, Relation};
use crate::platform::web::{Nav, Outcome, Page, Query, Server, Visit, render};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

/// Why an act did not come about (E2, E3), on the page that shows how things stand now.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// 409 or 403.
    pub status: StatusCode,
    /// Who did it already, or who can.
    pub lead: String,
    /// The words of the refusal.
    pub more: String,
}

#[derive(Template)]
#[template(path = "exchange/item.html")]
struct ItemPage {
    page: Page,
    note: Option<Note>,
    it: Detail,
}

impl ItemPage {
    /// Whether the reader may ask for cooperation about it.
    fn may_ask(&self) -> bool {
        self.page.may(Permission::AskCooperation)
    }
}

#[derive(Template)]
#[template(path = "exchange/sheet.html")]
struct SheetPage {
    page: Page,
    it: Detail,
}

/// `GET /items/{number}`. Opening it by an officer of the addressee is a fact of the record.
pub(super) async fn item(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
    Query(query): Query<Fields>,
) -> Outcome<Response> {
    open(&server, &caller, number.clone()).await?;
    show(&server, visit, caller, number, Filter::of(&query), None).await
}

/// `GET /items/{number}/sheet`: 办理单, with dates only; it may be read long after it was printed.
pub(super) async fn sheet(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
) -> Outcome<Response> {
    open(&server, &caller, number.clone()).await?;
    let desk = server.desk;
    let shown = server.app.read(move |read| {
        let listed = store::find(read.tx(), &caller.scope, &number)?;
        let page = Page::new(&visit, &caller, read, Nav::Todo)?;
        let words = Words::new(read, &visit).on_paper();
        let it = Detail::read(read, desk, &words, &caller, &listed, Filter::default())?;
        let title = format!("{} · {}", page.t("sheet-title"), it.number);
        render(&SheetPage { page: page.titled(title), it })
    });
    shown.await.map_err(Into::into)
}

/// The page of an item; with a note, the answer of an act that did not come about.
pub(super) async fn show(
    server: &Server,
    visit: Visit,
    caller: Caller,
    number: String,
    filter: Filter,
    note: Option<Note>,
) -> Outcome<Response> {
    let (desk, status) = (server.desk, note.as_ref().map(|note| note.status));
    let shown = server.app.read(move |read| {
        let listed = store::find(read.tx(), &caller.scope, &number)?;
        let nav = if Detail::is_own(&caller, &listed.held.state, &filter) { Nav::Sent } else { Nav::Todo };
        let page = Page::new(&visit, &caller, read, nav)?;
        let words = Words::new(read, &visit);
        let it = Detail::read(read, desk, &words, &caller, &listed, filter)?;
        render(&ItemPage { page: page.titled(it.subject.clone()), note, it })
    });
    let mut response = shown.await?;
    if let Some(status) = status {
        *response.status_mut() = status;
    }
    Ok(response)
}

async fn open(server: &Server, caller: &Caller, number: String) -> Outcome<()> {
    let scope = caller.scope.clone();
    let found = server.app.read(move |read| Ok(store::find(read.tx(), &scope, &number)?.held)).await?;
    export::view(server, caller, &found.state.number).await?;
    let is_addressee = relation(caller, &found.state) == Relation::Addressed;
    if is_addressee && caller.person.is_some() && found.state.facts.opened_at.is_none() {
        server.app.act(caller.actor.clone(), move |act| acts::open(act, &found.id)).await?;
    }
    Ok(())
}
