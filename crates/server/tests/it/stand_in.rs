//! 代理 (二(二), A14): who is away, who stands in, and that nobody acts without a designation in force at that instant.

use crate::app::TestApp;
use crate::city::{City, ONE, grant};
use crate::desk::{Desk, PASSWORD};
use crate::on_both;
use jiff::civil::{Date, date};
use serde_json::json;
use shenguan_rules::exchange::{State, Transmittal};
use shenguan_rules::party::OfficerId;
use shenguan_rules::roster::{Role, Substitution};
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::acts;
use shenguan_server::exchange::wire::{WhoWire, history};
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::stored::{Held, load};
use shenguan_server::roster::acts::{begin_leave, end, end_leave, leave_office};
use shenguan_server::roster::request::{LeaveEndRequest, LeaveRequest};

const FIRST: Date = Date::constant(2026, 10, 8);
const LAST: Date = Date::constant(2026, 10, 9);

fn id_of(actor: &Actor) -> OfficerId {
    actor.officer().cloned().expect("a person")
}

fn leave(who: &Actor, stand_in: Option<&Actor>, from: Date, to: Date) -> LeaveRequest {
    LeaveRequest { officer: id_of(who).to_string(), stand_in: stand_in.map(|actor| id_of(actor).to_string()), from, to }
}

async fn goes(city: &City, who: &Actor, stand_in: Option<&Actor>, from: Date, to: Date) -> Result<Held<Substitution>> {
    let request = leave(who, stand_in, from, to);
    city.app.act(who.clone(), move |act| begin_leave(act, &request)).await
}

/// Somebody as the route lets him in who has nothing of his own: in the place of another.
fn in_place_of(stand_in: &Actor, absent: &Actor) -> Actor {
    let (Actor::Officer { officer, department, side, .. }, Actor::Officer { roles, .. }) = (stand_in, absent) else {
        panic!("people")
    };
    Actor::Officer {
        officer: officer.clone(),
        department: department.clone(),
        side: *side,
        roles: roles.clone(),
        acting_for: Some(id_of(absent)),
    }
}

fn code_of<T: std::fmt::Debug>(outcome: Result<T>) -> (&'static str, Vec<(&'static str, String)>) {
    match outcome {
        Err(Error::Refused(refused)) => (refused.code, refused.arguments),
        other => panic!("this was to be refused: {other:?}"),
    }
}

async fn push(city: &City, case: &str) -> Held<Transmittal> {
    let request = grant(case, ONE, "2026-09-30T15:00:00+08:00");
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("it is pushed").remove(0)
}

async fn acknowledge(city: &City, actor: &Actor, id: &str) -> Result<Held<Transmittal>> {
    let id = id.to_owned();
    city.app.act(actor.clone(), move |act| acts::acknowledge(act, &id)).await
}

async fn last_by(city: &City, id: &str) -> WhoWire {
    let id = id.to_owned();
    let read = city.app.read(move |read| {
        let directory = std::sync::Arc::clone(read.directory());
        Ok(history(read.tx(), &id, &directory)?.pop().expect("something happened").by)
    });
    read.await.expect("it can be read")
}

async fn an_act_in_the_place_of_another_says_so_and_the_absent_is_back_by_himself(city: City) {
    let (clerk, idle) = (city.liaison("YJJ"), city.appoint("YJJ", None, "测试代理").await);
    let (first, second) = (push(&city, "S-1").await, push(&city, "S-2").await);
    goes(&city, &clerk, Some(&idle), FIRST, LAST).await.expect("somebody stands in");
    let acting = in_place_of(&idle, &clerk);
    assert_eq!(code_of(acknowledge(&city, &acting, &first.id).await).0, "DESIGNATION_NOT_IN_FORCE", "not yet away");
    city.set_clock("2026-10-08T09:00:00+08:00");
    acknowledge(&city, &acting, &first.id).await.expect("the stand-in acknowledges");
    let said = serde_json::to_value(last_by(&city, &first.id).await).expect("json");
    assert_eq!((said["name"].as_str(), said["acting_for_name"].as_str()), (Some("测试代理"), Some("测试YJJ")));
    // Whoever comes back early acts in his own place.
    acknowledge(&city, &clerk, &second.id).await.expect("his own designation never ended");
    let said = serde_json::to_value(last_by(&city, &second.id).await).expect("json");
    assert_eq!((said["name"].as_str(), said["acting_for"].as_str()), (Some("测试YJJ"), None));
    let third = push(&city, "S-3").await;
    city.set_clock("2026-10-10T00:00:00+08:00");
    assert_eq!(code_of(acknowledge(&city, &acting, &third.id).await).0, "DESIGNATION_NOT_IN_FORCE", "back by himself");
    city.assert_verified().await;
}

async fn what_lies_with_an_absent_officer_in_person_is_done_in_that_place(city: City) {
    let clerk = city.liaison("YJJ");
    let head = city.appoint("YJJ", Some(Role::ResponsibleOfficer), "测试负责人").await;
    let (handed, other) = (push(&city, "S-1").await, push(&city, "S-2").await);
    let (id, to) = (handed.id.clone(), id_of(&clerk).to_string());
    let assigned = city.app.act(head.clone(), move |act| acts::assign(act, &id, None, Some(&to)));
    assigned.await.expect("it is handed to the clerk");
    assert_eq!(code_of(goes(&city, &clerk, None, FIRST, LAST).await).0, "ROLE_UNREACHABLE");
    goes(&city, &clerk, Some(&head), FIRST, LAST).await.expect("the head stands in");
    city.set_clock("2026-10-08T09:00:00+08:00");
    for (held, for_whom) in [(&handed, Some("测试YJJ")), (&other, None)] {
        acknowledge(&city, &head, &held.id).await.expect("the head acknowledges");
        let said = serde_json::to_value(last_by(&city, &held.id).await).expect("json");
        assert_eq!((said["name"].as_str(), said["acting_for_name"].as_str()), (Some("测试负责人"), for_whom));
    }
    city.assert_verified().await;
}

async fn a_chain_resolves_and_a_ring_is_refused_with_the_names_on_it(city: City) {
    let clerk = city.liaison("YJJ");
    let (one, two) = (city.appoint("YJJ", None, "测试甲").await, city.appoint("YJJ", None, "测试乙").await);
    goes(&city, &clerk, Some(&one), FIRST, LAST).await.expect("one stands in");
    let alone = code_of(goes(&city, &one, None, LAST, LAST).await);
    assert_eq!(alone.0, "STANDS_IN_FOR_OTHERS");
    assert!(alone.1.contains(&("officer", "测试YJJ".to_owned())), "{alone:?}");
    goes(&city, &one, Some(&two), LAST, LAST).await.expect("two stands in for one");
    let ring = code_of(goes(&city, &two, Some(&clerk), FIRST, LAST).await);
    assert_eq!(ring.0, "STAND_IN_CYCLE");
    assert!(ring.1.contains(&("way", "测试乙→测试YJJ→测试甲→测试乙".to_owned())), "{ring:?}");
    assert!(ring.1.contains(&("on", LAST.to_string())));
    let officer = id_of(&one).to_string();
    let gone = city.app.act(Actor::Setup, move |act| leave_office(act, &officer, FIRST)).await;
    assert_eq!(code_of(gone).0, "OFFICER_STILL_STANDS_IN");
    let pushed = push(&city, "S-1").await;
    city.set_clock("2026-10-09T09:00:00+08:00");
    acknowledge(&city, &in_place_of(&two, &clerk), &pushed.id).await.expect("along the chain");
    assert_eq!(code_of(acknowledge(&city, &in_place_of(&one, &clerk), &pushed.id).await).0, "DESIGNATION_NOT_IN_FORCE");
    city.assert_verified().await;
}

async fn a_leave_ends_early(city: City) {
    let (clerk, idle) = (city.liaison("YJJ"), city.appoint("YJJ", None, "测试代理").await);
    let held = goes(&city, &clerk, Some(&idle), FIRST, LAST).await.expect("somebody stands in");
    let pushed = push(&city, "S-1").await;
    city.set_clock("2026-10-09T09:00:00+08:00");
    let stranger = city.liaison("SCJ");
    let id = held.id.clone();
    let meddled = city.app.act(stranger, move |act| end_leave(act, &id, &LeaveEndRequest { on: FIRST })).await;
    assert_eq!(code_of(meddled).0, "SUBSTITUTION_NOT_ENTITLED");
    let id = held.id.clone();
    let ended = city.app.act(clerk.clone(), move |act| end_leave(act, &id, &LeaveEndRequest { on: FIRST })).await;
    assert_eq!(ended.expect("back a day early").state.to, FIRST);
    assert_eq!(
        code_of(acknowledge(&city, &in_place_of(&idle, &clerk), &pushed.id).await).0,
        "DESIGNATION_NOT_IN_FORCE"
    );
    city.assert_verified().await;
}

/// 「要指派专人…负责」: the roles are looked at when the writer takes the act, not when the request came.
async fn a_designation_that_ends_while_the_request_waits_gives_no_act(city: City) {
    let clerk = city.liaison("YJJ");
    let (first, second) = (push(&city, "S-1").await, push(&city, "S-2").await);
    let officer = id_of(&clerk);
    let ended = city.app.act(Actor::Setup, move |act| {
        let directory = act.directory()?;
        let named = directory.designations().find(|named| named.officer == officer).expect("it has a role").clone();
        end(act, named.id.as_str(), date(2026, 9, 30))
    });
    ended.await.expect("it ends today");
    city.set_clock("2026-09-30T23:59:59.999999+08:00");
    acknowledge(&city, &clerk, &first.id).await.expect("the last microsecond is in force");
    city.set_clock("2026-10-01T00:00:00+08:00");
    // The caller is the one of the request that came a moment before midnight.
    assert_eq!(code_of(acknowledge(&city, &clerk, &second.id).await).0, "DESIGNATION_NOT_IN_FORCE");
    let id = second.id.clone();
    let state = city.app.read(move |read| Ok(load::<Transmittal>(read.tx(), &id)?.expect("it is there").state.state));
    assert_eq!(state.await.expect("it can be read"), State::InTransit);
    city.assert_verified().await;
}

/// By pages: somebody without a role of his own who stands in sees the list and receives, and everybody reads in whose place it was.
async fn on_every_page_it_reads_in_whose_place_somebody_acted(city: City) {
    let (clerk, idle) = (city.liaison("YJJ"), city.appoint("YJJ", None, "测试代理").await);
    let pushed = push(&city, "S-1").await;
    let (id, own) = (pushed.id.clone(), id_of(&clerk).to_string());
    let taken = city.app.act(clerk.clone(), move |act| acts::assign(act, &id, None, Some(&own)).map(drop));
    taken.await.expect("the clerk takes it himself");
    let desk = Desk::over(city);
    for (username, actor) in [("clerk", &clerk), ("idle", &idle)] {
        let opened = desk.server.identity.create_account(Actor::Setup, username.into(), id_of(actor), PASSWORD.into());
        opened.await.expect("the account is opened");
    }
    let session = desk.log_in("clerk").await;
    let form = desk.get(&session, "/leaves/new").await;
    assert_eq!(form.status, 200, "{}", form.text);
    let (who, stand_in) = (id_of(&clerk).to_string(), id_of(&idle).to_string());
    let typed =
        [("officer", who.as_str()), ("stand_in", stand_in.as_str()), ("from", "2026-10-08"), ("to", "2026-10-09")];
    let alone = [typed[0], typed[2], typed[3]];
    let refused = desk.post(&session, "/leaves/new", &alone).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("2026-10-08 联络人将没有人在岗"), "{}", refused.text);
    let entered = desk.post(&session, "/leaves/new", &typed).await;
    assert_eq!((entered.status, entered.location.as_str()), (303, "/leaves/DL-2026-000001"), "{}", entered.text);
    let page = desk.get(&session, &entered.location).await;
    assert!(page.text.contains("测试代理（代测试YJJ）"), "{}", page.text);

    desk.city.set_clock("2026-10-08T09:00:00+08:00");
    let session = desk.log_in("idle").await;
    for list in ["/todo", "/todo?task=mine"] {
        let shown = desk.get(&session, list).await.text;
        assert!(shown.contains(&pushed.state.number), "what lies with the absent in person: {list}");
    }
    let item = format!("/items/{}", pushed.state.number);
    let done = desk.post(&session, &format!("{item}/acknowledge"), &[]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    assert!(desk.get(&session, &item).await.text.contains("测试代理（代测试YJJ）"));
    assert!(desk.get(&session, "/todo/done").await.text.contains("测试代理（代测试YJJ）"));
    desk.city.assert_verified().await;
}

/// By API: a department's system enters what its office keeps elsewhere.
async fn a_departments_system_enters_leaves_and_reads_them(app: TestApp) {
    let clerk = id_of(&app.city.liaison("YJJ")).to_string();
    let idle = id_of(&app.city.appoint("YJJ", None, "测试代理").await).to_string();
    let (authority, other) = (app.authority("YJJ"), app.authority("SCJ"));
    let days = "from=2026-10-08&to=2026-10-09";
    let check = format!("/api/v1/substitutions/check?officer={clerk}&{days}");
    let (status, said) = authority.get(&check).await;
    assert_eq!((status, &said["problem"]["code"]), (200, &json!("ROLE_UNREACHABLE")), "{said}");
    let (_, said) = authority.get(&format!("{check}&stand_in={idle}")).await;
    assert_eq!((&said["problem"], &said["open_tasks"]), (&json!(null), &json!([])));
    let leave = json!({"officer": clerk, "stand_in": idle, "from": "2026-10-08", "to": "2026-10-09"});
    let (status, problem) = other.post("/api/v1/substitutions", &leave).await;
    assert_eq!((status, &problem["code"]), (403, &json!("SUBSTITUTION_NOT_ENTITLED")), "{problem}");
    let (status, entered) = authority.post("/api/v1/substitutions", &leave).await;
    assert_eq!((status, &entered["number"]), (201, &json!("DL-2026-000001")), "{entered}");
    let (_, list) = authority.get("/api/v1/substitutions").await;
    assert_eq!(list["items"], json!([entered]));
    assert_eq!(other.get("/api/v1/substitutions").await.1["items"], json!([]));
    let path = format!("/api/v1/substitutions/{}", entered["id"].as_str().expect("an id"));
    assert_eq!(other.get(&path).await.0, 404);
    let (status, ended) = authority.post(&format!("{path}/end"), &json!({"on": "2026-10-08"})).await;
    assert_eq!((status, &ended["to"]), (200, &json!("2026-10-08")), "{ended}");
    app.city.assert_verified().await;
}

stories! { a_departments_system_enters_leaves_and_reads_them }

on_both! {
    "2026-09-30T16:00:00+08:00";
    an_act_in_the_place_of_another_says_so_and_the_absent_is_back_by_himself,
    what_lies_with_an_absent_officer_in_person_is_done_in_that_place,
    a_chain_resolves_and_a_ring_is_refused_with_the_names_on_it,
    a_leave_ends_early,
    on_every_page_it_reads_in_whose_place_somebody_acted,
    a_designation_that_ends_while_the_request_waits_gives_no_act,
}
