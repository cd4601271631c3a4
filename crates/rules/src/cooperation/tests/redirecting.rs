use super::fixtures::*;
use crate::cooperation::{
    CooperationCommand as Command, CooperationRefusal as Refusal, Issue, Opinion, Redirected, State,
};
use crate::subject::Actor;

fn redirect(to: &str) -> Command {
    Command::Redirect { new: id("q-2"), to: code(to) }
}

fn uphold() -> Command {
    Command::Uphold { reason: Some(digest(11)) }
}

#[test]
fn a_department_that_is_not_competent_owes_nothing_until_the_asker_decides() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let without = Command::NotOurs { reason: None, suggested_to: None };
    assert_eq!(city.act(&mut request, without, &housing(), "2026-06-11T09:00"), Err(Refusal::ReasonRequired));
    city.act(&mut request, not_ours(), &housing(), "2026-06-11T09:00").unwrap();
    assert_eq!(request.state_at(at("2026-06-30T00:00")), State::NotOurs);
    let said = request.open_not_ours().unwrap();
    assert_eq!(said.suggested_to, Some(code(HEALTH)));
    assert_eq!(said.decision.due, at("2026-06-13T00:00"), "the asker decides within one working day");
    assert_eq!(
        city.act(&mut request, reply(Opinion::Agree), &housing(), "2026-06-11T10:00"),
        Err(Refusal::CompetenceOpen)
    );
}

#[test]
fn the_new_addressee_has_its_own_three_working_days() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    assert_eq!(city.act(&mut request, redirect(HEALTH), &bureau(), "2026-06-11T09:00"), Err(Refusal::NotDeclined));
    city.act(&mut request, not_ours(), &housing(), "2026-06-11T09:00").unwrap();
    assert_eq!(city.act(&mut request, redirect(HOUSING), &bureau(), "2026-06-12T09:00"), Err(Refusal::SameDepartment));
    assert_eq!(
        city.act(&mut request, redirect(HEALTH), &housing(), "2026-06-12T09:00"),
        Err(Refusal::NotAsker { from: code(BUREAU) })
    );
    city.act(&mut request, redirect(HEALTH), &bureau(), "2026-06-12T09:00").unwrap();
    assert_eq!(request.state, State::Redirected);
    assert_eq!(
        city.act(&mut request, reply(Opinion::Agree), &housing(), "2026-06-12T10:00"),
        Err(Refusal::RequestRedirected)
    );
    let new = Issue {
        id: id("q-2"),
        to: code(HEALTH),
        redirected: Some(Redirected { id: id("q-1"), hops: 0 }),
        ..about_case()
    };
    let new = city.issue(new, &bureau(), "2026-06-12T09:00").unwrap();
    assert_eq!((new.window.due, new.hops), (at("2026-06-18T00:00"), 1));
}

#[test]
fn too_many_redirections_lead_to_a_consultation() {
    let city = City::new();
    let issue = Issue { redirected: Some(Redirected { id: id("q-0"), hops: 2 }), ..about_case() };
    let mut request = city.issue(issue, &bureau(), ISSUED).unwrap();
    city.act(&mut request, not_ours(), &housing(), "2026-06-11T09:00").unwrap();
    assert_eq!(
        city.act(&mut request, redirect(HEALTH), &bureau(), "2026-06-11T10:00"),
        Err(Refusal::RedirectLimit { hops: 3 })
    );
}

#[test]
fn an_addressee_that_is_upheld_has_the_rest_of_its_term() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    city.act(&mut request, not_ours(), &housing(), "2026-06-11T09:00").unwrap();
    let without = city.act(&mut request, Command::Uphold { reason: None }, &bureau(), "2026-06-12T09:00");
    assert_eq!(without, Err(Refusal::ReasonRequired));
    city.act(&mut request, uphold(), &bureau(), "2026-06-12T09:00").unwrap();
    // Friday and Monday were left: now Monday and Tuesday.
    assert_eq!((request.state, request.window.due), (State::AwaitingReply, at("2026-06-17T00:00")));
    assert_eq!(city.act(&mut request, not_ours(), &housing(), "2026-06-12T10:00"), Err(Refusal::CompetenceUpheld));
}

#[test]
fn not_ours_on_the_last_day_leaves_a_day_and_afterwards_it_stays_late() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    city.act(&mut request, not_ours(), &housing(), "2026-06-16T09:00").unwrap();
    assert_eq!(request.lapses.len(), 1);
    city.act(&mut request, uphold(), &bureau(), "2026-06-16T10:00").unwrap();
    assert_eq!(request.window.due, at("2026-06-18T00:00"));
    assert_eq!(request.lapses.len(), 1, "what was missed stays missed");
}

#[test]
fn a_decision_that_is_late_leaves_the_request_open() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    city.act(&mut request, not_ours(), &housing(), "2026-06-11T09:00").unwrap();
    assert_eq!(city.act(&mut request, write_down(), &Actor::Time, "2026-06-20T00:00"), Err(Refusal::NothingMoves));
    city.act(&mut request, redirect(HEALTH), &bureau(), "2026-06-20T09:00").unwrap();
}
