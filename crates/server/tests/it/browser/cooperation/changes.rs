//! What does not go as it was asked: another department is competent, the facts change, nobody replies. 二(三)¶4.

use super::given::{BUREAU, QUESTION, SCJ, SUBJECT, YJJ, bureau_asks, goes_to, opens, opens_here, replies};
use crate::browser::reader::Reader;
use crate::browser::site::Site;
use shenguan_rules::roster::Role;

const NOT_OURS: &str = "储罐间距由特设科核定，非我局职责。（测试）";
const CHANGED: &str = "申请人调整了储罐布置。（测试）";
const ASKED_ANEW: &str = "请就新平面图提出意见。（测试）";

crate::on_pages!(
    what_is_not_theirs_is_redirected_to_a_department_with_a_term_of_its_own,
    a_reply_stays_with_the_version_that_it_was_asked_about,
    what_nobody_replied_to_goes_up_to_the_leader_in_charge_and_is_no_consent,
);

async fn what_is_not_theirs_is_redirected_to_a_department_with_a_term_of_its_own(site: &Site, reader: &Reader) {
    bureau_asks(reader, &[YJJ]).await;
    site.at("2026-10-08T09:00:00+08:00");
    opens(reader, "yjj").await;
    reader.press("非本部门职责").await;
    reader.reads("提出后由商请单位在1个工作日内改派或维持。").await;
    reader.sends().await;
    reader.reads("请写明理由").await;
    reader.fill("reason", NOT_OURS).await;
    reader.picks("suggested_to", SCJ).await;
    reader.sends().await;
    reader.reads("已提出非本部门职责，请等商请单位改派或维持（SQ-2026-000001）。").await;
    assert_eq!(reader.badge("todo").await, 0);

    site.at("2026-10-09T10:00:00+08:00");
    goes_to(reader, "spj", "改派或维持").await;
    reader.reads_in(".todo", "非本部门职责，待处理").await;
    reader.reads(NOT_OURS).await;
    reader.press("改派").await;
    reader.reads("新的单位自改派之日起有3个工作日。").await;
    assert_eq!(reader.value("to").await, "SCJ", "whom the addressee suggested");
    reader.sends().await;
    reader.reads("已改派，新商请 SQ-2026-000002 自发出之日起计时。").await;
    assert_eq!((reader.badge("todo").await, reader.badge("sent").await), (0, 1));

    opens(reader, "scj").await;
    reader.reads(QUESTION).await;
    reader.press("答复时限怎么算（逐日）").await;
    reader.reads_in(".days", "2026-10-09 不计 起算日不计").await;
    reader.reads_in(".days", "2026-10-13 计入").await;
    the_bureau_holds_to_the_second(reader).await;
    opens(reader, "scj").await;
    assert!(!reader.offers("非本部门职责").await, "the asker has decided");
    replies(reader, "同意", "").await;
    reader.reads("商请 SQ-2026-000002 已答复。").await;

    reader.log_in("spj").await;
    reader.press(SUBJECT).await;
    reader.reads_in("[aria-labelledby=replies]", "同意").await;
    reader.press("SQ-2026-000001").await;
    reader.reads_in(".tl", "改派").await;
    reader.press("SQ-2026-000002").await;
    reader.arrives_at("/cooperation/SQ-2026-000002").await;
    site.assert_verified().await;
}

/// Who was asked second says the same, and the bureau names the clause by which it is theirs.
async fn the_bureau_holds_to_the_second(reader: &Reader) {
    reader.press("非本部门职责").await;
    reader.reads("提出后由商请单位在1个工作日内改派或维持。").await;
    reader.fill("reason", "储罐间距由危化监管科核定。（测试）").await;
    reader.sends().await;
    reader.reads("已提出非本部门职责，请等商请单位改派或维持（SQ-2026-000002）。").await;
    goes_to(reader, "spj", "改派或维持").await;
    reader.press("维持").await;
    reader.reads("维持后，被商请单位应在剩余的期限内（不少于1个工作日）答复。").await;
    reader.fill("reason", "移交协议书第3条第2款。（测试）").await;
    reader.sends().await;
    reader.reads("已维持，SQ-2026-000002 继续计时。").await;
    assert_eq!(reader.badge("todo").await, 0);
}

async fn a_reply_stays_with_the_version_that_it_was_asked_about(site: &Site, reader: &Reader) {
    bureau_asks(reader, &[YJJ]).await;
    opens(reader, "yjj").await;
    replies(reader, "同意", "").await;
    reader.reads("商请 SQ-2026-000001 已答复。").await;

    site.at("2026-10-08T10:00:00+08:00");
    opens(reader, "spj").await;
    reader.press("再次商请").await;
    reader.reads("已有的答复保留，标明针对旧版；新版重新计3个工作日。").await;
    assert_eq!(reader.value("content").await, QUESTION, "what was asked is there to be changed");
    reader.fill("reason", CHANGED).await;
    reader.fill("content", ASKED_ANEW).await;
    reader.sends().await;
    reader.reads("已再次商请 SQ-2026-000001，重新计时。").await;
    reader.press("已发").await;
    reader.arrives_at("/sent").await;
    opens_here(reader).await;
    reader.reads("商请内容（第 2 版）").await;
    reader.reads_in("[aria-labelledby=replies]", "同意 针对第 1 版").await;
    reader.reads_in(".todo", "待答复").await;
    assert!(!reader.offers("确认答复").await, "a reply to other facts is not confirmed");

    opens(reader, "yjj").await;
    reader.reads(ASKED_ANEW).await;
    reader.reads(CHANGED).await;
    reader.reads_in(".todo", "应于 10月12日").await;
    replies(reader, "有条件同意", "加装围堰后同意。（测试）").await;
    reader.reads("商请 SQ-2026-000001 已答复。").await;

    opens(reader, "spj").await;
    reader.reads_in("[aria-labelledby=replies]", "有条件同意 加装围堰后同意。（测试）").await;
    reader.reads_in("[aria-labelledby=replies]", "同意 针对第 1 版").await;
    reader.looks_over("a request with two versions").await;
    reader.press("确认答复").await;
    reader.reads("商请 SQ-2026-000001 的答复已确认。").await;
    reader.press("已发").await;
    reader.arrives_at("/sent").await;
    reader.press("商请").await;
    reader.arrives_at("/cooperation").await;
    reader.reads("已确认：有条件同意").await;
    site.assert_verified().await;
}

async fn what_nobody_replied_to_goes_up_to_the_leader_in_charge_and_is_no_consent(site: &Site, reader: &Reader) {
    site.appoint("yjj-fgld", "YJJ", Role::LeaderInCharge).await;
    bureau_asks(reader, &[YJJ]).await;
    reader.log_in("yjj-zrr").await;
    reader.never_reads("督促").await;

    site.at("2026-10-11T09:00:00+08:00");
    site.sweep().await;
    reader.log_in("spj").await;
    reader.press("已发").await;
    reader.arrives_at("/sent").await;
    reader.reads("超期").await;
    opens_here(reader).await;
    reader.reads_in(".todo", "超期未答复").await;
    reader.reads("还没有答复。逾期未答复不视为同意。").await;
    assert!(!reader.offers("确认答复").await, "silence is no reply");
    reader.reads_in(".tl", "到期未答复，超期").await;
    reader.reads_in(".tl", "报请督促 10月11日 00:00 · 平台 · 责任人 测试yjj-zrr").await;
    reader.looks_over("a request that is overdue").await;
    reader.press("催办").await;
    reader.reads("已就 SQ-2026-000001 催办，答复期限不变。").await;
    reader.press("已发").await;
    reader.arrives_at("/sent").await;
    opens_here(reader).await;
    reader.reads_in(".tl", "催办").await;
    goes_to(reader, "yjj-zrr", "督促").await;
    reader.reads_in(".todo", "超期未答复").await;

    site.at("2026-10-12T23:59:59+08:00");
    reader.log_in("yjj-fgld").await;
    reader.reads("请督促").await;
    reader.never_reads("请分管领导督促").await;
    site.at("2026-10-13T00:00:00+08:00");
    site.sweep().await;
    goes_to(reader, "yjj-fgld", "答复商请").await;
    reader.press("待办").await;
    reader.reads("请分管领导督促").await;
    reader.press_in_row("请分管领导督促", "督促").await;
    reader.reads_in(".todo", "超期未答复").await;
    reader.reads_in(".tl", "报请督促 10月13日 00:00 · 平台 · 分管领导 测试yjj-fgld").await;
    assert!(!reader.offers("答复").await, "the leader presses for it and does not write it");

    opens(reader, "yjj").await;
    replies(reader, "无意见", "").await;
    reader.reads("商请 SQ-2026-000001 已答复。").await;
    for told in ["yjj-zrr", "yjj-fgld"] {
        reader.log_in(told).await;
        reader.reads("待办已清空").await;
    }
    opens(reader, "spj").await;
    reader.reads_in("[aria-labelledby=replies]", "无意见 超期").await;
    reader.reads(BUREAU).await;
    site.assert_verified().await;
}
