//! 常用查询: filters and order under a name, for one account; one of them may be what the register opens with.

use super::filters::Asked;
use super::page::{again, href};
use crate::exchange::store::{self, SavedView};
use crate::platform::desk::Fields;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{FieldProblem, Nav, Outcome, Page, Server, Visit, render, see_other, unprocessable};
use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;

/// Where views are looked after.
const VIEWS: &str = "/register/views";

/// A view as a link.
pub(super) struct ViewLink {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is what is shown.
    pub is_current: bool,
    /// Whether the register opens with it.
    pub is_default: bool,
}

#[derive(Template)]
#[template(path = "exchange/register_views.html")]
struct ViewsPage {
    page: Page,
    views: Vec<ViewLink>,
    errors: Vec<FieldProblem>,
    wrong: String,
    typed: String,
}

impl ViewLink {
    /// The views of somebody; `query` is what is shown.
    pub(super) fn all(views: Vec<SavedView>, query: &str) -> Vec<Self> {
        let links = views.into_iter().map(|view| Self {
            is_current: view.query == query,
            href: href(&view.query),
            id: view.id,
            name: view.name,
            is_default: view.is_default,
        });
        links.collect()
    }
}

/// `GET /register/views`: rename, make the default, take away.
pub(in crate::exchange::pages) async fn views(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
) -> Outcome<Response> {
    let shown = server.app.read(move |read| shown(read, &visit, &caller, Vec::new(), String::new(), String::new()));
    shown.await.map_err(Into::into)
}

/// `POST /register/views`: 存为常用.
pub(in crate::exchange::pages) async fn keep(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Form(form): Form<Fields>,
) -> Outcome<Response> {
    let account = account(&caller)?;
    let asked = Asked::new(&form);
    let (name, query) = (form.text("name").to_owned(), asked.encoded());
    let location = href(&query);
    let kept = name.clone();
    match server.app.act(caller.actor.clone(), move |act| store::keep_view(act, &account, &name, &query)).await {
        Ok(()) => {
            let banner = visit.t("view-kept").with("name", kept.trim());
            Ok(see_other(&visit, &location, Some(&banner)))
        }
        Err(error) => {
            let errors = visit.field_messages(&error);
            if errors.is_empty() {
                return Err(error.into());
            }
            let asked = Asked { typed: kept, ..asked };
            let shown = server.app.read(move |read| again(read, &visit, &caller, asked, errors)).await?;
            Ok(unprocessable(shown))
        }
    }
}

/// `POST /register/views/{view}/rename`.
pub(in crate::exchange::pages) async fn rename(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(view): Path<String>,
    Form(form): Form<Fields>,
) -> Outcome<Response> {
    let account = account(&caller)?;
    let (id, name) = (view.clone(), form.text("name").to_owned());
    let typed = name.clone();
    match server.app.act(caller.actor.clone(), move |act| store::rename_view(act, &account, &id, &name)).await {
        Ok(()) => Ok(see_other(&visit, VIEWS, Some(&visit.t("view-renamed").with("name", typed.trim())))),
        Err(error) => {
            let mut errors = visit.field_messages(&error);
            if errors.is_empty() {
                return Err(error.into());
            }
            for error in &mut errors {
                error.field = format!("name-{view}");
            }
            let shown = server.app.read(move |read| shown(read, &visit, &caller, errors, view, typed)).await?;
            Ok(unprocessable(shown))
        }
    }
}

/// `POST /register/views/{view}/default`.
pub(in crate::exchange::pages) async fn prefer(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(view): Path<String>,
) -> Outcome<Response> {
    let account = account(&caller)?;
    server.app.act(caller.actor, move |act| store::prefer_view(act, &account, &view)).await?;
    Ok(see_other(&visit, VIEWS, Some(&visit.t("view-preferred"))))
}

/// `POST /register/views/{view}/delete`.
pub(in crate::exchange::pages) async fn remove(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(view): Path<String>,
) -> Outcome<Response> {
    let account = account(&caller)?;
    let name = server.app.act(caller.actor, move |act| store::remove_view(act, &account, &view)).await?;
    Ok(see_other(&visit, VIEWS, Some(&visit.t("view-removed").with("name", name))))
}

fn shown(
    read: &mut Read<'_, '_>,
    visit: &Visit,
    caller: &Caller,
    errors: Vec<FieldProblem>,
    wrong: String,
    typed: String,
) -> Result<Response> {
    let page = Page::new(visit, caller, read, Nav::Register)?;
    let title = page.t("views-title").to_string();
    let views = ViewLink::all(views_of(read, caller)?, "");
    render(&ViewsPage { page: page.titled(title), views, errors, wrong, typed })
}

/// The views of whoever asks; a key has none.
pub(super) fn views_of(read: &mut Read<'_, '_>, caller: &Caller) -> Result<Vec<SavedView>> {
    store::views_of(read.tx(), caller.account.as_deref().unwrap_or_default())
}

/// Views are kept for a person.
fn account(caller: &Caller) -> Result<String> {
    caller.account.clone().ok_or(Error::NotFound)
}
