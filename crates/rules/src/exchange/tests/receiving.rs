//! 接收: by acknowledgement, or by time.

use super::fixtures::*;
use crate::exchange::{ActedBy, Receipt, State, TransmittalCommand as Command, TransmittalRefusal as Refusal};
use crate::party::{OfficerId, Side};
use crate::subject::{Actor, Refusal as _};

const PUSHED: &str = "2026-09-30T16:00:00";
const DUE: &str = "2026-10-08T17:00:00";
const BEFORE_DUE: &str = "2026-10-08T16:59:59.999999";

#[test]
fn pushed_before_the_national_holiday_it_is_deemed_received_at_close_of_office_after_it() {
    let pushed = City::new().granted(PUSHED).transmittal;
    assert_eq!(pushed.receipt_due(), Some(at(DUE)));
    assert_eq!(pushed.state_at(at(BEFORE_DUE)), State::InTransit);
    assert_eq!(pushed.received_at(at(BEFORE_DUE)), None);
    assert_eq!(pushed.state_at(at(DUE)), State::DeemedReceived);
    assert_eq!(pushed.received_at(at(DUE)), Some(Receipt::Deemed { at: at(DUE) }));
}

#[test]
fn a_sweep_never_deems_early_and_writes_the_due_instant_however_late_it_comes() {
    let city = City::new();
    let mut pushed = city.granted(PUSHED);
    let early = city.act(&mut pushed, Command::Deem, &Actor::Time, BEFORE_DUE).unwrap_err();
    assert_eq!(early, Refusal::TooEarly { due: at(DUE) });
    city.act(&mut pushed, Command::Deem, &Actor::Time, "2026-10-20T03:00:00").unwrap();
    assert_eq!(pushed.transmittal.facts.deemed_at, Some(at(DUE)));
    assert_eq!(pushed.transmittal.received_at(at("2026-10-20T03:00:00")), Some(Receipt::Deemed { at: at(DUE) }));
    let again = city.act(&mut pushed, Command::Deem, &Actor::Time, "2026-10-20T03:00:01").unwrap_err();
    assert_eq!(again, Refusal::NothingToDeem);
}

#[test]
fn acknowledging_in_the_last_microsecond_is_a_receipt_by_hand() {
    let city = City::new();
    let mut pushed = city.granted(PUSHED);
    assert_eq!(city.act(&mut pushed, Command::Acknowledge, &housing(), BEFORE_DUE).unwrap(), ["acknowledged"]);
    assert_eq!(pushed.transmittal.state_at(at("2026-12-01T00:00:00")), State::Acknowledged);
    assert_eq!(city.act(&mut pushed, Command::Deem, &Actor::Time, DUE).unwrap_err(), Refusal::NothingToDeem);
}

#[test]
fn acknowledging_twice_names_who_was_first() {
    let city = City::new();
    let mut pushed = city.granted(PUSHED);
    city.act(&mut pushed, Command::Acknowledge, &housing(), "2026-09-30T16:05:00").unwrap();
    let system = Actor::System { department: code(HOUSING), side: Side::Regulation, key: "k".to_owned() };
    let refusal = city.act(&mut pushed, Command::Acknowledge, &system, "2026-09-30T16:06:00").unwrap_err();
    let by = ActedBy::Officer { officer: OfficerId::parse("officer-ZJJ").unwrap(), acting_for: None };
    assert_eq!(refusal, Refusal::AlreadyAcknowledged { at: at("2026-09-30T16:05:00"), by });
    assert_eq!(refusal.arguments()[0], ("at", "2026-09-30T16:05:00+08:00".to_owned()));
}

#[test]
fn acknowledging_at_the_due_instant_confirms_what_time_has_done() {
    let city = City::new();
    let mut pushed = city.granted(PUSHED);
    assert_eq!(city.act(&mut pushed, Command::Acknowledge, &housing(), DUE).unwrap(), ["deemed", "confirmed"]);
    assert_eq!(pushed.transmittal.state, State::DeemedReceived);
    assert_eq!(pushed.transmittal.facts.confirmed_at, Some(at(DUE)));
    assert_eq!(pushed.transmittal.facts.acknowledged_at, None);
    let again = city.act(&mut pushed, Command::Acknowledge, &housing(), "2026-10-09T09:00:00").unwrap_err();
    assert_eq!(again.code(), "ALREADY_CONFIRMED");
    let mut swept = city.granted(PUSHED);
    city.act(&mut swept, Command::Deem, &Actor::Time, DUE).unwrap();
    assert_eq!(city.act(&mut swept, Command::Acknowledge, &housing(), "2026-10-09T09:00:00").unwrap(), ["confirmed"]);
}

#[test]
fn only_the_addressee_receives() {
    let city = City::new();
    let mut pushed = city.granted(PUSHED);
    for stranger in [bureau(), health(), Actor::Time, Actor::Setup] {
        for command in [Command::Acknowledge, Command::Deliver, Command::Open, Command::TakeBack] {
            let refusal = city.act(&mut pushed, command, &stranger, PUSHED).unwrap_err();
            assert_eq!(refusal, Refusal::NotAddressee { to: code(HOUSING) });
        }
    }
}

#[test]
fn opening_counts_as_delivery_and_each_is_kept_once() {
    let city = City::new();
    let mut pushed = city.granted(PUSHED);
    assert_eq!(
        city.act(&mut pushed, Command::Open, &housing(), "2026-09-30T16:01:00").unwrap(),
        ["delivered", "opened"]
    );
    assert_eq!(city.act(&mut pushed, Command::Open, &housing(), PUSHED).unwrap_err(), Refusal::AlreadyOpened);
    assert_eq!(city.act(&mut pushed, Command::Deliver, &housing(), PUSHED).unwrap_err(), Refusal::AlreadyDelivered);
    assert_eq!(pushed.transmittal.facts.opened_at, Some(at("2026-09-30T16:01:00")));
    assert_eq!(pushed.transmittal.state, State::InTransit);
    let mut fetched = city.granted(PUSHED);
    city.act(&mut fetched, Command::Deliver, &housing(), PUSHED).unwrap();
    assert_eq!(city.act(&mut fetched, Command::Open, &housing(), PUSHED).unwrap(), ["opened"]);
}

#[test]
fn what_is_for_information_is_received_by_hand_and_never_by_time() {
    let city = City::new();
    let guidance = plain(crate::exchange::Kind::Guidance, BUREAU, Side::Approval);
    let mut pushed = city.push(guidance, &housing(), PUSHED).unwrap();
    assert_eq!(pushed.transmittal.state_at(at("2027-01-01T00:00:00")), State::InTransit);
    let deem = city.act(&mut pushed, Command::Deem, &Actor::Time, "2027-01-01T00:00:00").unwrap_err();
    assert_eq!(deem, Refusal::NothingToDeem);
    city.act(&mut pushed, Command::Acknowledge, &bureau(), "2027-01-01T00:00:00").unwrap();
    assert_eq!(pushed.transmittal.state, State::Acknowledged);
}

#[test]
fn nothing_happens_to_what_was_never_pushed_and_nothing_is_pushed_twice() {
    let city = City::new();
    assert_eq!(city.decide(None, Command::Acknowledge, &housing(), at(DUE)).unwrap_err(), Refusal::NoTransmittal);
    let pushed = city.granted(PUSHED).transmittal;
    let push = outcome(crate::record::ApprovalOutcome::Granted, at(PUSHED));
    let again = city.decide(Some(&pushed), Command::Push(Box::new(push)), &bureau(), at(PUSHED)).unwrap_err();
    assert_eq!(again, Refusal::AlreadyPushed);
}
