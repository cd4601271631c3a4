//! The fonts of the tests, and where the ink of a character is in its box.

use std::path::PathBuf;
use std::sync::LazyLock;

use crate::Fonts;
use crate::geometry::{POINTS_PER_MM, TEXT_PT};
use crate::samples::CHARACTER;
use crate::sheet::Face;

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
