//! The stories of letters on the pages: one that is sent back, written anew, endorsed, numbered, filed and answered; one that was endorsed
//! on paper, and a leader's remark on it. 二(四)4: 「经请示审批与监管部门主要领导同意后，通过公函形式进行沟通」.

use super::reader::Reader;
use super::site::Site;
use shenguan_rules::roster::Role;
use std::path::PathBuf;

const SUBJECT: &str = "关于商请核实测试储罐间距的函";
const ANSWER: &str = "关于测试储罐间距的复函";
const FIRST: &str = "贵局：\n请核实测试储罐区间距。";
const SECOND: &str = "贵局：\n请于三日内核实测试储罐区间距。";
const SUMMARY: &str = "测试储罐区与村道间距接近下限，请核实并函复。";

async fn a_letter_is_written_anew_issued_filed_and_answered_on_the_pages(site: &Site, reader: &Reader) {
    site.admit("yjj-zyld", "YJJ", Role::PrincipalLeader).await;
    let papers = Papers::new();
    the_bureau_drafts_and_submits(reader, &papers).await;
    the_leader_sends_it_back(reader).await;
    it_is_written_anew(reader, &papers).await;
    the_leader_endorses_what_stands_now(reader).await;
    it_is_issued_with_its_number(reader).await;
    the_authority_files_it(site, reader).await;
    the_authority_answers(reader).await;
    the_bureau_reads_the_answer(reader).await;
    site.assert_verified().await;
}

/// Files on the disk of somebody who writes letters.
struct Papers(tempfile::TempDir);

impl Papers {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for papers"))
    }

    fn pdf(&self, name: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, format!("%PDF-1.7\n%{name}\n%%EOF\n")).expect("it is written");
        path
    }
}

async fn the_bureau_drafts_and_submits(reader: &Reader, papers: &Papers) {
    reader.log_in("spj").await;
    reader.press("已发").await;
    reader.reads("拟公函").await;
    reader.looks_over("已发").await;
    reader.press("拟公函").await;
    reader.tick("to", "YJJ").await;
    writes(reader, SUBJECT, FIRST).await;
    reader.attach("attachments", &papers.pdf("测点布置（测试）.pdf")).await;
    reader.sends().await;
    reader.reads("已拟稿 GH-2026-000001").await;
    reader.reads("稿子写好后送审：须经主要领导同意。").await;
    reader.reads("测点布置（测试）.pdf").await;
    submits(reader).await;
}

async fn the_leader_sends_it_back(reader: &Reader) {
    reader.log_in("spj-zyld").await;
    reader.press(SUBJECT).await;
    reader.reads("测点布置（测试）.pdf").await;
    reader.press("退回修改").await;
    reader.fill("reason", "请写明办理期限（测试）。").await;
    reader.sends().await;
    reader.reads("已退回修改 GH-2026-000001").await;
}

async fn it_is_written_anew(reader: &Reader, papers: &Papers) {
    reader.log_in("spj").await;
    reader.reads("待办 1 件").await;
    reader.press(SUBJECT).await;
    reader.reads("请按领导意见修改后再送审。").await;
    reader.reads("请写明办理期限（测试）。").await;
    reader.press("修改").await;
    assert_eq!(reader.value("text").await, FIRST, "the draft before is filled in");
    reader.fill("text", SECOND).await;
    reader.attach("attachments", &papers.pdf("测点布置二（测试）.pdf")).await;
    reader.sends().await;
    reader.reads("已修改 GH-2026-000001").await;
    reader.press(SUBJECT).await;
    submits(reader).await;
}

async fn the_leader_endorses_what_stands_now(reader: &Reader) {
    reader.log_in("spj-zyld").await;
    reader.press(SUBJECT).await;
    reader.reads("请于三日内核实测试储罐区间距。").await;
    reader.reads("第 1 稿（已被替换）").await;
    reader.reads("请核实测试储罐区间距。").await;
    reader.reads("请写明办理期限（测试）。").await;
    reader.looks_over("a second draft with a leader").await;
    reader.fill("opinion", "同意，请跟踪复函（测试）。").await;
    reader.sends().await;
    reader.reads("已同意发出 GH-2026-000001").await;
}

async fn it_is_issued_with_its_number(reader: &Reader) {
    reader.log_in("spj").await;
    reader.press(SUBJECT).await;
    reader.press("发出").await;
    reader.sends().await;
    reader.reads("公函须有发文字号").await;
    reader.fill("number", "测审批函〔2026〕12号").await;
    reader.sends().await;
    reader.reads("已发出 GH-2026-000001，对方现在可以看到。").await;
}

async fn the_authority_files_it(site: &Site, reader: &Reader) {
    reader.log_in("yjj").await;
    reader.reads("待办 1 件").await;
    reader.press(SUBJECT).await;
    reader.reads("请签收归档；需要复函的，点“答复”拟稿。").await;
    reader.reads("测审批函〔2026〕12号").await;
    reader.reads("测点布置二（测试）.pdf").await;
    for inside in ["请写明办理期限（测试）。", "同意，请跟踪复函（测试）。", "已被替换"] {
        reader.never_reads(inside).await;
    }
    reader.reads("正式文件正在生成，稍后刷新本页即可下载。").await;
    assert_eq!(site.make_documents().await, 1);
    reader.open(&reader.path().await).await;
    reader.reads("正式文件（已存证）").await;
    reader.reads("测审批函〔2026〕12号 关于").await;
    reader.looks_over("a letter that came").await;
    reader.press("签收归档").await;
    reader.reads("已签收归档 GH-2026-000001").await;
    assert_eq!(reader.badge("todo").await, 0);
}

async fn the_authority_answers(reader: &Reader) {
    reader.press("看今天已办").await;
    reader.press(SUBJECT).await;
    reader.press("答复").await;
    assert_eq!(reader.value("answers").await, "GH-2026-000001", "what it answers is filled in");
    writes(reader, ANSWER, "贵局：\n经核实，间距符合要求（测试）。").await;
    reader.sends().await;
    reader.reads("已拟稿 GH-2026-000002").await;
    reader.reads("上一步：公函 GH-2026-000001").await;
    submits(reader).await;
    reader.log_in("yjj-zyld").await;
    reader.press(ANSWER).await;
    reader.sends().await;
    reader.reads("已同意发出 GH-2026-000002").await;
    reader.log_in("yjj").await;
    reader.press(ANSWER).await;
    reader.press("发出").await;
    reader.fill("number", "测应急函〔2026〕8号").await;
    reader.sends().await;
    reader.reads("已发出 GH-2026-000002").await;
}

async fn the_bureau_reads_the_answer(reader: &Reader) {
    reader.log_in("spj").await;
    reader.reads("待办 1 件").await;
    reader.press(ANSWER).await;
    reader.reads("经核实，间距符合要求（测试）。").await;
    reader.press("上一步：公函 GH-2026-000001").await;
    reader.reads("已答复").await;
    reader.reads("第 1 稿（已被替换）").await;
    reader.reads("同意，请跟踪复函（测试）。").await;
}

async fn writes(reader: &Reader, subject: &str, text: &str) {
    reader.fill("subject", subject).await;
    reader.fill("summary", SUMMARY).await;
    reader.fill("text", text).await;
}

/// To the only leader who may endorse it, who is chosen already.
async fn submits(reader: &Reader) {
    reader.press("送审").await;
    reader.reads("须经主要领导同意。自己拟的稿不能由自己审签。").await;
    reader.sends().await;
    reader.reads("已送审").await;
}

async fn what_was_endorsed_on_paper_is_entered_and_remarked_on_on_the_pages(site: &Site, reader: &Reader) {
    site.admit("yjj-zyld", "YJJ", Role::PrincipalLeader).await;
    let papers = Papers::new();
    the_authority_enters_what_its_leader_signed(reader, &papers).await;
    the_bureaus_leader_remarks_on_it(reader).await;
    the_owner_does_it(reader).await;
    site.assert_verified().await;
}

async fn the_authority_enters_what_its_leader_signed(reader: &Reader, papers: &Papers) {
    reader.log_in("yjj").await;
    reader.press("已发").await;
    reader.press("拟公函").await;
    reader.tick("to", "SPJ").await;
    writes(reader, SUBJECT, FIRST).await;
    reader.sends().await;
    reader.reads("已拟稿 GH-2026-000001").await;
    reader.press("录入签批").await;
    reader.reads("须附扫描件；页面上注明是事后录入。").await;
    reader.choose_called("leader", "测试yjj-zyld").await;
    reader.fill("endorsed_on", "2026-09-30").await;
    reader.choose_called("proof", "纸质签批").await;
    reader.fill("number", "测应签〔2026〕3号").await;
    reader.sends().await;
    reader.reads("请上传签批件扫描件").await;
    reader.attach("scan", &papers.pdf("签批件（测试）.pdf")).await;
    reader.sends().await;
    reader.reads("已录入签批 GH-2026-000001，注明为事后录入。").await;
    reader.reads("同意发出 第 1 稿 · 纸质签批，事后录入").await;
    reader.reads("纸质签批 · 测应签〔2026〕3号 · 测试YJJ 于 9月30日 16:00 录入").await;
    reader.reads("签批件（测试）.pdf").await;
    reader.looks_over("an endorsement that was entered").await;
    reader.press("发出").await;
    reader.fill("number", "测应急函〔2026〕9号").await;
    reader.sends().await;
    reader.reads("已发出 GH-2026-000001").await;
}

async fn the_bureaus_leader_remarks_on_it(reader: &Reader) {
    reader.log_in("spj-zyld").await;
    reader.press(SUBJECT).await;
    reader.never_reads("签批件（测试）.pdf").await;
    reader.press("批示").await;
    reader.fill("text", "请危化科核实后报我（测试）。").await;
    reader.choose_called("owner", "测试SPJ").await;
    reader.sends().await;
    reader.reads("已作出批示 PS-2026-000001，列入承办人待办。").await;
}

async fn the_owner_does_it(reader: &Reader) {
    reader.log_in("spj").await;
    reader.press("请危化科核实后报我（测试）。").await;
    reader.reads("由 测试SPJ 承办。").await;
    reader.looks_over("a remark").await;
    reader.press("办结批示").await;
    reader.fill("text", "已核实，间距合规（测试）。").await;
    reader.sends().await;
    reader.reads("已办结批示 PS-2026-000001").await;

    reader.log_in("spj-zyld").await;
    reader.press(SUBJECT).await;
    reader.reads("已落实").await;
    reader.press("请危化科核实后报我（测试）。").await;
    reader.reads("已核实，间距合规（测试）。").await;
    reader.log_in("yjj").await;
    reader.press("已发").await;
    reader.press(SUBJECT).await;
    reader.reads("待签收归档").await;
    reader.never_reads("批示").await;
}

crate::on_pages!(
    a_letter_is_written_anew_issued_filed_and_answered_on_the_pages,
    what_was_endorsed_on_paper_is_entered_and_remarked_on_on_the_pages
);
