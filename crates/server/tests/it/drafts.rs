//! What was typed outlives a lost session, a conflict and a fault; two windows never overwrite each other; nobody else sees it.

use crate::app::escaped;
use crate::city::{City, ONE, grant};
use crate::on_both;
use crate::pages::{Desk, PASSWORD, desks};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use shenguan_server::exchange::acts;
use shenguan_server::platform::draft::{DRAFTS_MAX, FIELDS_BYTES_MAX};
use tower::ServiceExt as _;

const ITEM: &str = "TS-2026-000001";
const RETURN: &str = "/items/TS-2026-000001/return";
const DRAFT: &str = "0123456789abcdef0123456789abcdef";
const PAGE: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const OTHER_PAGE: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
const REASON: &str = "不属于本单位监管事项，理由测试";

struct Answer {
    status: u16,
    location: String,
    cookies: Vec<String>,
    text: String,
}

/// The form of a return as a browser sends it.
fn form<'f>(page: &'f str, version: &'f str, reason: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("draft", DRAFT),
        ("draft_version", version),
        ("draft_page", page),
        ("draft_path", RETURN),
        ("draft_title", "退回"),
        ("once", "e1"),
        ("reason", reason),
    ]
}

async fn sends(desk: &Desk, cookies: &str, is_script: bool, path: &str, form: &[(&str, &str)]) -> Answer {
    let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header("cookie", cookies)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept-language", "zh-CN");
    if is_script {
        request = request.header("accept", "application/json");
    }
    answered(desk, request.body(Body::from(body.join("&"))).expect("a request")).await
}

async fn opens(desk: &Desk, cookies: &str, path: &str) -> Answer {
    let request = Request::builder().uri(path).header("cookie", cookies).header("accept-language", "zh-CN");
    answered(desk, request.body(Body::empty()).expect("a request")).await
}

async fn answered(desk: &Desk, request: Request<Body>) -> Answer {
    let response = desk.router.clone().oneshot(request).await.expect("the router always answers");
    let header =
        |name: &str| response.headers().get_all(name).iter().map(|value| value.to_str().expect("words").to_owned());
    let (status, location) = (response.status().as_u16(), header("location").next().unwrap_or_default());
    let cookies = header("set-cookie").collect();
    let bytes = to_bytes(response.into_body(), 4 * 1024 * 1024).await.expect("a body");
    Answer { status, location, cookies, text: String::from_utf8(bytes.to_vec()).expect("a page") }
}

fn session(desk: &Desk) -> String {
    format!("__Host-session={}", desk.session)
}

async fn saves(desk: &Desk, form: &[(&str, &str)]) -> serde_json::Value {
    let answer = sends(desk, &session(desk), true, "/drafts", form).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    serde_json::from_str(&answer.text).expect("an answer for the script")
}

/// A push that waits for the authority.
async fn pushed(city: &City) -> (Desk, Desk) {
    let desks = desks(city).await;
    let request = grant("D-1", ONE, "2026-09-30T15:00:00+08:00");
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("the push is taken");
    desks
}

async fn log_in(desk: &mut Desk, username: &str, next: &str, cookies: &str) -> Answer {
    let form = [("username", username), ("password", PASSWORD), ("next", next)];
    let answer = sends(desk, cookies, false, "/login", &form).await;
    let token = answer.cookies.iter().find_map(|cookie| cookie.strip_prefix("__Host-session="));
    desk.session = token.and_then(|token| token.split(';').next()).expect("logged in").to_owned();
    answer
}

async fn a_session_that_is_over_loses_no_word_and_nothing_acts_by_itself(city: City) {
    let (bureau, mut authority) = pushed(&city).await;
    assert_eq!(authority.post("/logout", &[]).await.status, 303);
    let refused = sends(&authority, &session(&authority), false, RETURN, &form(PAGE, "0", REASON)).await;
    assert_eq!((refused.status, refused.location.as_str()), (303, format!("/login?next=/drafts/{DRAFT}").as_str()));
    assert!(refused.cookies.iter().all(|cookie| !cookie.starts_with("__Host-draft=")), "its account is known");
    let login = opens(&authority, "", &refused.location).await;
    assert!(login.text.contains("填写的内容已保存") && !login.text.contains(REASON), "{}", login.text);

    let place = format!("/drafts/{DRAFT}");
    assert_eq!(bureau.get(&place).await.status, 404, "another account has no such draft");
    assert_eq!(log_in(&mut authority, "yjj", &place, "").await.location, place);
    let resumed = authority.get(&place).await;
    assert_eq!((resumed.status, resumed.location.clone()), (303, format!("{RETURN}?draft={DRAFT}")));
    let shown = authority.get(&resumed.location).await;
    assert!(shown.status == 200 && shown.text.contains(REASON) && shown.text.contains("已恢复草稿"));
    assert!(authority.get(&format!("/items/{ITEM}")).await.text.contains("提出异议"), "it still waits");
    let foreign = bureau.get(&resumed.location).await;
    assert!(!foreign.text.contains(REASON), "the address alone shows nothing");

    let done = sends(&authority, &session(&authority), false, RETURN, &form(PAGE, "1", REASON)).await;
    assert_eq!(done.status, 303);
    assert!(authority.get("/drafts").await.text.contains("没有草稿"), "the act is done");
    city.assert_verified().await;
}

async fn without_any_session_the_browser_that_typed_it_gets_it_back(city: City) {
    let (mut bureau, mut authority) = pushed(&city).await;
    let refused = sends(&authority, "", false, RETURN, &form(PAGE, "0", REASON)).await;
    assert_eq!(refused.location, format!("/login?next=/drafts/{DRAFT}"));
    let cookie = refused.cookies.iter().find(|cookie| cookie.starts_with("__Host-draft=")).expect("a claim");
    assert!(cookie.contains("Max-Age=3600") && cookie.contains("HttpOnly"), "{cookie}");
    let claim = cookie.split(';').next().expect("a value").to_owned();
    let place = format!("/drafts/{DRAFT}");
    log_in(&mut bureau, "spj", "/", "").await;
    assert_eq!(bureau.get(&place).await.status, 404, "without the claim there is nothing");

    log_in(&mut authority, "yjj", &place, &claim).await;
    let resumed = opens(&authority, &format!("{}; {claim}", session(&authority)), &place).await;
    assert_eq!((resumed.status, resumed.location.clone()), (303, format!("{RETURN}?draft={DRAFT}")));
    assert!(resumed.cookies.iter().any(|cookie| cookie.starts_with("__Host-draft=;") && cookie.contains("Max-Age=0")));
    assert!(authority.get(&resumed.location).await.text.contains(REASON));
    let late = opens(&bureau, &format!("{}; {claim}", session(&bureau)), &place).await;
    assert_eq!(late.status, 404, "a claim is good once");
}

async fn two_windows_with_one_draft_keep_both_texts(city: City) {
    let (_, authority) = pushed(&city).await;
    let first = saves(&authority, &form(PAGE, "0", "甲窗口第一稿")).await;
    assert_eq!((first["draft"].as_str(), first["version"].as_i64()), (Some(DRAFT), Some(1)));
    assert!(first["said"].as_str().expect("words").starts_with("草稿已于 16:00"), "{first}");
    // The other window opened it at version 1; this one saves on, whatever answers it missed.
    assert_eq!(saves(&authority, &form(PAGE, "0", "甲窗口第二稿")).await["version"].as_i64(), Some(2));
    let second = saves(&authority, &form(OTHER_PAGE, "1", "乙窗口")).await;
    let id = second["draft"].as_str().expect("an id").to_owned();
    assert!(
        id != DRAFT && second["is_second"] == true && second["said"].as_str().expect("words").contains("两份都留下")
    );
    for (draft, text) in [(DRAFT, "甲窗口第二稿"), (id.as_str(), "乙窗口")] {
        assert!(authority.get(&format!("{RETURN}?draft={draft}")).await.text.contains(text), "{text}");
    }
    let fresh = authority.get(RETURN).await.text;
    assert!(fresh.contains("您有 2 份草稿") && !fresh.contains("甲窗口第二稿"), "it asks first");
    let list = authority.get("/drafts").await.text;
    assert!(list.contains("我的草稿 2 份") && list.contains("90 天"));
    let gone = authority.post(&format!("/drafts/{id}/delete"), &[]).await;
    assert_eq!((gone.status, gone.banner.as_str()), (303, "草稿已删除。"));
    assert!(authority.get("/drafts").await.text.contains("我的草稿 1 份"));
}

async fn a_fault_keeps_the_text_and_says_whom_to_call(city: City) {
    let (_, authority) = pushed(&city).await;
    let database = shenguan_db::Database::clone(city.database());
    let broken = tokio::task::spawn_blocking(move || {
        let mut writer = database.writer().expect("a connection");
        let mut tx = writer.begin_write().expect("a transaction");
        tx.execute("ALTER TABLE task RENAME TO task_elsewhere", vec![]);
        tx.commit().expect("the table is out of the way");
    });
    broken.await.expect("it is broken");
    let failed = sends(&authority, &session(&authority), false, RETURN, &form(PAGE, "0", REASON)).await;
    assert_eq!(failed.status, 500);
    for words in ["没有提交成功，内容已保存为草稿。", "请稍后再试", "编号 ", &format!("/drafts/{DRAFT}")]
    {
        assert!(failed.text.contains(words), "{words}: {}", failed.text);
    }
    let resumed = authority.get(&format!("/drafts/{DRAFT}")).await;
    assert_eq!(resumed.location, format!("{RETURN}?draft={DRAFT}"), "and it is there");
}

async fn somebody_else_was_first_and_the_text_stays(city: City) {
    let (_, authority) = pushed(&city).await;
    assert_eq!(authority.post(&format!("/items/{ITEM}/acknowledge"), &[]).await.status, 303);
    let late = sends(&authority, &session(&authority), false, RETURN, &form(PAGE, "0", REASON)).await;
    assert_eq!(late.status, 409);
    assert!(late.text.contains("已接收，不能再退回") && late.text.contains(REASON), "{}", late.text);
    assert!(late.text.contains(&format!(r#"name="draft_page" value="{PAGE}""#)), "the same page of the same draft");
}

async fn without_a_script_a_button_saves(city: City) {
    let (bureau, _) = pushed(&city).await;
    let mut form = vec![
        ("draft", DRAFT),
        ("draft_version", "0"),
        ("draft_page", PAGE),
        ("draft_path", "/push/new?kind=approval_outcome"),
        ("draft_title", "推送审批结果"),
        ("kind", "approval_outcome"),
        ("subject", "测试许可草稿"),
        ("to", "YJJ"),
        ("password", "不该留下"),
        ("step", "draft"),
    ];
    let saved = bureau.post("/drafts", &form).await;
    assert_eq!(saved.location, format!("/push/new?kind=approval_outcome&draft={DRAFT}"));
    assert_eq!(saved.banner, "草稿已于 16:00 保存");
    let shown = bureau.get(&saved.location).await.text;
    assert!(shown.contains("测试许可草稿") && shown.contains(r#"value="YJJ" checked"#) && !shown.contains("不该留下"));
    assert!(bureau.get("/sent").await.text.contains("/drafts"), "the list is found from 已发");
    assert!(bureau.get("/drafts").await.text.contains("推送审批结果 · 测试许可草稿"));

    let long = "字".repeat(FIELDS_BYTES_MAX / 3);
    form[6] = ("subject", long.as_str());
    let refused = sends(&bureau, &session(&bureau), true, "/drafts", &form).await;
    assert!(refused.status == 422 && refused.text.contains("草稿没有保存"), "{}", refused.text);
    for path in ["//evil.example", "https://evil.example/", "javascript:1"] {
        form[3] = ("draft_path", path);
        assert_eq!(sends(&bureau, &session(&bureau), true, "/drafts", &form).await.status, 422, "{path}");
    }
}

async fn the_oldest_makes_room_and_what_is_old_goes(city: City) {
    let (mut bureau, _) = pushed(&city).await;
    for number in 0..=DRAFTS_MAX {
        let (id, text) = (format!("{number:032x}"), format!("第{number}稿"));
        let mut sent = form(PAGE, "0", &text);
        sent[0] = ("draft", &id);
        city.set_clock(&format!("2026-09-30T17:{number:02}:00+08:00"));
        saves(&bureau, &sent).await;
    }
    let list = bureau.get("/drafts").await.text;
    assert!(list.contains("我的草稿 50 份") && list.contains(&format!("{DRAFTS_MAX:032x}")));
    assert!(!list.contains(&format!("/drafts/{:032x}\"", 0)), "the first went");
    city.set_clock("2026-12-29T18:00:00+08:00");
    log_in(&mut bureau, "spj", "/", "").await;
    assert!(bureau.get("/drafts").await.text.contains("没有草稿"));
}

on_both!(crate::app::START;
    a_session_that_is_over_loses_no_word_and_nothing_acts_by_itself,
    without_any_session_the_browser_that_typed_it_gets_it_back,
    two_windows_with_one_draft_keep_both_texts,
    a_fault_keeps_the_text_and_says_whom_to_call,
    somebody_else_was_first_and_the_text_stays,
    without_a_script_a_button_saves,
    the_oldest_makes_room_and_what_is_old_goes,
);
