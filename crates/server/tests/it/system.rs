//! 系统: an administrator makes accounts and keys, and what is shown once is never shown again.

use crate::app::{START, escaped};
use crate::city::{City, code};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::party::acts::{OfficerRequest, enlist_officer};
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::directory::OfficerCard;
use shenguan_server::platform::web::{Server, router};
use shenguan_server::roster::acts::{DesignationRequest, designate};
use shenguan_server::sections::{DESK, SECTIONS};
use tower::ServiceExt as _;

mod parties;
mod rules;

const PASSWORD: &str = "测试口令测试口令-2026-09-30";

/// The platform behind its router, an administrator with an account in it.
struct Office {
    city: City,
    router: Router,
}

/// What came back.
struct Shown {
    status: u16,
    location: String,
    cache: String,
    cookies: Vec<String>,
    text: String,
}

impl Office {
    async fn of(city: City) -> Self {
        let settings = Settings::demo(([127, 0, 0, 1], 8066).into());
        let server = Server::new(city.app.clone(), settings, DESK).expect("the server starts");
        for (username, number) in [("admin", 1), ("admin-2", 2)] {
            let administrator = city.app.act(Actor::Setup, move |act| {
                let (name, contact) = (format!("测试管理员{number}"), "0412-5550000".to_owned());
                let card = OfficerCard { name, post: "科员".into(), contact };
                let officer = enlist_officer(act, &OfficerRequest { department: code("SPJ"), section: None, card })?;
                let from = jiff::civil::date(2018, 9, 1);
                let role = Role::SystemAdministrator;
                let basis = Some("测试函〔2018〕1号".to_owned());
                let request =
                    DesignationRequest { officer: officer.clone(), section: None, role, from, to: None, basis };
                designate(act, &request)?;
                Ok(officer)
            });
            let administrator = administrator.await.expect("there is an administrator");
            let made = server.identity.create_account(Actor::Setup, username.into(), administrator, PASSWORD.into());
            made.await.expect("with an account");
        }
        Self { city, router: router(server, SECTIONS) }
    }

    async fn send(&self, method: Method, path: &str, header: (&str, String), form: &[(&str, &str)]) -> Shown {
        let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let request = Request::builder().method(method).uri(path).header(header.0, header.1);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let request = request.header("accept-language", "zh-CN").body(Body::from(body.join("&"))).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let all = |name: &str| -> Vec<String> {
            let values = response.headers().get_all(name).iter();
            values.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect()
        };
        let (location, cache, cookies) = (all("location").concat(), all("cache-control").concat(), all("set-cookie"));
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), 4 * 1024 * 1024).await.expect("a body");
        let text = String::from_utf8(bytes.to_vec()).expect("a page");
        Shown { status, location, cache, cookies, text }
    }

    async fn get(&self, session: &str, path: &str) -> Shown {
        self.send(Method::GET, path, ("cookie", format!("__Host-session={session}")), &[]).await
    }

    async fn post(&self, session: &str, path: &str, form: &[(&str, &str)]) -> Shown {
        self.send(Method::POST, path, ("cookie", format!("__Host-session={session}")), form).await
    }

    /// The status of a read of the API with that key.
    async fn with_key(&self, key: &str) -> u16 {
        self.send(Method::GET, "/api/v1/departments", ("authorization", format!("Bearer {key}")), &[]).await.status
    }

    /// A session, if the password is right.
    async fn log_in(&self, username: &str, password: &str) -> Option<String> {
        let shown = self.post("", "/login", &[("username", username), ("password", password)]).await;
        let session = shown.cookies.iter().find_map(|cookie| cookie.strip_prefix("__Host-session="))?;
        session.split(';').next().map(str::to_owned)
    }

    async fn administrator(&self) -> String {
        self.log_in("admin", PASSWORD).await.expect("the administrator logs in")
    }

    /// The second person of 双人复核.
    async fn second(&self) -> String {
        self.log_in("admin-2", PASSWORD).await.expect("the second administrator logs in")
    }

    fn officer(&self, department: &str) -> String {
        let found = self.city.officers.iter().find(|(of, _)| of == department);
        found.expect("an officer").1.to_string()
    }
}

/// The secret that a page shows.
fn secret(shown: &Shown) -> String {
    assert_eq!(shown.status, 200, "{}", shown.text);
    assert_eq!((shown.cache.as_str(), shown.location.as_str()), ("no-store", ""), "kept by nobody, in no address");
    assert!(shown.cookies.iter().all(|cookie| !cookie.contains("banner=") || cookie.contains("banner=;")));
    let (_, rest) = shown.text.split_once(r#"id="secret""#).expect("it shows a secret");
    let value = rest.split_once("value=\"").and_then(|(_, rest)| rest.split_once('"'));
    value.expect("with a value").0.to_owned()
}

/// The id in the address of an act that stands on the page just before some words.
fn id_in<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    page.split(before).skip(1).find_map(|rest| rest.split_once(after).map(|(id, _)| id)).expect("an address with an id")
}

async fn an_account_is_made_and_its_owner_logs_in_with_the_password_shown_once(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let officer = office.officer("YJJ");
    let before = office.get(&admin, "/system/accounts").await;
    assert_eq!(before.status, 200);
    assert!(before.text.contains(&format!(r#"<option value="{officer}">"#)), "who has no account can be chosen");

    let made = office.post(&admin, "/system/accounts", &[("officer", &officer), ("username", "yjj")]).await;
    let password = secret(&made);
    let theirs = office.log_in("yjj", &password).await.expect("the password is theirs");
    let page = office.get(&admin, "/system/accounts?department=YJJ").await.text;
    assert!(page.contains(">yjj</td>") && !page.contains(">admin</td>"), "the filter holds");
    assert!(!page.contains(&password) && !page.contains(&format!(r#"<option value="{officer}""#)));
    let again = office.get(&admin, "/system/accounts").await.text;
    assert!(!again.contains(&password) && !again.contains(r#"id="secret""#), "nothing to call up again");
    assert!(again.contains("2026-09-30"), "the last login is told");

    let account = id_in(&page, "/system/accounts/", "/password").to_owned();
    let asked = office.get(&admin, &format!("/system/accounts/{account}/password")).await;
    assert!(asked.status == 200 && asked.text.contains("yjj") && !asked.text.contains(r#"id="secret""#));
    let second = secret(&office.post(&admin, &format!("/system/accounts/{account}/password"), &[]).await);
    assert_ne!(second, password);
    assert_eq!(office.get(&theirs, "/todo").await.status, 303, "their session ended");
    assert!(office.log_in("yjj", &password).await.is_none());
    let theirs = office.log_in("yjj", &second).await.expect("the new password is theirs");

    assert_eq!(office.get(&theirs, "/todo").await.status, 200);
    assert_eq!(
        office.post(&admin, &format!("/system/accounts/{account}/disable"), &[]).await.location,
        "/system/accounts"
    );
    assert_eq!(office.get(&theirs, "/todo").await.status, 303, "the session ended with the account");
    assert!(office.log_in("yjj", &second).await.is_none());
    assert!(office.get(&admin, "/system/accounts").await.text.contains(&format!("/system/accounts/{account}/enable")));
    assert_eq!(office.post(&admin, &format!("/system/accounts/{account}/enable"), &[]).await.status, 303);
    assert!(office.log_in("yjj", &second).await.is_some());
    office.city.assert_verified().await;
}

async fn a_key_works_until_it_is_revoked(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let form = [("key_department", "SCJ"), ("name", "测试接口"), ("flags", "receive"), ("flags", "read")];
    let key = secret(&office.post(&admin, "/system/keys", &form).await);
    assert!(key.starts_with("sgk_"));
    assert_eq!(office.with_key(&key).await, 200);
    let page = office.get(&admin, "/system/keys").await.text;
    assert!(page.contains("测试接口") && page.contains("接收 · 查询") && !page.contains(&key));

    let id = id_in(&page, "/system/keys/", "/revoke").to_owned();
    let path = format!("/system/keys/{id}/revoke");
    let asked = office.get(&admin, &path).await;
    assert!(
        asked.status == 200
            && asked.text.contains("市市场监管局（测试）的密钥“测试接口”")
            && !asked.text.contains(&key)
    );
    assert_eq!(office.with_key(&key).await, 200, "asking revokes nothing");
    assert_eq!(office.post(&admin, &path, &[]).await.location, "/system/keys");
    assert_eq!(office.with_key(&key).await, 401);
    assert!(!office.get(&admin, "/system/keys").await.text.contains(&path), "it is revoked already");
    assert_eq!(office.post(&admin, "/system/keys/none/revoke", &[]).await.status, 404);
}

async fn a_wrong_form_comes_back_with_what_was_typed(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let officer = office.officer("SCJ");
    let taken = office.post(&admin, "/system/accounts", &[("officer", &officer), ("username", "admin")]).await;
    assert_eq!(taken.status, 422);
    assert!(taken.text.contains(r##"href="#f-username""##) && taken.text.contains(r#"value="admin""#));
    assert!(taken.text.contains(&format!(r#"<option value="{officer}" selected>"#)));
    assert_eq!(office.post(&admin, "/system/accounts", &[("username", "scj")]).await.status, 422, "whose is it");
    secret(&office.post(&admin, "/system/accounts", &[("officer", &officer), ("username", "scj")]).await);
    let twice = office.post(&admin, "/system/accounts", &[("officer", &officer), ("username", "scj-2")]).await;
    assert!(twice.status == 422 && twice.text.contains("已有账号"));

    let none = office.post(&admin, "/system/keys", &[("key_department", "YJJ"), ("name", "测试接口")]).await;
    assert_eq!(none.status, 422);
    assert!(none.text.contains(r##"href="#f-flags""##) && none.text.contains(r#"value="测试接口""#));
    let nowhere =
        office.post(&admin, "/system/keys", &[("key_department", ""), ("name", "测试"), ("flags", "read")]).await;
    assert!(nowhere.status == 422 && nowhere.text.contains(r#"name="flags" value="read" checked"#));
}

async fn nobody_but_an_administrator_comes_in_and_none_shuts_themselves_out(city: City) {
    let office = Office::of(city).await;
    let admin = office.administrator().await;
    let page = office.get(&admin, "/system/accounts?q=admin").await.text;
    let own = id_in(&page, "/system/accounts/", "/password").to_owned();
    assert!(!page.contains(&format!("/system/accounts/{own}/disable")));
    assert_eq!(office.post(&admin, &format!("/system/accounts/{own}/disable"), &[]).await.status, 409);
    assert_eq!(office.post(&admin, "/system/accounts/none/password", &[]).await.status, 404);

    let officer = office.officer("YJJ");
    let form = [("officer", officer.as_str()), ("username", "yjj")];
    let password = secret(&office.post(&admin, "/system/accounts", &form).await);
    let liaison = office.log_in("yjj", &password).await.expect("the liaison officer logs in");
    assert_eq!(office.get(&liaison, "/system").await.status, 403);
    assert_eq!(office.get("", "/system").await.location, "/login?next=/system");
    let reset = format!("/system/accounts/{own}/password");
    let key = [("key_department", "YJJ"), ("name", "测试"), ("flags", "read")];
    for (path, form) in [("/system/accounts", &form[..]), ("/system/keys", &key[..]), (reset.as_str(), &[])] {
        assert_eq!(office.post(&liaison, path, form).await.status, 403, "{path}");
    }
    assert_eq!(office.get(&admin, "/system").await.status, 200, "nothing happened");
}

macro_rules! on_both {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite { $(#[tokio::test] async fn $story() { super::$story(crate::city::City::on_sqlite(super::START).await).await; })+ }
        mod on_postgres { $(#[tokio::test] async fn $story() { super::$story(crate::city::City::on_postgres(super::START).await).await; })+ }
    };
}

on_both!(
    an_account_is_made_and_its_owner_logs_in_with_the_password_shown_once,
    a_key_works_until_it_is_revoked,
    a_wrong_form_comes_back_with_what_was_typed,
    nobody_but_an_administrator_comes_in_and_none_shuts_themselves_out,
);
