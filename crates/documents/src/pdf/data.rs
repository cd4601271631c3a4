//! What the template is given: plain data, so that no text of a document is ever read as markup.

use typst::foundations::{Array, Dict, IntoValue, Str, Value};
use typst::layout::{Abs, Length};

use crate::fonts::Fonts;
use crate::geometry::{Geometry, POINTS_PER_MM, TEXT_PT};
use crate::sheet::{Face, Kind, Sheet};

/// The document's words, its measures and the families of its faces, under `sys.inputs`.
pub(super) fn inputs(sheet: &Sheet, geometry: &Geometry, fonts: &Fonts, keep_last: bool) -> Dict {
    let head = &sheet.head;
    let kind = match head.kind {
        Kind::Letter => "letter",
        Kind::Notice => "notice",
        Kind::Minutes => "minutes",
    };
    let body = sheet.body.iter().map(|block| array([text(face_key(Face::of(block.level))), text(&block.text)]));
    let pairs = sheet.attachments.iter().map(|(number, name)| array([text(number), text(name)]));
    let attendance = sheet.attendance.iter().map(|(label, names)| array([text(label), text(names)]));
    dict([
        ("kind", text(kind)),
        ("ruled", head.kind.is_ruled().into_value()),
        ("mark", text(&head.mark)),
        ("mark-size", points(geometry.mark_pt(head.mark.chars().count()))),
        ("number", text(&head.number)),
        ("left", text(&head.left)),
        ("right", text(&head.right)),
        ("title", array(sheet.title.iter().map(|line| text(line)))),
        ("recipients", optional(sheet.recipients.as_deref())),
        ("body", array(body)),
        ("attachments", array(pairs)),
        ("office", optional(sheet.signature.as_ref().map(|signed| signed.office.as_str()))),
        ("date", optional(sheet.signature.as_ref().map(|signed| signed.date.as_str()))),
        ("attendance", array(attendance)),
        ("remark", optional(sheet.remark.as_deref())),
        ("copies", optional(sheet.copies.as_deref())),
        ("printed", sheet.printed.as_ref().map_or(Value::None, |(by, on)| array([text(by), text(on)]))),
        ("keep-last", keep_last.into_value()),
        ("faces", faces(fonts)),
        ("g", measures(geometry)),
    ])
}

fn measures(geometry: &Geometry) -> Value {
    let measures = [
        ("top", mm(geometry.top_mm)),
        ("left", mm(geometry.left_mm)),
        ("right", mm(geometry.right_mm)),
        ("bottom", mm(geometry.bottom_mm)),
        ("pitch", points(geometry.line_pitch_pt)),
        ("gap", points(geometry.line_pitch_pt - TEXT_PT)),
        ("char", points(geometry.character_pitch_pt)),
        ("tracking", points(geometry.character_pitch_pt - TEXT_PT)),
        ("letter-mark-top", mm(geometry.letter_mark_top_mm)),
        ("letter-line-below", mm(geometry.letter_line_below_mm)),
        ("letter-line-from-bottom", mm(geometry.letter_line_from_bottom_mm)),
        ("letter-line", mm(geometry.letter_line_mm)),
        ("letter-thick", mm(geometry.letter_thick_mm)),
        ("letter-thin", mm(geometry.letter_thin_mm)),
        ("letter-double", mm(geometry.double_line_mm())),
        ("letter-number-below", points(geometry.letter_number_below_pt)),
        ("mark-below", mm(geometry.mark_below_mm)),
        ("red-line-below", mm(geometry.red_line_below_mm)),
        ("red-line", mm(geometry.red_line_mm)),
        ("rule-thick", mm(geometry.rule_thick_mm)),
        ("rule-thin", mm(geometry.rule_thin_mm)),
        ("page-number-below", mm(geometry.page_number_below_mm)),
        ("date-right", points(geometry.date_right_characters * geometry.character_pitch_pt)),
        ("signature-blank-lines", geometry.signature_blank_lines.into_value()),
        ("seal-rise", mm(geometry.seal_rise_mm)),
    ];
    Value::Dict(dict(measures))
}

fn faces(fonts: &Fonts) -> Value {
    let families = |face| array(fonts.families(face).iter().map(|family| text(family)));
    Value::Dict(dict(Face::ALL.map(|face| (face_key(face), families(face)))))
}

fn face_key(face: Face) -> &'static str {
    match face {
        Face::XiaoBiaoSong => "xiaobiaosong",
        Face::FangSong => "fangsong",
        Face::Hei => "hei",
        Face::Kai => "kai",
        Face::Song => "song",
    }
}

fn dict<const N: usize>(entries: [(&str, Value); N]) -> Dict {
    entries.into_iter().map(|(key, value)| (Str::from(key), value)).collect()
}

fn array(values: impl IntoIterator<Item = Value>) -> Value {
    Value::Array(values.into_iter().collect::<Array>())
}

fn text(text: &str) -> Value {
    Value::Str(text.into())
}

fn optional(words: Option<&str>) -> Value {
    words.map_or(Value::None, text)
}

fn points(points: f64) -> Value {
    Value::Length(Length::from(Abs::pt(points)))
}

fn mm(mm: f64) -> Value {
    points(mm * POINTS_PER_MM)
}
