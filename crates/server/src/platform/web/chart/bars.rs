//! Stacked bars side by side: of each time a solid part below and a hatched part on it.

use super::axis::{Axis, Tick};

/// Of the whole drawing.
const WIDTH: u64 = 520;
const HEIGHT: u64 = 190;
/// The bars stand within it; numbers of the scale are left of it, names below, notes above.
const LEFT: u64 = 36;
const TOP: u64 = 26;
const BOTTOM: u64 = 162;
/// No bar is wider.
const BAR_WIDTH_MAX: u64 = 30;

/// What one bar shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// Below it: `11-16`.
    pub name: String,
    /// The solid part.
    pub solid: u64,
    /// The hatched part on it.
    pub hatched: u64,
    /// On top: `12%`; empty where there is nothing to say.
    pub note: String,
}

/// A bar in units of the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Below it.
    pub name: String,
    /// On top.
    pub note: String,
    /// Its left edge.
    pub x: u64,
    /// Its middle, for the words.
    pub middle: u64,
    /// Its width.
    pub width: u64,
    /// The top of the solid part, and its height.
    pub solid: (u64, u64),
    /// The top of the hatched part, and its height.
    pub hatched: (u64, u64),
    /// Where the note stands.
    pub note_y: u64,
}

/// The drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// The bars, from left to right.
    pub bars: Vec<Bar>,
    /// The numbers of the scale, each with the height of its line.
    pub lines: Vec<(u64, u64)>,
}

impl Bars {
    /// The drawing of some stacks.
    pub fn of(stacks: &[Stack]) -> Self {
        let largest = stacks.iter().map(|stack| stack.solid.saturating_add(stack.hatched)).max().unwrap_or_default();
        let axis = Axis::over(largest, BOTTOM - TOP);
        let lines = axis.ticks().into_iter().map(|Tick { value, at }| (value, BOTTOM - at)).collect();
        let count = u64::try_from(stacks.len()).unwrap_or(1).max(1);
        let slot = (WIDTH - LEFT) / count;
        let width = (slot * 3 / 5).clamp(1, BAR_WIDTH_MAX);
        let bars = stacks.iter().zip(0_u64..).map(|(stack, place)| {
            let left = LEFT + (WIDTH - LEFT) * place / count;
            let x = left + slot.saturating_sub(width) / 2;
            // Both edges are of the sum, so that the parts meet.
            let meeting = BOTTOM - axis.at(stack.solid);
            let top = BOTTOM - axis.at(stack.solid.saturating_add(stack.hatched));
            Bar {
                name: stack.name.clone(),
                note: stack.note.clone(),
                x,
                middle: x + width / 2,
                width,
                solid: (meeting, BOTTOM - meeting),
                hatched: (top, meeting - top),
                note_y: top.saturating_sub(6),
            }
        });
        Self { bars: bars.collect(), lines }
    }

    /// For `viewBox`.
    pub const fn width(&self) -> u64 {
        WIDTH
    }

    /// For `viewBox`.
    pub const fn height(&self) -> u64 {
        HEIGHT
    }

    /// Where the bars begin.
    pub const fn left(&self) -> u64 {
        LEFT
    }

    /// Where they stand.
    pub const fn ground(&self) -> u64 {
        BOTTOM
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stack(solid: u64, hatched: u64) -> Stack {
        Stack { name: "11-16".to_owned(), solid, hatched, note: String::new() }
    }

    #[test]
    fn a_height_is_as_long_as_its_number() {
        let drawn = Bars::of(&[stack(100, 0), stack(30, 20), stack(0, 0)]);
        assert_eq!(drawn.lines, [(0, 162), (50, 94), (100, 26)]);
        assert_eq!(drawn.bars[0].solid, (26, 136), "the largest reaches the top");
        assert_eq!(
            (drawn.bars[1].solid, drawn.bars[1].hatched),
            ((122, 40), (94, 28)),
            "the parts meet, their sum is half"
        );
        assert_eq!((drawn.bars[2].solid.1, drawn.bars[2].hatched.1), (0, 0), "nothing has no height");
    }

    #[test]
    fn no_bar_at_all_is_an_empty_drawing() {
        assert!(Bars::of(&[]).bars.is_empty());
    }

    proptest! {
        #[test]
        fn bars_never_overlap_nor_leave_the_drawing(
            numbers in prop::collection::vec((0_u64..u64::MAX / 2, 0_u64..u64::MAX / 2), 1..60)
        ) {
            let stacks: Vec<Stack> = numbers.iter().map(|(solid, hatched)| stack(*solid, *hatched)).collect();
            let drawn = Bars::of(&stacks);
            for bar in &drawn.bars {
                prop_assert!(bar.x >= LEFT && bar.x + bar.width <= WIDTH && bar.width > 0);
                prop_assert!(bar.hatched.0 >= TOP && bar.hatched.0 + bar.hatched.1 == bar.solid.0);
                prop_assert_eq!(bar.solid.0 + bar.solid.1, BOTTOM);
            }
            prop_assert!(drawn.bars.windows(2).all(|pair| pair[0].x + pair[0].width < pair[1].x));
        }
    }
}
