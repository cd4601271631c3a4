//! Who answers for a permit: 「责任分工原则上以审批结果的推送和接收为界」.

use super::fixtures::*;
use crate::exchange::{
    Basis, Duties, LegacyPermit, LegacyPermitCommand, LegacyPermitEvent, LegacyPermitRefusal, Matter, Push, Supersedes,
    Traced, TransmittalCommand as Command, responsibility, responsible_at,
};
use crate::party::LegacyPermitId;
use crate::record::ApprovalOutcome;
use crate::subject::{Actor, Context, Subject};

const CONCLUDED: &str = "2026-09-30T09:00:00";
const PUSHED: &str = "2026-09-30T16:00:00";
const DUE: &str = "2026-10-08T17:00:00";

fn granted(city: &City) -> Traced {
    city.push(outcome(ApprovalOutcome::Granted, at(CONCLUDED)), &bureau(), PUSHED).unwrap()
}

fn by_hand(city: &City) -> Traced {
    let push = outcome(ApprovalOutcome::Granted, at(CONCLUDED));
    city.push(Push { agreed: Vec::new(), routing_reason: Some(digest(7)), ..push }, &bureau(), PUSHED).unwrap()
}

fn matters(traced: &[Traced], now: &str) -> Vec<Matter> {
    responsibility(traced, None, &code(BUREAU), at(now))
}

fn answers(matters: &[Matter], instant: &str) -> Vec<(String, Basis)> {
    let at = responsible_at(matters, at(instant));
    at.into_iter().map(|(_, interval)| (interval.answers.to_string(), interval.basis)).collect()
}

fn duties(handover: Option<&str>, regulation: Option<&str>) -> Duties {
    Duties { approval: code(BUREAU), handover: handover.map(code), regulation: regulation.map(code) }
}

#[test]
fn before_the_conclusion_nobody_answers_and_then_the_bureau_until_receipt() {
    let matters = matters(&[granted(&City::new())], "2026-10-08T16:59:59.999999");
    assert!(answers(&matters, "2026-09-30T08:59:59.999999").is_empty());
    let interval = matters[0].at(at(CONCLUDED)).unwrap();
    assert_eq!((interval.answers.as_str(), interval.basis, interval.to), (BUREAU, Basis::Concluded, None));
    assert_eq!(interval.duties, duties(Some(BUREAU), None));
    assert_eq!((interval.entry, interval.officer.as_ref().unwrap().as_str()), (Some(1), "officer-SPJ"));
}

#[test]
fn regulation_passes_at_exactly_the_due_instant_written_down_or_not() {
    let city = City::new();
    let mut pushed = granted(&city);
    let unwritten = matters(std::slice::from_ref(&pushed), DUE);
    assert_eq!(answers(&unwritten, "2026-10-08T16:59:59.999999"), [(BUREAU.to_owned(), Basis::Concluded)]);
    assert_eq!(answers(&unwritten, DUE), [(HOUSING.to_owned(), Basis::Deemed)]);
    assert_eq!(unwritten[0].at(at(DUE)).unwrap().entry, None);
    city.act(&mut pushed, Command::Deem, &Actor::Time, "2026-10-12T03:00:00").unwrap();
    let written = matters(&[pushed], "2026-10-12T03:00:00");
    let interval = written[0].at(at(DUE)).unwrap();
    assert_eq!((interval.from, interval.entry), (at(DUE), Some(2)));
    assert_eq!(interval.duties, duties(None, Some(HOUSING)));
}

#[test]
fn an_acknowledgement_passes_regulation_at_its_own_instant_and_names_the_officer() {
    let city = City::new();
    let mut pushed = granted(&city);
    city.act(&mut pushed, Command::Acknowledge, &housing(), "2026-09-30T16:30:00").unwrap();
    let matters = matters(&[pushed], DUE);
    let interval = matters[0].at(at("2026-09-30T16:30:00")).unwrap();
    assert_eq!((interval.answers.as_str(), interval.basis, interval.entry), (HOUSING, Basis::Acknowledged, Some(2)));
    assert_eq!(interval.officer.as_ref().unwrap().as_str(), "officer-ZJJ");
    assert_eq!(matters[0].intervals.len(), 2);
}

#[test]
fn a_change_never_hands_regulation_back_its_handover_runs_beside_it() {
    let city = City::new();
    let mut first = granted(&city);
    city.act(&mut first, Command::Acknowledge, &housing(), PUSHED).unwrap();
    let push = Push { id: id("t-2"), ..outcome(ApprovalOutcome::Renewed, at("2026-11-16T09:00:00")) };
    let mut second = city.push(push, &bureau(), "2026-11-16T10:00:00").unwrap();
    city.act(&mut second, Command::Deem, &Actor::Time, "2026-11-18T10:00:00").unwrap();
    let matters = matters(&[first, second], "2026-11-19T10:00:00");
    assert_eq!(matters.len(), 1);
    let spans: Vec<_> = matters[0].intervals.iter().map(|i| (i.from, i.answers.as_str(), i.duties.clone())).collect();
    assert_eq!(
        spans,
        [
            (at(CONCLUDED), BUREAU, duties(Some(BUREAU), None)),
            (at(PUSHED), HOUSING, duties(None, Some(HOUSING))),
            (at("2026-11-16T09:00:00"), HOUSING, duties(Some(BUREAU), Some(HOUSING))),
            (at("2026-11-17T17:00:00"), HOUSING, duties(None, Some(HOUSING))),
        ]
    );
}

#[test]
fn rerouted_hops_are_one_matter_and_the_bureau_answers_all_the_way() {
    let city = City::new();
    let mut old = by_hand(&city);
    let reason = Some(digest(2));
    let send_back = Command::Return { reason: reason.clone(), suggested_to: None };
    city.act(&mut old, send_back, &housing(), "2026-09-30T16:10:00").unwrap();
    let rerouted_at = "2026-10-01T09:00:00";
    let reroute = Command::Reroute { new: id("t-2"), to: code(HEALTH), reason };
    city.act(&mut old, reroute, &bureau(), rerouted_at).unwrap();
    let push = Push {
        id: id("t-2"),
        to: code(HEALTH),
        routing_reason: Some(digest(2)),
        supersedes: Some(Supersedes::Rerouted { id: id("t-1"), hops: 0, decision_due: None }),
        ..outcome(ApprovalOutcome::Granted, at(CONCLUDED))
    };
    let mut new = city.push(push, &bureau(), rerouted_at).unwrap();
    city.act(&mut new, Command::Acknowledge, &health(), "2026-10-09T09:00:00").unwrap();
    let matters = matters(&[old, new], "2026-10-10T09:00:00");
    assert_eq!(matters.len(), 1);
    assert_eq!(matters[0].authority, code(HEALTH));
    assert_eq!(answers(&matters, "2026-09-30T16:20:00"), [(BUREAU.to_owned(), Basis::Concluded)]);
    assert_eq!(answers(&matters, "2026-10-08T16:00:00"), [(BUREAU.to_owned(), Basis::Rerouted)]);
    assert_eq!(answers(&matters, "2026-10-08T17:00:00"), [(HEALTH.to_owned(), Basis::Deemed)]);
    let rerouted = matters[0].at(at(rerouted_at)).unwrap();
    assert_eq!((rerouted.entry, rerouted.transmittal.clone()), (Some(3), Some(id("t-2"))));
}

#[test]
fn what_was_recalled_before_receipt_drops_out_and_a_correction_afterwards_does_not_move_receipt() {
    let city = City::new();
    let mut recalled = granted(&city);
    city.act(&mut recalled, Command::Recall { reason: Some(digest(2)) }, &bureau(), PUSHED).unwrap();
    assert_eq!(matters(&[recalled], DUE), []);
    let mut old = granted(&city);
    city.act(&mut old, Command::Acknowledge, &housing(), PUSHED).unwrap();
    city.act(&mut old, Command::Correct { new: id("t-2") }, &bureau(), "2026-10-09T09:00:00").unwrap();
    let supersedes = Supersedes::Corrected { id: id("t-1"), hops: 0, to: code(HOUSING), received: true };
    let push = Push { id: id("t-2"), supersedes: Some(supersedes), ..outcome(ApprovalOutcome::Granted, at(CONCLUDED)) };
    let new = city.push(push, &bureau(), "2026-10-09T09:00:00").unwrap();
    let matters = matters(&[old, new], "2026-10-09T10:00:00");
    assert_eq!(matters.len(), 1);
    assert_eq!(matters[0].intervals[1].from, at(PUSHED));
    assert_eq!(matters[0].intervals[1].duties, duties(None, Some(HOUSING)));
    assert_eq!(matters[0].intervals[2].duties, duties(Some(BUREAU), Some(HOUSING)));
    assert_eq!(matters[0].intervals[2].answers, code(HOUSING));
}

#[test]
fn each_authority_of_an_item_is_a_matter_by_itself() {
    let city = City::new();
    let mut one = granted(&city);
    city.act(&mut one, Command::Acknowledge, &housing(), PUSHED).unwrap();
    let push = outcome(ApprovalOutcome::Granted, at(CONCLUDED));
    let push = Push { id: id("t-2"), to: code(HEALTH), agreed: vec![route(HEALTH)], ..push };
    let other = city.push(push, &bureau(), PUSHED).unwrap();
    let matters = matters(&[one, other], PUSHED);
    let found: Vec<_> = answers(&matters, PUSHED).into_iter().map(|(who, _)| who).collect();
    assert_eq!(found, [BUREAU, HOUSING]);
    assert_eq!((matters[0].authority.as_str(), matters[1].authority.as_str()), (HEALTH, HOUSING));
}

#[test]
fn outcomes_that_touch_no_permit_and_other_kinds_make_no_matter() {
    let city = City::new();
    for result in ApprovalOutcome::ALL {
        let pushed = city.push(outcome(result, at(CONCLUDED)), &bureau(), PUSHED).unwrap();
        assert_eq!(matters(&[pushed], DUE).len(), usize::from(result.needs_receipt()), "{result:?}");
    }
    assert_eq!(matters(&[city.penalty(PUSHED)], DUE), []);
}

#[test]
fn where_the_city_asks_no_receipt_of_a_change_somebody_holds_every_duty_all_the_same() {
    let mut city = City::new();
    city.rule_set.receipt_outcomes = ["granted".to_owned()].into();
    let mut first = granted(&city);
    city.act(&mut first, Command::Acknowledge, &housing(), PUSHED).unwrap();
    let push = Push { id: id("t-2"), ..outcome(ApprovalOutcome::Changed, at("2026-11-16T09:00:00")) };
    let change = city.push(push, &bureau(), "2026-11-16T10:00:00").unwrap();
    // Alone, nothing says that the authority has the permit.
    let alone = matters(std::slice::from_ref(&change), "2026-11-19T10:00:00");
    let interval = alone[0].at(at("2026-11-16T10:00:00")).unwrap();
    assert_eq!((interval.answers.as_str(), &interval.duties), (BUREAU, &duties(Some(BUREAU), None)));
    // After the permit was received, the change is handed over by its push.
    let both = matters(&[first, change], "2026-11-19T10:00:00");
    let last = both[0].intervals.last().unwrap();
    assert_eq!((last.from, &last.duties), (at("2026-11-16T10:00:00"), &duties(None, Some(HOUSING))));
}

fn legacy(city: &City, actor: &Actor, decided_on: &str) -> Result<LegacyPermit, LegacyPermitRefusal> {
    let context = Context { now: at(PUSHED), actor, calendar: &city.calendar, rule_set: &city.rule_set };
    let command = LegacyPermitCommand::Enter {
        id: LegacyPermitId::parse("l-1").unwrap(),
        item: item(),
        decided_on: decided_on.parse().unwrap(),
        content: digest(1),
        agreed: vec![route(HOUSING)],
    };
    let events = LegacyPermit::decide(None, command, &context)?;
    let read: LegacyPermitEvent = serde_json::from_str(&serde_json::to_string(&events[0]).unwrap()).unwrap();
    Ok(LegacyPermit::apply(None, &read).unwrap())
}

#[test]
fn for_a_permit_from_before_go_live_the_agreement_says_who_regulates() {
    let city = City::new();
    let permit = legacy(&city, &bureau(), "2019-05-06").unwrap();
    let push = Push { id: id("t-2"), ..outcome(ApprovalOutcome::Changed, at(CONCLUDED)) };
    let change = city.push(push, &bureau(), PUSHED).unwrap();
    let matters = responsibility(&[change], Some(&permit), &code(BUREAU), at(PUSHED));
    assert_eq!(answers(&matters, "2019-05-05T23:59:59"), []);
    assert_eq!(answers(&matters, "2019-05-06T00:00:00"), [(HOUSING.to_owned(), Basis::Agreement)]);
    let beside = matters[0].at(at(PUSHED)).unwrap();
    assert_eq!(beside.duties, duties(Some(BUREAU), Some(HOUSING)));
    assert_eq!((beside.answers.clone(), beside.basis), (code(HOUSING), Basis::Agreement));
}

#[test]
fn only_the_bureau_enters_what_is_from_before_go_live() {
    let mut city = City::new();
    assert_eq!(legacy(&city, &housing(), "2019-05-06").unwrap_err(), LegacyPermitRefusal::NotBureau);
    city.rule_set.go_live_on = Some("2019-05-06".parse().unwrap());
    assert!(matches!(legacy(&city, &bureau(), "2019-05-06"), Err(LegacyPermitRefusal::NotBeforeGoLive { .. })));
    assert!(legacy(&city, &Actor::Setup, "2019-05-05").is_ok());
}
