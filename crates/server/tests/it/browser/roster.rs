//! The stories of the roster on the pages: a change that goes by letter, is filed, takes effect on its day and hands over what is open;
//! and that nobody stands in for himself in the end, nor endorses what he wrote. 二(二)¶2: 「应及时将调整情况通过公函方式告知对方」.

use super::reader::Reader;
use super::site::Site;
use crate::api::CONCLUDED;
use crate::city::{ONE, code, day, grant, section_code};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::acts::assign;
use shenguan_server::party::acts::{OfficerRequest, enlist_officer};
use shenguan_server::platform::directory::OfficerCard;
use shenguan_server::roster::acts::{DesignationRequest, designate};

const LETTER: &str = "关于调整审批与监管责任人和联络人的函";
const ITEM: &str = "危险化学品经营许可证（新办）";

async fn a_change_of_roster_goes_by_letter_and_hands_over_on_the_pages(site: &Site, reader: &Reader) {
    with_people(site).await;
    the_change_is_drafted_with_its_letter(reader).await;
    the_letter_is_endorsed_numbered_and_sent(reader).await;
    the_bureau_files_it(reader).await;
    it_holds_from_its_day_on(site, reader).await;
    what_is_open_is_handed_over(reader).await;
    site.assert_verified().await;
}

/// A principal leader, two successors, somebody whose telephone is not known, and an item that lies with the liaison officer in person,
/// who stays on as business lead.
async fn with_people(site: &Site) {
    site.admit("yjj-zyld", "YJJ", Role::PrincipalLeader).await;
    let successor = site.city().appoint("YJJ", None, "测试接任").await;
    site.open_account("yjj-jr", successor.officer().expect("a person")).await;
    site.city().appoint("YJJ", None, "测试新任").await;
    let clerk = site.city().liaison("YJJ");
    let officer = clerk.officer().expect("a person").clone();
    let stays_on = site.city().app.act(Actor::Setup, move |act| {
        let (section, role, basis) = (Some(section_code()), Role::BusinessLead, None);
        designate(act, &DesignationRequest { officer: officer.clone(), section, role, from: day(), to: None, basis })
    });
    stays_on.await.expect("named");
    let unreachable = site.city().app.act(Actor::Setup, |act| {
        let card = OfficerCard { name: "测试无电话".into(), post: "科员".into(), contact: String::new() };
        let (department, section) = (code("YJJ"), Some(section_code()));
        enlist_officer(act, &OfficerRequest { department, section, card })
    });
    unreachable.await.expect("entered");
    let (id, _) = site.pushed("SPJ", grant("R-1", ONE, CONCLUDED)).await;
    let to = clerk.officer().expect("a person").to_string();
    let handed = site.city().app.act(clerk, move |act| assign(act, &id, None, Some(&to)).map(drop));
    handed.await.expect("it is handed to the clerk");
}

async fn to_the_changes(reader: &Reader) {
    reader.press("人员名单").await;
    reader.press("名单变更与备案").await;
}

async fn the_change_is_drafted_with_its_letter(reader: &Reader) {
    reader.log_in("yjj").await;
    to_the_changes(reader).await;
    reader.reads("没有名单变更。").await;
    reader.press("拟名单变更").await;
    reader.choose_called("section", "危化监管科").await;
    reader.choose_called("responsible", "测试新任").await;
    reader.choose_called("liaison", "测试无电话").await;
    reader.fill("on", "2026-10-08").await;
    reader.sends().await;
    reader.reads("联络人的联系方式没有填写").await;
    reader.choose_called("liaison", "测试接任").await;
    reader.sends().await;
    reader.reads("已拟名单变更 MD-2026-000001 和公函").await;
    reader.looks_over("a change of roster").await;
    reader.press("公函 GH-2026-000001").await;
    reader.reads("责任人：姓名测试新任，职务科员，科室危化监管科，联系方式0412-5550000。").await;
    reader.reads("联络人：姓名测试接任，职务科员，科室危化监管科，联系方式0412-5550000。").await;
}

async fn the_letter_is_endorsed_numbered_and_sent(reader: &Reader) {
    reader.press("送审").await;
    reader.reads("须经主要领导同意。").await;
    reader.sends().await;
    reader.reads("已送审").await;
    reader.log_in("yjj-zyld").await;
    reader.press(LETTER).await;
    reader.sends().await;
    reader.reads("已同意发出 GH-2026-000001").await;
    reader.log_in("yjj").await;
    reader.press(LETTER).await;
    reader.press("发出").await;
    reader.fill("number", "测应急函〔2026〕7号").await;
    reader.sends().await;
    reader.reads("已发出 GH-2026-000001").await;
}

/// The letter is filed, and with it the list: 备案回执.
async fn the_bureau_files_it(reader: &Reader) {
    reader.log_in("spj").await;
    reader.press(LETTER).await;
    reader.press("签收归档").await;
    reader.reads("已签收归档 GH-2026-000001").await;
    to_the_changes(reader).await;
    reader.press("MD-2026-000001").await;
    reader.reads("备案回执").await;
    reader.reads("市行政审批局（测试） 9月30日 16:00 测试SPJ").await;
    reader.reads("自 2026-10-08 起生效").await;
    reader.reads("测试YJJ 测试接任 生效日列出").await;
    reader.looks_over("a change of roster that is filed").await;
}

async fn it_holds_from_its_day_on(site: &Site, reader: &Reader) {
    site.at("2026-10-07T20:00:00+08:00");
    site.sweep().await;
    reader.log_in("yjj").await;
    reader.reads_in(".who", "联络人").await;
    reader.enter("yjj-jr").await;
    reader.arrives_at("/people").await;
    site.at("2026-10-08T00:00:00+08:00");
    site.sweep().await;
    reader.log_in("yjj").await;
    reader.reads_in(".who", "业务负责人").await;
    assert!(!reader.words_of(".who").await.contains("联络人"), "not from this day on");
    reader.log_in("yjj-jr").await;
    reader.reads_in(".who", "联络人").await;
    reader.press("人员名单").await;
    reader.reads("测应急函〔2026〕7号").await;
}

/// Each confirms the list of the day, and for the one who has no role any more the leader does.
async fn what_is_open_is_handed_over(reader: &Reader) {
    to_the_changes(reader).await;
    reader.press("MD-2026-000001").await;
    reader.reads("测试YJJ 测试接任 1").await;
    reader.reads("清单共 1 件。前后任都确认后，转到接任人名下。").await;
    reader.looks_over("lists of a handover").await;
    reader.press("确认接收").await;
    reader.reads("已确认 MD-2026-000001 的交接清单。").await;

    reader.log_in("yjj-zyld").await;
    to_the_changes(reader).await;
    reader.press("MD-2026-000001").await;
    reader.reads("测试yjj-zrr 已不在岗，请您代为确认移交。").await;
    reader.press("代为确认移交").await;
    reader.reads("已确认 MD-2026-000001 的交接清单。").await;
    reader.never_reads("代为确认移交").await;

    reader.log_in("yjj").await;
    reader.press("市应急管理局（测试）名单变更").await;
    reader.press("确认移交").await;
    reader.reads("已确认 MD-2026-000001 的交接清单。").await;

    reader.log_in("yjj-jr").await;
    reader.press(ITEM).await;
    reader.reads("测试接任").await;
}

async fn a_ring_of_stand_ins_and_an_own_draft_are_refused_on_the_pages(site: &Site, reader: &Reader) {
    goes_on_leave(reader, "yjj", "测试yjj-zrr").await;
    reader.reads("已登记请假 DL-2026-000001").await;
    goes_on_leave(reader, "yjj-zrr", "测试YJJ").await;
    reader.reads("代理关系绕回了原点（测试yjj-zrr→测试YJJ→测试yjj-zrr）").await;

    reader.log_in("spj-zyld").await;
    reader.press("已发").await;
    reader.press("拟公函").await;
    reader.tick("to", "YJJ").await;
    reader.fill("subject", "关于测试的函").await;
    reader.fill("summary", "测试。").await;
    reader.fill("text", "测试正文。").await;
    reader.sends().await;
    reader.reads("已拟稿 GH-2026-000001").await;
    reader.press("送审").await;
    reader.choose_called("leader", "测试spj-zyld").await;
    reader.sends().await;
    reader.reads("自己起草或修改过的稿不能由自己审签；请送另一位主要领导，或由他人重新拟稿").await;
    site.assert_verified().await;
}

async fn goes_on_leave(reader: &Reader, username: &str, stand_in: &str) {
    reader.log_in(username).await;
    reader.press("人员名单").await;
    reader.press("请假与代理").await;
    reader.press("登记请假").await;
    reader.fill("from", "2026-10-08").await;
    reader.fill("to", "2026-10-09").await;
    reader.choose_called("stand_in", stand_in).await;
    reader.sends().await;
}

crate::on_pages!(
    a_change_of_roster_goes_by_letter_and_hands_over_on_the_pages,
    a_ring_of_stand_ins_and_an_own_draft_are_refused_on_the_pages
);
