//! How a deadline came about, day by day: the same table for every deadline that a page shows.

use super::words::Words;
use crate::platform::web::Language;
use jiff::Timestamp;
use shenguan_rules::calendar::Deadline;

/// A day of a deadline.
pub struct DeadlineDay {
    /// `2026-11-24`.
    pub date: String,
    /// Whether it counts.
    pub counts: bool,
    /// Why.
    pub why: String,
}

/// A deadline with its days.
pub struct Explained {
    /// What must be done before it: the member of `days-of`, and the end of its anchor.
    pub task: &'static str,
    /// 「应于 11月26日 内反馈」, never relative: it may be read on another day.
    pub words: String,
    /// Its days.
    pub days: Vec<DeadlineDay>,
    /// Whether a day of it has no calendar yet.
    pub provisional: bool,
    /// Until when an outage or another calendar moved it; empty where it stands as counted.
    pub moved: String,
}

impl Words {
    /// A deadline with its days, for a task that ends at `due`; none where its days are not known to this program.
    pub fn explained(&self, task: &'static str, deadline: &Deadline, due: Timestamp) -> Option<Explained> {
        let calendar = self.directory.calendar();
        let at_version = calendar.at_version(deadline.calendar_version);
        let days = at_version.as_ref().unwrap_or(calendar).explain(deadline).ok()?;
        let days = days.iter().map(|day| DeadlineDay {
            date: day.date.to_string(),
            counts: day.counts,
            why: if self.language == Language::Chinese { day.zh() } else { day.en() },
        });
        let moved = (due != deadline.due).then(|| self.t("days-moved").with("moment", self.short(due)).to_string());
        Some(Explained {
            task,
            words: self.on_paper().due(task, Some(due)).sub,
            days: days.collect(),
            provisional: deadline.provisional,
            moved: moved.unwrap_or_default(),
        })
    }
}
