//! Given tasks and an instant, when it is planned, then these people are told this.

use super::office::Office;
use super::plan::{Before, OpenTask, Plan, Prompt, Told, Topic, Why, plan};
use jiff::Timestamp;
use shenguan_rules::calendar::{Calendar, OfficeHours};
use shenguan_rules::party::OfficerId;

/// `2026-11-24T09:00` in China.
fn at(text: &str) -> Timestamp {
    format!("{text}+08:00").parse().unwrap()
}

fn who(name: &str) -> OfficerId {
    OfficerId::parse(name).unwrap()
}

/// A task of the liaison officer `lia`, under `res` and `lead`.
fn task(subject: &str, due: Option<&str>) -> OpenTask {
    OpenTask {
        kind: "transmittal".to_owned(),
        subject: subject.to_owned(),
        task: "reply".to_owned(),
        due: due.map(at),
        owners: vec![who("lia")],
        responsible: vec![who("res")],
        leaders: vec![who("lead")],
    }
}

fn told(subject: &str, on: &str, due: Option<&str>) -> Before {
    let mut before = Before::default();
    let key = (who("lia"), subject.to_owned(), "reply".to_owned());
    before.told.insert(key, Told { on: on.parse().unwrap(), due: due.map(at) });
    before
}

fn planned(now: &str, tasks: &[OpenTask], before: &Before) -> Plan {
    on_duty(now, tasks, &[], &[], before)
}

fn on_duty(now: &str, tasks: &[OpenTask], duty: &[OfficerId], prompts: &[Prompt], before: &Before) -> Plan {
    let (calendar, hours) = (Calendar::official(), OfficeHours::default());
    plan(&Office { now: at(now), calendar: &calendar, hours: &hours }, tasks, duty, prompts, before)
}

/// To whom, what, and why each subject.
type Said = (String, Topic, Vec<(&'static str, Why)>);

fn said(plan: &Plan) -> Vec<Said> {
    let lines = |planned: &super::plan::Planned| -> Vec<(String, Why)> {
        planned.lines.iter().map(|line| (line.subject.clone(), line.why)).collect()
    };
    let mut said = Vec::new();
    for message in &plan.messages {
        let lines: Vec<(&'static str, Why)> =
            lines(message).into_iter().map(|(subject, why)| (&*String::leak(subject), why)).collect();
        said.push((message.officer.to_string(), message.topic, lines));
    }
    said
}

#[test]
fn what_came_in_the_night_is_told_in_the_digest_of_the_morning_and_not_before() {
    let tasks = [task("a", None), task("b", Some("2026-11-26T00:00"))];
    for closed in ["2026-11-24T03:00", "2026-11-24T08:29", "2026-11-24T17:00", "2026-11-22T10:00"] {
        assert!(planned(closed, &tasks, &Before::default()).is_empty(), "{closed}");
    }
    let plan = planned("2026-11-24T08:30", &tasks, &Before::default());
    assert_eq!(said(&plan), [("lia".to_owned(), Topic::Digest, vec![("b", Why::New), ("a", Why::New)])]);
    assert_eq!(plan.messages[0].until, at("2026-11-24T17:00"), "a digest is of no use after the office closes");
}

#[test]
fn nobody_has_two_digests_a_day_and_what_was_told_is_not_new_tomorrow() {
    let tasks = [task("a", None)];
    let mut before = told("a", "2026-11-24", None);
    before.digested.insert(who("lia"));
    assert!(planned("2026-11-24T10:00", &[task("a", None), task("b", None)], &before).is_empty());
    assert!(planned("2026-11-25T08:30", &tasks, &told("a", "2026-11-24", None)).is_empty());
}

#[test]
fn what_becomes_due_today_after_the_digest_is_told_at_once_and_once() {
    let due = Some("2026-11-25T00:00");
    let mut before = Before::default();
    before.digested.insert(who("lia"));
    let plan = planned("2026-11-24T20:00", &[task("a", due)], &before);
    assert_eq!(said(&plan), [("lia".to_owned(), Topic::DueToday, vec![("a", Why::DueToday)])]);
    let mut before = told("a", "2026-11-24", due);
    before.digested.insert(who("lia"));
    assert!(planned("2026-11-24T20:01", &[task("a", due)], &before).is_empty());
    // A deadline that moved is another one.
    assert!(!planned("2026-11-24T20:02", &[task("a", Some("2026-11-24T23:00"))], &before).is_empty());
}

#[test]
fn before_offices_open_only_what_could_not_wait_is_told() {
    assert!(planned("2026-11-24T05:00", &[task("a", Some("2026-11-24T17:00"))], &Before::default()).is_empty());
    let plan = planned("2026-11-24T05:00", &[task("a", Some("2026-11-24T08:00"))], &Before::default());
    assert_eq!(said(&plan)[0].1, Topic::DueToday);
}

#[test]
fn before_and_after_three_days_off_the_digest_lists_everything_that_is_open() {
    // 2026-10-01 to 07 are off; 10-10 is a make-up Saturday, so that 10-11 alone is off.
    for (now, topic) in [("2026-09-30T08:30", Topic::BeforeDaysOff), ("2026-10-08T08:30", Topic::AfterDaysOff)] {
        let plan = planned(now, &[task("a", None)], &told("a", "2026-09-20", None));
        assert_eq!(said(&plan), [("lia".to_owned(), topic, vec![("a", Why::Open)])]);
    }
    for ordinary in ["2026-11-20T08:30", "2026-11-23T08:30", "2026-10-10T08:30"] {
        assert!(planned(ordinary, &[task("a", None)], &told("a", "2026-09-20", None)).is_empty(), "{ordinary}");
    }
}

#[test]
fn on_a_day_off_whoever_is_on_duty_is_told_of_what_is_due() {
    let tasks = [task("a", Some("2026-10-03T18:00")), task("b", None)];
    let duty = [who("duty")];
    let plan = on_duty("2026-10-03T09:00", &tasks, &duty, &[], &Before::default());
    assert_eq!(said(&plan), [("duty".to_owned(), Topic::DueToday, vec![("a", Why::DueToday)])]);
    let nobody = planned("2026-10-03T09:00", &tasks, &Before::default());
    assert_eq!(said(&nobody)[0].0, "lia", "where nobody is on duty, whoever has it");
}

#[test]
fn what_is_overdue_is_told_every_day_and_climbs_after_one_and_three_working_days() {
    let overdue = |now: &str| {
        let plan = planned(now, &[task("a", Some("2026-11-24T00:00"))], &told("a", "2026-11-01", None));
        said(&plan).into_iter().map(|(who, _, lines)| (who, lines[0].1)).collect::<Vec<_>>()
    };
    let (lia, res) = (("lia".to_owned(), Why::Overdue), ("res".to_owned(), Why::Escalated));
    assert_eq!(overdue("2026-11-24T09:00"), [lia.clone(), res.clone()], "its last day was Monday");
    assert_eq!(overdue("2026-11-26T09:00"), [("lead".to_owned(), Why::Escalated), lia, res]);
    assert!(overdue("2026-11-26T03:00").is_empty());
}

#[test]
fn a_reminder_reaches_who_has_it_and_the_responsible_officer_in_office_hours() {
    let (tasks, prompts) = ([task("a", None)], [Prompt { id: "p".to_owned(), subject: "a".to_owned() }]);
    let mut before = told("a", "2026-11-23", None);
    before.digested.insert(who("lia"));
    let plan = on_duty("2026-11-24T10:00", &tasks, &[], &prompts, &before);
    let whom: Vec<_> = said(&plan).into_iter().map(|(who, topic, _)| (who, topic)).collect();
    assert_eq!(whom, [("lia".to_owned(), Topic::Reminder), ("res".to_owned(), Topic::Reminder)]);
    assert_eq!(plan.prompts, ["p"]);
    assert!(on_duty("2026-11-24T18:00", &tasks, &[], &prompts, &before).is_empty(), "it waits for the morning");
    let done = on_duty("2026-11-24T18:00", &[], &[], &prompts, &before);
    assert_eq!((done.messages.len(), done.prompts.len()), (0, 1), "what was done meanwhile needs no word");
}
