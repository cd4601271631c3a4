//! Dots over a scale of days, one for each event, in a row for each group; dots of the same day stand on each other.

use super::axis::{Axis, Tick};

/// Of the whole drawing.
const WIDTH: u64 = 640;
/// Names are left of it, counts right.
const LEFT: u64 = 116;
const RIGHT: u64 = 560;
/// The first row begins below.
const TOP: u64 = 22;
/// Between two dots of the same day, and half of one.
const PITCH: u64 = 10;
/// Half of a dot.
const RADIUS: u64 = 5;
/// A row is at least so high, and so many dots stand on each other at most; the count says the rest.
const ROW_HEIGHT_MIN: u64 = 40;
const PILE_MAX: u64 = 14;
/// For the numbers of the scale.
const FOOT: u64 = 26;

/// A group of events, each after so many days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Its name.
    pub name: String,
    /// Right of it: 「9 件」.
    pub note: String,
    /// The days of its events, in any order.
    pub days: Vec<u64>,
}

/// One dot, by its middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    /// From the left.
    pub x: u64,
    /// From the top.
    pub y: u64,
    /// Past the limit, drawn as a square.
    pub is_late: bool,
}

/// A row in units of the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// Right of it.
    pub note: String,
    /// Its ground, on which the dots stand.
    pub ground: u64,
    /// The dots.
    pub dots: Vec<Dot>,
    /// The middle of its days; none where there are none.
    pub median_x: Option<u64>,
}

/// The drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dots {
    /// The rows, from the top.
    pub rows: Vec<Row>,
    /// The days of the scale, each with its place.
    pub lines: Vec<(u64, u64)>,
    /// Where the limit is, if there is one.
    pub limit_x: Option<u64>,
    height: u64,
}

impl Dots {
    /// The drawing of some lanes; `limit` is the last day in time.
    pub fn of(lanes: &[Lane], limit: Option<u64>) -> Self {
        let days = lanes.iter().flat_map(|lane| lane.days.iter().copied());
        let axis = Axis::over(days.chain(limit).max().unwrap_or_default(), RIGHT - LEFT - 2 * RADIUS);
        let place = |day: u64| LEFT + RADIUS + axis.at(day);
        let mut top = TOP;
        let mut rows = Vec::new();
        for lane in lanes {
            let mut days = lane.days.clone();
            days.sort_unstable();
            let pile = tallest_pile(&days).min(PILE_MAX);
            let ground = top + ROW_HEIGHT_MIN.max(pile * PITCH + PITCH);
            let mut standing = 0;
            let dots = days.iter().enumerate().filter_map(|(index, day)| {
                standing = if index > 0 && days[index - 1] == *day { standing + 1 } else { 0 };
                let is_late = limit.is_some_and(|limit| *day > limit);
                let dot = |standing| Dot { x: place(*day), y: ground - 7 - standing * PITCH, is_late };
                (standing < PILE_MAX).then(|| dot(standing))
            });
            let dots = dots.collect();
            let median_x = days.get(days.len().saturating_sub(1) / 2).map(|day| place(*day));
            rows.push(Row { name: lane.name.clone(), note: lane.note.clone(), ground, dots, median_x });
            top = ground;
        }
        let lines = axis.ticks().into_iter().map(|Tick { value, .. }| (value, place(value))).collect();
        Self { rows, lines, limit_x: limit.map(place), height: top + FOOT }
    }

    /// For `viewBox`.
    pub const fn width(&self) -> u64 {
        WIDTH
    }

    /// For `viewBox`.
    pub const fn height(&self) -> u64 {
        self.height
    }

    /// The scale reaches from here.
    pub const fn left(&self) -> u64 {
        LEFT
    }

    /// To here.
    pub const fn right(&self) -> u64 {
        RIGHT
    }

    /// The lines of the scale begin here.
    pub const fn top(&self) -> u64 {
        TOP
    }

    /// And end here.
    pub const fn bottom(&self) -> u64 {
        self.height - FOOT
    }
}

fn tallest_pile(sorted: &[u64]) -> u64 {
    let tallest = sorted.chunk_by(|one, next| one == next).map(<[u64]>::len).max().unwrap_or_default();
    u64::try_from(tallest).unwrap_or(PILE_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lane(days: &[u64]) -> Lane {
        Lane { name: "2026年11月".to_owned(), note: "3 件".to_owned(), days: days.to_vec() }
    }

    #[test]
    fn dots_stand_at_their_days_and_on_each_other() {
        let drawn = Dots::of(&[lane(&[2, 0, 2])], Some(1));
        let row = &drawn.rows[0];
        let places: Vec<(u64, bool)> = row.dots.iter().map(|dot| (dot.x, dot.is_late)).collect();
        assert_eq!(places, [(121, false), (555, true), (555, true)], "0 days at the left, 2 at the right");
        assert_eq!(row.dots[1].y - row.dots[2].y, PITCH);
        assert_eq!((row.median_x, drawn.limit_x), (Some(555), Some(338)));
    }

    #[test]
    fn a_lane_without_events_is_a_row_without_dots() {
        let drawn = Dots::of(&[lane(&[])], None);
        assert!(drawn.rows[0].dots.is_empty() && drawn.rows[0].median_x.is_none());
    }

    proptest! {
        #[test]
        fn dots_never_overlap_nor_leave_their_row(lanes in prop::collection::vec(prop::collection::vec(0_u64..9, 0..90), 1..4)) {
            let lanes: Vec<Lane> = lanes.iter().map(|days| lane(days)).collect();
            let drawn = Dots::of(&lanes, Some(3));
            let mut top = TOP;
            for row in &drawn.rows {
                for dot in &row.dots {
                    prop_assert!(dot.x >= LEFT + RADIUS && dot.x + RADIUS <= RIGHT);
                    prop_assert!(dot.y >= top + RADIUS && dot.y + RADIUS <= row.ground);
                }
                let mut places: Vec<(u64, u64)> = row.dots.iter().map(|dot| (dot.x, dot.y)).collect();
                places.sort_unstable();
                places.dedup();
                prop_assert_eq!(places.len(), row.dots.len(), "no dot hides another");
                top = row.ground;
            }
            prop_assert!(drawn.bottom() >= top);
        }
    }
}
