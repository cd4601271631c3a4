//! 推送: who may push what, to whom, and by when.

use super::fixtures::*;
use crate::exchange::{InReplyTo, Kind, KindRule, Push, PushedBy, RecordFacts, Routing, TransmittalRefusal as Refusal};
use crate::party::Side;
use crate::record::ApprovalOutcome;
use crate::rule_set::{ExtraKind, PenaltyClock};
use crate::subject::{Actor, Refusal as _};

const THURSDAY: &str = "2026-11-19T10:00:00";

fn refused(push: Push, actor: &Actor, now: &str) -> &'static str {
    City::new().push(push, actor, now).unwrap_err().code()
}

#[test]
fn each_kind_is_pushed_by_its_side_only() {
    for kind in Kind::BUILT_IN {
        let KindRule { pushed_by, .. } = kind.rule().unwrap();
        let (wrong, to, to_side) = match pushed_by {
            PushedBy::Bureau => (housing(), BUREAU, Side::Approval),
            PushedBy::Authority => (bureau(), HOUSING, Side::Regulation),
            PushedBy::Both => continue,
        };
        let push = plain(kind.clone(), to, to_side);
        assert_eq!(refused(push.clone(), &wrong, THURSDAY), "SEPARATION_OF_POWERS", "{kind}");
        assert_eq!(refused(push.clone(), &Actor::Time, THURSDAY), "SEPARATION_OF_POWERS");
        assert_eq!(refused(push, &officer("DCS", Side::Oversight), THURSDAY), "SEPARATION_OF_POWERS");
    }
}

#[test]
fn the_word_of_a_kind_is_its_json_and_its_tag_has_four_characters() {
    for kind in Kind::BUILT_IN {
        assert_eq!(serde_json::to_value(&kind).unwrap(), kind.as_str());
        assert_eq!(Kind::parse(kind.as_str()), Some(kind.clone()));
        assert_eq!(kind.tag_zh().unwrap().chars().count(), 4);
    }
    assert!(matches!(Kind::parse("safety_bulletin"), Some(Kind::City(_))));
    for word in ["", "ab", "Guidance", "1abc", "a-bc", "安全通报"] {
        assert_eq!(Kind::parse(word), None, "{word}");
    }
}

#[test]
fn a_kind_of_the_city_is_pushed_by_the_side_that_the_rule_set_says() {
    let mut city = City::new();
    let push = plain(Kind::parse("safety_bulletin").unwrap(), BUREAU, Side::Approval);
    assert_eq!(city.push(push.clone(), &housing(), THURSDAY).unwrap_err().code(), "UNKNOWN_KIND");
    city.rule_set.extra_kinds.push(ExtraKind {
        code: "safety_bulletin".to_owned(),
        name_zh: "安全通报".to_owned(),
        name_en: "safety bulletin".to_owned(),
        pushed_by: PushedBy::Authority,
    });
    let traced = city.push(push.clone(), &housing(), THURSDAY).unwrap();
    assert_eq!(traced.transmittal.receipt, None);
    let to_housing = Push { to: code(HOUSING), to_side: Side::Regulation, ..push };
    assert_eq!(city.push(to_housing, &bureau(), THURSDAY).unwrap_err().code(), "SEPARATION_OF_POWERS");
}

#[test]
fn an_outcome_is_due_by_midnight_of_the_next_working_day_and_late_from_that_instant_on() {
    let push = outcome(ApprovalOutcome::Granted, at("2026-11-19T09:00:00"));
    let in_time = City::new().push(push.clone(), &bureau(), "2026-11-20T23:59:59.999999").unwrap().transmittal;
    assert_eq!(in_time.push_due, Some(at("2026-11-21T00:00:00")));
    assert!(!in_time.late);
    assert_eq!(refused(push.clone(), &bureau(), "2026-11-21T00:00:00"), "LATE_REASON_REQUIRED");
    let reasoned = Push { late_reason: Some(digest(9)), ..push };
    let late = City::new().push(reasoned.clone(), &bureau(), "2026-11-21T00:00:00").unwrap().transmittal;
    assert!(late.late && late.late_reason == Some(digest(9)));
    let early = City::new().push(reasoned, &bureau(), "2026-11-20T12:00:00").unwrap().transmittal;
    assert_eq!((early.late, early.late_reason), (false, None));
}

#[test]
fn a_penalty_is_due_one_working_day_after_its_decision_or_as_the_city_sets() {
    let mut city = City::new();
    let push = penalty("2026-11-17");
    assert_eq!(city.push(push.clone(), &housing(), THURSDAY).unwrap_err().code(), "LATE_REASON_REQUIRED");
    city.rule_set.penalty_clock = PenaltyClock::Filed;
    assert!(!city.push(push.clone(), &housing(), THURSDAY).unwrap().transmittal.late);
    city.rule_set.penalty_clock = PenaltyClock::Served;
    let unserved = city.push(push.clone(), &housing(), THURSDAY).unwrap().transmittal;
    assert_eq!((unserved.push_due, unserved.late), (None, false));
    let (decided_on, served_on) = ("2026-11-10".parse().unwrap(), Some("2026-11-18".parse().unwrap()));
    let served = Push { record: RecordFacts::Penalty { decided_on, served_on }, ..push };
    let served = city.push(served, &housing(), THURSDAY).unwrap().transmittal;
    assert_eq!(served.push_due, Some(at("2026-11-20T00:00:00")));
}

#[test]
fn nothing_from_the_future_and_nothing_from_before_go_live_is_pushed() {
    let now = at(THURSDAY);
    let later = outcome(ApprovalOutcome::Granted, at("2026-11-19T10:00:00.000001"));
    assert_eq!(refused(later, &bureau(), THURSDAY), "CONCLUDED_IN_FUTURE");
    let decided_on = "2026-11-20".parse().unwrap();
    let record =
        RecordFacts::Approval { outcome: ApprovalOutcome::Granted, concluded_at: now, decided_on, verify_before: None };
    let decided = Push { record, ..outcome(ApprovalOutcome::Granted, now) };
    assert_eq!(refused(decided, &bureau(), THURSDAY), "DECIDED_IN_FUTURE");
    assert_eq!(refused(penalty("2026-11-20"), &housing(), THURSDAY), "PENALTY_DATE_IN_FUTURE");
    let guidance = Push { occurred_on: Some(decided_on), ..plain(Kind::Guidance, BUREAU, Side::Approval) };
    assert_eq!(refused(guidance, &housing(), THURSDAY), "OCCURRED_IN_FUTURE");
    let mut city = City::new();
    city.rule_set.go_live_on = Some(decided_on);
    let push = outcome(ApprovalOutcome::Granted, now);
    assert_eq!(city.push(push, &bureau(), THURSDAY).unwrap_err().code(), "BEFORE_GO_LIVE");
}

#[test]
fn what_a_kind_must_carry_is_missed_by_name() {
    let push = outcome(ApprovalOutcome::Granted, at(THURSDAY));
    let refusal = |push: Push, actor: &Actor| City::new().push(push, actor, THURSDAY).unwrap_err();
    let bare = refusal(Push { record: RecordFacts::None, ..push.clone() }, &bureau());
    assert_eq!((bare.code(), bare.field()), ("RECORD_REQUIRED", Some("approval")));
    let bare = refusal(Push { record: RecordFacts::None, ..penalty("2026-11-19") }, &housing());
    assert_eq!((bare.code(), bare.field()), ("RECORD_REQUIRED", Some("penalty")));
    assert_eq!(refusal(Push { item: None, ..push.clone() }, &bureau()).code(), "ITEM_REQUIRED");
    let change = plain(Kind::ItemChange, BUREAU, Side::Approval);
    assert_eq!(refusal(change, &housing()).code(), "ITEM_REQUIRED");
    let disposition = plain(Kind::Disposition, HOUSING, Side::Regulation);
    assert_eq!(refusal(disposition.clone(), &bureau()).code(), "IN_REPLY_TO_REQUIRED");
    let in_reply_to = Some(InReplyTo { id: id("t-0"), from: code(HOUSING) });
    let makes = Push { in_reply_to, decides_change: Some(ApprovalOutcome::Granted), ..disposition };
    assert_eq!(refusal(makes, &bureau()).code(), "NOT_A_DECIDED_CHANGE");
    let number = "TS-2026-000009".to_owned();
    assert_eq!(refusal(Push { duplicate_of: Some(number), ..push }, &bureau()).code(), "DUPLICATE_PUSH");
}

#[test]
fn the_agreement_or_the_side_names_the_addressee_and_anybody_else_needs_a_reason() {
    let city = City::new();
    assert!(matches!(city.granted(THURSDAY).transmittal.routing, Routing::Agreement { .. }));
    assert_eq!(city.penalty(THURSDAY).transmittal.routing, Routing::Side);
    let push = outcome(ApprovalOutcome::Granted, at(THURSDAY));
    let elsewhere = Push { to: code(HEALTH), ..push.clone() };
    assert_eq!(refused(elsewhere.clone(), &bureau(), THURSDAY), "ROUTING_REASON_REQUIRED");
    assert_eq!(refused(Push { agreed: Vec::new(), ..push.clone() }, &bureau(), THURSDAY), "ROUTING_REASON_REQUIRED");
    let reasoned = Push { routing_reason: Some(digest(3)), ..elsewhere };
    assert_eq!(city.push(reasoned, &bureau(), THURSDAY).unwrap().transmittal.routing, Routing::Hand);
    let other_bureau = Push { to: code("QSPJ"), ..penalty("2026-11-19") };
    assert_eq!(refused(other_bureau, &housing(), THURSDAY), "ROUTING_REASON_REQUIRED");
    assert_eq!(refused(Push { to: code(BUREAU), ..push.clone() }, &bureau(), THURSDAY), "SAME_DEPARTMENT");
    assert_eq!(refused(Push { to_side: Side::Oversight, ..push }, &bureau(), THURSDAY), "ADDRESSEE_SIDE");
    let sideways = Push { to: code(HEALTH), to_side: Side::Regulation, ..penalty("2026-11-19") };
    assert_eq!(refused(sideways, &housing(), THURSDAY), "ADDRESSEE_SIDE");
}

#[test]
fn every_outcome_is_pushed_and_a_receipt_is_asked_where_it_touches_a_permit() {
    for result in ApprovalOutcome::ALL {
        let pushed = City::new().push(outcome(result, at(THURSDAY)), &bureau(), THURSDAY).unwrap().transmittal;
        assert_eq!(pushed.receipt.is_some(), result.needs_receipt(), "{result:?}");
    }
    let guidance = City::new().push(plain(Kind::Guidance, BUREAU, Side::Approval), &housing(), THURSDAY).unwrap();
    assert_eq!(guidance.transmittal.receipt, None);
}

#[test]
fn copies_are_told_once_and_never_include_sender_or_addressee() {
    let copies = [HEALTH, BUREAU, HOUSING, HEALTH].map(code).to_vec();
    let push = Push { copies, ..outcome(ApprovalOutcome::Granted, at(THURSDAY)) };
    assert_eq!(City::new().push(push, &bureau(), THURSDAY).unwrap().transmittal.copies, [code(HEALTH)]);
}

#[test]
fn a_gap_of_more_than_ten_working_days_between_decision_and_conclusion_is_shown() {
    for (decided_on, gap) in [("2026-11-05", false), ("2026-11-04", true), ("2017-12-29", true)] {
        let record = RecordFacts::Approval {
            outcome: ApprovalOutcome::Granted,
            concluded_at: at(THURSDAY),
            decided_on: decided_on.parse().unwrap(),
            verify_before: None,
        };
        let push = Push { record, ..outcome(ApprovalOutcome::Granted, at(THURSDAY)) };
        assert_eq!(City::new().push(push, &bureau(), THURSDAY).unwrap().transmittal.decision_gap, gap, "{decided_on}");
    }
}

#[test]
fn a_departments_own_system_pushes_like_its_officers() {
    let system = Actor::System { department: code(BUREAU), side: Side::Approval, key: "测试".to_owned() };
    let pushed = City::new().push(outcome(ApprovalOutcome::Granted, at(THURSDAY)), &system, THURSDAY).unwrap();
    assert_eq!(pushed.transmittal.pushed_by.officer(), None);
}

#[test]
fn refusals_name_their_clause() {
    let refusal = Refusal::SeparationOfPowers { kind: Kind::Guidance };
    assert_eq!(refusal.clause(), Some("二(一)¶2"));
    assert_eq!(refusal.arguments(), [("kind", "guidance".to_owned())]);
}
