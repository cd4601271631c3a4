//! The story of a permit: pushed before 国庆, read and explained, deemed received at 17:00 of the first working day after it, a
//! penalty back, a disposition owed, given and linked. 二(三)¶3: 「1个工作日内未予确认接收的，视为默认接收」.

use super::chromium::{Script, in_browser};
use super::reader::Reader;
use super::site::Site;
use crate::city::ONE;

const BUREAU: &str = "市行政审批局（测试）";
const AUTHORITY: &str = "市应急管理局（测试）";
const SUBJECT: &str = "危险化学品经营许可证（测试）";
const CERTIFICATE: &str = "测危化经字〔2026〕A-1";
const PENALTY: &str = "行政处罚决定（测试罚款）";
/// The permit, the penalty and the disposition, in the order in which they are pushed.
const NUMBERS: [&str; 3] = ["TS-2026-000001", "TS-2026-000002", "TS-2026-000003"];

#[tokio::test(flavor = "multi_thread")]
async fn a_permit_passes_over_on_the_pages_with_javascript() {
    let site = Site::on_sqlite().await;
    in_browser(Script::On, &site, async |reader| a_permit_passes_over(&site, reader).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permit_passes_over_on_the_pages_without_javascript() {
    let site = Site::on_postgres().await;
    in_browser(Script::Off, &site, async |reader| a_permit_passes_over(&site, reader).await).await;
}

async fn a_permit_passes_over(site: &Site, reader: &Reader) {
    the_bureau_pushes(reader).await;
    the_authority_reads_why_it_is_due(reader).await;
    regulation_passes_at_the_second(site, reader).await;
    the_authority_pushes_a_penalty(reader).await;
    the_bureau_receives_and_disposes(reader).await;
    both_see_the_link(reader).await;
    whoever_asks_is_told_who_answered(reader).await;
    site.assert_verified().await;
}

async fn the_bureau_pushes(reader: &Reader) {
    reader.log_in("spj").await;
    reader.reads("待办 0 件").await;
    reader.reads("待办已清空").await;
    reader.press("已发").await;
    reader.press("新建推送").await;
    reader.press("审批结果").await;
    reader.reads("推送审批结果").await;
    reader.fill("subject", SUBJECT).await;
    reader.fill("item_code", ONE).await;
    reader.press("带入部门").await;
    reader.reads("测试移交〔2018〕YJJ号").await;
    assert_eq!(reader.value("subject").await, SUBJECT, "what was typed stays");
    reader.reads(&format!("{AUTHORITY} 危化监管科")).await;
    for (name, text) in [
        ("approval.case_number", "A-1"),
        ("approval.applicant_name", "鞍山测试化工有限公司"),
        ("approval.certificate_number", CERTIFICATE),
        ("approval.decided_on", "2026-09-30"),
        ("approval.concluded_at", "2026-09-30T15:00"),
        ("approval.content", "带储存设施经营：测试品甲、测试品乙"),
        ("content", "储罐区与东侧村道间距接近下限，请重点监管。"),
    ] {
        reader.fill(name, text).await;
    }
    reader.choose("approval.outcome", "granted").await;
    reader.click(thirtyfour::By::Css("button[value=push]")).await;
    reader.arrives_at(&format!("/items/{}", NUMBERS[0])).await;
    reader.reads_in(".note", &format!("已推送 {}。接收前由{BUREAU}履行交接职责。", NUMBERS[0])).await;
    reader.reads(&format!("已推送，等待{AUTHORITY}接收。")).await;
    assert_eq!((reader.badge("todo").await, reader.badge("sent").await), (0, 1));
}

async fn the_authority_reads_why_it_is_due(reader: &Reader) {
    reader.log_in("yjj").await;
    reader.reads("待办 1 件").await;
    assert_eq!(reader.badge("todo").await, 1);
    let row = reader.words_of("tbody tr:not(.grp)").await;
    for words in [
        "还剩 1 个工作日",
        "10月8日（周四）17:00 视为已接收",
        "审批结果",
        SUBJECT,
        BUREAU,
        "安全环保审批科",
        "确认接收",
    ] {
        assert!(row.contains(words), "the row says no {words}: {row}");
    }
    reader.press(SUBJECT).await;
    reader.reads("请在10月8日（周四）17:00 前确认接收。").await;
    reader.reads(&format!("视为已接收，由{AUTHORITY}履行事中事后监管职责。")).await;
    reader.reads("依据《测试移交〔2018〕YJJ号》第3条第2款").await;
    reader.press("接收时限怎么算（逐日）").await;
    reader.reads_in(".days", "2026-09-30 不计 起算日不计").await;
    for day in 1..=7 {
        reader.reads_in(".days", &format!("2026-10-0{day} 不计 国庆节")).await;
    }
    reader.reads_in(".days", "2026-10-08 计入 第1个工作日").await;
}

async fn regulation_passes_at_the_second(site: &Site, reader: &Reader) {
    site.at("2026-10-08T16:59:59+08:00");
    let item = format!("/items/{}", NUMBERS[0]);
    reader.open(&item).await;
    reader.reads("登录").await;
    reader.log_in("yjj").await;
    reader.open(&item).await;
    reader.reads_in(".chain", "待接收，10月8日 17:00 视为已接收").await;
    reader.reads_in(".chain", "交接职责，待全部接收").await;
    let strip = reader.words_of(".todo").await;
    assert!(strip.starts_with("还剩不到 1 分") && strip.contains("请在今日 17:00 前确认接收。"), "{strip}");

    site.at("2026-10-08T17:00:00+08:00");
    reader.open(&item).await;
    reader.reads_in(".todo", "已默认接收").await;
    reader.reads_in(".chain", "默认接收 10月8日 17:00").await;
    reader.reads_in(".chain", "监管职责 危化监管科").await;
    reader.reads(&format!("由{AUTHORITY}履行事中事后监管职责。")).await;
    reader.reads("本分工不免除各部门法定职责。").await;
    assert_eq!(reader.badge("todo").await, 0, "before any sweep");
    assert_eq!(site.sweep().await, 1);
    reader.open(&item).await;
    reader.reads_in(".tl", "到时未确认，默认接收").await;
}

async fn the_authority_pushes_a_penalty(reader: &Reader) {
    reader.open("/push/new?kind=penalty_decision").await;
    for (name, text) in [
        ("subject", PENALTY),
        ("penalty.document_number", "测罚〔2026〕1号"),
        ("penalty.party_name", "鞍山测试化工有限公司"),
        ("penalty.certificate_number", CERTIFICATE),
        ("penalty.facts", "测试：未按规定设置警示标志"),
        ("penalty.basis", "《测试条例》第一条"),
        ("penalty.content", "罚款人民币五千元"),
        ("penalty.fine_fen", "5000"),
        ("penalty.decided_on", "2026-10-08"),
        ("content", "现将处罚决定通报贵局。"),
    ] {
        reader.fill(name, text).await;
    }
    reader.tick("penalty.kinds", "fine").await;
    reader.click(thirtyfour::By::Css("button[value=push]")).await;
    reader.arrives_at(&format!("/items/{}", NUMBERS[1])).await;
    reader.reads_in(".note", &format!("已推送 {}。", NUMBERS[1])).await;
    reader.reads("5000").await;
}

async fn the_bureau_receives_and_disposes(reader: &Reader) {
    reader.log_in("spj").await;
    reader.reads("待办 1 件").await;
    reader.press_in_row(PENALTY, "确认接收").await;
    reader.reads_in(".note", &format!("已接收 {}。", NUMBERS[1])).await;
    reader.reads("处理意见应及时反馈").await;
    assert_eq!(reader.badge("todo").await, 1, "received, but a disposition is owed");
    reader.press_in_row(PENALTY, "反馈").await;
    reader.reads("反馈处理意见").await;
    reader.press("反馈处理意见").await;
    reader.reads("需要修改").await;
    reader.fill("decision", "列入审查重点").await;
    reader.fill("content", "已列入审查重点，延续时核查。").await;
    reader.press("反馈处理意见").await;
    reader.reads_in(".note", &format!("已就 {} 向{AUTHORITY}反馈处理意见，编号 {}。", NUMBERS[1], NUMBERS[2])).await;
    reader.reads("待办已清空").await;
    assert_eq!(reader.badge("todo").await, 0);
}

async fn both_see_the_link(reader: &Reader) {
    for department in ["spj", "yjj"] {
        reader.log_in(department).await;
        reader.open(&format!("/items/{}", NUMBERS[1])).await;
        reader.reads(&format!("处理意见 {}", NUMBERS[2])).await;
        reader.press(NUMBERS[2]).await;
        reader.arrives_at(&format!("/items/{}", NUMBERS[2])).await;
        reader.reads(&format!("所答复的件 {}", NUMBERS[1])).await;
        reader.reads("列入审查重点").await;
        reader.open(&format!("/items/{}", NUMBERS[0])).await;
        reader.reads_in(".chain", NUMBERS[1]).await;
        reader.reads_in(".chain", NUMBERS[2]).await;
    }
    reader.open("/todo").await;
    reader.press_in_row("处理意见", "确认接收").await;
    reader.reads("待办已清空").await;
}

async fn whoever_asks_is_told_who_answered(reader: &Reader) {
    reader.open("/approvals").await;
    reader.fill("number", CERTIFICATE).await;
    reader.fill("at", "2026-10-08T16:59").await;
    reader.press("查询").await;
    reader.reads(&format!("10月8日 16:59，由{BUREAU}负责：履行交接职责，{AUTHORITY}尚未接收。")).await;
    reader.fill("at", "2026-10-08T17:00").await;
    reader.press("查询").await;
    reader.reads(&format!("10月8日 17:00，由{AUTHORITY}负责：履行事中事后监管职责。")).await;
    reader.reads(&format!("9月30日 15:00 10月8日 17:00 {BUREAU} 交接职责")).await;
    reader.reads(&format!("10月8日 17:00 所问时刻 至今 {AUTHORITY} 监管职责")).await;
    reader.reads("1 个工作日未确认，默认接收").await;
    reader.press("退出").await;
    reader.arrives_at("/login").await;
}
