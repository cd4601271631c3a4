//! The calendar: which days work, and adding and counting working days in constant time.
//!
//! Over the years that notices speak of stands a table: how many working days lie before each day, and which day the k-th one
//! is. Past the table only Monday to Friday count, by arithmetic.

use super::index::{FIRST_DAY, LAST_DAY, date_at, index_of, is_weekday, weekday_at, weekdays_before};
use super::notice::{Notice, NoticeDay, NoticeDayKind, NoticeLevel, NoticeStatus};
use super::refusal::CalendarRefusal;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

const EMBEDDED_NOTICES: &str = include_str!("../../data/holidays.json");
/// The table reaches at least to the end of this year.
const TABLE_UNTIL_YEAR: i16 = 2028;

/// The working days as a number of notices makes them. Immutable: a new notice gives a new calendar.
#[derive(Clone)]
pub struct Calendar {
    notices: Vec<Notice>,
    marks: BTreeMap<Date, Mark>,
    official_until: Date,
    known_until: Date,
    /// At i: how many working days lie before the day of number i. One longer than the table has days.
    before: Vec<u32>,
    /// At k: the working day that has k before it.
    working_days: Vec<Date>,
}

/// What a notice made of a day, and which notice.
#[derive(Clone, PartialEq, Eq)]
struct Mark {
    kind: NoticeDayKind,
    name: String,
    notice: usize,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// Monday to Friday, working.
    Weekday,
    /// Saturday or Sunday, off.
    Weekend,
    /// 放假: the holiday's name.
    Holiday(&'a str),
    /// 调休上班: the holiday that it makes up for.
    Makeup(&'a str),
    /// Offices closed by the city.
    LocalClosure {
        /// 发文字号.
        document: &'a str,
        /// Why.
        reason: &'a str,
    },
}

impl DayKind<'_> {
    /// Whether the day counts.
    pub const fn is_working(&self) -> bool {
        matches!(self, Self::Weekday | Self::Makeup(_))
    }
}

impl Calendar {
    /// The State Council's notices that the product carries: 2018 to 2026, and what the law gives for 2027.
    pub fn official() -> Self {
        // Not judged again at each start: a test folds them with `from_notices`.
        Self::build(
            serde_json::from_str(EMBEDDED_NOTICES).expect("the embedded notices are constant and a test reads them"),
        )
    }

    /// Folds notices in the order in which they became known.
    ///
    /// # Errors
    /// As [`Self::with_notice`], for the first notice that does not fit.
    pub fn from_notices(notices: &[Notice]) -> Result<Self, CalendarRefusal> {
        let mut folded = Self::build(Vec::new());
        for notice in notices {
            folded = folded.with_notice(notice)?;
        }
        Ok(folded)
    }

    /// This calendar with one notice more. A later notice wins, day by day; a city's notice lies over the national ones; the
    /// official notice of a year replaces the provisional one whole.
    ///
    /// # Errors
    /// A `CALENDAR_NOTICE_…` refusal that says what does not fit.
    pub fn with_notice(&self, notice: &Notice) -> Result<Self, CalendarRefusal> {
        notice.check()?;
        self.check_known(notice)?;
        for day in &notice.days {
            if day.kind == NoticeDayKind::Makeup && self.day(day.date)? == DayKind::Weekday {
                return Err(CalendarRefusal::NotMakeup { date: day.date });
            }
        }
        let mut notices = self.notices.clone();
        notices.push(notice.clone());
        let next = Self::build(notices);
        let works = |calendar: &Self, day: &NoticeDay| calendar.is_working_day(day.date);
        if notice.level == NoticeLevel::City && notice.days.iter().all(|day| works(self, day) == works(&next, day)) {
            return Err(CalendarRefusal::WithoutEffect);
        }
        Ok(next)
    }

    /// How many notices it is made of: grows by one with each, and stands on every deadline (A21).
    pub fn version(&self) -> u32 {
        u32::try_from(self.notices.len()).unwrap_or(u32::MAX)
    }

    /// The calendar as it was at an earlier version; none for a version not reached yet.
    pub fn at_version(&self, version: u32) -> Option<Self> {
        let notices = self.notices.get(..usize::try_from(version).ok()?)?;
        Some(Self::build(notices.to_vec()))
    }

    /// The notices, in the order in which they became known.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The first day that it knows; days before it are refused.
    pub const fn known_from(&self) -> Date {
        FIRST_DAY
    }

    /// The last day of the last year with an official notice, without a gap since 2018. Later days are provisional.
    pub const fn official_until(&self) -> Date {
        self.official_until
    }

    /// The last day of the last year of which any notice speaks, provisional ones included; past it only weekends are known.
    pub const fn known_until(&self) -> Date {
        self.known_until
    }

    /// Whether no official notice covers the day (日历未公布): what was computed with it may still move.
    pub fn is_provisional(&self, date: Date) -> bool {
        date > self.official_until
    }

    /// What a day is.
    ///
    /// # Errors
    /// `CALENDAR_BEFORE_2018`, `CALENDAR_BEYOND_RANGE`.
    pub fn day(&self, date: Date) -> Result<DayKind<'_>, CalendarRefusal> {
        let index = index_of(date)?;
        Ok(match self.marks.get(&date) {
            Some(Mark { kind: NoticeDayKind::Holiday, name, .. }) => DayKind::Holiday(name),
            Some(Mark { kind: NoticeDayKind::Makeup, name, .. }) => DayKind::Makeup(name),
            Some(Mark { kind: NoticeDayKind::Closure, name, notice }) => {
                DayKind::LocalClosure { document: self.notices[*notice].name(), reason: name }
            }
            None if is_weekday(index) => DayKind::Weekday,
            None => DayKind::Weekend,
        })
    }

    /// Whether a day works.
    ///
    /// # Errors
    /// `CALENDAR_BEFORE_2018`, `CALENDAR_BEYOND_RANGE`.
    #[inline]
    pub fn is_working_day(&self, date: Date) -> Result<bool, CalendarRefusal> {
        let index = index_of(date)?;
        Ok(self.count_before(index + 1) > self.count_before(index))
    }

    /// The n-th working day after `start`, which itself is not counted (民法典 201 「开始的当日不计入」); `start` for n = 0.
    ///
    /// # Errors
    /// `CALENDAR_BEFORE_2018`, `CALENDAR_BEYOND_RANGE`.
    #[inline]
    pub fn add(&self, start: Date, n: u32) -> Result<Date, CalendarRefusal> {
        let index = index_of(start)?;
        if n == 0 {
            return Ok(start);
        }
        self.working_day_at(self.count_before(index + 1) + n as usize - 1)
    }

    /// How many working days lie in (`from`, `to`].
    ///
    /// # Errors
    /// `CALENDAR_REVERSED`, `CALENDAR_BEFORE_2018`, `CALENDAR_BEYOND_RANGE`.
    pub fn between(&self, from: Date, to: Date) -> Result<u32, CalendarRefusal> {
        if to < from {
            return Err(CalendarRefusal::Reversed { from, to });
        }
        let days = self.count_before(index_of(to)? + 1) - self.count_before(index_of(from)? + 1);
        u32::try_from(days).map_err(|_| CalendarRefusal::BeyondRange { date: to })
    }

    /// The n-th working day before `date`: the last day on which notice of n working days can be given
    /// (二(六) 「提前1个工作日」, A16); `date` for n = 0.
    ///
    /// # Errors
    /// `CALENDAR_BEFORE_2018` also when the answer lies there; `CALENDAR_BEYOND_RANGE`.
    pub fn latest_day_before(&self, date: Date, n: u32) -> Result<Date, CalendarRefusal> {
        let index = index_of(date)?;
        if n == 0 {
            return Ok(date);
        }
        let before = self.count_before(index).checked_sub(n as usize).ok_or(CalendarRefusal::Before2018 { date })?;
        self.working_day_at(before)
    }

    /// How many working days lie before the day of this number.
    #[inline]
    fn count_before(&self, index: usize) -> usize {
        let table = self.before.len() - 1;
        if index <= table {
            self.before[index] as usize
        } else {
            self.working_days.len() + weekdays_before(index) - weekdays_before(table)
        }
    }

    /// The working day that has `before` working days before it.
    #[inline]
    fn working_day_at(&self, before: usize) -> Result<Date, CalendarRefusal> {
        match self.working_days.get(before) {
            Some(date) => Ok(*date),
            None => self.working_day_past_table(before - self.working_days.len()),
        }
    }

    #[cold]
    fn working_day_past_table(&self, before: usize) -> Result<Date, CalendarRefusal> {
        date_at(weekday_at(weekdays_before(self.before.len() - 1) + before))
    }

    fn check_known(&self, notice: &Notice) -> Result<(), CalendarRefusal> {
        let same_number = |known: &&Notice| {
            notice.document_number.is_some()
                && known.document_number == notice.document_number
                && known.issuer == notice.issuer
        };
        if let Some(known) = self.notices.iter().find(|known| *known == notice || same_number(known)) {
            return Err(CalendarRefusal::Known { document: known.name().to_owned() });
        }
        if notice.status == NoticeStatus::Provisional {
            // The official notice of that year is there; a guess can add nothing to it.
            let answered = self.notices.iter().any(|known| known.official_year() == notice.year);
            return if answered { Err(CalendarRefusal::WithoutEffect) } else { Ok(()) };
        }
        for day in &notice.days {
            let newer = |known: &&Notice| {
                known.level == notice.level
                    && known.issued_on.zip(notice.issued_on).is_some_and(|(known, new)| known > new)
            };
            let sets = |known: &Notice| known.days.iter().any(|known| known.date == day.date);
            if self.notices.iter().filter(newer).any(sets) {
                return Err(CalendarRefusal::Outdated { date: day.date });
            }
        }
        Ok(())
    }

    fn build(notices: Vec<Notice>) -> Self {
        let official_years: BTreeSet<i16> = notices.iter().filter_map(Notice::official_year).collect();
        let marks = marks_of(&notices, &official_years);
        let official = (FIRST_DAY.year()..=LAST_DAY.year()).take_while(|year| official_years.contains(year)).last();
        let official_until = official.map_or(Date::constant(2017, 12, 31), end_of);
        let known_until = notices.iter().filter_map(|notice| notice.year).max().map_or(official_until, end_of);
        let last_mark = marks.last_key_value().map_or(TABLE_UNTIL_YEAR, |(date, _)| date.year());
        let table_end = end_of(TABLE_UNTIL_YEAR.max(last_mark).max(known_until.year()));

        let mut before = vec![0];
        let mut working_days = Vec::new();
        let mut count = 0;
        let days = std::iter::successors(Some(FIRST_DAY), |date| date.tomorrow().ok());
        for (index, date) in days.take_while(|date| *date <= table_end).enumerate() {
            let works = marks.get(&date).map_or(is_weekday(index), |mark| mark.kind == NoticeDayKind::Makeup);
            if works {
                working_days.push(date);
                count += 1;
            }
            before.push(count);
        }
        Self { notices, marks, official_until, known_until, before, working_days }
    }
}

/// Lays the notices over each other: guesses for years without an official notice, then the national ones, then the city's.
fn marks_of(notices: &[Notice], official_years: &BTreeSet<i16>) -> BTreeMap<Date, Mark> {
    let layer = |notice: &Notice| match (notice.level, notice.status) {
        (NoticeLevel::National, NoticeStatus::Provisional) => 0,
        (NoticeLevel::National, NoticeStatus::Official) => 1,
        (NoticeLevel::City, _) => 2,
    };
    let answered = |notice: &Notice| {
        notice.status == NoticeStatus::Provisional && notice.year.is_some_and(|year| official_years.contains(&year))
    };
    let mut ordered: Vec<(usize, &Notice)> = notices.iter().enumerate().filter(|(_, n)| !answered(n)).collect();
    ordered.sort_by_key(|(_, notice)| layer(notice));
    let mut marks = BTreeMap::new();
    for (number, notice) in ordered {
        for day in &notice.days {
            marks.insert(day.date, Mark { kind: day.kind, name: day.name.clone(), notice: number });
        }
    }
    marks
}

fn end_of(year: i16) -> Date {
    Date::constant(year, 12, 31)
}

impl fmt::Debug for Calendar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Calendar")
            .field("version", &self.version())
            .field("official_until", &self.official_until)
            .finish_non_exhaustive()
    }
}
