//! How long a letter takes, and what it looks like:
//! `cargo run --release -p shenguan-documents --features pdf --example letter FONTS [FOLDER]`.
//!
//! FONTS is the folder of the fonts, such as the one that `cargo xtask test` lays down in `~/.cache/shenguan-fonts`; into FOLDER
//! go `letter.pdf` and `letter.docx`.

use std::hint::black_box;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::civil::date;
use shenguan_documents::{Block, Document, DocumentNumber, Fonts, Letter, Level, Signature, render_docx, render_pdf};

/// So many letters are rendered after the first one.
const LETTERS: u32 = 50;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments.next().ok_or("the folder of the fonts is needed")?;
    let (fonts, looked_through) = timed(|| Fonts::load(&folder));
    let fonts = fonts?;
    let (pdf, first) = timed(|| render_pdf(&letter(1), &fonts));
    let pdf = pdf?;
    let started = Instant::now();
    for serial in 2..2 + LETTERS {
        black_box(render_pdf(&letter(serial), &fonts)?);
    }
    let next = started.elapsed() / LETTERS;
    let (docx, written) = timed(|| render_docx(&letter(1)));
    let docx = docx?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "fonts looked through in {looked_through:?}")?;
    writeln!(out, "PDF: first letter {first:?}, next ones {next:?}, {} pages, {} bytes", pdf.pages, pdf.bytes.len())?;
    writeln!(out, "DOCX: {written:?}, {} bytes", docx.len())?;
    if let Some(into) = arguments.next() {
        std::fs::write(into.join("letter.pdf"), pdf.bytes)?;
        std::fs::write(into.join("letter.docx"), docx)?;
    }
    Ok(())
}

fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    (run(), started.elapsed())
}

fn letter(serial: u32) -> Document {
    let text = |text: &str| Block { level: Level::Text, text: text.to_owned() };
    let matter =
        "测试化工有限公司申请危险化学品经营许可，现场情况与所附材料一致。请贵局自本函发出之日起3个工作日内提出意见。";
    let office = "测试市行政审批局".to_owned();
    Document::Letter(Letter {
        office: office.clone(),
        number: DocumentNumber::new("测审批函", 2026, serial).ok(),
        title: "关于商请就测试化工有限公司危险化学品经营许可提出意见的函".to_owned(),
        main_recipients: vec!["测试市应急管理局".to_owned()],
        body: std::iter::repeat_n(matter, 8).map(text).collect(),
        attachments: vec!["申请书".to_owned(), "现场勘验记录".to_owned()],
        signature: Signature { office, on: Some(date(2026, 11, 3)) },
        remark: None,
        copies: vec!["测试市市场监督管理局".to_owned()],
    })
}
