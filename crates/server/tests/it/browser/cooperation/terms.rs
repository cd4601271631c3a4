//! The term of each department that was asked: 「应自商请发出之日起3个工作日内完成信息反馈」, 二(三)¶4.

use super::given::{SCJ, SUBJECT, YJJ, bureau_asks, goes_to, opens, opens_here, replies};
use crate::browser::reader::Reader;
use crate::browser::site::Site;

const WHY: &str = "需现场核实储罐间距。（测试）";
const NOT_GRANTED: &str = "法定办结日期临近。（测试）";
const ASKED_BACK: &str = "以哪一版平面图为准？（测试）";
const EXPLAINED: &str = "以9月25日版为准。（测试）";

crate::on_pages!(
    two_departments_are_asked_at_once_and_each_has_its_own_clock,
    an_extension_that_is_sent_after_the_term_is_refused_by_name,
);

async fn two_departments_are_asked_at_once_and_each_has_its_own_clock(site: &Site, reader: &Reader) {
    bureau_asks(reader, &[YJJ, SCJ]).await;
    reader.reads_in("[aria-labelledby=together]", &format!("SQ-2026-000002 {YJJ} 待答复")).await;
    one_asks_for_an_extension_and_is_granted_it(site, reader).await;
    the_other_asks_back_and_is_answered(site, reader).await;
    the_other_replies_in_part_and_then_in_full(reader).await;
    the_first_replies_within_its_longer_term(site, reader).await;
    site.assert_verified().await;
}

async fn one_asks_for_an_extension_and_is_granted_it(site: &Site, reader: &Reader) {
    site.at("2026-10-09T09:00:00+08:00");
    opens(reader, "yjj").await;
    asks_for_two_days(reader).await;
    reader.sends().await;
    reader.reads("延期申请已提交，请等商请单位审定；审定前时限不变（SQ-2026-000002）。").await;
    opens_here(reader).await;
    reader.reads_in("[aria-labelledby=extensions]", "待审定").await;
    reader.reads_in(".todo", "应于 明日").await;

    goes_to(reader, "spj", "审定延期").await;
    reader.press("审定延期").await;
    reader.reads(&format!("申请延期 2 个工作日：{WHY}")).await;
    reader.picks("grant", "同意延期").await;
    reader.sends().await;
    reader.reads("已同意延期，SQ-2026-000002 的答复期限顺延。").await;
    assert_eq!(reader.badge("todo").await, 0);
    reader.press("已发").await;
    reader.arrives_at("/sent").await;
    opens_here(reader).await;
    reader.reads_in("[aria-labelledby=together]", "应于 10月13日").await;
    reader.reads_in(".todo", "应于 明日").await;
    reader.press("SQ-2026-000002").await;
    reader.reads_in(".todo", "应于 10月13日").await;
}

async fn the_other_asks_back_and_is_answered(site: &Site, reader: &Reader) {
    site.at("2026-10-09T14:00:00+08:00");
    opens(reader, "scj").await;
    reader.press("询问").await;
    reader.reads("询问不停止计时。").await;
    reader.fill("content", ASKED_BACK).await;
    reader.sends().await;
    reader.reads("询问已发出，时限不停。").await;

    goes_to(reader, "spj", "答复询问").await;
    reader.reads_in("[aria-labelledby=questions]", "待说明").await;
    reader.press("说明").await;
    reader.reads(ASKED_BACK).await;
    reader.fill("content", EXPLAINED).await;
    reader.sends().await;
    reader.reads("说明已发出。").await;
    assert_eq!(reader.badge("todo").await, 0);
}

async fn the_other_replies_in_part_and_then_in_full(reader: &Reader) {
    opens(reader, "scj").await;
    reader.reads_in("[aria-labelledby=questions]", EXPLAINED).await;
    reader.reads_in(".todo", "应于 明日").await;
    reader.press("答复").await;
    reader.reads("所答复的版本").await;
    reader.fill("content", "间距符合要求，围堰待核。（测试）").await;
    reader.ticks("只答复一部分，时限不停").await;
    reader.sends().await;
    reader.reads("商请 SQ-2026-000001 已部分答复，时限不停").await;
    assert_eq!(reader.badge("todo").await, 1, "the whole reply is still owed");
    opens_here(reader).await;
    reader.reads_in("[aria-labelledby=replies]", "部分答复 间距符合要求，围堰待核。（测试）").await;
    replies(reader, "同意", "").await;
    reader.reads("商请 SQ-2026-000001 已答复。").await;
    assert_eq!(reader.badge("todo").await, 0);

    reader.log_in("spj").await;
    reader.press_in_row(SUBJECT, "确认答复").await;
    reader.reads("商请 SQ-2026-000001 的答复已确认。").await;
}

async fn the_first_replies_within_its_longer_term(site: &Site, reader: &Reader) {
    site.at("2026-10-13T20:00:00+08:00");
    opens(reader, "yjj").await;
    assert!(!reader.offers("申请延期").await, "its one extension is used");
    replies(reader, "不同意", "").await;
    reader.reads("请写明理由").await;
    reader.picks("opinion", "不同意").await;
    reader.fill("content", "储罐区与村道间距不足。（测试）").await;
    reader.sends().await;
    reader.reads("商请 SQ-2026-000002 已答复。").await;
    reader.log_in("spj").await;
    reader.press(SUBJECT).await;
    reader.reads_in("[aria-labelledby=replies]", "不同意 储罐区与村道间距不足。（测试）").await;
    reader.never_reads("超期").await;
}

async fn an_extension_that_is_sent_after_the_term_is_refused_by_name(site: &Site, reader: &Reader) {
    bureau_asks(reader, &[YJJ]).await;
    one_asks_for_an_extension_and_is_refused_it(site, reader).await;
    site.at("2026-10-10T23:50:00+08:00");
    opens(reader, "yjj").await;
    reader.reads_in("[aria-labelledby=extensions]", NOT_GRANTED).await;
    asks_for_two_days(reader).await;
    site.at("2026-10-11T00:00:00+08:00");
    reader.sends().await;
    reader.reads("答复期限已于 2026-10-11 00:00 届满，延期须在届满前申请；请尽快答复").await;
    assert_eq!(reader.value("reason").await, WHY, "what was typed stays");
    reader.press("SQ-2026-000001").await;
    reader.reads_in(".todo", "超期未答复").await;
    assert!(!reader.offers("申请延期").await, "nobody is offered what is refused");
    replies(reader, "同意", "").await;
    reader.reads("商请 SQ-2026-000001 已答复。").await;

    reader.log_in("spj").await;
    reader.press(SUBJECT).await;
    reader.reads_in("[aria-labelledby=replies]", "同意 超期").await;
    site.assert_verified().await;
}

/// A refusal says why, and leaves the term as it was.
async fn one_asks_for_an_extension_and_is_refused_it(site: &Site, reader: &Reader) {
    site.at("2026-10-08T09:00:00+08:00");
    opens(reader, "yjj").await;
    asks_for_two_days(reader).await;
    reader.sends().await;
    reader.reads("延期申请已提交").await;
    goes_to(reader, "spj", "审定延期").await;
    reader.press("审定延期").await;
    reader.reads("不同意的，请写明理由。").await;
    reader.picks("grant", "不同意延期").await;
    reader.sends().await;
    reader.reads("有 1 处需要修改").await;
    reader.picks("grant", "不同意延期").await;
    reader.fill("reason", NOT_GRANTED).await;
    reader.sends().await;
    reader.reads("未同意延期，SQ-2026-000001 的答复期限不变。").await;
    assert_eq!(reader.badge("todo").await, 0);
}

async fn asks_for_two_days(reader: &Reader) {
    reader.press("申请延期").await;
    reader.reads("延期须在期限届满前申请").await;
    reader.picks("working_days", "2 个工作日").await;
    reader.fill("reason", WHY).await;
}
