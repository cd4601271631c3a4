//! From a start and a number of working days to the instant that ends the deadline.
//!
//! In time means *before* the due instant. A later start never ends earlier, and the days that count between the day of the
//! start and the last day are exactly n.

use super::counting::{CountMode, Counting, Cutoff, NonworkingStart};
use super::refusal::CalendarRefusal;
use super::working_days::Calendar;
use super::zone::{instant_of, local_date, midnight_of, time_of};
use crate::subject::micros;
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The longest deadline, in working days: about ten years.
pub const MAX_WORKING_DAYS: u32 = 2_500;

/// A deadline as it was computed once. Its instants are microseconds in JSON, as everywhere in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// The instant of the act that starts it; 00:00 of the day if only a day is known.
    #[serde(with = "micros")]
    pub start_at: Timestamp,
    /// Working days.
    pub n: u32,
    /// The last day.
    pub last_day: Date,
    /// Acts before this instant are in time.
    #[serde(with = "micros")]
    pub due: Timestamp,
    /// The last day lies in a year without an official notice (日历未公布): the deadline may move.
    pub provisional: bool,
    /// The calendar that it was computed with (A21).
    pub calendar_version: u32,
}

/// Where a start falls within its day.
#[derive(Clone, Copy)]
enum Moment {
    At(Time),
    /// Only the day is known: the whole of it passes before anything is owed.
    EndOfDay,
}

impl Calendar {
    /// The deadline of n working days from an instant.
    ///
    /// # Errors
    /// `CALENDAR_NO_WORKING_DAYS`, `CALENDAR_TOO_MANY_WORKING_DAYS`, `CALENDAR_BEFORE_2018`, `CALENDAR_BEYOND_RANGE`.
    pub fn deadline(&self, start: Timestamp, n: u32, counting: &Counting) -> Result<Deadline, CalendarRefusal> {
        self.compute(start, Moment::At(time_of(start)), n, counting)
    }

    /// The deadline of n working days from a day of which no time is known, such as the date of a decision document.
    ///
    /// # Errors
    /// As [`Self::deadline`].
    pub fn deadline_from_date(&self, start_on: Date, n: u32, counting: &Counting) -> Result<Deadline, CalendarRefusal> {
        self.compute(midnight_of(start_on)?, Moment::EndOfDay, n, counting)
    }

    fn compute(
        &self,
        start_at: Timestamp,
        moment: Moment,
        n: u32,
        counting: &Counting,
    ) -> Result<Deadline, CalendarRefusal> {
        match n {
            0 => return Err(CalendarRefusal::NoWorkingDays),
            1..=MAX_WORKING_DAYS => {}
            _ => return Err(CalendarRefusal::TooManyWorkingDays { n }),
        }
        let start_on = local_date(start_at);
        let works = self.is_working_day(start_on)?;
        // A start on a day off lies after the end of the working day before it, whatever its time of day.
        let moment = if works { moment } else { Moment::EndOfDay };
        let (last_day, due) = match counting.count_mode {
            CountMode::NextWorkdayEnd => {
                let roll = !works && counting.nonworking_start == NonworkingStart::RollForward;
                let counted_from = if roll { self.add(start_on, 1)? } else { start_on };
                let last_day = self.add(counted_from, n)?;
                (last_day, end_of_day(last_day, counting)?)
            }
            CountMode::SameClockNextWorkday => {
                let last_day = self.add(start_on, n)?;
                let due = match moment {
                    Moment::At(time) => instant_of(last_day, time)?,
                    Moment::EndOfDay => end_of_midnight(last_day)?,
                };
                (last_day, due)
            }
            CountMode::WorkHours => {
                let last_day = self.add(start_on, n)?;
                (last_day, office_instant(start_on, moment, last_day, counting)?)
            }
        };
        Ok(Deadline {
            start_at,
            n,
            last_day,
            due,
            provisional: self.is_provisional(last_day),
            calendar_version: self.version(),
        })
    }
}

fn end_of_day(day: Date, counting: &Counting) -> Result<Timestamp, CalendarRefusal> {
    match counting.cutoff {
        Cutoff::OfficeClose => instant_of(day, counting.office_hours.close_on(day)),
        Cutoff::Midnight => end_of_midnight(day),
    }
}

/// 24:00 of a day.
fn end_of_midnight(day: Date) -> Result<Timestamp, CalendarRefusal> {
    midnight_of(day.tomorrow().map_err(|_end_of_time| CalendarRefusal::BeyondRange { date: day })?)
}

/// As far into the office hours of the last day as the start was into its own, at most their close.
fn office_instant(
    start_on: Date,
    moment: Moment,
    last_day: Date,
    counting: &Counting,
) -> Result<Timestamp, CalendarRefusal> {
    let hours = &counting.office_hours;
    let close = hours.close_on(last_day);
    let time = match moment {
        Moment::At(time) if time < hours.close_on(start_on) => {
            let since_open = time.duration_since(hours.open_on(start_on)).max(SignedDuration::ZERO);
            hours.open_on(last_day).saturating_add(since_open).min(close)
        }
        Moment::At(_) | Moment::EndOfDay => close,
    };
    instant_of(last_day, time)
}
