//! Designations, by given, when, then.

use super::*;
use crate::party::fixtures::{act, by, department, digest, section};
use crate::party::{Department, DesignationId, Officer, OfficerId, Side, Succession, SuccessionKind};
use crate::subject::{Actor, Refusal};
use jiff::civil::{Date, date};

const FIRST: Date = Date::constant(2020, 1, 1);

fn officer_of(of: &Department, id: &str) -> Officer {
    let id = OfficerId::parse(id).unwrap();
    Officer { id, department: of.code.clone(), section: None, content: digest('a'), left_on: None }
}

/// A liaison officer of the first section of the housing authority, unless the test says otherwise.
struct Given {
    department: Department,
    officer: &'static str,
    section: Option<&'static str>,
    role: Role,
    from: Date,
    to: Option<Date>,
    others: Vec<Designation>,
    liaisons: u32,
    actor: Actor,
}

impl Default for Given {
    fn default() -> Self {
        Self {
            department: department("ZJJ", Side::Regulation, &["1", "2"]),
            officer: "o-1",
            section: Some("1"),
            role: Role::LiaisonOfficer,
            from: FIRST,
            to: None,
            others: Vec::new(),
            liaisons: 1,
            actor: Actor::Setup,
        }
    }
}

impl Given {
    fn designated(self) -> Result<Designation, DesignationRefusal> {
        let command = DesignationCommand::Designate {
            id: DesignationId::parse(format!("d-{}", self.others.len())).unwrap(),
            officer: Box::new(officer_of(&self.department, self.officer)),
            department: Box::new(self.department),
            section: self.section.map(section),
            role: self.role,
            from: self.from,
            to: self.to,
            basis: Some("测住建函〔2020〕1号".into()),
            others: self.others,
            liaisons_per_section: self.liaisons,
            by_letter: false,
        };
        act(None, command, &self.actor)
    }

    fn refused(self) -> (&'static str, Option<&'static str>) {
        let refusal = self.designated().unwrap_err();
        (refusal.code(), refusal.clause())
    }
}

#[test]
fn a_designation_gives_its_role_from_its_first_day_to_its_last() {
    let named = Given { to: Some(date(2020, 3, 31)), ..Given::default() }.designated().unwrap();
    for (day, given) in
        [(date(2019, 12, 31), false), (FIRST, true), (date(2020, 3, 31), true), (date(2020, 4, 1), false)]
    {
        assert_eq!(named.in_force(day), given, "{day}");
    }
}

#[test]
fn a_section_has_one_responsible_and_one_liaison_officer_at_a_time() {
    for role in [Role::ResponsibleOfficer, Role::LiaisonOfficer] {
        let first = Given { role, to: Some(date(2020, 6, 30)), ..Given::default() }.designated().unwrap();
        let second = |from| Given { role, officer: "o-2", from, others: vec![first.clone()], ..Given::default() };
        assert_eq!(second(date(2020, 6, 30)).refused(), ("ROLE_HELD", Some("二（二）¶1")));
        assert!(second(date(2020, 7, 1)).designated().is_ok());
        assert!(Given { section: Some("2"), ..second(FIRST) }.designated().is_ok());
        assert!(Given { section: None, ..second(FIRST) }.designated().is_ok());
    }
}

#[test]
fn a_city_may_let_a_section_have_several_liaison_officers() {
    let first = Given::default().designated().unwrap();
    let second = Given { officer: "o-2", others: vec![first.clone()], liaisons: 2, ..Given::default() };
    let second = second.designated().unwrap();
    let third = Given { officer: "o-3", others: vec![first.clone(), second], liaisons: 2, ..Given::default() };
    assert_eq!(third.refused().0, "ROLE_HELD");
    let again = Given { others: vec![first], liaisons: 2, ..Given::default() };
    assert_eq!(again.refused().0, "ALREADY_NAMED");
}

#[test]
fn an_overall_lead_is_one_and_of_an_authority() {
    let lead = || Given { role: Role::OverallLead, section: None, ..Given::default() };
    let first = lead().designated().unwrap();
    assert_eq!(Given { officer: "o-2", others: vec![first], ..lead() }.refused().0, "ROLE_HELD");
    assert_eq!(Given { section: Some("1"), ..lead() }.refused().0, "ROLE_OF_DEPARTMENT");
    let bureau = department("SPJ", Side::Approval, &["1"]);
    assert_eq!(Given { department: bureau, ..lead() }.refused(), ("ROLE_OF_OTHER_SIDE", Some("二（二）¶1")));
    let overseer = Given { role: Role::OversightOfficer, section: None, ..Given::default() };
    assert_eq!(overseer.refused().0, "ROLE_OF_OTHER_SIDE");
}

#[test]
fn the_bureau_names_them_section_by_section() {
    let bureau = || department("SPJ", Side::Approval, &["1"]);
    let for_all = Given { department: bureau(), section: None, ..Given::default() };
    assert_eq!(for_all.refused(), ("SECTION_NEEDED", Some("二（二）¶1")));
    assert!(Given { department: bureau(), ..Given::default() }.designated().is_ok());
}

#[test]
fn nobody_names_without_entitlement() {
    let liaison = by("ZJJ", Side::Regulation, &[Role::LiaisonOfficer]);
    assert_eq!(
        Given { actor: liaison, ..Given::default() }.refused(),
        ("DESIGNATION_NOT_ENTITLED", Some("二（二）¶1"))
    );
    let head = || by("ZJJ", Side::Regulation, &[Role::ResponsibleOfficer]);
    assert!(Given { actor: head(), ..Given::default() }.designated().is_ok());
    let raise = Given { actor: head(), role: Role::SystemAdministrator, section: None, ..Given::default() };
    assert_eq!(raise.refused().0, "DESIGNATION_NOT_ENTITLED");
    let leader = Given::default().designated().unwrap();
    let stranger = by("HBJ", Side::Regulation, &[Role::ResponsibleOfficer]);
    let ended = act(Some(leader), DesignationCommand::End { on: FIRST, by_letter: false }, &stranger);
    assert_eq!(ended.unwrap_err().code(), "DESIGNATION_NOT_ENTITLED");
}

#[test]
fn the_place_exists_on_the_first_day() {
    assert_eq!(Given { section: Some("9"), ..Given::default() }.refused().0, "SECTION_UNKNOWN");
    let mut closed = Given::default();
    closed.department.sections[0].closed_on = Some(FIRST);
    assert_eq!(closed.refused().0, "SECTION_UNKNOWN");
    let mut merged = Given::default();
    let successors = vec![crate::party::fixtures::code("HBJ")];
    merged.department.succession = Some(Succession { successors, on: FIRST, kind: SuccessionKind::Merged });
    assert_eq!(merged.refused().0, "DEPARTMENT_SUCCEEDED");
    let reversed = Given { to: Some(date(2019, 12, 31)), ..Given::default() };
    assert_eq!(reversed.refused().0, "END_BEFORE_BEGIN");
}

#[test]
fn the_officer_is_of_the_department_and_in_office() {
    let home = department("ZJJ", Side::Regulation, &["1"]);
    let name = |officer: Officer, to| DesignationCommand::Designate {
        id: DesignationId::parse("d-1").unwrap(),
        officer: Box::new(officer),
        department: Box::new(home.clone()),
        section: None,
        role: Role::LiaisonOfficer,
        from: FIRST,
        to,
        basis: None,
        others: Vec::new(),
        liaisons_per_section: 1,
        by_letter: false,
    };
    let stranger = officer_of(&department("HBJ", Side::Regulation, &[]), "o-1");
    let refusal = act::<Designation>(None, name(stranger, None), &Actor::Setup).unwrap_err();
    assert_eq!(refusal.code(), "OFFICER_OF_OTHER_DEPARTMENT");
    let leaving = Officer { left_on: Some(date(2020, 5, 1)), ..officer_of(&home, "o-1") };
    for to in [None, Some(date(2020, 5, 2))] {
        let refusal = act::<Designation>(None, name(leaving.clone(), to), &Actor::Setup).unwrap_err();
        assert_eq!(refusal.code(), "OFFICER_LEFT");
    }
    assert!(act::<Designation>(None, name(leaving, Some(date(2020, 5, 1))), &Actor::Setup).is_ok());
}

#[test]
fn an_end_comes_once_and_may_only_be_brought_forward() {
    let end = |on| DesignationCommand::End { on, by_letter: false };
    let named = Given::default().designated().unwrap();
    let refusal = act(Some(named.clone()), end(date(2019, 12, 31)), &Actor::Setup).unwrap_err();
    assert_eq!(refusal.code(), "END_BEFORE_BEGIN");
    let ended = act(Some(named), end(date(2020, 6, 30)), &Actor::Setup).unwrap();
    for later in [date(2020, 6, 30), date(2020, 7, 1)] {
        assert_eq!(act(Some(ended.clone()), end(later), &Actor::Setup).unwrap_err().code(), "DESIGNATION_ENDED");
    }
    assert_eq!(act(Some(ended), end(date(2020, 6, 29)), &Actor::Setup).unwrap().to, Some(date(2020, 6, 29)));
    let ahead = Given { from: date(2026, 12, 1), ..Given::default() }.designated().unwrap();
    let early = act(Some(ahead.clone()), end(date(2026, 11, 29)), &Actor::Setup).unwrap_err();
    assert_eq!(early.code(), "END_BEFORE_BEGIN");
    let taken_back = act(Some(ahead), end(date(2026, 11, 30)), &Actor::Setup).unwrap();
    assert!(!taken_back.in_force(date(2026, 12, 1)), "what has not begun may be taken back");
    let unknown = act::<Designation>(None, end(FIRST), &Actor::Setup).unwrap_err();
    assert_eq!(unknown.code(), "DESIGNATION_UNKNOWN");
}
