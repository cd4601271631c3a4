//! The table of pages: the slowest on top, one line a page, one column a desk.

use std::fmt::Write;

use super::super::rounds::{Spread, as_f64, percentile};
use super::desk::{DESKS, Times};

/// What a page came to.
pub(super) struct Shown {
    /// Its template.
    pub(super) template: String,
    /// By desk; none where the desk has no such page.
    pub(super) times: Vec<Option<Times>>,
    /// What is said of it instead, or besides.
    pub(super) remark: String,
}

impl Shown {
    /// The median of the slowest desk, with its place.
    pub(super) fn slowest(&self) -> Option<(usize, f64)> {
        let medians = self.times.iter().enumerate().filter_map(|(desk, times)| Some((desk, p50(times.as_ref()?))));
        medians.max_by(|one, other| one.1.total_cmp(&other.1))
    }
}

/// The table as text.
pub(super) fn table(pages: &mut [Shown], wanted_ms: f64) -> String {
    let key = |page: &Shown| page.slowest().map_or(-1.0, |(_, median)| median);
    pages.sort_by(|one, other| key(other).total_cmp(&key(one)));
    let width = pages.iter().map(|page| page.template.chars().count() + wide(&page.template)).max().unwrap_or(0);
    let mut text =
        format!("{:width$}  {:>6} {:>7} {:>7} {:>6}", "p50 in ms, the slowest on top", "", "p95", "CPU", "KB");
    for (name, _) in DESKS {
        let _ = write!(text, " {name:>18}");
    }
    text.push('\n');
    for page in pages.iter() {
        let padding = width - page.template.chars().count() - wide(&page.template);
        let _ = write!(text, "{}{}", page.template, " ".repeat(padding));
        match page.slowest().and_then(|(desk, median)| Some((page.times[desk].as_ref()?, median))) {
            Some((times, median)) => {
                let over = if median > wanted_ms { "OVER" } else { "" };
                let (p95, kilobytes) = (percentile(&times.wall_ms, 0.95), as_f64(times.bytes as u64) / 1024.0);
                let _ = write!(text, "  {over:>6} {p95:>7.2} {:>7.2} {kilobytes:>6.1}", times.cpu_ms);
                for times in &page.times {
                    let median = times.as_ref().map_or("–".to_owned(), |times| format!("{:.2}", p50(times)));
                    let _ = write!(text, " {median:>18}");
                }
            }
            None => text.push_str("  "),
        }
        let _ = writeln!(text, "  {}", page.remark);
    }
    text
}

fn p50(times: &Times) -> f64 {
    Spread::of(times.wall_ms.clone()).median
}

/// Columns that Chinese characters take beyond their count.
fn wide(text: &str) -> usize {
    text.chars().filter(|character| !character.is_ascii()).count()
}
