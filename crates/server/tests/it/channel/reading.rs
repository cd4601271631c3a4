//! Who reads what: a code reserved on its page, a leader's stand-in named on the letter, a draft that 督查 does not read.

use super::faces::Office;
use super::work::with_letters;
use crate::browser::site::Site;
use crate::city::City;
use crate::figures::Person;
use jiff::civil::date;
use shenguan_rules::channel::{Channel, Stage};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::channel::acts;
use shenguan_server::channel::request::EndorseRequest;
use shenguan_server::roster::acts::begin_leave;
use shenguan_server::roster::request::LeaveRequest;

async fn a_code_is_reserved_on_its_page_and_wrong_ones_are_refused_there(city: City) {
    let office = Office::of(city).await;
    let page = office.page("SPJ/liaison", "/number-registers").await;
    assert!(page.text.contains("还没有预留机关代字") && !page.text.contains("name=\"code\""), "{}", page.text);
    let form = |code| [("code", code), ("channel", "letter"), ("kind", "letter")];
    assert_eq!(office.press("SPJ/liaison", "/number-registers", &form("测审函")).await.status, 403);
    let wrong = office.press("SPJ/head", "/number-registers", &form("测审函〔2026〕")).await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.text.contains("机关代字只写汉字") && wrong.text.contains("value=\"测审函〔2026〕\""),
        "{}",
        wrong.text
    );
    let reserved = office.press("SPJ/head", "/number-registers", &form(" 测审函 ")).await;
    assert_eq!((reserved.status, reserved.location.as_str()), (303, "/number-registers"), "{}", reserved.text);
    let letter = office.staff.ready().await;
    office.staff.issued(&letter.id, None).await.expect("issued under the code");
    let page = office.page("SPJ/liaison", "/number-registers").await;
    assert!(page.text.contains("测审函〔2026〕1号"), "{}", page.text);
    assert!(!office.page("YJJ/head", "/number-registers").await.text.contains("测审函〔2026〕"), "each office its own");
    office.staff.city.assert_verified().await;
}

/// 「请示…主要领导同意」: another principal leader stands in, and the letter says in whose place it was endorsed.
async fn a_leaders_stand_in_is_named_with_the_one_in_whose_place_he_endorsed(city: City) {
    let office = Office::of(city).await;
    let staff = &office.staff;
    let second = staff.city.appoint("SPJ", Some(Role::PrincipalLeader), "测试副职").await;
    let (chief, stand_in) = (staff.id("SPJ/chief"), second.officer().expect("a person").to_string());
    let (from, to) = (date(2026, 9, 30), date(2026, 9, 30));
    let leave = LeaveRequest { officer: chief, stand_in: Some(stand_in), from, to };
    staff.does("SPJ/chief", move |act| begin_leave(act, &leave)).await.expect("he is away");
    let letter = staff.drafted(Channel::Letter).await;
    staff.submitted(&letter.id, "SPJ/chief").await.expect("it waits for the one who is away");
    let (id, request) = (letter.id.clone(), EndorseRequest { version: 1, opinion: Some("同意（测试）".into()) });
    let endorsed = staff.city.app.act(second.clone(), move |act| acts::endorse(act, &id, &request)).await;
    let endorsed = endorsed.expect("endorsed in his place").state;
    assert_eq!(endorsed.stage, Stage::Endorsed);
    let chief = staff.actor("SPJ/chief");
    assert_eq!(endorsed.endorsement.expect("it has one").acting_for.as_ref(), chief.officer());
    let page = office.page("SPJ/liaison", &format!("/correspondence/{}", letter.state.number)).await;
    assert!(page.text.contains("测试副职（代测试SPJ主要领导）"), "{}", page.text);
    staff.city.assert_verified().await;
}

/// A button of a page that was reached from 待办 leads on like a form does: to the next one, and at last back to the list.
async fn a_press_on_a_page_leads_to_the_next_of_the_list(city: City) {
    let office = Office::of(city).await;
    for serial in 1..=2 {
        let letter = office.staff.ready().await;
        office.staff.issued(&letter.id, Some(&format!("测审批函〔2026〕{serial}号"))).await.expect("issued");
    }
    let first = office.page("YJJ/liaison", "/correspondence/GH-2026-000001?task=all").await;
    assert!(first.text.contains("/correspondence/GH-2026-000001/file?task=all"), "{}", first.text);
    let filed = office.press("YJJ/liaison", "/correspondence/GH-2026-000001/file?task=all", &[]).await;
    assert_eq!((filed.status, filed.location.as_str()), (303, "/correspondence/GH-2026-000002?task=all"));
    let last = office.press("YJJ/liaison", "/correspondence/GH-2026-000002/file?task=all", &[]).await;
    assert_eq!((last.status, last.location.as_str()), (303, "/todo"), "{}", last.text);
    let again = office.press("YJJ/liaison", "/correspondence/GH-2026-000002/file", &[]).await;
    assert_eq!(again.status, 409, "{}", again.text);
    office.staff.city.assert_verified().await;
}

async fn oversight_reads_what_was_issued_and_no_draft(site: Site) {
    site.at("2026-10-09T09:00:00+08:00");
    with_letters(&site).await;
    let oversight = Person::of(&site, "dcs").await;
    let (draft, issued) = ("/correspondence/GH-2026-000001", "/correspondence/GH-2026-000004");
    assert_eq!((oversight.get(draft).await.0, oversight.get(issued).await.0), (404, 200));
    let bureau = Person::of(&site, "spj").await;
    assert_eq!(bureau.get(draft).await.0, 200);
    site.assert_verified().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn oversight_reads_what_was_issued_and_no_draft_on_sqlite() {
    oversight_reads_what_was_issued_and_no_draft(Site::on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn oversight_reads_what_was_issued_and_no_draft_on_postgres() {
    oversight_reads_what_was_issued_and_no_draft(Site::on_postgres().await).await;
}

/// Leaders are people: a system's key endorses nothing.
async fn a_system_endorses_nothing(city: City) {
    let office = Office::of(city).await;
    let letter = office.staff.drafted(Channel::Letter).await;
    office.staff.submitted(&letter.id, "SPJ/chief").await.expect("submitted");
    let (id, request) = (letter.id.clone(), EndorseRequest { version: 1, opinion: None });
    let refused = office.staff.city.app.act(Actor::Time, move |act| acts::endorse(act, &id, &request)).await;
    assert_eq!(super::code_of(refused), "PERSON_NEEDED");
    office.staff.city.assert_verified().await;
}

crate::on_both! {
    "2026-09-30T10:00:00+08:00";
    a_code_is_reserved_on_its_page_and_wrong_ones_are_refused_there,
    a_leaders_stand_in_is_named_with_the_one_in_whose_place_he_endorsed,
    a_press_on_a_page_leads_to_the_next_of_the_list,
    a_system_endorses_nothing,
}
