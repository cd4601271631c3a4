//! 已办: what the department did, the newest first, with how long it took and whether it was in time.

use super::fields::Fields;
use super::kind::{Desk, DoneItem};
use super::store::{self, DoneCount, DoneRow, Place};
use super::words::Words;
use crate::platform::error::{Error, Result};
use crate::platform::feed::entries_of;
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{Cursor, Nav, Outcome, Page, Paging, Query, Server, Visit, minute, render};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::{Span, Timestamp};
use shenguan_ledger::Entry;
use shenguan_rules::calendar::{local_date, midnight_of};
use shenguan_rules::party::OfficerId;
use shenguan_rules::subject::Actor;

/// Rows on one page.
const ROWS_MAX: usize = 50;
/// 「近 7 天」: today and the six days before it.
const DAYS_BEFORE_TODAY: i64 = 6;

/// What was done lately, for the foot of 待办 and for its empty state.
pub(super) struct Lately {
    /// Since midnight.
    pub today: i64,
    /// Today and the six days before.
    pub week: i64,
    /// 「最后一件是 14:52 反馈的“…”」; empty where nothing was done today.
    pub last: String,
}

/// A row of 已办.
pub(super) struct Row {
    /// When it was done.
    pub at: String,
    /// What it was done to.
    pub item: DoneItem,
    /// What was done.
    pub did: String,
    /// By whom.
    pub by: String,
    /// The symbol in `icons.svg`.
    pub lamp: &'static str,
    /// The class of its colour.
    pub tone: &'static str,
    /// 是否按期.
    pub in_time: String,
}

#[derive(Template)]
#[template(path = "desk/done.html")]
struct DonePage {
    page: Page,
    since: &'static str,
    lately: Lately,
    rows: Vec<Row>,
    next: Option<String>,
}

impl Lately {
    /// Counts it for the caller's department.
    pub(super) fn read(read: &mut Read<'_, '_>, desk: Desk, words: &Words, caller: &Caller) -> Result<Self> {
        let (midnight, week) = (since(words, "today"), since(words, "week"));
        let counts = match week.zip(midnight) {
            Some((week, midnight)) => store::count_done(read.tx(), &caller.department, [week, midnight])?,
            None => DoneCount::default(),
        };
        let (today, week) = (counts.since_later, counts.since_earlier);
        let last = if today == 0 { None } else { store::done(read.tx(), &caller.department, None, None, 1)?.pop() };
        let Some(row) = last else { return Ok(Self { today, week, last: String::new() }) };
        let last = words.t("todo-last").with("time", minute(row.at)).with("done", words.t_of("did", &row.task));
        let subject = desk.done(read, words, caller, &[row])?.pop().map(|item| item.subject).unwrap_or_default();
        Ok(Self { today, week, last: last.with("subject", subject).to_string() })
    }
}

/// `GET /todo/done`: what the department did. What time did by itself is nobody's work and is not here.
pub(super) async fn done(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    paging: Paging,
) -> Outcome<Response> {
    let (after, desk) = (paging.place::<Place>()?, server.desk);
    let asked = ["today", "week"].into_iter().find(|word| *word == query.text("since")).unwrap_or_default();
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Todo)?;
        let words = Words::new(read, &visit);
        let from = since(&words, asked);
        let mut found = store::done(read.tx(), &caller.department, from, after.as_ref(), ROWS_MAX + 1)?;
        let more = found.len() > ROWS_MAX;
        found.truncate(ROWS_MAX);
        let next = found.last().filter(|_| more).map(|row| {
            let only = if asked.is_empty() { String::new() } else { format!("since={asked}&") };
            format!("/todo/done?{only}cursor={}", Cursor::after(&row.cursor))
        });
        let rows = rows_of(read, desk, &words, &caller, &found)?;
        let lately = Lately::read(read, desk, &words, &caller)?;
        let title = page.t("done-title").to_string();
        render(&DonePage { page: page.titled(title), since: asked, lately, rows, next })
    });
    shown.await.map_err(Into::into)
}

/// The instant from which a word of the query counts.
pub(super) fn since(words: &Words, word: &str) -> Option<Timestamp> {
    let today = words.today();
    let first = match word {
        "today" => today,
        "week" => today.checked_sub(Span::new().days(DAYS_BEFORE_TODAY)).ok()?,
        _ => return None,
    };
    midnight_of(first).ok()
}

/// The rows as the page shows them.
pub(super) fn rows_of(
    read: &mut Read<'_, '_>,
    desk: Desk,
    words: &Words,
    caller: &Caller,
    found: &[DoneRow],
) -> Result<Vec<Row>> {
    let items = desk.done(read, words, caller, found)?;
    let each = found.iter().zip(items).map(|(row, item)| Ok(words.done_row(row, item, by(read, words, row)?)));
    each.collect()
}

/// Who it was, and in whose place: 张三（代李四）. Only of whoever stood in on that day the entry is asked.
fn by(read: &mut Read<'_, '_>, words: &Words, row: &DoneRow) -> Result<String> {
    let Some(officer) = row.officer.as_ref().and_then(|id| OfficerId::parse(id.as_str()).ok()) else {
        return Ok(String::new());
    };
    let on = local_date(row.at);
    let mut leaves = words.directory.substitutions().filter(|away| away.from <= on);
    if !leaves.any(|away| away.stand_in.is_some() && away.officer != officer) {
        return Ok(words.officer(&officer));
    }
    for bytes in entries_of(read.tx(), &row.id)? {
        let entry = Entry::decode(&bytes).map_err(Error::fault)?;
        if entry.recorded_at == row.at.as_microsecond() {
            let actor: Actor = serde_json::from_str(entry.actor.get())?;
            if actor.officer() == Some(&officer) && actor.acting_for().is_some() {
                return Ok(words.actor(&actor));
            }
        }
    }
    Ok(words.officer(&officer))
}

impl Words {
    fn done_row(&self, row: &DoneRow, item: DoneItem, by: String) -> Row {
        let (word, lamp, tone) = item.in_time.shown();
        Row {
            at: format!("{} {}", local_date(row.at), minute(row.at)),
            did: self.t_of("did", &row.task).to_string(),
            by,
            lamp,
            tone,
            in_time: self.t_of("in-time", word).to_string(),
            item,
        }
    }

    /// 用时: hours and minutes within a day, else working days; never half of one.
    pub fn took(&self, from: Option<Timestamp>, to: Timestamp) -> String {
        let Some(from) = from.filter(|from| *from <= to) else { return String::new() };
        let (first, last) = (local_date(from), local_date(to));
        if first == last {
            let minutes = to.duration_since(from).as_mins();
            return match (minutes / 60, minutes % 60) {
                (0, 0) => self.t("took-moment").to_string(),
                (0, minutes) => self.t("took-minutes").with("minutes", minutes).to_string(),
                (hours, 0) => self.t("took-whole-hours").with("hours", hours).to_string(),
                (hours, minutes) => self.t("took-hours").with("hours", hours).with("minutes", minutes).to_string(),
            };
        }
        match self.directory.calendar().between(first, last) {
            Ok(0) | Err(_) => self.t("took-less-than-day").to_string(),
            Ok(days) => self.t("took-days").with("count", days).to_string(),
        }
    }
}
