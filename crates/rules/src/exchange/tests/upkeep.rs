//! Clocks that move: a new calendar, an outage. What was met or missed stays.

use super::fixtures::*;
use crate::calendar::Notice;
use crate::exchange::{
    MoveCause, Outage, OutageCommand, OutageEvent, OutageRefusal, ReplyState, State, TransmittalCommand as Command,
    TransmittalRefusal as Refusal,
};
use crate::party::{DepartmentCode, OutageId};
use crate::subject::{Actor, Context, Subject};

const MONDAY: &str = "2026-11-16T10:00:00";
const MOVE: Command = Command::MoveDeadline { cause: MoveCause::Calendar };

/// The city closes its offices on a day.
fn snow(city: &mut City, date: &str) {
    let notice = Notice::from_json(&format!(
        r#"{{"issuer":"测试市政府","document":"暴雪停工通知","document_number":"测政发〔2026〕1号","level":"city",
            "status":"official","days":[{{"date":"{date}","kind":"closure","name":"暴雪停工"}}]}}"#
    ));
    city.calendar = city.calendar.with_notice(&notice.unwrap()).unwrap();
}

fn outage(from: &str, to: &str) -> Outage {
    Outage { id: OutageId::parse("outage-1").unwrap(), from: at(from), to: at(to), recorded_at: at(to) }
}

fn extend(from: &str, to: &str) -> Command {
    Command::ExtendWindow { outage: outage(from, to) }
}

#[test]
fn a_snow_day_moves_an_open_window_and_the_version_stands_on_it() {
    let mut city = City::new();
    let mut pushed = city.granted(MONDAY);
    assert_eq!(city.act(&mut pushed, MOVE, &Actor::Time, "2026-11-17T07:00:00").unwrap_err(), Refusal::NothingMoves);
    snow(&mut city, "2026-11-17");
    city.act(&mut pushed, MOVE, &Actor::Time, "2026-11-17T07:00:00").unwrap();
    assert_eq!(pushed.transmittal.receipt_due(), Some(at("2026-11-18T17:00:00")));
    assert_eq!(pushed.transmittal.calendar_version, city.calendar.version());
    assert_eq!(city.act(&mut pushed, MOVE, &Actor::Time, "2026-11-17T07:00:00").unwrap_err(), Refusal::NothingMoves);
}

#[test]
fn a_window_that_was_met_or_missed_never_moves_written_down_or_not() {
    let mut city = City::new();
    let mut met = city.granted(MONDAY);
    city.act(&mut met, Command::Acknowledge, &housing(), "2026-11-16T12:00:00").unwrap();
    let mut missed = city.granted(MONDAY);
    snow(&mut city, "2026-11-17");
    for pushed in [&mut met, &mut missed] {
        let before = pushed.transmittal.clone();
        let refusal = city.act(pushed, MOVE, &Actor::Time, "2026-11-17T17:00:00").unwrap_err();
        assert_eq!((refusal, &pushed.transmittal), (Refusal::NothingMoves, &before));
    }
}

#[test]
fn a_window_moved_into_the_past_ends_at_the_change_and_not_before() {
    let mut snowed = City::new();
    snow(&mut snowed, "2026-11-17");
    let mut pushed = snowed.granted(MONDAY);
    assert_eq!(pushed.transmittal.receipt_due(), Some(at("2026-11-18T17:00:00")));
    let now = "2026-11-17T20:00:00";
    City::new().act(&mut pushed, MOVE, &Actor::Time, now).unwrap();
    assert_eq!(pushed.transmittal.receipt_due(), Some(at(now)));
    assert_eq!(pushed.transmittal.state_at(at(now)), State::DeemedReceived);
}

#[test]
fn a_stopped_window_does_not_move_but_the_senders_decision_does_and_the_rest_is_counted_anew() {
    let mut city = City::new();
    let mut pushed = city.granted_by_hand(MONDAY);
    let send_back = Command::Return { reason: Some(digest(2)), suggested_to: None };
    city.act(&mut pushed, send_back, &housing(), "2026-11-16T11:00:00").unwrap();
    let due = pushed.transmittal.receipt_due();
    snow(&mut city, "2026-11-17");
    city.act(&mut pushed, MOVE, &Actor::Time, "2026-11-16T20:00:00").unwrap();
    assert_eq!(pushed.transmittal.receipt_due(), due);
    let decision = pushed.transmittal.open_return().unwrap().decision.clone().unwrap();
    assert_eq!(decision.due, at("2026-11-19T00:00:00"));
    let uphold = Command::Uphold { reason: Some(digest(3)) };
    city.act(&mut pushed, uphold, &bureau(), "2026-11-18T10:00:00").unwrap();
    assert_eq!(pushed.transmittal.receipt_due(), Some(at("2026-11-19T17:00:00")));
    city.calendar = City::new().calendar;
    snow(&mut city, "2026-11-19");
    city.act(&mut pushed, MOVE, &Actor::Time, "2026-11-18T20:00:00").unwrap();
    assert_eq!(pushed.transmittal.receipt_due(), Some(at("2026-11-20T17:00:00")));
}

#[test]
fn the_target_of_a_disposition_moves_with_the_calendar_while_it_is_open() {
    let mut city = City::new();
    city.rule_set.reply_target_working_days = Some(2);
    let mut pushed = city.penalty(MONDAY);
    city.act(&mut pushed, Command::Acknowledge, &bureau(), "2026-11-16T11:00:00").unwrap();
    snow(&mut city, "2026-11-17");
    let mut overdue = pushed.clone();
    city.act(&mut pushed, MOVE, &Actor::Time, "2026-11-16T20:00:00").unwrap();
    assert_eq!(pushed.transmittal.reply, ReplyState::Owed { target_due: Some(at("2026-11-20T00:00:00")) });
    let late = city.act(&mut overdue, MOVE, &Actor::Time, "2026-11-19T00:00:00").unwrap_err();
    assert_eq!(
        (late, overdue.transmittal.reply_state_at(at("2026-11-19T00:00:00"))),
        (Refusal::NothingMoves, "overdue")
    );
}

#[test]
fn an_outage_of_more_than_thirty_minutes_inside_the_window_extends_it_by_as_much() {
    for (from, to, due) in [
        ("2026-11-17T09:00:00", "2026-11-17T09:31:00", "2026-11-17T17:31:00"),
        // Began before the push: only what lies inside counts.
        ("2026-11-16T09:00:00", "2026-11-16T11:00:00", "2026-11-17T18:00:00"),
        // Reaches past the due instant: nobody could see it pass.
        ("2026-11-17T16:00:00", "2026-11-17T18:00:00", "2026-11-17T19:00:00"),
    ] {
        let city = City::new();
        let mut pushed = city.granted(MONDAY);
        city.act(&mut pushed, extend(from, to), &Actor::Time, to).unwrap();
        assert_eq!(pushed.transmittal.receipt_due(), Some(at(due)), "{from}");
        assert_eq!(city.act(&mut pushed, extend(from, to), &Actor::Time, to).unwrap_err(), Refusal::AlreadyExtended);
    }
}

#[test]
fn a_short_outage_one_outside_the_window_and_one_after_receipt_extend_nothing() {
    let mut city = City::new();
    let mut pushed = city.granted(MONDAY);
    let now = "2026-11-17T12:00:00";
    for (from, to) in [
        ("2026-11-17T09:00:00", "2026-11-17T09:30:00"),
        ("2026-11-16T08:00:00", "2026-11-16T10:30:00"),
        ("2026-11-15T08:00:00", "2026-11-15T10:30:00"),
    ] {
        assert_eq!(city.act(&mut pushed, extend(from, to), &Actor::Time, now).unwrap_err(), Refusal::OutsideWindow);
    }
    let (from, to) = ("2026-11-17T09:00:00", "2026-11-17T10:00:00");
    let seen = city.act(&mut pushed, extend(from, to), &Actor::Time, "2026-11-17T17:00:00").unwrap_err();
    assert_eq!(seen, Refusal::AlreadyReceived { at: at("2026-11-17T17:00:00") });
    city.rule_set.outage_tolling = false;
    assert_eq!(city.act(&mut pushed, extend(from, to), &Actor::Time, now).unwrap_err(), Refusal::TollingOff);
}

#[test]
fn an_extension_stays_when_the_calendar_moves_the_window() {
    let mut city = City::new();
    let mut pushed = city.granted(MONDAY);
    let to = "2026-11-16T12:00:00";
    city.act(&mut pushed, extend("2026-11-16T11:00:00", to), &Actor::Time, to).unwrap();
    snow(&mut city, "2026-11-17");
    city.act(&mut pushed, MOVE, &Actor::Time, "2026-11-16T20:00:00").unwrap();
    assert_eq!(pushed.transmittal.receipt_due(), Some(at("2026-11-18T18:00:00")));
}

#[test]
fn an_outage_is_put_on_record_once_it_is_over_and_long_enough() {
    let city = City::new();
    let record = |from: &str, to: &str, overlapping: Vec<OutageId>, now: &str| {
        let context = Context { now: at(now), actor: &Actor::Time, calendar: &city.calendar, rule_set: &city.rule_set };
        let id = OutageId::parse("outage-1").unwrap();
        Outage::decide(None, OutageCommand::Record { id, from: at(from), to: at(to), overlapping }, &context)
    };
    let (from, to) = ("2026-11-17T09:00:00", "2026-11-17T10:00:00");
    let events = record(from, to, Vec::new(), to).unwrap();
    let OutageEvent::Recorded(recorded) = &events[0];
    assert_eq!(recorded, &outage(from, to));
    assert_eq!(Outage::apply(None, &events[0]).as_ref(), Some(recorded));
    assert_eq!(record(from, to, Vec::new(), from).unwrap_err(), OutageRefusal::InFuture);
    assert_eq!(record(to, from, Vec::new(), to).unwrap_err(), OutageRefusal::TooShort { minutes: 30 });
    let short = record(from, "2026-11-17T09:30:00", Vec::new(), to).unwrap_err();
    assert_eq!(short, OutageRefusal::TooShort { minutes: 30 });
    let other = OutageId::parse("outage-0").unwrap();
    assert_eq!(record(from, to, vec![other.clone()], to).unwrap_err(), OutageRefusal::Overlap { other });
}

#[test]
fn a_successor_takes_over_what_is_open_with_the_clock_as_it_stands() {
    let city = City::new();
    let mut pushed = city.granted(MONDAY);
    let (due, old) = (pushed.transmittal.receipt_due(), pushed.transmittal.to.clone());
    let successor = DepartmentCode::parse("XJJ").unwrap();
    let succeed =
        |successor: &DepartmentCode| Command::Succeed { department: old.clone(), successor: successor.clone() };
    let bureau = pushed.transmittal.from.clone();
    let refusal = city.act(&mut pushed, succeed(&bureau), &Actor::Setup, "2026-11-16T11:00:00").unwrap_err();
    assert_eq!(refusal, Refusal::SameDepartment);
    city.act(&mut pushed, succeed(&successor), &Actor::Setup, "2026-11-16T11:00:00").unwrap();
    assert_eq!((&pushed.transmittal.to, pushed.transmittal.receipt_due()), (&successor, due));
    assert_eq!(pushed.transmittal.predecessors, std::slice::from_ref(&old));
    let again = city.act(&mut pushed, succeed(&successor), &Actor::Setup, "2026-11-16T12:00:00").unwrap_err();
    assert_eq!(again, Refusal::NothingMoves);
}
