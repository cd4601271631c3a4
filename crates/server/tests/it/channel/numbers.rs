//! 发文字号: unique in the office's own register, without a gap in the platform's, whatever is refused between.

use super::{Staffed, code_of};
use crate::city::City;
use shenguan_rules::channel::{Channel, DocumentKind};
use shenguan_server::channel::acts;
use shenguan_server::channel::request::{IssueRequest, RegisterRequest};
use std::collections::BTreeSet;

/// So many letters are issued at once.
const AT_ONCE: usize = 32;

async fn a_number_of_the_offices_own_register_is_given_once_and_none_of_a_reserved_code(city: City) {
    let staff = Staffed::new(city).await;
    let [one, other, third] = [staff.ready().await, staff.ready().await, staff.ready().await];
    assert_eq!(code_of(staff.issued(&one.id, None).await), "NUMBER_REQUIRED");
    assert_eq!(code_of(staff.issued(&one.id, Some("测审批函[2026]7号")).await), "NUMBER_SHAPE");
    assert_eq!(code_of(staff.issued(&one.id, Some("测审批函〔2025〕7号")).await), "NUMBER_YEAR");
    staff.issued(&one.id, Some("测审批函〔2026〕7号")).await.expect("issued");
    assert_eq!(code_of(staff.issued(&other.id, Some("测审批函〔2026〕7号")).await), "NUMBER_TAKEN");
    staff.reserve().await;
    assert_eq!(code_of(staff.issued(&other.id, Some("测审函〔2026〕7号")).await), "NUMBER_RESERVED");
    let used =
        RegisterRequest {
            code: "测审批函".into(), office: None, channel: Channel::Letter, kind: DocumentKind::Notice
        };
    assert_eq!(code_of(staff.does("SPJ/head", move |act| acts::reserve_code(act, &used)).await), "CODE_USED");
    let run = staff.issued(&other.id, None).await.expect("issued");
    assert_eq!(run.state.document_number().expect("numbered").to_string(), "测审函〔2026〕1号");
    let by_hand = staff.issued(&third.id, Some("测审批函〔2026〕8号")).await;
    by_hand.expect("the office's own register goes on beside it");
    staff.city.assert_verified().await;
}

async fn a_number_is_given_at_issue_and_each_year_begins_at_one(city: City) {
    let staff = Staffed::new(city).await;
    staff.reserve().await;
    let [first, second] = [staff.ready().await, staff.ready().await];
    assert_eq!(first.state.document_number(), None, "no draft has a number");
    staff.city.set_clock("2026-12-31T23:59:00+08:00");
    let last = staff.issued(&second.id, None).await.expect("issued");
    assert_eq!(last.state.document_number().expect("numbered").to_string(), "测审函〔2026〕1号");
    staff.city.set_clock("2027-01-01T00:00:00+08:00");
    let next = staff.issued(&first.id, None).await.expect("issued");
    assert_eq!(next.state.document_number().expect("numbered").to_string(), "测审函〔2027〕1号");
    staff.city.assert_verified().await;
}

/// Every second of twice as many is not endorsed, and refused in the midst of the others.
async fn numbers_have_no_gap_under_thirty_two_concurrent_issues_and_as_many_refusals(city: City) {
    let staff = Staffed::new(city).await;
    staff.reserve().await;
    let mut letters = Vec::new();
    for _ in 0..AT_ONCE {
        letters.push(staff.ready().await.id);
        letters.push(staff.drafted(Channel::Letter).await.id);
    }
    let issues = letters.iter().map(|id| {
        let (app, actor, id) = (staff.city.app.clone(), staff.actor("SPJ/liaison"), id.clone());
        tokio::spawn(async move { app.act(actor, move |act| acts::issue(act, &id, &IssueRequest::default())).await })
    });
    let issues: Vec<_> = issues.collect();
    let (mut serials, mut refused) = (BTreeSet::new(), 0);
    for issue in issues {
        match issue.await.expect("it ends") {
            Ok(issued) => {
                assert!(serials.insert(issued.state.document_number().expect("numbered").serial), "given once");
            }
            refusal => {
                assert_eq!(code_of(refusal), "NOT_ENDORSED");
                refused += 1;
            }
        }
    }
    assert_eq!((serials.len(), refused), (AT_ONCE, AT_ONCE));
    assert!(serials.into_iter().eq(1..=32), "1 to 32, each once");
    staff.city.assert_verified().await;
}

crate::on_both! {
    "2026-09-30T10:00:00+08:00";
    a_number_of_the_offices_own_register_is_given_once_and_none_of_a_reserved_code,
    a_number_is_given_at_issue_and_each_year_begins_at_one,
    numbers_have_no_gap_under_thirty_two_concurrent_issues_and_as_many_refusals,
}
