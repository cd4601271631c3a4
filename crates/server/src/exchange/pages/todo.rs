//! 待办: what must be done, sorted by deadline, overdue on top; one query for badge, heading and rows.

use super::due::{Due, TASKS, Urgency};
use super::words::{Source, Words, joined};
use crate::exchange::store::{self, TaskCount, TaskFilter, TaskRow};
use crate::exchange::transmittal::{ACKNOWLEDGE, DECIDE_RETURN, PUSH_CHANGE, READ, REPLY};
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::stored::TaskList;
use crate::platform::web::{Badges, Cursor, Nav, Outcome, Page, Paging, Query, Server, Text, Visit, render};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use shenguan_rules::calendar::midnight_of;

/// Rows on one page.
const ROWS_MAX: usize = 50;
/// The filter for what was assigned to the caller.
pub(super) const MINE: &str = "mine";

/// A row of 待办.
pub(super) struct TodoRow {
    /// Id of the transmittal.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The deadline in words.
    pub due: Due,
    /// The tag of its kind.
    pub tag: String,
    /// 标题.
    pub subject: String,
    /// Firm and gist.
    pub gist: String,
    /// From whom.
    pub source: Source,
    /// What is to be done: the member of `do`.
    pub task: String,
    /// Where it is done; none where one press does it.
    pub href: Option<String>,
    /// Whether somebody here has opened it.
    pub is_read: bool,
}

/// Rows of one urgency.
pub(super) struct Group {
    /// Which.
    pub urgency: Urgency,
    /// How many there are in all, on other pages too.
    pub count: i64,
    /// Those on this page.
    pub rows: Vec<TodoRow>,
}

impl Group {
    /// Whether something in it is received by one press.
    fn takes_receipts(&self) -> bool {
        self.rows.iter().any(|row| row.task == ACKNOWLEDGE)
    }
}

/// A tab of the filter.
pub(super) struct Tab {
    /// The member of `filter`.
    pub filter: &'static str,
    /// Where it leads.
    pub href: String,
    /// How many.
    pub count: i64,
    /// Whether it is the one shown.
    pub is_current: bool,
}

#[derive(Template)]
#[template(path = "exchange/todo.html")]
struct TodoPage {
    page: Page,
    filter: String,
    total: i64,
    lead: Option<Text>,
    rest: Text,
    tabs: Vec<Tab>,
    groups: Vec<Group>,
    next: Option<String>,
}

/// The query of the page.
#[derive(Deserialize)]
pub(super) struct TodoQuery {
    task: Option<String>,
}

/// How many there are of what, for one filter.
struct Counts {
    total: i64,
    overdue: i64,
    today: i64,
    week: i64,
    later: i64,
}

/// `GET /todo`.
pub(super) async fn todo(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<TodoQuery>,
    paging: Paging,
) -> Outcome<Response> {
    let after = paging.place::<(i64, String, String)>()?;
    let filter = known_filter(query.task.as_deref().unwrap_or_default());
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Todo)?;
        let words = Words::new(read, &visit);
        let all = task_counts(read, &words, &base(&caller, ""))?;
        let mine = task_counts(read, &words, &base(&caller, MINE))?.iter().map(|count| count.count).sum();
        let unread = task_counts(read, &words, &base(&caller, READ))?.iter().map(|count| count.count).sum();
        let tabs = tabs(filter, &all, mine, unread);
        let counts = counts(read, &words, &base(&caller, filter))?;
        let mut rows = rows_of(read, &words, &TaskFilter { after, limit: ROWS_MAX + 1, ..base(&caller, filter) })?;
        let next = next_page(&mut rows, filter);
        let mut groups = groups(&words, &rows, &counts, filter);
        if filter.is_empty() && next.is_none() && unread > 0 {
            let limit = ROWS_MAX.saturating_sub(rows.len()).max(1);
            let rows = rows_of(read, &words, &TaskFilter { limit, ..base(&caller, READ) })?;
            groups.push(Group { urgency: Urgency::Read, count: unread, rows: todo_rows(&words, &rows) });
        }
        let title = page.t("todo-heading").with("count", page.badges.todo).to_string();
        let (lead, rest) = sentence(&words, &counts, filter);
        let total = counts.total;
        let filter = filter.to_owned();
        render(&TodoPage { page: page.titled(title), filter, total, lead, rest, tabs, groups, next })
    });
    shown.await.map_err(Into::into)
}

/// What the navigation counts: the same rows as 待办 and 已发.
pub fn count_badges(read: &mut Read<'_, '_>, caller: &Caller) -> Result<Badges> {
    if !caller.may(Permission::ReadItems) {
        return Ok(Badges::default());
    }
    let (now, mut badges) = (read.now(), Badges::default());
    for (list, place) in [(TaskList::Todo, &mut badges.todo), (TaskList::Sent, &mut badges.sent)] {
        let filter = TaskFilter { list, ..base(caller, "") };
        let counts = store::count_tasks(read.tx(), now, now, &filter)?;
        *place = counts.iter().map(|count| u64::try_from(count.count).unwrap_or(0)).sum();
    }
    Ok(badges)
}

/// The filter of that name; everything for a name that there is not.
pub(super) fn known_filter(word: &str) -> &'static str {
    TASKS.into_iter().chain([READ, MINE]).find(|filter| *filter == word).unwrap_or_default()
}

/// The tasks of the caller's department under a filter.
pub(super) fn base(caller: &Caller, filter: &'static str) -> TaskFilter {
    let officer = caller.person.as_ref().map(|person| person.officer.to_string());
    TaskFilter {
        department: caller.department.clone(),
        list: if filter == READ { TaskList::Read } else { TaskList::Todo },
        task: TASKS.contains(&filter).then(|| filter.to_owned()),
        kind: None,
        state: None,
        due_before: None,
        officer: officer.filter(|_| filter == MINE),
        after: None,
        limit: ROWS_MAX,
    }
}

/// Where a filter is shown.
pub(super) fn href(filter: &str) -> String {
    if filter.is_empty() { "/todo".to_owned() } else { format!("/todo?task={filter}") }
}

fn rows_of(read: &mut Read<'_, '_>, words: &Words, filter: &TaskFilter) -> Result<Vec<TaskRow>> {
    store::tasks(read.tx(), words.now, filter)
}

fn task_counts(read: &mut Read<'_, '_>, words: &Words, filter: &TaskFilter) -> Result<Vec<TaskCount>> {
    let end_of_today = end_of(words.today()).unwrap_or(words.now);
    store::count_tasks(read.tx(), words.now, end_of_today, filter)
}

fn counts(read: &mut Read<'_, '_>, words: &Words, filter: &TaskFilter) -> Result<Counts> {
    let all = task_counts(read, words, filter)?;
    let end_of_week = end_of(words.sunday()).and_then(|end| end.checked_add(SignedDuration::from_micros(1)).ok());
    let this_week = task_counts(read, words, &TaskFilter { due_before: end_of_week, ..filter.clone() })?;
    let sum = |counts: &[TaskCount], part: fn(&TaskCount) -> i64| counts.iter().map(part).sum::<i64>();
    let (total, overdue) = (sum(&all, |count| count.count), sum(&all, |count| count.overdue));
    let until_today = sum(&all, |count| count.due_today);
    let until_week = sum(&this_week, |count| count.count);
    Ok(Counts {
        total,
        overdue,
        today: until_today - overdue,
        week: until_week - until_today,
        later: total - until_week,
    })
}

/// 24:00 of a day.
fn end_of(day: jiff::civil::Date) -> Option<Timestamp> {
    day.tomorrow().ok().and_then(|next| midnight_of(next).ok())
}

fn tabs(current: &str, all: &[TaskCount], mine: i64, unread: i64) -> Vec<Tab> {
    let count_of = |task: &str| all.iter().find(|count| count.task == task).map_or(0, |count| count.count);
    let total = all.iter().map(|count| count.count).sum();
    let tasks = TASKS.into_iter().map(|task| (task, count_of(task)));
    let every = std::iter::once(("", total)).chain(tasks).chain([(READ, unread), (MINE, mine)]);
    every
        .filter(|(filter, count)| *count > 0 || *filter == current || filter.is_empty())
        .map(|(filter, count)| Tab {
            filter: if filter.is_empty() { "all" } else { filter },
            href: href(filter),
            count,
            is_current: filter == current,
        })
        .collect()
}

fn next_page(rows: &mut Vec<TaskRow>, filter: &str) -> Option<String> {
    if rows.len() <= ROWS_MAX {
        return None;
    }
    rows.truncate(ROWS_MAX);
    let sign = if filter.is_empty() { '?' } else { '&' };
    rows.last().map(|row| format!("{}{sign}cursor={}", href(filter), Cursor::after(&row.cursor)))
}

fn groups(words: &Words, rows: &[TaskRow], counts: &Counts, filter: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (row, shown) in rows.iter().zip(todo_rows(words, rows)) {
        let urgency = if filter == READ { Urgency::Read } else { words.urgency(row.due) };
        let count = match urgency {
            Urgency::Overdue => counts.overdue,
            Urgency::Today => counts.today,
            Urgency::Week => counts.week,
            Urgency::Later => counts.later,
            Urgency::Read => counts.total,
        };
        match groups.last_mut() {
            Some(group) if group.urgency == urgency => group.rows.push(shown),
            _ => groups.push(Group { urgency, count, rows: vec![shown] }),
        }
    }
    groups
}

fn todo_rows(words: &Words, rows: &[TaskRow]) -> Vec<TodoRow> {
    rows.iter()
        .map(|row| {
            let transmittal = &row.listed.held.state;
            let number = transmittal.number.clone();
            let party = row.listed.party_name.clone().unwrap_or_default();
            let paper = row.listed.document_number.clone().or_else(|| row.listed.certificate_number.clone());
            TodoRow {
                id: row.listed.held.id.clone(),
                due: words.due(&row.task, row.due),
                tag: words.kind(&transmittal.kind),
                subject: row.listed.subject.clone().unwrap_or_else(|| words.t("content-erased").to_string()),
                gist: joined([party, words.outcome(transmittal), paper.unwrap_or_default()]),
                source: if row.task == DECIDE_RETURN { words.returner(transmittal) } else { words.source(transmittal) },
                task: row.task.clone(),
                href: doing(&row.task, &number),
                is_read: transmittal.facts.opened_at.is_some(),
                number,
            }
        })
        .collect()
}

fn doing(task: &str, number: &str) -> Option<String> {
    match task {
        ACKNOWLEDGE => None,
        REPLY => Some(format!("/items/{number}/reply?task={REPLY}")),
        DECIDE_RETURN => Some(format!("/items/{number}?task={DECIDE_RETURN}")),
        PUSH_CHANGE => Some(format!("/push/new?change={number}")),
        _ => Some(format!("/items/{number}")),
    }
}

/// 「今日要办完 4 件，其中 1 件已超期；另有 3 件本周到期。」
fn sentence(words: &Words, counts: &Counts, filter: &str) -> (Option<Text>, Text) {
    let pressing = counts.overdue + counts.today;
    if filter == READ {
        return (None, words.t("todo-read-only"));
    }
    let lead = (pressing > 0).then(|| words.t("todo-lead").with("count", pressing));
    let rest = match (counts.total, pressing, counts.overdue, counts.week) {
        (0, ..) => words.t("todo-nothing"),
        (_, 0, _, 0) => words.t("todo-rest-later"),
        (_, 0, _, week) => words.t("todo-rest-week-only").with("week", week),
        (_, _, 0, 0) => words.t("todo-rest-end"),
        (_, _, 0, week) => words.t("todo-rest-week").with("week", week),
        (_, _, overdue, 0) => words.t("todo-rest-overdue").with("overdue", overdue),
        (_, _, overdue, week) => words.t("todo-rest-both").with("overdue", overdue).with("week", week),
    };
    (lead, rest)
}

/// The task that comes after a place in the order of the list, or else the first one left.
pub(super) fn next_task(
    read: &mut Read<'_, '_>,
    caller: &Caller,
    filter: &'static str,
    acted_on: &str,
    due: Option<Timestamp>,
) -> Result<Option<String>> {
    let now = read.now();
    // After every task of the item that was acted on.
    let place = (due.map_or(i64::MAX, Timestamp::as_microsecond), acted_on.to_owned(), "~".to_owned());
    for after in [Some(place), None] {
        let rows = store::tasks(read.tx(), now, &TaskFilter { after, limit: 2, ..base(caller, filter) })?;
        let other = rows.into_iter().find(|row| row.listed.held.id != acted_on);
        if let Some(row) = other {
            return Ok(Some(row.listed.held.state.number));
        }
    }
    Ok(None)
}
