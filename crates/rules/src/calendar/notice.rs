//! Notices: where the holidays and make-up days come from, and what makes a notice acceptable.
//!
//! A notice for year Y may set days of December Y−1 (2018-12-29 worked by the notice for 2019), so days are kept by notice
//! and never by year.

use super::CalendarRefusal;
use super::index::{LAST_DAY, index_of};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One notice, as `shenguan workday import` reads it and as the ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// 发文机关.
    pub issuer: String,
    /// Its title.
    pub document: String,
    /// 发文字号; a city notice must have one.
    #[serde(default)]
    pub document_number: Option<String>,
    /// Who may set which days.
    pub level: NoticeLevel,
    /// The whole year that it arranges; none for a notice that only changes single days.
    #[serde(default)]
    pub year: Option<i16>,
    /// 成文日期 or day of publication.
    #[serde(default)]
    pub issued_on: Option<Date>,
    /// Where it was read; an official national notice must say so.
    #[serde(default)]
    pub source: Option<String>,
    /// Whether it may be relied on.
    pub status: NoticeStatus,
    /// The days that it sets.
    pub days: Vec<NoticeDay>,
}

/// Who issued a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeLevel {
    /// 国务院, 国务院办公厅.
    National,
    /// The city or county: a snow day, a local holiday. Lies over the national layer.
    City,
}

/// Whether a notice may be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeStatus {
    /// Issued.
    Official,
    /// Only what the law gives while the year's notice is not out; replaced whole by the official notice of its year.
    Provisional,
}

/// One day of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeDay {
    /// The day.
    pub date: Date,
    /// What it is.
    pub kind: NoticeDayKind,
    /// The holiday's name (国庆节), or the reason of a closure (暴雪停工).
    pub name: String,
}

/// What a notice makes of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeDayKind {
    /// 放假.
    Holiday,
    /// 调休上班.
    Makeup,
    /// Offices closed by the city.
    Closure,
}

impl Notice {
    /// Reads a notice from JSON.
    ///
    /// # Errors
    /// `CALENDAR_NOTICE_UNREADABLE`; whether the notice fits a calendar is judged by `Calendar::with_notice`.
    pub fn from_json(text: &str) -> Result<Self, CalendarRefusal> {
        serde_json::from_str(text).map_err(|error| CalendarRefusal::Unreadable { reason: error.to_string() })
    }

    /// What it is called by: its document number, or else its title.
    pub fn name(&self) -> &str {
        self.document_number.as_deref().unwrap_or(&self.document)
    }

    /// Its year if it is the official notice of a whole year.
    pub(super) fn official_year(&self) -> Option<i16> {
        self.year.filter(|_| self.status == NoticeStatus::Official)
    }

    /// Judges what can be judged without a calendar.
    pub(super) fn check(&self) -> Result<(), CalendarRefusal> {
        self.check_head()?;
        let mut seen = BTreeSet::new();
        for day in &self.days {
            index_of(day.date)?;
            if day.name.trim().is_empty() {
                return Err(CalendarRefusal::Missing { field: "name" });
            }
            if day.kind == NoticeDayKind::Closure && self.level == NoticeLevel::National {
                return Err(CalendarRefusal::Unfit { field: "kind" });
            }
            if !seen.insert(day.date) {
                return Err(CalendarRefusal::Duplicate { date: day.date });
            }
        }
        self.year.map_or(Ok(()), |year| self.check_year(year))
    }

    fn check_head(&self) -> Result<(), CalendarRefusal> {
        let empty = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        let missing = |field| Err(CalendarRefusal::Missing { field });
        if self.issuer.trim().is_empty() {
            return missing("issuer");
        }
        if self.document.trim().is_empty() {
            return missing("document");
        }
        if self.days.is_empty() {
            return missing("days");
        }
        match self.level {
            NoticeLevel::National if empty(&self.source) => missing("source"),
            // Without a year nothing says what a provisional notice is waiting for.
            NoticeLevel::National if self.status == NoticeStatus::Provisional && self.year.is_none() => missing("year"),
            NoticeLevel::City if empty(&self.document_number) => missing("document_number"),
            NoticeLevel::City if self.year.is_some() => Err(CalendarRefusal::Unfit { field: "year" }),
            NoticeLevel::City if self.status == NoticeStatus::Provisional => {
                Err(CalendarRefusal::Unfit { field: "status" })
            }
            NoticeLevel::National | NoticeLevel::City => Ok(()),
        }
    }

    fn check_year(&self, year: i16) -> Result<(), CalendarRefusal> {
        if !(2018..=LAST_DAY.year()).contains(&year) {
            return Err(CalendarRefusal::Unfit { field: "year" });
        }
        for day in &self.days {
            let (of, month) = (day.date.year(), day.date.month());
            if of != year && !(of == year - 1 && month == 12) {
                return Err(CalendarRefusal::OutsideYear { date: day.date, year });
            }
        }
        // 全国年节及纪念日放假办法: 11 days for all citizens, 13 since the revision of 2024-11-10.
        let least = if year < 2025 { 11 } else { 13 };
        let off = |day: &&NoticeDay| day.date.year() == year && day.kind == NoticeDayKind::Holiday;
        let days = self.days.iter().filter(off).count();
        if days < least { Err(CalendarRefusal::Incomplete { days, least }) } else { Ok(()) }
    }
}
