//! Approval items, by given, when, then.

use super::*;
use crate::party::fixtures::{act, by, digest, section};
use crate::party::{ItemCode, Side};
use crate::roster::Role;
use crate::subject::{Actor, Refusal};
use jiff::civil::date;

fn list() -> ApprovalItemCommand {
    ApprovalItemCommand::List {
        code: ItemCode::parse("CS-0001").unwrap(),
        scheme: "GB/T 39554.1-2020".into(),
        name: "测试建筑施工许可".into(),
        bureau_section: section("2"),
        from: date(2020, 1, 1),
        content: digest('a'),
        external_code: Some("XT-9".into()),
        sections: [section("1"), section("2")].into(),
    }
}

fn listed() -> ApprovalItem {
    act(None, list(), &Actor::Setup).unwrap()
}

#[test]
fn an_item_has_the_version_of_the_day() {
    let change = ApprovalItemCommand::ChangeElements { from: date(2021, 5, 1), content: digest('b') };
    let item = act(Some(listed()), change, &Actor::Setup).unwrap();
    let version = |day| item.version_on(day).map(|version| (version.version, version.content.clone()));
    assert_eq!(version(date(2019, 12, 31)), None);
    assert_eq!(version(date(2021, 4, 30)), Some((1, digest('a'))));
    assert_eq!(version(date(2021, 5, 1)), Some((2, digest('b'))));
    let early = ApprovalItemCommand::ChangeElements { from: date(2021, 4, 30), content: digest('c') };
    assert_eq!(act(Some(item), early, &Actor::Setup).unwrap_err().code(), "VERSION_BEFORE_LAST");
}

#[test]
fn the_bureau_keeps_the_items_and_no_authority_does() {
    let section_head = by("SPJ", Side::Approval, &[Role::ResponsibleOfficer]);
    assert!(act::<ApprovalItem>(None, list(), &section_head).is_ok());
    let authority = by("ZJJ", Side::Regulation, &[Role::ResponsibleOfficer, Role::PrincipalLeader]);
    let refusal = act::<ApprovalItem>(None, list(), &authority).unwrap_err();
    assert_eq!((refusal.code(), refusal.clause()), ("ITEM_NOT_BUREAU", Some("二（一）¶2")));
}

#[test]
fn an_item_moves_between_the_open_sections_of_the_bureau() {
    let to = |text| ApprovalItemCommand::Reassign { bureau_section: section(text), sections: [section("1")].into() };
    assert_eq!(act(Some(listed()), to("1"), &Actor::Setup).unwrap().bureau_section, section("1"));
    assert_eq!(act(Some(listed()), to("2"), &Actor::Setup).unwrap_err().code(), "SECTION_UNKNOWN");
}

#[test]
fn a_withdrawn_item_changes_no_more() {
    let withdraw = ApprovalItemCommand::Withdraw { on: date(2022, 1, 1) };
    let item = act(Some(listed()), withdraw.clone(), &Actor::Setup).unwrap();
    assert!(item.is_listed(date(2021, 12, 31)));
    assert!(!item.is_listed(date(2022, 1, 1)));
    let rename = ApprovalItemCommand::Rename { name: "测试事项".into() };
    for command in [withdraw, rename] {
        assert_eq!(act(Some(item.clone()), command, &Actor::Setup).unwrap_err().code(), "ITEM_WITHDRAWN");
    }
}

#[test]
fn names_are_looked_at() {
    let rename = |name: &str| ApprovalItemCommand::Rename { name: name.into() };
    assert!(act(Some(listed()), rename(&"许".repeat(500)), &Actor::Setup).is_ok());
    for name in ["", " 许可", "许\n可", &"许".repeat(501)] {
        assert_eq!(act(Some(listed()), rename(name), &Actor::Setup).unwrap_err().code(), "NAME_UNFIT");
    }
    assert_eq!(act::<ApprovalItem>(None, rename("许可"), &Actor::Setup).unwrap_err().code(), "ITEM_UNKNOWN");
    assert_eq!(act(Some(listed()), list(), &Actor::Setup).unwrap_err().code(), "ITEM_EXISTS");
}
