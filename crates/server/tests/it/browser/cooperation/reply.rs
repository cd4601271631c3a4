//! The story of a request for cooperation on the pages: asked about an open case, its term read day by day, replied to on conditions,
//! confirmed. 二(三)¶4: 「应自商请发出之日起3个工作日内完成信息反馈」.

use crate::browser::reader::Reader;
use crate::browser::site::Site;
use thirtyfour::By;

const AUTHORITY: &str = "市应急管理局（测试）";
const SUBJECT: &str = "储罐区间距是否符合要求（测试）";
const PAGE: &str = "/cooperation/SQ-2026-000001";

async fn a_request_is_asked_replied_to_and_confirmed_on_the_pages(site: &Site, reader: &Reader) {
    the_bureau_asks(reader).await;
    the_authority_replies_on_conditions(reader).await;
    the_bureau_confirms(reader).await;
    site.assert_verified().await;
}

async fn the_bureau_asks(reader: &Reader) {
    reader.log_in("spj").await;
    reader.press("已发").await;
    reader.press("商请").await;
    reader.reads("还没有商请。").await;
    reader.press("发出商请").await;
    reader.click(By::Css("input[name=to][value=YJJ]")).await;
    for (name, text) in [
        ("case_number", "测案〔2026〕1号"),
        ("statutory_due_on", "2026-10-20"),
        ("subject", SUBJECT),
        ("content", "请就储罐区与村道间距提出意见。"),
    ] {
        reader.fill(name, text).await;
    }
    reader.click(By::Css("section form button.btn-p")).await;
    reader.arrives_at(PAGE).await;
    reader.reads("2026-10-20").await;
    reader.reads("还没有答复。逾期未答复不视为同意。").await;
    assert_eq!((reader.badge("todo").await, reader.badge("sent").await), (0, 1));
}

async fn the_authority_replies_on_conditions(reader: &Reader) {
    reader.log_in("yjj").await;
    reader.reads("待办 1 件").await;
    reader.press(SUBJECT).await;
    reader.reads("请就储罐区与村道间距提出意见。").await;
    reader.press("答复时限怎么算（逐日）").await;
    reader.reads_in(".days", "2026-09-30 不计 起算日不计").await;
    reader.reads_in(".days", "2026-10-10 计入").await;
    reader.open(&format!("{PAGE}/reply")).await;
    reader.choose("opinion", "conditional").await;
    reader.click(By::Css("section form button.btn-p")).await;
    reader.reads("请写明理由").await;
    reader.choose("opinion", "conditional").await;
    reader.fill("content", "加装围堰后同意。（测试）").await;
    reader.click(By::Css("section form button.btn-p")).await;
    reader.arrives_at(PAGE).await;
    reader.reads("有条件同意").await;
    assert_eq!(reader.badge("todo").await, 0);
}

async fn the_bureau_confirms(reader: &Reader) {
    reader.log_in("spj").await;
    reader.reads("待办 1 件").await;
    reader.open(PAGE).await;
    reader.reads("加装围堰后同意。（测试）").await;
    reader.press("确认答复").await;
    reader.reads("已确认：有条件同意").await;
    reader.reads(AUTHORITY).await;
    assert_eq!((reader.badge("todo").await, reader.badge("sent").await), (0, 0));
}

crate::on_pages!(a_request_is_asked_replied_to_and_confirmed_on_the_pages);
