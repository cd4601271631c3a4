//! Stories of what happens on the way: returned, upheld, re-routed, recalled, corrected, assigned, and many at once.

use crate::api::{CONCLUDED, body, id, path, pushed, pushed_by_hand};
use crate::app::{TestApp, fresh_key};
use crate::city::{ONE, grant};
use serde_json::{Value, json};

fn reason() -> Value {
    json!({"reason": "测试：不属本部门监管"})
}

async fn a_return_of_what_was_sent_by_hand_stops_the_clock_until_it_is_upheld(app: TestApp) {
    let (bureau, authority) = (app.bureau(), app.authority("YJJ"));
    let sent = pushed_by_hand(&app, "A-1", "YJJ").await;
    let (status, problem) = authority.post(&path(&sent, "return"), &json!({"reason": " "})).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("reason")));
    let back = json!({"reason": "测试：不属本部门监管", "suggested_to": "SCJ"});
    let (status, answer) = authority.post(&path(&sent, "return"), &back).await;
    assert_eq!((status, &answer["state"]), (200, &json!("returned")), "{answer}");
    let (_, inbox) = bureau.get("/api/v1/inbox").await;
    assert_eq!(
        (&inbox["items"][0]["task"], &inbox["items"][0]["due"]),
        (&json!("decide_return"), &json!("2026-10-09T00:00:00+08:00"))
    );
    app.at("2026-10-08T18:00:00+08:00");
    let item = format!("/api/v1/transmittals/{sent}");
    assert_eq!(authority.get(&item).await.1["state"], "returned", "the clock stands");
    let (status, problem) = authority.post(&path(&sent, "acknowledge"), &Value::Null).await;
    assert_eq!((status, &problem["code"]), (409, &json!("NOT_IN_TRANSIT")));
    let (status, answer) = bureau.post(&path(&sent, "uphold"), &reason()).await;
    assert_eq!((status, &answer["state"]), (200, &json!("in_transit")), "{answer}");
    assert_eq!(answer["receipt_due"], "2026-10-10T17:00:00+08:00", "the working day that was left");
    assert!(answer["explanation"].as_array().is_some_and(|days| !days.is_empty()), "a resumed window is explained");
    let (status, problem) = authority.post(&path(&sent, "return"), &reason()).await;
    assert_eq!((status, &problem["code"]), (409, &json!("ALREADY_UPHELD")));
    let (_, detail) = bureau.get(&item).await;
    assert_eq!((&detail["return"]["answer"], &detail["return"]["suggested_to"]), (&json!("upheld"), &json!("SCJ")));
    assert_eq!((&detail["return"]["reason"], &detail["return"]["objection"]), (&back["reason"], &json!(false)));
    app.at("2026-10-10T17:00:00+08:00");
    assert_eq!(app.sweep().await, 1);
    app.city.assert_verified().await;
}

async fn a_return_against_the_agreement_is_an_objection_and_the_clock_runs_on(app: TestApp) {
    let sent = id(&pushed(&app, "A-1", ONE).await);
    let (status, answer) = app.authority("YJJ").post(&path(&sent, "return"), &reason()).await;
    assert_eq!((status, &answer["state"]), (200, &json!("in_transit")), "{answer}");
    app.at("2026-10-08T17:00:00+08:00");
    let (_, detail) = app.bureau().get(&format!("/api/v1/transmittals/{sent}")).await;
    assert_eq!((&detail["state"], &detail["return"]["objection"]), (&json!("deemed_received"), &json!(true)));
    let (status, problem) = app.authority("YJJ").post(&path(&sent, "return"), &reason()).await;
    assert_eq!((status, &problem["code"]), (409, &json!("ALREADY_RECEIVED")), "{problem}");
}

async fn rerouting_has_a_last_time(app: TestApp) {
    let bureau = app.bureau();
    let (mut sent, mut at) = (pushed_by_hand(&app, "A-1", "YJJ").await, "YJJ");
    let mut hops = 0;
    let refused = loop {
        let (status, answer) = app.authority(at).post(&path(&sent, "return"), &reason()).await;
        assert_eq!(status, 200, "{answer}");
        app.at(&format!("2026-09-30T16:0{hops}:30+08:00"));
        at = if at == "YJJ" { "SCJ" } else { "YJJ" };
        let to = json!({"to": at, "reason": "测试：改派"});
        let (status, answer) = bureau.post(&path(&sent, "reroute"), &to).await;
        if status != 201 {
            break (status, answer);
        }
        hops += 1;
        assert!(hops < 10, "there is a last time");
        app.at(&format!("2026-09-30T16:0{hops}:00+08:00"));
        let new = &answer["items"][0];
        assert_eq!((&new["to"], &new["state"]), (&json!(at), &json!("in_transit")));
        let (_, old) = bureau.get(&format!("/api/v1/transmittals/{sent}")).await;
        assert_eq!((&old["superseded_by"], &old["return"]["answer"]), (&new["id"], &json!("rerouted")), "{old}");
        sent = id(new);
    };
    assert_eq!((refused.0, &refused.1["code"], &refused.1["clause"]), (409, &json!("HOP_LIMIT"), &json!("二(五)")));
    assert!(hops > 0);
    let (_, answer) = bureau.get("/api/v1/approvals/A-1/responsibility?history=true").await;
    let bases: Vec<_> =
        answer["matters"].as_array().expect("matters").iter().filter_map(|it| it["basis"].as_str()).collect();
    assert_eq!(bases.len(), hops + 1, "each hop is kept: {answer}");
    app.city.assert_verified().await;
}

async fn recalled_while_in_transit_and_corrected_afterwards(app: TestApp) {
    let bureau = app.bureau();
    let sent = id(&pushed(&app, "A-1", ONE).await);
    let (status, answer) = bureau.post(&path(&sent, "recall"), &reason()).await;
    assert_eq!((status, &answer["state"]), (200, &json!("recalled")), "{answer}");
    let (status, problem) = bureau.post(&path(&sent, "recall"), &reason()).await;
    assert_eq!((status, &problem["code"]), (409, &json!("ALREADY_RECALLED")));

    let sent = id(&pushed(&app, "A-2", ONE).await);
    let (status, _) = app.authority("YJJ").post(&path(&sent, "acknowledge"), &Value::Null).await;
    assert_eq!(status, 200);
    let (status, problem) = bureau.post(&path(&sent, "recall"), &reason()).await;
    assert_eq!((status, &problem["code"]), (409, &json!("ALREADY_RECEIVED")));
    let mut correction = body(&grant("A-2", ONE, CONCLUDED));
    correction["content"] = json!("更正：储存品名有误。");
    let (status, answer) = bureau.post(&path(&sent, "correct"), &correction).await;
    assert_eq!(status, 201, "{answer}");
    let new = id(&answer["items"][0]);
    let (_, old) = bureau.get(&format!("/api/v1/transmittals/{sent}")).await;
    assert_eq!((&old["state"], &old["superseded_by"]), (&json!("recalled"), &json!(new)));
    let (_, detail) = bureau.get(&format!("/api/v1/transmittals/{new}")).await;
    assert_eq!((&detail["supersedes"], &detail["content"]), (&json!(sent), &correction["content"]));
    let (_, answer) = bureau.get("/api/v1/approvals/A-2/responsibility").await;
    assert_eq!(answer["matters"][0]["answers"], "YJJ", "a correction never hands regulation back");
    app.city.assert_verified().await;
}

async fn inside_the_department_it_is_assigned_and_followed_up(app: TestApp) {
    let (authority, sent) = (app.authority("YJJ"), id(&pushed(&app, "A-1", ONE).await));
    let (status, problem) = authority.post(&path(&sent, "assign"), &json!({"section": "K9"})).await;
    assert_eq!((status, &problem["errors"][0]["code"]), (422, &json!("SECTION_UNKNOWN")));
    let (status, problem) = authority.post(&path(&sent, "assign"), &json!({})).await;
    assert_eq!((status, &problem["errors"][0]["code"]), (422, &json!("ASSIGNEE_MISSING")));
    let (status, answer) = authority.post(&path(&sent, "assign"), &json!({"section": "K1"})).await;
    assert_eq!((status, &answer["state"]), (200, &json!("in_transit")), "the receipt stays the department's: {answer}");
    let (_, detail) = authority.get(&format!("/api/v1/transmittals/{sent}")).await;
    assert_eq!(detail["assignment"]["section"], "K1");
    assert_eq!(authority.delete(&path(&sent, "assign")).await.0, 200);
    let (status, problem) = authority.delete(&path(&sent, "assign")).await;
    assert_eq!((status, &problem["code"]), (409, &json!("NOTHING_ASSIGNED")));

    let found = json!({"content": "已现场检查（测试）。"});
    let (status, problem) = authority.post(&path(&sent, "follow-ups"), &found).await;
    assert_eq!((status, &problem["code"]), (409, &json!("NOT_RECEIVED")));
    authority.post(&path(&sent, "acknowledge"), &Value::Null).await;
    assert_eq!(authority.post(&path(&sent, "follow-ups"), &found).await.0, 201);
    let (_, detail) = app.bureau().get(&format!("/api/v1/transmittals/{sent}")).await;
    assert_eq!(detail["follow_ups"][0]["content"], found["content"]);
    app.city.assert_verified().await;
}

async fn each_push_of_a_batch_stands_by_itself(app: TestApp) {
    let (bureau, key) = (app.bureau(), fresh_key());
    let mut unknown = body(&grant("A-2", ONE, CONCLUDED));
    unknown["approval"]["speed"] = json!(1);
    let good = body(&grant("A-1", ONE, CONCLUDED));
    let batch = json!({"items": [good, unknown, good, 17, body(&grant("A-3", ONE, CONCLUDED))]});
    let (status, bytes) = bureau.post_under(&key, "/api/v1/transmittals/batch", &batch).await;
    let answer: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(status, 200, "{answer}");
    let statuses: Vec<_> =
        answer["items"].as_array().expect("items").iter().filter_map(|it| it["status"].as_u64()).collect();
    assert_eq!(statuses, [201, 422, 409, 422, 201], "{answer}");
    assert_eq!(answer["items"][0]["items"][0]["number"], "TS-2026-000001");
    assert_eq!(answer["items"][1]["problem"]["errors"][0]["field"], "approval.speed");
    assert_eq!(answer["items"][2]["problem"]["code"], "DUPLICATE_PUSH");
    assert_eq!(answer["items"][4]["items"][0]["number"], "TS-2026-000002", "what is refused takes no number");

    let recalled = id(&answer["items"][0]["items"][0]);
    assert_eq!(bureau.post(&path(&recalled, "recall"), &reason()).await.0, 200);
    let again = bureau.post_under(&key, "/api/v1/transmittals/batch", &batch).await;
    assert_eq!(again, (200, bytes.clone()), "the same answer, and nothing is done again");
    let (_, list) = bureau.get("/api/v1/transmittals").await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(2));
    let other = json!({"items": [good]});
    assert_eq!(bureau.post_under(&key, "/api/v1/transmittals/batch", &other).await.0, 422, "another body");
    assert_eq!(bureau.post_under(&key, "/api/v1/transmittals", &good).await.0, 422, "another call");
    let (status, problem) = bureau.post("/api/v1/transmittals/batch", &json!({"items": vec![json!({}); 1001]})).await;
    assert_eq!((status, &problem["errors"][0]["code"]), (422, &json!("TOO_MANY")));
    app.city.assert_verified().await;
}

/// A batch that broke off in the middle: what was done answers as before, the rest is done.
async fn a_batch_that_broke_off_is_continued_by_the_same_request(app: TestApp) {
    let pushes: Vec<Value> = (0..40).map(|place| body(&grant(&format!("B-{place}"), ONE, CONCLUDED))).collect();
    let (batch, key) = (json!({"items": pushes}), fresh_key());
    let callers = (0..4).map(|_| {
        let (bureau, batch, key) = (app.bureau(), batch.clone(), key.clone());
        tokio::spawn(async move { bureau.post_under(&key, "/api/v1/transmittals/batch", &batch).await })
    });
    let callers: Vec<_> = callers.collect();
    for caller in callers {
        caller.abort();
    }
    let mut answers = Vec::new();
    while answers.len() < 2 {
        let (status, bytes) = app.bureau().post_under(&key, "/api/v1/transmittals/batch", &batch).await;
        match status {
            200 => answers.push(bytes),
            // An aborted caller's last acts are still on their way.
            409 => tokio::time::sleep(std::time::Duration::from_millis(5)).await,
            other => panic!("{other}: {bytes:?}"),
        }
    }
    assert_eq!(answers[0], answers[1]);
    let answer: Value = serde_json::from_slice(&answers[0]).expect("JSON");
    assert!(answer["items"].as_array().expect("items").iter().all(|it| it["status"] == 201), "{answer}");
    let (_, list) = app.bureau().get("/api/v1/transmittals?limit=200").await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(40), "each once");
    app.city.assert_verified().await;
}

async fn many_are_acknowledged_at_once_each_by_itself(app: TestApp) {
    let (one, two) = (id(&pushed(&app, "A-1", ONE).await), id(&pushed(&app, "A-2", ONE).await));
    let ids = json!({"ids": [one, "nothing", two, one]});
    let (status, answer) = app.authority("YJJ").post("/api/v1/transmittals/acknowledge", &ids).await;
    assert_eq!(status, 200, "{answer}");
    let items = answer["items"].as_array().expect("items");
    let statuses: Vec<_> = items.iter().filter_map(|it| it["status"].as_u64()).collect();
    assert_eq!(statuses, [200, 404, 200, 409], "{answer}");
    assert_eq!((&items[0]["id"], &items[0]["item"]["state"]), (&json!(one), &json!("acknowledged")));
    assert_eq!(items[3]["problem"]["facts"]["by"], "测试系统");
    let too_many = json!({"ids": vec![one; 501]});
    assert_eq!(app.authority("YJJ").post("/api/v1/transmittals/acknowledge", &too_many).await.0, 422);
}

stories!(
    a_return_of_what_was_sent_by_hand_stops_the_clock_until_it_is_upheld,
    a_return_against_the_agreement_is_an_objection_and_the_clock_runs_on,
    rerouting_has_a_last_time,
    recalled_while_in_transit_and_corrected_afterwards,
    inside_the_department_it_is_assigned_and_followed_up,
    each_push_of_a_batch_stands_by_itself,
    a_batch_that_broke_off_is_continued_by_the_same_request,
    many_are_acknowledged_at_once_each_by_itself,
);
