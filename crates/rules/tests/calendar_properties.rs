//! The algebra of deadlines, over random holidays, closures and make-up days, against a walk day by day.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own facts are wrong")]

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use shenguan_rules::calendar::{
    Calendar, CountMode, Counting, Cutoff, NonworkingStart, Notice, NoticeDay, NoticeDayKind, NoticeLevel,
    NoticeStatus, local_date,
};
use std::sync::LazyLock;

const FIRST: Date = date(2025, 1, 1);

fn nth_day(offset: i32) -> Date {
    FIRST.checked_add(jiff::Span::new().days(offset)).unwrap()
}

fn city_notice(number: u32, days: Vec<NoticeDay>) -> Notice {
    Notice {
        issuer: "测试市政府办公室".to_owned(),
        document: "测试通知".to_owned(),
        document_number: Some(format!("测政办发〔2025〕{number}号")),
        level: NoticeLevel::City,
        year: None,
        issued_on: None,
        source: None,
        status: NoticeStatus::Official,
        days,
    }
}

/// With some days changed to their opposite: working days closed, days off worked.
fn flipped(calendar: &Calendar, number: u32, dates: impl Iterator<Item = Date>) -> Calendar {
    let flip = |date| NoticeDay {
        date,
        kind: if calendar.is_working_day(date).unwrap() { NoticeDayKind::Closure } else { NoticeDayKind::Makeup },
        name: "测试".to_owned(),
    };
    calendar.with_notice(&city_notice(number, dates.map(flip).collect())).unwrap()
}

fn calendars() -> impl Strategy<Value = Calendar> {
    static OFFICIAL: LazyLock<Calendar> = LazyLock::new(Calendar::official);
    proptest::collection::btree_set(0..1_400_i32, 1..40)
        .prop_map(|offsets| flipped(&OFFICIAL, 1, offsets.into_iter().map(nth_day)))
}

fn countings() -> impl Strategy<Value = Counting> {
    let modes =
        prop_oneof![Just(CountMode::NextWorkdayEnd), Just(CountMode::SameClockNextWorkday), Just(CountMode::WorkHours)];
    let starts = prop_oneof![Just(NonworkingStart::AsIs), Just(NonworkingStart::RollForward)];
    let cutoffs = prop_oneof![Just(Cutoff::OfficeClose), Just(Cutoff::Midnight)];
    (modes, starts, cutoffs).prop_map(|(count_mode, nonworking_start, cutoff)| Counting {
        count_mode,
        nonworking_start,
        cutoff,
        ..Counting::receipt()
    })
}

/// An instant within four years from 2025 on: the last of them lie past every notice.
fn instants() -> impl Strategy<Value = Timestamp> {
    let first = "2025-01-01T00:00:00+08:00".parse::<Timestamp>().unwrap();
    (0..4_i64 * 365 * 86_400).prop_map(move |seconds| first + SignedDuration::from_secs(seconds))
}

/// n working days on, one day at a time, asking only whether a day works.
fn walk(calendar: &Calendar, start: Date, n: u32) -> Date {
    let (mut day, mut left) = (start, n);
    while left > 0 {
        day = day.tomorrow().unwrap();
        left -= u32::from(calendar.day(day).unwrap().is_working());
    }
    day
}

proptest! {
    #[test]
    fn adding_equals_a_walk_day_by_day(calendar in calendars(), offset in 0..1_800_i32, n in 0..60_u32) {
        let start = nth_day(offset);
        let end = calendar.add(start, n).unwrap();
        prop_assert_eq!(end, walk(&calendar, start, n));
        prop_assert_eq!(calendar.between(start, end).unwrap(), n);
    }

    #[test]
    fn counting_back_is_the_last_day_from_which_n_working_days_pass(
        calendar in calendars(), offset in 40..1_800_i32, n in 1..20_u32,
    ) {
        let date = nth_day(offset);
        let latest = calendar.latest_day_before(date, n).unwrap();
        prop_assert!(latest < date && calendar.is_working_day(latest).unwrap());
        let eve = date.yesterday().unwrap();
        prop_assert_eq!(calendar.between(latest, eve).unwrap(), n - 1);
    }

    #[test]
    fn past_every_notice_plain_weeks_count(years in 2_i32..150, n in 1..300_u32) {
        let calendar = Calendar::official();
        let start = nth_day(years * 365);
        prop_assert_eq!(calendar.add(start, n).unwrap(), walk(&calendar, start, n));
    }

    #[test]
    fn a_later_start_never_ends_earlier(
        calendar in calendars(), counting in countings(), one in instants(), gap in 0..400_000_i64, n in 1..6_u32,
    ) {
        let other = one + SignedDuration::from_secs(gap);
        let (first, second) = (calendar.deadline(one, n, &counting).unwrap(), calendar.deadline(other, n, &counting).unwrap());
        prop_assert!(first.due <= second.due, "{first:?} {second:?}");
    }

    #[test]
    fn one_more_rest_day_never_ends_earlier_and_a_make_up_day_never_later(
        calendar in calendars(), counting in countings(), start in instants(), near in -3..12_i32, n in 1..6_u32,
    ) {
        let changed = local_date(start).checked_add(jiff::Span::new().days(near)).unwrap();
        let before = calendar.deadline(start, n, &counting).unwrap();
        let was_working = calendar.is_working_day(changed).unwrap();
        let after = flipped(&calendar, 999, std::iter::once(changed)).deadline(start, n, &counting).unwrap();
        if was_working {
            prop_assert!(after.due >= before.due, "{before:?} {after:?}");
        } else {
            prop_assert!(after.due <= before.due, "{before:?} {after:?}");
        }
    }

    #[test]
    fn exactly_n_days_count_and_the_last_of_them_is_the_last_day(
        calendar in calendars(), counting in countings(), start in instants(), n in 1..8_u32,
    ) {
        let deadline = calendar.deadline(start, n, &counting).unwrap();
        let days = calendar.explain(&deadline).unwrap();
        prop_assert_eq!(days.iter().filter(|day| day.counts).count(), n as usize);
        prop_assert_eq!(days.first().unwrap().date, local_date(start));
        let last = days.last().unwrap();
        prop_assert!(last.counts && last.date == deadline.last_day);
        prop_assert!(calendar.is_working_day(deadline.last_day).unwrap());
        prop_assert!(deadline.due > start);
        prop_assert_eq!(deadline.provisional, deadline.last_day > date(2026, 12, 31));
        // Within the last day, or its 24:00.
        prop_assert_eq!(local_date(deadline.due - SignedDuration::from_nanos(1)).max(deadline.last_day), deadline.last_day);
    }

    #[test]
    fn a_date_ends_no_earlier_than_any_instant_of_it(
        calendar in calendars(), counting in countings(), start in instants(), n in 1..6_u32,
    ) {
        let by_instant = calendar.deadline(start, n, &counting).unwrap();
        let by_date = calendar.deadline_from_date(local_date(start), n, &counting).unwrap();
        prop_assert!(by_date.due >= by_instant.due && by_date.last_day == by_instant.last_day);
    }
}
