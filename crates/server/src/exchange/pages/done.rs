//! 已办: what the department did, the newest first, with how long it took and whether it was in time.

use crate::exchange::store::{self, DoneCount, DoneRow};
use crate::exchange::transmittal::{ACKNOWLEDGE, CONFIRM, REPLY, REROUTE, RETURN, UPHOLD};
use crate::platform::desk::Fields;
use crate::platform::desk::{Words, joined};
use crate::platform::error::Result;
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{Cursor, Nav, Outcome, Page, Paging, Query, Server, Visit, minute, render};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::{Span, Timestamp};
use shenguan_rules::calendar::{local_date, midnight_of};
use shenguan_rules::exchange::Transmittal;
use shenguan_rules::party::OfficerId;

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
    /// 编号.
    pub number: String,
    /// The tag of its kind.
    pub tag: String,
    /// 标题.
    pub subject: String,
    /// Firm and gist.
    pub gist: String,
    /// What was done.
    pub result: String,
    /// By whom.
    pub by: String,
    /// 用时.
    pub took: String,
    /// The symbol in `icons.svg`.
    pub lamp: &'static str,
    /// The class of its colour.
    pub tone: &'static str,
    /// 是否按期.
    pub in_time: String,
}

#[derive(Template)]
#[template(path = "exchange/done.html")]
struct DonePage {
    page: Page,
    since: &'static str,
    lately: Lately,
    rows: Vec<Row>,
    next: Option<String>,
}

impl Lately {
    /// Counts it for the caller's department.
    pub(super) fn read(read: &mut Read<'_, '_>, words: &Words, caller: &Caller) -> Result<Self> {
        let (midnight, week) = (since(words, "today"), since(words, "week"));
        let counts = match week.zip(midnight) {
            Some((week, midnight)) => store::count_done(read.tx(), &caller.department, [week, midnight])?,
            None => DoneCount::default(),
        };
        let (today, week) = (counts.since_later, counts.since_earlier);
        let last = if today == 0 { None } else { store::done(read.tx(), &caller.department, None, None, 1)?.pop() };
        let last = last.map(|row| {
            let last = words.t("todo-last").with("time", minute(row.at)).with("done", words.t_of("did", &row.task));
            last.with("subject", row.listed.subject.unwrap_or_default()).to_string()
        });
        Ok(Self { today, week, last: last.unwrap_or_default() })
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
    let after = paging.place::<(i64, String, String)>()?;
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
        let rows = found.iter().map(|row| words.done_row(row)).collect();
        let lately = Lately::read(read, &words, &caller)?;
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

impl Words {
    /// A row as the page shows it.
    pub(super) fn done_row(&self, row: &DoneRow) -> Row {
        let item = &row.listed.held.state;
        let officer = row.officer.as_ref().and_then(|id| OfficerId::parse(id.as_str()).ok());
        let (lamp, tone, in_time) = self.in_time(row, item);
        Row {
            at: format!("{} {}", local_date(row.at), minute(row.at)),
            number: item.number.clone(),
            tag: self.kind(&item.kind),
            subject: row.listed.subject.clone().unwrap_or_else(|| self.t("content-erased").to_string()),
            gist: joined([row.listed.party_name.clone().unwrap_or_default(), self.outcome(item)]),
            result: self.t_of("did", &row.task).to_string(),
            by: officer.map(|id| self.officer(&id)).unwrap_or_default(),
            took: self.took(started_at(&row.task, item), row.at),
            lamp,
            tone,
            in_time,
        }
    }

    /// 按期, 默认接收后补记, or that there was no limit.
    fn in_time(&self, row: &DoneRow, item: &Transmittal) -> (&'static str, &'static str, String) {
        let decision = item.returned.as_ref().and_then(|returned| returned.decision.as_ref());
        let due = match row.task.as_str() {
            ACKNOWLEDGE | RETURN => item.receipt_due(),
            UPHOLD | REROUTE => decision.map(|decision| decision.due),
            _ => None,
        };
        let (lamp, tone, word) = match (row.task.as_str(), due) {
            (CONFIRM, _) => ("l-vio", "c-vio", "confirmed"),
            (_, None) => ("l-done", "mut", "without-limit"),
            (_, Some(due)) if row.at < due => ("l-done", "c-grn", "yes"),
            (_, Some(_)) => ("l-red", "c-red", "no"),
        };
        (lamp, tone, self.t_of("in-time", word).to_string())
    }

    /// 用时: hours and minutes within a day, else working days; never half of one.
    pub(super) fn took(&self, from: Option<Timestamp>, to: Timestamp) -> String {
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

/// From when the time of an act is counted.
pub(super) fn started_at(task: &str, item: &Transmittal) -> Option<Timestamp> {
    match task {
        REPLY => item.facts.acknowledged_at.or(item.facts.deemed_at),
        UPHOLD | REROUTE => item.returned.as_ref().map(|returned| returned.at),
        _ => Some(item.pushed_at),
    }
}
