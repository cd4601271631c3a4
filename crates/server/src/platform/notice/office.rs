//! When somebody may be told: office hours by the city's rule set (A1), working days by the calendar, and the lists around days off.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use shenguan_rules::calendar::{Calendar, OfficeHours, instant_of, local_date};

/// So many days off in a row are a holiday, with a list before and one after: more than a weekend.
const HOLIDAY_DAYS_MIN: usize = 3;
/// No holiday is longer.
const HOLIDAY_DAYS_MAX: usize = 30;

/// The offices at an instant.
#[derive(Clone, Copy, Debug)]
pub struct Office<'a> {
    /// The instant.
    pub now: Timestamp,
    /// The working days.
    pub calendar: &'a Calendar,
    /// When offices open and close.
    pub hours: &'a OfficeHours,
}

/// What the one digest of a working day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// What is new, due or overdue.
    Ordinary,
    /// The list before three days off or more: everything that is open.
    BeforeDaysOff,
    /// The list on the first morning after them: everything that is open.
    AfterDaysOff,
}

impl Office<'_> {
    /// The day.
    pub fn today(&self) -> Date {
        local_date(self.now)
    }

    /// Whether the day is a working day. Days that no calendar knows are taken for working days: rather told than not.
    pub fn works_today(&self) -> bool {
        self.works(self.today())
    }

    /// Whether offices are open now.
    pub fn is_open(&self) -> bool {
        let (today, time) = (self.today(), self.time());
        self.works_today() && self.hours.open_on(today) <= time && time < self.hours.close_on(today)
    }

    /// Whether the hour has come at which offices open, on a day off too.
    pub fn has_opened(&self) -> bool {
        self.time() >= self.hours.open_on(self.today())
    }

    /// The instant at which offices open on this day.
    pub fn opens_at(&self) -> Timestamp {
        self.at(self.hours.open_on(self.today()))
    }

    /// The instant at which they close.
    pub fn closes_at(&self) -> Timestamp {
        self.at(self.hours.close_on(self.today()))
    }

    /// What the digest of this day is. Between two holidays the list of what comes before the next one says all.
    pub fn occasion(&self) -> Occasion {
        let days_off = |days: &mut dyn Iterator<Item = Date>| {
            days.take(HOLIDAY_DAYS_MAX).take_while(|day| !self.works(*day)).count() >= HOLIDAY_DAYS_MIN
        };
        let today = self.today();
        let mut after = std::iter::successors(today.tomorrow().ok(), |day| day.tomorrow().ok());
        let mut before = std::iter::successors(today.yesterday().ok(), |day| day.yesterday().ok());
        if days_off(&mut after) {
            Occasion::BeforeDaysOff
        } else if days_off(&mut before) {
            Occasion::AfterDaysOff
        } else {
            Occasion::Ordinary
        }
    }

    /// How many working days ago a deadline passed; none where it has not.
    pub fn working_days_since(&self, due: Timestamp) -> Option<u32> {
        let last_day = local_date(due - jiff::SignedDuration::from_micros(1));
        (due <= self.now).then(|| self.calendar.between(last_day, self.today()).unwrap_or(0))
    }

    /// Whether something is due on this day and not past.
    pub fn is_due_today(&self, due: Timestamp) -> bool {
        self.now < due && local_date(due - jiff::SignedDuration::from_micros(1)) <= self.today()
    }

    fn works(&self, day: Date) -> bool {
        self.calendar.is_working_day(day).unwrap_or(true)
    }

    fn time(&self) -> Time {
        Offset::constant(8).to_datetime(self.now).time()
    }

    fn at(&self, time: Time) -> Timestamp {
        instant_of(self.today(), time).unwrap_or(self.now)
    }
}
