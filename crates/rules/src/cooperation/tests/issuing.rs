use super::fixtures::*;
use crate::cooperation::{CooperationRefusal as Refusal, Issue, Matter, MatterFacts, State};
use crate::party::Side;
use crate::roster::Role;
use crate::rule_set::RuleSet;
use crate::subject::Actor;
use jiff::civil::date;

#[test]
fn the_term_is_three_working_days_from_the_issue_until_24_00() {
    let city = City::new();
    // Wednesday: Thursday, Friday, Monday.
    assert_eq!(city.asked(ISSUED).window.due, at("2026-06-16T00:00"));
    // Before 国庆: 10-08, 10-09 and the make-up Saturday 10-10.
    assert_eq!(city.asked("2026-09-30T16:00").window.due, at("2026-10-11T00:00"));
    // A Saturday is as good as the Friday before it.
    assert_eq!(city.asked("2026-06-13T09:00").window.due, at("2026-06-18T00:00"));
}

#[test]
fn both_sides_ask_and_only_the_other_side_is_asked() {
    let city = City::new();
    let mirrored = city.issue(about_matter(), &housing(), ISSUED).unwrap();
    assert_eq!((mirrored.matter, mirrored.window.due), (Matter::Regulatory, at("2026-06-16T00:00")));
    let to_bureau = Issue { to: code("SPJ2"), to_side: Side::Approval, ..about_case() };
    assert_eq!(city.issue(to_bureau, &bureau(), ISSUED), Err(Refusal::RequestedSide));
    let to_self = Issue { to: code(BUREAU), to_side: Side::Approval, ..about_case() };
    assert_eq!(city.issue(to_self, &bureau(), ISSUED), Err(Refusal::SameDepartment));
    let overseer = officer("DCS", Side::Oversight, Role::OversightOfficer);
    assert_eq!(city.issue(about_case(), &overseer, ISSUED), Err(Refusal::AskerSide));
    assert_eq!(city.issue(about_case(), &Actor::Time, ISSUED), Err(Refusal::AskerSide));
}

#[test]
fn the_bureau_names_an_open_case_with_its_statutory_date() {
    let city = City::new();
    let with = |matter: MatterFacts| city.issue(Issue { matter, ..about_case() }, &bureau(), ISSUED);
    let due = Some(date(2026, 6, 12));
    assert_eq!(with(MatterFacts::default()), Err(Refusal::NoCase));
    assert_eq!(with(MatterFacts { regulatory: true, ..MatterFacts::default() }), Err(Refusal::NoCase));
    assert_eq!(with(MatterFacts { case: true, ..MatterFacts::default() }), Err(Refusal::StatutoryDateRequired));
    let number = "TS-2026-000007".to_owned();
    let concluded =
        MatterFacts { case: true, statutory_due_on: due, concluded: Some(number.clone()), regulatory: false };
    assert_eq!(with(concluded), Err(Refusal::CaseConcluded { number }));
    let open = with(MatterFacts { case: true, statutory_due_on: due, ..MatterFacts::default() }).unwrap();
    assert_eq!(open.matter, Matter::Case { statutory_due_on: date(2026, 6, 12) });
    assert!(open.ends_after_statutory_date(), "the date is shown and does not stop");
    assert!(!city.asked(ISSUED).ends_after_statutory_date());
}

#[test]
fn an_authority_names_a_regulatory_matter() {
    let city = City::new();
    let without = Issue { matter: MatterFacts::default(), ..about_matter() };
    assert_eq!(city.issue(without, &housing(), ISSUED), Err(Refusal::NoRegulatoryMatter));
}

#[test]
fn a_city_may_do_without_a_case() {
    let city = City { rule_set: RuleSet { request_needs_case: false, ..RuleSet::default() }, ..City::new() };
    let free = Issue { matter: MatterFacts::default(), ..about_case() };
    assert_eq!(city.issue(free, &bureau(), ISSUED).unwrap().matter, Matter::None);
    let free = Issue { matter: MatterFacts::default(), ..about_matter() };
    assert_eq!(city.issue(free, &housing(), ISSUED).unwrap().matter, Matter::None);
}

#[test]
fn asking_again_is_a_new_version_with_a_term_of_its_own() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    city.act(&mut request, reply(crate::cooperation::Opinion::Agree), &housing(), "2026-06-11T09:00").unwrap();
    assert_eq!(
        city.act(&mut request, reconsult(), &housing(), "2026-06-12T09:00"),
        Err(Refusal::NotAsker { from: code(BUREAU) })
    );
    city.act(&mut request, reconsult(), &bureau(), "2026-06-12T09:00").unwrap();
    assert_eq!((request.state, request.version()), (State::AwaitingReply, 2));
    assert_eq!(request.window.due, at("2026-06-18T00:00"));
    assert_eq!(request.reply(), None, "the old reply is to an older version");
    assert_eq!(request.replies.first().map(|reply| reply.version), Some(1));
    assert_eq!(request.versions[0].due, at("2026-06-16T00:00"), "the old term stays on record");
}

#[test]
fn asking_again_says_what_changed() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let without =
        crate::cooperation::CooperationCommand::Reconsult { content: digest(4), attachments: Vec::new(), reason: None };
    assert_eq!(city.act(&mut request, without, &bureau(), "2026-06-12T09:00"), Err(Refusal::ReasonRequired));
}

#[test]
fn asking_again_does_not_wipe_out_what_was_missed() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let names = city.act(&mut request, reconsult(), &bureau(), "2026-06-17T09:00").unwrap();
    assert_eq!(names, ["overdue", "escalated", "escalated", "reconsulted"]);
    assert_eq!(request.lapses.first().map(|lapse| (lapse.version, lapse.at)), Some((1, at("2026-06-16T00:00"))));
}
