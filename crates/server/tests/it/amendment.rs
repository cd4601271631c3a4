//! A21, A24, A28: what moves open windows, who confirms it, and what came before go-live.

use crate::city::{City, ONE, grant};
use shenguan_rules::amendment::Matter;
use shenguan_rules::calendar::{Notice, rfc3339};
use shenguan_rules::exchange::{State, Transmittal};
use shenguan_rules::roster::Role;
use shenguan_server::amendment::{acts as amendments, preview::preview};
use shenguan_server::exchange::{acts, legacy, outage};
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::stored::{Held, load};
use shenguan_server::platform::sweep::sweep_all;

/// A snow day on 2026-10-08, by a document of the city.
pub(crate) fn snow_day() -> Notice {
    let notice = serde_json::json!({
        "issuer": "鞍山市人民政府办公室（测试）",
        "document": "关于暴雪停工的通知（测试）",
        "document_number": "测政办发〔2026〕1号",
        "level": "city",
        "issued_on": "2026-10-07",
        "status": "official",
        "days": [{ "date": "2026-10-08", "kind": "closure", "name": "暴雪停工" }],
    });
    Notice::from_json(&notice.to_string()).expect("a notice of the city")
}

async fn push(city: &City, case: &str, concluded_at: &str) -> Held<Transmittal> {
    let request = grant(case, ONE, concluded_at);
    let pushed = city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await;
    pushed.expect("it is pushed").remove(0)
}

async fn now_of(city: &City, id: &str) -> Transmittal {
    let id = id.to_owned();
    let read = city.app.read(move |read| Ok(load::<Transmittal>(read.tx(), &id)?.expect("it is there").state));
    read.await.expect("it can be read")
}

fn code_of<T: std::fmt::Debug>(outcome: Result<T>) -> &'static str {
    match outcome {
        Err(Error::Refused(refused)) => refused.code,
        other => panic!("this was to be refused: {other:?}"),
    }
}

async fn a_new_notice_moves_what_is_open_and_nothing_else(city: City) {
    let missed = push(&city, "M-1", "2026-09-29T10:00:00+08:00").await;
    city.set_clock("2026-09-30T16:59:00+08:00");
    let met = push(&city, "M-2", "2026-09-30T16:00:00+08:00").await;
    let open = push(&city, "M-3", "2026-09-30T16:00:00+08:00").await;
    let met_id = met.id.clone();
    city.app.act(city.liaison("YJJ"), move |act| acts::acknowledge(act, &met_id)).await.expect("in time");
    city.set_clock("2026-10-07T09:00:00+08:00");
    sweep_all(&city.app).await.expect("the first is deemed");
    assert_eq!(now_of(&city, &missed.id).await.state, State::DeemedReceived);

    let first = city.appoint("SPJ", Some(Role::SystemAdministrator), "测试管理员甲").await;
    let second = city.appoint("SPJ", Some(Role::SystemAdministrator), "测试管理员乙").await;
    let previewed = city.app.act(first.clone(), |act| preview(act, &Matter::Calendar(Box::new(snow_day()))));
    let previewed = previewed.await.expect("it can be previewed");
    let moves: Vec<_> = previewed.iter().map(|moved| (moved.id.as_str(), moved.after.map(rfc3339))).collect();
    assert_eq!(moves, [(open.id.as_str(), Some("2026-10-09T17:00:00+08:00".to_owned()))]);

    let proposed = city.app.act(first.clone(), |act| amendments::propose(act, Matter::Calendar(Box::new(snow_day()))));
    let proposed = proposed.await.expect("it is proposed");
    assert_eq!(proposed.state.moves, 1);
    assert_eq!(now_of(&city, &open.id).await.receipt_due(), open.state.receipt_due(), "a proposal moves nothing");
    let (id, again) = (proposed.id.clone(), proposed.id.clone());
    let alone = city.app.act(first, move |act| amendments::confirm(act, &id)).await;
    assert_eq!(code_of(alone), "SAME_PERSON");
    let confirmed = city.app.act(second, move |act| amendments::confirm(act, &again)).await;
    assert_eq!(confirmed.expect("a second person confirms").1, 1);

    let due = |transmittal: Transmittal| transmittal.receipt_due().map(rfc3339);
    assert_eq!(due(now_of(&city, &open.id).await).as_deref(), Some("2026-10-09T17:00:00+08:00"));
    assert_eq!(now_of(&city, &met.id).await.receipt_due(), met.state.receipt_due());
    assert_eq!(now_of(&city, &missed.id).await.receipt_due(), missed.state.receipt_due());
    let later = push(&city, "M-4", "2026-10-07T08:00:00+08:00").await;
    assert_eq!(due(later.state).as_deref(), Some("2026-10-09T17:00:00+08:00"), "a new push counts by the new calendar");
    city.assert_verified().await;
}

async fn an_outage_inside_the_window_gives_its_time_back(city: City) {
    city.set_clock("2026-09-30T16:00:00+08:00");
    let pushed = push(&city, "O-1", "2026-09-30T10:00:00+08:00").await;
    city.set_clock("2026-10-08T12:00:00+08:00");
    outage::catch_up(&city.app).await.expect("the first heartbeat");
    // Nobody could reach the platform from 12:00 until 18:00; the window ended at 17:00 meanwhile.
    city.set_clock("2026-10-08T18:00:00+08:00");
    outage::catch_up(&city.app).await.expect("the outage is noticed");
    assert_eq!(sweep_all(&city.app).await.expect("the sweep runs"), 0, "the operator gains nothing by its own outage");
    let due = now_of(&city, &pushed.id).await.receipt_due().map(rfc3339);
    assert_eq!(due.as_deref(), Some("2026-10-08T23:00:00+08:00"));
    city.assert_verified().await;
}

async fn a_permit_from_before_go_live_has_no_clock(city: City) {
    let record = grant("L-1", ONE, "2026-08-03T10:00:00+08:00").approval.expect("a licence record");
    let entered = city.app.act(city.liaison("SPJ"), move |act| legacy::enter_legacy_permit(act, &record)).await;
    let entered = entered.expect("it is entered");
    assert_eq!(entered.state.matters.len(), 1);
    assert_eq!(entered.state.matters[0].authority.as_str(), "YJJ");
    let record = grant("L-2", ONE, "2026-08-03T10:00:00+08:00").approval.expect("a licence record");
    let wrong_side = city.app.act(city.liaison("YJJ"), move |act| legacy::enter_legacy_permit(act, &record)).await;
    assert_eq!(code_of(wrong_side), "NOT_BUREAU");
    assert_eq!(sweep_all(&city.app).await.expect("the sweep runs"), 0);
    city.assert_verified().await;
}

crate::on_both! {
    "2026-09-29T16:00:00+08:00";
    a_new_notice_moves_what_is_open_and_nothing_else,
    an_outage_inside_the_window_gives_its_time_back,
    a_permit_from_before_go_live_has_no_clock,
}
