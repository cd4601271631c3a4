//! How a deadline is said: lamp by shape, colour and word; relative and absolute time together.
//!
//! A duty runs to 24:00 of its last day (「应于 11月26日 内反馈」); only a deemed receipt has an hour (「今日 17:00 视为已接收」).

use super::task::READ;
use super::words::Words;
use crate::platform::web::{Messages, Text};
use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use shenguan_rules::calendar::{local_date, rfc3339};

/// A deadline in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The symbol in `icons.svg`; empty for none.
    pub lamp: &'static str,
    /// The class of its colour.
    pub tone: &'static str,
    /// Whether it is today's business.
    pub is_pressing: bool,
    /// The relative time.
    pub line: String,
    /// The absolute time, and what happens then.
    pub sub: String,
    /// The same for paper: no 今日, no 还剩.
    pub paper: String,
    /// The instant, where minutes are counted down within today.
    pub countdown: Option<String>,
}

/// The lamp of a state, with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lamp {
    /// The symbol in `icons.svg`.
    pub lamp: &'static str,
    /// The class of its colour.
    pub tone: &'static str,
    /// What it means.
    pub line: String,
    /// Who or when.
    pub sub: String,
    /// The same for paper.
    pub paper: String,
}

/// In which group of 待办 a deadline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// 等您审签: what a leader alone can do, whatever its limit.
    Endorse,
    /// 已超期.
    Overdue,
    /// 今日到期.
    Today,
    /// 本周到期.
    Week,
    /// 以后.
    Later,
    /// 只需阅知.
    Read,
}

impl Urgency {
    /// The member of the message families.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Endorse => "endorse",
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Week => "week",
            Self::Later => "later",
            Self::Read => "read",
        }
    }
}

/// The member of the families of deadlines for a task that has no words of its own.
const ANY: &str = "any";

impl Words {
    /// The deadline of a task.
    pub fn due(&self, task: &str, due: Option<Timestamp>) -> Due {
        let Some(at) = due else { return self.without_due(task) };
        let (last_day, today) = (last_day(at), self.today());
        if at <= self.now {
            let days = self.working_days(last_day, today);
            let line = if days == 0 { self.t("due-overdue") } else { self.t("due-overdue-days").with("count", days) };
            return Due {
                lamp: "l-red",
                tone: "c-red",
                is_pressing: true,
                line: line.to_string(),
                sub: self.due_sub(task, at).to_string(),
                paper: self.due_on_paper(task, at),
                countdown: None,
            };
        }
        if last_day > today {
            let days = self.working_days(today, last_day).max(1);
            return Due {
                lamp: "l-grn",
                tone: "c-grn",
                is_pressing: false,
                line: self.t("due-days-left").with("count", days).to_string(),
                sub: self.due_sub(task, at).to_string(),
                paper: self.due_on_paper(task, at),
                countdown: None,
            };
        }
        // What ends with the day has no hour to count down to.
        let counts_down = !is_midnight(at) && self.offices_are_open();
        let line = if counts_down { self.left(at) } else { self.t("due-today") };
        Due {
            lamp: "l-amb",
            tone: "c-amb",
            is_pressing: true,
            line: line.to_string(),
            sub: self.due_sub(task, at).to_string(),
            paper: self.due_on_paper(task, at),
            countdown: counts_down.then(|| rfc3339(at)),
        }
    }

    fn without_due(&self, task: &str) -> Due {
        let line = if task == READ { self.t("due-read") } else { self.t("due-none") };
        Due {
            lamp: if task == READ { "" } else { "l-grn" },
            tone: if task == READ { "" } else { "c-grn" },
            is_pressing: false,
            line: line.to_string(),
            sub: self.t_of("due-prompt", self.own_or_any("due-prompt", task)).to_string(),
            paper: self.t_of("due-prompt", self.own_or_any("due-prompt", task)).to_string(),
            countdown: None,
        }
    }

    /// 应于 11月26日 内反馈; 今日 17:00 视为已接收. Where a task has no words of its own, those of any task say what it is called.
    fn due_sub(&self, task: &str, at: Timestamp) -> Text {
        let what = || self.t_of("do", task).to_string();
        if is_midnight(at) && last_day(at) == self.today() && !self.is_paper {
            return self.t_of("due-within-today", self.own_or_any("due-within-today", task)).with("what", what());
        }
        if is_midnight(at) {
            let words = self.t_of("due-within", self.own_or_any("due-within", task));
            return words.with("day", self.day(last_day(at))).with("what", what());
        }
        let words = self.t_of("due-before", self.own_or_any("due-before", task));
        words.with("day", self.moment(at)).with("what", what())
    }

    fn own_or_any<'t>(&self, family: &str, task: &'t str) -> &'t str {
        if Messages::get().has(self.language, &format!("{family}-{task}")) { task } else { ANY }
    }

    fn due_on_paper(&self, task: &str, at: Timestamp) -> String {
        self.on_paper().due_sub(task, at).to_string()
    }

    /// 还剩 1 小时 42 分.
    fn left(&self, at: Timestamp) -> Text {
        let minutes = at.duration_since(self.now).as_mins();
        match (minutes / 60, minutes % 60) {
            (0, 0) => self.t("due-last-minute"),
            (0, minutes) => self.t("due-minutes").with("minutes", minutes),
            (hours, minutes) => self.t("due-hours").with("hours", hours).with("minutes", minutes),
        }
    }

    fn offices_are_open(&self) -> bool {
        let today = self.today();
        let open = self.directory.rule_set(self.now).office_hours().open_on(today);
        let works = self.directory.calendar().is_working_day(today).unwrap_or(true);
        works && Offset::constant(8).to_datetime(self.now).time() >= open
    }

    fn working_days(&self, from: Date, to: Date) -> u32 {
        self.directory.calendar().between(from, to).unwrap_or(0)
    }

    /// The group of a task.
    pub fn urgency(&self, due: Option<Timestamp>) -> Urgency {
        let Some(at) = due else { return Urgency::Later };
        if at <= self.now {
            Urgency::Overdue
        } else if last_day(at) <= self.today() {
            Urgency::Today
        } else if last_day(at) <= self.sunday() {
            Urgency::Week
        } else {
            Urgency::Later
        }
    }

    /// The last day of this week.
    pub fn sunday(&self) -> Date {
        let today = self.today();
        let days = 6 - i64::from(today.weekday().to_monday_zero_offset());
        today.checked_add(jiff::Span::new().days(days)).unwrap_or(today)
    }
}

/// The day on whose end, or within which, a deadline lies.
pub fn last_day(due: Timestamp) -> Date {
    local_date(due.checked_sub(SignedDuration::from_micros(1)).unwrap_or(due))
}

fn is_midnight(at: Timestamp) -> bool {
    Offset::constant(8).to_datetime(at).time() == jiff::civil::Time::midnight()
}
