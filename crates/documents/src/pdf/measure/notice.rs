//! A notice and minutes, measured.

use super::letter::{Measures, count, dash, off};
use super::probe::{FONTS, Inset};
use crate::geometry::{Geometry, POINTS_PER_MM, SMALL_PT, TEXT_PT};
use crate::paper::{Area, Ink, Paper, print};
use crate::pdf::typeset::typeset;
use crate::samples::{minutes, notice};

fn measured(geometry: &Geometry) -> Measures {
    let pdf = typeset(&notice().into(), &FONTS, geometry).unwrap();
    let mut measures = head(&print(&pdf.bytes, 1));
    measures.extend(imprint(&print(&pdf.bytes, pdf.pages)));
    measures
}

/// 版头 (7.2).
fn head(page: &Paper) -> Measures {
    let red = page.bands(Ink::Red, Area::PAGE);
    let (line, mark) = (red[red.len() - 1], red[0]);
    let mark_bottom = red[red.len() - 2].bottom;
    let between = Area::PAGE.below(mark_bottom).above(line.top);
    let number = page.bands(Ink::Black, between)[0];
    let inset = Inset::text();
    let number_bottom = number.bottom + inset.bottom;
    let number_top = number_bottom - TEXT_PT / POINTS_PER_MM;
    let page_number = *page.bands(Ink::Black, Area::PAGE).last().unwrap();
    vec![
        ("mark under the type area's top", mark.top, 37.0 + 35.0),
        ("mark's centre", mark.centre(), 106.0),
        ("number two lines below", number_top - mark_bottom, (2.0 * 28.99 + 28.99 - TEXT_PT) / POINTS_PER_MM),
        ("red line under the number", line.top - number_bottom, 4.0),
        ("red line's left end", line.left, 28.0),
        ("red line's length", line.width(), 156.0),
        ("page number on the first page", dash(page, page_number).middle(), 269.0),
    ]
}

/// 版记 (7.4): thick, thin, thick; the last on the type area's edge. Thickness times ten, for the tolerance.
fn imprint(page: &Paper) -> Measures {
    let bands = page.bands(Ink::Black, Area::PAGE);
    let rules: Vec<Area> = bands.iter().copied().filter(|band| band.width() > 150.0 && band.height() < 1.0).collect();
    let [first, middle, last] = rules[..] else { return vec![("rules", count(&rules), 3.0)] };
    let copies = page.bands(Ink::Black, Area::PAGE.below(first.bottom + 0.1).above(middle.top - 0.1))[0];
    vec![
        ("first rule's thickness", first.height() * 10.0, 3.5),
        ("middle rule's thickness", middle.height() * 10.0, 2.5),
        ("last rule's thickness", last.height() * 10.0, 3.5),
        ("rules' length", middle.width(), 156.0),
        ("last rule on the edge", last.bottom, 262.0),
        ("抄送 one character in", copies.left, 28.0 + SMALL_PT / POINTS_PER_MM + 0.3),
    ]
    .into_iter()
    // A pixel is 0.085 mm: a thickness can be read to one of them.
    .map(
        |(what, found, right)| {
            if what.contains("thickness") { (what, (found - right) / 3.5, 0.0) } else { (what, found, right) }
        },
    )
    .collect()
}

#[test]
fn a_notice_stands_on_paper_as_the_standard_says() {
    assert_eq!(off(&measured(&Geometry::STANDARD)), Vec::<String>::new());
}

#[test]
fn a_notice_that_is_off_is_caught() {
    let standard = Geometry::STANDARD;
    let mutants = [
        ("mark", Geometry { mark_below_mm: 36.0, ..standard }),
        ("red line", Geometry { red_line_below_mm: 5.0, ..standard }),
        ("thick rule", Geometry { rule_thick_mm: 0.6, ..standard }),
        ("thin rule", Geometry { rule_thin_mm: 0.45, ..standard }),
        ("page number", Geometry { page_number_below_mm: 6.0, ..standard }),
        ("left", Geometry { left_mm: 29.0, ..standard }),
    ];
    for (name, mutant) in mutants {
        assert!(!off(&measured(&mutant)).is_empty(), "nothing was off: {name}");
    }
}

#[test]
fn minutes_have_their_mark_where_the_standard_says_and_no_seal() {
    let pdf = typeset(&minutes().into(), &FONTS, &Geometry::STANDARD).unwrap();
    assert_eq!(pdf.seal_place, None);
    let mark = print(&pdf.bytes, 1).bands(Ink::Red, Area::PAGE)[0];
    assert_eq!(off(&vec![("mark's top", mark.top, 72.0)]), Vec::<String>::new());
}
