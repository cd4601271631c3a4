//! 版头: what stands at a place of the page, as shapes; and the number, with which the text begins.

use super::shapes::{RED, Shapes};
use super::words::{LINE, Paragraph, characters, round, twips};
use crate::geometry::{Geometry, POINTS_PER_MM, TEXT_PT};
use crate::sheet::{Face, Head, Kind};

const G: Geometry = Geometry::STANDARD;
/// The white under a line's characters.
const GAP_PT: f64 = G.line_pitch_pt - TEXT_PT;

/// The paragraphs of the head, and how much white the next one has above.
pub(super) fn head(head: &Head) -> (String, i64) {
    match head.kind {
        Kind::Letter => letter(head),
        Kind::Notice | Kind::Minutes => ordinary(head),
    }
}

/// 信函格式 (10.1).
fn letter(head: &Head) -> (String, i64) {
    let size = G.mark_pt(head.mark.chars().count());
    let line = G.letter_mark_top_mm + size / POINTS_PER_MM + G.letter_line_below_mm;
    let thin = line + G.double_line_mm() - G.letter_thin_mm;
    let end = Geometry::PAGE_MM.1 - G.letter_line_from_bottom_mm;
    let left = (Geometry::PAGE_MM.0 - G.letter_line_mm) / 2.0;
    let mut shapes = Shapes::default();
    shapes.mark(&head.mark, size, G.letter_mark_top_mm);
    shapes.line(RED, (left, line, G.letter_line_mm, G.letter_thick_mm));
    shapes.line(RED, (left, thin, G.letter_line_mm, G.letter_thin_mm));
    shapes.line(RED, (left, end - G.double_line_mm(), G.letter_line_mm, G.letter_thin_mm));
    shapes.line(RED, (left, end - G.letter_thick_mm, G.letter_line_mm, G.letter_thick_mm));
    let number_mm = line + G.double_line_mm() + G.letter_number_below_pt / POINTS_PER_MM;
    let number = Paragraph::new().spaced(twips(number_mm - G.top_mm), LINE).justified("right");
    (number.run("", &shapes.xml()).body(Face::FangSong, &head.number).xml(), 0)
}

/// 版头 (7.2), and that of minutes (10.3).
fn ordinary(head: &Head) -> (String, i64) {
    let size = G.mark_pt(head.mark.chars().count());
    let is_minutes = head.kind == Kind::Minutes;
    let mark_mm = G.top_mm + G.mark_below_mm;
    let blank_lines = if is_minutes { 1.0 } else { 2.0 };
    let number_mm = mark_mm + (size + GAP_PT + blank_lines * G.line_pitch_pt) / POINTS_PER_MM;
    let lines = if is_minutes { G.line_pitch_pt } else { 0.0 };
    let line_mm = number_mm + (lines + TEXT_PT) / POINTS_PER_MM + G.red_line_below_mm;
    let mut shapes = Shapes::default();
    shapes.mark(&head.mark, size, mark_mm);
    shapes.line(RED, (G.left_mm, line_mm, G.width_mm(), G.red_line_mm));
    let number = Paragraph::new().spaced(twips(number_mm - G.top_mm), LINE).justified("center");
    let mut xml = number.run("", &shapes.xml()).body(Face::FangSong, &head.number).xml();
    if is_minutes {
        let both = Paragraph::new().right_tab(twips(G.width_mm())).body(Face::FangSong, &head.left).tab();
        xml.push_str(&both.body(Face::FangSong, &head.right).xml());
    }
    (xml, round(GAP_PT * 20.0))
}

/// Blank lines, the first with white above.
pub(super) fn blank_lines(count: u32, before: i64) -> String {
    (0..count).map(|line| Paragraph::new().spaced(if line == 0 { before } else { 0 }, LINE).xml()).collect()
}

/// How wide a text is: digits and Latin letters take half a character, in twips.
pub(super) fn width(text: &str) -> i64 {
    text.chars().map(|character| if character.is_ascii() { characters(50) } else { characters(100) }).sum()
}
