//! What waits to be done, counted and in its order: one set of conditions for the badge, the heading, the tabs and the next item.

use super::due::TASKS;
use super::filter::{ALL, Filter, MINE};
use super::words::Words;
use crate::exchange::store::{self, TaskCount, TaskFilter};
use crate::exchange::transmittal::READ;
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::stored::TaskList;
use crate::platform::web::Badges;
use jiff::{SignedDuration, Timestamp};
use shenguan_rules::calendar::midnight_of;

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

/// What the navigation counts: the same rows as 待办 and 已发.
pub fn count_badges(read: &mut Read<'_, '_>, caller: &Caller) -> Result<Badges> {
    if !caller.may(Permission::ReadItems) {
        return Ok(Badges::default());
    }
    let (now, mut badges) = (read.now(), Badges::default());
    for (list, place) in [(TaskList::Todo, &mut badges.todo), (TaskList::Sent, &mut badges.sent)] {
        let filter = TaskFilter { list, ..Filter::default().tasks(caller, 0) };
        let counts = store::count_tasks(read.tx(), now, now, &filter)?;
        *place = counts.iter().map(|count| u64::try_from(count.count).unwrap_or(0)).sum();
    }
    Ok(badges)
}

/// How many there are under a filter, by urgency.
pub(super) fn counts(read: &mut Read<'_, '_>, words: &Words, filter: &TaskFilter) -> Result<Counts> {
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

/// The tabs that have something in them, and how many there are to read.
pub(super) fn tabs(
    read: &mut Read<'_, '_>,
    words: &Words,
    caller: &Caller,
    current: &Filter,
) -> Result<(Vec<Tab>, i64)> {
    let mut counts_of = |task| task_counts(read, words, &current.with_task(task).tasks(caller, 0));
    let all = counts_of(ALL)?;
    let mine: i64 = counts_of(MINE)?.iter().map(|count| count.count).sum();
    let unread: i64 = counts_of(READ)?.iter().map(|count| count.count).sum();
    let count_of = |task: &str| all.iter().find(|count| count.task == task).map_or(0, |count| count.count);
    let total = all.iter().map(|count| count.count).sum();
    let tasks = TASKS.into_iter().map(|task| (task, count_of(task)));
    let every = std::iter::once((ALL, total)).chain(tasks).chain([(READ, unread), (MINE, mine)]);
    let tabs = every.filter(|(filter, count)| *count > 0 || *filter == current.task() || *filter == ALL).map(
        |(filter, count)| Tab {
            filter,
            href: current.with_task(filter).todo(),
            count,
            is_current: filter == current.task(),
        },
    );
    Ok((tabs.collect(), unread))
}

/// The task that comes after a place in the order of the list, or else the first one left.
pub(super) fn next_task(
    read: &mut Read<'_, '_>,
    caller: &Caller,
    filter: &Filter,
    acted_on: &str,
    due: Option<Timestamp>,
) -> Result<Option<String>> {
    let now = read.now();
    // After every task of the item that was acted on.
    let place = (due.map_or(i64::MAX, Timestamp::as_microsecond), acted_on.to_owned(), "~".to_owned());
    for after in [Some(place), None] {
        let rows = store::tasks(read.tx(), now, &TaskFilter { after, ..filter.tasks(caller, 2) })?;
        let other = rows.into_iter().find(|row| row.listed.held.id != acted_on);
        if let Some(row) = other {
            return Ok(Some(row.listed.held.state.number));
        }
    }
    Ok(None)
}

/// 24:00 of a day.
pub(super) fn end_of(day: jiff::civil::Date) -> Option<Timestamp> {
    day.tomorrow().ok().and_then(|next| midnight_of(next).ok())
}

fn task_counts(read: &mut Read<'_, '_>, words: &Words, filter: &TaskFilter) -> Result<Vec<TaskCount>> {
    let end_of_today = end_of(words.today()).unwrap_or(words.now);
    store::count_tasks(read.tx(), words.now, end_of_today, filter)
}
