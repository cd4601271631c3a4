//! The pages of the exchange without a browser: an officer who logs in, reads, and sends plain forms.

use crate::app::escaped;
use crate::city::{City, ONE, grant};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::acts;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::web::{Server, router};
use shenguan_server::sections::{DESK, SECTIONS};
use tower::ServiceExt as _;

pub(crate) const PASSWORD: &str = "测试口令测试口令-2026-09-30";
const CASE: &str = "P-1";

/// Somebody at a desk: pages and forms with a session.
pub(crate) struct Desk {
    pub(crate) router: Router,
    pub(crate) session: String,
}

/// What came back.
pub(crate) struct Shown {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) banner: String,
    pub(crate) text: String,
}

impl Desk {
    /// The bytes of a file, with its name as the header has it.
    pub(crate) async fn file(&self, path: &str) -> (String, Vec<u8>) {
        let request = Request::builder().uri(path).header("cookie", format!("__Host-session={}", self.session));
        let request = request.header("accept-language", "zh-CN").body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        assert_eq!(response.status().as_u16(), 200, "{path}");
        let name = response.headers().get("content-disposition").and_then(|value| value.to_str().ok());
        let name = name.unwrap_or_default().to_owned();
        (name, to_bytes(response.into_body(), 4 * 1024 * 1024).await.expect("a body").to_vec())
    }

    pub(crate) async fn send(&self, method: Method, path: &str, form: &[(&str, &str)]) -> Shown {
        let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("cookie", format!("__Host-session={}", self.session))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept-language", "zh-CN");
        let request = request.body(Body::from(body.join("&"))).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let header =
            |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let cookies = response.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let mut banners =
            cookies.filter_map(|it| it.strip_prefix("__Host-banner=")).filter_map(|it| it.split(';').next());
        let banner = banners.next_back().and_then(|words| hex::decode(words).ok()).unwrap_or_default();
        let (status, location) = (response.status().as_u16(), header("location").to_owned());
        let bytes = to_bytes(response.into_body(), 4 * 1024 * 1024).await.expect("a body");
        Shown {
            status,
            location,
            banner: String::from_utf8(banner).expect("words"),
            text: String::from_utf8(bytes.to_vec()).expect("a page"),
        }
    }

    /// The same officer after a new login.
    pub(crate) async fn again(&self, department: &str) -> Self {
        log_in(&self.router, department).await
    }

    pub(crate) async fn get(&self, path: &str) -> Shown {
        self.send(Method::GET, path, &[]).await
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Shown {
        self.send(Method::POST, path, form).await
    }
}

/// The liaison officers of 市行政审批局 and of 市应急管理局.
pub(crate) async fn desks(city: &City) -> (Desk, Desk) {
    let settings = Settings::demo(([127, 0, 0, 1], 8066).into());
    let server = Server::new(city.app.clone(), settings, DESK).expect("the server starts");
    let router = router(server.clone(), SECTIONS);
    let mut desks = Vec::new();
    for department in ["SPJ", "YJJ"] {
        let (_, officer) = city.officers.iter().find(|(of, _)| of == department).expect("an officer");
        let made =
            server.identity.create_account(Actor::Setup, department.to_lowercase(), officer.clone(), PASSWORD.into());
        made.await.expect("the account is made");
        desks.push(log_in(&router, department).await);
    }
    let authority = desks.pop().expect("two");
    (desks.pop().expect("one"), authority)
}

async fn log_in(router: &Router, department: &str) -> Desk {
    let form = format!("username={}&password={}", department.to_lowercase(), escaped(PASSWORD));
    let login = Request::builder().method(Method::POST).uri("/login");
    let login = login.header("content-type", "application/x-www-form-urlencoded").body(Body::from(form));
    let response = router.clone().oneshot(login.expect("a request")).await.expect("an answer");
    let cookies = response.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let session = cookies.filter_map(|it| it.strip_prefix("__Host-session=")).find_map(|it| it.split(';').next());
    Desk { router: router.clone(), session: session.expect("logged in").to_owned() }
}

async fn a_receipt_by_one_press_moves_responsibility_and_says_so(city: City) {
    let (bureau, authority) = desks(&city).await;
    let request = grant(CASE, ONE, "2026-09-30T15:00:00+08:00");
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("the push is taken");

    let todo = authority.get("/todo").await;
    assert_eq!(todo.status, 200);
    assert!(todo.text.contains("待办 1 件") && todo.text.contains("TS-2026-000001"), "the heading counts the rows");
    assert!(
        todo.text.contains(r#"<span class="vh">共 </span><span class="num">1</span>"#),
        "the badge is the same number"
    );
    assert!(bureau.get("/todo").await.text.contains("待办已清空"));

    let item = authority.get("/items/TS-2026-000001").await;
    assert_eq!(item.status, 200);
    assert!(item.text.contains("履行事中事后监管职责") && item.text.contains("交接职责"));
    assert!(item.text.contains("提出异议") && !item.text.contains(">撤回<"), "the buttons are those of the addressee");
    assert!(bureau.get("/items/TS-2026-000001").await.text.contains("已查看"), "opening it is a fact of the record");

    let asked = format!("/approvals?number={CASE}&at=2026-09-30T15:30");
    assert!(bureau.get(&asked).await.text.contains("由市行政审批局（测试）负责：履行交接职责"));
    let done = authority.post("/items/TS-2026-000001/acknowledge", &[]).await;
    assert_eq!((done.status, done.location.as_str()), (303, "/todo"), "the last one leads to the empty list");
    let words = "已接收 TS-2026-000001，自 9月30日 16:00 起由市应急管理局（测试）履行事中事后监管职责。";
    assert_eq!(done.banner, words);
    assert!(authority.get("/todo").await.text.contains("待办已清空"));
    let asked = format!("/approvals?number={CASE}&at=2026-09-30T16:00");
    assert!(bureau.get(&asked).await.text.contains("由市应急管理局（测试）负责：履行事中事后监管职责"));
    assert!(bureau.get(&format!("/approvals?number={CASE}&at=2026-09-30T15:59")).await.text.contains("履行交接职责"));

    let twice = authority.post("/items/TS-2026-000001/acknowledge", &[]).await;
    assert_eq!(twice.status, 409);
    assert!(twice.text.contains("测试YJJ"), "it says who was first");
}

async fn a_form_keeps_what_was_typed_and_acts_once(city: City) {
    let (bureau, authority) = desks(&city).await;
    let request = grant(CASE, ONE, "2026-09-30T15:00:00+08:00");
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("the push is taken");
    let path = "/items/TS-2026-000001/return";
    let empty = authority.post(path, &[("reason", " "), ("suggested_to", "SCJ")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.text.contains(r#"<option value="SCJ" selected>"#) && empty.text.contains(r##"href="#f-reason""##));
    let objected = authority.post(path, &[("reason", "不属于本单位"), ("once", "a1")]).await;
    assert_eq!(objected.status, 303);
    assert!(objected.banner.contains("计时不停"), "the agreement names it: {}", objected.banner);
    let again = authority.post(path, &[("reason", "不属于本单位"), ("once", "a1")]).await;
    assert_eq!(again.status, 303, "pressing twice acts once");

    let form = [("kind", "approval_outcome"), ("subject", "测试许可"), ("item_code", ONE), ("step", "push")];
    let wrong = bureau.post("/push/new", &form).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("测试许可") && wrong.text.contains("案件编号："), "kept, and each missing field named");
    let routed = bureau.post("/push/new", &[("kind", "approval_outcome"), ("item_code", ONE), ("step", "route")]).await;
    assert!(routed.status == 200 && routed.text.contains(r#"value="YJJ" checked"#), "the agreement preselects");
    let foreign = authority.get("/push/new?kind=approval_outcome").await;
    assert_eq!(foreign.status, 200, "the form is only a form; the rule refuses the push");
}

async fn nobody_else_finds_an_item(city: City) {
    let (bureau, authority) = desks(&city).await;
    let request = grant(CASE, crate::city::NONE, "2026-09-30T15:00:00+08:00");
    let request = shenguan_server::exchange::request::PushRequest {
        to: Some(vec!["SCJ".to_owned()]),
        routing_reason: Some("测试".to_owned()),
        ..request
    };
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("the push is taken");
    assert_eq!(bureau.get("/items/TS-2026-000001").await.status, 200);
    for path in ["/items/TS-2026-000001", "/items/TS-2026-000001/return"] {
        assert_eq!(authority.get(path).await.status, 404, "{path}");
    }
    assert_eq!(authority.post("/items/TS-2026-000001/acknowledge", &[]).await.status, 404);
    assert!(!authority.get("/register").await.text.contains("TS-2026-000001"));
    assert!(authority.get(&format!("/approvals?number={CASE}")).await.text.contains("没有查到这件许可"));
}

macro_rules! on_both {
    ($($story:ident),+) => {
        mod on_sqlite { $(#[tokio::test] async fn $story() { super::$story(crate::city::City::on_sqlite(crate::app::START).await).await; })+ }
        mod on_postgres { $(#[tokio::test] async fn $story() { super::$story(crate::city::City::on_postgres(crate::app::START).await).await; })+ }
    };
}

on_both!(
    a_receipt_by_one_press_moves_responsibility_and_says_so,
    a_form_keeps_what_was_typed_and_acts_once,
    nobody_else_finds_an_item
);
