//! A letter, measured.

use super::probe::{FONTS, Inset};
use crate::geometry::{Geometry, POINTS_PER_MM, SMALL_PT, TEXT_PT, TITLE_PT};
use crate::paper::{Area, Ink, Paper, print};
use crate::pdf::typeset::typeset;
use crate::samples::{CHARACTER, letter};
use crate::sheet::Face;
use crate::{Pdf, SealPlace};

/// How far a measure may be off, in millimetres.
const TOLERANCE_MM: f64 = 0.3;
/// A band as wide as that is a line, not writing.
const LINE_MM: f64 = 150.0;

/// A measure off paper beside what the standard says, in millimetres (or a count).
pub(super) type Measures = Vec<(&'static str, f64, f64)>;

/// Those that are off.
pub(super) fn off(measures: &Measures) -> Vec<String> {
    let off = measures.iter().filter(|(_, found, right)| (found - right).abs() > TOLERANCE_MM);
    off.map(|(what, found, right)| format!("{what}: {found:.2} instead of {right:.2}")).collect()
}

/// Which page is looked at.
#[derive(Clone, Copy, Debug)]
enum Part {
    Head,
    Grid,
    End,
}

fn measured(geometry: &Geometry, part: Part) -> Measures {
    let pdf = typeset(&letter().into(), &FONTS, geometry).unwrap();
    match part {
        Part::Head => head(&print(&pdf.bytes, 1)),
        Part::Grid => grid(&print(&pdf.bytes, 2)),
        Part::End => end(&print(&pdf.bytes, 3), &pdf),
    }
}

/// 信函格式 (10.1): mark, double lines, number, title.
fn head(page: &Paper) -> Measures {
    let red = page.bands(Ink::Red, Area::PAGE);
    let (lines, writing): (Vec<Area>, Vec<Area>) = red.iter().partition(|band| band.width() > LINE_MM);
    let [thick, thin, last_thin, last_thick] = lines[..] else { return vec![("double lines", count(&lines), 4.0)] };
    let mark = Area { bottom: writing.last().unwrap().bottom, ..writing[0] };
    let below = Area::PAGE.below(thin.bottom).above(last_thin.top);
    let black = page.bands(Ink::Black, below);
    let [number, title, recipients, ref lines_of_text @ ..] = black[..] else {
        return vec![("text", count(&black), 3.0)];
    };
    let (text, heading) = (Inset::text(), Inset::of(CHARACTER, Face::XiaoBiaoSong, TITLE_PT));
    let number_box = (number.bottom + text.bottom - TEXT_PT / POINTS_PER_MM, number.bottom + text.bottom);
    let gap = (28.99 - TEXT_PT) / POINTS_PER_MM;
    let line = 28.99 / POINTS_PER_MM;
    vec![
        ("mark's top", mark.top, 30.0),
        ("mark's centre", mark.centre(), 106.0),
        ("first line under the mark", thick.top - mark.bottom, 4.0),
        ("first line's left end", thick.left, 20.0),
        ("first line's length", thick.width(), 170.0),
        ("last line's left end", last_thick.left, 20.0),
        ("last line's length", last_thin.width(), 170.0),
        ("last line above the page's end", 297.0 - last_thick.bottom, 20.0),
        ("first: thick over thin", sign(thick.height() - thin.height()), 1.0),
        ("last: thin over thick", sign(last_thick.height() - last_thin.height()), 1.0),
        ("number under the line", number_box.0 - thin.bottom, TEXT_PT * 0.875 / POINTS_PER_MM),
        ("number's right end", number.right, 184.0 - Inset::of('号', Face::FangSong, TEXT_PT).right),
        ("title two lines below", title.top - heading.top - number_box.1, 2.0 * line + gap),
        ("recipients one line below", recipients.top - text.top - (title.bottom + heading.bottom), line + gap),
        ("recipients flush left", recipients.left, 28.0 + text.left),
        ("22 lines' pitch", pitch_of_22(lines_of_text), 225.0),
        ("no page number", count(&page.bands(Ink::Black, Area::PAGE.below(last_thick.bottom))), 0.0),
    ]
}

/// 版心 and grid (5.2): margins, 22 lines and 28 characters.
fn grid(page: &Paper) -> Measures {
    let inset = Inset::text();
    let lines = page.bands(Ink::Black, Area::PAGE.above(265.0));
    let [top, .., full, bottom] = lines[..] else { return vec![("lines of a page", count(&lines), 22.0)] };
    let characters = page.stretches(Ink::Black, full);
    let (left, right) = (characters[0].0, characters[characters.len() - 1].0);
    vec![
        ("white at the top", top.top - inset.top, 37.0),
        ("white on the left", full.left - inset.left, 28.0),
        ("white on the right", 210.0 - full.right - inset.right, 26.0),
        ("lines of a page", count(&lines), 22.0),
        ("22 lines", pitch_of_22(&lines), 225.0),
        ("characters of a line", count(&characters), 28.0),
        ("27 characters", right - left, 27.0 * 15.79 / POINTS_PER_MM),
        ("white at the bottom", 297.0 - (bottom.bottom + inset.bottom), 35.0 + (28.99 - TEXT_PT) / POINTS_PER_MM),
    ]
}

fn pitch_of_22(lines: &[Area]) -> f64 {
    (lines[lines.len() - 1].top - lines[0].top) / (count(lines) - 1.0) * 22.0
}

/// Signature, the seal's empty place, 抄送, page number.
fn end(page: &Paper, pdf: &Pdf) -> Measures {
    let seal: SealPlace = pdf.seal_place.unwrap();
    let bands = page.bands(Ink::Black, Area::PAGE);
    let at = bands.len() - 4;
    let [office, date, copies, page_number] = bands[at..] else { return vec![("bands", count(&bands), 4.0)] };
    let text_bottom = bands[at - 1].bottom + Inset::text().bottom;
    let seal_top = seal.y_mm - seal.diameter_mm / 2.0;
    // The boxes, from the ink of the first and the last character.
    let (two, day) = (Inset::of('2', Face::FangSong, TEXT_PT), Inset::of('日', Face::FangSong, TEXT_PT));
    let (date_left, date_right) = (date.left - two.left, date.right + day.right);
    let axis = f64::midpoint(date_left, date_right);
    let day_ink = page.bands(Ink::Black, Area { left: date.right - 4.0, ..date })[0];
    let office_middle = office.bottom + Inset::text().bottom - TEXT_PT / POINTS_PER_MM / 2.0;
    let date_middle = day_ink.bottom + day.bottom - TEXT_PT / POINTS_PER_MM / 2.0;
    vec![
        ("date's right end", date_right, 184.0 - 4.0 * 15.79 / POINTS_PER_MM),
        ("date under the office", date_middle - office_middle, 28.99 / POINTS_PER_MM),
        ("office over the date", office.centre(), axis),
        ("seal over the date", seal.x_mm, axis),
        ("seal's centre above both", f64::midpoint(office_middle, date_middle) - seal.y_mm, 3.0),
        ("seal's page", f64::from(u32::try_from(seal.page).unwrap()), 3.0),
        ("seal within a line of the text", sign(10.23 - (seal_top - text_bottom)), 1.0),
        ("seal not on the text", sign(seal_top - text_bottom), 1.0),
        ("no seal is drawn", count(&page.bands(Ink::Red, Area::PAGE)), 0.0),
        ("抄送 at the bottom", copies.bottom + Inset::of(CHARACTER, Face::FangSong, SMALL_PT).bottom, 262.0),
        ("page number's dash", dash(page, page_number).middle(), 269.0),
        ("odd page number's right end", page_number.right, 184.0 - SMALL_PT / POINTS_PER_MM),
    ]
}

/// The dash left of the digits.
pub(super) fn dash(page: &Paper, page_number: Area) -> Area {
    let right = page.stretches(Ink::Black, page_number)[0].1;
    page.bands(Ink::Black, Area { right: right + 0.01, ..page_number })[0]
}

pub(super) fn count<T>(items: &[T]) -> f64 {
    f64::from(u32::try_from(items.len()).unwrap())
}

pub(super) fn sign(value: f64) -> f64 {
    value.signum()
}

#[test]
fn a_letter_stands_on_paper_as_the_standard_says() {
    for part in [Part::Head, Part::Grid, Part::End] {
        assert_eq!(off(&measured(&Geometry::STANDARD, part)), Vec::<String>::new(), "{part:?}");
    }
}

#[test]
fn a_letter_that_is_a_millimetre_off_is_caught() {
    let standard = Geometry::STANDARD;
    let mutants = [
        (Part::Grid, Geometry { top_mm: 38.0, ..standard }),
        (Part::Grid, Geometry { left_mm: 27.0, ..standard }),
        (Part::Grid, Geometry { right_mm: 27.0, ..standard }),
        (Part::Grid, Geometry { line_pitch_pt: 29.2, ..standard }),
        (Part::Grid, Geometry { character_pitch_pt: 16.0, ..standard }),
        (Part::Head, Geometry { letter_mark_top_mm: 31.0, ..standard }),
        (Part::Head, Geometry { letter_line_below_mm: 5.0, ..standard }),
        (Part::Head, Geometry { letter_line_from_bottom_mm: 21.0, ..standard }),
        (Part::Head, Geometry { letter_line_mm: 169.0, ..standard }),
        (Part::Head, Geometry { letter_thick_mm: 0.35, letter_thin_mm: 1.0, ..standard }),
        (Part::Head, Geometry { letter_number_below_pt: 17.0, ..standard }),
        (Part::End, Geometry { bottom_mm: 36.0, ..standard }),
        (Part::End, Geometry { date_right_characters: 3.8, ..standard }),
        (Part::End, Geometry { seal_rise_mm: 4.0, ..standard }),
        (Part::End, Geometry { signature_blank_lines: 3, ..standard }),
        (Part::End, Geometry { page_number_below_mm: 8.0, ..standard }),
    ];
    for (part, mutant) in mutants {
        assert!(!off(&measured(&mutant, part)).is_empty(), "nothing was off: {part:?} of {mutant:?}");
    }
}
