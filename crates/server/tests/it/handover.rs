//! The story of the product: pushed, deemed at the minute, a penalty back, a disposition given.

use crate::city::{City, ONE, TWO, grant, penalty};
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::exchange::{State, Transmittal};
use shenguan_server::exchange::acts;
use shenguan_server::exchange::request::ReplyRequest;
use shenguan_server::platform::error::Error;
use shenguan_server::platform::stored::load;
use shenguan_server::platform::sweep::sweep_all;

async fn receipt_is_deemed_at_the_minute(city: City) {
    let bureau = city.liaison("SPJ");
    let request = grant("A-1", ONE, "2026-09-30T15:00:00+08:00");
    let pushed = city.app.act(bureau, move |act| acts::push(act, &request)).await.expect("the push is taken");
    let [pushed] = pushed.as_slice() else { panic!("one authority, one transmittal") };
    assert_eq!(pushed.state.number, "TS-2026-000001");
    assert_eq!(pushed.state.to.as_str(), "YJJ");
    let due = pushed.state.receipt_due().expect("a receipt is asked for");
    assert_eq!(rfc3339(due), "2026-10-08T17:00:00+08:00");

    let id = pushed.id.clone();
    city.set_clock("2026-10-08T16:59:59.999999+08:00");
    assert_eq!(sweep_all(&city.app).await.expect("the sweep runs"), 0);
    assert_eq!(state(&city, &id).await, (State::InTransit, State::InTransit));
    city.set_clock("2026-10-08T17:00:00+08:00");
    assert_eq!(state(&city, &id).await, (State::InTransit, State::DeemedReceived), "true before it is written down");
    assert_eq!(sweep_all(&city.app).await.expect("the sweep runs"), 1);
    assert_eq!(state(&city, &id).await, (State::DeemedReceived, State::DeemedReceived));

    let certificate = "测危化经字〔2026〕A-1";
    let request = penalty("测罚〔2026〕1号", certificate, "2026-10-08");
    let back = city.app.act(city.liaison("YJJ"), move |act| acts::push(act, &request)).await.expect("it goes back");
    assert_eq!(back[0].state.to.as_str(), "SPJ");
    assert_eq!(back[0].state.reply_state_at(city.app.clock().now()), "owed");

    let answered = back[0].id.clone();
    let reply = ReplyRequest {
        content: "已列入审查重点。".to_owned(),
        decision: Some("列入审查重点".to_owned()),
        ..ReplyRequest::default()
    };
    let to_reply = answered.clone();
    let disposition = city.app.act(city.liaison("SPJ"), move |act| acts::reply(act, &to_reply, &reply)).await;
    assert_eq!(disposition.expect("the disposition is given").state.to.as_str(), "YJJ");
    assert_eq!(state(&city, &answered).await.0, State::Acknowledged, "a reply acknowledges");
    city.assert_verified().await;
}

async fn a_refusal_leaves_nothing(city: City) {
    let request = grant("A-2", TWO, "2026-09-30T15:00:00+08:00");
    let again = request.clone();
    let pushed = city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("pushed");
    assert_eq!(
        pushed.iter().map(|held| (held.state.to.as_str(), held.state.lead)).collect::<Vec<_>>(),
        [("YJJ", true), ("SCJ", false)]
    );
    let twice = city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &again)).await;
    let Err(Error::Refused(refused)) = twice else { panic!("the same outcome twice is refused: {twice:?}") };
    assert_eq!(refused.code, "DUPLICATE_PUSH");
    let wrong_side = penalty("测罚〔2026〕2号", "测危化经字〔2026〕A-2", "2026-09-30");
    let refused = city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &wrong_side)).await;
    let Err(Error::Refused(refused)) = refused else { panic!("the bureau imposes no penalties: {refused:?}") };
    assert_eq!((refused.code, refused.clause), ("SEPARATION_OF_POWERS", Some("二(一)¶2")));
    let next = grant("A-3", ONE, "2026-09-30T15:30:00+08:00");
    let next = city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &next)).await.expect("pushed");
    assert_eq!(next[0].state.number, "TS-2026-000003", "refused acts give their numbers back");
    city.assert_verified().await;
}

/// The state as written down, and as true at the instant of the read.
async fn state(city: &City, id: &str) -> (State, State) {
    let id = id.to_owned();
    let read = city.app.read(move |read| {
        let now = read.now();
        let held = load::<Transmittal>(read.tx(), &id)?.expect("it is there");
        Ok((held.state.state, held.state.state_at(now)))
    });
    read.await.expect("it can be read")
}

crate::on_both! {
    "2026-09-30T16:00:00+08:00";
    receipt_is_deemed_at_the_minute,
    a_refusal_leaves_nothing,
}
