//! 催办: by the sender, once a working day, and nothing else changes by it.

use super::fixtures::{City, at, bureau, code, health, housing};
use crate::exchange::{TransmittalCommand as Command, TransmittalRefusal as Refusal};
use crate::reminder::ReminderRefusal;
use crate::subject::Refusal as _;
use proptest::prelude::*;

#[test]
fn the_sender_reminds_once_a_working_day_and_is_told_when_again() {
    let city = City::new();
    let mut penalty = city.penalty("2026-11-20T10:00");
    let remind = |penalty: &mut _, now: &str| city.act(penalty, Command::Remind, &housing(), now);
    assert_eq!(remind(&mut penalty, "2026-11-20T11:00").unwrap(), ["reminded"]);
    // Saturday and Sunday belong to that Friday.
    for again in ["2026-11-20T16:00", "2026-11-21T09:00", "2026-11-22T23:59"] {
        let refused = remind(&mut penalty, again).unwrap_err();
        let again_on = ReminderRefusal::AlreadyReminded {
            to: code("SPJ"),
            on: "2026-11-20".parse().unwrap(),
            again_on: "2026-11-23".parse().unwrap(),
        };
        assert_eq!(refused, Refusal::Reminder(again_on));
        assert_eq!((refused.code(), refused.arguments().len()), ("ALREADY_REMINDED", 3));
    }
    assert_eq!(remind(&mut penalty, "2026-11-23T00:00").unwrap(), ["reminded"]);
    let kept = penalty.transmittal.reminders.of(&code("SPJ")).unwrap();
    assert_eq!((kept.count, kept.last_at), (2, at("2026-11-23T00:00")));
}

#[test]
fn only_the_sender_reminds_and_only_of_what_is_owed() {
    let city = City::new();
    let mut granted = city.granted("2026-11-20T10:00");
    for other in [housing(), health()] {
        let refused = city.act(&mut granted, Command::Remind, &other, "2026-11-20T11:00").unwrap_err();
        assert_eq!(refused.code(), "NOT_SENDER");
    }
    let mut received = granted.clone();
    city.act(&mut received, Command::Acknowledge, &housing(), "2026-11-20T12:00").unwrap();
    let refused = city.act(&mut received, Command::Remind, &bureau(), "2026-11-20T13:00").unwrap_err();
    assert_eq!(refused.code(), "NOTHING_TO_REMIND");
    // Deemed received at 17:00 of Monday, written down or not: nothing is awaited any more.
    let refused = city.act(&mut granted, Command::Remind, &bureau(), "2026-11-23T17:00").unwrap_err();
    assert_eq!(refused.code(), "NOTHING_TO_REMIND");
}

proptest! {
    #[test]
    fn a_reminder_moves_no_deadline_and_two_never_fall_on_one_working_day(hours in proptest::collection::vec(1_i64..40, 1..30)) {
        let city = City::new();
        let mut penalty = city.penalty("2026-09-25T10:00");
        let before = penalty.transmittal.clone();
        let (mut now, mut days) = (at("2026-09-25T10:00"), Vec::new());
        for hour in hours {
            now += jiff::SignedDuration::from_hours(hour);
            let text = crate::calendar::rfc3339(now);
            if city.act(&mut penalty, Command::Remind, &housing(), &text[..16]).is_ok() {
                days.push(crate::calendar::local_date(now));
            }
        }
        for pair in days.windows(2) {
            prop_assert!(city.calendar.between(pair[0], pair[1]).unwrap() >= 1, "{:?}", days);
        }
        let after = crate::exchange::Transmittal { reminders: before.reminders.clone(), ..penalty.transmittal.clone() };
        prop_assert_eq!(after, before);
    }
}
