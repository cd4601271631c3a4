//! A small city's history that leaves no table empty: pushes, receipts of every kind, returns, a reply, a file, an outage,
//! a changed calendar, a permit from before go-live.

use super::talk::talk;
use crate::city::{City, NONE, ONE, TWO, grant, penalty};
use jiff::Timestamp;
use jiff::civil::date;
use shenguan_db::Database;
use shenguan_db::testing::TestDatabase;
use shenguan_rules::amendment::Matter;
use shenguan_rules::calendar::{Notice, NoticeDay, NoticeDayKind, NoticeLevel, NoticeStatus};
use shenguan_rules::exchange::{Attachment, AttachmentCommand, MediaType};
use shenguan_rules::party::AttachmentId;
use shenguan_rules::subject::Actor;
use shenguan_server::amendment::acts::{confirm, propose};
use shenguan_server::exchange::acts;
use shenguan_server::exchange::legacy::enter_legacy_permit;
use shenguan_server::exchange::outage::record_outage;
use shenguan_server::exchange::request::{PushRequest, ReplyRequest};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::sweep::sweep_all;
use shenguan_server::roster::acts::{begin_leave, draft_change};
use shenguan_server::roster::duty::acts::set_duty;
use shenguan_server::roster::duty::request::DutyRequest;
use shenguan_server::roster::request::{ChangeRequest, LeaveRequest};

/// Makes the history on a database and gives it to `check`, while the platform still runs.
pub(super) async fn with_history(database: fn() -> TestDatabase, check: fn(&Database)) {
    let city = City::on(database, "2026-09-30T16:00:00+08:00").await;
    live(&city).await;
    let database = Database::clone(city.database());
    tokio::task::spawn_blocking(move || check(&database)).await.expect("it is checked");
}

async fn live(city: &City) {
    let file = of(city, "SPJ", |act| {
        let id = AttachmentId::parse(act.new_id()).map_err(Error::refused)?;
        let content = act.content(&serde_json::json!({"name": "测试批复.pdf"}))?;
        let (sha256, media_type) = ("ab".repeat(32), MediaType::Pdf);
        let command =
            AttachmentCommand::Upload { id: id.clone(), sha256, size: 7, media_type, content, made_for: None };
        act.create::<Attachment>(id.as_str(), command).map(|held| held.id)
    });
    let file = file.await;
    let mut request = grant("A-1", ONE, "2026-09-30T15:00:00+08:00");
    request.attachments = vec![file];
    let deemed = push(city, "SPJ", request).await.remove(0);
    let both = push(city, "SPJ", grant("A-2", TWO, "2026-09-30T15:00:00+08:00")).await;
    let (seen, objected) = (both[0].clone(), both[1].clone());
    let mut by_hand = grant("A-3", NONE, "2026-09-30T15:30:00+08:00");
    by_hand.to = Some(vec!["YJJ".to_owned()]);
    by_hand.copies = vec!["SCJ".to_owned()];
    by_hand.routing_reason = Some("测试：无协议".to_owned());
    let returned = push(city, "SPJ", by_hand).await.remove(0);
    city.set_clock("2026-09-30T16:10:00+08:00");
    of(city, "YJJ", move |act| {
        acts::open(act, &seen)?;
        acts::assign(act, &seen, Some("K1"), None)?;
        acts::acknowledge(act, &seen)?;
        acts::follow_up(act, &seen, "测试：已现场检查")?;
        acts::return_to_sender(act, &returned, "测试：非我局事项", Some("SCJ"))
    })
    .await;
    let returned = id_in_state(city, "returned").await;
    of(city, "SCJ", move |act| acts::return_to_sender(act, &objected, "测试：请核对", None)).await;
    city.set_clock("2026-09-30T16:20:00+08:00");
    of(city, "SPJ", move |act| acts::reroute(act, &returned, "SCJ", "测试：改派")).await;
    let back = push(city, "YJJ", penalty("测罚〔2026〕1号", "测危化经字〔2026〕A-1", "2026-09-30")).await.remove(0);
    let reply = ReplyRequest { content: "测试：已列入审查重点".to_owned(), ..ReplyRequest::default() };
    of(city, "SPJ", move |act| acts::reply(act, &back, &reply)).await;
    city.set_clock("2026-09-30T17:30:00+08:00");
    setup(city).await;
    // Closed on 8 October: what was due then is due on the 9th, later by the outage.
    city.set_clock("2026-10-09T19:00:00+08:00");
    assert!(sweep_all(&city.app).await.expect("the sweep runs") > 0);
    let about = deemed.clone();
    of(city, "YJJ", move |act| acts::acknowledge(act, &deemed)).await;
    talk(city, &about).await;
    push(city, "SPJ", grant("A-4", ONE, "2026-10-09T16:00:00+08:00")).await;
    people(city).await;
    let recalled = push(city, "SPJ", grant("A-5", ONE, "2026-10-09T16:30:00+08:00")).await.remove(0);
    of(city, "SPJ", move |act| acts::recall(act, &recalled, "测试：推送有误")).await;
    push(city, "YJJ", penalty("测罚〔2026〕2号", "测危化经字〔2026〕A-2", "2026-10-09")).await;
}

/// Somebody goes on leave, and a letter about the roster is drafted.
async fn people(city: &City) {
    let idle = city.appoint("YJJ", None, "测试人员").await.officer().expect("a person").to_string();
    let clerk = city.liaison("YJJ").officer().expect("a person").to_string();
    of(city, "YJJ", move |act| {
        let (from, to) = (date(2026, 10, 12), date(2026, 10, 13));
        let leave = LeaveRequest { officer: clerk.clone(), stand_in: Some(idle.clone()), from, to };
        begin_leave(act, &leave)?;
        let change = ChangeRequest {
            to: vec!["SPJ".into()],
            section: Some("K1".into()),
            responsible: idle.clone(),
            responsible_as: None,
            liaison: clerk.clone(),
            on: date(2026, 11, 1),
            replaces: None,
        };
        draft_change(act, &change)
    })
    .await;
}

/// What the installation and time do: an outage, a day on which the city is closed, a permit from before.
async fn setup(city: &City) {
    let old = grant("B-1", ONE, "2018-01-08T10:00:00+08:00").approval.expect("it is a grant");
    let on_duty = city.liaison("YJJ").officer().expect("a person").to_string();
    let done = city.app.act(Actor::Setup, move |act| {
        let (from, to) = (at("2026-09-30T16:30:00+08:00"), at("2026-09-30T17:20:00+08:00"));
        record_outage(act, from, to)?;
        let proposed = propose(act, Matter::Calendar(Box::new(closure())))?;
        confirm(act, &proposed.id)?;
        set_duty(act, "YJJ", &DutyRequest { on: date(2026, 10, 3), officers: vec![on_duty.clone()] })?;
        enter_legacy_permit(act, &old).map(drop)
    });
    done.await.expect("the installation acts");
}

fn closure() -> Notice {
    Notice {
        issuer: "测试市人民政府办公室".into(),
        document: "关于暴雨停工的通知（测试）".into(),
        document_number: Some("测政办发〔2026〕1号".into()),
        level: NoticeLevel::City,
        year: None,
        issued_on: None,
        source: None,
        status: NoticeStatus::Official,
        days: vec![NoticeDay { date: date(2026, 10, 8), kind: NoticeDayKind::Closure, name: "暴雨停工".into() }],
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

async fn of<T: Send + 'static>(
    city: &City,
    department: &str,
    act: impl Fn(&mut Act<'_, '_>) -> Result<T> + Send + 'static,
) -> T {
    city.app.act(city.liaison(department), act).await.unwrap_or_else(|error| panic!("{department}: {error:?}"))
}

async fn push(city: &City, department: &str, request: PushRequest) -> Vec<String> {
    of(city, department, move |act| {
        let pushed = acts::push(act, &request)?;
        Ok(pushed.into_iter().map(|held| held.id).collect())
    })
    .await
}

async fn id_in_state(city: &City, state: &'static str) -> String {
    let found = city.app.read(move |read| {
        let row = read.tx().query_one("SELECT id FROM transmittal WHERE state = $1", &[state.into()])?;
        Ok(row.get(0)?)
    });
    found.await.expect("there is one")
}
