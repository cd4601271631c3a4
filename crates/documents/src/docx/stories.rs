//! What other programs make of it: LibreOffice opens it, prints it and writes it again.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use zip::ZipArchive;

use crate::paper::{Area, Ink, print};
use crate::samples::{letter, minutes, notice, office_letter};
use crate::sheet::Sheet;
use crate::{Block, Document, Letter, Level, render_docx};

/// LibreOffice says so where there is no Java, which it does not need here.
const NO_JAVA: &str = "failed to launch javaldx";

/// Lets LibreOffice convert every DOCX of a folder into another folder; it must not complain.
fn convert(folder: &Path, to: &str, into: &Path) {
    let profile = tempfile::tempdir().unwrap();
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}", profile.path().display()));
    command.args(["--headless", "--convert-to", to, "--outdir"]).arg(into);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let output = command.args(&files).output().expect("soffice (Debian: libreoffice-writer-nogui) runs");
    let complaints = String::from_utf8(output.stderr).unwrap();
    let complaints: Vec<&str> = complaints.lines().filter(|line| !line.contains(NO_JAVA) && !line.is_empty()).collect();
    assert!(output.status.success() && complaints.is_empty(), "{complaints:?}");
}

fn documents() -> [(&'static str, Document); 4] {
    [
        ("letter", office_letter().into()),
        ("minutes", minutes().into()),
        ("notice", notice().into()),
        ("probe", letter().into()),
    ]
}

fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, document) in documents() {
        fs::write(folder.path().join(name).with_extension("docx"), render_docx(&document).unwrap()).unwrap();
    }
    folder
}

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The text of a part, run by run; what is written a second time for old programs is left out.
fn text(xml: &str) -> String {
    let mut text = String::new();
    for piece in
        xml.split("<mc:Fallback").map(|piece| piece.split_once("</mc:Fallback>").map_or(piece, |(_, rest)| rest))
    {
        for run in piece.split("<w:t").skip(1).filter(|run| run.starts_with(['>', ' '])) {
            let (_, rest) = run.split_once('>').unwrap();
            text.push_str(rest.split_once("</w:t>").map_or("", |(words, _)| words));
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn every_word_stands_in_it_and_comes_back_from_libreoffice_unchanged() {
    let (folder, back) = (written(), tempfile::tempdir().unwrap());
    convert(folder.path(), "docx", back.path());
    for (name, document) in documents() {
        let file = Path::new(name).with_extension("docx");
        let ours = text(&part(&fs::read(folder.path().join(&file)).unwrap(), "word/document.xml"));
        let theirs = text(&part(&fs::read(back.path().join(&file)).unwrap(), "word/document.xml"));
        assert_eq!(theirs, ours, "{name}");
        for (_, words) in Sheet::of(&document).texts() {
            assert!(ours.contains(words), "{words} is not in {ours}");
        }
    }
}

#[test]
fn libreoffice_prints_the_lines_where_the_standard_says() {
    let (folder, printed) = (written(), tempfile::tempdir().unwrap());
    convert(folder.path(), "pdf", printed.path());
    let page = |name: &str, page| print(&fs::read(printed.path().join(name).with_extension("pdf")).unwrap(), page);
    let near = |found: f64, right: f64| assert!((found - right).abs() < 0.3, "{found:.2} instead of {right:.2}");

    let red = page("probe", 1).bands(Ink::Red, Area::PAGE);
    let lines: Vec<Area> = red.iter().copied().filter(|band| band.width() > 150.0).collect();
    let [thick, thin, last_thin, last_thick] = lines[..] else { panic!("{red:?}") };
    assert!(thick.height() > thin.height() && last_thick.height() > last_thin.height());
    near(297.0 - last_thick.bottom, 20.0);
    near(thick.left, 20.0);
    near(thick.width(), 170.0);
    // Where the ink is within a line depends on the font that LibreOffice finds.
    assert!((red[0].top - 30.0).abs() < 2.0, "{red:?}");

    let black = page("probe", 2).bands(Ink::Black, Area::PAGE.above(262.0));
    assert_eq!(black.len(), 22);
    // A DOCX counts in twentieths of a point: 28.95 pt a line.
    near((black[21].top - black[0].top) / 21.0 * 22.0, 22.0 * 28.95 / 72.0 * 25.4);
    let line = page("probe", 2).stretches(Ink::Black, black[10]);
    // 15.75 pt a character, which LibreOffice does not spread: half a millimetre stays white.
    assert_eq!(line.len(), 28);
    near((line[line.len() - 1].0 - line[0].0) / 27.0 * 28.0, 155.6);

    let notice = page("notice", 1);
    let red = notice.bands(Ink::Red, Area::PAGE);
    near(red[red.len() - 1].width(), 156.0);
    near(red[red.len() - 1].left, 28.0);
    let rules = page("notice", 3).bands(Ink::Black, Area::PAGE);
    let rules: Vec<&Area> = rules.iter().filter(|band| band.width() > 150.0 && band.height() < 1.0).collect();
    assert_eq!(rules.len(), 3);
    near(rules[2].bottom, 262.0);
}

#[test]
fn page_margins_and_fonts_are_those_of_the_standard() {
    let docx = render_docx(&office_letter().into()).unwrap();
    let document = part(&docx, "word/document.xml");
    // 37, 26, 35 and 28 mm in twentieths of a point; A4.
    assert!(document.contains(r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#), "{document}");
    assert!(document.contains(r#"<w:pgSz w:w="11906" w:h="16838"/>"#));
    for family in ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"] {
        assert!(document.contains(&format!("w:eastAsia=\"{family}\"")), "{family}");
        assert!(part(&docx, "word/fontTable.xml").contains(&format!("w:name=\"{family}\"><w:altName")), "{family}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_and_another_gives_others() {
    let letter = office_letter();
    let first = render_docx(&letter.clone().into()).unwrap();
    assert!(first == render_docx(&letter.clone().into()).unwrap());
    assert!(first != render_docx(&Letter { remark: None, ..letter }.into()).unwrap());
}

#[test]
fn what_is_no_document_is_refused() {
    let body = vec![Block { level: Level::Text, text: "测\u{FFFF}试".to_owned() }];
    let refusal = render_docx(&Letter { body, ..office_letter() }.into()).unwrap_err();
    assert_eq!(refusal.code(), "DOCUMENT_CONTROL_CHARACTER");
}
