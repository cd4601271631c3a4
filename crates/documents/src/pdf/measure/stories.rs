//! What a file must be, whatever stands in it.

use std::fs;
use std::process::Command;

use jiff::civil::date;

use super::probe::FONTS;
use crate::samples::{letter, minutes, notice};
use crate::{Block, Document, DocumentRefusal, Fonts, Letter, Level, Signature, render_pdf};

fn run(program: &str, pdf: &[u8], arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    fs::write(&file, pdf).unwrap();
    let mut command = Command::new(program);
    let output = command.arg(&file).args(arguments).output().expect("poppler-utils are installed");
    String::from_utf8(output.stdout).unwrap()
}

fn with_text(text: &str) -> Document {
    let body = vec![Block { level: Level::Text, text: text.to_owned() }];
    Letter { body, ..letter() }.into()
}

#[test]
fn every_font_is_embedded_as_a_subset() {
    for document in [letter().into(), notice().into(), Document::from(minutes())] {
        let listed = run("pdffonts", &render_pdf(&document, &FONTS).unwrap().bytes, &[]);
        let fonts: Vec<&str> = listed.lines().skip(2).collect();
        assert!(!fonts.is_empty());
        for font in fonts {
            assert!(font.contains(" yes yes yes "), "{font}");
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = Document::from(minutes());
    let fonts = Fonts::load(std::path::Path::new(&std::env::var_os("SHENGUAN_TEST_FONTS").unwrap())).unwrap();
    let first = render_pdf(&document, &FONTS).unwrap();
    render_pdf(&with_text("另一件"), &FONTS).unwrap();
    assert!(render_pdf(&document, &FONTS).unwrap() == first);
    assert!(render_pdf(&document, &fonts).unwrap() == first);
}

#[test]
fn a_rare_character_of_a_name_is_drawn_from_the_next_font() {
    let pdf = render_pdf(&with_text("测试昇堃喆珺玥彧翀禤"), &FONTS).unwrap();
    assert!(run("pdftotext", &pdf.bytes, &["-"]).contains("昇堃喆珺玥彧翀禤"));
    assert!(run("pdffonts", &pdf.bytes, &[]).contains("LXGWWenKai"));
}

#[test]
fn a_character_of_no_font_is_refused_by_name_and_never_drawn_as_a_box() {
    let refusal = render_pdf(&with_text("测试\u{2CEB0}\u{E000}和\u{31350}"), &FONTS).unwrap_err();
    let DocumentRefusal::FontLacksCharacter { characters } = &refusal else { panic!("{refusal}") };
    assert!(characters.contains("U+E000") && characters.contains("U+31350"), "{characters}");
    assert!(!characters.contains('测'));
}

#[test]
fn markup_in_a_text_is_text() {
    let text = "#panic[甲] *乙* $丙$ \\ `丁` @戊 <己> // 庚 1. 辛";
    let pdf = render_pdf(&with_text(text), &FONTS).unwrap();
    assert!(run("pdftotext", &pdf.bytes, &["-"]).replace(['\n', ' '], "").contains(&text.replace(' ', "")));
}

#[test]
fn a_draft_has_an_empty_number_and_no_date() {
    let signature = Signature { on: None, ..letter().signature };
    let pdf = render_pdf(&Letter { number: None, signature, ..letter() }.into(), &FONTS).unwrap();
    let text = run("pdftotext", &pdf.bytes, &["-"]);
    assert!(!text.contains("2026") && !text.contains('〔'));
}

#[test]
fn a_signature_is_never_alone_on_its_page() {
    // 13 lines fill the first page; then with every line more the signature goes over at some point.
    for lines in 9..=14 {
        let body: Vec<Block> =
            (0..lines).map(|_| Block { level: Level::Text, text: "测试一行。".to_owned() }).collect();
        let document = Letter { body, title: "关于测试的函".to_owned(), ..letter() };
        let pdf = render_pdf(&Letter { copies: Vec::new(), ..document }.into(), &FONTS).unwrap();
        let page = pdf.seal_place.unwrap().page.to_string();
        let text = run("pdftotext", &pdf.bytes, &["-f", &page, "-l", &page, "-"]);
        assert!(text.contains("测试一行"), "{lines} lines: {text}");
    }
}

#[test]
fn the_date_in_the_file_is_the_documents_own() {
    let signature = Signature { on: Some(date(2026, 1, 2)), ..letter().signature };
    let pdf = render_pdf(&Letter { signature, ..letter() }.into(), &FONTS).unwrap();
    let info = run("pdfinfo", &pdf.bytes, &["-isodates"]);
    assert!(info.contains("2026-01-0"), "{info}");
}

#[test]
fn a_folder_without_fonts_is_refused_with_the_faces_that_it_lacks() {
    let empty = tempfile::tempdir().unwrap();
    let refusal = Fonts::load(empty.path()).unwrap_err();
    assert_eq!(refusal.code(), "FONTS_MISSING");
    let DocumentRefusal::FontsMissing { face, .. } = refusal else { panic!() };
    assert_eq!(face, "小标宋、仿宋、黑体、楷体、宋体");
    assert_eq!(Fonts::load(&empty.path().join("nowhere")).unwrap_err().code(), "FONTS_MISSING");
}
