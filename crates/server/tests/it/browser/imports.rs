//! 批量导入 and 附件 as somebody does them: thirty rows with two wrong ones, mended and sent again; a file looked at in the page.

use super::chromium::{Script, in_browser};
use super::reader::Reader;
use super::site::Site;
use crate::city::{ONE, grant};
use bytes::Bytes;
use shenguan_rules::subject::Actor;
use shenguan_server::platform::files::{ATTACHMENT_BYTES_MAX, Files, record};
use shenguan_server::platform::identity::accounts;
use shenguan_server::platform::job::{JobRow, NewJob, Outcome, lay, start, work_all, write_rows, write_sent};
use shenguan_server::sections::JOBS;
use std::convert::Infallible;
use thirtyfour::By;

/// A picture of one point.
const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00\x0cIDATx\x9cc\x90\xf6\xee\x07\x00\x01z\x00\xf6\x89(\xa2.\x00\x00\x00\x00IEND\xaeB`\x82";
/// A page that says 测试 in Latin letters.
const PDF: &str = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
    3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n\
    4 0 obj\n<</Length 35>>\nstream\nBT /F1 24 Tf 20 100 Td (CESHI) Tj ET\nendstream\nendobj\n\
    5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\ntrailer\n<</Size 6/Root 1 0 R>>\n%%EOF\n";

/// An export of the read record, as the administrator asks for it.
const EXPORT: &str = r#"{"list":"reads","permission":"ReadRecord","department":"SPJ","is_of_city":false,"language":"zh-CN","query":[],"format":"csv"}"#;

impl Site {
    /// An item with a PDF and a picture; for the administrator an import that is checked, one that is done with a wrong row, and a file
    /// that was made.
    pub(crate) async fn with_files_and_jobs(&self) {
        let mut request = grant("F-1", ONE, "2026-10-08T16:00:00+08:00");
        request.attachments =
            vec![self.file("审批结果（测试）.pdf", PDF.as_bytes()).await, self.file("现场（测试）.png", PNG).await];
        self.push("SPJ", request).await;
        let admin = self.city.app.read(|read| {
            Ok(accounts(read.tx())?.into_iter().find(|account| account.username == "admin").map(|account| account.id))
        });
        let admin = admin.await.expect("it is read").expect("an administrator");
        for (kind, is_started) in [("import-items", false), ("import-items", true), ("export", true)] {
            let account = admin.clone();
            let laid = self.city.app.act(Actor::Setup, move |act| {
                let new = NewJob {
                    account: account.clone(),
                    kind: kind.to_owned(),
                    title: "测试清单.csv".to_owned(),
                    home: if kind == "export" { String::new() } else { "/imports".to_owned() },
                    request: if kind == "export" { EXPORT } else { r#"{"late_reason":""}"# }.to_owned(),
                    total: 2,
                };
                let id = lay(act, &new)?;
                write_sent(act, &id, "事项编码,事项名称,审批科室\nJOB-1,测试事项,安全环保审批科\nJOB-2,,\n".as_bytes());
                let reasons = r#"[{"column":"事项名称","code":"REQUIRED","zh":"事项名称：必填","en":"is required"}]"#;
                let row = JobRow { number: 3, outcome: Outcome::Refused, link: String::new(), reasons: reasons.into() };
                write_rows(act, &id, &[row]);
                act.tx().flush()?;
                if is_started { start(act, &account, &id) } else { Ok(()) }
            });
            laid.await.expect("a job");
        }
        work_all(&self.city.app, JOBS).await.expect("the jobs are done");
    }

    async fn file(&self, name: &str, bytes: &'static [u8]) -> String {
        let files = Files::new(self.attachments.path(), ATTACHMENT_BYTES_MAX);
        let body = futures_util::stream::iter([Ok::<_, Infallible>(Bytes::from_static(bytes))]);
        let file = files.store(body, name, None).await.expect("it is stored");
        let kept = self.city.app.act(self.city.liaison("SPJ"), move |act| record(act, &file)).await;
        kept.expect("it is recorded").id
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_rows_with_two_wrong_ones_are_imported_with_javascript() {
    let site = Site::on_sqlite().await;
    in_browser(Script::On, &site, async |reader| thirty_rows_are_imported(reader).await).await;
    site.assert_verified().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_rows_with_two_wrong_ones_are_imported_without_javascript() {
    let site = Site::on_postgres().await;
    in_browser(Script::Off, &site, async |reader| thirty_rows_are_imported(reader).await).await;
    site.assert_verified().await;
}

async fn thirty_rows_are_imported(reader: &Reader) {
    let folder = tempfile::tempdir().expect("a folder");
    let line = |number: u32| match number {
        7 | 21 => format!("NEW-{number:02},,安全环保审批科\n"),
        _ => format!("NEW-{number:02},测试事项{number},安全环保审批科\n"),
    };
    let list = format!("事项编码,事项名称,审批科室\n{}", (1..=30).map(line).collect::<String>());
    let file = folder.path().join("事项清单（测试）.csv");
    std::fs::write(&file, &list).expect("it is written");

    reader.enter("admin").await;
    reader.open("/jobs").await;
    reader.reads("还没有导入或导出").await;
    reader.looks_over("no jobs").await;
    reader.press("批量导入").await;
    reader.reads("先核对、后导入").await;
    reader.looks_over("the form of an import").await;
    sends(reader, file.to_str().expect("a path")).await;
    reader.reads("可导入 28 行，有误 2 行").await;
    reader.reads("必填").await;
    reader.looks_over("an import that is checked").await;
    reader.press("导入 28 行").await;
    reader.reads("已办完").await;
    reader.reads("已办 30 / 30 行").await;
    reader.looks_over("a job that is done").await;
    reader.press("只看没成功的").await;
    reader.reads("只看没成功的 2").await;
    reader.looks_over("the rows that were not taken").await;

    let mended = list.replace("NEW-07,,", "NEW-07,测试事项七,").replace("NEW-21,,", "NEW-21,测试事项二十一,");
    std::fs::write(&file, mended).expect("it is written");
    reader.press("再次导入").await;
    reader.reads("先核对、后导入").await;
    sends(reader, file.to_str().expect("a path")).await;
    reader.reads("可导入 2 行，有误 0 行").await;
    reader.reads("另有 28 行以前已导入过").await;
    reader.press("导入 2 行").await;
    reader.reads("已办完").await;
    reader.reads("已办 30 / 30 行").await;
    reader.press("导入导出").await;
    reader.reads("事项清单（测试）.csv").await;
    reader.looks_over("the list of jobs").await;
}

async fn sends(reader: &Reader, path: &str) {
    reader.choose("what", "items").await;
    let field = reader.driver.find(By::Css("input[name='file']")).await.expect("the field of the file");
    field.send_keys(path).await.expect("a file is chosen");
    reader.press("上传并核对").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pdf_and_a_picture_are_looked_at_in_the_page() {
    let site = Site::on_sqlite().await;
    site.at("2026-10-09T09:00:00+08:00");
    site.with_files_and_jobs().await;
    in_browser(Script::On, &site, async |reader| {
        reader.enter("yjj").await;
        reader.press("危险化学品经营许可证（新办）").await;
        reader.press("现场（测试）.png").await;
        reader.shows(By::Css("img.look-picture")).await;
        let seen = "return document.querySelector('img.look-picture').naturalWidth";
        let width = reader.driver.execute(seen, Vec::new()).await.expect("the picture is measured");
        assert_eq!(width.json(), 1, "the picture is there");
        reader.looks_over("a picture").await;
        reader.press("TS-2026-").await;
        reader.press("审批结果（测试）.pdf").await;
        reader.shows(By::Css("iframe.look")).await;
        reader.reads("如果下面没有显示").await;
        reader.looks_over("a PDF").await;
    })
    .await;
}
