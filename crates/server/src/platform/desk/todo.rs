//! 待办: what must be done, sorted by deadline, overdue on top; one query for badge, heading and rows.

use super::done::Lately;
use super::due::{Due, Urgency};
use super::fields::Fields;
use super::filter::{ALL, Filter};
use super::kind::{Desk, DeskItem, Doing};
use super::queue::{Counts, Queue, Tab};
use super::store::{self, Place, TaskFilter, TaskRow};
use super::task::{ACKNOWLEDGE, ENDORSE, READ};
use super::words::{Source, Words};
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{Cursor, Nav, Outcome, Page, Paging, Query, Server, Text, Visit, render};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::party::DepartmentCode;

/// Rows on one page.
const ROWS_MAX: usize = 50;
/// The word of a query that ticks every group.
const PICK_ALL: &str = "all";

/// A row of 待办.
pub(super) struct TodoRow {
    /// The id of the subject.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The deadline in words.
    pub due: Due,
    /// The tag of its kind.
    pub tag: String,
    /// 标题.
    pub subject: String,
    /// Party and gist.
    pub gist: String,
    /// From whom.
    pub source: Source,
    /// What is to be done: the member of `do`.
    pub task: String,
    /// Where its page is, with the way back.
    pub item: String,
    /// Where its deadline is explained day by day; none where none runs.
    pub days: Option<String>,
    /// Where it is done.
    pub href: String,
    /// Whether one press of the list does it: then `href` is posted to.
    pub is_press: bool,
    /// Whether somebody here has opened it.
    pub is_read: bool,
}

/// Rows of one urgency.
pub(super) struct Group {
    /// Which.
    pub urgency: Urgency,
    /// How many there are in all, on other pages too.
    pub count: i64,
    /// What it is called on paper, which knows no 今日.
    pub paper: String,
    /// Where all of them are ticked without JavaScript.
    pub pick: String,
    /// Whether they come ticked.
    pub is_picked: bool,
    /// Those on this page.
    pub rows: Vec<TodoRow>,
}

impl Group {
    /// Whether something in it is received by one press.
    fn takes_receipts(&self) -> bool {
        self.rows.iter().any(|row| row.task == ACKNOWLEDGE)
    }

    /// How many boxes come ticked.
    fn picked(&self) -> usize {
        let boxes = self.rows.iter().filter(|row| [ACKNOWLEDGE, READ].contains(&row.task.as_str()));
        if self.is_picked { boxes.count() } else { 0 }
    }
}

/// Somebody who sent something that waits.
struct Sender {
    code: String,
    name: String,
    count: i64,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "desk/todo.html")]
struct TodoPage {
    page: Page,
    filter: Filter,
    total: i64,
    lead: Option<Text>,
    rest: Text,
    printed: Text,
    tabs: Vec<Tab>,
    senders: Vec<Sender>,
    groups: Vec<Group>,
    lately: Lately,
    cursor: String,
    next: Option<String>,
}

/// `GET /todo`.
pub(super) async fn todo(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    paging: Paging,
) -> Outcome<Response> {
    let (after, desk) = (paging.place::<Place>()?, server.desk);
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Todo)?;
        let words = Words::new(read, &visit);
        let asked = Filter::of(&query);
        let filter = if asked.is_of_todo() { asked } else { asked.with_task(ALL) };
        let queue = Queue::read(read, &words, &caller)?;
        let (tabs, unread) = queue.tabs(&filter);
        let (counts, senders) = (queue.counts(&filter), senders(&queue, &words, &filter));
        let endorsed = to_endorse(read, &caller, &filter)?;
        let counts = Counts { later: counts.later - to_count(&endorsed), ..counts };
        let is_first = after.is_none();
        let wanted = TaskFilter { after, ..filter.tasks(&caller, ROWS_MAX + 1) };
        let mut rows = store::tasks(read.tx(), words.now, &wanted)?;
        let next = next_page(&mut rows, &filter);
        // What stands on top does not stand below once more.
        rows.retain(|row| endorsed.iter().all(|top| top.cursor != row.cursor));
        let list =
            List { desk, words: &words, caller: &caller, filter: &filter, counts: &counts, picked: query.text("pick") };
        let mut groups = list.groups(read, &rows)?;
        if is_first && !endorsed.is_empty() {
            let top = list.group(Urgency::Endorse, to_count(&endorsed), list.rows(read, &endorsed)?);
            groups.insert(0, top);
        }
        if filter.task() == ALL && next.is_none() && unread > 0 {
            let limit = ROWS_MAX.saturating_sub(rows.len()).max(1);
            let rows = store::tasks(read.tx(), words.now, &filter.with_task(READ).tasks(&caller, limit))?;
            groups.push(list.group(Urgency::Read, unread, list.rows(read, &rows)?));
        }
        let lately = Lately::read(read, desk, &words, &caller)?;
        let title = page.t("todo-heading").with("count", page.badges.todo).to_string();
        let (lead, rest) = sentence(&words, &counts, &filter);
        let printed = words.t("todo-printed").with("moment", words.dated(words.now)).with("count", counts.total);
        let (total, page) = (counts.total, page.titled(title));
        let cursor = query.text("cursor").to_owned();
        render(&TodoPage { page, filter, total, lead, rest, printed, tabs, senders, groups, lately, cursor, next })
    });
    shown.await.map_err(Into::into)
}

/// 等您审签, on top of the same list as everybody's: what waits for the consent of the leader who looks, or of the
/// one in whose place he acts.
fn to_endorse(read: &mut Read<'_, '_>, caller: &Caller, filter: &Filter) -> Result<Vec<TaskRow>> {
    let officers = caller.officers();
    if officers.is_empty() || !filter.is_everything() || !caller.may(Permission::Endorse) {
        return Ok(Vec::new());
    }
    let now = read.now();
    let own = TaskFilter { task: Some(ENDORSE.to_owned()), officers, ..filter.tasks(caller, ROWS_MAX) };
    store::tasks(read.tx(), now, &own)
}

fn to_count(rows: &[TaskRow]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}

/// Who sent what waits under the filter; nothing to choose where there is only one.
fn senders(queue: &Queue, words: &Words, filter: &Filter) -> Vec<Sender> {
    let found = queue.senders(filter);
    if found.len() < 2 && filter.from().is_empty() {
        return Vec::new();
    }
    let sender = |(code, count): (DepartmentCode, i64)| Sender {
        name: words.department(&code),
        is_chosen: code.as_str() == filter.from(),
        code: code.to_string(),
        count,
    };
    found.into_iter().map(sender).collect()
}

fn next_page(rows: &mut Vec<TaskRow>, filter: &Filter) -> Option<String> {
    if rows.len() <= ROWS_MAX {
        return None;
    }
    rows.truncate(ROWS_MAX);
    rows.last().map(|row| filter.path(&format!("/todo?cursor={}", Cursor::after(&row.cursor))))
}

/// What the rows of one page are made with.
struct List<'l> {
    desk: Desk,
    words: &'l Words,
    caller: &'l Caller,
    filter: &'l Filter,
    counts: &'l Counts,
    picked: &'l str,
}

impl List<'_> {
    fn groups(&self, read: &mut Read<'_, '_>, rows: &[TaskRow]) -> Result<Vec<Group>> {
        let mut groups: Vec<Group> = Vec::new();
        for (row, shown) in rows.iter().zip(self.rows(read, rows)?) {
            let is_reading = self.filter.task() == READ;
            let urgency = if is_reading { Urgency::Read } else { self.words.urgency(row.due) };
            let count = match urgency {
                // Put on top by itself, never by a limit.
                Urgency::Endorse => 0,
                Urgency::Overdue => self.counts.overdue,
                Urgency::Today => self.counts.today,
                Urgency::Week => self.counts.week,
                Urgency::Later => self.counts.later,
                Urgency::Read => self.counts.total,
            };
            match groups.last_mut() {
                Some(group) if group.urgency == urgency => group.rows.push(shown),
                _ => groups.push(self.group(urgency, count, vec![shown])),
            }
        }
        Ok(groups)
    }

    fn group(&self, urgency: Urgency, count: i64, rows: Vec<TodoRow>) -> Group {
        let paper = self.words.t_of("group-paper", urgency.as_str()).with("count", count);
        let paper = paper.with("today", self.words.short_day(self.words.today()));
        let paper = paper.with("sunday", self.words.short_day(self.words.sunday()));
        Group {
            paper: paper.to_string(),
            pick: self.filter.path(&format!("/todo?pick={}", urgency.as_str())),
            is_picked: [urgency.as_str(), PICK_ALL].contains(&self.picked),
            urgency,
            count,
            rows,
        }
    }

    fn rows(&self, read: &mut Read<'_, '_>, rows: &[TaskRow]) -> Result<Vec<TodoRow>> {
        let items = self.desk.todo(read, self.words, self.caller, rows)?;
        Ok(rows.iter().zip(items).map(|(row, (path, item))| self.row(row, &path, item)).collect())
    }

    fn row(&self, row: &TaskRow, path: &str, item: DeskItem) -> TodoRow {
        let page = self.filter.path(path);
        let (is_press, href) = match item.doing {
            Doing::Press(to) => (true, to),
            Doing::Page(to) => (false, self.filter.path(&to)),
            Doing::Item => (false, page.clone()),
        };
        TodoRow {
            id: row.id.clone(),
            number: item.number,
            due: self.words.due(&row.task, row.due),
            tag: item.tag,
            subject: item.subject,
            gist: item.gist,
            source: item.source,
            task: row.task.clone(),
            days: row.due.map(|_| format!("{page}#days-{}", row.task)),
            item: page,
            href,
            is_press,
            is_read: item.is_read,
        }
    }
}

/// 「今日要办完 4 件，其中 1 件已超期；另有 3 件本周到期。」
fn sentence(words: &Words, counts: &Counts, filter: &Filter) -> (Option<Text>, Text) {
    let pressing = counts.overdue + counts.today;
    if filter.task() == READ {
        return (None, words.t("todo-read-only"));
    }
    let lead = (pressing > 0).then(|| words.t("todo-lead").with("count", pressing));
    let rest = match (counts.total, pressing, counts.overdue, counts.week) {
        (0, ..) if !filter.is_everything() => words.t("todo-nothing-here"),
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
