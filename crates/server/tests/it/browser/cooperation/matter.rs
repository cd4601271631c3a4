//! The other direction: 「各行业监管部门在监管过程中，需要市行政审批局配合时，可通过审管互动平台发出商请，市行政审批局应自商请发出之日起3个工作日内完成信息反馈」,
//! 二(三)¶4.

use super::given::{BUREAU, YJJ, comes_to_ask};
use crate::browser::reader::Reader;
use crate::browser::site::Site;

const SUBJECT: &str = "许可要件核对（测试）";
const PAGE: &str = "/cooperation/SQ-2026-000001";

crate::on_pages!(an_authority_asks_the_bureau_and_nobody_else_replies);

async fn an_authority_asks_the_bureau_and_nobody_else_replies(site: &Site, reader: &Reader) {
    comes_to_ask(reader, "yjj").await;
    reader.fill("subject", SUBJECT).await;
    reader.fill("content", "请提供审批时的平面图。（测试）").await;
    reader.sends().await;
    reader.reads("商请须写明监管事项；不涉及监管事项的，请用业务交流").await;
    reader.fill("regulatory_matter", "测检〔2026〕3号").await;
    reader.sends().await;
    reader.reads("商请 SQ-2026-000001 已发出，自发出之日起计时。").await;
    reader.reads(&format!("{YJJ} → {BUREAU}")).await;
    assert!(!reader.offers("答复").await, "the asker is not offered to reply");

    whoever_is_not_asked_is_told_who_is(reader).await;

    reader.log_in("spj").await;
    reader.reads("待办 1 件").await;
    reader.reads("测检〔2026〕3号").await;
    reader.press_in_row(SUBJECT, "答复商请").await;
    reader.reads("请提供审批时的平面图。（测试）").await;
    reader.picks("opinion", "不同意").await;
    reader.fill("content", "平面图属申请人商业秘密，请按程序调取。（测试）").await;
    reader.sends().await;
    reader.reads("商请 SQ-2026-000001 已答复。").await;
    assert_eq!(reader.badge("todo").await, 0);

    reader.log_in("yjj").await;
    reader.press(SUBJECT).await;
    reader.reads("平面图属申请人商业秘密，请按程序调取。（测试）").await;
    reader.press("确认答复").await;
    reader.reads("商请 SQ-2026-000001 的答复已确认。").await;
    site.assert_verified().await;
}

/// The address of the form goes from hand to hand; whoever opens it reads who replies.
async fn whoever_is_not_asked_is_told_who_is(reader: &Reader) {
    let form = format!("{PAGE}/reply");
    reader.open(&form).await;
    reader.reads("所答复的版本").await;
    reader.picks("opinion", "同意").await;
    reader.sends().await;
    reader.reads(&format!("此项由被商请单位 {BUREAU} 办理")).await;

    reader.log_in("spj-zyld").await;
    reader.open(&form).await;
    reader.reads("您的身份不能办这一件").await;
    reader.reads("测试SPJ 0412-5550000").await;

    reader.log_in("scj").await;
    reader.open(PAGE).await;
    reader.reads("没有这一项，或者不在您可以查看的范围内").await;
    reader.never_reads(SUBJECT).await;
    reader.log_in("spj").await;
    reader.press(SUBJECT).await;
    reader.reads("还没有答复。逾期未答复不视为同意。").await;
}
