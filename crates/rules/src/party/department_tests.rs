//! Departments, sections, successions and jurisdictions, by given, when, then.

use super::fixtures::{act, by, code, department, section};
use super::*;
use crate::roster::Role;
use crate::subject::{Actor, Refusal};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn found(text: &str, existing: &[&str]) -> DepartmentCommand {
    DepartmentCommand::Found {
        code: code(text),
        side: Side::Regulation,
        name: "测试市住房和城乡建设委员会".into(),
        name_en: Some("Test Housing Committee".into()),
        short_name: "市住建委".into(),
        jurisdiction: JurisdictionCode::parse("210300").unwrap(),
        founded_on: date(2018, 1, 1),
        existing: existing.iter().map(|text| code(text)).collect(),
    }
}

fn rename(name: &str, from: Date) -> DepartmentCommand {
    DepartmentCommand::Rename { name: name.into(), name_en: None, short_name: "市住建局".into(), from }
}

fn standing(codes: &[&str]) -> BTreeSet<DepartmentCode> {
    codes.iter().map(|text| code(text)).collect()
}

fn refused(department: Department, command: DepartmentCommand) -> &'static str {
    act(Some(department), command, &Actor::Setup).unwrap_err().code()
}

#[test]
fn a_founded_department_stands_from_its_first_day() {
    let founded = act::<Department>(None, found("ZJJ", &["SPJ"]), &Actor::Setup).unwrap();
    assert!(founded.stands_on(date(2018, 1, 1)));
    assert!(!founded.stands_on(date(2017, 12, 31)));
    assert_eq!(refused(founded, found("ZJJ", &["SPJ"])), "DEPARTMENT_EXISTS");
}

#[test]
fn no_code_begins_another() {
    for other in ["ZJJ", "ZJJ-1", "ZJJ0"] {
        let refusal = act::<Department>(None, found("ZJJ", &["SPJ", other]), &Actor::Setup).unwrap_err();
        assert_eq!(refusal, DepartmentRefusal::CodeIsPrefix { code: code("ZJJ"), other: code(other) });
        let refusal = act::<Department>(None, found(other, &["SPJ", "ZJJ"]), &Actor::Setup).unwrap_err();
        assert_eq!(refusal, DepartmentRefusal::CodeIsPrefix { code: code(other), other: code("ZJJ") });
    }
}

#[test]
fn only_administrators_found_departments() {
    for actor in [by("SPJ", Side::Approval, &[Role::PrincipalLeader]), Actor::Time] {
        let refusal = act::<Department>(None, found("ZJJ", &[]), &actor).unwrap_err();
        assert_eq!((refusal.code(), refusal.clause()), ("NOT_ADMINISTRATOR", Some("二（三）¶2")));
    }
}

#[test]
fn a_renamed_department_bears_each_name_in_its_time() {
    let founded = act::<Department>(None, found("ZJJ", &[]), &Actor::Setup).unwrap();
    let renamed = act(Some(founded), rename("测试市住房和城乡建设局", date(2019, 3, 1)), &Actor::Setup).unwrap();
    assert_eq!(renamed.name_on(date(2019, 2, 28)), "测试市住房和城乡建设委员会");
    assert_eq!(renamed.name_on(date(2019, 3, 1)), "测试市住房和城乡建设局");
    assert_eq!(renamed.name, "测试市住房和城乡建设局");
    assert_eq!(refused(renamed.clone(), rename("测试局", date(2019, 3, 1))), "NAME_NOT_LATER");
    assert_eq!(refused(renamed, rename(" ", date(2020, 1, 1))), "NAME_UNFIT");
}

#[test]
fn a_section_opens_is_renamed_and_closes_once() {
    let setup = &Actor::Setup;
    let given = department("ZJJ", Side::Regulation, &["1"]);
    let add = DepartmentCommand::AddSection { section: section("2"), name: "测试二科".into() };
    let given = act(Some(given), add.clone(), setup).unwrap();
    assert_eq!(refused(given.clone(), add), "SECTION_EXISTS");
    let renaming = DepartmentCommand::RenameSection { section: section("2"), name: "测试监管科".into() };
    let given = act(Some(given), renaming.clone(), setup).unwrap();
    assert_eq!(given.section(&section("2")).unwrap().name, "测试监管科");
    let close = DepartmentCommand::CloseSection { section: section("2"), on: date(2020, 1, 1) };
    let given = act(Some(given), close.clone(), setup).unwrap();
    assert_eq!(given.open_sections(date(2019, 12, 31)).count(), 2);
    assert_eq!(given.open_sections(date(2020, 1, 1)).count(), 1);
    assert_eq!(refused(given.clone(), close), "SECTION_CLOSED");
    assert_eq!(refused(given.clone(), renaming), "SECTION_CLOSED");
    let unknown = DepartmentCommand::CloseSection { section: section("9"), on: date(2020, 1, 1) };
    assert_eq!(refused(given, unknown), "SECTION_UNKNOWN");
}

#[test]
fn a_merged_department_is_followed_to_who_stands_in_its_place() {
    let on = date(2019, 1, 10);
    let merge = |into: &str, standing| DepartmentCommand::Merge { into: code(into), on, standing };
    let a = department("AAA", Side::Regulation, &[]);
    assert_eq!(refused(a.clone(), merge("AAA", standing(&["AAA", "BBB"]))), "SUCCESSOR_UNFIT");
    assert_eq!(refused(a.clone(), merge("CCC", standing(&["AAA", "BBB"]))), "SUCCESSOR_UNFIT");
    let a = act(Some(a), merge("BBB", standing(&["AAA", "BBB"])), &Actor::Setup).unwrap();
    assert_eq!(refused(a.clone(), merge("BBB", standing(&["BBB"]))), "DEPARTMENT_SUCCEEDED");
    assert_eq!(refused(a.clone(), rename("测试局", on)), "DEPARTMENT_SUCCEEDED");

    let split = |into: &[&str], standing| DepartmentCommand::Split {
        into: into.iter().map(|text| code(text)).collect(),
        on: date(2021, 1, 1),
        standing,
    };
    let b = department("BBB", Side::Regulation, &[]);
    assert_eq!(refused(b.clone(), split(&["CCC", "CCC"], standing(&["BBB", "CCC"]))), "SPLIT_NEEDS_TWO");
    let b = act(Some(b), split(&["DDD", "CCC"], standing(&["BBB", "CCC", "DDD"])), &Actor::Setup).unwrap();

    let all: BTreeMap<_, _> =
        [a, b, department("CCC", Side::Regulation, &[]), department("DDD", Side::Regulation, &[])]
            .into_iter()
            .map(|department| (department.code.clone(), department))
            .collect();
    let at = |date| successors(&all, &code("AAA"), date).iter().map(|d| d.code.to_string()).collect::<Vec<_>>();
    assert_eq!(at(date(2019, 1, 9)), ["AAA"]);
    assert_eq!(at(on), ["BBB"]);
    assert_eq!(at(date(2021, 1, 1)), ["CCC", "DDD"]);
    assert!(successors(&all, &code("ZZZ"), on).is_empty());
}

#[test]
fn a_circle_of_successions_from_elsewhere_ends() {
    let mut all = BTreeMap::new();
    for (from, to) in [("AAA", "BBB"), ("BBB", "AAA")] {
        let mut given = department(from, Side::Regulation, &[]);
        let on = date(2019, 1, 1);
        given.succession = Some(Succession { successors: vec![code(to)], on, kind: SuccessionKind::Merged });
        all.insert(given.code.clone(), given);
    }
    assert!(successors(&all, &code("AAA"), date(2020, 1, 1)).is_empty());
}

#[test]
fn a_jurisdiction_is_founded_once_and_not_below_itself() {
    let city = JurisdictionCode::parse("210300").unwrap();
    let found = |parent| JurisdictionCommand::Found { code: city.clone(), name: "测试市".into(), parent };
    let refusal = act::<Jurisdiction>(None, found(Some(city.clone())), &Actor::Setup).unwrap_err();
    assert_eq!(refusal.code(), "JURISDICTION_OWN_PARENT");
    let founded = act::<Jurisdiction>(None, found(None), &Actor::Setup).unwrap();
    assert_eq!(act(Some(founded), found(None), &Actor::Setup).unwrap_err().code(), "JURISDICTION_EXISTS");
    let refusal = act::<Jurisdiction>(None, found(None), &by("SPJ", Side::Approval, &[])).unwrap_err();
    assert_eq!(refusal.code(), "NOT_ADMINISTRATOR");
}

proptest! {
    /// Whatever is founded in whatever order, no code in use is a prefix of another.
    #[test]
    fn codes_in_use_never_begin_alike(wanted in prop::collection::vec("[A-C-]{3,5}", 1..30)) {
        let mut existing = BTreeSet::new();
        let mut refused = 0_usize;
        for text in &wanted {
            let codes: Vec<&str> = existing.iter().map(DepartmentCode::as_str).collect();
            match act::<Department>(None, found(text, &codes), &Actor::Setup) {
                Ok(founded) => { existing.insert(founded.code); }
                Err(refusal) => {
                    prop_assert_eq!(refusal.code(), "DEPARTMENT_CODE_IS_PREFIX");
                    refused += 1;
                }
            }
        }
        prop_assert_eq!(existing.len() + refused, wanted.len());
        for one in &existing {
            let alike = existing.iter().filter(|other| other.as_str().starts_with(one.as_str())).count();
            prop_assert_eq!(alike, 1);
        }
    }

    /// The name of a day is the last one that began on or before it.
    #[test]
    fn names_follow_one_another(gaps in prop::collection::vec(1_i64..400, 0..8), asked in 0_i64..3_000) {
        let mut given = department("ZJJ", Side::Regulation, &[]);
        let mut begins = vec![given.founded_on];
        for (index, gap) in gaps.iter().enumerate() {
            let from = begins[index].checked_add(jiff::Span::new().days(*gap)).unwrap();
            given = act(Some(given), rename(&format!("测试局{index}"), from), &Actor::Setup).unwrap();
            begins.push(from);
        }
        let day = date(2018, 1, 1).checked_add(jiff::Span::new().days(asked)).unwrap();
        let borne = begins.iter().filter(|from| **from <= day).count() - 1;
        let expected = if borne == 0 { "测试部门ZJJ".to_owned() } else { format!("测试局{}", borne - 1) };
        prop_assert_eq!(given.name_on(day), expected);
    }
}
