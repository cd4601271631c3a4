//! 已发: what others owe us, the earliest due first, or everything that we sent, the newest first.

use super::due::Lamp;
use super::fields::Fields;
use super::filter::Filter;
use super::kind::{Desk, SentItem};
use super::store::{self, Place, TaskFilter};
use super::words::Words;
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::stored::TaskList;
use crate::platform::web::{Cursor, Nav, Outcome, Page, Paging, Query, Server, Text, Visit, render};
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// Rows on one page.
const ROWS_MAX: usize = 50;

/// A row of 已发, with what stands in its first column.
struct Row {
    item: SentItem,
    lamp: Lamp,
    countdown: Option<String>,
    /// Where its deadline is explained day by day; none where none runs.
    days: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/sent.html")]
struct SentPage {
    page: Page,
    is_all: bool,
    may_push: bool,
    may_write: bool,
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
    let (desk, is_all) = (server.desk, query.text("show") == "all");
    let (waits_after, all_after) =
        if is_all { (None, paging.place::<String>()?) } else { (paging.place::<Place>()?, None) };
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Sent)?;
        let words = Words::new(read, &visit);
        let (rows, next) = if is_all {
            everything(read, desk, &words, &caller, all_after)?
        } else {
            waiting(read, desk, &words, &caller, waits_after)?
        };
        let title = page.t("sent-heading").with("count", page.badges.sent).to_string();
        let printed = words.t("list-printed").with("moment", words.dated(words.now));
        let (may_push, may_write) = (caller.may(Permission::Push), caller.may(Permission::Correspond));
        render(&SentPage { page: page.titled(title), is_all, may_push, may_write, printed, rows, next })
    });
    shown.await.map_err(Into::into)
}

/// The tasks that the badge counts.
pub(super) fn waiting_for(caller: &Caller, limit: usize) -> TaskFilter {
    TaskFilter { list: TaskList::Sent, ..Filter::default().tasks(caller, limit) }
}

/// The rows that the badge counts.
fn waiting(
    read: &mut Read<'_, '_>,
    desk: Desk,
    words: &Words,
    caller: &Caller,
    after: Option<Place>,
) -> Result<(Vec<Row>, Option<String>)> {
    let filter = TaskFilter { after, ..waiting_for(caller, ROWS_MAX + 1) };
    let mut tasks = store::tasks(read.tx(), words.now, &filter)?;
    let more = tasks.len() > ROWS_MAX;
    tasks.truncate(ROWS_MAX);
    let next = tasks.last().filter(|_| more).map(|row| format!("/sent?cursor={}", Cursor::after(&row.cursor)));
    let shown = desk.sent(read, words, caller, &tasks)?;
    let rows = shown.into_iter().filter_map(|(place, item)| {
        let task = tasks.get(place)?;
        let due = words.due(&task.task, task.due);
        Some(Row {
            days: task.due.map(|_| format!("{}#days-{}", item.path, task.task)),
            lamp: Lamp { lamp: due.lamp, tone: due.tone, line: due.line, sub: due.sub, paper: due.paper },
            countdown: due.countdown,
            item,
        })
    });
    Ok((rows.collect(), next))
}

fn everything(
    read: &mut Read<'_, '_>,
    desk: Desk,
    words: &Words,
    caller: &Caller,
    after: Option<String>,
) -> Result<(Vec<Row>, Option<String>)> {
    let (shown, next) = desk.page_of_sent(read, words, caller, after.as_deref(), ROWS_MAX)?;
    let next = next.map(|id| format!("/sent?show=all&cursor={}", Cursor::after(&id)));
    let row = |item: SentItem| Row { lamp: item.sent.clone(), countdown: None, days: None, item };
    Ok((shown.into_iter().map(row).collect(), next))
}
