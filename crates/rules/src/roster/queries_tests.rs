//! Roles of a day, empty places, warnings.

use super::*;
use crate::party::fixtures::{code, department, digest, section};
use crate::party::{Department, DesignationId, Officer, OfficerId, Side};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeSet;

const FIRST: Date = Date::constant(2020, 1, 1);

fn named(officer: &str, of: &str, in_section: Option<&str>, role: Role, to: Option<Date>) -> Designation {
    Designation {
        id: DesignationId::parse("d-1").unwrap(),
        officer: OfficerId::parse(officer).unwrap(),
        department: code(of),
        section: in_section.map(section),
        role,
        from: FIRST,
        to,
        basis: Some("测函〔2020〕1号".into()),
    }
}

fn empty(departments: &[Department], designations: &[Designation], on: Date) -> Vec<(Option<String>, Role, Date)> {
    vacancies(departments, designations, on)
        .into_iter()
        .map(|vacancy| (vacancy.section.map(|code| code.to_string()), vacancy.role, vacancy.since))
        .collect()
}

#[test]
fn each_open_section_of_the_bureau_needs_both() {
    let mut bureau = department("SPJ", Side::Approval, &["1", "2"]);
    let founded = bureau.founded_on;
    bureau.sections[1].closed_on = Some(date(2021, 1, 1));
    let roster = [named("o-1", "SPJ", Some("1"), Role::ResponsibleOfficer, Some(date(2020, 6, 30)))];
    let both = |on| empty(std::slice::from_ref(&bureau), &roster, on);
    let liaison = |text: &str| (Some(text.to_owned()), Role::LiaisonOfficer, founded);
    let responsible = |text: &str, since| (Some(text.to_owned()), Role::ResponsibleOfficer, since);
    assert_eq!(both(date(2020, 6, 30)), [liaison("1"), responsible("2", founded), liaison("2")]);
    assert_eq!(both(date(2021, 1, 1)), [responsible("1", date(2020, 7, 1)), liaison("1")]);
}

#[test]
fn an_authority_needs_both_for_itself_or_where_it_once_named_them() {
    let housing = [department("ZJJ", Side::Regulation, &["1", "2"])];
    let founded = housing[0].founded_on;
    let on = date(2021, 1, 1);
    assert_eq!(
        empty(&housing, &[], on),
        [(None, Role::ResponsibleOfficer, founded), (None, Role::LiaisonOfficer, founded)]
    );
    let overall = named("o-1", "ZJJ", None, Role::OverallLead, None);
    let liaison = |in_section, to| named("o-2", "ZJJ", in_section, Role::LiaisonOfficer, to);
    assert_eq!(empty(&housing, &[overall.clone(), liaison(None, None)], on), []);
    assert_eq!(empty(&housing, &[overall.clone(), liaison(Some("1"), None)], on), []);
    let lost = liaison(Some("1"), Some(date(2020, 12, 1)));
    let expected = (Some("1".to_owned()), Role::LiaisonOfficer, date(2020, 12, 2));
    assert_eq!(empty(&housing, &[overall, lost, liaison(Some("2"), None)], on), [expected]);
}

#[test]
fn overseers_and_succeeded_departments_have_no_empty_places() {
    let mut gone = department("ZJJ", Side::Regulation, &["1"]);
    let successors = vec![code("HBJ")];
    let kind = crate::party::SuccessionKind::Merged;
    gone.succession = Some(crate::party::Succession { successors, on: FIRST, kind });
    assert_eq!(empty(&[gone, department("DCS", Side::Oversight, &["1"])], &[], FIRST), []);
}

#[test]
fn what_the_policy_wants_in_principle_is_warned_of() {
    let officer = Officer {
        id: OfficerId::parse("o-1").unwrap(),
        department: code("ZJJ"),
        section: Some(section("1")),
        content: digest('a'),
        left_on: None,
    };
    let responsible = named("o-1", "ZJJ", Some("1"), Role::ResponsibleOfficer, None);
    let said = |named: &Designation, post, others: &[Designation]| warnings(named, &officer, post, others);
    assert_eq!(said(&responsible, Some("审批科科长"), &[]), []);
    assert_eq!(said(&responsible, None, &[]), []);
    for post in ["科员", "副科长", "四级主任科员"] {
        assert_eq!(said(&responsible, Some(post), &[]), [RosterWarning::ResponsibleOfficerNotHead], "{post}");
    }
    let mut liaison = named("o-1", "ZJJ", Some("2"), Role::LiaisonOfficer, None);
    liaison.basis = None;
    let expected = [RosterWarning::LiaisonOfficerIsHead, RosterWarning::OtherSection, RosterWarning::NoLetter];
    assert_eq!(said(&liaison, Some("科长"), std::slice::from_ref(&responsible)), expected);
    liaison.section = Some(section("1"));
    assert!(said(&liaison, None, std::slice::from_ref(&responsible)).contains(&RosterWarning::BothRoles));
    assert_eq!(RosterWarning::NoLetter.clause(), "二（二）¶2");
}

proptest! {
    /// The roles of a day are those of the officer's own designations that include the day, and of no other.
    #[test]
    fn roles_are_those_of_the_day(
        drawn in prop::collection::vec((0..2_usize, 0..8_usize, 0..60_i64, prop::option::of(0..30_i64)), 0..12),
        asked in 0..90_i64,
    ) {
        let day = |days| FIRST.checked_add(jiff::Span::new().days(days)).unwrap();
        let roster: Vec<Designation> = drawn.iter().map(|(who, role, from, days)| Designation {
            from: day(*from),
            to: days.map(|days| day(from + days)),
            ..named(["o-1", "o-2"][*who], "ZJJ", None, Role::ALL[*role], None)
        }).collect();
        let expected: BTreeSet<Role> = drawn.iter()
            .filter(|(who, _, from, days)| *who == 0 && *from <= asked && days.is_none_or(|days| asked <= from + days))
            .map(|(_, role, _, _)| Role::ALL[*role])
            .collect();
        prop_assert_eq!(roles_of(&roster, &OfficerId::parse("o-1").unwrap(), day(asked)), expected);
    }
}
