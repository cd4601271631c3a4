//! The measures of GB/T 9704-2012. Millimetres and points, as the standard gives them.

/// Millimetres to points.
pub(crate) const POINTS_PER_MM: f64 = 72.0 / 25.4;
/// 3号: the size of the text, in points.
pub(crate) const TEXT_PT: f64 = 16.0;
/// 2号: the size of the title, in points.
pub(crate) const TITLE_PT: f64 = 22.0;
/// 4号: the size of 版记 and page number, in points.
pub(crate) const SMALL_PT: f64 = 14.0;

/// Every measure that the faces follow and that the tests measure on paper. Changing one in a test must fail it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Geometry {
    /// 天头：37 mm (5.2.1): from the page's top to the top of the first line.
    pub(crate) top_mm: f64,
    /// 订口：28 mm (5.2.1).
    pub(crate) left_mm: f64,
    /// 版心：156 mm × 225 mm (5.2.1): so 26 mm on the right …
    pub(crate) right_mm: f64,
    /// … and 35 mm below.
    pub(crate) bottom_mm: f64,
    /// 每面排22行 (5.2.3): one line and the white under it.
    pub(crate) line_pitch_pt: f64,
    /// 每行排28个字 (5.2.3), which is less than the 16 pt of a character: they are set a little tight.
    pub(crate) character_pitch_pt: f64,
    /// 信函: 发文机关标志上边缘至上页边为30 mm (10.1).
    pub(crate) letter_mark_top_mm: f64,
    /// 信函: 发文机关标志下4 mm处印一条红色双线 (10.1).
    pub(crate) letter_line_below_mm: f64,
    /// 信函: 距下页边20 mm处印一条红色双线 (10.1).
    pub(crate) letter_line_from_bottom_mm: f64,
    /// 信函: 线长均为170 mm，居中排布 (10.1).
    pub(crate) letter_line_mm: f64,
    /// The thick one of the two lines. The standard gives no figure.
    pub(crate) letter_thick_mm: f64,
    /// The thin one.
    pub(crate) letter_thin_mm: f64,
    /// The white between them.
    pub(crate) letter_between_mm: f64,
    /// 信函: 发文字号 … 与该线的距离为3号汉字高度的7/8 (10.1).
    pub(crate) letter_number_below_pt: f64,
    /// 发文机关标志上边缘至版心上边缘为35 mm (7.2.4).
    pub(crate) mark_below_mm: f64,
    /// 发文字号之下4 mm处 … 红色分隔线 (7.2.7).
    pub(crate) red_line_below_mm: f64,
    /// The red line's thickness. The standard gives no figure.
    pub(crate) red_line_mm: f64,
    /// 版记: 首条分隔线和末条分隔线用粗线（推荐高度为0.35 mm） (7.4.1).
    pub(crate) rule_thick_mm: f64,
    /// 中间的分隔线用细线（推荐高度为0.25 mm） (7.4.1).
    pub(crate) rule_thin_mm: f64,
    /// 页码: 一字线上距版心下边缘7 mm (7.5).
    pub(crate) page_number_below_mm: f64,
    /// 成文日期一般右空四字编排 (7.3.5.1), in characters.
    pub(crate) date_right_characters: f64,
    /// Blank lines between text and signature, so that the seal's top is within one line of the text (7.3.5.1).
    pub(crate) signature_blank_lines: u32,
    /// The seal of a city's department: 42 mm.
    pub(crate) seal_mm: f64,
    /// 使发文机关署名和成文日期居印章中心偏下位置 (7.3.5.1): how far the centre lies above the middle of the two.
    pub(crate) seal_rise_mm: f64,
}

impl Geometry {
    /// What the standard says.
    pub(crate) const STANDARD: Self = Self {
        top_mm: 37.0,
        left_mm: 28.0,
        right_mm: 26.0,
        bottom_mm: 35.0,
        line_pitch_pt: 28.99,
        character_pitch_pt: 15.79,
        letter_mark_top_mm: 30.0,
        letter_line_below_mm: 4.0,
        letter_line_from_bottom_mm: 20.0,
        letter_line_mm: 170.0,
        letter_thick_mm: 1.0,
        letter_thin_mm: 0.35,
        letter_between_mm: 0.5,
        letter_number_below_pt: TEXT_PT * 7.0 / 8.0,
        mark_below_mm: 35.0,
        red_line_below_mm: 4.0,
        red_line_mm: 0.7,
        rule_thick_mm: 0.35,
        rule_thin_mm: 0.25,
        page_number_below_mm: 7.0,
        date_right_characters: 4.0,
        signature_blank_lines: 2,
        seal_mm: 42.0,
        seal_rise_mm: 3.0,
    };
    /// A4 (5.1).
    pub(crate) const PAGE_MM: (f64, f64) = (210.0, 297.0);

    /// The type area's width.
    pub(crate) fn width_mm(&self) -> f64 {
        Self::PAGE_MM.0 - self.left_mm - self.right_mm
    }

    /// Thick, white and thin together.
    pub(crate) fn double_line_mm(&self) -> f64 {
        self.letter_thick_mm + self.letter_between_mm + self.letter_thin_mm
    }

    /// The size of 发文机关标志: as large as its characters allow in one line of the type area, between 小初 and 2号
    /// (7.2.4 leaves it to the office: 以醒目、美观、庄重为原则).
    pub(crate) fn mark_pt(&self, characters: usize) -> f64 {
        let most = self.width_mm() * POINTS_PER_MM / f64::from(u32::try_from(characters.max(1)).unwrap_or(u32::MAX));
        most.clamp(TITLE_PT, MARK_MOST_PT)
    }
}

/// The largest mark.
const MARK_MOST_PT: f64 = 42.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_area_holds_22_lines_of_28_characters_and_not_one_more() {
        let geometry = Geometry::STANDARD;
        let (width, height) = (geometry.width_mm() * POINTS_PER_MM, 225.0 * POINTS_PER_MM);
        assert!((width - 28.0 * geometry.character_pitch_pt).abs() < 0.5);
        assert!((height - 22.0 * geometry.line_pitch_pt).abs() < 0.5);
        assert!((geometry.top_mm + 225.0 + geometry.bottom_mm - Geometry::PAGE_MM.1).abs() < 1e-9);
    }

    #[test]
    fn a_long_name_is_set_smaller_and_never_below_the_title() {
        let geometry = Geometry::STANDARD;
        assert!((geometry.mark_pt(8) - 42.0).abs() < 1e-9);
        assert!(geometry.mark_pt(14) < 32.0);
        assert!((geometry.mark_pt(60) - TITLE_PT).abs() < 1e-9);
    }
}
