//! 台账: a whole number typed into the search box leads to its page, whatever kind it is of, and only where the scope reaches it.

use crate::channel::Staffed;
use crate::city::{City, ONE, grant};
use crate::pages::{Desk, desks};
use shenguan_rules::channel::Channel;
use shenguan_server::cooperation::acts as cooperation;
use shenguan_server::cooperation::request::IssueRequest;
use shenguan_server::exchange::acts;

/// Where the search for these words leads; empty where it shows a list.
async fn leads(desk: &Desk, words: &str) -> String {
    let found = desk.get(&format!("/register?q={words}")).await;
    assert!([200, 303].contains(&found.status), "{words}: {}", found.status);
    found.location
}

async fn a_number_leads_to_its_page_whatever_its_kind(city: City) {
    let (bureau, authority) = desks(&city).await;
    let staff = Staffed::new(city).await;
    let push = grant("A-1", ONE, "2026-09-30T15:00:00+08:00");
    staff.does("SPJ/liaison", move |act| acts::push(act, &push)).await.expect("pushed");
    for to in ["YJJ", "SCJ"] {
        let request = IssueRequest {
            to: vec![to.to_owned()],
            subject: "储罐区间距是否符合要求（测试）".to_owned(),
            content: "请提出意见。（测试）".to_owned(),
            case_number: Some("测案〔2026〕1号".to_owned()),
            statutory_due_on: Some(jiff::civil::date(2026, 11, 2)),
            ..IssueRequest::default()
        };
        staff.does("SPJ/liaison", move |act| cooperation::issue(act, &request)).await.expect("issued");
    }
    let letter = staff.ready().await;
    staff.issued(&letter.id, Some("测审批函〔2026〕1号")).await.expect("issued");
    staff.drafted(Channel::Oa).await;

    let document = "%E6%B5%8B%E5%AE%A1%E6%89%B9%E5%87%BD%E3%80%942026%E3%80%951%E5%8F%B7";
    for (number, page) in [
        ("TS-2026-000001", "/items/TS-2026-000001"),
        ("SQ-2026-000001", "/cooperation/SQ-2026-000001"),
        ("sq-2026-000001", "/cooperation/SQ-2026-000001"),
        ("GH-2026-000001", "/correspondence/GH-2026-000001"),
        (document, "/correspondence/GH-2026-000001"),
    ] {
        assert_eq!(leads(&bureau, number).await, page, "{number}");
        assert_eq!(leads(&authority, number).await, page, "{number}");
        assert_eq!(bureau.get(page).await.status, 200, "{page} is there");
    }
    for (number, page) in
        [("SQ-2026-000002", "/cooperation/SQ-2026-000002"), ("OA-2026-000001", "/correspondence/OA-2026-000001")]
    {
        assert_eq!(leads(&bureau, number).await, page, "{number}");
        assert_eq!(leads(&authority, number).await, "", "{number} is another department's, or a draft");
    }
    assert_eq!(leads(&bureau, "SQ-2026-000009").await, "", "there is none");
    staff.city.assert_verified().await;
}

crate::on_both! { "2026-09-30T15:10:00+08:00";
    a_number_leads_to_its_page_whatever_its_kind,
}
