//! What follows a receipt: dispositions, hand-out, follow-ups, consultation.

use super::fixtures::*;
use crate::exchange::{
    InReplyTo, Kind, Push, ReplyState, Routing, State, TransmittalCommand as Command, TransmittalRefusal as Refusal,
};
use crate::party::{OfficerId, SectionCode, Side};
use crate::record::ApprovalOutcome;
use crate::subject::{Actor, Refusal as _};

const MONDAY: &str = "2026-11-16T10:00:00";
const LATER: &str = "2026-11-16T11:00:00";

fn reply() -> Command {
    Command::Reply { disposition: id("t-2") }
}

fn disposition() -> Push {
    Push {
        id: id("t-2"),
        in_reply_to: Some(InReplyTo { id: id("t-1"), from: code(HOUSING) }),
        ..plain(Kind::Disposition, HOUSING, Side::Regulation)
    }
}

#[test]
fn a_penalty_owes_a_disposition_without_a_limit_unless_the_city_sets_a_target() {
    let mut city = City::new();
    let pushed = city.penalty(MONDAY).transmittal;
    assert_eq!(pushed.reply, ReplyState::Owed { target_due: None });
    assert_eq!(pushed.reply_state_at(at("2027-11-16T10:00:00")), "owed");
    assert_eq!(city.granted(MONDAY).transmittal.reply_state_at(at(MONDAY)), "none");
    city.rule_set.reply_target_working_days = Some(5);
    let pushed = city.penalty(MONDAY).transmittal;
    assert_eq!(pushed.reply_state_at(at("2026-11-23T23:59:59")), "owed");
    assert_eq!(pushed.reply_state_at(at("2026-11-24T00:00:00")), "overdue");
}

#[test]
fn a_reply_to_what_is_in_transit_acknowledges_it_in_the_same_act() {
    let city = City::new();
    let mut pushed = city.penalty(MONDAY);
    assert_eq!(city.act(&mut pushed, reply(), &bureau(), LATER).unwrap(), ["acknowledged", "replied"]);
    assert_eq!(pushed.transmittal.state, State::Acknowledged);
    assert_eq!(pushed.transmittal.reply_state_at(at(LATER)), "replied");
    let second = Command::Reply { disposition: id("t-3") };
    assert_eq!(city.act(&mut pushed, second, &bureau(), LATER).unwrap(), ["replied"]);
    assert_eq!(pushed.transmittal.dispositions, [id("t-2"), id("t-3")]);
    assert_eq!(pushed.transmittal.reply, ReplyState::Replied { by: id("t-2"), at: at(LATER) });
    let mut lapsed = city.penalty(MONDAY);
    let events = city.act(&mut lapsed, reply(), &bureau(), "2026-11-18T09:00:00").unwrap();
    assert_eq!((events, lapsed.transmittal.state), (vec!["deemed", "replied"], State::DeemedReceived));
}

#[test]
fn what_is_recalled_or_corrected_is_owed_no_disposition_any_more() {
    let city = City::new();
    for command in [Command::Recall { reason: Some(digest(2)) }, Command::Correct { new: id("t-2") }] {
        let mut pushed = city.penalty(MONDAY);
        city.act(&mut pushed, command.clone(), &housing(), LATER).unwrap();
        assert_eq!(pushed.transmittal.reply_state_at(at(LATER)), "none");
        let mut replied = city.penalty(MONDAY);
        city.act(&mut replied, reply(), &bureau(), LATER).unwrap();
        if city.act(&mut replied, command, &housing(), LATER).is_ok() {
            assert_eq!(replied.transmittal.reply_state_at(at(LATER)), "replied");
        }
    }
}

#[test]
fn only_the_addressee_replies_and_only_where_a_reply_is_owed() {
    let city = City::new();
    let mut pushed = city.penalty(MONDAY);
    assert_eq!(city.act(&mut pushed, reply(), &housing(), LATER).unwrap_err().code(), "NOT_ADDRESSEE");
    let mut granted = city.granted(MONDAY);
    assert_eq!(city.act(&mut granted, reply(), &housing(), LATER).unwrap_err(), Refusal::NothingOwed);
}

#[test]
fn a_disposition_goes_back_to_who_asked_and_has_no_limit_but_asks_for_a_receipt() {
    let pushed = City::new().push(disposition(), &bureau(), MONDAY).unwrap().transmittal;
    assert_eq!((pushed.routing.clone(), pushed.push_due), (Routing::Side, None));
    assert_eq!(pushed.receipt_due(), Some(at("2026-11-17T17:00:00")));
    let elsewhere = Push { to: code(HEALTH), ..disposition() };
    let refusal = City::new().push(elsewhere, &bureau(), MONDAY).unwrap_err();
    assert_eq!(refusal, Refusal::RoutingReasonRequired);
}

#[test]
fn a_disposition_stays_open_until_the_change_that_it_decided_is_pushed() {
    let city = City::new();
    let push = Push { decides_change: Some(ApprovalOutcome::Rescinded), ..disposition() };
    let mut decided = city.push(push, &bureau(), MONDAY).unwrap();
    assert!(decided.transmittal.awaits_change());
    let close = |outcome| Command::CloseDisposition { change: id("t-3"), outcome };
    let other = city.act(&mut decided, close(ApprovalOutcome::Cancelled), &bureau(), LATER).unwrap_err();
    assert_eq!(other, Refusal::NotDecided);
    let stranger = city.act(&mut decided, close(ApprovalOutcome::Rescinded), &housing(), LATER).unwrap_err();
    assert_eq!(stranger.code(), "NOT_SENDER");
    city.act(&mut decided, close(ApprovalOutcome::Rescinded), &bureau(), LATER).unwrap();
    assert!(!decided.transmittal.awaits_change());
    let again = city.act(&mut decided, close(ApprovalOutcome::Rescinded), &bureau(), LATER).unwrap_err();
    assert_eq!(again, Refusal::AlreadyClosed { change: id("t-3") });
}

#[test]
fn inside_the_addressee_it_is_handed_out_and_taken_back_without_touching_the_receipt() {
    let city = City::new();
    let mut pushed = city.granted(MONDAY);
    let assign = |section: Option<&str>, officer: Option<&str>| Command::Assign {
        section: section.map(|section| SectionCode::parse(section).unwrap()),
        officer: officer.map(|officer| OfficerId::parse(officer).unwrap()),
    };
    assert_eq!(city.act(&mut pushed, assign(None, None), &housing(), LATER).unwrap_err(), Refusal::AssigneeRequired);
    assert_eq!(city.act(&mut pushed, assign(Some("1"), None), &bureau(), LATER).unwrap_err().code(), "NOT_ADDRESSEE");
    assert_eq!(city.act(&mut pushed, Command::TakeBack, &housing(), LATER).unwrap_err(), Refusal::NothingAssigned);
    city.act(&mut pushed, assign(Some("1"), Some("o-2")), &housing(), LATER).unwrap();
    let assignment = pushed.transmittal.assignment.as_ref().unwrap();
    assert_eq!(assignment.section.as_ref().unwrap().as_str(), "1");
    assert_eq!(pushed.transmittal.state, State::InTransit);
    city.act(&mut pushed, Command::TakeBack, &housing(), LATER).unwrap();
    assert_eq!(pushed.transmittal.assignment, None);
}

#[test]
fn what_was_done_about_it_is_recorded_after_receipt() {
    let city = City::new();
    let mut pushed = city.granted(MONDAY);
    let follow_up = || Command::RecordFollowUp { content: digest(6) };
    assert_eq!(city.act(&mut pushed, follow_up(), &housing(), LATER).unwrap_err(), Refusal::NotReceived);
    let events = city.act(&mut pushed, follow_up(), &housing(), "2026-11-18T09:00:00").unwrap();
    assert_eq!(events, ["deemed", "followed_up"]);
    city.act(&mut pushed, follow_up(), &housing(), "2026-11-19T09:00:00").unwrap();
    assert_eq!(pushed.transmittal.follow_ups.len(), 2);
}

#[test]
fn either_side_asks_for_a_consultation_once_and_a_rescission_proposal_may_come_with_one() {
    let city = City::new();
    let mut pushed = city.granted(MONDAY);
    for stranger in [health(), Actor::Time] {
        let refusal = city.act(&mut pushed, Command::AskConsultation, &stranger, LATER).unwrap_err();
        assert_eq!(refusal, Refusal::NotParty);
    }
    city.act(&mut pushed, Command::AskConsultation, &housing(), LATER).unwrap();
    let again = city.act(&mut pushed, Command::AskConsultation, &bureau(), LATER).unwrap_err();
    assert_eq!(again, Refusal::ConsultationAsked);
    let proposal = Push { ask_consultation: true, ..plain(Kind::RescissionProposal, BUREAU, Side::Approval) };
    let proposed = city.push(proposal, &housing(), MONDAY).unwrap().transmittal;
    assert!(proposed.consultation_asked && proposed.reply == ReplyState::Owed { target_due: None });
}
