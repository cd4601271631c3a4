//! A small city for stories: the bureau, two authorities, their officers, three items with their agreements.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use shenguan_db::testing::TestDatabase;
use shenguan_rules::agreement::{AgreementLine, AgreementRole};
use shenguan_rules::party::{DepartmentCode, ItemCode, OfficerId, SectionCode, Side};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::agreement::acts::{AgreementRequest, ItemRequest, list_item, sign_agreement};
use shenguan_server::exchange::request::PushRequest;
use shenguan_server::party::acts::{
    DepartmentRequest, OfficerRequest, SectionRequest, enlist_officer, found_department,
};
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::directory::OfficerCard;
use shenguan_server::platform::migrations::MIGRATIONS;
use shenguan_server::platform::verify::Status;
use shenguan_server::roster::acts::{DesignationRequest, designate};
use shenguan_server::sections::SWEEPS;
use shenguan_server::subjects;
use std::sync::Arc;

/// Runs each story in a city of its own, on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($now:expr; $($story:ident),+ $(,)?) => {$(
        mod $story {
            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                super::$story($crate::city::City::on_sqlite($now).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                super::$story($crate::city::City::on_postgres($now).await).await;
            }
        }
    )+};
}

/// The jurisdiction of every story.
pub(crate) const CITY: &str = "210300";
/// An item with one authority.
pub(crate) const ONE: &str = "TEST-001";
/// An item with two authorities, the first leading.
pub(crate) const TWO: &str = "TEST-002";
/// An item that no agreement names.
pub(crate) const NONE: &str = "TEST-003";

/// The credit code of the firm that every permit is for: the example of GB 32100.
pub(crate) const FIRM: &str = "91350100M000100Y43";

/// A running platform with the small city in it.
pub(crate) struct City {
    pub(crate) app: App,
    database: Option<TestDatabase>,
    pub(crate) officers: Vec<(String, OfficerId)>,
}

impl City {
    pub(crate) async fn on_sqlite(now: &str) -> Self {
        Self::on(TestDatabase::sqlite, now).await
    }

    pub(crate) async fn on_postgres(now: &str) -> Self {
        Self::on(TestDatabase::postgres, now).await
    }

    /// The city at an instant. Opening a database blocks, so it is done where blocking is allowed.
    pub(crate) async fn on(database: fn() -> TestDatabase, now: &str) -> Self {
        let now: Timestamp = now.parse().expect("the story begins at an instant");
        let start = move || {
            let database = database();
            database.migrate(MIGRATIONS).expect("the migrations apply");
            let app = App::start(&database, CITY, Arc::new(Clock::manual(now)), SWEEPS.to_vec());
            (app.expect("the platform starts"), database)
        };
        let (app, database) = tokio::task::spawn_blocking(start).await.expect("it starts");
        let officers = app.act(Actor::Setup, found).await.expect("the city is founded");
        Self { app, database: Some(database), officers }
    }

    /// The same city after its process ended and `start` began another. Starting blocks.
    pub(crate) async fn restarted(mut self, start: impl FnOnce() -> App + Send + 'static) -> Self {
        let (database, officers) = (self.database.take(), std::mem::take(&mut self.officers));
        drop(self);
        let app = tokio::task::spawn_blocking(start).await.expect("it starts again");
        Self { app, database, officers }
    }

    /// The database underneath.
    pub(crate) fn database(&self) -> &TestDatabase {
        self.database.as_ref().expect("it is there until the city is gone")
    }

    /// The liaison officer of a department.
    pub(crate) fn liaison(&self, department: &str) -> Actor {
        let (_, officer) = self.officers.iter().find(|(of, _)| of == department).expect("it has a liaison officer");
        Actor::Officer {
            officer: officer.clone(),
            department: code(department),
            side: if department == "SPJ" { Side::Approval } else { Side::Regulation },
            roles: [Role::LiaisonOfficer].into(),
            acting_for: None,
        }
    }

    /// Somebody new in a department, by name, with a role for the whole of it, or for its section where the role is one of sections.
    pub(crate) async fn appoint(&self, department: &str, role: Option<Role>, name: &str) -> Actor {
        let (of, name) = (code(department), name.to_owned());
        let appointed = self.app.act(Actor::Setup, move |act| {
            let of_section =
                !matches!(role, Some(Role::LeaderInCharge | Role::PrincipalLeader | Role::SystemAdministrator));
            let section = of_section.then(section_code);
            let card =
                OfficerCard { name: name.clone(), post: "科员".to_owned(), contact: "0412-5550000".to_owned() };
            let officer =
                enlist_officer(act, &OfficerRequest { department: of.clone(), section: section.clone(), card })?;
            if let Some(role) = role {
                let (from, to, basis) = (day(), None, None);
                designate(act, &DesignationRequest { officer: officer.clone(), section, role, from, to, basis })?;
            }
            Ok(officer)
        });
        Actor::Officer {
            officer: appointed.await.expect("somebody is appointed"),
            department: code(department),
            side: if department == "SPJ" { Side::Approval } else { Side::Regulation },
            roles: role.into_iter().collect(),
            acting_for: None,
        }
    }

    /// Every row is what the ledger says, as `shenguan verify` checks it.
    pub(crate) async fn assert_verified(&self) {
        let database = shenguan_db::Database::clone(self.database());
        let report = tokio::task::spawn_blocking(move || subjects::verify(&database, Some(CITY))).await;
        let report = report.expect("it is verified").expect("the store can be read");
        assert_eq!(report.status, Status::Clean, "{report:?}");
        assert!(report.entries > 0);
    }

    pub(crate) fn set_clock(&self, at: &str) {
        self.app.clock().move_to(at.parse().expect("an instant"));
    }
}

/// Taking a database away blocks, which no async test may do itself.
impl Drop for City {
    fn drop(&mut self) {
        let database = self.database.take();
        let gone = std::thread::spawn(move || drop(database)).join();
        assert!(gone.is_ok() || std::thread::panicking(), "the test database could not be taken away");
    }
}

pub(crate) fn code(text: &str) -> DepartmentCode {
    DepartmentCode::parse(text).expect("a department code")
}

fn found(
    act: &mut shenguan_server::platform::act::Act<'_, '_>,
) -> shenguan_server::platform::error::Result<Vec<(String, OfficerId)>> {
    let mut officers = Vec::new();
    for (department, side, name, section) in [
        ("SPJ", Side::Approval, "市行政审批局（测试）", "安全环保审批科"),
        ("YJJ", Side::Regulation, "市应急管理局（测试）", "危化监管科"),
        ("SCJ", Side::Regulation, "市市场监管局（测试）", "特设科"),
    ] {
        found_department(
            act,
            CITY,
            &DepartmentRequest {
                code: code(department),
                side,
                name: name.to_owned(),
                name_en: None,
                short_name: name.to_owned(),
                founded_on: day(),
                sections: vec![SectionRequest { code: section_code(), name: section.to_owned() }],
            },
        )?;
        let card = OfficerCard {
            name: format!("测试{department}"),
            post: "科员".to_owned(),
            contact: "0412-5550000".to_owned(),
        };
        let officer =
            enlist_officer(act, &OfficerRequest { department: code(department), section: Some(section_code()), card })?;
        designate(
            act,
            &DesignationRequest {
                officer: officer.clone(),
                section: Some(section_code()),
                role: Role::LiaisonOfficer,
                from: day(),
                to: None,
                basis: None,
            },
        )?;
        officers.push((department.to_owned(), officer));
    }
    for item in [ONE, TWO, NONE] {
        list_item(
            act,
            &ItemRequest {
                code: item_code(item),
                scheme: "TEST".to_owned(),
                name: format!("测试事项{item}"),
                bureau_section: section_code(),
                from: day(),
                standard_elements: serde_json::json!({}),
                external_code: None,
            },
        )?;
    }
    for (authority, lines) in [("YJJ", vec![(ONE, true), (TWO, true)]), ("SCJ", vec![(TWO, false)])] {
        let lines = lines
            .into_iter()
            .map(|(item, lead)| AgreementLine {
                item: item_code(item),
                section: Some(section_code()),
                role: AgreementRole::Trade,
                lead,
                clause: "第3条第2款".to_owned(),
                from: day(),
                to: None,
            })
            .collect();
        sign_agreement(
            act,
            &AgreementRequest {
                document: format!("测试移交〔2018〕{authority}号"),
                authority: code(authority),
                lines,
                signed_on: day(),
                from: day(),
                to: None,
            },
        )?;
    }
    Ok(officers)
}

pub(crate) fn day() -> Date {
    date(2018, 9, 1)
}

pub(crate) fn section_code() -> SectionCode {
    SectionCode::parse("K1").expect("a section code")
}

fn item_code(text: &str) -> ItemCode {
    ItemCode::parse(text).expect("an item code")
}

/// A grant of a permit, concluded at an instant.
pub(crate) fn grant(case: &str, item: &str, concluded_at: &str) -> PushRequest {
    let concluded: Timestamp = concluded_at.parse().expect("an instant");
    let approval = serde_json::json!({
        "case_number": case,
        "item_code": item,
        "applicant_name": "鞍山测试化工有限公司",
        "applicant_credit_code": FIRM,
        "outcome": "granted",
        "content": "带储存设施经营：测试品甲、测试品乙",
        "certificate_number": format!("测危化经字〔2026〕{case}"),
        "decided_on": shenguan_rules::calendar::local_date(concluded),
        "concluded_at": concluded_at,
    });
    PushRequest {
        kind: "approval_outcome".to_owned(),
        subject: "危险化学品经营许可证（新办）".to_owned(),
        content: "储罐区与东侧村道间距接近下限，请重点监管。".to_owned(),
        approval: Some(Box::new(serde_json::from_value(approval).expect("a licence record"))),
        ..PushRequest::default()
    }
}

/// A penalty for a permit.
pub(crate) fn penalty(document: &str, certificate: &str, decided_on: &str) -> PushRequest {
    let penalty = serde_json::json!({
        "document_number": document,
        "party_name": "鞍山测试化工有限公司",
        "certificate_number": certificate,
        "facts": "测试：未按规定设置警示标志",
        "basis": "《测试条例》第一条",
        "kinds": ["fine"],
        "content": "罚款人民币五千元",
        "fine_fen": 500_000,
        "decided_on": decided_on,
    });
    PushRequest {
        kind: "penalty_decision".to_owned(),
        subject: "行政处罚决定（测试）".to_owned(),
        content: "现将处罚决定通报贵局。".to_owned(),
        penalty: Some(Box::new(serde_json::from_value(penalty).expect("a penalty record"))),
        ..PushRequest::default()
    }
}
