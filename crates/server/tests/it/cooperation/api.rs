//! The same by the API: what each department's system sees and may do.

use crate::app::TestApp;
use crate::city::{ONE, grant};
use serde_json::{Value, json};
use shenguan_server::platform::identity::Flag;

const REQUESTS: &str = "/api/v1/cooperation-requests";

fn about_case(to: &Value) -> Value {
    json!({
        "to": to,
        "subject": "储罐区间距是否符合要求（测试）",
        "content": "请就储罐区与村道间距提出意见。",
        "case_number": "测案〔2026〕1号",
        "statutory_due_on": "2026-10-20",
    })
}

async fn asked(app: &TestApp) -> (String, String) {
    let (status, asked) = app.bureau().post(REQUESTS, &about_case(&json!(["YJJ", "SCJ"]))).await;
    assert_eq!(status, 201, "{asked}");
    let id = |place: usize| asked["together"][place]["id"].as_str().expect("an id").to_owned();
    (id(0), id(1))
}

async fn a_request_goes_to_several_departments_and_each_sees_only_its_own(app: TestApp) {
    let (yjj, scj) = asked(&app).await;
    let (bureau, other) = (app.bureau(), app.authority("SCJ"));
    let (status, own) = app.authority("YJJ").get(&format!("{REQUESTS}/SQ-2026-000001")).await;
    assert_eq!((status, own["id"].as_str()), (200, Some(yjj.as_str())));
    // Issued on 09-30 before 国庆: 10-08, 10-09 and the make-up Saturday 10-10.
    assert_eq!((&own["reply_due"], &own["state"]), (&json!("2026-10-11T00:00:00+08:00"), &json!("awaiting_reply")));
    assert_eq!((&own["statutory_due_on"], &own["case_number"]), (&json!("2026-10-20"), &json!("测案〔2026〕1号")));
    let makeup = own["explanation"].as_array().expect("days").last().expect("a last day").clone();
    assert_eq!((&makeup["date"], &makeup["code"]), (&json!("2026-10-10"), &json!("MAKEUP")));
    assert_eq!(own["together"].as_array().map(Vec::len), Some(1), "nobody learns who else was asked");
    assert_eq!(other.get(&format!("{REQUESTS}/{yjj}")).await.0, 404);
    let (_, list) = other.get(REQUESTS).await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    let (_, feed) = other.get("/api/v1/feed").await;
    assert!(!feed.to_string().contains(&yjj), "{feed}");

    let path = format!("{REQUESTS}/{yjj}/reply");
    let (status, refused) = app.authority("YJJ").post(&path, &json!({"opinion": "disagree"})).await;
    assert_eq!((status, &refused["code"], &refused["clause"]), (422, &json!("REASON_REQUIRED"), &json!("二(三)¶4")));
    let said = json!({"opinion": "disagree", "content": "间距不足，测试理由。", "version": 1});
    let (status, replied) = app.authority("YJJ").post(&path, &said).await;
    assert_eq!((status, &replied["state"], &replied["opinion"]), (201, &json!("replied"), &json!("disagree")));
    assert!(!replied.to_string().contains("测试理由"), "answers of writes are kept: no words in them");
    let (_, read) = bureau.get(&format!("{REQUESTS}/{yjj}")).await;
    assert_eq!(read["replies"][0]["content"], json!("间距不足，测试理由。"));
    assert_eq!(read["together"][1]["id"], json!(scj));
    let (status, _) = bureau.post(&format!("{REQUESTS}/{yjj}/share"), &json!({})).await;
    assert_eq!((status, other.get(&format!("{REQUESTS}/{yjj}")).await.0), (200, 200));
    app.city.assert_verified().await;
}

async fn an_extension_and_a_redirection_by_the_api(app: TestApp) {
    let (yjj, scj) = asked(&app).await;
    let (bureau, first, second) = (app.bureau(), app.authority("YJJ"), app.authority("SCJ"));
    let extend = format!("{REQUESTS}/{yjj}/extend");
    let (status, asked) = first.post(&extend, &json!({"working_days": 2, "reason": "需现场核实。"})).await;
    assert_eq!((status, &asked["extensions"][0]["state"]), (200, &json!("pending")));
    let (status, granted) = bureau.post(&extend, &json!({"grant": true})).await;
    assert_eq!((status, &granted["reply_due"]), (200, &json!("2026-10-14T00:00:00+08:00")));
    app.at("2026-10-14T00:00:00+08:00");
    let (status, late) = first.post(&extend, &json!({"working_days": 1, "reason": "再延。"})).await;
    assert_eq!((status, &late["code"]), (409, &json!("EXTENSION_LATE")));
    let (_, overdue) = bureau.get(&format!("{REQUESTS}/{yjj}")).await;
    assert_eq!((&overdue["state"], &overdue["opinion"]), (&json!("overdue"), &Value::Null));
    assert_eq!(overdue["lapsed_at"], json!(["2026-10-14T00:00:00+08:00"]), "true before it is written down");

    let (status, said) = second
        .post(&format!("{REQUESTS}/{scj}/not-ours"), &json!({"reason": "非我局职责。", "suggested_to": "YJJ"}))
        .await;
    assert_eq!((status, &said["state"]), (200, &json!("not_ours")));
    let (status, new) = bureau.post(&format!("{REQUESTS}/{scj}/redirect"), &json!({"to": "YJJ"})).await;
    assert_eq!((status, &new["to"], &new["redirected_from"]), (201, &json!("YJJ"), &json!(scj)));
    assert_eq!(new["reply_due"], json!("2026-10-20T00:00:00+08:00"));
    app.city.assert_verified().await;
}

async fn what_is_wrong_is_refused_by_name(app: TestApp) {
    let bureau = app.bureau();
    let mut without = about_case(&json!(["YJJ"]));
    without.as_object_mut().expect("an object").remove("case_number");
    let (status, refused) = bureau.post(REQUESTS, &without).await;
    assert_eq!((status, &refused["code"]), (422, &json!("NO_CASE")));
    let (status, refused) = bureau.post(REQUESTS, &about_case(&json!(["NOBODY"]))).await;
    assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!("to.0")), "{refused}");
    let (yjj, _) = asked(&app).await;
    let (status, refused) = bureau.post(&format!("{REQUESTS}/{yjj}/reply"), &json!({"opinion": "agree"})).await;
    assert_eq!((status, &refused["code"]), (403, &json!("NOT_REQUESTED")));
    let reader = app.with_key(&app.new_key("YJJ", &[Flag::Read]).await);
    let (status, _) = reader.post(&format!("{REQUESTS}/{yjj}/reply"), &json!({"opinion": "agree"})).await;
    assert_eq!(status, 403, "a key that reads does not reply");
    let (status, _) = bureau.post(&format!("{REQUESTS}/{yjj}/withdraw"), &json!({"reason": "测试撤回。"})).await;
    assert_eq!(status, 200);
    let (status, refused) =
        app.authority("YJJ").post(&format!("{REQUESTS}/{yjj}/reply"), &json!({"opinion": "agree"})).await;
    assert_eq!((status, &refused["code"]), (409, &json!("REQUEST_WITHDRAWN")));
    assert_eq!(bureau.get(&format!("{REQUESTS}?state=nonsense")).await.0, 400);
    app.city.assert_verified().await;
}

async fn a_note_on_an_item_by_the_api(app: TestApp) {
    let push = serde_json::to_value(grant("D-1", ONE, "2026-09-30T15:00:00+08:00")).expect("a push");
    let (status, pushed) = app.bureau().post("/api/v1/transmittals", &push).await;
    assert_eq!(status, 201, "{pushed}");
    let id = pushed["items"][0]["id"].as_str().expect("an id");
    let notes = format!("/api/v1/transmittals/{id}/notes");
    assert_eq!(app.authority("SCJ").post(&notes, &json!({"content": "与我局有关吗？"})).await.0, 404);
    let (status, note) = app.authority("YJJ").post(&notes, &json!({"content": "储量以哪一张表为准？"})).await;
    assert_eq!((status, &note["is_open"], &note["to"]), (201, &json!(true), &json!("SPJ")));
    let answer = format!("/api/v1/notes/{}/answer", note["id"].as_str().expect("an id"));
    assert_eq!(app.bureau().post(&answer, &json!({"content": "以附表二为准。"})).await.0, 201);
    let (_, all) = app.authority("YJJ").get(&notes).await;
    assert_eq!(all["items"][0]["answers"][0]["content"], json!("以附表二为准。"));
    assert_eq!(app.authority("SCJ").get(&notes).await.0, 404);
    app.city.assert_verified().await;
}

stories!(
    a_request_goes_to_several_departments_and_each_sees_only_its_own,
    an_extension_and_a_redirection_by_the_api,
    what_is_wrong_is_refused_by_name,
    a_note_on_an_item_by_the_api,
);
