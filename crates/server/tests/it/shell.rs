//! What lies around every page: what is told to an open page.

use crate::app::START;
use crate::city::{City, ONE, grant};
use crate::on_both;
use crate::pages::{Desk, desks};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use shenguan_server::exchange::acts;

/// Of `Settings::demo`.
const IDLE_MINUTES: i64 = 480;

on_both! {
    crate::app::START;
    what_arrives_is_told_to_the_addressee_only,
    a_page_left_open_keeps_no_session_alive,
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
