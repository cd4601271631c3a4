//! What lies around every page: what is told to an open page, the own settings, help and feedback, and what a page weighs.

use crate::app::START;
use crate::app::escaped;
use crate::city::{City, ONE, grant};
use crate::on_both;
use crate::pages::{Desk, PASSWORD, desks};
use axum::body::{Body, to_bytes};
use axum::http::Request;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use shenguan_server::exchange::acts;
use shenguan_server::platform::feedback::feedback;
use std::collections::BTreeSet;
use tower::ServiceExt as _;

/// Of `Settings::demo`.
const IDLE_MINUTES: i64 = 480;
/// Of the first page with all that it needs, compressed with gzip, as the server sends it.
const FIRST_PAGE_BYTES_MAX: usize = 30 * 1024;
/// A full list.
const ROWS: usize = 50;
const NEW: &str = "测试新口令-2026-10-01";

on_both! {
    crate::app::START;
    what_arrives_is_told_to_the_addressee_only,
    a_page_left_open_keeps_no_session_alive,
    settings_are_kept_and_the_password_is_the_owners,
    what_people_say_is_kept_for_the_administrators,
    the_first_page_is_light,
    a_refused_page_says_who_can_and_its_number,
}

async fn push(city: &City, case: &str) {
    let request = grant(case, ONE, "2026-09-30T15:00:00+08:00");
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("the push is taken");
}

/// The mark of a page, by which it asks for news.
async fn mark(desk: &Desk) -> String {
    let page = desk.get("/todo").await.text;
    let mark = page.split("data-live=\"").nth(1).and_then(|rest| rest.split('"').next());
    mark.expect("the page asks for news").to_owned()
}

async fn news(desk: &Desk, mark: &str) -> (u64, u64, String) {
    let told = desk.get(&format!("/todo/news?since={mark}")).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let told: Value = serde_json::from_str(&told.text).expect("JSON");
    let number = |name: &str| told[name].as_u64().expect("a number");
    (number("todo"), number("arrived"), told["words"].as_str().expect("words").to_owned())
}

async fn what_arrives_is_told_to_the_addressee_only(city: City) {
    let (bureau, authority) = desks(&city).await;
    push(&city, "N-1").await;
    let (of_bureau, of_authority) = (mark(&bureau).await, mark(&authority).await);
    assert_eq!(news(&authority, &of_authority).await, (1, 0, String::new()), "it is on the page already");
    push(&city, "N-2").await;
    assert_eq!(news(&authority, &of_authority).await, (2, 1, "有 1 件新件，点此显示".to_owned()));
    assert_eq!(news(&bureau, &of_bureau).await, (0, 0, String::new()), "what one sends is no news");
    authority.get("/items/TS-2026-000001").await;
    assert_eq!(news(&bureau, &of_bureau).await.1, 0, "that it was opened is none either");
    authority.post("/items/TS-2026-000002/acknowledge", &[]).await;
    assert_eq!(news(&authority, &of_authority).await, (1, 0, String::new()), "what was done meanwhile is not new");
    let returned = authority.post("/items/TS-2026-000001/return", &[("reason", "测试：不属本局监管")]).await;
    assert_eq!(returned.status, 303);
    assert_eq!(news(&authority, &of_authority).await.1, 0);
    let (todo, arrived, _) = news(&bureau, &of_bureau).await;
    assert_eq!((todo, arrived), (1, 1), "a return is the bureau's to decide");
}

async fn a_page_left_open_keeps_no_session_alive(city: City) {
    let (_, authority) = desks(&city).await;
    let mark = mark(&authority).await;
    let start: Timestamp = START.parse().expect("an instant");
    let after = |minutes| (start + SignedDuration::from_mins(minutes)).to_string();
    for minutes in [IDLE_MINUTES / 2, IDLE_MINUTES - 1] {
        city.set_clock(&after(minutes));
        news(&authority, &mark).await;
    }
    city.set_clock(&after(IDLE_MINUTES));
    let refused = authority.get(&format!("/todo/news?since={mark}")).await;
    assert_eq!((refused.status, refused.location.starts_with("/login")), (303, true));
}

async fn settings_are_kept_and_the_password_is_the_owners(city: City) {
    let (_, authority) = desks(&city).await;
    let saved = authority.post("/me/look", &[("theme", "dark"), ("text_size", "lg"), ("keys", "off")]).await;
    assert_eq!((saved.status, saved.location.as_str(), saved.banner.as_str()), (303, "/me", "已保存。"));
    let page = authority.get("/me").await.text;
    for mark in [r#"data-theme="dark""#, r#"data-size="lg""#, r#"data-keys="off""#, r#"value="off" checked"#] {
        assert!(page.contains(mark), "{mark}");
    }
    let elsewhere = log_in_again(&authority, "yjj", PASSWORD).await;
    assert!(authority.get("/me").await.text.contains("退出其他登录"));
    for (form, words) in [
        ([("current", "不是这个"), ("new", NEW), ("again", NEW)], "原密码不对"),
        ([("current", PASSWORD), ("new", NEW), ("again", "另一个密码2026")], "两遍新密码不一样"),
        ([("current", PASSWORD), ("new", PASSWORD), ("again", PASSWORD)], "与原密码相同"),
        ([("current", PASSWORD), ("new", "短"), ("again", "短")], "密码太短"),
    ] {
        let refused = authority.post("/me/password", &form).await;
        assert_eq!(refused.status, 422, "{words}");
        assert!(refused.text.contains(words) && !refused.text.contains(PASSWORD), "{words}");
        assert!(refused.text.contains(r##"<a href="#f-"##), "the summary leads to the field");
    }
    assert_eq!(elsewhere.get("/me").await.status, 200, "nothing has changed yet");
    let changed = authority.post("/me/password", &[("current", PASSWORD), ("new", NEW), ("again", NEW)]).await;
    assert_eq!((changed.status, changed.banner.as_str()), (303, "密码已修改，其他登录已退出。"));
    assert_eq!(elsewhere.get("/me").await.status, 303, "logged out elsewhere");
    assert_eq!(authority.get("/me").await.status, 200, "and not here");
    let elsewhere = log_in_again(&authority, "yjj", NEW).await;
    let ended = authority.post("/me/sessions/end-others", &[]).await;
    assert_eq!(ended.banner, "已退出其他 1 处登录。");
    assert_eq!((elsewhere.get("/me").await.status, authority.get("/me").await.status), (303, 200));
}

async fn what_people_say_is_kept_for_the_administrators(city: City) {
    let (bureau, authority) = desks(&city).await;
    let nobody = Desk { router: authority.router.clone(), session: String::new() };
    let help = nobody.get("/help").await;
    assert_eq!(help.status, 200, "whoever cannot log in needs it most");
    assert!(!help.text.contains("/help/feedback"));
    let refused = authority.post("/help/feedback", &[("words", "  "), ("once", "a")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("请写下您的意见"));
    let long = "长".repeat(1_001);
    let refused = authority.post("/help/feedback", &[("words", long.as_str()), ("once", "b")]).await;
    assert!(refused.status == 422 && refused.text.contains(&long), "what was typed is kept");
    for _ in 0..2 {
        let given = authority.post("/help/feedback", &[("words", "测试意见：字可以再大些"), ("once", "c")]).await;
        assert_eq!((given.status, given.location.as_str()), (303, "/help/thanks"));
    }
    assert!(authority.get("/help/thanks").await.text.contains("平台管理员会逐条看"));
    assert_eq!(bureau.get("/system/feedback").await.status, 403, "for administrators only");
    let kept = city.app.read(|read| feedback(read.tx(), None, 10)).await.expect("it is read");
    assert_eq!(kept.len(), 1, "pressing twice says it once");
    assert_eq!((kept[0].department.as_str(), kept[0].words.as_str()), ("YJJ", "测试意见：字可以再大些"));
    let after = Some((kept[0].given_at.as_microsecond(), kept[0].id.clone()));
    assert!(city.app.read(move |read| feedback(read.tx(), after, 10)).await.expect("it is read").is_empty());
}

async fn the_first_page_is_light(city: City) {
    let (_, authority) = desks(&city).await;
    for case in 0..ROWS {
        push(&city, &format!("W-{case}")).await;
    }
    let page = authority.get("/todo").await.text;
    let mut paths: BTreeSet<&str> = page.split(['"', '#']).filter(|part| part.starts_with("/a/")).collect();
    assert!(paths.len() >= 4, "styles, script and icons: {paths:?}");
    paths.insert("/todo");
    let mut bytes = 0;
    for path in &paths {
        let sent = authority.bytes(path).await;
        bytes += sent;
    }
    assert!(bytes <= FIRST_PAGE_BYTES_MAX, "{bytes} bytes");
}

impl Desk {
    /// How many bytes come over the line.
    async fn bytes(&self, path: &str) -> usize {
        let cookie = format!("__Host-session={}", self.session);
        let request = Request::get(path).header("cookie", cookie).header("accept-encoding", "gzip");
        let response = self.router.clone().oneshot(request.body(Body::empty()).expect("a request")).await;
        let response = response.expect("an answer");
        assert_eq!(response.status(), 200, "{path}");
        to_bytes(response.into_body(), FIRST_PAGE_BYTES_MAX * 10).await.expect("a body").len()
    }
}

/// The same person at another computer.
async fn log_in_again(desk: &Desk, username: &str, password: &str) -> Desk {
    let form = format!("username={username}&password={}", escaped(password));
    let login = Request::post("/login").header("content-type", "application/x-www-form-urlencoded");
    let response = desk.router.clone().oneshot(login.body(Body::from(form)).expect("a request")).await;
    let response = response.expect("an answer");
    let cookies = response.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let session = cookies.filter_map(|it| it.strip_prefix("__Host-session=")).find_map(|it| it.split(';').next());
    Desk { router: desk.router.clone(), session: session.expect("logged in").to_owned() }
}

async fn a_refused_page_says_who_can_and_its_number(city: City) {
    let (_, authority) = desks(&city).await;
    let refused = authority.get("/system").await;
    assert_eq!(refused.status, 403);
    assert!(refused.text.contains("请找系统管理员办理") && refused.text.contains("编号 "), "{}", refused.text);
    let nobody = Desk { router: authority.router.clone(), session: String::new() };
    let sent = nobody.get("/sent").await;
    assert_eq!(sent.location, "/login?next=/sent");
    assert!(nobody.get(&sent.location).await.text.contains("登录后回到刚才的页面"));
    assert!(!nobody.get("/login").await.text.contains("登录后回到刚才的页面"));
}
