//! Officers, by given, when, then.

use super::fixtures::{act, by, department, digest, section};
use super::*;
use crate::roster::{Designation, Role};
use crate::subject::{Actor, Refusal};
use jiff::civil::{Date, date};

fn id() -> OfficerId {
    OfficerId::parse("o-7").unwrap()
}

fn enlist(of: Department, in_section: Option<&str>) -> OfficerCommand {
    OfficerCommand::Enlist {
        id: id(),
        department: Box::new(of),
        section: in_section.map(section),
        content: digest('a'),
    }
}

fn housing() -> Department {
    department("ZJJ", Side::Regulation, &["1", "2"])
}

fn enlisted() -> Officer {
    act(None, enlist(housing(), Some("1")), &Actor::Setup).unwrap()
}

fn designation(to: Option<Date>) -> Designation {
    Designation {
        id: DesignationId::parse("d-1").unwrap(),
        officer: id(),
        department: housing().code,
        section: None,
        role: Role::LiaisonOfficer,
        from: date(2020, 1, 1),
        to,
        basis: None,
    }
}

#[test]
fn an_officer_is_entered_moved_and_rewritten() {
    let head = by("ZJJ", Side::Regulation, &[Role::ResponsibleOfficer]);
    let officer: Officer = act(None, enlist(housing(), Some("1")), &head).unwrap();
    let to_second = OfficerCommand::Move { department: Box::new(housing()), section: Some(section("2")) };
    let officer = act(Some(officer), to_second, &head).unwrap();
    assert_eq!(officer.section, Some(section("2")));
    let officer = act(Some(officer), OfficerCommand::Rewrite { content: digest('b') }, &head).unwrap();
    assert_eq!(officer.content, digest('b'));
    assert_eq!(act(Some(officer), enlist(housing(), None), &head).unwrap_err().code(), "OFFICER_EXISTS");
}

#[test]
fn another_department_enters_nobody() {
    let stranger = by("HBJ", Side::Regulation, &[Role::PrincipalLeader]);
    let refusal = act::<Officer>(None, enlist(housing(), None), &stranger).unwrap_err();
    assert_eq!((refusal.code(), refusal.clause()), ("OFFICER_NOT_THEIRS", Some("二（二）¶1")));
    let rewrite = OfficerCommand::Rewrite { content: digest('b') };
    assert_eq!(act(Some(enlisted()), rewrite, &stranger).unwrap_err().code(), "OFFICER_NOT_THEIRS");
}

#[test]
fn a_seat_is_in_an_open_section_of_a_standing_department() {
    let refusal = act::<Officer>(None, enlist(housing(), Some("9")), &Actor::Setup).unwrap_err();
    assert_eq!(refusal.code(), "SECTION_UNKNOWN");
    let mut closed = housing();
    closed.sections[0].closed_on = Some(date(2020, 1, 1));
    let refusal = act::<Officer>(None, enlist(closed, Some("1")), &Actor::Setup).unwrap_err();
    assert_eq!(refusal.code(), "SECTION_UNKNOWN");
    let mut merged = housing();
    let (on, kind) = (date(2020, 1, 1), SuccessionKind::Merged);
    merged.succession = Some(Succession { successors: vec![fixtures::code("HBJ")], on, kind });
    let refusal = act::<Officer>(None, enlist(merged, None), &Actor::Setup).unwrap_err();
    assert_eq!(refusal.code(), "DEPARTMENT_SUCCEEDED");
    let elsewhere = Box::new(department("HBJ", Side::Regulation, &["1"]));
    let moving = OfficerCommand::Move { department: elsewhere, section: None };
    assert_eq!(act(Some(enlisted()), moving, &Actor::Setup).unwrap_err().code(), "OFFICER_OF_OTHER_DEPARTMENT");
}

#[test]
fn nobody_leaves_with_a_role() {
    let on = date(2020, 6, 30);
    let leave = |to| OfficerCommand::Leave { on, designations: vec![designation(to)], substitutions: Vec::new() };
    for to in [None, Some(date(2020, 7, 1))] {
        let refusal = act(Some(enlisted()), leave(to), &Actor::Setup).unwrap_err();
        assert_eq!((refusal.code(), refusal.clause()), ("OFFICER_STILL_NAMED", Some("二（二）¶2")));
        assert!(refusal.arguments().contains(&("roles", "联络人".to_owned())));
    }
    let away = crate::roster::Substitution {
        id: crate::party::SubstitutionId::parse("s-1").unwrap(),
        number: "DL-2020-000001".to_owned(),
        department: enlisted().department,
        officer: OfficerId::parse("o-2").unwrap(),
        stand_in: Some(enlisted().id),
        from: on,
        to: date(2020, 7, 1),
    };
    let standing_in = OfficerCommand::Leave { on, designations: Vec::new(), substitutions: vec![away] };
    let refusal = act(Some(enlisted()), standing_in, &Actor::Setup).unwrap_err();
    assert_eq!((refusal.code(), refusal.clause()), ("OFFICER_STILL_STANDS_IN", Some("二（二）¶3")));
    let left = act(Some(enlisted()), leave(Some(on)), &Actor::Setup).unwrap();
    assert!(left.serves_on(on));
    assert!(!left.serves_on(date(2020, 7, 1)));
    let rewrite = OfficerCommand::Rewrite { content: digest('b') };
    assert_eq!(act(Some(left), rewrite, &Actor::Setup).unwrap_err().code(), "OFFICER_LEFT");
}

#[test]
fn who_was_never_entered_is_unknown() {
    let rewrite = OfficerCommand::Rewrite { content: digest('b') };
    assert_eq!(act::<Officer>(None, rewrite, &Actor::Setup).unwrap_err().code(), "OFFICER_UNKNOWN");
}
