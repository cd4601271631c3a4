//! Documents made for measuring: of one character whose ink in its box is known from the font.

use jiff::civil::date;
use std::path::PathBuf;
use std::sync::LazyLock;

use crate::geometry::{POINTS_PER_MM, TEXT_PT};
use crate::sheet::Face;
use crate::{
    Attendees, Block, DocumentNumber, Fonts, Imprint, Letter, Level, Minutes, MinutesNumber, Notice, Printed, Signature,
};

/// Nearly fills its box, in one piece.
pub(super) const CHARACTER: char = '国';

/// The fonts that `cargo xtask test` lays down.
pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let folder = std::env::var_os("SHENGUAN_TEST_FONTS").expect("cargo xtask test sets SHENGUAN_TEST_FONTS");
    Fonts::load(&PathBuf::from(folder)).unwrap()
});

/// How far the ink of [`CHARACTER`] stays inside its box on each side, in millimetres, at a size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inset {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Inset {
    /// Of the probe's character in the text.
    pub(super) fn text() -> Self {
        Self::of(CHARACTER, Face::FangSong, TEXT_PT)
    }

    pub(super) fn of(character: char, face: Face, points: f64) -> Self {
        let font = FONTS.first(face);
        let glyph = font.ttf().glyph_index(character).unwrap();
        let ink = font.ttf().glyph_bounding_box(glyph).unwrap();
        let units = |units: i16| f64::from(units) / f64::from(font.ttf().units_per_em());
        let em = |em: f64| em * points / POINTS_PER_MM;
        let advance = f64::from(font.ttf().glyph_hor_advance(glyph).unwrap()) / f64::from(font.ttf().units_per_em());
        Self {
            left: em(units(ink.x_min)),
            right: em(advance - units(ink.x_max)),
            top: em(0.88 - units(ink.y_max)),
            bottom: em(0.12 + units(ink.y_min)),
        }
    }
}

fn run(count: usize) -> String {
    CHARACTER.to_string().repeat(count)
}

/// A letter of three pages: the first and the second are full.
pub(super) fn letter() -> Letter {
    Letter {
        office: run(8),
        number: DocumentNumber::new(&run(4), 2026, 3).ok(),
        title: run(10),
        main_recipients: vec![run(5)],
        body: vec![
            Block { level: Level::Text, text: run(26 + 28 * 14) },
            Block { level: Level::Text, text: run(26 + 28 * 21 + 10) },
        ],
        attachments: Vec::new(),
        signature: Signature { office: run(8), on: Some(date(2026, 11, 30)) },
        remark: None,
        copies: vec![run(5), run(6)],
    }
}

/// A notice of two pages.
pub(super) fn notice() -> Notice {
    let letter = letter();
    Notice {
        mark: run(9),
        number: letter.number,
        title: letter.title,
        main_recipients: letter.main_recipients,
        body: letter.body,
        attachments: vec![run(6)],
        signature: letter.signature,
        remark: None,
        imprint: Imprint { copies: letter.copies, printed: Some(Printed { by: run(8), on: date(2026, 11, 30) }) },
    }
}

/// Minutes as an office would write them.
pub(super) fn minutes() -> Minutes {
    let group = |department: &str, names: &[&str]| Attendees {
        department: department.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let text = |text: &str| Block { level: Level::Text, text: text.to_owned() };
    Minutes {
        mark: "审批与监管工作会商会议纪要".to_owned(),
        number: Some(MinutesNumber { year: 2026, serial: 34 }),
        office: "测试市应急管理局".to_owned(),
        on: Some(date(2026, 11, 27)),
        title: "关于建议撤销两家测试企业经营许可的会商纪要".to_owned(),
        body: vec![text("会议认为，两家测试企业储存条件与许可时相比发生重大变化。现将议定事项纪要如下：")],
        present: vec![group("测试市应急管理局", &["测试甲", "测试乙"]), group("测试市行政审批局", &["测试丙"])],
        excused: vec![group("测试市水务局", &["测试丁"])],
        observers: vec![group("测试市司法局", &["测试戊"])],
        imprint: Imprint::default(),
    }
}
