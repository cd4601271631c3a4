//! Stories of lists, feed and stream, and of bodies that are not taken.

use crate::api::{CONCLUDED, body, id, path, pushed};
use crate::app::{Client, TestApp, fresh_key};
use crate::city::{ONE, TWO, grant};
use axum::response::Response;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use shenguan_server::platform::web::declared;
use shenguan_server::sections::SECTIONS;
use std::collections::BTreeSet;
use std::time::Duration;

/// Every page of a list, from first to last.
async fn pages(client: &Client, list: &str, limit: usize) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut cursor = String::new();
    loop {
        let join = if list.contains('?') { '&' } else { '?' };
        let (status, page) = client.get(&format!("{list}{join}limit={limit}&cursor={cursor}")).await;
        assert_eq!(status, 200, "{page}");
        let items = page["items"].as_array().expect("items");
        assert!(items.len() <= limit);
        rows.extend(items.iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return rows,
        }
        assert!(rows.len() < 1_000, "the list ends");
    }
}

async fn pages_have_neither_gaps_nor_repetitions(app: TestApp) {
    let pushes: Vec<Value> = (0..23).map(|place| body(&grant(&format!("P-{place}"), TWO, CONCLUDED))).collect();
    let (status, _) = app.bureau().post("/api/v1/transmittals/batch", &json!({"items": pushes})).await;
    assert_eq!(status, 200);
    for (client, list, count) in [
        (app.bureau(), "/api/v1/transmittals", 46),
        (app.bureau(), "/api/v1/outbox", 46),
        (app.authority("YJJ"), "/api/v1/inbox?state=in_transit", 23),
        (app.authority("SCJ"), "/api/v1/transmittals?from=SPJ&kind=approval_outcome", 23),
        (app.authority("SCJ"), "/api/v1/feed", 23),
        (app.bureau(), "/api/v1/departments", 3),
        (app.bureau(), "/api/v1/items", 3),
    ] {
        for limit in [1, 2, 5, 22, 23, 24, 46, 200] {
            let rows = pages(&client, list, limit).await;
            let key = |row: &Value| row.get("id").or(row.get("code")).expect("a key").to_string();
            let keys: BTreeSet<String> = rows.iter().map(key).collect();
            assert_eq!((rows.len(), keys.len()), (count, count), "{list} by {limit}");
        }
    }
    let due = pages(&app.authority("YJJ"), "/api/v1/inbox?due_before=2026-10-08T17:00:00%2B08:00", 50).await;
    assert!(due.is_empty(), "due at 17:00 is not due before 17:00");
    let due = pages(&app.authority("YJJ"), "/api/v1/inbox?due_before=2026-10-09", 50).await;
    assert_eq!(due.len(), 23);
}

async fn the_feed_shows_its_own_gaps(app: TestApp) {
    let sent = id(&pushed(&app, "A-1", TWO).await);
    pushed(&app, "A-2", ONE).await;
    app.authority("YJJ").post(&path(&sent, "acknowledge"), &Value::Null).await;
    for department in ["SPJ", "YJJ", "SCJ"] {
        let items = pages(&app.authority(department), "/api/v1/feed", 2).await;
        let mut before = 0;
        for item in &items {
            assert_eq!(item["previous"], before, "{department}");
            before = item["sequence"].as_i64().expect("a sequence");
        }
        let acts: Vec<_> = items.iter().filter_map(|item| item["act"].as_str()).collect();
        let expected = match department {
            "SPJ" => vec!["pushed", "pushed", "pushed", "acknowledged"],
            "YJJ" => vec!["pushed", "pushed", "acknowledged"],
            _ => vec!["pushed"],
        };
        assert_eq!(acts, expected, "{department}");
        let first = items[0]["sequence"].as_i64().expect("a sequence");
        let (_, rest) = app.authority(department).get(&format!("/api/v1/feed?after={first}")).await;
        assert_eq!(rest["items"].as_array().map(Vec::len), Some(items.len() - 1));
        assert!(
            items.iter().all(|item| item["transmittal"]["number"] == item["number"] && item["kind"] == "transmittal")
        );
    }
}

/// The next event of a stream: id and data.
async fn next_event(stream: &mut Response) -> (String, Value) {
    let mut text = String::new();
    loop {
        let frame = tokio::time::timeout(Duration::from_secs(1), stream.body_mut().frame()).await;
        let frame = frame.expect("within a second").expect("the stream goes on").expect("it does not fail");
        text.push_str(&String::from_utf8_lossy(&frame.into_data().expect("data")));
        if text.contains("\n\n") {
            let field = |name: &str| {
                let found = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
                found.trim_start_matches(':').trim().to_owned()
            };
            return (field("id"), serde_json::from_str(&field("data")).expect("JSON"));
        }
    }
}

async fn a_stream_brings_a_push_within_a_second(app: TestApp) {
    let first = pushed(&app, "A-1", ONE).await;
    let mut stream = app.authority("YJJ").stream("/api/v1/feed", None).await;
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let (sequence, item) = next_event(&mut stream).await;
    assert_eq!((&item["act"], &item["id"], &item["previous"]), (&json!("pushed"), &first["id"], &json!(0)));
    assert_eq!(item["sequence"].to_string(), sequence);
    let second = pushed(&app, "A-2", ONE).await;
    let (next, item) = next_event(&mut stream).await;
    assert_eq!((&item["id"], item["previous"].to_string()), (&second["id"], sequence.clone()));
    app.at("2026-10-08T17:00:00+08:00");
    app.sweep().await;
    let (_, item) = next_event(&mut stream).await;
    assert_eq!((&item["act"], &item["effective_at"]), (&json!("deemed"), &json!("2026-10-08T17:00:00+08:00")));
    drop(stream);

    let mut again = app.authority("YJJ").stream("/api/v1/feed", Some(&sequence)).await;
    assert_eq!(next_event(&mut again).await.0, next, "it goes on after the last event");
    assert_eq!(app.nobody().stream("/api/v1/feed", None).await.status(), 401);
    let unfit = app.authority("YJJ").stream("/api/v1/feed", Some("yesterday")).await;
    assert_eq!(unfit.status(), 400);
}

async fn what_is_not_understood_is_refused_by_name(app: TestApp) {
    let bureau = app.bureau();
    let mut push = body(&grant("A-1", ONE, CONCLUDED));
    push["approval"]["speed"] = json!(1);
    let (status, problem) = bureau.post("/api/v1/transmittals", &push).await;
    assert_eq!((status, &problem["code"]), (422, &json!("FIELDS_NOT_VALID")), "{problem}");
    assert_eq!(
        problem["errors"],
        json!([{
            "field": "approval.speed", "code": "FIELD_UNKNOWN", "message": problem["errors"][0]["message"]
        }])
    );
    let deep = format!(r#"{{"kind":{}{}}}"#, "[".repeat(100), "]".repeat(100)).into_bytes();
    let code = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).expect("a problem")["code"].clone();
    for (sent, status, expected) in [
        (deep, 400, "JSON_TOO_DEEP"),
        (b"{".to_vec(), 400, "JSON_NOT_VALID"),
        (vec![b' '; 1024 * 1024 + 1], 413, "BODY_TOO_LARGE"),
    ] {
        let (found, bytes) = bureau.post_bytes(Some(&fresh_key()), "/api/v1/transmittals", sent).await;
        assert_eq!((found, code(&bytes)), (status, json!(expected)));
    }
    let (status, bytes) =
        bureau.post_bytes(Some(&fresh_key()), "/api/v1/transmittals/batch", vec![b' '; 8 * 1024 * 1024 + 1]).await;
    assert_eq!((status, code(&bytes)), (413, json!("BODY_TOO_LARGE")));
    for query in ["limit=0", "limit=201", "cursor=zz", "state=lost", "kind=No", "colour=red", "due_before=soon"] {
        let (status, problem) = bureau.get(&format!("/api/v1/inbox?{query}")).await;
        assert_eq!(status, 400, "{query}: {problem}");
    }
    let (status, problem) = bureau.post("/api/v1/transmittals", &json!({"kind": "approval_outcome"})).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("subject")), "{problem}");
    assert_eq!(bureau.get("/api/v1/transmittals").await.1["items"], json!([]));
}

async fn departments_items_and_deadlines_are_told(app: TestApp) {
    let (_, departments) = app.authority("YJJ").get("/api/v1/departments").await;
    let sides: Vec<_> = departments["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|it| (it["code"].as_str(), it["side"].as_str()))
        .collect();
    assert_eq!(
        sides,
        [(Some("SCJ"), Some("regulation")), (Some("SPJ"), Some("approval")), (Some("YJJ"), Some("regulation"))]
    );
    assert_eq!(departments["items"][0]["sections"], json!([{"code": "K1", "name": "特设科"}]));
    let (_, items) = app.authority("YJJ").get("/api/v1/items").await;
    let authorities = |place: usize| {
        let all = items["items"][place]["authorities"].as_array().expect("authorities").iter();
        all.map(|it| format!("{} {} {}", it["department"], it["role"], it["lead"])).collect::<Vec<_>>()
    };
    assert_eq!(authorities(0), [r#""YJJ" "trade" true"#]);
    assert_eq!(authorities(1), [r#""YJJ" "trade" true"#, r#""SCJ" "trade" false"#]);
    assert!(authorities(2).is_empty());
    let (status, due) = app.bureau().get("/api/v1/calendar/due?start=2026-09-30T16:00:00%2B08:00&n=1").await;
    assert_eq!((status, &due["due"], &due["provisional"]), (200, &json!("2026-10-08T17:00:00+08:00"), &json!(false)));
    assert_eq!(app.bureau().get("/api/v1/calendar/due?start=soon&n=1").await.0, 400);
    assert_eq!(app.nobody().get("/api/v1/departments").await.0, 401);
}

async fn every_call_is_described(app: TestApp) {
    let (status, description) = app.nobody().get("/api/v1/openapi.json").await;
    assert_eq!((status, &description["openapi"].as_str().map(|version| &version[..3])), (200, &Some("3.1")));
    let mut calls = 0;
    for route in declared(SECTIONS).into_iter().filter(|route| route.path.starts_with("/api/v1/")) {
        if route.path == "/api/v1/openapi.json" {
            continue;
        }
        let call = &description["paths"][&route.path][route.method.to_lowercase()];
        assert!(call["responses"].is_object(), "{} {}", route.method, route.path);
        calls += 1;
    }
    assert!(calls >= 22, "{calls}");
}

stories!(
    pages_have_neither_gaps_nor_repetitions,
    the_feed_shows_its_own_gaps,
    a_stream_brings_a_push_within_a_second,
    what_is_not_understood_is_refused_by_name,
    departments_items_and_deadlines_are_told,
    every_call_is_described,
);
