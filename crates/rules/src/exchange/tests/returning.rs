//! 退回, 维持, 改派, 撤回, 更正: what happens on the way.

use super::fixtures::*;
use crate::exchange::{
    Push, ReturnAnswer, Routing, State, Supersedes, Traced, TransmittalCommand as Command,
    TransmittalRefusal as Refusal,
};
use crate::record::ApprovalOutcome;
use crate::subject::{Actor, Refusal as _};

const MONDAY: &str = "2026-11-16T10:00:00";
const LATER: &str = "2026-11-16T11:00:00";

fn send_back() -> Command {
    Command::Return { reason: Some(digest(2)), suggested_to: Some(code(HEALTH)) }
}

fn uphold() -> Command {
    Command::Uphold { reason: Some(digest(3)) }
}

fn reroute() -> Command {
    Command::Reroute { new: id("t-2"), to: code(HEALTH), reason: Some(digest(4)) }
}

fn returned(city: &City, pushed_at: &str, returned_at: &str) -> Traced {
    let mut pushed = city.granted_by_hand(pushed_at);
    city.act(&mut pushed, send_back(), &housing(), returned_at).unwrap();
    pushed
}

#[test]
fn a_return_of_what_was_sent_by_hand_stops_the_clock_and_gives_the_sender_one_working_day() {
    let returned = returned(&City::new(), MONDAY, LATER).transmittal;
    assert_eq!(returned.state_at(at("2026-12-31T00:00:00")), State::Returned);
    assert_eq!(returned.received_at(at("2026-12-31T00:00:00")), None);
    let open = returned.open_return().unwrap();
    assert!(!open.objection);
    assert_eq!(open.decision.as_ref().unwrap().due, at("2026-11-18T00:00:00"));
    assert_eq!(open.suggested_to, Some(code(HEALTH)));
    assert!(!returned.consultation_asked);
}

#[test]
fn a_return_where_the_agreement_names_the_authority_is_an_objection_and_receipt_is_deemed() {
    let city = City::new();
    let mut pushed = city.granted(MONDAY);
    city.act(&mut pushed, send_back(), &housing(), LATER).unwrap();
    let open = pushed.transmittal.open_return().unwrap();
    assert_eq!((open.objection, &open.decision), (true, &None));
    assert_eq!(pushed.transmittal.state, State::InTransit);
    assert_eq!(pushed.transmittal.state_at(at("2026-11-17T17:00:00")), State::DeemedReceived);
    let due = pushed.transmittal.receipt_due();
    city.act(&mut pushed, uphold(), &bureau(), "2026-11-16T12:00:00").unwrap();
    assert_eq!(pushed.transmittal.receipt_due(), due);
    assert_eq!(pushed.transmittal.state, State::InTransit);
    assert!(matches!(pushed.transmittal.returned.unwrap().answer, Some(ReturnAnswer::Upheld { .. })));
}

#[test]
fn an_objection_is_answered_after_the_deemed_receipt_too_and_changes_nothing_about_it() {
    let city = City::new();
    let mut pushed = city.granted(MONDAY);
    city.act(&mut pushed, send_back(), &housing(), LATER).unwrap();
    let events = city.act(&mut pushed, uphold(), &bureau(), "2026-11-18T12:00:00").unwrap();
    assert_eq!(events, ["deemed", "upheld"]);
    assert_eq!(pushed.transmittal.state, State::DeemedReceived);
    assert_eq!(pushed.transmittal.facts.deemed_at, Some(at("2026-11-17T17:00:00")));
}

#[test]
fn upheld_on_a_working_day_before_close_it_has_the_working_days_that_were_left_after_that_day() {
    for (returned_at, upheld_at, due) in [
        // One working day was left.
        (LATER, "2026-11-18T10:00:00", "2026-11-19T17:00:00"),
        // The office has closed: from the next working day.
        (LATER, "2026-11-18T17:00:00", "2026-11-20T17:00:00"),
        // Over the weekend.
        (LATER, "2026-11-21T10:00:00", "2026-11-24T17:00:00"),
        // Returned on the last day: the rest of the day of the uphold.
        ("2026-11-17T09:00:00", "2026-11-17T10:00:00", "2026-11-17T17:00:00"),
        ("2026-11-17T09:00:00", "2026-11-17T16:59:59.999999", "2026-11-17T17:00:00"),
        ("2026-11-17T09:00:00", "2026-11-17T17:00:00", "2026-11-18T17:00:00"),
        ("2026-11-17T09:00:00", "2026-11-21T10:00:00", "2026-11-23T17:00:00"),
    ] {
        let city = City::new();
        let mut pushed = returned(&city, MONDAY, returned_at);
        city.act(&mut pushed, uphold(), &bureau(), upheld_at).unwrap();
        assert_eq!(pushed.transmittal.receipt_due(), Some(at(due)), "{returned_at} {upheld_at}");
        assert_eq!(pushed.transmittal.state, State::InTransit);
        let again = city.act(&mut pushed, send_back(), &housing(), upheld_at).unwrap_err();
        assert_eq!(again, Refusal::AlreadyUpheld);
        assert_eq!(city.act(&mut pushed, Command::Deem, &Actor::Time, due).unwrap(), ["deemed"]);
    }
}

#[test]
fn a_return_needs_a_reason_the_addressee_and_a_city_that_allows_it() {
    let mut city = City::new();
    let mut pushed = city.granted_by_hand(MONDAY);
    let bare = Command::Return { reason: None, suggested_to: None };
    assert_eq!(city.act(&mut pushed, bare, &housing(), LATER).unwrap_err().code(), "REASON_REQUIRED");
    assert_eq!(city.act(&mut pushed, send_back(), &bureau(), LATER).unwrap_err().code(), "NOT_ADDRESSEE");
    city.rule_set.return_enabled = false;
    assert_eq!(city.act(&mut pushed, send_back(), &housing(), LATER).unwrap_err().code(), "RETURN_DISABLED");
}

#[test]
fn nothing_is_returned_after_receipt_and_nothing_twice() {
    let city = City::new();
    let mut pushed = city.granted(MONDAY);
    let due = "2026-11-17T17:00:00";
    let late = city.act(&mut pushed, send_back(), &housing(), due).unwrap_err();
    assert_eq!(late, Refusal::AlreadyReceived { at: at(due) });
    city.act(&mut pushed, send_back(), &housing(), LATER).unwrap();
    assert_eq!(city.act(&mut pushed, send_back(), &housing(), LATER).unwrap_err().code(), "ALREADY_RETURNED");
    let mut stopped = returned(&city, MONDAY, LATER);
    assert_eq!(city.act(&mut stopped, send_back(), &housing(), LATER).unwrap_err().code(), "NOT_IN_TRANSIT");
    assert_eq!(city.act(&mut stopped, Command::Acknowledge, &housing(), LATER).unwrap_err().code(), "NOT_IN_TRANSIT");
}

#[test]
fn a_reroute_takes_its_place_with_one_hop_more_and_a_window_of_its_own() {
    let city = City::new();
    let mut old = returned(&city, MONDAY, LATER);
    let stranger = city.act(&mut old, reroute(), &housing(), "2026-11-17T09:00:00").unwrap_err();
    assert_eq!(stranger.code(), "NOT_SENDER");
    city.act(&mut old, reroute(), &bureau(), "2026-11-17T09:00:00").unwrap();
    assert_eq!((old.transmittal.state, &old.transmittal.superseded_by), (State::Returned, &Some(id("t-2"))));
    assert_eq!(city.act(&mut old, uphold(), &bureau(), MONDAY).unwrap_err(), Refusal::Superseded { by: id("t-2") });
    let decision_due = old.transmittal.returned.as_ref().unwrap().decision.as_ref().map(|decision| decision.due);
    let supersedes = Supersedes::Rerouted { id: id("t-1"), hops: old.transmittal.hops, decision_due };
    let push = Push {
        id: id("t-2"),
        to: code(HEALTH),
        routing_reason: Some(digest(4)),
        supersedes: Some(supersedes),
        ..outcome(ApprovalOutcome::Granted, at("2026-11-11T09:00:00"))
    };
    let new = city.push(push.clone(), &bureau(), "2026-11-17T09:00:00").unwrap().transmittal;
    assert_eq!((new.hops, new.late, &new.routing), (1, false, &Routing::Hand));
    assert_eq!((new.push_due, new.receipt_due()), (decision_due, Some(at("2026-11-18T17:00:00"))));
    let late = city.push(push, &bureau(), "2026-11-18T00:00:00").unwrap().transmittal;
    assert!(late.late);
}

#[test]
fn an_objection_that_the_sender_accepts_before_receipt_is_rerouted_and_not_after() {
    let city = City::new();
    let mut old = city.granted(MONDAY);
    assert_eq!(city.act(&mut old, reroute(), &bureau(), LATER).unwrap_err(), Refusal::NotReturned);
    city.act(&mut old, send_back(), &housing(), LATER).unwrap();
    let due = "2026-11-17T17:00:00";
    assert_eq!(city.act(&mut old, reroute(), &bureau(), due).unwrap_err(), Refusal::AlreadyReceived { at: at(due) });
    city.act(&mut old, reroute(), &bureau(), "2026-11-17T16:00:00").unwrap();
    assert_eq!(old.transmittal.state_at(at("2026-12-01T00:00:00")), State::Returned);
}

#[test]
fn at_the_hop_limit_a_return_asks_for_a_consultation_and_a_reroute_is_refused() {
    let city = City::new();
    let supersedes = |hops| Some(Supersedes::Rerouted { id: id("t-0"), hops, decision_due: None });
    let push = |hops| Push {
        to: code(HOUSING),
        agreed: Vec::new(),
        routing_reason: Some(digest(4)),
        supersedes: supersedes(hops),
        ..outcome(ApprovalOutcome::Granted, at(MONDAY))
    };
    assert_eq!(city.push(push(3), &bureau(), MONDAY).unwrap_err(), Refusal::HopLimit { hops: 3 });
    let mut last = city.push(push(2), &bureau(), MONDAY).unwrap();
    assert_eq!(last.transmittal.hops, 3);
    city.act(&mut last, send_back(), &housing(), LATER).unwrap();
    assert!(last.transmittal.consultation_asked);
    assert_eq!(city.act(&mut last, reroute(), &bureau(), LATER).unwrap_err(), Refusal::HopLimit { hops: 3 });
    city.act(&mut last, uphold(), &bureau(), LATER).unwrap();
}

#[test]
fn a_push_is_recalled_by_its_sender_until_it_is_received() {
    let city = City::new();
    let recall = || Command::Recall { reason: Some(digest(5)) };
    let mut pushed = city.granted(MONDAY);
    assert_eq!(city.act(&mut pushed, recall(), &housing(), LATER).unwrap_err().code(), "NOT_SENDER");
    let bare = Command::Recall { reason: None };
    assert_eq!(city.act(&mut pushed, bare, &bureau(), LATER).unwrap_err(), Refusal::ReasonRequired);
    let due = "2026-11-17T17:00:00";
    assert_eq!(city.act(&mut pushed, recall(), &bureau(), due).unwrap_err().code(), "ALREADY_RECEIVED");
    city.act(&mut pushed, recall(), &bureau(), "2026-11-17T16:59:59.999999").unwrap();
    assert_eq!(pushed.transmittal.state_at(at("2026-12-01T00:00:00")), State::Recalled);
    assert_eq!(city.act(&mut pushed, recall(), &bureau(), LATER).unwrap_err(), Refusal::AlreadyRecalled);
    assert_eq!(city.act(&mut pushed, Command::Acknowledge, &housing(), LATER).unwrap_err(), Refusal::AlreadyRecalled);
}

#[test]
fn a_correction_takes_the_place_of_the_old_one_and_a_receipt_that_there_was_stays() {
    let city = City::new();
    let correct = || Command::Correct { new: id("t-2") };
    let mut early = city.granted(MONDAY);
    city.act(&mut early, correct(), &bureau(), LATER).unwrap();
    assert_eq!((early.transmittal.state, early.transmittal.received_at(at(LATER))), (State::Recalled, None));
    assert_eq!(city.act(&mut early, correct(), &bureau(), LATER).unwrap_err(), Refusal::Superseded { by: id("t-2") });
    let mut late = city.granted(MONDAY);
    assert_eq!(city.act(&mut late, correct(), &bureau(), "2026-11-20T09:00:00").unwrap(), ["deemed", "corrected"]);
    assert_eq!(late.transmittal.state, State::Recalled);
    let receipt = late.transmittal.received_at(at("2026-11-20T09:00:00")).unwrap();
    assert_eq!(receipt.at(), at("2026-11-17T17:00:00"));
}

#[test]
fn a_correction_is_never_late_and_goes_to_who_received_what_it_corrects() {
    let city = City::new();
    let supersedes = |received| Some(Supersedes::Corrected { id: id("t-1"), hops: 0, to: code(HOUSING), received });
    let push = Push { id: id("t-2"), supersedes: supersedes(true), ..outcome(ApprovalOutcome::Granted, at(MONDAY)) };
    let corrected = city.push(push.clone(), &bureau(), "2026-12-01T10:00:00").unwrap().transmittal;
    assert_eq!((corrected.push_due, corrected.late), (None, false));
    assert_eq!(corrected.receipt_due(), Some(at("2026-12-02T17:00:00")));
    let elsewhere = Push { to: code(HEALTH), routing_reason: Some(digest(4)), ..push };
    let refusal = city.push(elsewhere.clone(), &bureau(), MONDAY).unwrap_err();
    assert_eq!(refusal, Refusal::CorrectionAddressee { to: code(HOUSING) });
    assert!(city.push(Push { supersedes: supersedes(false), ..elsewhere }, &bureau(), MONDAY).is_ok());
}
