//! Handover agreements, by given, when, then.

use super::*;
use crate::party::fixtures::{act, by, code, section};
use crate::party::{AgreementId, ItemCode, Side};
use crate::roster::Role;
use crate::subject::{Actor, Refusal};
use jiff::civil::{Date, date};

const FIRST: Date = Date::constant(2020, 1, 1);

fn item(text: &str) -> ItemCode {
    ItemCode::parse(text).unwrap()
}

fn line(of: &str) -> AgreementLine {
    let clause = "第二条第一款".to_owned();
    AgreementLine {
        item: item(of),
        section: None,
        role: AgreementRole::Trade,
        lead: true,
        clause,
        from: FIRST,
        to: None,
    }
}

fn facts() -> AgreementFacts {
    AgreementFacts {
        side: Side::Regulation,
        sections: [section("1")].into(),
        items: ["A1", "A2"].map(item).into(),
        leads: Vec::new(),
    }
}

fn sign(lines: Vec<AgreementLine>, facts: AgreementFacts) -> HandoverCommand {
    HandoverCommand::Sign {
        id: AgreementId::parse("ag-1").unwrap(),
        document: "测试移交协议书（市住建局）".into(),
        authority: code("ZJJ"),
        lines,
        signed_on: date(2019, 12, 20),
        from: FIRST,
        to: None,
        facts,
    }
}

fn signed(lines: Vec<AgreementLine>) -> HandoverAgreement {
    act(None, sign(lines, facts()), &Actor::Setup).unwrap()
}

fn refused(command: HandoverCommand) -> HandoverRefusal {
    act::<HandoverAgreement>(None, command, &Actor::Setup).unwrap_err()
}

#[test]
fn a_signed_agreement_has_its_lines_on_its_days() {
    let mut second = line("A2");
    second.to = Some(date(2020, 6, 30));
    let agreement = signed(vec![line("A1"), second]);
    assert_eq!(agreement.version, 1);
    assert_eq!(agreement.lines_on(date(2019, 12, 31)).count(), 0);
    assert_eq!(agreement.lines_on(date(2020, 6, 30)).count(), 2);
    assert_eq!(agreement.lines_on(date(2020, 7, 1)).count(), 1);
}

#[test]
fn only_the_bureau_enters_agreements() {
    let authority = by("ZJJ", Side::Regulation, &[Role::PrincipalLeader]);
    let refusal = act::<HandoverAgreement>(None, sign(vec![line("A1")], facts()), &authority).unwrap_err();
    assert_eq!((refusal.code(), refusal.clause()), ("AGREEMENT_NOT_BUREAU", Some("二（一）¶1")));
}

#[test]
fn the_other_party_is_a_regulatory_authority() {
    for side in [Side::Approval, Side::Oversight, Side::Government, Side::Other] {
        let refusal = refused(sign(vec![line("A1")], AgreementFacts { side, ..facts() }));
        assert_eq!(refusal, HandoverRefusal::NotRegulatory { authority: code("ZJJ"), side });
    }
}

#[test]
fn each_line_names_a_clause_a_listed_item_and_an_open_section() {
    let without_clause = AgreementLine { clause: " ".into(), ..line("A1") };
    assert_eq!(refused(sign(vec![without_clause], facts())).code(), "LINE_WITHOUT_CLAUSE");
    assert_eq!(refused(sign(vec![line("A3")], facts())).code(), "LINE_ITEM_UNKNOWN");
    let elsewhere = AgreementLine { section: Some(section("9")), ..line("A1") };
    assert_eq!(refused(sign(vec![elsewhere], facts())).code(), "LINE_SECTION_UNKNOWN");
    let early = AgreementLine { from: date(2019, 12, 31), ..line("A1") };
    assert_eq!(refused(sign(vec![early], facts())).code(), "LINE_OUTSIDE_AGREEMENT");
    let reversed = AgreementLine { to: Some(date(2019, 12, 31)), ..line("A1") };
    assert_eq!(refused(sign(vec![reversed], facts())).code(), "END_BEFORE_BEGIN");
    assert_eq!(refused(sign(Vec::new(), facts())).code(), "AGREEMENT_NO_LINES");
}

#[test]
fn an_item_stands_once_in_a_role_at_a_time() {
    assert_eq!(refused(sign(vec![line("A1"), line("A1")], facts())).code(), "LINE_TWICE");
    let until_june = AgreementLine { to: Some(date(2020, 6, 30)), ..line("A1") };
    let from_july = AgreementLine { from: date(2020, 7, 1), ..line("A1") };
    let from_june = AgreementLine { from: date(2020, 6, 30), ..line("A1") };
    assert_eq!(refused(sign(vec![until_june.clone(), from_june], facts())).code(), "LINE_TWICE");
    assert_eq!(signed(vec![until_june, from_july]).lines.len(), 2);
    let enforcement = AgreementLine { role: AgreementRole::Enforcement, ..line("A1") };
    assert_eq!(signed(vec![line("A1"), enforcement]).lines.len(), 2);
}

#[test]
fn two_authorities_do_not_lead_for_one_item_at_once() {
    let lead = |from, to| Lead {
        agreement: AgreementId::parse("ag-2").unwrap(),
        authority: code("HBJ"),
        item: item("A1"),
        from,
        to,
    };
    let with = |lead| AgreementFacts { leads: vec![lead], ..facts() };
    let refusal = refused(sign(vec![line("A1")], with(lead(FIRST, None))));
    assert_eq!(refusal, HandoverRefusal::TwoLeads { item: item("A1"), other: code("HBJ") });
    let following = AgreementLine { lead: false, ..line("A1") };
    for (lines, lead) in [
        (vec![following], lead(FIRST, None)),
        (vec![line("A1")], lead(date(2019, 1, 1), Some(date(2019, 12, 31)))),
        (vec![line("A2")], lead(FIRST, None)),
    ] {
        assert!(act::<HandoverAgreement>(None, sign(lines, with(lead)), &Actor::Setup).is_ok());
    }
}

#[test]
fn replaced_lines_end_the_day_before_and_the_rest_stays() {
    let from = date(2021, 1, 1);
    let mut other = line("A1");
    other.from = from;
    other.clause = "补充协议第一条".into();
    let replace = HandoverCommand::ReplaceLines { item: Some(item("A1")), from, lines: vec![other], facts: facts() };
    let agreement = act(Some(signed(vec![line("A1"), line("A2")])), replace, &Actor::Setup).unwrap();
    assert_eq!((agreement.version, agreement.lines.len()), (2, 3));
    let clauses = |day| agreement.lines_on(day).map(|line| line.clause.clone()).collect::<Vec<_>>();
    assert_eq!(clauses(date(2020, 12, 31)), ["第二条第一款", "第二条第一款"]);
    assert_eq!(clauses(from), ["第二条第一款", "补充协议第一条"]);
}

#[test]
fn an_item_is_taken_out_by_replacing_its_lines_with_none() {
    let from = date(2021, 1, 1);
    let replace = HandoverCommand::ReplaceLines { item: Some(item("A1")), from, lines: Vec::new(), facts: facts() };
    let agreement = act(Some(signed(vec![line("A1"), line("A2")])), replace, &Actor::Setup).unwrap();
    let items: Vec<_> = agreement.lines_on(from).map(|line| line.item.clone()).collect();
    assert_eq!(items, [item("A2")]);
}

#[test]
fn a_change_reaches_neither_back_nor_to_other_items() {
    let from = date(2021, 1, 1);
    let replace = |lines| HandoverCommand::ReplaceLines { item: Some(item("A1")), from, lines, facts: facts() };
    let refused = |lines| act(Some(signed(vec![line("A1")])), replace(lines), &Actor::Setup).unwrap_err().code();
    assert_eq!(refused(vec![line("A1")]), "LINE_BEFORE_CHANGE");
    assert_eq!(refused(vec![AgreementLine { from, ..line("A2") }]), "LINE_OF_OTHER_ITEM");
}

#[test]
fn an_ended_agreement_leads_no_longer() {
    let on = date(2022, 12, 31);
    let end = HandoverCommand::End { on };
    let agreement = act(Some(signed(vec![line("A1")])), end.clone(), &Actor::Setup).unwrap();
    assert_eq!(agreement.leads().iter().map(|lead| lead.to).collect::<Vec<_>>(), [Some(on)]);
    assert_eq!(agreement.lines_on(date(2023, 1, 1)).count(), 0);
    assert_eq!(act(Some(agreement.clone()), end, &Actor::Setup).unwrap_err().code(), "AGREEMENT_ENDED");
    let (from, facts) = (date(2023, 1, 1), facts());
    let late = HandoverCommand::ReplaceLines { item: None, from, lines: Vec::new(), facts };
    assert_eq!(act(Some(agreement), late, &Actor::Setup).unwrap_err().code(), "AGREEMENT_ENDED");
    let early = HandoverCommand::End { on: date(2019, 1, 1) };
    assert_eq!(act(Some(signed(vec![line("A1")])), early, &Actor::Setup).unwrap_err().code(), "END_BEFORE_BEGIN");
}
