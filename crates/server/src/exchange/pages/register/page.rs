//! `GET /register`: 全市台账, what the search of the top bar finds, and the same rows as a file.

use super::super::fields::Fields;
use super::super::figure_link::FigureNote;
use super::super::words::{Words, escaped};
use super::filters::{Asked, Choice, Heading};
use super::found::{Lead, leads, only_item};
use super::rows::{Row, cells, rows_of, table};
use super::views::ViewLink;
use crate::exchange::store::{self, COUNT_MAX, Listed, RegisterFilter};
use crate::platform::error::{Error, RefusedKind, Result};
use crate::platform::export::{AsFile, Cell, Export, ROWS_MAX};
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{
    Cursor, FieldProblem, Language, Nav, Outcome, Page, Paging, Query, Server, Visit, render, see_other,
};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;

/// Rows on one page.
const PAGE_ROWS: usize = 50;
/// Rows that an export reads at once, so that it never keeps a reader for long.
const PIECE_ROWS: usize = 1000;

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
    let shown = server.app.read(move |read| {
        if let Some(wanted) = asked.fields.given("q").filter(|_| asked.is_search() && after.is_none()) {
            // A whole number leads to its item at once.
            if let Some(item) = only_item(read, &caller, wanted)? {
                return Ok(see_other(&visit, &item, None));
            }
        }
        let account = caller.account.as_deref().unwrap_or_default();
        let views = store::views_of(read.tx(), account)?;
        if let Some(view) = views.iter().find(|view| view.is_default && is_bare && !view.query.is_empty()) {
            return Ok(see_other(&visit, &format!("/register?{}", view.query), None));
        }
        let page = Page::new(&visit, &caller, read, Nav::Register)?;
        let title = page.t("nav-register").to_string();
        render(&shown(read, page.titled(title), &caller, asked, after, Vec::new())?)
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
    render(&shown(read, page.titled(title), caller, asked, None, errors)?)
}

fn shown(
    read: &mut Read<'_, '_>,
    page: Page,
    caller: &Caller,
    asked: Asked,
    after: Option<(i64, String)>,
    errors: Vec<FieldProblem>,
) -> Result<RegisterPage> {
    let words = Words::new(read, page.visit());
    let filter = asked.filter(read, caller)?;
    let figure = filter.figure.as_ref().map(|figure| words.figure_note(figure));
    let count = store::count_register(read.tx(), words.now, &caller.scope, &filter, COUNT_MAX)?;
    let filter = RegisterFilter { is_few: count.is_some(), ..filter };
    let (listed, next) = piece(read, words.now, caller, &filter, after, PAGE_ROWS)?;
    let wanted = asked.fields.given("q").map(str::to_owned);
    let leads = match &wanted {
        Some(wanted) => leads(read, &words, caller, wanted, &listed)?,
        None => Vec::new(),
    };
    let rows = rows_of(read, &words, caller, &listed, wanted.as_deref())?;
    let query = asked.encoded();
    let views = ViewLink::all(read, caller, &query)?;
    Ok(RegisterPage {
        errors,
        count: match count {
            Some(count) => words.t("register-count").with("count", count).to_string(),
            None => words.t("register-count-more").with("count", COUNT_MAX).to_string(),
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
type Piece = (Vec<Listed>, Option<(i64, String)>);

/// So many rows after a place, and the place after them where there are more.
fn piece(
    read: &mut Read<'_, '_>,
    now: Timestamp,
    caller: &Caller,
    filter: &RegisterFilter,
    after: Option<(i64, String)>,
    rows: usize,
) -> Result<Piece> {
    let (after_key, after) = after.map_or((0, None), |(key, id)| (key, Some(id)));
    let filter = RegisterFilter { after_key, after, limit: rows + 1, ..filter.clone() };
    let mut listed = store::register(read.tx(), now, &caller.scope, &filter)?;
    let more = listed.len() > rows;
    listed.truncate(rows);
    let next = listed.last().filter(|_| more).map(|last| store::row_place(filter.sort, last));
    Ok((listed, next))
}

/// `GET /register/export`: the rows of the page, and of all pages after it.
pub(in crate::exchange::pages) async fn register_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    export(&server, visit.language(), &caller, &query, file).await?.answer(&server).await
}

/// The register as a file, in pieces, each with a read of its own; refused above `ROWS_MAX` rows before any is read.
async fn export(server: &Server, language: Language, caller: &Caller, query: &Fields, file: AsFile) -> Result<Export> {
    let asked = Asked::new(query);
    let (who, wanted) = (caller.clone(), asked.clone());
    let begun = server.app.read(move |read| {
        let words = Words::of(read, language);
        let filter = wanted.filter(read, &who)?;
        let figure = filter.figure.as_ref().map(|figure| words.figure_note(figure));
        let count = store::count_register(read.tx(), words.now, &who.scope, &filter, ROWS_MAX)?;
        let count = count.ok_or_else(|| Error::refuse(RefusedKind::Request, "EXPORT_TOO_LONG"))?;
        let table = table(&words, wanted.summary(&words, figure.as_ref()));
        let export = Export::begin(language, &who, words.now, file.format, &table)?;
        Ok((export, words.now, RegisterFilter { is_few: count <= COUNT_MAX, ..filter }))
    });
    let (mut export, now, filter) = begun.await?;
    let mut after = None;
    loop {
        let (who, filter, place) = (caller.clone(), filter.clone(), after.take());
        let read = server.app.read(move |read| {
            let words = Words { now, ..Words::of(read, language) };
            let (listed, next) = piece(read, now, &who, &filter, place, PIECE_ROWS)?;
            let rows: Vec<Vec<Cell>> = cells(&rows_of(read, &words, &who, &listed, None)?);
            Ok((rows, next))
        });
        let (rows, next) = read.await?;
        export.rows(&rows)?;
        if next.is_none() {
            return Ok(export);
        }
        after = next;
    }
}

/// The register with these filters, for whoever leads there.
pub(super) fn href(query: &str) -> String {
    if query.is_empty() { "/register?view=none".to_owned() } else { format!("/register?{query}") }
}

/// A filter that stands alone: `/register?party=…`.
pub(super) fn filtered(name: &str, value: &str) -> String {
    format!("/register?{name}={}", escaped(value))
}
