//! The same acts by API and by pages: officers with sessions, the leader's page, the lists, the ladder of an item.

use super::{Staffed, draft};
use crate::app::{escaped, fresh_key};
use crate::city::{City, ONE, grant};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use serde_json::{Value, json};
use shenguan_rules::channel::Channel;
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::acts::push;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::web::{Server, router};
use shenguan_server::sections::{DESK, SECTIONS};
use std::collections::BTreeMap;
use tower::ServiceExt as _;

/// What every account is opened with.
const PASSWORD: &str = "测试口令测试口令-2026-09-30";
/// More than any answer of a story.
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;

/// The staff, logged in.
pub(super) struct Office {
    pub(super) staff: Staffed,
    router: Router,
    sessions: BTreeMap<&'static str, String>,
}

/// What came back.
pub(super) struct Shown {
    pub(super) status: u16,
    pub(super) location: String,
    pub(super) text: String,
}

const WHO: [&str; 8] =
    ["SPJ/liaison", "SPJ/head", "SPJ/leader", "SPJ/chief", "YJJ/liaison", "YJJ/head", "YJJ/leader", "SCJ/liaison"];

impl Office {
    pub(super) async fn of(city: City) -> Self {
        let staff = Staffed::new(city).await;
        let settings = Settings::demo(([127, 0, 0, 1], 8066).into());
        let server = Server::new(staff.city.app.clone(), settings, DESK).expect("the server starts");
        let mut office = Self { staff, router: router(server.clone(), SECTIONS), sessions: BTreeMap::new() };
        for who in WHO {
            let (name, officer) = (who.replace('/', "-").to_lowercase(), office.staff.actor(who).officer().cloned());
            let officer = officer.expect("a person");
            let made = server.identity.create_account(Actor::Setup, name.clone(), officer, PASSWORD.into());
            made.await.expect("the account is opened");
            let form = format!("username={name}&password={}", escaped(PASSWORD));
            let request = Request::builder().method(Method::POST).uri("/login");
            let request = request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(form));
            let answer = office.router.clone().oneshot(request.expect("a request")).await.expect("it answers");
            let mut cookies = answer.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
            let session = cookies.find_map(|cookie| cookie.strip_prefix("__Host-session=")).expect("logged in");
            office.sessions.insert(who, session.split(';').next().expect("a session").to_owned());
        }
        office
    }

    async fn send(&self, who: &str, method: Method, path: &str, kind: &str, body: String) -> Shown {
        let request = Request::builder().method(method).uri(path).header("accept-language", "zh-CN");
        let request = request.header("cookie", format!("__Host-session={}", self.sessions[who]));
        let request = request.header("idempotency-key", fresh_key()).header("content-type", kind);
        let answer = self.router.clone().oneshot(request.body(Body::from(body)).expect("a request")).await;
        let answer = answer.expect("the router always answers");
        let location = answer.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (status, location) = (answer.status().as_u16(), location.to_owned());
        let bytes = to_bytes(answer.into_body(), ANSWER_BYTES_MAX).await.expect("a body");
        Shown { status, location, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// A call of the API by an officer.
    async fn call(&self, who: &str, path: &str, body: &Value) -> (u16, Value) {
        json_of(&self.send(who, Method::POST, &format!("/api/v1/{path}"), "application/json", body.to_string()).await)
    }

    async fn read(&self, who: &str, path: &str) -> (u16, Value) {
        json_of(&self.send(who, Method::GET, &format!("/api/v1/{path}"), "application/json", String::new()).await)
    }

    pub(super) async fn page(&self, who: &str, path: &str) -> Shown {
        self.send(who, Method::GET, path, "text/html", String::new()).await
    }

    pub(super) async fn press(&self, who: &str, path: &str, form: &[(&str, &str)]) -> Shown {
        let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        self.send(who, Method::POST, path, "application/x-www-form-urlencoded", body.join("&")).await
    }
}

fn json_of(shown: &Shown) -> (u16, Value) {
    (shown.status, serde_json::from_str(&shown.text).unwrap_or_else(|_| panic!("{}: {}", shown.status, shown.text)))
}

async fn a_letter_goes_from_draft_to_answer_by_the_api(city: City) {
    let office = Office::of(city).await;
    let drafted = serde_json::to_value(draft(Channel::Letter, "YJJ")).expect("a request");
    let (status, letter) = office.call("SPJ/liaison", "correspondence", &drafted).await;
    assert_eq!((status, &letter["number"], &letter["stage"]), (201, &json!("GH-2026-000001"), &json!("drafted")));
    let id = letter["id"].as_str().expect("an id").to_owned();
    let at = |word: &str| format!("correspondence/{id}/{word}");
    assert_eq!(office.read("YJJ/liaison", &format!("correspondence/{id}")).await.0, 404, "a draft is nobody else's");
    let leader = json!({ "leader": office.staff.id("SPJ/leader") });
    assert_eq!(office.call("SPJ/liaison", &at("submit"), &leader).await.0, 200);
    let (status, problem) = office.call("SPJ/leader", &at("endorse"), &json!({ "version": 1 })).await;
    assert_eq!((status, &problem["code"], &problem["clause"]), (422, &json!("ENDORSER_LEVEL"), &json!("二（四）4")));
    assert!(problem["title"].as_str().is_some_and(|title| title.contains("主要领导")), "it says who: {problem}");
    let (status, problem) = office.call("SPJ/head", &at("endorse"), &json!({ "version": 1 })).await;
    assert_eq!(status, 403, "endorsing is for leaders: {problem}");
    let chief = json!({ "leader": office.staff.id("SPJ/chief"), "opinion": "请审定（测试）" });
    assert_eq!(office.call("SPJ/leader", &at("pass-on"), &chief).await.0, 200);
    assert_eq!(
        office.call("SPJ/chief", &at("endorse"), &json!({ "version": 1, "opinion": "同意（测试）" })).await.0,
        200
    );
    let register = json!({ "code": "测审函", "channel": "letter", "kind": "letter" });
    assert_eq!(office.call("SPJ/head", "number-registers", &register).await.0, 201);
    let (status, issued) = office.call("SPJ/liaison", &at("issue"), &json!({})).await;
    assert_eq!((status, &issued["document_number"]), (200, &json!("测审函〔2026〕1号")), "{issued}");
    assert_eq!(issued["opinions"][0]["words"], "请审定（测试）");

    let (status, seen) = office.read("YJJ/liaison", &format!("correspondence/{id}")).await;
    assert_eq!((status, &seen["text"]), (200, &drafted["text"]));
    assert!(seen.get("opinions").is_none() && seen.get("endorsement").is_none(), "what is inside stays inside: {seen}");
    assert_eq!(office.call("YJJ/liaison", &at("file"), &Value::Null).await.0, 200);
    assert_eq!(office.read("SCJ/liaison", &format!("correspondence/{id}")).await.0, 404);
    let (_, list) = office.read("YJJ/liaison", "correspondence").await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    let remark = json!({ "item": id, "text": "请核实（测试）", "owner": office.staff.id("YJJ/head") });
    let (status, remark) = office.call("YJJ/leader", "remarks", &remark).await;
    assert_eq!((status, &remark["number"]), (201, &json!("PS-2026-000001")));
    let finish = format!("remarks/{}/finish", remark["id"].as_str().expect("an id"));
    assert_eq!(office.call("YJJ/head", &finish, &json!({ "text": "已核实（测试）" })).await.0, 200);
    office.staff.city.assert_verified().await;
}

async fn a_leader_decides_on_one_page_and_what_is_done_moves_through_the_lists(city: City) {
    let office = Office::of(city).await;
    let letter = office.staff.drafted(Channel::Letter).await;
    office.staff.submitted(&letter.id, "SPJ/chief").await.expect("submitted");
    let todo = office.page("SPJ/chief", "/todo").await;
    assert!(todo.text.contains("/correspondence/GH-2026-000001") && todo.text.contains("关于商请核实测试储罐间距的函"));
    let page = office.page("SPJ/chief", "/correspondence/GH-2026-000001?task=all").await;
    assert_eq!(page.status, 200);
    for part in [
        "测试化工储罐区与村道间距接近下限",
        "请核实测试储罐区间距",
        "同意发出",
        "退回修改",
        "转办",
        "name=\"version\" value=\"1\"",
    ] {
        assert!(page.text.contains(part), "{part} is on the page");
    }
    let of_liaison = office.page("SPJ/liaison", "/correspondence/GH-2026-000001").await;
    assert!(!of_liaison.text.contains("name=\"version\""), "the form is the leader's");
    let back = office.press("SPJ/chief", "/correspondence/GH-2026-000001/send-back", &[("reason", "")]).await;
    assert_eq!(back.status, 422, "a reason is asked for");
    let decided = office
        .press("SPJ/chief", "/correspondence/GH-2026-000001/endorse", &[("version", "1"), ("opinion", "同意")])
        .await;
    assert_eq!(decided.status, 303, "{}", decided.text);
    let form = office.page("SPJ/liaison", "/correspondence/GH-2026-000001/issue").await;
    assert!(form.text.contains("请填写本单位登记") || form.text.contains("请填本单位登记的发文字号"));
    let wrong = office.press("SPJ/liaison", "/correspondence/GH-2026-000001/issue", &[("number", "7号")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("测审函〔2026〕12号"), "it says how a number is written");
    let issued =
        office.press("SPJ/liaison", "/correspondence/GH-2026-000001/issue", &[("number", "测审批函〔2026〕7号")]).await;
    assert_eq!((issued.status, issued.location.as_str()), (303, "/correspondence/GH-2026-000001"));
    let sent = office.page("SPJ/liaison", "/sent").await;
    assert!(sent.text.contains("GH-2026-000001"), "已发 waits for it to be filed");
    let inbox = office.page("YJJ/liaison", "/correspondence/GH-2026-000001").await;
    assert!(inbox.text.contains("签收归档") && !inbox.text.contains("领导意见"), "opinions stay inside");
    let filed = office.press("YJJ/liaison", "/correspondence/GH-2026-000001/file", &[]).await;
    assert_eq!(filed.status, 303, "{}", filed.text);
    let done = office.page("YJJ/liaison", "/todo/done").await;
    assert!(done.text.contains("GH-2026-000001"), "{}", done.text);
    office.staff.city.assert_verified().await;
}

async fn the_ladder_of_an_item_shows_what_was_tried_and_who_can_take_the_next_step(city: City) {
    let office = Office::of(city).await;
    let request = grant("A-1", ONE, "2026-09-30T09:00:00+08:00");
    let pushed = office.staff.does("SPJ/liaison", move |act| push(act, &request)).await.expect("pushed").remove(0);
    let number = pushed.state.number.clone();
    let (_, ladder) = office.read("SPJ/liaison", &format!("ladders/{number}")).await;
    assert_eq!((&ladder["next"], &ladder["next_takers"][0]), (&json!("phone"), &json!("责任人")));
    let page = office.page("SPJ/liaison", &format!("/ladder/{number}")).await;
    assert!(page.text.contains("责任人") && !page.text.contains("/phone-notes/new"), "the step is not the liaison's");
    let page = office.page("SPJ/head", &format!("/ladder/{number}")).await;
    assert!(page.text.contains("/phone-notes/new"), "the responsible officer can take it");
    let call = json!({
        "to": "YJJ", "officer": office.staff.id("YJJ/head"), "called_at": "2026-09-30T10:00",
        "gist": "口径（测试）", "result": "以罐壁外缘计（测试）", "about": number, "follows": number,
    });
    let (status, problem) = office.call("SPJ/liaison", "phone-notes", &call).await;
    assert_eq!(status, 403, "{problem}");
    assert!(problem.to_string().contains("责任人"), "it says who can take it: {problem}");
    let (status, note) = office.call("SPJ/head", "phone-notes", &call).await;
    assert_eq!((status, &note["called_at"]), (201, &json!("2026-09-30T10:00:00+08:00")), "{note}");
    let (_, ladder) = office.read("YJJ/head", &format!("ladders/{number}")).await;
    assert_eq!((&ladder["next"], &ladder["steps"][1]["follows"]), (&json!("oa"), &json!(pushed.id)));
    assert_eq!(office.read("SCJ/liaison", &format!("ladders/{number}")).await.0, 404);
    let note = format!("/phone-notes/{}", note["number"].as_str().expect("a number"));
    let shown = office.page("YJJ/head", &note).await;
    assert!(shown.text.contains("提出异议") && shown.text.contains("确认相符"));
    let disputed = office.press("YJJ/head", &format!("{note}/dispute"), &[("reason", "未达成一致（测试）")]).await;
    assert_eq!(disputed.status, 303);
    let propose = [
        ("to", "YJJ"),
        ("topic", "间距（测试）"),
        ("text", "未能解决（测试）"),
        ("about", &number),
        ("tried", &number),
    ];
    let proposed = office.press("SPJ/head", "/consultation-proposals/new", &propose).await;
    assert_eq!(proposed.status, 303, "{}", proposed.text);
    let shown = office.page("YJJ/head", &proposed.location).await;
    assert!(shown.text.contains("尚未试过：电话、OA办公系统、公函"), "{}", shown.text);
    office.staff.city.assert_verified().await;
}

crate::on_both! {
    "2026-09-30T10:00:00+08:00";
    a_letter_goes_from_draft_to_answer_by_the_api,
    a_leader_decides_on_one_page_and_what_is_done_moves_through_the_lists,
    the_ladder_of_an_item_shows_what_was_tried_and_who_can_take_the_next_step,
}
