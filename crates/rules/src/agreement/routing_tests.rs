//! Routing: one push to each authority, one of them leading.

use super::*;
use crate::party::fixtures::code;
use crate::party::{AgreementId, DepartmentCode, ItemCode};
use crate::subject::Refusal;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeSet;

const ON: Date = Date::constant(2026, 11, 23);

fn item() -> ItemCode {
    ItemCode::parse("A1").unwrap()
}

fn line(role: AgreementRole, lead: bool) -> AgreementLine {
    let clause = format!("第{role:?}条");
    AgreementLine { item: item(), section: None, role, lead, clause, from: date(2020, 1, 1), to: None }
}

fn agreement(id: &str, authority: &str, lines: Vec<AgreementLine>) -> HandoverAgreement {
    HandoverAgreement {
        id: AgreementId::parse(id).unwrap(),
        document: "测试移交协议书".into(),
        authority: code(authority),
        lines,
        signed_on: date(2019, 12, 1),
        from: date(2020, 1, 1),
        to: None,
        version: 1,
    }
}

#[test]
fn the_only_authority_leads_unmarked() {
    let only = agreement("ag-1", "ZJJ", vec![line(AgreementRole::Trade, false)]);
    let routes = route([&only], &item(), ON, true).unwrap();
    assert_eq!(routes.len(), 1);
    assert!(routes[0].lead);
    assert_eq!((routes[0].authority.as_str(), routes[0].clause.as_str()), ("ZJJ", "第Trade条"));
}

#[test]
fn an_item_that_no_agreement_names_is_routed_by_hand() {
    let other = ItemCode::parse("B1").unwrap();
    let only = agreement("ag-1", "ZJJ", vec![line(AgreementRole::Trade, true)]);
    let refusal = route([&only], &other, ON, true).unwrap_err();
    assert_eq!((refusal.code(), refusal.clause()), ("NO_AGREEMENT", Some("二（一）¶1")));
    assert_eq!(route([&only], &item(), date(2019, 12, 31), true).unwrap_err().code(), "NO_AGREEMENT");
}

#[test]
fn several_authorities_without_a_lead_are_refused_where_the_city_asks_for_one() {
    let one = agreement("ag-1", "ZJJ", vec![line(AgreementRole::Trade, false)]);
    let two = agreement("ag-2", "HBJ", vec![line(AgreementRole::Enforcement, false)]);
    let refusal = route([&one, &two], &item(), ON, true).unwrap_err();
    assert_eq!(refusal.code(), "NO_LEAD");
    assert!(refusal.arguments().contains(&("authorities", "HBJ、ZJJ".to_owned())));
    let routes = route([&one, &two], &item(), ON, false).unwrap();
    assert_eq!(routes.iter().filter(|route| route.lead).count(), 0);
}

#[test]
fn two_leads_from_elsewhere_are_refused() {
    let one = agreement("ag-1", "ZJJ", vec![line(AgreementRole::Trade, true)]);
    let two = agreement("ag-2", "HBJ", vec![line(AgreementRole::Trade, true)]);
    assert_eq!(route([&one, &two], &item(), ON, false).unwrap_err().code(), "SEVERAL_LEADS");
}

#[test]
fn an_authority_in_two_roles_is_one_addressee_by_its_leading_line() {
    let both =
        agreement("ag-1", "ZJJ", vec![line(AgreementRole::Trade, false), line(AgreementRole::Enforcement, true)]);
    let other = agreement("ag-2", "HBJ", vec![line(AgreementRole::Territory, false)]);
    let routes = route([&both, &other], &item(), ON, true).unwrap();
    let told: Vec<_> = routes.iter().map(|r| (r.authority.as_str(), r.role, r.lead)).collect();
    assert_eq!(told, [("HBJ", AgreementRole::Territory, false), ("ZJJ", AgreementRole::Enforcement, true)]);
}

#[test]
fn an_ended_line_is_no_route() {
    let mut ended = line(AgreementRole::Trade, true);
    ended.to = Some(date(2026, 11, 22));
    let one = agreement("ag-1", "ZJJ", vec![ended]);
    let two = agreement("ag-2", "HBJ", vec![line(AgreementRole::Trade, false)]);
    let routes = route([&one, &two], &item(), ON, true).unwrap();
    assert_eq!(routes.iter().map(|r| (r.authority.as_str(), r.lead)).collect::<Vec<_>>(), [("HBJ", true)]);
}

prop_compose! {
    fn any_line()(role in 0..3_usize, lead: bool, from in 0..40_i64, days in prop::option::of(0..40_i64)) -> AgreementLine {
        let role = [AgreementRole::Trade, AgreementRole::Enforcement, AgreementRole::Territory][role];
        let day = |days| date(2026, 11, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        AgreementLine { from: day(from), to: days.map(|days| day(from + days)), ..line(role, lead) }
    }
}

proptest! {
    /// Whatever the agreements say: each authority with a line in force once, exactly one lead, and the order of the
    /// agreements does not matter.
    #[test]
    fn every_route_list_has_each_authority_once_and_one_lead(
        drawn in prop::collection::vec((0..4_usize, prop::collection::vec(any_line(), 0..4)), 0..7),
    ) {
        let agreements: Vec<HandoverAgreement> = drawn
            .into_iter()
            .enumerate()
            .map(|(index, (who, lines))| agreement(&format!("ag-{index}"), ["AAA", "BBB", "CCC", "DDD"][who], lines))
            .collect();
        let named = |only_leads: bool| -> BTreeSet<DepartmentCode> {
            let in_force = agreements.iter().filter(|a| a.lines.iter().any(|l| l.in_force(ON) && (l.lead || !only_leads)));
            in_force.map(|a| a.authority.clone()).collect()
        };
        let (authorities, leading) = (named(false), named(true));
        let routed = route(&agreements, &item(), ON, true);
        prop_assert_eq!(&routed, &route(agreements.iter().rev(), &item(), ON, true));
        match routed {
            Ok(routes) => {
                let told: Vec<_> = routes.iter().map(|route| route.authority.clone()).collect();
                prop_assert_eq!(told, authorities.into_iter().collect::<Vec<_>>());
                prop_assert_eq!(routes.iter().filter(|route| route.lead).count(), 1);
            }
            Err(RoutingRefusal::NoAgreement { .. }) => prop_assert!(authorities.is_empty()),
            Err(RoutingRefusal::NoLead { .. }) => prop_assert!(authorities.len() > 1 && leading.is_empty()),
            Err(RoutingRefusal::SeveralLeads { .. }) => prop_assert!(leading.len() > 1),
        }
    }
}
