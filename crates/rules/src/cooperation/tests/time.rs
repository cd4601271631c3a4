use super::fixtures::*;
use crate::calendar::Notice;
use crate::cooperation::{CooperationCommand as Command, CooperationRefusal as Refusal, Opinion, State};
use crate::exchange::{MoveCause, Outage};
use crate::party::OutageId;
use crate::roster::Role;
use crate::rule_set::{NoReplyEffect, RuleSet};
use crate::subject::{Actor, Refusal as _};

fn outage(from: &str, to: &str) -> Outage {
    Outage { id: OutageId::parse("a-1").unwrap(), from: at(from), to: at(to), recorded_at: at(to) }
}

fn grant() -> Command {
    Command::GrantExtension
}

#[test]
fn what_nobody_replied_to_is_overdue_and_goes_to_the_responsible_officer_then_to_the_leader_in_charge() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let early = city.act(&mut request, write_down(), &Actor::Time, "2026-06-15T23:59");
    assert_eq!(early, Err(Refusal::TooEarly { due: at("2026-06-16T00:00") }));
    assert_eq!(request.state_at(at("2026-06-16T00:00")), State::Overdue, "true before it is written down");
    assert_eq!(
        city.act(&mut request, write_down(), &Actor::Time, "2026-06-16T00:00").unwrap(),
        ["overdue", "escalated"]
    );
    assert_eq!(request.next_lapse(), Some(at("2026-06-17T00:00")));
    assert_eq!(city.act(&mut request, write_down(), &Actor::Time, "2026-06-17T08:00").unwrap(), ["escalated"]);
    let told: Vec<(Role, String)> =
        request.escalations.iter().map(|told| (told.to, told.officer.as_ref().unwrap().to_string())).collect();
    assert_eq!(told, [(Role::ResponsibleOfficer, "o-zrr".to_owned()), (Role::LeaderInCharge, "o-fgld".to_owned())]);
    assert_eq!(request.escalations[1].at, at("2026-06-17T00:00"), "the legal instant, not the sweep's");
    assert_eq!(city.act(&mut request, write_down(), &Actor::Time, "2026-06-18T00:00"), Err(Refusal::NothingMoves));
    assert_eq!((request.state, request.opinion()), (State::Overdue, None));
}

#[test]
fn the_asker_presses_for_the_reply_once_a_working_day_and_moves_no_clock() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let window = request.window.clone();
    let own = city.act(&mut request, Command::Remind, &housing(), "2026-06-12T09:00");
    assert_eq!(own, Err(Refusal::NotAsker { from: code(BUREAU) }));
    assert_eq!(city.act(&mut request, Command::Remind, &bureau(), "2026-06-12T09:00").unwrap(), ["reminded"]);
    for again in ["2026-06-12T16:00", "2026-06-14T09:00"] {
        let refusal = city.act(&mut request, Command::Remind, &bureau(), again).unwrap_err();
        assert_eq!(refusal.code(), "ALREADY_REMINDED", "a day off belongs to the working day before it: {again}");
    }
    city.act(&mut request, Command::Remind, &bureau(), "2026-06-15T09:00").unwrap();
    assert_eq!((&request.window, request.opinion()), (&window, None));
    city.act(&mut request, write_down(), &Actor::Time, "2026-06-16T00:00").unwrap();
    city.act(&mut request, Command::Remind, &bureau(), "2026-06-16T09:00").expect("what is overdue is owed");
    city.act(&mut request, reply(Opinion::Agree), &housing(), "2026-06-16T10:00").unwrap();
    let refusal = city.act(&mut request, Command::Remind, &bureau(), "2026-06-17T09:00").unwrap_err();
    assert_eq!(refusal.code(), "NOTHING_TO_REMIND");
}

#[test]
fn a_city_may_take_silence_for_no_objection_from_its_next_request_on() {
    let mut city = City::new();
    let mut before = city.asked(ISSUED);
    city.rule_set = RuleSet { no_reply_effect: NoReplyEffect::DeemedNoObjection, ..RuleSet::default() };
    let mut after = city.asked(ISSUED);
    let due = "2026-06-16T00:00";
    assert_eq!(before.state_at(at(due)), State::Overdue, "a new rule set binds new requests only");
    assert_eq!(after.state_at(at(due)), State::NoObjectionDeemed);
    assert_eq!(city.act(&mut after, write_down(), &Actor::Time, due).unwrap(), ["no_objection_deemed"]);
    assert_eq!(city.act(&mut before, write_down(), &Actor::Time, due).unwrap(), ["overdue", "escalated"]);
    assert_eq!(after.opinion(), None, "no objection is no reply");
    city.act(&mut after, reply(Opinion::Disagree), &housing(), "2026-06-16T09:00").unwrap();
    assert_eq!(after.opinion(), Some(Opinion::Disagree));
}

#[test]
fn an_extension_is_asked_before_the_term_ends_and_granted_by_the_asker_once() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    city.act(&mut request, ask_extension(2), &housing(), "2026-06-15T20:00").unwrap();
    assert_eq!(
        city.act(&mut request, ask_extension(1), &housing(), "2026-06-15T20:01"),
        Err(Refusal::ExtensionPending)
    );
    assert_eq!(
        city.act(&mut request, grant(), &housing(), "2026-06-15T21:00"),
        Err(Refusal::NotAsker { from: code(BUREAU) })
    );
    city.act(&mut request, grant(), &bureau(), "2026-06-15T21:00").unwrap();
    assert_eq!(request.window.due, at("2026-06-18T00:00"), "five working days from the issue");
    assert_eq!(request.state_at(at("2026-06-16T00:00")), State::AwaitingReply);
    assert_eq!(
        city.act(&mut request, ask_extension(1), &housing(), "2026-06-16T09:00"),
        Err(Refusal::ExtensionUsed { times: 1 })
    );
}

#[test]
fn an_extension_that_is_asked_afterwards_is_refused_by_name() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let late = city.act(&mut request, ask_extension(1), &housing(), "2026-06-16T00:00");
    assert_eq!(late, Err(Refusal::ExtensionLate { due: at("2026-06-16T00:00") }));
}

#[test]
fn an_extension_that_nobody_decided_falls_with_the_term() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    city.act(&mut request, ask_extension(2), &housing(), "2026-06-15T20:00").unwrap();
    assert_eq!(request.state_at(at("2026-06-16T00:00")), State::Overdue, "an asked extension stops nothing");
    assert_eq!(city.act(&mut request, grant(), &bureau(), "2026-06-16T00:00"), Err(Refusal::NoExtension));
}

#[test]
fn a_refused_extension_leaves_the_term_and_has_a_reason() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    assert_eq!(city.act(&mut request, grant(), &bureau(), "2026-06-11T09:00"), Err(Refusal::NoExtension));
    city.act(&mut request, ask_extension(3), &housing(), "2026-06-11T09:00").unwrap();
    let without = city.act(&mut request, Command::RefuseExtension { reason: None }, &bureau(), "2026-06-11T10:00");
    assert_eq!(without, Err(Refusal::ReasonRequired));
    let refuse = Command::RefuseExtension { reason: Some(digest(8)) };
    city.act(&mut request, refuse, &bureau(), "2026-06-11T10:00").unwrap();
    assert_eq!(request.window.due, at("2026-06-16T00:00"));
    assert_eq!(city.act(&mut request, ask_extension(4), &housing(), ISSUED), Err(Refusal::ExtensionDays { most: 3 }));
}

#[test]
fn a_city_without_extensions_has_none() {
    let city = City { rule_set: RuleSet { reply_extension: 0, ..RuleSet::default() }, ..City::new() };
    let mut request = city.asked(ISSUED);
    assert_eq!(city.act(&mut request, ask_extension(1), &housing(), ISSUED), Err(Refusal::ExtensionUsed { times: 0 }));
}

#[test]
fn a_snow_day_moves_an_open_term_and_no_missed_one() {
    let mut city = City::new();
    let mut open = city.asked(ISSUED);
    let mut missed = city.asked("2026-06-01T09:00");
    let notice = r#"{"issuer":"测试市政府","document":"暴雨停工通知","document_number":"测政发〔2026〕9号","level":"city","status":"official",
        "days":[{"date":"2026-06-15","kind":"closure","name":"暴雨停工"}]}"#;
    city.calendar = city.calendar.with_notice(&Notice::from_json(notice).unwrap()).unwrap();
    let mv = Command::MoveDeadline { cause: MoveCause::Calendar };
    city.act(&mut open, mv.clone(), &Actor::Time, "2026-06-12T09:00").unwrap();
    assert_eq!(open.window.due, at("2026-06-17T00:00"));
    assert_eq!(open.versions[0].due, open.window.due);
    assert_eq!(city.act(&mut missed, mv, &Actor::Time, "2026-06-12T09:00"), Err(Refusal::NothingMoves));
}

#[test]
fn an_outage_inside_the_term_extends_it_by_as_much() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let extend = |from, to| Command::ExtendWindow { outage: outage(from, to) };
    let short =
        city.act(&mut request, extend("2026-06-11T09:00", "2026-06-11T09:30"), &Actor::Time, "2026-06-11T10:00");
    assert_eq!(short, Err(Refusal::OutsideWindow));
    city.act(&mut request, extend("2026-06-11T09:00", "2026-06-11T11:00"), &Actor::Time, "2026-06-11T11:00").unwrap();
    assert_eq!(request.window.due, at("2026-06-16T02:00"));
    let again =
        city.act(&mut request, extend("2026-06-11T09:00", "2026-06-11T11:00"), &Actor::Time, "2026-06-11T11:00");
    assert_eq!(again, Err(Refusal::AlreadyExtended));
}

#[test]
fn an_outage_over_the_end_of_the_term_lets_nobody_be_late() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let over = Command::ExtendWindow { outage: outage("2026-06-15T23:00", "2026-06-16T03:00") };
    city.act(&mut request, over, &Actor::Time, "2026-06-16T03:00").unwrap();
    assert_eq!(request.window.due, at("2026-06-16T04:00"));
    assert_eq!(request.state_at(at("2026-06-16T03:30")), State::AwaitingReply);
}

#[test]
fn a_successor_goes_on_and_no_clock_moves() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let before = request.window.clone();
    let succeed = Command::Succeed { department: code(HOUSING), successor: code(HEALTH) };
    city.act(&mut request, succeed, &Actor::Setup, "2026-06-11T09:00").unwrap();
    assert_eq!((request.to.clone(), request.window.clone()), (code(HEALTH), before));
    city.act(&mut request, reply(Opinion::Agree), &health(), "2026-06-11T10:00").unwrap();
}
