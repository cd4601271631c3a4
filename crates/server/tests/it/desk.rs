//! The pages behind their router, without a browser: people with accounts who send lists in and look at what became of them.

use crate::app::escaped;
use crate::city::{City, code};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::ItemCode;
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::party::acts::{OfficerRequest, enlist_officer};
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::directory::OfficerCard;
use shenguan_server::platform::job::{JobKind, JobRow, JobState, NewJob, find, lay, rows_of, start, work_all};
use shenguan_server::platform::web::{Server, router};
use shenguan_server::roster::acts::{DesignationRequest, designate};
use shenguan_server::sections::{DESK, SECTIONS};
use tower::ServiceExt as _;

/// What every account is opened with.
pub(crate) const PASSWORD: &str = "测试口令测试口令-2026-09-30";

/// The platform behind its router, with people who have accounts.
pub(crate) struct Desk {
    pub(crate) city: City,
    pub(crate) server: Server,
    pub(crate) router: Router,
}

/// What came back.
pub(crate) struct Shown {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) text: String,
}

impl Desk {
    /// The administrator and the responsible officer of the bureau, and the liaison officer of an authority.
    pub(crate) async fn of(city: City) -> Self {
        let desk = Self::over(city);
        for (username, department, role) in [
            ("admin", "SPJ", Role::SystemAdministrator),
            ("lead", "SPJ", Role::ResponsibleOfficer),
            ("yjj", "YJJ", Role::LiaisonOfficer),
        ] {
            desk.open_account(username, department, role).await;
        }
        desk
    }

    pub(crate) fn over(city: City) -> Self {
        let settings = Settings::demo(([127, 0, 0, 1], 8066).into());
        let server = Server::new(city.app.clone(), settings, DESK).expect("the server starts");
        Self { router: router(server.clone(), SECTIONS), server, city }
    }

    /// An account for the liaison officer of a department, for the same as its responsible officer, or for a new administrator.
    async fn open_account(&self, username: &'static str, department: &'static str, role: Role) {
        let (_, liaison) = self.city.officers.iter().find(|(of, _)| of == department).expect("a liaison officer");
        let liaison = liaison.clone();
        let named = self.city.app.act(Actor::Setup, move |act| {
            let (officer, section) = if role == Role::SystemAdministrator {
                let card =
                    OfficerCard {
                        name: "测试管理员".into(), post: "科员".into(), contact: "0412-5550000".into()
                    };
                (enlist_officer(act, &OfficerRequest { department: code(department), section: None, card })?, None)
            } else {
                let directory = act.directory()?;
                (liaison.clone(), directory.officer(&liaison).and_then(|entry| entry.officer.section.clone()))
            };
            if role != Role::LiaisonOfficer {
                let (from, to, basis) = (jiff::civil::date(2018, 9, 1), None, None);
                designate(act, &DesignationRequest { officer: officer.clone(), section, role, from, to, basis })?;
            }
            Ok(officer)
        });
        let officer = named.await.expect("the officer is named");
        let made = self.server.identity.create_account(Actor::Setup, username.into(), officer, PASSWORD.into());
        made.await.expect("the account is opened");
    }

    pub(crate) async fn send(&self, request: axum::http::request::Builder, body: Vec<u8>) -> Shown {
        let request = request.header("accept-language", "zh-CN").body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let location = response.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (status, location) = (response.status().as_u16(), location.to_owned());
        let bytes = to_bytes(response.into_body(), 16 * 1024 * 1024).await.expect("a body");
        Shown { status, location, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub(crate) async fn get(&self, session: &str, path: &str) -> Shown {
        let request = Request::builder().method(Method::GET).uri(path);
        self.send(request.header("cookie", format!("__Host-session={session}")), Vec::new()).await
    }

    pub(crate) async fn post(&self, session: &str, path: &str, form: &[(&str, &str)]) -> Shown {
        let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let request = Request::builder().method(Method::POST).uri(path);
        let request = request.header("cookie", format!("__Host-session={session}"));
        self.send(request.header("content-type", "application/x-www-form-urlencoded"), body.join("&").into_bytes())
            .await
    }

    pub(crate) async fn import(&self, session: &str, what: &str, name: &str, file: &[u8]) -> Shown {
        let field = |name: &str, value: &str| {
            format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let head = format!(
            "{}{}--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n",
            field("what", what),
            field("late_reason", "历史数据导入"),
        );
        let body = [head.as_bytes(), file, b"\r\n--X--\r\n"].concat();
        let request = Request::builder().method(Method::POST).uri("/imports");
        let request = request.header("cookie", format!("__Host-session={session}"));
        self.send(request.header("content-type", "multipart/form-data; boundary=X"), body).await
    }

    /// A list that is sent in, found right enough, and started; gives the id of its job.
    pub(crate) async fn started(&self, session: &str, what: &str, file: &str) -> String {
        let sent = self.import(session, what, "测试.csv", file.as_bytes()).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let id = sent.location.strip_prefix("/imports/").expect("to the page of what was found").to_owned();
        let begun = self.post(session, &format!("/imports/{id}/start"), &[]).await;
        assert_eq!((begun.status, begun.location), (303, format!("/jobs/{id}")));
        id
    }

    pub(crate) async fn log_in(&self, username: &str) -> String {
        let body = format!("username={username}&password={}", escaped(PASSWORD));
        let request = Request::builder().method(Method::POST).uri("/login");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let mut cookies = response.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let session = cookies.find_map(|cookie| cookie.strip_prefix("__Host-session=")).expect("logged in");
        session.split(';').next().expect("a session").to_owned()
    }

    pub(crate) async fn work(&self, kinds: &[&dyn JobKind]) -> usize {
        work_all(&self.city.app, kinds).await.expect("the worker works")
    }

    pub(crate) async fn account(&self, username: &str) -> String {
        let username = username.to_owned();
        let found = self.city.app.read(move |read| {
            let all = shenguan_server::platform::identity::accounts(read.tx())?;
            Ok(all.into_iter().find(|account| account.username == username).map(|account| account.id))
        });
        found.await.expect("it is read").expect("an account")
    }

    /// A job of the test's own kind, started.
    pub(crate) async fn own_job(&self, username: &str) -> (String, String) {
        let account = self.account(username).await;
        let owner = account.clone();
        let made = self.city.app.act(Actor::Setup, move |act| {
            let id = lay(
                act,
                &NewJob {
                    account: owner.clone(),
                    kind: "import-items".to_owned(),
                    title: "测试".to_owned(),
                    home: String::new(),
                    request: "{}".to_owned(),
                    total: 100,
                },
            )?;
            act.tx().flush()?;
            start(act, &owner, &id)?;
            Ok(id)
        });
        (account, made.await.expect("a job"))
    }

    pub(crate) async fn state(&self, account: &str, id: &str) -> JobState {
        let (account, id) = (account.to_owned(), id.to_owned());
        self.city.app.read(move |read| Ok(find(read.tx(), &account, &id)?.state)).await.expect("the job is there")
    }

    pub(crate) async fn rows(&self, id: &str) -> Vec<JobRow> {
        let id = id.to_owned();
        self.city.app.read(move |read| rows_of(read.tx(), &id, false, 0, 10_000)).await.expect("its rows")
    }

    pub(crate) fn items(&self) -> usize {
        let directory = self.city.app.directory();
        let today = local_date(self.city.app.clock().now());
        let new = |code: &ItemCode| code.as_str().starts_with("NEW-");
        directory.items().filter(|item| item.is_listed(today) && new(&item.code)).count()
    }
}
