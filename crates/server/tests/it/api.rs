//! Stories through the real router, by API keys: push, receipt, penalty, disposition, and who answers meanwhile.

use crate::app::{TestApp, escaped, fresh_key};
use crate::city::{NONE, ONE, TWO, grant, penalty};
use serde_json::{Value, json};
use shenguan_server::platform::identity::Flag;

pub(crate) const CONCLUDED: &str = "2026-09-30T15:00:00+08:00";
const CERTIFICATE: &str = "测危化经字〔2026〕A-1";
const DUE: &str = "2026-10-08T17:00:00+08:00";

/// Pushes a grant; gives the first transmittal.
pub(crate) async fn pushed(app: &TestApp, case: &str, item: &str) -> Value {
    let (status, answer) = app.bureau().post("/api/v1/transmittals", &body(&grant(case, item, CONCLUDED))).await;
    assert_eq!(status, 201, "{answer}");
    answer["items"][0].clone()
}

/// Pushes a grant to an authority that no agreement names.
pub(crate) async fn pushed_by_hand(app: &TestApp, case: &str, to: &str) -> String {
    let mut push = body(&grant(case, NONE, CONCLUDED));
    push["to"] = json!([to]);
    push["routing_reason"] = json!("测试：协议书未列明");
    let (status, answer) = app.bureau().post("/api/v1/transmittals", &push).await;
    assert_eq!(status, 201, "{answer}");
    id(&answer["items"][0])
}

pub(crate) fn body(request: &impl serde::Serialize) -> Value {
    serde_json::to_value(request).expect("a request is JSON")
}

pub(crate) fn id(transmittal: &Value) -> String {
    transmittal["id"].as_str().expect("an id").to_owned()
}

pub(crate) fn path(id: &str, act: &str) -> String {
    format!("/api/v1/transmittals/{id}/{act}")
}

fn responsibility(number: &str, query: &str) -> String {
    format!("/api/v1/approvals/{}/responsibility{query}", escaped(number))
}

async fn regulation_passes_at_the_minute(app: TestApp) {
    let (bureau, authority) = (app.bureau(), app.authority("YJJ"));
    let sent = pushed(&app, "A-1", ONE).await;
    let mut fields: Vec<&str> = sent.as_object().expect("an object").keys().map(String::as_str).collect();
    fields.sort_unstable();
    let expected = ["explanation", "id", "lead", "number", "pushed_at", "receipt_due", "reply_state", "state", "to"];
    assert_eq!(fields, expected);
    assert_eq!(sent["number"], "TS-2026-000001");
    assert_eq!((&sent["to"], &sent["lead"]), (&json!("YJJ"), &json!(true)));
    assert_eq!(sent["pushed_at"], "2026-09-30T16:00:00+08:00");
    assert_eq!(
        (&sent["receipt_due"], &sent["state"], &sent["reply_state"]),
        (&json!(DUE), &json!("in_transit"), &json!("none"))
    );
    let days = sent["explanation"].as_array().expect("days");
    assert_eq!(days.len(), 9, "from the day of the push to the day of the receipt");
    assert_eq!(
        (&days[0]["date"], &days[0]["counts"], &days[0]["code"]),
        (&json!("2026-09-30"), &json!(false), &json!("START"))
    );
    assert_eq!((&days[8]["date"], &days[8]["counts"]), (&json!("2026-10-08"), &json!(true)));
    assert!(days[1]["why"].as_str().is_some_and(|why| why.contains("国庆")), "{}", days[1]);

    app.at("2026-10-08T16:59:59+08:00");
    let item = format!("/api/v1/transmittals/{}", id(&sent));
    let (status, detail) = authority.get(&item).await;
    assert_eq!((status, &detail["state"]), (200, &json!("in_transit")), "{detail}");
    assert_eq!(detail["facts"]["delivered_at"], "2026-10-08T16:59:59+08:00", "a look by the addressee's key delivers");
    assert_eq!(detail["approval"]["certificate_number"], CERTIFICATE);
    let acts: Vec<&str> =
        detail["history"].as_array().expect("acts").iter().filter_map(|act| act["act"].as_str()).collect();
    assert_eq!(acts, ["pushed", "delivered"]);
    let (_, ahead) = bureau.get(&responsibility(CERTIFICATE, "?at=2026-10-08T17:00:00%2B08:00")).await;
    assert_eq!((&ahead["forecast"], &ahead["matters"][0]["answers"]), (&json!(true), &json!("YJJ")));
    let (_, answer) = bureau.get(&responsibility(CERTIFICATE, "")).await;
    let matter = &answer["matters"][0];
    assert_eq!(
        (&matter["item_code"], &matter["authority"], &matter["answers"]),
        (&json!(ONE), &json!("YJJ"), &json!("SPJ"))
    );
    assert_eq!(matter["duties"], json!({"approval": "SPJ", "handover": "SPJ", "regulation": null}));
    assert_eq!(
        (&matter["from"], &matter["to"], &matter["basis"]),
        (&json!(CONCLUDED), &json!(null), &json!("concluded"))
    );
    assert_eq!(matter["note"], "本分工不免除各部门法定职责");

    app.at(DUE);
    let (_, detail) = authority.get(&item).await;
    assert_eq!(
        (&detail["state"], &detail["facts"]["deemed_at"]),
        (&json!("deemed_received"), &json!(DUE)),
        "before any sweep"
    );
    let (_, answer) = authority.get(&responsibility(CERTIFICATE, "")).await;
    let matter = &answer["matters"][0];
    assert_eq!((&matter["answers"], &matter["from"], &matter["basis"]), (&json!("YJJ"), &json!(DUE), &json!("deemed")));
    assert_eq!(matter["duties"], json!({"approval": "SPJ", "handover": null, "regulation": "YJJ"}));
    assert_eq!(matter["entry"], Value::Null);
    assert_eq!(app.sweep().await, 1);
    let (_, answer) = authority.get(&responsibility(CERTIFICATE, "")).await;
    assert!(answer["matters"][0]["entry"].is_u64(), "{answer}");
    let (_, before) = bureau.get(&responsibility(CERTIFICATE, "?at=2026-10-08T16:59:59.999999%2B08:00")).await;
    assert_eq!((&before["matters"][0]["answers"], &before["matters"][0]["to"]), (&json!("SPJ"), &json!(DUE)));
    let (status, history) = bureau.get(&responsibility("A-1", "?history=true")).await;
    assert_eq!((status, history["matters"].as_array().map(Vec::len)), (200, Some(2)), "by case number too: {history}");
    assert_eq!(
        bureau.get(&responsibility(CERTIFICATE, "?at=2026-09-30T14:59:59%2B08:00")).await.0,
        404,
        "before it began"
    );
    assert_eq!(app.authority("SCJ").get(&responsibility(CERTIFICATE, "")).await.0, 404, "none of theirs");
    assert_eq!(bureau.get(&responsibility("测〔2026〕无此证", "")).await.0, 404);
    app.city.assert_verified().await;
}

async fn a_penalty_owes_a_disposition_that_is_given_and_linked(app: TestApp) {
    let (bureau, authority) = (app.bureau(), app.authority("YJJ"));
    pushed(&app, "A-1", ONE).await;
    app.at("2026-10-09T09:00:00+08:00");
    let request = body(&penalty("测罚〔2026〕1号", CERTIFICATE, "2026-10-08"));
    let (status, answer) = authority.post("/api/v1/transmittals", &request).await;
    assert_eq!(status, 201, "{answer}");
    let sent = &answer["items"][0];
    assert_eq!((&sent["to"], &sent["reply_state"]), (&json!("SPJ"), &json!("owed")));
    assert_eq!(sent["receipt_due"], "2026-10-10T17:00:00+08:00", "Saturday, but a make-up day");
    let (_, inbox) = bureau.get("/api/v1/inbox?kind=penalty_decision").await;
    assert_eq!((&inbox["items"][0]["id"], &inbox["items"][0]["task"]), (&sent["id"], &json!("acknowledge")), "{inbox}");
    let (_, outbox) = authority.get("/api/v1/outbox").await;
    assert_eq!(outbox["items"][0]["id"], sent["id"], "{outbox}");

    let reply = json!({"content": "已列入审查重点。", "decision": "列入审查重点"});
    let (status, disposition) = bureau.post(&path(&id(sent), "reply"), &reply).await;
    assert_eq!(status, 201, "{disposition}");
    assert_eq!((&disposition["kind"], &disposition["to"]), (&json!("disposition"), &json!("YJJ")));
    assert_eq!(disposition["in_reply_to"], sent["id"]);
    let (_, answered) = authority.get(&format!("/api/v1/transmittals/{}", id(sent))).await;
    assert_eq!((&answered["state"], &answered["reply_state"]), (&json!("acknowledged"), &json!("replied")));
    assert_eq!(answered["dispositions"], json!([disposition["id"]]));
    assert_eq!(answered["penalty"]["fine_fen"], 500_000);
    assert_eq!(answered["facts"]["acknowledged_by"], json!({"kind": "system", "department": "SPJ", "key": "测试系统"}));
    let (_, given) = authority.get(&format!("/api/v1/transmittals/{}", id(&disposition))).await;
    assert_eq!((&given["decision"], &given["certificate_number"]), (&json!("列入审查重点"), &json!(CERTIFICATE)));
    let (status, problem) = authority.post(&path(&id(&disposition), "reply"), &reply).await;
    assert_eq!((status, &problem["code"]), (403, &json!("SEPARATION_OF_POWERS")), "an authority decides nothing");
    app.city.assert_verified().await;
}

async fn outcomes_that_make_no_permit_have_no_matters(app: TestApp) {
    let mut refused = body(&grant("A-9", ONE, CONCLUDED));
    refused["approval"]["outcome"] = json!("refused");
    refused["approval"].as_object_mut().expect("a record").remove("certificate_number");
    let (status, answer) = app.bureau().post("/api/v1/transmittals", &refused).await;
    assert_eq!((status, &answer["items"][0]["receipt_due"]), (201, &Value::Null), "{answer}");
    let (status, answer) = app.authority("YJJ").get(&responsibility("A-9", "")).await;
    assert_eq!((status, &answer["matters"]), (200, &json!([])));
    assert_eq!(app.bureau().get(&responsibility("A-9", "?at=2026-09-30T00:00:00%2B08:00")).await.0, 404);
}

async fn the_same_key_answers_the_same_bytes(app: TestApp) {
    let (bureau, key) = (app.bureau(), fresh_key());
    let push = body(&grant("A-1", ONE, CONCLUDED));
    let first = bureau.post_under(&key, "/api/v1/transmittals", &push).await;
    assert_eq!(first.0, 201);
    app.at("2026-10-08T18:00:00+08:00");
    assert_eq!(bureau.post_under(&key, "/api/v1/transmittals", &push).await, first, "whatever became of it since");
    assert_eq!(bureau.clone().in_english().post_under(&key, "/api/v1/transmittals", &push).await, first);
    let (status, problem) = bureau.post_under(&key, "/api/v1/transmittals", &body(&grant("A-2", ONE, CONCLUDED))).await;
    assert_eq!(status, 422, "{problem:?}");
    assert!(String::from_utf8_lossy(&problem).contains("IDEMPOTENCY_KEY_REUSED"));
    let (status, _) = bureau.post_bytes(None, "/api/v1/transmittals", push.to_string().into_bytes()).await;
    assert_eq!(status, 400, "a write needs a key");
    let (_, list) = bureau.get("/api/v1/transmittals").await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
}

async fn the_same_key_at_the_same_time_acts_once(app: TestApp) {
    let (key, push) = (fresh_key(), body(&grant("A-1", ONE, CONCLUDED)));
    let callers = (0..16).map(|_| {
        let (bureau, key, push) = (app.bureau(), key.clone(), push.clone());
        tokio::spawn(async move { bureau.post_under(&key, "/api/v1/transmittals", &push).await })
    });
    let mut taken = Vec::new();
    for caller in callers.collect::<Vec<_>>() {
        let (status, answer) = caller.await.expect("it answers");
        match status {
            201 => taken.push(answer),
            409 => assert!(String::from_utf8_lossy(&answer).contains("IDEMPOTENCY_KEY_IN_FLIGHT")),
            other => panic!("{other}: {answer:?}"),
        }
    }
    assert!(!taken.is_empty() && taken.iter().all(|answer| *answer == taken[0]));
    let (_, list) = app.bureau().get("/api/v1/transmittals").await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
}

async fn a_refusal_may_be_tried_again_with_the_same_key(app: TestApp) {
    let (authority, key) = (app.authority("YJJ"), fresh_key());
    let early = body(&penalty("测罚〔2026〕1号", CERTIFICATE, "2026-10-08"));
    let (status, problem) = authority.post_under(&key, "/api/v1/transmittals", &early).await;
    assert_eq!(status, 422, "{problem:?}");
    assert!(String::from_utf8_lossy(&problem).contains("PENALTY_DATE_IN_FUTURE"));
    app.at("2026-10-08T10:00:00+08:00");
    assert_eq!(authority.post_under(&key, "/api/v1/transmittals", &early).await.0, 201);
}

async fn nobody_sees_or_does_what_is_not_theirs(app: TestApp) {
    let sent = id(&pushed(&app, "A-1", ONE).await);
    let item = format!("/api/v1/transmittals/{sent}");
    for stranger in [app.nobody(), app.with_key("sgk_unknown"), app.with_key("")] {
        let (status, problem) = stranger.get("/api/v1/inbox").await;
        assert_eq!((status, &problem["code"]), (401, &json!("NOT_LOGGED_IN")), "{problem}");
        assert_eq!(stranger.post("/api/v1/transmittals", &json!({})).await.0, 401, "before the body is looked at");
    }
    let other = app.authority("SCJ");
    assert_eq!(other.get(&item).await.0, 404);
    for act in ["acknowledge", "return", "follow-ups", "reply"] {
        let words = match act {
            "return" => json!({"reason": "测试"}),
            "follow-ups" | "reply" => json!({"content": "测试"}),
            _ => Value::Null,
        };
        assert_eq!(other.post(&path(&sent, act), &words).await.0, 404, "{act}");
    }
    for list in ["/api/v1/transmittals", "/api/v1/inbox", "/api/v1/outbox", "/api/v1/feed"] {
        assert_eq!(other.get(list).await.1["items"], json!([]), "{list}");
    }
    let (status, problem) = app.bureau().post(&path(&sent, "acknowledge"), &Value::Null).await;
    assert_eq!((status, &problem["code"]), (403, &json!("NOT_ADDRESSEE")), "{problem}");
    let (status, problem) = app.authority("YJJ").post(&path(&sent, "recall"), &json!({"reason": "测试"})).await;
    assert_eq!((status, &problem["code"]), (403, &json!("NOT_SENDER")), "{problem}");
    let wrong_side = body(&penalty("测罚〔2026〕2号", CERTIFICATE, "2026-09-30"));
    let (status, problem) = app.bureau().post("/api/v1/transmittals", &wrong_side).await;
    assert_eq!(
        (status, &problem["code"], &problem["clause"]),
        (403, &json!("SEPARATION_OF_POWERS"), &json!("二(一)¶2"))
    );
    let reader = app.with_key(&app.new_key("YJJ", &[Flag::Read]).await);
    assert_eq!(reader.get(&item).await.0, 200);
    let (status, problem) = reader.post(&path(&sent, "acknowledge"), &Value::Null).await;
    assert_eq!((status, &problem["code"]), (403, &json!("ROLE_NOT_SUFFICIENT")));
    for nothing in ["0192-no-such-id", "%00", "..%2F", &"x".repeat(300)] {
        assert_eq!(app.bureau().get(&format!("/api/v1/transmittals/{nothing}")).await.0, 404, "{nothing}");
    }
}

async fn acknowledging_twice_names_who_was_first(app: TestApp) {
    let (sent, authority) = (id(&pushed(&app, "A-1", ONE).await), app.authority("YJJ"));
    app.at("2026-09-30T16:30:00+08:00");
    let (status, answer) = authority.post(&path(&sent, "acknowledge"), &Value::Null).await;
    assert_eq!((status, &answer["state"]), (200, &json!("acknowledged")), "{answer}");
    assert_eq!(answer["facts"]["acknowledged_at"], "2026-09-30T16:30:00+08:00");
    app.at("2026-09-30T16:40:00+08:00");
    let (status, problem) = authority.post(&path(&sent, "acknowledge"), &json!({})).await;
    assert_eq!((status, &problem["code"]), (409, &json!("ALREADY_ACKNOWLEDGED")));
    assert_eq!(problem["facts"], json!({"at": "2026-09-30T16:30:00+08:00", "by": "测试系统"}));

    let by_person = id(&pushed(&app, "A-2", ONE).await);
    let to_person = by_person.clone();
    let acknowledged = app.city.app.act(app.city.liaison("YJJ"), move |act| {
        shenguan_server::exchange::acts::acknowledge(act, &to_person).map(|_| ())
    });
    acknowledged.await.expect("the liaison officer acknowledges");
    let (status, problem) = authority.post(&path(&by_person, "acknowledge"), &Value::Null).await;
    assert_eq!((status, &problem["facts"]["by"]), (409, &json!("测试YJJ")), "a person by name: {problem}");
}

async fn confirming_late_changes_nothing_else(app: TestApp) {
    let (sent, authority) = (id(&pushed(&app, "A-1", ONE).await), app.authority("YJJ"));
    app.at("2026-10-09T09:00:00+08:00");
    let (status, answer) = authority.post(&path(&sent, "acknowledge"), &Value::Null).await;
    assert_eq!((status, &answer["state"]), (200, &json!("deemed_received")), "{answer}");
    let facts = &answer["facts"];
    assert_eq!((&facts["deemed_at"], &facts["confirmed_at"]), (&json!(DUE), &json!("2026-10-09T09:00:00+08:00")));
    assert_eq!(facts["acknowledged_at"], Value::Null);
    let (status, problem) = authority.post(&path(&sent, "acknowledge"), &Value::Null).await;
    assert_eq!((status, &problem["code"]), (409, &json!("ALREADY_CONFIRMED")));
    app.city.assert_verified().await;
}

async fn copies_show_no_personal_data(app: TestApp) {
    let mut push = body(&grant("A-1", ONE, CONCLUDED));
    push["copies"] = json!(["SCJ"]);
    push["approval"]["applicant_kind"] = json!("natural_person");
    push["approval"]["applicant_name"] = json!("测试某");
    let (status, answer) = app.bureau().post("/api/v1/transmittals", &push).await;
    assert_eq!(status, 201, "{answer}");
    let item = format!("/api/v1/transmittals/{}", id(&answer["items"][0]));
    assert_eq!(app.authority("YJJ").get(&item).await.1["approval"]["applicant_name"], "测试某");
    let (status, copy) = app.authority("SCJ").get(&item).await;
    assert_eq!(status, 200);
    assert!(!copy.to_string().contains("测试某"), "{copy}");
    assert_eq!(copy["facts"]["delivered_at"], app.bureau().get(&item).await.1["facts"]["delivered_at"]);
}

async fn an_item_with_two_authorities_goes_to_both(app: TestApp) {
    let (status, answer) =
        app.bureau().in_english().post("/api/v1/transmittals", &body(&grant("A-1", TWO, CONCLUDED))).await;
    assert_eq!(status, 201);
    let items = answer["items"].as_array().expect("items");
    let to: Vec<_> = items.iter().map(|item| (item["to"].as_str(), item["lead"].as_bool())).collect();
    assert_eq!(to, [(Some("YJJ"), Some(true)), (Some("SCJ"), Some(false))]);
    assert_eq!(items[0]["explanation"][0]["why"], "day of the start, not counted");
    let (_, answer) = app.authority("SCJ").get(&responsibility(CERTIFICATE, "")).await;
    let matters: Vec<_> =
        answer["matters"].as_array().expect("matters").iter().filter_map(|it| it["authority"].as_str()).collect();
    assert_eq!(matters, ["SCJ", "YJJ"], "one for each line of the agreements");
}

stories!(
    regulation_passes_at_the_minute,
    a_penalty_owes_a_disposition_that_is_given_and_linked,
    outcomes_that_make_no_permit_have_no_matters,
    the_same_key_answers_the_same_bytes,
    the_same_key_at_the_same_time_acts_once,
    a_refusal_may_be_tried_again_with_the_same_key,
    nobody_sees_or_does_what_is_not_theirs,
    acknowledging_twice_names_who_was_first,
    confirming_late_changes_nothing_else,
    copies_show_no_personal_data,
    an_item_with_two_authorities_goes_to_both,
);
