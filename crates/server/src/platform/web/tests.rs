use super::*;
use crate::party::acts::{DepartmentRequest, OfficerRequest, enlist_officer, found_department};
use crate::platform::act::Act;
use crate::platform::app::App;
use crate::platform::clock::Clock;
use crate::platform::config::Settings;
use crate::platform::desk::Desk;
use crate::platform::directory::OfficerCard;
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Flag, NewKey, Permission, SESSION_COOKIE, create_key};
use crate::platform::migrations::MIGRATIONS;
use crate::platform::stored::{self, Task, TaskList};
use crate::roster::acts::{DesignationRequest, designate};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::civil::date;
use shenguan_db::testing::TestDatabase;
use shenguan_rules::party::{DepartmentCode, OfficerId, Side};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tower::ServiceExt as _;

const PASSWORD: &str = "测试口令-正确的-1";

/// A city of one authority, with a liaison officer, an administrator and a key.
struct City {
    router: Router,
    server: Server,
    liaison: OfficerId,
    key: String,
    _database: TestDatabase,
}

/// What the authority has to do.
fn seven_to_do(act: &mut Act<'_, '_>) {
    let department = DepartmentCode::parse("ZJJ").unwrap();
    let task = Task {
        department: department.clone(),
        list: TaskList::Todo,
        task: "acknowledge",
        due: None,
        from: None,
        until: None,
        section: None,
        officer: None,
        sender: department,
    };
    for number in 0..7 {
        stored::write_tasks(act.tx(), "sample", &format!("sample-{number}"), &[], std::slice::from_ref(&task));
    }
}

/// A section as another engineer would write it.
fn sample(routes: Routes) -> Routes {
    routes
        .get("/todo", Permission::ReadItems, todo)
        .get("/panic", Permission::Public, panics)
        .api(Permission::Acknowledge, utoipa_axum::routes!(acknowledge))
}

async fn panics() -> &'static str {
    panic!("on purpose")
}

async fn todo(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let page = server.app.read(move |read| Page::new(&visit, &caller, read, Nav::Todo)).await?;
    Ok(super::failure_page::failure_page(
        page.visit(),
        &page.visit().problem(&crate::platform::error::Error::NotFound),
        None,
    ))
}

#[utoipa::path(post, path = "/api/v1/sample/{id}/acknowledge", responses((status = 200)))]
async fn acknowledge(State(server): State<Server>, caller: Caller, write: Write<()>) -> Outcome<Response> {
    static ACTS: AtomicU32 = AtomicU32::new(0);
    let answer = server
        .app
        .act_once(caller.actor, write.key, |_| {
            json_answer(200, &serde_json::json!({ "act": ACTS.fetch_add(1, Ordering::SeqCst) }))
        })
        .await?;
    Ok(answered(answer))
}

fn officer(act: &mut Act<'_, '_>, name: &str, role: Role) -> Result<OfficerId> {
    let card = OfficerCard { name: name.into(), post: "科员".into(), contact: "0412-555 0100".into() };
    let department = DepartmentCode::parse("ZJJ").unwrap();
    let id = enlist_officer(act, &OfficerRequest { department, section: None, card })?;
    let (from, to, basis) = (date(2020, 1, 1), None, Some("测试函〔2020〕1号".into()));
    designate(act, &DesignationRequest { officer: id.clone(), section: None, role, from, to, basis })?;
    Ok(id)
}

async fn city(settings: Settings) -> City {
    let database = TestDatabase::sqlite();
    database.migrate(MIGRATIONS).unwrap();
    let clock = Arc::new(Clock::manual("2026-11-24T07:18:00Z".parse().unwrap()));
    let app = App::start(&database, "210300", clock, Vec::new()).unwrap();
    let new = NewKey::fresh();
    let made = new.clone();
    let (liaison, administrator) = app
        .act(Actor::Setup, move |act| {
            let request = DepartmentRequest {
                code: DepartmentCode::parse("ZJJ").unwrap(),
                side: Side::Regulation,
                name: "市住建局（测试）".into(),
                name_en: None,
                short_name: "住建局".into(),
                founded_on: date(2019, 1, 1),
                sections: Vec::new(),
            };
            found_department(act, "210300", &request)?;
            let liaison = officer(act, "测试甲", Role::LiaisonOfficer)?;
            let administrator = officer(act, "测试乙", Role::SystemAdministrator)?;
            seven_to_do(act);
            create_key(act, &made, &request.code, "测试系统", &[Flag::Receive])?;
            Ok((liaison, administrator))
        })
        .await
        .unwrap();
    let server = Server::new(app, settings, Desk(&[])).unwrap();
    for (name, id) in [("jia", liaison.clone()), ("yi", administrator)] {
        server.identity.create_account(Actor::Setup, name.into(), id, PASSWORD.into()).await.unwrap();
    }
    let router = router(server.clone(), &[sample]);
    City { router, server, liaison, key: new.secret, _database: database }
}

impl City {
    async fn send(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn get(&self, path: &str, session: &str) -> Response {
        self.send(request("GET", path, session).body(Body::empty()).unwrap()).await
    }

    async fn form(&self, path: &str, session: &str, fields: &str) -> Response {
        let request = request("POST", path, session).header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(fields.to_owned())).unwrap()).await
    }

    async fn log_in(&self, username: &str, password: &str) -> Response {
        let password = super::attend::escaped(password);
        self.form("/login", "", &format!("username={username}&password={password}&next=/todo")).await
    }

    /// The token of a session of that account.
    async fn session(&self, username: &str) -> String {
        let response = self.log_in(username, PASSWORD).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        let cookies: Vec<&str> = header_all(&response, "set-cookie");
        let cookie = cookies.iter().find_map(|cookie| cookie.strip_prefix(&format!("{SESSION_COOKIE}="))).unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    async fn call(&self, key: &str, idempotency: &str) -> Response {
        let request = Request::post("/api/v1/sample/1/acknowledge").header("authorization", format!("Bearer {key}"));
        self.send(request.header("idempotency-key", idempotency).body(Body::empty()).unwrap()).await
    }
}

fn request(method: &str, path: &str, session: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header("cookie", format!("{SESSION_COOKIE}={session}"))
}

fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

fn header_all<'r>(response: &'r Response, name: &str) -> Vec<&'r str> {
    response.headers().get_all(name).iter().map(|value| value.to_str().unwrap()).collect()
}

async fn text(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

async fn code(response: Response) -> (u16, String) {
    assert_eq!(header(&response, "content-type"), "application/problem+json");
    let status = response.status().as_u16();
    let problem: serde_json::Value = serde_json::from_str(&text(response).await).unwrap();
    assert_eq!(problem["status"], status);
    (status, problem["code"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_page_without_a_session_leads_to_the_login_and_back() {
    let city = city(Settings::default()).await;
    let response = city.get("/todo?state=late", "").await;
    assert_eq!(
        (response.status(), header(&response, "location")),
        (StatusCode::SEE_OTHER, "/login?next=/todo%3Fstate%3Dlate")
    );
    let login = city.get("/login?next=//evil.example", "").await;
    assert_eq!(login.status(), StatusCode::OK);
    let page = text(login).await;
    assert!(page.contains("非涉密") && page.contains(r#"name="next" value="""#), "{page}");
    let session = city.session("jia").await;
    let todo = text(city.get("/todo", &session).await).await;
    assert!(todo.contains("测试甲") && todo.contains(">住建局 · 联络人"), "{todo}");
    assert!(!todo.contains("style=") && !todo.contains("<script>"), "the strict policy blocks what stands inline");
}

#[tokio::test]
async fn a_session_ends_at_logout_and_with_the_account() {
    let city = city(Settings::default()).await;
    let session = city.session("jia").await;
    assert_eq!(city.get("/todo", &session).await.status(), StatusCode::OK);
    assert_eq!(city.form("/logout", &session, "").await.status(), StatusCode::SEE_OTHER);
    assert_eq!(city.get("/todo", &session).await.status(), StatusCode::SEE_OTHER);
    let session = city.session("jia").await;
    let credentials = crate::platform::identity::Credentials::Session(session.clone());
    let caller = city.server.identity.identify(credentials).await.unwrap().unwrap();
    assert_eq!(caller.person.as_ref().unwrap().officer, city.liaison);
    city.server.identity.set_disabled(Actor::Setup, caller.account.as_deref().unwrap(), true).await.unwrap();
    assert_eq!(city.get("/todo", &session).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn wrong_passwords_are_counted_and_unknown_names_look_the_same() {
    let city = city(Settings::default()).await;
    for name in ["jia", "nobody"] {
        for tries_left in (0..5).rev() {
            let response = city.log_in(name, "wrong").await;
            assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let words = format!("账号或密码不对。还可试 {tries_left} 次。");
            assert!(text(response).await.contains(&words), "{name}: {words}");
        }
        assert!(text(city.log_in(name, PASSWORD).await).await.contains("请 5 分钟后再试"), "even with the right one");
    }
    city.server.app.clock().move_to("2026-11-24T07:23:01Z".parse().unwrap());
    assert_eq!(city.log_in("jia", PASSWORD).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_table_decides_who_comes_through() {
    let city = city(Settings::default()).await;
    let (liaison, administrator) = (city.session("jia").await, city.session("yi").await);
    assert_eq!(
        city.get("/todo", &administrator).await.status(),
        StatusCode::FORBIDDEN,
        "no content for an administrator"
    );
    assert_eq!(city.get("/system", &administrator).await.status(), StatusCode::OK);
    let refused = city.get("/system", &liaison).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    assert!(text(refused).await.contains("系统管理员"), "the words name who can");
}

#[tokio::test]
async fn a_key_acts_once_for_each_idempotency_key_and_not_after_it_is_revoked() {
    let city = city(Settings::default()).await;
    assert_eq!(code(city.call("sgk_00", "a").await).await, (401, "NOT_LOGGED_IN".into()));
    let first = text(city.call(&city.key, "a").await).await;
    assert_eq!(first, text(city.call(&city.key, "a").await).await, "the same answer byte for byte");
    assert_ne!(first, text(city.call(&city.key, "b").await).await);
    assert_eq!(code(city.call(&city.key, "").await).await, (400, "IDEMPOTENCY_KEY_MISSING".into()));
    let session = city.session("jia").await;
    let with_both = request("POST", "/api/v1/sample/1/acknowledge", &session).header("authorization", "Bearer sgk_00");
    let response = city.send(with_both.header("idempotency-key", "c").body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "a wrong key is not helped by a cookie");
    let department = DepartmentCode::parse("ZJJ").unwrap();
    let keys =
        city.server.app.read(move |read| crate::platform::identity::keys_of(read.tx(), &department)).await.unwrap();
    let id = keys[0].id.clone();
    city.server.app.act(Actor::Setup, move |act| crate::platform::identity::revoke_key(act, &id)).await.unwrap();
    assert_eq!(code(city.call(&city.key, "a").await).await, (401, "NOT_LOGGED_IN".into()));
}

#[tokio::test]
async fn forms_from_elsewhere_are_refused() {
    let city = city(Settings::default()).await;
    let session = city.session("jia").await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let request = request("POST", "/logout", &session).header("host", "127.0.0.1:8066").header(name, value);
        let response = city.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{name}");
    }
    assert_eq!(city.get("/todo", &session).await.status(), StatusCode::OK, "nothing happened");
}

#[tokio::test]
async fn every_answer_carries_the_strict_headers() {
    let city = city(Settings { public_url: "https://sg.example.invalid".into(), ..Settings::default() }).await;
    for path in
        ["/login", "/livez", "/readyz", "/metrics", "/nowhere", "/api/v1/nowhere", "/api/v1/openapi.json", "/panic"]
    {
        let response = city.get(path, "").await;
        let policy = header(&response, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{path}: {policy}");
        assert!(policy.ends_with("frame-ancestors 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(&response, "cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(header(&response, "referrer-policy"), "same-origin", "{path}");
        assert_eq!(header(&response, "cache-control"), "no-store", "{path}");
        assert!(header(&response, "strict-transport-security").starts_with("max-age="), "{path}");
    }
    let style = city.get(&asset("sgh.css"), "").await;
    assert_eq!(
        (header(&style, "content-type"), header(&style, "cache-control").contains("immutable")),
        ("text/css", true)
    );
}

#[tokio::test]
async fn failures_are_told_in_the_language_of_the_caller_and_never_by_their_cause() {
    let city = city(Settings::default()).await;
    assert_eq!(code(city.get("/api/v1/nowhere", "").await).await, (404, "NOT_FOUND".into()));
    let wrong_method = city.send(request("DELETE", "/livez", "").body(Body::empty()).unwrap()).await;
    assert_eq!(wrong_method.status(), StatusCode::METHOD_NOT_ALLOWED);
    let english = request("GET", "/api/v1/nowhere", "").header("accept-language", "en");
    assert!(text(city.send(english.body(Body::empty()).unwrap()).await).await.contains("There is no such thing"));
    assert!(text(city.get("/login?lang=en", "").await).await.contains(r#"<html lang="en""#));
    let failed = city.get("/panic", "").await;
    assert_eq!(failed.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let id = header(&failed, "x-request-id").to_owned();
    let page = text(failed).await;
    assert!(page.contains(&id) && !page.contains("on purpose"), "{page}");
}

#[tokio::test]
async fn the_look_is_kept_in_the_account() {
    let city = city(Settings::default()).await;
    let session = city.session("jia").await;
    let response = city.form("/preferences", &session, "text_size=lg&back=/todo?lang=zh").await;
    assert_eq!(header(&response, "location"), "/todo");
    assert!(
        text(city.get("/todo", &session).await).await.contains(r#"data-size="lg""#),
        "without the cookie, by the account"
    );
    city.form("/preferences", &session, "language=en&back=/todo").await;
    let page = text(city.get("/todo", &session).await).await;
    assert!(page.contains(r#"data-size="lg""#) && page.contains(r#"<html lang="en""#));
}

#[test]
fn every_route_stands_in_the_authorization_table() {
    let declared = declared(&[sample]);
    assert!(declared.iter().any(|route| route.path == "/api/v1/sample/{id}/acknowledge" && route.method == "POST"));
    for route in &declared {
        let grant = route.permission.grant();
        assert!(!grant.who.is_empty(), "{} {}", route.method, route.path);
        assert!(
            route.method == "GET" || route.path == "/login" || !matches!(route.permission, Permission::Public),
            "{route:?}"
        );
    }
}
