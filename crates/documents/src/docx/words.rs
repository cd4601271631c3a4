//! Paragraphs and runs of the word processor's XML. Lengths are twips, a twentieth of a point.

use std::fmt::Write;

use crate::geometry::{POINTS_PER_MM, SMALL_PT, TEXT_PT, TITLE_PT};
use crate::sheet::Face;

/// A line and the white under it: the twip below the standard's 28.99 pt, so that 22 lines fit.
pub(super) const LINE: i64 = 579;
/// A character of the grid, in twips times a hundred: 15.79 pt.
const CHARACTER_HUNDREDTHS: i64 = 31_580;

/// A paragraph being written.
#[derive(Default)]
pub(super) struct Paragraph {
    properties: Vec<(Property, String)>,
    runs: String,
}

/// The properties that are used, in the order that the schema demands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Property {
    Tabs,
    Spacing,
    Indent,
    Justification,
}

impl Paragraph {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Text in a face, at a size in points.
    #[must_use]
    pub(super) fn text(self, face: Face, points: f64, text: &str) -> Self {
        self.run(&run_properties(face, points, None), &format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(text)))
    }

    /// The body's text: 3号.
    #[must_use]
    pub(super) fn body(self, face: Face, text: &str) -> Self {
        self.text(face, TEXT_PT, text)
    }

    /// 发文机关标志, red.
    #[must_use]
    pub(super) fn mark(self, points: f64, text: &str) -> Self {
        let properties = run_properties(Face::XiaoBiaoSong, points, Some("C80000"));
        self.run(&properties, &format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(text)))
    }

    /// The lines of the title.
    #[must_use]
    pub(super) fn title(self, lines: &[String]) -> Self {
        let texts: Vec<String> =
            lines.iter().map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line))).collect();
        self.run(&run_properties(Face::XiaoBiaoSong, TITLE_PT, None), &texts.join("<w:br/>"))
    }

    #[must_use]
    pub(super) fn tab(self) -> Self {
        self.run("", "<w:tab/>")
    }

    /// The number of the page, which the reader's program fills in.
    #[must_use]
    pub(super) fn page_number(self) -> Self {
        let properties = run_properties(Face::Song, SMALL_PT, None);
        let field = ["begin", "separate", "end"].map(|kind| format!("<w:fldChar w:fldCharType=\"{kind}\"/>"));
        self.run(&properties, "<w:t xml:space=\"preserve\">— </w:t>")
            .run(&properties, &field[0])
            .run(&properties, "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>")
            .run(&properties, &field[1])
            .run(&properties, "<w:t>1</w:t>")
            .run(&properties, &field[2])
            .run(&properties, "<w:t xml:space=\"preserve\"> —</w:t>")
    }

    /// A run of ready XML.
    #[must_use]
    pub(super) fn run(mut self, properties: &str, content: &str) -> Self {
        let _ = write!(self.runs, "<w:r>{properties}{content}</w:r>");
        self
    }

    /// `left`, `center`, `right` or `both`.
    #[must_use]
    pub(super) fn justified(self, how: &str) -> Self {
        self.property(Property::Justification, format!("<w:jc w:val=\"{how}\"/>"))
    }

    /// White above, and the exact height of its lines.
    #[must_use]
    pub(super) fn spaced(self, before: i64, line: i64) -> Self {
        let xml = format!("<w:spacing w:before=\"{before}\" w:after=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/>");
        self.property(Property::Spacing, xml)
    }

    /// 左空二字，回行顶格.
    #[must_use]
    pub(super) fn indented(self) -> Self {
        let first = characters(200);
        self.property(Property::Indent, format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"{first}\"/>"))
    }

    /// Everything `left` in, the first line `hanging` out again; `right` from the right.
    #[must_use]
    pub(super) fn inset(self, left: i64, hanging: i64, right: i64) -> Self {
        let xml = format!("<w:ind w:left=\"{left}\" w:right=\"{right}\" w:hanging=\"{hanging}\"/>");
        self.property(Property::Indent, xml)
    }

    /// A tab stop on the right.
    #[must_use]
    pub(super) fn right_tab(self, at: i64) -> Self {
        self.property(Property::Tabs, format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{at}\"/></w:tabs>"))
    }

    fn property(mut self, property: Property, xml: String) -> Self {
        self.properties.retain(|(known, _)| *known != property);
        self.properties.push((property, xml));
        self
    }

    pub(super) fn xml(mut self) -> String {
        self.properties.sort_by_key(|(property, _)| *property);
        let properties: String = self.properties.into_iter().map(|(_, xml)| xml).collect();
        let properties = if properties.is_empty() { properties } else { format!("<w:pPr>{properties}</w:pPr>") };
        format!("<w:p>{properties}{}</w:p>", self.runs)
    }
}

/// 3号 is set a little tight, 15.75 pt, so that 28 characters fit; a line that is spread to both edges has the 15.79 pt of
/// the standard. (A grid of characters, `linesAndChars`, is not read alike by all programs.)
const TIGHT: &str = "<w:spacing w:val=\"-5\"/>";

fn run_properties(face: Face, points: f64, color: Option<&str>) -> String {
    let name = family(face);
    let fonts = format!("<w:rFonts w:ascii=\"{name}\" w:eastAsia=\"{name}\" w:hAnsi=\"{name}\" w:cs=\"{name}\"/>");
    let color = color.map(|color| format!("<w:color w:val=\"{color}\"/>")).unwrap_or_default();
    let tight = if points.total_cmp(&TEXT_PT).is_eq() { TIGHT } else { "" };
    let half_points = round(points * 2.0);
    format!("<w:rPr>{fonts}{color}{tight}<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/></w:rPr>")
}

/// The family that offices have for a face.
pub(super) fn family(face: Face) -> &'static str {
    match face {
        Face::XiaoBiaoSong => "方正小标宋简体",
        Face::FangSong => "仿宋_GB2312",
        Face::Hei => "黑体",
        Face::Kai => "楷体_GB2312",
        Face::Song => "宋体",
    }
}

/// Hundredths of characters of the grid, in twips.
pub(super) fn characters(hundredths: i64) -> i64 {
    hundredths * CHARACTER_HUNDREDTHS / 10_000
}

/// Millimetres in twips.
pub(super) fn twips(mm: f64) -> i64 {
    round(mm * POINTS_PER_MM * 20.0)
}

/// Twips in millimetres.
#[expect(clippy::cast_precision_loss, reason = "a length on a page")]
pub(super) fn mm(twips: i64) -> f64 {
    twips as f64 / 20.0 / POINTS_PER_MM
}

#[expect(clippy::cast_possible_truncation, reason = "a length on a page")]
pub(super) fn round(value: f64) -> i64 {
    value.round() as i64
}

/// Text as XML. Characters that XML cannot have are refused before.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
