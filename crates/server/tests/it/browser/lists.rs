//! 待办 as a day's work: several items received at once, one returned with its reason, the count right after each act, nothing left.

use super::chromium::{Script, in_browser};
use super::reader::Reader;
use super::site::Site;
use crate::api::CONCLUDED;
use crate::city::{NONE, ONE, grant};
use shenguan_server::exchange::request::PushRequest;

#[tokio::test(flavor = "multi_thread")]
async fn a_days_work_is_done_with_javascript() {
    let site = Site::on_sqlite().await;
    in_browser(Script::On, &site, async |reader| a_days_work_is_done(&site, reader).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_days_work_is_done_without_javascript() {
    let site = Site::on_postgres().await;
    in_browser(Script::Off, &site, async |reader| a_days_work_is_done(&site, reader).await).await;
}

async fn a_days_work_is_done(site: &Site, reader: &Reader) {
    for case in ["B-1", "B-2", "B-3"] {
        site.push("SPJ", named(grant(case, ONE, CONCLUDED), case)).await;
    }
    let by_hand = PushRequest {
        to: Some(vec![crate::city::code("YJJ").to_string()]),
        routing_reason: Some("测试：协议书未列明".to_owned()),
        ..named(grant("B-4", NONE, CONCLUDED), "B-4")
    };
    let returned = site.push("SPJ", by_hand).await;

    reader.log_in("yjj").await;
    reader.reads("待办 4 件").await;
    several_are_received_at_once(reader).await;
    one_is_received_by_one_press(reader).await;
    one_is_returned_with_its_reason(reader, &returned).await;
    reader.reads("待办已清空").await;
    assert_eq!(reader.badge("todo").await, 0);
    reader.press("看今天已办 4 件").await;
    for case in ["B-1", "B-2", "B-3"] {
        reader.reads(&title(case)).await;
    }
    the_bureau_upholds(reader, &returned).await;
    reader.log_in("yjj").await;
    reader.reads("待办 1 件").await;
    site.assert_verified().await;
}

async fn several_are_received_at_once(reader: &Reader) {
    reader.press("一并确认接收").await;
    reader.reads_in(".note", "没有选中任何件。").await;
    assert_eq!(reader.badge("todo").await, 4);
    for case in ["B-1", "B-2"] {
        let path = format!("//tr[contains(., '{}')]//input[@type='checkbox']", title(case));
        reader.click(thirtyfour::By::XPath(path)).await;
    }
    if reader.script == Script::On {
        reader.reads("已选 2 件").await;
    }
    reader.press("一并确认接收").await;
    reader.reads_in(".note", "已接收 2 件，自 9月30日 16:00 起由市应急管理局（测试）履行事中事后监管职责。").await;
    reader.reads("待办 2 件").await;
    assert_eq!(reader.badge("todo").await, 2, "on the page that tells the outcome");
}

async fn one_is_received_by_one_press(reader: &Reader) {
    reader.press_in_row(&title("B-3"), "确认接收").await;
    reader.reads_in(".note", "起由市应急管理局（测试）履行事中事后监管职责。").await;
    reader.reads("待办 1 件").await;
    assert_eq!(reader.badge("todo").await, 1);
}

async fn one_is_returned_with_its_reason(reader: &Reader, number: &str) {
    reader.press(&title("B-4")).await;
    reader.press("退回").await;
    reader.reads("退回后接收计时停止").await;
    reader.press("退回").await;
    reader.reads("有 1 处需要修改").await;
    reader.fill("reason", "测试：不属本局监管").await;
    reader.choose("suggested_to", "SCJ").await;
    reader.press("退回").await;
    reader.reads_in(".note", &format!("已退回 {number}，接收计时停止，等待对方改派或维持。")).await;
}

async fn the_bureau_upholds(reader: &Reader, number: &str) {
    reader.log_in("spj").await;
    reader.reads("待办 1 件").await;
    reader.press_in_row(&title("B-4"), "处理退回").await;
    reader.reads("说明：测试：不属本局监管").await;
    reader.press("维持").await;
    reader.fill("reason", "测试：经核对仍由贵局监管").await;
    reader.press("维持").await;
    reader.reads_in(".note", &format!("已维持 {number}")).await;
    assert_eq!(reader.badge("todo").await, 0);
}

pub(super) fn title(case: &str) -> String {
    format!("测试许可{case}（新办）")
}

pub(super) fn named(push: PushRequest, case: &str) -> PushRequest {
    PushRequest { subject: title(case), ..push }
}
