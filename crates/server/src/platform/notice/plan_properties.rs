//! Weeks of tasks that come and go, looked at again and again, as the worker does.

use super::office::Office;
use super::plan::{Before, OpenTask, Planned, Told, Topic, Why, plan};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use shenguan_rules::calendar::{Calendar, OfficeHours};
use shenguan_rules::party::OfficerId;
use std::collections::BTreeMap;

/// A task of one of three people, that stands for a while.
#[derive(Clone, Debug)]
struct Life {
    from: Timestamp,
    until: Timestamp,
    task: OpenTask,
}

fn who(number: u8) -> OfficerId {
    OfficerId::parse(format!("o-{number}")).unwrap()
}

/// The days around 国庆 2026, with a make-up Saturday.
fn start() -> Timestamp {
    "2026-09-28T00:00:00+08:00".parse().unwrap()
}

const MINUTES: i64 = 14 * 24 * 60;

fn life() -> impl Strategy<Value = Life> {
    let due = proptest::option::of(0_i64..MINUTES);
    (0_i64..MINUTES, 1_i64..MINUTES, due, 0_u8..3, 0_usize..1000).prop_map(|(from, length, due, owner, number)| {
        let minute = |minutes: i64| start() + SignedDuration::from_mins(minutes);
        let task = OpenTask {
            kind: "transmittal".to_owned(),
            subject: format!("s-{number}-{from}"),
            task: "reply".to_owned(),
            due: due.map(minute),
            owners: vec![who(owner)],
            responsible: vec![who(3)],
            leaders: vec![who(4)],
        };
        Life { from: minute(from), until: minute(from + length), task }
    })
}

/// Every message of two weeks with the instant of the look that made it.
fn told(lives: &[Life], every: i64) -> Vec<(Timestamp, Planned)> {
    let (calendar, hours) = (Calendar::official(), OfficeHours::default());
    let (mut before, mut made) = (Before::default(), Vec::new());
    let (mut now, end) = (start(), start() + SignedDuration::from_mins(MINUTES));
    let mut day = None;
    while now < end {
        let office = Office { now, calendar: &calendar, hours: &hours };
        if day != Some(office.today()) {
            day = Some(office.today());
            before.digested.clear();
        }
        let tasks: Vec<OpenTask> =
            lives.iter().filter(|it| it.from <= now && now < it.until).map(|it| it.task.clone()).collect();
        for message in plan(&office, &tasks, &[], &[], &before).messages {
            if message.topic.is_digest() {
                before.digested.insert(message.officer.clone());
            }
            for line in &message.lines {
                let key = (message.officer.clone(), line.subject.clone(), line.task.clone());
                before.told.insert(key, Told { on: office.today(), due: line.due });
            }
            made.push((now, message));
        }
        now += SignedDuration::from_mins(every);
    }
    made
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nobody_is_told_outside_office_hours_of_what_is_not_due_today_and_nobody_has_two_digests_a_day(
        lives in proptest::collection::vec(life(), 1..25), every in 7_i64..90,
    ) {
        let (calendar, hours) = (Calendar::official(), OfficeHours::default());
        let mut digests: BTreeMap<_, u32> = BTreeMap::new();
        for (now, message) in told(&lives, every) {
            let office = Office { now, calendar: &calendar, hours: &hours };
            if !office.is_open() {
                prop_assert_eq!(message.topic, Topic::DueToday);
                prop_assert!(message.lines.iter().all(|line| line.why == Why::DueToday && office.is_due_today(line.due.unwrap())));
            }
            if message.topic.is_digest() {
                *digests.entry((office.today(), message.officer.clone())).or_default() += 1;
            }
            prop_assert!(!message.lines.is_empty() && message.until > now);
        }
        prop_assert!(digests.values().all(|count| *count == 1));
    }

    #[test]
    fn nothing_that_is_due_today_stays_untold_and_each_deadline_is_told_once_a_day(
        lives in proptest::collection::vec(life(), 1..25), every in 7_i64..90,
    ) {
        let (calendar, hours) = (Calendar::official(), OfficeHours::default());
        let made = told(&lives, every);
        let (mut now, end) = (start(), start() + SignedDuration::from_mins(MINUTES));
        while now < end {
            let office = Office { now, calendar: &calendar, hours: &hours };
            for life in lives.iter().filter(|it| it.from <= now && now < it.until) {
                let Some(due) = life.task.due else { continue };
                if office.is_due_today(due) && office.has_opened() {
                    let times = made.iter().filter(|(at, message)| {
                        *at <= now
                            && Office { now: *at, ..office }.today() == office.today()
                            && message.officer == life.task.owners[0]
                            && message.lines.iter().any(|line| line.subject == life.task.subject)
                    });
                    prop_assert_eq!(times.count(), 1, "{:?} at {}", life.task, now);
                }
            }
            now += SignedDuration::from_mins(every);
        }
    }
}
