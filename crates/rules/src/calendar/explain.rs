//! Why a deadline ends on its day, day by day, in words for the screen, the answer and the proof.

use super::deadline::Deadline;
use super::refusal::CalendarRefusal;
use super::working_days::{Calendar, DayKind};
use super::zone::local_date;
use jiff::civil::Date;
use serde::Serialize;

/// One day of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedDay {
    /// The day.
    pub date: Date,
    /// Whether it counts towards the deadline.
    pub counts: bool,
    /// Why, or why not.
    pub why: Why,
    /// No official notice covers it (日历未公布).
    pub provisional: bool,
}

/// Why a day counts or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// 民法典 201 「开始的当日不计入，自下一日开始计算」.
    Start,
    /// The working day to which a start on a day off was moved; it is not counted either (A1b).
    RolledStart,
    /// Saturday or Sunday.
    Weekend,
    /// 放假.
    Holiday {
        /// Of which holiday.
        name: String,
    },
    /// Offices closed by the city.
    LocalClosure {
        /// 发文字号.
        document: String,
        /// Why.
        reason: String,
    },
    /// A Monday to Friday that counts.
    Workday {
        /// Which of the deadline, from 1.
        nth: u32,
    },
    /// 调休上班: counts.
    Makeup {
        /// Which of the deadline, from 1.
        nth: u32,
        /// For which holiday.
        name: String,
    },
}

impl Why {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::RolledStart => "ROLLED_START",
            Self::Weekend => "WEEKEND",
            Self::Holiday { .. } => "HOLIDAY",
            Self::LocalClosure { .. } => "LOCAL_CLOSURE",
            Self::Workday { .. } => "WORKDAY",
            Self::Makeup { .. } => "MAKEUP",
        }
    }

    /// In Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Start => "起算日不计".to_owned(),
            Self::RolledStart => "非工作日起算，顺延至本日，起算日不计".to_owned(),
            Self::Weekend => "周末".to_owned(),
            Self::Holiday { name } => name.clone(),
            Self::LocalClosure { document, reason } => format!("{reason}（{document}）"),
            Self::Workday { nth } => format!("第{nth}个工作日"),
            Self::Makeup { nth, name } => format!("{name}调休上班，第{nth}个工作日"),
        }
    }

    /// In English; names of holidays and documents stay as they are.
    pub fn en(&self) -> String {
        match self {
            Self::Start => "day of the start, not counted".to_owned(),
            Self::RolledStart => "the start on a day off moves to this day, not counted".to_owned(),
            Self::Weekend => "weekend".to_owned(),
            Self::Holiday { name } => format!("public holiday ({name})"),
            Self::LocalClosure { document, reason } => format!("offices closed: {reason} ({document})"),
            Self::Workday { nth } => format!("working day {nth}"),
            Self::Makeup { nth, name } => format!("make-up day ({name}), working day {nth}"),
        }
    }
}

impl ExplainedDay {
    /// In Chinese, with 日历未公布 where it applies.
    pub fn zh(&self) -> String {
        let why = self.why.zh();
        if self.provisional { format!("{why}（日历未公布）") } else { why }
    }

    /// In English.
    pub fn en(&self) -> String {
        let why = self.why.en();
        if self.provisional { format!("{why} (calendar not published)") } else { why }
    }

    /// The day as the API and the command line write it, in Chinese.
    pub fn wire_zh(&self) -> WireDay {
        self.wire(self.zh())
    }

    /// The day as the API and the command line write it, in English.
    pub fn wire_en(&self) -> WireDay {
        self.wire(self.en())
    }

    fn wire(&self, why: String) -> WireDay {
        WireDay { date: self.date, counts: self.counts, why, code: self.why.code(), provisional: self.provisional }
    }
}

/// One day of an explanation as JSON: `{"date","counts","why","code","provisional"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WireDay {
    /// The day.
    pub date: Date,
    /// Whether it counts.
    pub counts: bool,
    /// Why, in words.
    pub why: String,
    /// Why, as a stable code.
    pub code: &'static str,
    /// No official notice covers it.
    pub provisional: bool,
}

impl Calendar {
    /// Every day from the day of the start to the last day, and why it counts or not.
    ///
    /// # Errors
    /// `CALENDAR_OTHER_VERSION` if the deadline was computed with another calendar (see `at_version`).
    pub fn explain(&self, deadline: &Deadline) -> Result<Vec<ExplainedDay>, CalendarRefusal> {
        if deadline.calendar_version != self.version() {
            let (deadline, calendar) = (deadline.calendar_version, self.version());
            return Err(CalendarRefusal::OtherVersion { deadline, calendar });
        }
        let start_on = local_date(deadline.start_at);
        // One working day more than n lies in between where a start on a day off was rolled forward.
        let mut rolled = self.between(start_on, deadline.last_day)? > deadline.n;
        let mut nth = 0;
        let mut days = Vec::new();
        let span = start_on.series(jiff::Span::new().days(1)).take_while(|date| *date <= deadline.last_day);
        for date in span {
            let kind = self.day(date)?;
            let why = if date == start_on {
                Why::Start
            } else if kind.is_working() && rolled {
                rolled = false;
                Why::RolledStart
            } else {
                nth += u32::from(kind.is_working());
                why_of(kind, nth)
            };
            let counts = matches!(why, Why::Workday { .. } | Why::Makeup { .. });
            days.push(ExplainedDay { date, counts, why, provisional: self.is_provisional(date) });
        }
        Ok(days)
    }
}

fn why_of(kind: DayKind<'_>, nth: u32) -> Why {
    match kind {
        DayKind::Weekday => Why::Workday { nth },
        DayKind::Weekend => Why::Weekend,
        DayKind::Holiday(name) => Why::Holiday { name: name.to_owned() },
        DayKind::Makeup(name) => Why::Makeup { nth, name: name.to_owned() },
        DayKind::LocalClosure { document, reason } => {
            Why::LocalClosure { document: document.to_owned(), reason: reason.to_owned() }
        }
    }
}
