//! 业务交流 on an item, without a clock (二(三)¶2), and what a responsible officer collects inside the department: 「负责牵头收集、整理、传递本部门关于审批和
//! 监管工作的意见建议」 (二(二)¶3).

use super::given::{YJJ, bureau_asks, opens};
use crate::browser::reader::Reader;
use crate::browser::site::Site;
use crate::city::{ONE, grant};
use shenguan_rules::roster::Role;

const PERMIT: &str = "危险化学品经营许可证（新办）";
const ASKED: &str = "储量以哪一张表为准？（测试）";
const ANSWERED: &str = "以附表二为准。（测试）";
const COLLECTED: &str = "请就间距、消防分别提出意见。（测试）";

crate::on_pages!(
    a_question_about_an_item_is_answered_without_a_clock,
    opinions_are_collected_in_the_department_and_merged_into_its_one_reply,
);

async fn a_question_about_an_item_is_answered_without_a_clock(site: &Site, reader: &Reader) {
    site.push("SPJ", grant("N-1", ONE, "2026-09-30T15:00:00+08:00")).await;
    reader.log_in("yjj").await;
    reader.press(PERMIT).await;
    reader.reads("前确认接收").await;
    reader.press("业务交流").await;
    reader.reads("还没有交流。").await;
    reader.reads("不计时限").await;
    reader.fill("content", ASKED).await;
    reader.sends().await;
    reader.reads("已发出。").await;
    reader.reads_in("[aria-labelledby=notes]", ASKED).await;

    reader.log_in("spj").await;
    reader.reads("业务交流，不计时限").await;
    assert_eq!(reader.badge("todo").await, 1);
    reader.press(ASKED).await;
    reader.reads_in("[aria-labelledby=notes]", ASKED).await;
    reader.fill("content", ANSWERED).await;
    reader.sends().await;
    reader.reads("已发出。").await;
    assert_eq!(reader.badge("todo").await, 0);

    reader.log_in("yjj").await;
    reader.press(PERMIT).await;
    reader.reads("前确认接收").await;
    reader.press("业务交流").await;
    reader.reads_in("[aria-labelledby=notes]", ANSWERED).await;
    reader.looks_over("a note with its answer").await;
    site.assert_verified().await;
}

async fn opinions_are_collected_in_the_department_and_merged_into_its_one_reply(site: &Site, reader: &Reader) {
    site.appoint("yjj-ywfzr", "YJJ", Role::BusinessLead).await;
    bureau_asks(reader, &[YJJ]).await;

    opens(reader, "yjj").await;
    assert!(!reader.offers("内部征求意见").await, "a liaison officer collects nothing");
    opens(reader, "yjj-zrr").await;
    reader.press("内部征求意见").await;
    reader.reads("只在本单位内部可见。意见合并后由责任人统一答复。").await;
    reader.fill("content", COLLECTED).await;
    reader.ticks("测试yjj-ywfzr").await;
    reader.ticks("危化监管科").await;
    reader.sends().await;
    reader.reads("已发出内部征求意见（SQ-2026-000001）。").await;

    signs(reader, "yjj-ywfzr", "有条件同意", "加装围堰。（测试）").await;
    signs(reader, "yjj", "同意", "").await;

    reader.log_in("yjj-zrr").await;
    reader.reads("合并意见").await;
    reader.press(COLLECTED).await;
    reader.reads_in("[aria-labelledby=countersigns]", "有条件同意").await;
    reader.reads_in("[aria-labelledby=countersigns]", "加装围堰。（测试）").await;
    reader.looks_over("opinions that were collected").await;
    reader.press("合并意见后答复").await;
    reader.reads("所答复的版本").await;
    reader.picks("opinion", "有条件同意").await;
    reader.fill("content", "同意，条件是加装围堰。（测试）").await;
    reader.sends().await;
    reader.reads("已合并意见并答复商请 SQ-2026-000001。").await;
    assert_eq!(reader.badge("todo").await, 0);

    opens(reader, "spj").await;
    reader.reads_in("[aria-labelledby=replies]", "同意，条件是加装围堰。（测试）").await;
    for inside in ["会签", "内部", COLLECTED, "测试yjj-ywfzr"] {
        reader.never_reads(inside).await;
    }
    site.assert_verified().await;
}

/// A colleague signs from 待办.
async fn signs(reader: &Reader, username: &str, opinion: &str, words: &str) {
    reader.log_in(username).await;
    reader.press(COLLECTED).await;
    reader.reads("待会签").await;
    reader.press("会签").await;
    reader.reads("会签意见只在本单位内部可见。").await;
    reader.picks("opinion", opinion).await;
    if !words.is_empty() {
        reader.fill("content", words).await;
    }
    reader.sends().await;
    reader.reads("已会签（SQ-2026-000001）。").await;
}
