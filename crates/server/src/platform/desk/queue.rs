//! What waits to be done, counted and in its order: one set of conditions for the badge, the heading, the tabs and the next item.

use super::filter::{ALL, Filter, MINE};
use super::kind::Desk;
use super::store::{self, Place, TaskCount, TaskFilter};
use super::task::{READ, TASKS};
use super::words::Words;
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::{Question, Read};
use crate::platform::stored::TaskList;
use crate::platform::web::Badges;
use jiff::Timestamp;
use shenguan_db::Row;
use shenguan_rules::calendar::midnight_of;
use shenguan_rules::party::DepartmentCode;
use std::collections::BTreeMap;

/// How many there are of what, for one filter.
pub(super) struct Counts {
    /// All of them.
    pub total: i64,
    /// Past their limit.
    pub overdue: i64,
    /// Due today.
    pub today: i64,
    /// Due later this week.
    pub week: i64,
    /// Due after this week, or without a limit.
    pub later: i64,
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

/// What is asked for what the navigation counts, by the conditions of 待办 and 已发; none for who has no such lists.
pub fn badges_question(now: Timestamp, caller: &Caller) -> Option<Question> {
    let lists = [TaskList::Todo, TaskList::Sent];
    caller.may(Permission::ReadItems).then(|| store::lists_question(now, &caller.department, &lists))
}

/// What its rows say.
pub fn badges(rows: &[Row]) -> Result<Badges> {
    let mut badges = Badges::default();
    for row in rows {
        let (list, count) = store::list_count(row)?;
        let place = if list == TaskList::Todo { &mut badges.todo } else { &mut badges.sent };
        *place = u64::try_from(count).unwrap_or(0);
    }
    Ok(badges)
}

/// Everything that a department has to do and to read, counted once for a page.
pub(super) struct Queue(Vec<TaskCount>);

impl Queue {
    /// Counts it for the caller.
    pub(super) fn read(read: &mut Read<'_, '_>, words: &Words, caller: &Caller) -> Result<Self> {
        let end = |day| end_of(day).unwrap_or(words.now);
        let until = store::Until { today: end(words.today()), week: end(words.sunday()) };
        store::count_tasks(read.tx(), words.now, &caller.department, &caller.officers(), until).map(Self)
    }

    /// How many there are under a filter, by urgency.
    pub(super) fn counts(&self, filter: &Filter) -> Counts {
        let sum = |part: fn(&TaskCount) -> i64| self.of(filter).map(part).sum::<i64>();
        let (total, overdue) = (sum(|count| count.count), sum(|count| count.overdue));
        let (until_today, until_week) = (sum(|count| count.due_today), sum(|count| count.due_this_week));
        Counts {
            total,
            overdue,
            today: until_today - overdue,
            week: until_week - until_today,
            later: total - until_week,
        }
    }

    /// The tabs that have something in them, and how many there are to read.
    pub(super) fn tabs(&self, current: &Filter) -> (Vec<Tab>, i64) {
        let count_of = |task| self.of(&current.with_task(task)).map(|count| count.count).sum::<i64>();
        let all = std::iter::once(ALL).chain(TASKS.iter().copied()).chain([READ, MINE]);
        let counted = all.map(|task| (task, count_of(task)));
        let tabs = counted.filter(|(filter, count)| *count > 0 || *filter == current.task() || *filter == ALL).map(
            |(filter, count)| Tab {
                filter,
                href: current.with_task(filter).todo(),
                count,
                is_current: filter == current.task(),
            },
        );
        (tabs.collect(), count_of(READ))
    }

    /// Who sent what waits under a filter, whoever it asks for, and how many each; in the order of their codes.
    pub(super) fn senders(&self, filter: &Filter) -> BTreeMap<DepartmentCode, i64> {
        let mut senders = BTreeMap::new();
        for count in self.of(&filter.without_sender()) {
            *senders.entry(count.sender.clone()).or_default() += count.count;
        }
        senders
    }

    fn of<'q>(&'q self, filter: &Filter) -> impl Iterator<Item = &'q TaskCount> {
        self.0.iter().filter(|count| filter.takes(count))
    }
}

/// What is to be done next.
pub struct Next {
    /// The number of the subject.
    pub number: String,
    /// Where its page is.
    pub path: String,
    /// Whether it comes later in the list than what was done; else the list begins again.
    pub is_later: bool,
}

/// The task that comes after a place in the order of the list, or else the first one left.
pub fn next_task(
    read: &mut Read<'_, '_>,
    desk: Desk,
    caller: &Caller,
    filter: &Filter,
    acted_on: &str,
    due: Option<Timestamp>,
) -> Result<Option<Next>> {
    let now = read.now();
    // After every task of the item that was acted on.
    let place: Place = (due.map_or(i64::MAX, Timestamp::as_microsecond), acted_on.to_owned(), "~".to_owned());
    for after in [Some(place), None] {
        let is_later = after.is_some();
        let rows = store::tasks(read.tx(), now, &TaskFilter { after, ..filter.tasks(caller, 2) })?;
        let other = rows.into_iter().find(|row| row.id != acted_on);
        if let Some(row) = other {
            let (number, path) = desk.place(read.tx(), &row.kind, &row.id)?;
            return Ok(Some(Next { number, path, is_later }));
        }
    }
    Ok(None)
}

/// 24:00 of a day.
pub fn end_of(day: jiff::civil::Date) -> Option<Timestamp> {
    day.tomorrow().ok().and_then(|next| midnight_of(next).ok())
}
