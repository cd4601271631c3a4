//! Changes of roster by letter, by given, when, then; and that none takes effect before its letter was sent.

use super::*;
use crate::calendar::local_date;
use crate::exchange::ActedBy;
use crate::party::fixtures::{act, by, code, department, digest, now, section};
use crate::party::{CorrespondenceId, DesignationId, Officer, OfficerId, RosterChangeId, Side};
use crate::roster::{Designation, Place, Role, Roster};
use crate::rule_set::RosterEffective;
use crate::subject::{Actor, Refusal};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use proptest::prelude::*;

fn id(text: &str) -> OfficerId {
    OfficerId::parse(text).unwrap()
}

fn officer(text: &str) -> Officer {
    Officer { id: id(text), department: code("ZJJ"), section: Some(section("1")), content: digest('a'), left_on: None }
}

fn named(officer: &str, role: Role) -> Designation {
    Designation {
        id: DesignationId::parse(format!("d-{officer}")).unwrap(),
        officer: id(officer),
        department: code("ZJJ"),
        section: Some(section("1")),
        role,
        from: date(2020, 1, 1),
        to: None,
        basis: None,
    }
}

fn stated() -> Stated {
    Stated { name: "测试".into(), post: "科员".into(), section: "测试科".into(), contact: "0412-5550000".into() }
}

fn line(officer: &str, role: Role) -> (ChangeLine, Stated) {
    (ChangeLine { role, section: Some(section("1")), officer: id(officer), replaces: None }, stated())
}

/// The housing authority tells the bureau that `new` is liaison officer in the place of `old`; `head` stays.
fn draft() -> Draft {
    Draft {
        id: RosterChangeId::parse("c-1").unwrap(),
        number: "MD-2026-000001".to_owned(),
        department: department("ZJJ", Side::Regulation, &["1", "2"]),
        letter: CorrespondenceId::parse("l-1").unwrap(),
        to: vec![code("SPJ")],
        sides: vec![Some(Side::Approval)],
        lines: vec![line("head", Role::ResponsibleOfficer), line("new", Role::LiaisonOfficer)],
        officers: ["head", "old", "new"].map(officer).into(),
        stated_on: date(2026, 12, 1),
        content: digest('c'),
    }
}

fn clerk() -> Actor {
    by("ZJJ", Side::Regulation, &[Role::LiaisonOfficer])
}

fn person(text: &str, roles: &[Role]) -> Actor {
    let Actor::Officer { department, side, .. } = clerk() else { panic!("a person") };
    Actor::Officer { officer: id(text), department, side, roles: roles.iter().copied().collect(), acting_for: None }
}

fn drafted(wanted: Draft) -> Result<RosterChange, RosterChangeRefusal> {
    act(None, RosterChangeCommand::Draft(Box::new(wanted)), &clerk())
}

fn letter() -> SentLetter {
    SentLetter {
        letter: CorrespondenceId::parse("l-1").unwrap(), number: "测住建函〔2026〕1号".into(), at: now()
    }
}

fn sent() -> RosterChange {
    act(Some(drafted(draft()).unwrap()), RosterChangeCommand::Send(letter()), &clerk()).unwrap()
}

#[test]
fn a_letter_names_four_particulars_of_each_and_says_which_is_missing() {
    for (missing, empty) in [
        ("姓名", Stated { name: " ".into(), ..stated() }),
        ("职务", Stated { post: String::new(), ..stated() }),
        ("科室", Stated { section: String::new(), ..stated() }),
        ("联系方式", Stated { contact: String::new(), ..stated() }),
    ] {
        let mut wanted = draft();
        wanted.lines[1].1 = empty;
        let refusal = drafted(wanted).unwrap_err();
        let role = Role::LiaisonOfficer;
        let expected = RosterChangeRefusal::ParticularMissing { role, section: Some(section("1")), missing };
        assert_eq!((refusal.clause(), refusal.field()), (Some("二（二）¶2"), Some("lines")));
        assert!(refusal.arguments().contains(&("missing", missing.to_owned())));
        assert_eq!(refusal, expected);
    }
}

#[test]
fn a_letter_names_responsible_and_liaison_officer_of_each_place_that_it_is_about() {
    let only = |role| Draft { lines: vec![line("new", role)], ..draft() };
    let refusal = |role| drafted(only(role)).unwrap_err();
    let not_stated = |role| RosterChangeRefusal::RoleNotStated { role, section: Some(section("1")) };
    assert_eq!(refusal(Role::LiaisonOfficer), not_stated(Role::ResponsibleOfficer));
    assert_eq!(refusal(Role::ResponsibleOfficer), not_stated(Role::LiaisonOfficer));
    let with_lead = vec![line("head", Role::BusinessLead), line("new", Role::LiaisonOfficer)];
    assert!(drafted(Draft { lines: with_lead, ..draft() }).is_ok(), "a lead stands for the responsible officer");
    let leader = vec![line("head", Role::LeaderInCharge)];
    assert_eq!(drafted(Draft { lines: leader, ..draft() }).unwrap_err().code(), "ROLE_NOT_OF_ROSTER");
}

#[test]
fn a_list_goes_to_the_other_side_and_names_the_departments_own_people() {
    let code_of = |wanted| drafted(wanted).unwrap_err().code();
    assert_eq!(code_of(Draft { lines: Vec::new(), ..draft() }), "ROSTER_NOTHING_CHANGES");
    assert_eq!(code_of(Draft { to: Vec::new(), sides: Vec::new(), ..draft() }), "ROSTER_NO_ADDRESSEE");
    assert_eq!(code_of(Draft { sides: vec![Some(Side::Regulation)], ..draft() }), "ROSTER_ADDRESSEE_UNFIT");
    assert_eq!(code_of(Draft { officers: vec![officer("head")], ..draft() }), "ROSTER_OFFICER_ELSEWHERE");
    let mut leaving = draft();
    leaving.officers[2].left_on = Some(date(2026, 11, 30));
    assert_eq!(code_of(leaving), "ROSTER_OFFICER_LEFT");
    let stranger = by("HBJ", Side::Regulation, &[Role::LiaisonOfficer]);
    let refusal = act::<RosterChange>(None, RosterChangeCommand::Draft(Box::new(draft())), &stranger).unwrap_err();
    assert_eq!(refusal.code(), "ROSTER_NOT_THEIRS");
}

#[test]
fn a_change_holds_from_the_day_that_the_letter_states_but_not_before_it_was_sent() {
    let at = now();
    let today = local_date(at);
    let on = |reading, stated_on, received_at| effective_on(reading, stated_on, at, received_at);
    assert_eq!(on(RosterEffective::Stated, date(2026, 12, 1), None), Some(date(2026, 12, 1)));
    assert_eq!(on(RosterEffective::Stated, date(2026, 11, 1), None), Some(today), "not before it was sent");
    assert_eq!(on(RosterEffective::Sent, date(2026, 12, 1), None), Some(today));
    assert_eq!(on(RosterEffective::Received, date(2026, 12, 1), None), None);
    let later = at.checked_add(Span::new().hours(48)).unwrap();
    assert_eq!(on(RosterEffective::Received, date(2026, 12, 1), Some(later)), Some(date(2026, 11, 25)));
    let stage = sent().stage;
    let expected = ChangeStage::InForce { number: letter().number, at, on: date(2026, 12, 1) };
    assert_eq!(stage, expected);
}

#[test]
fn only_its_own_letter_puts_it_into_force_and_only_once() {
    let held = drafted(draft()).unwrap();
    let refused = |held: &RosterChange, letter| {
        act(Some(held.clone()), RosterChangeCommand::Send(letter), &clerk()).unwrap_err().code()
    };
    let other = SentLetter { letter: CorrespondenceId::parse("l-2").unwrap(), ..letter() };
    let tomorrow = SentLetter { at: now().checked_add(Span::new().hours(24)).unwrap(), ..letter() };
    assert_eq!(refused(&held, other), "ROSTER_OTHER_LETTER");
    assert_eq!(refused(&held, tomorrow), "ROSTER_OTHER_LETTER");
    assert_eq!(refused(&sent(), letter()), "ROSTER_NOT_AT_THIS_STAGE");
    let withdrawn = act(Some(held), RosterChangeCommand::Withdraw, &clerk()).unwrap();
    assert_eq!(refused(&withdrawn, letter()), "ROSTER_NOT_AT_THIS_STAGE");
}

#[test]
fn whoever_stays_stays_and_whoever_is_replaced_hands_over() {
    let (head, old) = (named("head", Role::ResponsibleOfficer), named("old", Role::LiaisonOfficer));
    let effect = sent().effect(&[&head, &old], date(2026, 12, 1));
    assert_eq!(effect.ends, [old]);
    assert_eq!(effect.begins, [line("new", Role::LiaisonOfficer).0]);
    assert_eq!(effect.handovers, [(id("old"), id("new"))]);
}

#[test]
fn a_list_is_planned_until_it_is_made_on_the_day_of_the_change() {
    let planned = vec![PlannedHandover { predecessor: id("old"), successor: id("new") }];
    let plan = || RosterChangeCommand::PlanHandovers { planned: planned.clone() };
    assert_eq!(act(Some(drafted(draft()).unwrap()), plan(), &clerk()).unwrap_err().code(), "ROSTER_NOT_AT_THIS_STAGE");
    let held = act(Some(sent()), plan(), &clerk()).unwrap();
    assert_eq!(held.hands_over_at().map(local_date), Some(date(2026, 12, 1)));
    assert_eq!(act(Some(held.clone()), plan(), &clerk()).unwrap_err().code(), "ROSTER_NO_HANDOVER");
    let (predecessor, successor, content) = (id("old"), id("new"), digest('d'));
    let list = RosterChangeCommand::ListHandover { predecessor, successor, items: 2, content };
    let listed = act(Some(held), list, &clerk()).unwrap();
    assert_eq!((listed.hands_over_at(), listed.handovers.len()), (None, 1));
}

#[test]
fn the_other_side_files_the_list_once_and_it_shows_who_and_when() {
    let bureau = by("SPJ", Side::Approval, &[Role::LiaisonOfficer]);
    let file = |held: RosterChange, actor: &Actor| act(Some(held), RosterChangeCommand::File, actor);
    assert_eq!(file(drafted(draft()).unwrap(), &bureau).unwrap_err().code(), "ROSTER_NOT_AT_THIS_STAGE");
    let filed = file(sent(), &bureau).unwrap();
    assert_eq!(filed.filings, [Filing { department: code("SPJ"), at: now(), by: ActedBy::from(&bureau) }]);
    assert_eq!(file(filed, &bureau).unwrap_err().code(), "ROSTER_FILED_BEFORE");
    assert_eq!(file(sent(), &clerk()).unwrap_err().code(), "ROSTER_NOT_ADDRESSEE");
}

#[test]
fn a_handover_is_done_when_both_have_confirmed_its_list() {
    let list = |held| {
        let (predecessor, successor, content) = (id("old"), id("new"), digest('d'));
        act(Some(held), RosterChangeCommand::ListHandover { predecessor, successor, items: 2, content }, &clerk())
    };
    assert_eq!(list(drafted(draft()).unwrap()).unwrap_err().code(), "ROSTER_NOT_AT_THIS_STAGE");
    let held = list(sent()).unwrap();
    let confirm = |held: &RosterChange, side, actor: &Actor, predecessor_left| {
        let (predecessor, successor) = (id("old"), id("new"));
        let command = RosterChangeCommand::ConfirmHandover { predecessor, successor, side, predecessor_left };
        act(Some(held.clone()), command, actor)
    };
    let (old, new, leader) = (person("old", &[]), person("new", &[]), person("x", &[Role::PrincipalLeader]));
    let (from, to) = (HandoverSide::Predecessor, HandoverSide::Successor);
    assert_eq!(confirm(&held, from, &new, false).unwrap_err().code(), "HANDOVER_NOT_THEIRS");
    assert_eq!(confirm(&held, from, &leader, false).unwrap_err().code(), "HANDOVER_NOT_THEIRS");
    assert!(confirm(&held, from, &leader, true).is_ok(), "for whoever has left");
    let handed = confirm(&held, from, &old, false).unwrap();
    assert!(!handed.handovers[0].is_done());
    assert_eq!(confirm(&handed, from, &old, false).unwrap_err().code(), "HANDOVER_CONFIRMED_BEFORE");
    assert!(confirm(&handed, to, &new, false).unwrap().handovers[0].is_done());
}

#[test]
fn an_empty_place_says_who_left_it_and_whether_a_letter_is_under_way() {
    let authority = department("ZJJ", Side::Regulation, &["1", "2"]);
    let mut gone = officer("old");
    gone.left_on = Some(date(2026, 11, 20));
    let lost = Designation { to: Some(date(2026, 11, 20)), ..named("old", Role::LiaisonOfficer) };
    let roster = [named("head", Role::ResponsibleOfficer), lost];
    let change = drafted(draft()).unwrap();
    let found = |changes: &[&RosterChange]| {
        let gaps = gaps([&authority], &[&gone], &roster, changes, date(2026, 11, 23));
        gaps.into_iter().map(|gap| (gap.vacancy.role, gap.left, gap.under_way)).collect::<Vec<_>>()
    };
    assert_eq!(found(&[]), [(Role::LiaisonOfficer, Some(id("old")), None)]);
    assert_eq!(found(&[&change]), [(Role::LiaisonOfficer, Some(id("old")), Some(change.id.clone()))]);
}

#[test]
fn the_roster_of_a_department_that_is_gone_changes_no_more_and_a_successor_files_the_list() {
    let succeed =
        |department: &str| RosterChangeCommand::Succeed { department: code(department), successor: code("XSP") };
    let passed = act(Some(drafted(draft()).unwrap()), succeed("ZJJ"), &clerk()).unwrap();
    assert_eq!(passed.stage, ChangeStage::Withdrawn);
    let passed = act(Some(sent()), succeed("SPJ"), &clerk()).unwrap();
    assert_eq!((passed.to.as_slice(), passed.stage.as_str()), ([code("XSP")].as_slice(), "in_force"));
    let refusal = act(Some(passed), succeed("HBJ"), &clerk()).unwrap_err();
    assert_eq!(refusal.code(), "ROSTER_NOT_ADDRESSEE");
    let (from, to) = (id("old"), id("new"));
    let list = RosterChangeCommand::ListHandover {
        predecessor: from.clone(),
        successor: to.clone(),
        items: 1,
        content: digest('d'),
    };
    let listed = act(Some(sent()), list, &clerk()).unwrap();
    let passed = act(Some(listed), succeed("ZJJ"), &clerk()).unwrap();
    assert!(passed.handover(&from, &to).is_none(), "the successor takes over as a whole");
    assert_eq!(passed.stage.as_str(), "in_force", "what was in force was in force");
}

proptest! {
    /// Whatever the letter states, whenever it is sent and received, and however the city reads it: no designation of it begins on a day
    /// before it was sent, and none before the day that it states where that is the reading.
    #[test]
    fn designations_of_a_letter_never_begin_before_it_was_sent(
        stated in -40..40_i64, sent in 0..40_i64, received in prop::option::of(0..40_i64), reading in 0..3_usize,
    ) {
        let reading = [RosterEffective::Stated, RosterEffective::Sent, RosterEffective::Received][reading];
        let at = |days: i64| -> Timestamp { now().checked_add(Span::new().hours(days * 24)).unwrap() };
        let stated_on = local_date(now()).checked_add(Span::new().days(stated)).unwrap();
        let on = effective_on(reading, stated_on, at(sent), received.map(|days| at(sent + days)));
        if let Some(on) = on {
            prop_assert!(on >= local_date(at(sent)));
            prop_assert!(reading != RosterEffective::Stated || on >= stated_on);
            prop_assert!(reading != RosterEffective::Received || received.is_some());
        } else {
            prop_assert!(reading == RosterEffective::Received && received.is_none());
        }
    }

    /// Over any sequence of changes, each place has at most one holder a day, everybody named holds it from the day on which the change
    /// holds, and an open item of the section has exactly one owner every day.
    #[test]
    fn successive_changes_leave_one_holder_and_one_owner_every_day(
        moves in prop::collection::vec((0..4_usize, 0..4_usize, 0..20_i64), 1..10), asked in 0..60_i64,
    ) {
        const PEOPLE: [&str; 4] = ["a", "b", "c", "d"];
        let first = date(2026, 11, 23);
        let day = |days: i64| -> Date { first.checked_add(Span::new().days(days)).unwrap() };
        let mut roster = vec![named("a", Role::LiaisonOfficer)];
        roster[0].officer = id("a");
        let mut today = 0;
        for (number, (who, _, wait)) in moves.iter().enumerate() {
            today += wait;
            let on = day(today);
            let mut change = sent();
            change.lines = vec![line(PEOPLE[*who], Role::LiaisonOfficer).0];
            let held: Vec<&Designation> = roster.iter().collect();
            let effect = change.effect(&held, on);
            for ended in &effect.ends {
                let place = roster.iter().position(|named| named.id == ended.id).unwrap();
                roster[place].to = on.yesterday().ok();
            }
            for begun in effect.begins {
                let id = DesignationId::parse(format!("d-{number}")).unwrap();
                roster.push(Designation { id, officer: begun.officer, from: on, ..named("a", Role::LiaisonOfficer) });
            }
            let holders = roster.iter().filter(|named| named.in_force(on)).count();
            prop_assert_eq!(holders, 1);
            prop_assert!(roster.iter().any(|named| named.in_force(on) && named.officer == id(PEOPLE[*who])));
        }
        let officers: Vec<Officer> = PEOPLE.iter().map(|it| officer(it)).collect();
        let (officers, named): (Vec<&Officer>, Vec<&Designation>) = (officers.iter().collect(), roster.iter().collect());
        let people = Roster { officers: &officers, designations: &named, substitutions: &[] };
        let place = Place { department: code("ZJJ"), section: Some(section("1")), officer: None };
        let holders: Vec<&OfficerId> =
            roster.iter().filter(|named| named.in_force(day(asked))).map(|named| &named.officer).collect();
        prop_assert_eq!(holders.len(), 1);
        let owner = people.owner(&place, day(asked));
        prop_assert_eq!(owner.as_ref(), Some(holders[0]));
    }
}
