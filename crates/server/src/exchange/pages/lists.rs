//! 全市台账: what was sent and received, newest first, within the reader's scope.

use super::due::Lamp;
use super::fields::Fields;
use super::figure_link::{self, FigureNote};
use super::words::{Words, escaped};
use crate::exchange::search;
use crate::exchange::store::{self, Listed, RegisterFilter};
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{Cursor, Nav, Outcome, Page, Paging, Query, Server, Visit, render, see_other};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_rules::calendar::{local_date, midnight_of};
use shenguan_rules::exchange::Kind;
use shenguan_rules::party::Side;

/// Rows on one page.
const ROWS_MAX: usize = 50;
/// The states of the filter, in the order of an item's life.
const STATES: [&str; 5] = ["in_transit", "acknowledged", "deemed_received", "returned", "recalled"];

/// A row of a list.
pub(super) struct ListRow {
    /// 编号.
    pub number: String,
    /// The tag of its kind.
    pub tag: String,
    /// 标题.
    pub subject: String,
    /// 企业.
    pub party: String,
    /// 发出单位.
    pub from: String,
    /// 接收单位.
    pub to: String,
    /// 发出时间.
    pub pushed: String,
    /// 时限.
    pub due: String,
    /// How it stands.
    pub lamp: Lamp,
}

/// A value of a filter.
pub(super) struct Choice {
    /// The value.
    pub value: String,
    /// What the screen calls it.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

#[derive(Template)]
#[template(path = "exchange/register.html")]
struct RegisterPage {
    page: Page,
    query: Fields,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    senders: Vec<Choice>,
    addressees: Vec<Choice>,
    permit: Option<String>,
    figure: Option<FigureNote>,
    rows: Vec<ListRow>,
    next: Option<String>,
}

/// `GET /register`: 全市台账, and what the search of the top bar finds.
pub(super) async fn register(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(mut query): Query<Fields>,
    paging: Paging,
) -> Outcome<Response> {
    let after = paging.place::<String>()?;
    query.0.retain(|(name, _)| name != "cursor");
    let shown = server.app.read(move |read| {
        let wanted = query.given("q").map(str::to_owned);
        if let Some(number) = wanted.as_deref().map(str::to_ascii_uppercase).filter(|it| it.starts_with("TS-")) {
            // A whole number leads to its item at once.
            match store::find(read.tx(), &caller.scope, &number) {
                Ok(listed) => return Ok(see_other(&visit, &format!("/items/{}", listed.held.state.number), None)),
                Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        let page = Page::new(&visit, &caller, read, Nav::Register)?;
        let words = Words::new(read, &visit);
        let permit = match &wanted {
            Some(number) if is_permit(read, &caller, number)? => Some(format!("/approvals?number={}", escaped(number))),
            _ => None,
        };
        let filter = RegisterFilter { after, ..asked(read, &caller, &query)? };
        let figure = filter.figure.as_ref().map(|figure| words.figure_note(figure));
        let base = format!("/register?{}cursor=", encoded(&query));
        let (listed, next) = register_rows(read, &caller, filter, &base)?;
        let title = page.t("nav-register").to_string();
        render(&RegisterPage {
            page: page.titled(title),
            kinds: words.kinds(query.text("kind")),
            states: words.states(query.text("state")),
            senders: words.departments(query.text("from")),
            addressees: words.departments(query.text("to")),
            permit,
            figure,
            rows: list_rows(&words, &listed),
            query,
            next,
        })
    });
    shown.await.map_err(Into::into)
}

/// Whether a number is that of a permit that the reader may ask about.
fn is_permit(read: &mut Read<'_, '_>, caller: &Caller, number: &str) -> Result<bool> {
    if !caller.may(Permission::ReadResponsibility) {
        return Ok(false);
    }
    let asked = crate::exchange::responsibility::Asked::default();
    match crate::exchange::responsibility::responsibility_of(read, &caller.scope, number, asked) {
        Ok(found) => Ok(!found.matters.is_empty()),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

fn asked(read: &mut Read<'_, '_>, caller: &Caller, query: &Fields) -> Result<RegisterFilter> {
    let given = |name: &str| query.given(name).map(str::to_owned);
    let day = |name: &str| query.given(name).and_then(|day| day.parse::<Date>().ok());
    let dialect = read.tx().dialect();
    let matching = match query.given("q") {
        Some(text) => search::matching(dialect, text, "t.id", 1)?.map(|condition| (condition.sql, condition.values)),
        None => None,
    };
    Ok(RegisterFilter {
        kind: given("kind"),
        state: given("state"),
        from: given("from"),
        to: given("to"),
        pushed_from: day("since").and_then(|day| midnight_of(day).ok()),
        pushed_until: day("until").and_then(|day| day.tomorrow().ok()).and_then(|day| midnight_of(day).ok()),
        figure: figure_link::asked(query, caller)?,
        matching,
        after: None,
        limit: ROWS_MAX,
    })
}

/// The filters as the beginning of a query.
fn encoded(query: &Fields) -> String {
    let pairs = query.0.iter().filter(|(_, value)| !value.trim().is_empty());
    pairs.flat_map(|(name, value)| [escaped(name), "=".to_owned(), escaped(value), "&".to_owned()]).collect()
}

fn register_rows(
    read: &mut Read<'_, '_>,
    caller: &Caller,
    filter: RegisterFilter,
    base: &str,
) -> Result<(Vec<Listed>, Option<String>)> {
    let now = read.now();
    let filter = RegisterFilter { limit: ROWS_MAX + 1, ..filter };
    let mut listed = store::register(read.tx(), now, &caller.scope, &filter)?;
    let more = listed.len() > ROWS_MAX;
    listed.truncate(ROWS_MAX);
    let next = listed.last().filter(|_| more).map(|last| format!("{base}{}", Cursor::after(&last.held.id)));
    Ok((listed, next))
}

fn list_rows(words: &Words, listed: &[Listed]) -> Vec<ListRow> {
    listed
        .iter()
        .map(|listed| {
            let transmittal = &listed.held.state;
            ListRow {
                number: transmittal.number.clone(),
                tag: words.kind(&transmittal.kind),
                subject: listed.subject.clone().unwrap_or_else(|| words.t("content-erased").to_string()),
                party: listed.party_name.clone().unwrap_or_default(),
                from: words.department(&transmittal.from),
                to: words.department(&transmittal.to),
                pushed: minutes(transmittal.pushed_at),
                due: transmittal.receipt_due().map(minutes).unwrap_or_default(),
                lamp: words.lamp(transmittal),
            }
        })
        .collect()
}

/// `2026-11-24 17:00`, as dense tables write it.
fn minutes(at: Timestamp) -> String {
    format!("{} {}", local_date(at), crate::platform::web::minute(at))
}

impl Words {
    fn kinds(&self, chosen: &str) -> Vec<Choice> {
        let choice = |kind: &Kind| Choice {
            value: kind.to_string(),
            label: self.kind(kind),
            is_chosen: kind.as_str() == chosen,
        };
        Kind::BUILT_IN.iter().map(choice).collect()
    }

    fn states(&self, chosen: &str) -> Vec<Choice> {
        let choice = |state: &str| Choice {
            value: state.to_owned(),
            label: self.t_of("state-of", state).to_string(),
            is_chosen: state == chosen,
        };
        STATES.into_iter().map(choice).collect()
    }

    fn departments(&self, chosen: &str) -> Vec<Choice> {
        let parties = self.directory.departments().filter(|it| matches!(it.side, Side::Approval | Side::Regulation));
        let choice = |department: &shenguan_rules::party::Department| Choice {
            value: department.code.to_string(),
            label: self.department(&department.code),
            is_chosen: department.code.as_str() == chosen,
        };
        parties.map(choice).collect()
    }
}
