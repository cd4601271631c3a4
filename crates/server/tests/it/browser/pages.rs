//! Every page, as somebody with work on it meets it: each is looked over on a wide screen and on a telephone.

use super::chromium::{Script, in_browser};
use super::reader::Reader;
use super::site::Site;
use crate::api::CONCLUDED;
use crate::city::{NONE, ONE, TWO, grant, penalty};
use shenguan_server::exchange::request::PushRequest;

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_sound_with_javascript() {
    let site = Site::on_sqlite().await;
    in_browser(Script::On, &site, async |reader| every_page_is_sound(&site, reader).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_sound_without_javascript() {
    let site = Site::on_sqlite().await;
    in_browser(Script::Off, &site, async |reader| every_page_is_sound(&site, reader).await).await;
}

/// A permit for two, one that was returned, a penalty that is owed an answer, guidance, and one that was deemed received.
async fn every_page_is_sound(site: &Site, reader: &Reader) {
    let deemed = site.push("SPJ", grant("C-1", ONE, CONCLUDED)).await;
    login_is_sound(reader).await;
    for path in ["/todo", "/todo/done", "/sent", "/register", "/approvals", "/people"] {
        reader.open(path).await;
        reader.looks_over(&format!("{path}, nothing in it")).await;
    }
    site.at("2026-10-09T09:00:00+08:00");
    site.sweep().await;
    let permit = site.push("SPJ", grant("C-2", TWO, "2026-10-08T16:00:00+08:00")).await;
    let by_hand = PushRequest {
        to: Some(vec![crate::city::code("YJJ").to_string()]),
        routing_reason: Some("测试：协议书未列明".to_owned()),
        ..grant("C-3", NONE, "2026-10-08T16:00:00+08:00")
    };
    let returned = site.push("SPJ", by_hand).await;
    let owed = site.push("YJJ", penalty("测罚〔2026〕1号", "测危化经字〔2026〕C-1", "2026-10-08")).await;
    let guidance = PushRequest {
        kind: "guidance".to_owned(),
        subject: "危险化学品经营指导意见（测试）".to_owned(),
        content: "供审批时参考。".to_owned(),
        occurred_on: Some(jiff::civil::date(2026, 10, 8)),
        ..PushRequest::default()
    };
    site.push("YJJ", guidance).await;
    site.index().await;
    the_authoritys_pages_are_sound(reader, &permit, &returned, &deemed).await;
    the_bureaus_pages_are_sound(reader, &owed, &permit, &returned).await;
    what_is_refused_is_said_soundly(reader, &deemed).await;
}

async fn login_is_sound(reader: &Reader) {
    reader.open("/login").await;
    reader.looks_over("login").await;
    reader.fill("username", "scj").await;
    reader.fill("password", "不是这个").await;
    reader.press("登录").await;
    reader.reads("账号或密码不对").await;
    reader.looks_over("login, refused").await;
    reader.log_in("scj").await;
}

async fn the_authoritys_pages_are_sound(reader: &Reader, permit: &str, returned: &str, deemed: &str) {
    reader.log_in("yjj").await;
    reader.looks_over("/todo").await;
    for number in [permit, returned, deemed] {
        reader.open(&format!("/items/{number}")).await;
        reader.press("接收时限怎么算（逐日）").await;
        reader.looks_over(&format!("item {number}")).await;
    }
    for (number, verb) in [(permit, "return"), (permit, "assign"), (deemed, "assign"), (deemed, "follow-up")] {
        reader.open(&format!("/items/{number}/{verb}")).await;
        reader.looks_over(&format!("form of {verb} {number}")).await;
    }
    reader.open(&format!("/items/{returned}/return")).await;
    reader.press("退回").await;
    reader.reads("需要修改").await;
    reader.looks_over("form of return, refused").await;
    reader.fill("reason", "测试：不属本局监管").await;
    reader.press("退回").await;
    reader.reads_in(".note", "已退回").await;
    reader.looks_over("item after a banner").await;
    for path in [
        "/push/new",
        "/push/new?kind=penalty_decision",
        "/push/new?kind=rescission_proposal",
        "/push/new?kind=guidance",
    ] {
        reader.open(path).await;
        reader.looks_over(path).await;
    }
    reader.click(thirtyfour::By::Css("button[value=push]")).await;
    reader.reads("需要修改").await;
    reader.looks_over("guidance, refused").await;
    for path in
        ["/todo/done", "/sent", "/sent?show=all", "/register", "/register?q=化工", "/register?q=无此件", "/people"]
    {
        reader.open(path).await;
        reader.looks_over(path).await;
    }
    let asked = "/approvals?number=测危化经字〔2026〕C-1&at=2026-10-08T17:00";
    for path in [
        asked,
        "/approvals?number=C-1&at=2020-01-01T00:00",
        "/approvals?number=无此证",
        "/approvals?number=C-1&at=明天",
    ] {
        reader.open(path).await;
        reader.looks_over(path).await;
    }
}

async fn the_bureaus_pages_are_sound(reader: &Reader, owed: &str, permit: &str, returned: &str) {
    reader.log_in("spj").await;
    reader.looks_over("/todo of the bureau").await;
    reader.open(&format!("/items/{owed}")).await;
    reader.looks_over("item that is owed an answer").await;
    reader.open(&format!("/items/{returned}")).await;
    reader.looks_over("item that was returned").await;
    for (number, verb) in
        [(returned, "uphold"), (returned, "reroute"), (owed, "reply"), (permit, "recall"), (permit, "correct")]
    {
        reader.open(&format!("/items/{number}/{verb}")).await;
        reader.looks_over(&format!("form of {verb}")).await;
    }
    reader.open("/push/new?kind=approval_outcome").await;
    reader.fill("item_code", TWO).await;
    reader.press("带入部门").await;
    reader.reads("测试移交〔2018〕SCJ号").await;
    reader.looks_over("push with its departments").await;
    reader.click(thirtyfour::By::Css("button[value=push]")).await;
    reader.reads("需要修改").await;
    reader.looks_over("push, refused").await;
    reader.open("/todo").await;
    reader.tick_all().await;
    reader.press("一并确认接收").await;
    reader.reads_in(".note", "已接收 1 件。").await;
    reader.looks_over("what became of several").await;
    reader.press("大字").await;
    reader.shows(thirtyfour::By::Css("html[data-size]")).await;
    reader.open("/register").await;
    reader.looks_over("register in large letters").await;
    reader.press("English").await;
    reader.reads("City register").await;
    reader.looks_over("register in English").await;
    reader.press("中文").await;
    reader.reads("全市台账").await;
}

async fn what_is_refused_is_said_soundly(reader: &Reader, of_others: &str) {
    reader.log_in("scj").await;
    reader.open("/nothing-here").await;
    reader.looks_over("no such page").await;
    reader.open(&format!("/items/{of_others}")).await;
    reader.reads("首页").await;
    reader.never_reads("危险化学品").await;
    reader.looks_over("an item of others").await;
    reader.open("/register?cursor=nonsense").await;
    reader.looks_over("a cursor that leads nowhere").await;
}
