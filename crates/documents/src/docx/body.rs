//! The document's text, from the head to 版记.

use super::head::{blank_lines, head, width};
use super::shapes::{BLACK, Shapes};
use super::words::{Paragraph, characters, mm, round, twips};
use crate::geometry::{Geometry, SMALL_PT, TEXT_PT, TITLE_PT};
use crate::sheet::{Face, Kind, Sheet, Signed};

const G: Geometry = Geometry::STANDARD;
/// One character of 4号, in twips.
const SMALL: i64 = 280;
/// The height of a line of 版记, in twips.
const SMALL_LINE: i64 = 440;
/// So many characters of 4号 go into a line behind 抄送.
const COPIES_LINE: i64 = 26;
/// The head has fewer shapes than that.
const SHAPES_OF_HEAD: u32 = 100;

/// Everything within `w:body` but the section's own properties.
pub(super) fn body(sheet: &Sheet) -> String {
    let (mut xml, before) = head(&sheet.head);
    let minutes = sheet.head.kind == Kind::Minutes;
    xml.push_str(&blank_lines(if minutes { 1 } else { 2 }, before));
    let title_line = round((TITLE_PT + G.line_pitch_pt - TEXT_PT) * 20.0);
    xml.push_str(&Paragraph::new().spaced(0, title_line).justified("center").title(&sheet.title).xml());
    xml.push_str(&blank_lines(1, 0));
    if let Some(recipients) = &sheet.recipients {
        xml.push_str(&Paragraph::new().body(Face::FangSong, recipients).xml());
    }
    for block in &sheet.body {
        xml.push_str(&Paragraph::new().indented().body(Face::of(block.level), &block.text).xml());
    }
    xml.push_str(&attachments(&sheet.attachments));
    if let Some(signed) = &sheet.signature {
        xml.push_str(&signature(signed));
    }
    if !sheet.attendance.is_empty() {
        xml.push_str(&blank_lines(1, 0));
    }
    for (label, names) in &sheet.attendance {
        let paragraph = Paragraph::new().inset(characters(500), characters(300), 0).body(Face::Hei, label);
        xml.push_str(&paragraph.body(Face::FangSong, names).xml());
    }
    if let Some(remark) = &sheet.remark {
        xml.push_str(&Paragraph::new().indented().body(Face::FangSong, remark).xml());
    }
    xml.push_str(&imprint(sheet));
    xml
}

/// 附件说明 (7.3.4).
fn attachments(rows: &[(String, String)]) -> String {
    let mut xml = if rows.is_empty() { String::new() } else { blank_lines(1, 0) };
    for (row, (number, name)) in rows.iter().enumerate() {
        let label = if row == 0 { "附件：" } else { "" };
        let hanging = width(label) + width(number);
        let paragraph = Paragraph::new().inset(characters(500) + width(number), hanging, 0);
        xml.push_str(&paragraph.body(Face::FangSong, &format!("{label}{number}{name}")).xml());
    }
    xml
}

/// 成文日期右空四字; the office centred over it (7.3.5.1). The seal's place stays empty.
fn signature(signed: &Signed) -> String {
    let (office, date) = (width(&signed.office), width(&signed.date).max(characters(700)));
    let date_right = characters(400).max((office - date) / 2);
    let office_right = date_right + (date - office) / 2;
    let line = |right, text| {
        let paragraph = Paragraph::new().inset(0, 0, right).justified("right");
        paragraph.body(Face::FangSong, text).xml()
    };
    [blank_lines(G.signature_blank_lines, 0), line(office_right, &signed.office), line(date_right, &signed.date)]
        .concat()
}

/// 版记 (7.4), at the bottom of the type area of the page on which the text ends.
fn imprint(sheet: &Sheet) -> String {
    let line = || Paragraph::new().spaced(0, SMALL_LINE);
    let mut rows = Vec::new();
    if let Some(copies) = &sheet.copies {
        let lines = (width(copies) - 1).div_euclid(characters(100) * COPIES_LINE) + 1;
        let paragraph = line().inset(4 * SMALL, 3 * SMALL, SMALL);
        rows.push((lines, paragraph.text(Face::FangSong, SMALL_PT, &format!("抄送：{copies}")).xml()));
    }
    if let Some((by, on)) = &sheet.printed {
        let paragraph = line().inset(SMALL, 0, SMALL).right_tab(twips(G.width_mm()) - SMALL);
        let paragraph = paragraph.text(Face::FangSong, SMALL_PT, by).tab();
        rows.push((1, paragraph.text(Face::FangSong, SMALL_PT, on).xml()));
    }
    if rows.is_empty() { String::new() } else { at_the_bottom(&rows, sheet.head.kind.is_ruled()) }
}

/// Rows with their numbers of lines; where it is ruled, thick rules around them and thin ones between.
fn at_the_bottom(rows: &[(i64, String)], ruled: bool) -> String {
    let bottom = Geometry::PAGE_MM.1 - G.bottom_mm;
    let height = |lines: i64| mm(lines * SMALL_LINE);
    let all = height(rows.iter().map(|(lines, _)| lines).sum());
    let mut shapes = Shapes::behind(SHAPES_OF_HEAD);
    let paragraphs: String = rows.iter().map(|(_, row)| row.as_str()).collect();
    shapes.keep_clear((G.left_mm, bottom - all, G.width_mm(), all), &paragraphs);
    if ruled {
        let mut top = bottom - all;
        shapes.line(BLACK, (G.left_mm, top - G.rule_thick_mm, G.width_mm(), G.rule_thick_mm));
        for (row, (lines, _)) in (1..).zip(rows) {
            top += height(*lines);
            let thickness = if row == rows.len() { G.rule_thick_mm } else { G.rule_thin_mm };
            shapes.line(BLACK, (G.left_mm, top - thickness, G.width_mm(), thickness));
        }
    }
    Paragraph::new().spaced(0, 20).run("", &shapes.xml()).xml()
}
