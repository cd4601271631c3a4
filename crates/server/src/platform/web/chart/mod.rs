//! Charts as SVG that the server writes: geometry in whole units of the drawing, so that nothing overlaps by rounding. Colours are
//! classes and hatching is a pattern, so that a chart works in the dark, on paper and in black and white; beside each stands its
//! table (`chart/bars.html`, `chart/dots.html`).

mod axis;
mod bars;
mod dots;

pub use axis::{Axis, Tick};
pub use bars::{Bar, Bars, Stack};
pub use dots::{Dot, Dots, Lane, Row};
