//! The small city on a port of 127.0.0.1, with an account for each liaison officer and for whoever else works with the pages.

use crate::amendment::snow_day;
use crate::api::CONCLUDED;
use crate::app::START;
use crate::city::{CITY, City, NONE, ONE, TWO, code, day, grant, penalty, section_code};
use axum::Router;
use axum::serve;
use shenguan_rules::amendment::Matter;
use shenguan_rules::party::{OfficerId, Side};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::amendment::acts::propose;
use shenguan_server::channel::paper::make_all;
use shenguan_server::exchange;
use shenguan_server::exchange::acts::{push, return_to_sender};
use shenguan_server::exchange::request::PushRequest;
use shenguan_server::exchange::store::find;
use shenguan_server::party::acts::{DepartmentRequest, OfficerRequest, enlist_officer, found_department};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::config::{SessionSettings, Settings};
use shenguan_server::platform::directory::OfficerCard;
use shenguan_server::platform::error::Result;
use shenguan_server::platform::files::{ATTACHMENT_BYTES_MAX, Files};
use shenguan_server::platform::identity::Scope;
use shenguan_server::platform::identity::{Flag, NewKey, create_key};
use shenguan_server::platform::job::work_for_ever;
use shenguan_server::platform::search::index_all;
use shenguan_server::platform::sweep::sweep_all;
use shenguan_server::platform::web::{Server, router};
use shenguan_server::roster::acts::{DesignationRequest, designate};
use shenguan_server::roster::acts::{begin_leave, draft_change};
use shenguan_server::roster::request::{ChangeRequest, LeaveRequest};
use shenguan_server::sections::{DESK, JOBS, SECTIONS};
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What every account is opened with.
pub(crate) const PASSWORD: &str = "ceshi-kouling-2026";
/// The liaison officers, by their usernames: the department in small letters.
const DEPARTMENTS: [&str; 3] = ["SPJ", "YJJ", "SCJ"];

/// Everybody who works with the pages: liaison officers of both sides, a responsible officer, a principal leader, oversight, the administrator.
pub(crate) const PEOPLE: [&str; 6] = ["spj", "spj-zyld", "yjj", "yjj-zrr", "dcs", "admin"];
/// 督查室: it reads all and acts on nothing.
const OVERSIGHT: &str = "DCS";
/// Who else has an account: username, department, role.
const OTHERS: [(&str, &str, Role); 4] = [
    ("spj-zyld", "SPJ", Role::PrincipalLeader),
    ("yjj-zrr", "YJJ", Role::ResponsibleOfficer),
    ("dcs", OVERSIGHT, Role::OversightOfficer),
    ("admin", "SPJ", Role::SystemAdministrator),
];

/// A city that a browser can reach.
pub(crate) struct Site {
    pub(super) city: City,
    address: String,
    server: Server,
    router: Router,
    serving: JoinHandle<std::io::Result<()>>,
    working: JoinHandle<()>,
    pub(super) attachments: tempfile::TempDir,
}

impl Site {
    pub(crate) async fn on_sqlite() -> Self {
        Self::over(City::on_sqlite(START).await).await
    }

    pub(crate) async fn on_postgres() -> Self {
        Self::over(City::on_postgres(START).await).await
    }

    async fn over(city: City) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let listen = listener.local_addr().expect("its address");
        let attachments = tempfile::tempdir().expect("a folder for attachments");
        let settings = Settings {
            attachments: attachments.path().to_owned(),
            sessions: SessionSettings { idle_minutes: 480, absolute_minutes: 1440 },
            ..Settings::demo(listen)
        };
        let server = Server::new(city.app.clone(), settings, DESK).expect("the server starts");
        for department in DEPARTMENTS {
            let (_, officer) = city.officers.iter().find(|(of, _)| of == department).expect("its liaison officer");
            let (username, officer) = (department.to_lowercase(), officer.clone());
            let made = server.identity.create_account(Actor::Setup, username, officer, PASSWORD.to_owned()).await;
            made.expect("the account is opened");
        }
        city.app.act(Actor::Setup, found_oversight).await.expect("there is an oversight office");
        for (username, department, role) in OTHERS {
            let officer = city.app.act(Actor::Setup, move |act| appoint(act, username, department, role)).await;
            let officer = officer.expect("the officer is appointed");
            let made =
                server.identity.create_account(Actor::Setup, username.into(), officer, PASSWORD.to_owned()).await;
            made.expect("the account is opened");
        }
        let router = router(server.clone(), SECTIONS);
        let service = router.clone().into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move { serve(listener, service).await });
        let working = tokio::spawn(work_for_ever(city.app.clone(), JOBS));
        Self { city, address: format!("http://{listen}"), server, router, serving, working, attachments }
    }

    /// `http://127.0.0.1:…`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The city itself.
    pub(crate) fn city(&self) -> &City {
        &self.city
    }

    /// Somebody new in a department, by the name 测试 with the username, in a role and with an account.
    pub(crate) async fn appoint(&self, username: &str, department: &str, role: Role) -> Actor {
        let somebody = self.city.appoint(department, Some(role), &format!("测试{username}")).await;
        let officer = somebody.officer().expect("a person").clone();
        let opened =
            self.server.identity.create_account(Actor::Setup, username.to_owned(), officer, PASSWORD.to_owned());
        opened.await.expect("the account is opened");
        somebody
    }

    /// The pages without a browser.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// Somebody more with an account, in a role of a department; called 测试 and the username.
    pub(crate) async fn admit(&self, username: &'static str, department: &'static str, role: Role) -> OfficerId {
        let made = self.city.app.act(Actor::Setup, move |act| appoint(act, username, department, role)).await;
        let officer = made.expect("the officer is appointed");
        self.open_account(username, &officer).await;
        officer
    }

    /// An account for an officer.
    pub(crate) async fn open_account(&self, username: &str, officer: &OfficerId) {
        let identity = &self.server.identity;
        let made = identity.create_account(Actor::Setup, username.into(), officer.clone(), PASSWORD.to_owned()).await;
        made.expect("the account is opened");
    }

    /// Requests for cooperation in every state that a form is for.
    pub(crate) async fn with_requests(&self) {
        crate::cooperation::with_requests(&self.city).await;
    }

    /// Work for everybody, and a key to revoke: a permit for two, one that was returned, a penalty that is owed an answer, guidance, and a permit that was
    /// deemed received.
    pub(crate) async fn with_work(&self) {
        self.push("SPJ", grant("C-1", ONE, CONCLUDED)).await;
        self.at("2026-10-09T09:00:00+08:00");
        self.sweep().await;
        self.push("SPJ", grant("C-2", TWO, "2026-10-08T16:00:00+08:00")).await;
        self.push("SPJ", grant("C-3", ONE, "2026-10-08T16:30:00+08:00")).await;
        let by_hand = PushRequest {
            to: Some(vec![code("YJJ").to_string()]),
            routing_reason: Some("测试：协议书未列明".to_owned()),
            ..grant("C-4", NONE, "2026-10-08T16:00:00+08:00")
        };
        let (returned, _) = self.pushed("SPJ", by_hand).await;
        let authority = self.city.liaison("YJJ");
        let act = move |act: &mut Act<'_, '_>| return_to_sender(act, &returned, "测试：不属本局监管", None);
        self.city.app.act(authority, act).await.expect("it is returned");
        self.push("YJJ", penalty("测罚〔2026〕1号", "测危化经字〔2026〕C-1", "2026-10-08")).await;
        let guidance = PushRequest {
            kind: "guidance".to_owned(),
            subject: "危险化学品经营指导意见（测试）".to_owned(),
            content: "供审批时参考。".to_owned(),
            occurred_on: Some(jiff::civil::date(2026, 10, 8)),
            ..PushRequest::default()
        };
        self.push("YJJ", guidance).await;
        self.with_files_and_jobs().await;
        let key = |act: &mut Act<'_, '_>| create_key(act, &NewKey::fresh(), &code("YJJ"), "测试系统", &[Flag::Read]);
        self.city.app.act(Actor::Setup, key).await.expect("a department's system has a key");
        let snow = |act: &mut Act<'_, '_>| propose(act, Matter::Calendar(Box::new(snow_day())));
        self.city.app.act(Actor::Setup, snow).await.expect("a change of the calendar waits");
        self.with_people().await;
        self.index().await;
    }

    /// Somebody will be away, and a letter about the roster is drafted.
    async fn with_people(&self) {
        let idle = self.city.appoint("YJJ", None, "测试代理").await.officer().expect("a person").to_string();
        let clerk = self.city.liaison("YJJ").officer().expect("a person").to_string();
        let people = move |act: &mut Act<'_, '_>| {
            let (from, to) = (jiff::civil::date(2026, 12, 1), jiff::civil::date(2026, 12, 2));
            begin_leave(act, &LeaveRequest { officer: clerk.clone(), stand_in: Some(idle.clone()), from, to })?;
            let change = ChangeRequest {
                to: vec!["SPJ".to_owned()],
                section: Some("K1".to_owned()),
                responsible: idle.clone(),
                responsible_as: None,
                liaison: clerk.clone(),
                on: from,
                replaces: None,
            };
            draft_change(act, &change).map(drop)
        };
        self.city.app.act(self.city.liaison("YJJ"), people).await.expect("a leave and a change of roster");
    }

    /// Moves the city's clock forward; what became due is not written down yet.
    pub(crate) fn at(&self, instant: &str) {
        self.city.set_clock(instant);
    }

    /// Writes down what is due.
    pub(crate) async fn sweep(&self) -> usize {
        sweep_all(&self.city.app).await.expect("the sweeps run")
    }

    /// Makes the documents of what was issued; how many.
    pub(super) async fn make_documents(&self) -> usize {
        let files = Files::new(self.attachments.path(), ATTACHMENT_BYTES_MAX);
        make_all(&self.city.app, &files, &crate::channel::papers::documents()).await.expect("it looks")
    }

    /// Brings what was pushed into the search.
    pub(crate) async fn index(&self) {
        index_all(&self.city.app, exchange::search::SOURCES).await.expect("it is indexed");
    }

    /// A push by the liaison officer of a department, without a page; gives the number of the first item.
    pub(crate) async fn push(&self, department: &str, request: PushRequest) -> String {
        self.pushed(department, request).await.1
    }

    /// The id and the number of the first item.
    pub(crate) async fn pushed(&self, department: &str, request: PushRequest) -> (String, String) {
        let pushed = self.city.app.act(self.city.liaison(department), move |act| push(act, &request)).await;
        let first = pushed.expect("it is pushed").swap_remove(0);
        (first.id, first.state.number)
    }

    /// A return or an objection by the liaison officer of a department, without a page.
    pub(crate) async fn send_back(&self, department: &str, number: &str, reason: &'static str) {
        let number = number.to_owned();
        let found = self.city.app.read(move |read| Ok(find(read.tx(), &Scope::City, &number)?.held.id)).await;
        let id = found.expect("it is there");
        let actor = self.city.liaison(department);
        let returned = self.city.app.act(actor, move |act| return_to_sender(act, &id, reason, None)).await;
        returned.expect("it is returned");
    }

    /// `shenguan verify` finds nothing.
    pub(crate) async fn assert_verified(&self) {
        self.city.assert_verified().await;
    }
}

fn found_oversight(act: &mut Act<'_, '_>) -> Result<()> {
    let office = DepartmentRequest {
        code: code(OVERSIGHT),
        side: Side::Oversight,
        name: "市政府督查室（测试）".to_owned(),
        name_en: None,
        short_name: "市政府督查室（测试）".to_owned(),
        founded_on: day(),
        sections: Vec::new(),
    };
    found_department(act, CITY, &office).map(drop)
}

fn appoint(act: &mut Act<'_, '_>, username: &str, department: &str, role: Role) -> Result<OfficerId> {
    let card =
        OfficerCard {
            name: format!("测试{username}"), post: "科长".to_owned(), contact: "0412-5550001".to_owned()
        };
    let section = (role == Role::ResponsibleOfficer).then(section_code);
    let officer =
        enlist_officer(act, &OfficerRequest { department: code(department), section: section.clone(), card })?;
    let basis = Some("测试函〔2018〕1号".to_owned());
    let request = DesignationRequest { officer: officer.clone(), section, role, from: day(), to: None, basis };
    designate(act, &request)?;
    Ok(officer)
}

impl Drop for Site {
    fn drop(&mut self) {
        self.serving.abort();
        self.working.abort();
    }
}
