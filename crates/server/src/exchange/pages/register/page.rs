//! `GET /register`: 全市台账, what the search of the top bar finds, and the same rows as a file.

use super::super::figure_link::FigureNote;
use super::filters::{Asked, Choice, Heading};
use super::found::{Lead, leads, only_item};
use super::rows::{Row, cells, rows_of, table};
use super::views::{ViewLink, views_of};
use crate::exchange::store::{self, COUNT_MAX, Listed, RegisterFilter, SavedView};
use crate::platform::desk::Fields;
use crate::platform::desk::{Words, escaped};
use crate::platform::error::Result;
use crate::platform::export::{self, AsFile, ExportList, Piece, Place, Table, export};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{Cursor, FieldProblem, Nav, Outcome, Page, Paging, Query, Server, Visit, render, see_other};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;

/// Rows on one page.
const PAGE_ROWS: usize = 50;
/// An export counts no further than this; what is above it is exported all the same.
pub(super) const COUNTED_ALL: usize = 100_000_000;

/// 全市台账 as a file.
pub(super) struct Register;

#[derive(Template)]
#[template(path = "exchange/register.html")]
struct RegisterPage {
    page: Page,
    asked: Asked,
    errors: Vec<FieldProblem>,
    count: String,
    summary: Vec<(String, String)>,
    views: Vec<ViewLink>,
    keeps: bool,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    senders: Vec<Choice>,
    addressees: Vec<Choice>,
    sorts: Vec<Choice>,
    headings: Vec<Heading>,
    figure: Option<FigureNote>,
    leads: Vec<Lead>,
    rows: Vec<Row>,
    export: String,
    next: Option<String>,
}

impl RegisterPage {
    /// The heading that puts the list in order by a key.
    fn heading(&self, key: &str) -> Option<&Heading> {
        self.headings.iter().find(|heading| heading.key == key)
    }
}

/// `GET /register`.
pub(in crate::exchange::pages) async fn register(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    paging: Paging,
) -> Outcome<Response> {
    let after = paging.place::<(i64, String)>()?;
    let asked = Asked::new(&query);
    let is_bare = query.0.iter().all(|(name, _)| name == "lang");
    let views = store::views_question(caller.account.as_deref().unwrap_or_default());
    let desk = server.desk;
    let shown = server.app.ask(vec![views], move |read, answers| {
        if let Some(wanted) = asked.fields.given("q").filter(|_| asked.is_search() && after.is_none()) {
            // A whole number leads to its item at once.
            if let Some(item) = only_item(read, desk, &caller, wanted)? {
                return Ok(see_other(&visit, &item, None));
            }
        }
        let views = store::views_found(answers.first().map(Vec::as_slice).unwrap_or_default())?;
        if let Some(view) = views.iter().find(|view| view.is_default && is_bare && !view.query.is_empty()) {
            return Ok(see_other(&visit, &format!("/register?{}", view.query), None));
        }
        let page = Page::new(&visit, &caller, read, Nav::Register)?;
        let title = page.t("nav-register").to_string();
        render(&shown(read, page.titled(title), &caller, views, asked, after, Vec::new())?)
    });
    shown.await.map_err(Into::into)
}

/// The register as a form that was refused shows it again.
pub(super) fn again(
    read: &mut Read<'_, '_>,
    visit: &Visit,
    caller: &Caller,
    asked: Asked,
    errors: Vec<FieldProblem>,
) -> Result<Response> {
    let page = Page::new(visit, caller, read, Nav::Register)?;
    let title = page.t("nav-register").to_string();
    let views = views_of(read, caller)?;
    render(&shown(read, page.titled(title), caller, views, asked, None, errors)?)
}

fn shown(
    read: &mut Read<'_, '_>,
    page: Page,
    caller: &Caller,
    views: Vec<SavedView>,
    asked: Asked,
    after: Option<(i64, String)>,
    errors: Vec<FieldProblem>,
) -> Result<RegisterPage> {
    let words = Words::new(read, page.visit());
    let filter = asked.filter(read, caller)?;
    let figure = filter.figure.as_ref().map(|figure| words.figure_note(figure));
    let is_first = after.is_none();
    let (count, most) = if filter.is_found_in_order() {
        (None, PAGE_ROWS)
    } else {
        (store::count_register(read.tx(), words.now, &caller.scope, &filter, COUNT_MAX)?, COUNT_MAX)
    };
    let filter = RegisterFilter { is_few: count.is_some(), ..filter };
    let (listed, next) = piece(read, words.now, caller, &filter, after, PAGE_ROWS)?;
    let count = count.or((is_first && next.is_none()).then_some(listed.len()));
    let wanted = asked.fields.given("q").map(str::to_owned);
    let leads = match &wanted {
        Some(wanted) => leads(read, &words, caller, wanted, &listed)?,
        None => Vec::new(),
    };
    let rows = rows_of(&words, caller, &listed, wanted.as_deref());
    let query = asked.encoded();
    let views = ViewLink::all(views, &query);
    Ok(RegisterPage {
        errors,
        count: match count {
            Some(count) => words.t("register-count").with("count", count).to_string(),
            None => words.t("register-count-more").with("count", most).to_string(),
        },
        summary: asked.summary(&words, figure.as_ref()),
        figure,
        keeps: caller.account.is_some() && !query.is_empty() && views.iter().all(|view| !view.is_current),
        views,
        kinds: asked.kinds(&words),
        states: asked.states(&words),
        senders: asked.departments(&words, "from"),
        addressees: asked.departments(&words, "to"),
        sorts: asked.sorts(&words),
        headings: asked.headings("/register"),
        leads,
        rows,
        export: format!("/register/export?{query}"),
        next: next.map(|place| format!("/register?{query}cursor={}", Cursor::after(&place))),
        asked,
        page,
    })
}

/// Rows, and the place after them where there are more.
type Found = (Vec<Listed>, Option<(i64, String)>);

/// So many rows after a place, and the place after them where there are more.
pub(super) fn piece(
    read: &mut Read<'_, '_>,
    now: Timestamp,
    caller: &Caller,
    filter: &RegisterFilter,
    after: Option<(i64, String)>,
    rows: usize,
) -> Result<Found> {
    let (after_key, after) = after.map_or((0, None), |(key, id)| (key, Some(id)));
    let filter = RegisterFilter { after_key, after, limit: rows + 1, ..filter.clone() };
    let mut found = store::register(read.tx(), now, &caller.scope, &filter)?;
    let more = found.len() > rows;
    found.truncate(rows);
    let next = found.last().filter(|_| more).map(|last| last.place.clone());
    Ok((found.into_iter().map(|row| row.listed).collect(), next))
}

/// `GET /register/export`: the rows of the page, and of all pages after it.
pub(in crate::exchange::pages) async fn register_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    export(&server, &visit, &caller, &Register, Asked::new(&query).fields.0, file.format).await
}

impl ExportList for Register {
    fn word(&self) -> &'static str {
        "register"
    }

    fn permission(&self) -> Permission {
        Permission::ReadRegister
    }

    fn head(&self, read: &mut Read<'_, '_>, asked: &export::Asked) -> Result<Table> {
        let (words, wanted) = (Words::at(read, asked), wanted(asked));
        let filter = wanted.filter(read, &asked.caller)?;
        let figure = filter.figure.as_ref().map(|figure| words.figure_note(figure));
        Ok(table(&words, wanted.summary(&words, figure.as_ref())))
    }

    fn count(&self, read: &mut Read<'_, '_>, asked: &export::Asked, most: usize) -> Result<Option<usize>> {
        let filter = wanted(asked).filter(read, &asked.caller)?;
        store::count_register(read.tx(), asked.now, &asked.caller.scope, &filter, most.min(COUNTED_ALL))
    }

    fn rows(
        &self,
        read: &mut Read<'_, '_>,
        asked: &export::Asked,
        after: Option<&Place>,
        limit: usize,
    ) -> Result<Piece> {
        let words = Words::at(read, asked);
        let is_few = asked.total.is_some_and(|total| total <= COUNT_MAX);
        let filter = RegisterFilter { is_few, ..wanted(asked).filter(read, &asked.caller)? };
        let after = after.map(Place::read).transpose()?;
        let (listed, next) = piece(read, asked.now, &asked.caller, &filter, after, limit)?;
        let next = next.map(|next| Place::of(&next)).transpose()?;
        Ok(Piece { rows: cells(&rows_of(&words, &asked.caller, &listed, None)), next })
    }
}

/// What an export of the register asks.
fn wanted(asked: &export::Asked) -> Asked {
    Asked::new(&Fields(asked.query.clone()))
}

/// The register with these filters, for whoever leads there.
pub(super) fn href(query: &str) -> String {
    if query.is_empty() { "/register?view=none".to_owned() } else { format!("/register?{query}") }
}

/// A filter that stands alone: `/register?party=…`.
pub(super) fn filtered(name: &str, value: &str) -> String {
    format!("/register?{name}={}", escaped(value))
}
