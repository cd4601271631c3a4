//! 已发: what others owe us, the earliest due first, or everything that we sent, the newest first.

use super::filter::Filter;
use crate::exchange::store::{self, Listed, RegisterFilter, TaskFilter};
use crate::platform::desk::Fields;
use crate::platform::desk::Lamp;
use crate::platform::desk::{Words, joined};
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::stored::TaskList;
use crate::platform::web::{Cursor, Nav, Outcome, Page, Paging, Query, Server, Text, Visit, render};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::exchange::{ActedBy, Receipt, State as Standing, Transmittal};

/// Rows on one page.
const ROWS_MAX: usize = 50;

/// A row of 已发: one push, with everybody that it went to.
struct Row {
    number: String,
    tag: String,
    subject: String,
    gist: String,
    lamp: Lamp,
    countdown: Option<String>,
    /// Where its deadline is explained day by day; none where none runs.
    days: Option<String>,
    to: Vec<Addressee>,
}

/// What became of a push at one department.
struct Addressee {
    number: String,
    department: String,
    lamp: Lamp,
    latest: String,
}

#[derive(Template)]
#[template(path = "exchange/sent.html")]
struct SentPage {
    page: Page,
    is_all: bool,
    may_push: bool,
    printed: Text,
    rows: Vec<Row>,
    next: Option<String>,
}

/// `GET /sent`: what others owe us, or everything that we sent.
pub(super) async fn sent(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    paging: Paging,
) -> Outcome<Response> {
    let is_all = query.text("show") == "all";
    let (waits_after, all_after) =
        if is_all { (None, paging.place::<String>()?) } else { (paging.place::<(i64, String, String)>()?, None) };
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Sent)?;
        let words = Words::new(read, &visit);
        let (rows, next) = if is_all {
            everything(read, &words, &caller, all_after)?
        } else {
            waiting(read, &words, &caller, waits_after)?
        };
        let title = page.t("sent-heading").with("count", page.badges.sent).to_string();
        let printed = words.t("list-printed").with("moment", words.dated(words.now));
        let may_push = caller.may(Permission::Push);
        render(&SentPage { page: page.titled(title), is_all, may_push, printed, rows, next })
    });
    shown.await.map_err(Into::into)
}

/// The rows that the badge counts.
fn waiting(
    read: &mut Read<'_, '_>,
    words: &Words,
    caller: &Caller,
    after: Option<(i64, String, String)>,
) -> Result<(Vec<Row>, Option<String>)> {
    let filter = TaskFilter { list: TaskList::Sent, after, ..Filter::default().tasks(caller, ROWS_MAX + 1) };
    let mut rows = store::tasks(read.tx(), words.now, &filter)?;
    let more = rows.len() > ROWS_MAX;
    rows.truncate(ROWS_MAX);
    let next = rows.last().filter(|_| more).map(|row| format!("/sent?cursor={}", Cursor::after(&row.cursor)));
    let mut pushes: Vec<Push<'_>> = Vec::new();
    for row in &rows {
        let due = words.due(&row.task, row.due);
        let lamp = Lamp { lamp: due.lamp, tone: due.tone, line: due.line, sub: due.sub, paper: due.paper };
        let days = row.due.map(|_| format!("/items/{}#days-{}", row.listed.held.state.number, row.task));
        pushes.push(Push { listed: &row.listed, lamp, countdown: due.countdown, days });
    }
    Ok((words.sent_rows(read, caller, pushes)?, next))
}

fn everything(
    read: &mut Read<'_, '_>,
    words: &Words,
    caller: &Caller,
    after: Option<String>,
) -> Result<(Vec<Row>, Option<String>)> {
    let from = Some(caller.department.to_string());
    let filter = RegisterFilter { from, after, limit: ROWS_MAX + 1, ..RegisterFilter::default() };
    let mut found = store::register(read.tx(), words.now, &caller.scope, &filter)?;
    let more = found.len() > ROWS_MAX;
    found.truncate(ROWS_MAX);
    let listed: Vec<Listed> = found.into_iter().map(|row| row.listed).collect();
    let next =
        listed.last().filter(|_| more).map(|last| format!("/sent?show=all&cursor={}", Cursor::after(&last.held.id)));
    let pushes = listed.iter().map(|listed| {
        let (at, by) = (words.short(listed.held.state.pushed_at), words.acted(&listed.held.state.pushed_by));
        let lamp = Lamp { lamp: "", tone: "", line: at, sub: by.clone(), paper: by };
        Push { listed, lamp, countdown: None, days: None }
    });
    Ok((words.sent_rows(read, caller, pushes.collect())?, next))
}

/// An item of the list with what stands in its first column.
struct Push<'l> {
    listed: &'l Listed,
    lamp: Lamp,
    countdown: Option<String>,
    days: Option<String>,
}

impl Words {
    /// One row a push: what went to several departments in one act stands together, with what is not on the list any more.
    fn sent_rows(&self, read: &mut Read<'_, '_>, caller: &Caller, pushes: Vec<Push<'_>>) -> Result<Vec<Row>> {
        let ids: Vec<&str> = pushes.iter().map(|push| push.listed.held.id.as_str()).collect();
        let beside = store::pushed_beside(read.tx(), &caller.scope, &ids)?;
        let mut rows: Vec<(Row, &Transmittal)> = Vec::with_capacity(pushes.len());
        for push in pushes {
            let item = &push.listed.held.state;
            let same = rows.iter_mut().find(|(row, first)| are_one_push(first, item) && row.lamp == push.lamp);
            match same {
                Some((row, _)) => row.to.push(self.went_to(item)),
                None => rows.push((self.sent_row(push), item)),
            }
        }
        for (row, first) in &mut rows {
            let others = beside.iter().map(|held| &held.state).filter(|other| are_one_push(first, other));
            for other in others.filter(|other| other.state != Standing::Recalled) {
                if row.to.iter().all(|to| to.number != other.number) {
                    row.to.push(self.went_to(other));
                }
            }
            row.to.sort_by(|one, other| one.number.cmp(&other.number));
        }
        Ok(rows.into_iter().map(|(row, _)| row).collect())
    }

    fn sent_row(&self, Push { listed, lamp, countdown, days }: Push<'_>) -> Row {
        let item = &listed.held.state;
        Row {
            number: item.number.clone(),
            tag: self.kind(&item.kind),
            subject: listed.subject.clone().unwrap_or_else(|| self.t("content-erased").to_string()),
            gist: joined([item.number.clone(), listed.party_name.clone().unwrap_or_default(), self.outcome(item)]),
            lamp,
            countdown,
            days,
            to: vec![self.went_to(item)],
        }
    }

    fn went_to(&self, item: &Transmittal) -> Addressee {
        Addressee {
            number: item.number.clone(),
            department: self.department(&item.to),
            lamp: self.lamp(item),
            latest: self.latest(item),
        }
    }

    /// The last of the facts of an item, with its instant and who did it.
    fn latest(&self, item: &Transmittal) -> String {
        let facts = &item.facts;
        let deemed_at = match item.received_at(self.now) {
            Some(Receipt::Deemed { at }) => Some(at),
            _ => None,
        };
        let all = [
            ("pushed", Some(item.pushed_at), Some(&item.pushed_by)),
            ("delivered", facts.delivered_at, None),
            ("opened", facts.opened_at, facts.opened_by.as_ref()),
            ("acknowledged", facts.acknowledged_at, facts.acknowledged_by.as_ref()),
            ("deemed", deemed_at, None),
            ("confirmed", facts.confirmed_at, facts.confirmed_by.as_ref()),
            ("returned", facts.returned_at, item.returned.as_ref().map(|it| &it.by)),
            ("recalled", facts.recalled_at, None),
        ];
        let last = all.into_iter().filter_map(|(fact, at, by)| Some((at?, fact, by))).max_by_key(|(at, ..)| *at);
        let Some((at, fact, by)) = last else { return String::new() };
        let by = by.filter(|by| **by != ActedBy::Platform).map(|by| self.acted(by)).unwrap_or_default();
        format!("{} {} {by}", self.t_of("fact", fact), self.short(at)).trim().to_owned()
    }
}

/// Whether two items are the same push to two departments: one act lays one content beside all of them.
fn are_one_push(one: &Transmittal, other: &Transmittal) -> bool {
    one.content == other.content && one.pushed_at == other.pushed_at
}
