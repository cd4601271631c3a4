//! Every "no" of the calendar, by name.

use super::deadline::MAX_WORKING_DAYS;
use crate::subject::Refusal;
use jiff::civil::Date;

/// Why the calendar does not answer, or does not take a notice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarRefusal {
    /// The calendar begins with the year of the policy.
    #[error("the calendar begins on 2018-01-01; {date} lies before it")]
    Before2018 {
        /// The day asked about.
        date: Date,
    },
    /// Past the end of 2199.
    #[error("the calendar ends on 2199-12-31; {date} reaches past it")]
    BeyondRange {
        /// The day asked about, or the last day if there is none.
        date: Date,
    },
    /// A deadline of no working days is no deadline.
    #[error("a deadline has at least one working day")]
    NoWorkingDays,
    /// Longer than any deadline.
    #[error("a deadline has at most {MAX_WORKING_DAYS} working days, not {n}")]
    TooManyWorkingDays {
        /// What was asked for.
        n: u32,
    },
    /// The second day lies before the first.
    #[error("{to} lies before {from}")]
    Reversed {
        /// The first day given.
        from: Date,
        /// The second day given.
        to: Date,
    },
    /// A deadline is explained by the calendar that it was computed with.
    #[error("the deadline was computed with calendar version {deadline}, this is version {calendar}")]
    OtherVersion {
        /// The version in the deadline.
        deadline: u32,
        /// The version of the calendar asked.
        calendar: u32,
    },
    /// The notice is no JSON of the expected shape.
    #[error("the notice cannot be read: {reason}")]
    Unreadable {
        /// What the reader said, with line and column.
        reason: String,
    },
    /// A field that this kind of notice needs is missing or empty.
    #[error("the notice needs {field}")]
    Missing {
        /// The field.
        field: &'static str,
    },
    /// A field or kind of day that does not fit the level of the notice.
    #[error("{field} does not fit a notice of this level")]
    Unfit {
        /// The field.
        field: &'static str,
    },
    /// Two lines for one day.
    #[error("{date} stands in the notice twice")]
    Duplicate {
        /// The day.
        date: Date,
    },
    /// A make-up day on a Monday to Friday that was no holiday.
    #[error("{date} is a working day already and cannot be a make-up day")]
    NotMakeup {
        /// The day.
        date: Date,
    },
    /// A notice for a year may set days of that year and of the December before it.
    #[error("{date} lies outside the year {year} of the notice and the December before it")]
    OutsideYear {
        /// The day.
        date: Date,
        /// The year that the notice arranges.
        year: i16,
    },
    /// A yearly notice has at least the 11 statutory days (13 from 2025 on).
    #[error("a notice for a whole year has at least {least} days off, this one has {days}")]
    Incomplete {
        /// Days off found in that year.
        days: usize,
        /// Days off that the law gives.
        least: usize,
    },
    /// The same notice, or the same document number, was taken before.
    #[error("the notice {document} is in the calendar already")]
    Known {
        /// Its document number or name.
        document: String,
    },
    /// A newer notice already speaks of the day.
    #[error("a newer notice already sets {date}")]
    Outdated {
        /// The day.
        date: Date,
    },
    /// Nothing would change.
    #[error("the notice changes no day")]
    WithoutEffect,
}

impl Refusal for CalendarRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Before2018 { .. } => "CALENDAR_BEFORE_2018",
            Self::BeyondRange { .. } => "CALENDAR_BEYOND_RANGE",
            Self::NoWorkingDays => "CALENDAR_NO_WORKING_DAYS",
            Self::TooManyWorkingDays { .. } => "CALENDAR_TOO_MANY_WORKING_DAYS",
            Self::Reversed { .. } => "CALENDAR_REVERSED",
            Self::OtherVersion { .. } => "CALENDAR_OTHER_VERSION",
            Self::Unreadable { .. } => "CALENDAR_NOTICE_UNREADABLE",
            Self::Missing { .. } => "CALENDAR_NOTICE_MISSING_FIELD",
            Self::Unfit { .. } => "CALENDAR_NOTICE_UNFIT_FIELD",
            Self::Duplicate { .. } => "CALENDAR_NOTICE_DUPLICATE_DAY",
            Self::NotMakeup { .. } => "CALENDAR_NOTICE_NOT_MAKEUP",
            Self::OutsideYear { .. } => "CALENDAR_NOTICE_OUTSIDE_YEAR",
            Self::Incomplete { .. } => "CALENDAR_NOTICE_INCOMPLETE",
            Self::Known { .. } => "CALENDAR_NOTICE_KNOWN",
            Self::Outdated { .. } => "CALENDAR_NOTICE_OUTDATED",
            Self::WithoutEffect => "CALENDAR_NOTICE_WITHOUT_EFFECT",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        // 行政许可法 art. 82: 「本法规定的行政机关实施行政许可的期限以工作日计算，不含法定节假日。」
        match self {
            Self::NoWorkingDays | Self::TooManyWorkingDays { .. } => Some("二(三)"),
            Self::Incomplete { .. } => Some("全国年节及纪念日放假办法"),
            _ => Some("行政许可法 第八十二条"),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Missing { field } | Self::Unfit { field } => Some(field),
            Self::Duplicate { .. } | Self::NotMakeup { .. } | Self::OutsideYear { .. } | Self::Incomplete { .. } => {
                Some("days")
            }
            Self::NoWorkingDays | Self::TooManyWorkingDays { .. } => Some("n"),
            _ => None,
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Before2018 { date }
            | Self::BeyondRange { date }
            | Self::Duplicate { date }
            | Self::NotMakeup { date }
            | Self::Outdated { date } => vec![("date", date.to_string())],
            Self::TooManyWorkingDays { n } => vec![("n", n.to_string()), ("most", MAX_WORKING_DAYS.to_string())],
            Self::Reversed { from, to } => vec![("from", from.to_string()), ("to", to.to_string())],
            Self::OtherVersion { deadline, calendar } => {
                vec![("deadline", deadline.to_string()), ("calendar", calendar.to_string())]
            }
            Self::Unreadable { reason } => vec![("reason", reason.clone())],
            Self::Missing { field } | Self::Unfit { field } => vec![("field", (*field).to_owned())],
            Self::OutsideYear { date, year } => vec![("date", date.to_string()), ("year", year.to_string())],
            Self::Incomplete { days, least } => vec![("days", days.to_string()), ("least", least.to_string())],
            Self::Known { document } => vec![("document", document.clone())],
            Self::NoWorkingDays | Self::WithoutEffect => Vec::new(),
        }
    }
}
