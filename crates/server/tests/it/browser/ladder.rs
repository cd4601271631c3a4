//! The stories of the ladder of channels on the pages: a call that the other side confirms or disputes, and an item on which all four
//! channels are tried, one after another, until a consultation is proposed. 二(四): 「以上四种协调沟通机制无法解决的重大问题，由审批与监管双方
//! 提请审批与监管工作会商会议研究决定」.

use super::reader::Reader;
use super::site::Site;
use crate::api::CONCLUDED;
use crate::city::{ONE, grant};
use shenguan_rules::roster::Role;

const ITEM: &str = "危险化学品经营许可证（新办）";
const GIST: &str = "储罐区间距的测量口径（测试）";
const RESULT: &str = "双方同意以罐壁外缘计（测试）";
const LADDER: &str = "看已试过的沟通和下一步";

async fn calls_are_noted_confirmed_and_disputed_on_the_pages(site: &Site, reader: &Reader) {
    site.push("SPJ", grant("L-1", ONE, CONCLUDED)).await;
    the_liaison_officer_is_told_who_telephones(reader).await;
    notes_a_call(reader, RESULT, "DH-2026-000001").await;
    reader.reads("待对方核对").await;

    reader.log_in("spj").await;
    reader.reads("待办 1 件").await;
    reader.press(GIST).await;
    reader.reads("等您核对 请核对：是否与通话相符。").await;
    reader.reads(RESULT).await;
    reader.looks_over("a call").await;
    reader.press("确认相符").await;
    reader.fill("note", "另约现场复测（测试）。").await;
    reader.sends().await;
    reader.reads("已确认 DH-2026-000001").await;
    reader.reads("待办已清空").await;

    notes_a_call(reader, "监管局自行复测（测试）", "DH-2026-000002").await;
    reader.log_in("spj").await;
    reader.press(GIST).await;
    reader.press("提出异议").await;
    reader.sends().await;
    reader.reads("请写明理由").await;
    reader.fill("reason", "说定的是双方一同复测（测试）。").await;
    reader.sends().await;
    reader.reads("已对 DH-2026-000002 提出异议").await;
    reader.reads("待办已清空").await;

    both_notes_read_so(reader).await;
    reader.log_in("yjj-zrr").await;
    both_notes_read_so(reader).await;
    site.assert_verified().await;
}

/// 「由审批与监管双方责任人或业务责任人通过电话方式进行磋商」: not by a liaison officer, who reads by whom.
async fn the_liaison_officer_is_told_who_telephones(reader: &Reader) {
    reader.log_in("yjj").await;
    reader.press(ITEM).await;
    reader.press(LADDER).await;
    reader.reads("下一步：电话，由责任人、业务负责人、总负责人、分管领导、主要领导办理。").await;
    reader.never_reads("记电话").await;
    reader.open("/phone-notes/new").await;
    reader.reads("您的身份不能办这一件").await;
    reader.reads("测试yjj-zrr 0412-5550001").await;
}

/// From the item's page, by the responsible officer of the authority.
async fn notes_a_call(reader: &Reader, result: &str, number: &str) {
    reader.log_in("yjj-zrr").await;
    reader.press(ITEM).await;
    reader.press(LADDER).await;
    reader.press("记电话").await;
    reader.choose_called("officer", "测试SPJ").await;
    reader.fill("gist", GIST).await;
    reader.fill("result", result).await;
    reader.sends().await;
    reader.reads(&format!("已记录 {number}，等待对方核对。")).await;
}

/// Either side finds them by the ladder of their item, and goes from one to the one before.
async fn both_notes_read_so(reader: &Reader) {
    reader.open("/items/TS-2026-000001").await;
    reader.press(LADDER).await;
    reader.press("DH-2026-000002").await;
    reader.reads("对方有异议").await;
    reader.reads("说定的是双方一同复测（测试）。").await;
    reader.press("上一步：电话 DH-2026-000001").await;
    reader.reads("对方已确认").await;
    reader.reads("另约现场复测（测试）。").await;
    reader.press("上一步：审管互动平台 TS-2026-000001").await;
    reader.reads(ITEM).await;
}

async fn four_channels_are_tried_and_a_consultation_is_proposed_on_the_pages(site: &Site, reader: &Reader) {
    site.admit("yjj-fgld", "YJJ", Role::LeaderInCharge).await;
    site.admit("yjj-zyld", "YJJ", Role::PrincipalLeader).await;
    site.push("SPJ", grant("L-1", ONE, CONCLUDED)).await;
    notes_a_call(reader, RESULT, "DH-2026-000001").await;
    site.at("2026-09-30T16:05:00+08:00");
    it_is_written_about_in_the_oa_system(reader).await;
    site.at("2026-09-30T16:10:00+08:00");
    a_letter_is_above_the_leader_in_charge(reader).await;
    a_consultation_is_proposed_with_all_four(reader).await;
    site.assert_verified().await;
}

async fn it_is_written_about_in_the_oa_system(reader: &Reader) {
    reader.log_in("yjj").await;
    reader.press(ITEM).await;
    reader.press(LADDER).await;
    reader.reads("下一步：OA办公系统，经分管领导、主要领导同意后发出。").await;
    reader.press("拟 OA 沟通").await;
    assert_eq!(reader.value("follows").await, "DH-2026-000001", "the step before is filled in");
    drafts(reader, "关于储罐间距口径的沟通").await;
    reader.reads("已拟稿 OA-2026-000001").await;
    reader.reads("上一步：电话 DH-2026-000001").await;
    submits(reader, "测试yjj-fgld").await;
    endorses(reader, "yjj-fgld", "关于储罐间距口径的沟通").await;
    reader.log_in("yjj").await;
    reader.press("关于储罐间距口径的沟通").await;
    reader.press("发出").await;
    reader.sends().await;
    reader.reads("已发出 OA-2026-000001").await;
}

/// 「经请示审批与监管部门主要领导同意后」: whoever is no principal leader is told so, and passes it on.
async fn a_letter_is_above_the_leader_in_charge(reader: &Reader) {
    reader.log_in("yjj").await;
    reader.press(ITEM).await;
    reader.press(LADDER).await;
    reader.reads("下一步：公函，经主要领导同意后发出。").await;
    reader.press("拟公函").await;
    drafts(reader, "关于储罐间距口径的函").await;
    reader.reads("上一步：OA办公系统 OA-2026-000001").await;
    submits(reader, "测试yjj-fgld").await;

    reader.log_in("yjj-fgld").await;
    reader.press("关于储罐间距口径的函").await;
    reader.reads("须经主要领导同意才能发出，请转办。").await;
    reader.sends().await;
    reader.reads("公函 须由 主要领导 同意，请转办").await;
    reader.open("/todo").await;
    reader.press("关于储罐间距口径的函").await;
    reader.press("转办").await;
    reader.choose_called("leader", "测试yjj-zyld").await;
    reader.sends().await;
    reader.reads("已转办 GH-2026-000001").await;
    endorses(reader, "yjj-zyld", "关于储罐间距口径的函").await;
    reader.log_in("yjj").await;
    reader.press("关于储罐间距口径的函").await;
    reader.press("发出").await;
    reader.fill("number", "测应急函〔2026〕1号").await;
    reader.sends().await;
    reader.reads("已发出 GH-2026-000001").await;
}

async fn a_consultation_is_proposed_with_all_four(reader: &Reader) {
    reader.log_in("yjj-zrr").await;
    reader.press(ITEM).await;
    reader.press(LADDER).await;
    reader.reads("四种方式都已用过。").await;
    let steps = [
        "审管互动平台 二（四）1：一般性、实时性、告知性的信息，由联络人负责 9月30日 16:00 TS-2026-000001",
        "9月30日 16:00 DH-2026-000001 TS-2026-000001",
        "9月30日 16:05 OA-2026-000001 DH-2026-000001",
        "9月30日 16:10 GH-2026-000001 OA-2026-000001",
    ];
    for step in steps {
        reader.reads_in("table", step).await;
    }
    reader.looks_over("the ladder").await;
    reader.press("提请会商").await;
    reader.fill("topic", "测试储罐间距的认定").await;
    reader.fill("text", "四种方式沟通后口径仍不一致，提请会商（测试）。").await;
    reader.sends().await;
    reader.reads("已提请会商 TQ-2026-000001").await;
    reader.looks_over("a proposal").await;

    reader.log_in("spj").await;
    reader.open("/items/TS-2026-000001").await;
    reader.press(LADDER).await;
    reader.press("TQ-2026-000001").await;
    reader.reads("测试储罐间距的认定").await;
    for number in ["TS-2026-000001", "DH-2026-000001", "OA-2026-000001", "GH-2026-000001"] {
        reader.reads_in("table", number).await;
    }
    reader.never_reads("尚未试过").await;
}

/// What, to whom and after which step came with the link.
async fn drafts(reader: &Reader, subject: &str) {
    reader.fill("subject", subject).await;
    reader.fill("summary", "储罐区与村道间距的测量口径不一致（测试）。").await;
    reader.fill("text", "贵局：\n请就测量口径函复（测试）。").await;
    reader.sends().await;
}

async fn submits(reader: &Reader, leader: &str) {
    reader.press("送审").await;
    reader.choose_called("leader", leader).await;
    reader.sends().await;
    reader.reads("已送审").await;
}

async fn endorses(reader: &Reader, username: &str, subject: &str) {
    reader.log_in(username).await;
    reader.reads_in("tbody", "等您审签 1 件").await;
    reader.press(subject).await;
    reader.fill("opinion", "同意（测试）").await;
    reader.sends().await;
    reader.reads("已同意发出").await;
}

crate::on_pages!(
    calls_are_noted_confirmed_and_disputed_on_the_pages,
    four_channels_are_tried_and_a_consultation_is_proposed_on_the_pages
);
