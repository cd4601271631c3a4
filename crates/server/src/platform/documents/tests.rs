use super::Documents;
use crate::platform::error::{Error, RefusedKind};
use shenguan_documents::{Block, Document, DocumentNumber, Letter, Level, Signature};

fn letter(text: &str) -> Document {
    let office = "测试市行政审批局".to_owned();
    let on = Some(jiff::civil::date(2026, 11, 3));
    Document::Letter(Letter {
        office: office.clone(),
        number: DocumentNumber::new("测审批函", 2026, 3).ok(),
        title: "关于商请就测试事项提出意见的函".to_owned(),
        main_recipients: vec!["测试市水务局".to_owned()],
        body: vec![Block { level: Level::Text, text: text.to_owned() }],
        attachments: Vec::new(),
        signature: Signature { office, on },
        remark: None,
        copies: Vec::new(),
    })
}

fn code(error: &Error) -> (&'static str, RefusedKind) {
    match error {
        Error::Refused(refused) => (refused.code, refused.kind),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_docx_needs_no_fonts() {
    let folder = tempfile::tempdir().unwrap();
    let docx = Documents::new(&folder.path().join("nowhere")).docx(letter("请提出意见。")).await.unwrap();
    assert!(docx.starts_with(b"PK"));
}

#[tokio::test]
async fn an_empty_part_is_refused_by_its_place() {
    let error = Documents::new("nowhere".as_ref()).docx(letter(" ")).await.unwrap_err();
    assert_eq!(code(&error), ("DOCUMENT_PART_EMPTY", RefusedKind::Request));
    let Error::Refused(refused) = error else { panic!() };
    assert_eq!(refused.field, Some("body"));
}

#[cfg(not(feature = "pdf"))]
#[tokio::test]
async fn without_pdf_the_refusal_says_so() {
    let error = Documents::new("nowhere".as_ref()).pdf(letter("请提出意见。")).await.unwrap_err();
    assert_eq!(code(&error), ("DOCUMENT_PDF_NOT_BUILT", RefusedKind::State));
}

#[cfg(feature = "pdf")]
#[tokio::test]
async fn fonts_are_looked_for_again_once_they_were_missing() {
    let folder = tempfile::tempdir().unwrap();
    let fonts = folder.path().join("fonts");
    let documents = Documents::new(&fonts);
    let error = documents.pdf(letter("请提出意见。")).await.unwrap_err();
    assert_eq!(code(&error), ("FONTS_MISSING", RefusedKind::State));
    let laid_down = std::env::var_os("SHENGUAN_TEST_FONTS").expect("cargo xtask test sets SHENGUAN_TEST_FONTS");
    std::os::unix::fs::symlink(laid_down, &fonts).unwrap();
    let pdf = documents.pdf(letter("请提出意见。")).await.unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF-1.7") && pdf.seal_place.is_some());
}
