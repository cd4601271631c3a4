//! The official document of what was issued: made once, stored, for sender and addressee, its SHA-256 in the ledger.

use super::faces::Office;
use super::{Staffed, code_of, draft};
use crate::city::{City, code};
use futures_util::TryStreamExt as _;
use sha2::{Digest as _, Sha256};
use shenguan_documents::PDF_IS_BUILT;
use shenguan_rules::channel::{Channel, Correspondence, DocumentKind, IssuedDocument};
use shenguan_server::channel::acts;
use shenguan_server::channel::paper::make_all;
use shenguan_server::platform::documents::Documents;
use shenguan_server::platform::files::{ATTACHMENT_BYTES_MAX, AttachmentInfo, Files, find};
use shenguan_server::platform::identity::Scope;
use shenguan_server::platform::stored::Held;
use std::io::Read as _;
use std::path::PathBuf;
use tempfile::TempDir;

const NUMBER: &str = "测审批函〔2026〕1号";
const SUBJECT: &str = "关于商请核实测试储罐间距的函";

/// A folder for attachments, and the fonts.
struct Press {
    folder: TempDir,
    files: Files,
    documents: Documents,
}

impl Press {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for attachments");
        let files = Files::new(folder.path(), ATTACHMENT_BYTES_MAX);
        Self { folder, files, documents: documents() }
    }

    /// How many documents are made now.
    async fn makes(&self, staff: &Staffed) -> usize {
        make_all(&staff.city.app, &self.files, &self.documents).await.expect("it looks")
    }

    /// The bytes of a file, as it lies on the disk.
    fn on_disk(&self, sha256: &str) -> Vec<u8> {
        let (first, rest) = sha256.split_at(2);
        std::fs::read(self.folder.path().join("sha256").join(first).join(rest)).expect("it lies there")
    }
}

/// What makes documents. Only a program with PDF needs fonts, and `cargo xtask test` says then where they are.
pub(crate) fn documents() -> Documents {
    let fonts = std::env::var_os("SHENGUAN_TEST_FONTS").map_or_else(|| PathBuf::from("nowhere"), PathBuf::from);
    Documents::new(&fonts)
}

async fn now(staff: &Staffed, id: &str) -> Held<Correspondence> {
    let id = id.to_owned();
    staff.does("SPJ/head", move |act| act.get::<Correspondence>(&id)).await.expect("it is there")
}

async fn document_of(staff: &Staffed, id: &str) -> Option<IssuedDocument> {
    now(staff, id).await.state.issue.expect("issued").document
}

/// The entries of the ledger about something, as they are hashed.
async fn entries_of(staff: &Staffed, id: &str) -> Vec<String> {
    let id = id.to_owned();
    let read = staff.city.app.read(move |read| {
        let sql = "SELECT bytes FROM ledger_entry WHERE subject_id = $1 ORDER BY sequence";
        let rows = read.tx().query(sql, &[id.as_str().into()])?;
        let texts = rows.iter().map(|row| Ok(String::from_utf8_lossy(&row.get::<Vec<u8>>(0)?).into_owned()));
        texts.collect::<shenguan_server::platform::error::Result<Vec<_>>>()
    });
    read.await.expect("it can be read")
}

/// How many attachments there are, whoever reads them.
async fn files_on_record(staff: &Staffed) -> i64 {
    let read = staff.city.app.read(|read| Ok(read.tx().query_one("SELECT COUNT(*) FROM attachment", &[])?.get(0)?));
    read.await.expect("it can be read")
}

async fn seen_by(
    staff: &Staffed,
    department: &str,
    file: &str,
) -> shenguan_server::platform::error::Result<AttachmentInfo> {
    let (scope, file) = (Scope::Department(code(department)), file.to_owned());
    staff.city.app.read(move |read| find(read.tx(), &scope, &file)).await
}

/// What stands in a part of a DOCX.
fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

async fn what_is_issued_has_its_document_once_for_both_sides_and_its_hash_in_the_ledger(city: City) {
    let (staff, press) = (Staffed::new(city).await, Press::new());
    let letter = staff.ready().await;
    assert_eq!(press.makes(&staff).await, 0, "a draft has none");
    staff.issued(&letter.id, Some(NUMBER)).await.expect("issued");
    assert_eq!(document_of(&staff, &letter.id).await, None, "it is not made by the act of issuing");
    assert_eq!(press.makes(&staff).await, 1);
    let document = document_of(&staff, &letter.id).await.expect("it lies beside the letter");
    let bytes = press.on_disk(&document.sha256);
    assert_eq!(hex::encode(Sha256::digest(&bytes)), document.sha256);
    let entries = entries_of(&staff, &letter.id).await;
    let documented: Vec<_> = entries.iter().filter(|entry| entry.contains(r#""documented""#)).collect();
    assert_eq!(documented.len(), 1);
    assert!(documented[0].contains(&document.sha256), "the ledger has the hash: {documented:?}");
    for department in ["SPJ", "YJJ"] {
        let file = seen_by(&staff, department, document.file.as_str()).await.expect("both sides may fetch it");
        assert!(file.name.starts_with(NUMBER) && file.name.contains(SUBJECT), "{}", file.name);
        let body = press.files.read(&file.sha256, file.size).await.expect("the bytes");
        let fetched: Vec<_> = body.try_collect().await.expect("whole");
        assert_eq!(fetched.concat(), bytes);
    }
    assert_eq!(code_of(seen_by(&staff, "SCJ", document.file.as_str()).await), "NOT_FOUND");
    if PDF_IS_BUILT {
        assert!(bytes.starts_with(b"%PDF-"));
    } else {
        let text = part(&bytes, "word/document.xml");
        for word in [NUMBER, SUBJECT, "请核实测试储罐区间距。", "2026年9月30日"] {
            assert!(text.contains(word), "{word} stands in it");
        }
    }
    let on_record = files_on_record(&staff).await;
    assert_eq!((press.makes(&staff).await, files_on_record(&staff).await), (0, on_record), "there is no second one");
    assert_eq!(document_of(&staff, &letter.id).await, Some(document));
    staff.city.assert_verified().await;
}

async fn nodes_that_make_it_at_once_make_one_and_a_notice_without_number_is_made_too(city: City) {
    let (staff, press) = (Staffed::new(city).await, Press::new());
    let mut request = draft(Channel::Oa, "YJJ");
    request.kind = DocumentKind::Notice;
    let paper = staff.does("SPJ/liaison", move |act| acts::draft(act, &request)).await.expect("drafted");
    staff.submitted(&paper.id, "SPJ/leader").await.expect("submitted");
    staff.endorsed(&paper.id, "SPJ/leader", 1).await.expect("endorsed");
    staff.issued(&paper.id, None).await.expect("issued");
    let (first, second) = tokio::join!(press.makes(&staff), press.makes(&staff));
    assert_eq!((first + second, files_on_record(&staff).await), (1, 1));
    assert!(document_of(&staff, &paper.id).await.is_some());
    staff.city.assert_verified().await;
}

async fn a_document_that_cannot_be_made_is_told_in_words_and_tried_again_later(city: City) {
    let office = Office::of(city).await;
    let (staff, press) = (&office.staff, Press::new());
    let letter = staff.ready().await;
    staff.issued(&letter.id, Some(NUMBER)).await.expect("issued");
    let shown = office.page("YJJ/liaison", "/correspondence/GH-2026-000001").await;
    assert!(shown.text.contains("正在生成"), "{}", shown.text);
    // A folder that takes no file of any size stands for whatever is in the way.
    let narrow = Files::new(press.folder.path(), 1);
    assert_eq!(make_all(&staff.city.app, &narrow, &press.documents).await.expect("it looks"), 0);
    let shown = office.page("SPJ/liaison", "/correspondence/GH-2026-000001").await;
    assert!(shown.text.contains("每五分钟再试一次") && !shown.text.contains("正在生成"), "{}", shown.text);
    assert!(shown.text.contains("文件太大") || shown.text.contains("超过"), "it says why: {}", shown.text);
    assert_eq!(press.makes(staff).await, 0, "not at once");
    staff.city.set_clock("2026-09-30T10:05:01+08:00");
    assert_eq!(press.makes(staff).await, 1);
    let document = document_of(staff, &letter.id).await.expect("there");
    for who in ["SPJ/liaison", "YJJ/liaison"] {
        let shown = office.page(who, "/correspondence/GH-2026-000001").await.text;
        assert!(shown.contains(&document.sha256) && shown.contains(document.file.as_str()), "{who} can fetch it");
        assert!(!shown.contains("每五分钟再试一次"));
    }
    staff.city.assert_verified().await;
}

crate::on_both! {
    "2026-09-30T10:00:00+08:00";
    what_is_issued_has_its_document_once_for_both_sides_and_its_hash_in_the_ledger,
    nodes_that_make_it_at_once_make_one_and_a_notice_without_number_is_made_too,
    a_document_that_cannot_be_made_is_told_in_words_and_tried_again_later,
}
