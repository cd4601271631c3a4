//! The window of a receipt (二(三)¶3 「信息推送1个工作日后，默认为对方已接收」): its due instant, outages, and the rest of it
//! after a return.

use super::outage::Outage;
use crate::calendar::{Calendar, CalendarRefusal, Counting, Deadline, local_date};
use crate::party::OutageId;
use crate::rule_set::RuleSet;
use crate::subject::micros;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Until when a receipt is awaited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptWindow {
    /// The deadline as the calendar computed it.
    pub deadline: Deadline,
    /// What it was computed from.
    pub basis: WindowBasis,
    /// The instant at which receipt is deemed: the deadline, with outages, never before the change that moved it.
    #[serde(with = "micros")]
    pub due: Timestamp,
    /// Outages that it was extended by.
    pub extended: Vec<Extension>,
    /// Stopped by a return.
    pub stopped: Option<Stopped>,
}

/// What a window is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum WindowBasis {
    /// From the push.
    Pushed,
    /// The rest of it, from the day on which a return was not upheld for the addressee.
    Resumed {
        /// 维持.
        #[serde(with = "micros")]
        upheld_at: Timestamp,
        /// Working days that remained after the day of the return.
        working_days_left: u32,
    },
}

/// One outage's share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Which outage.
    pub outage: OutageId,
    /// By how much, in microseconds.
    pub micros: i64,
}

/// A stopped clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Since when.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// Working days of the window after that day.
    pub working_days_left: u32,
}

impl ReceiptWindow {
    /// The window that a push opens.
    pub(super) fn from_push(at: Timestamp, calendar: &Calendar, rule_set: &RuleSet) -> Result<Self, CalendarRefusal> {
        let deadline = calendar.deadline(at, rule_set.receipt_working_days, &rule_set.counting_for_receipt())?;
        Ok(Self::of(deadline, WindowBasis::Pushed))
    }

    /// The rest of a window once a return was not upheld for the addressee.
    pub(super) fn resumed(
        upheld_at: Timestamp,
        working_days_left: u32,
        calendar: &Calendar,
        rule_set: &RuleSet,
    ) -> Result<Self, CalendarRefusal> {
        let deadline = rest(upheld_at, working_days_left, calendar, &rule_set.counting_for_receipt())?;
        Ok(Self::of(deadline, WindowBasis::Resumed { upheld_at, working_days_left }))
    }

    /// How many working days of it lie after the day of `at`.
    pub(super) fn working_days_left(&self, at: Timestamp, calendar: &Calendar) -> Result<u32, CalendarRefusal> {
        // An outage may carry the due instant past the last day; the instant itself lies outside the window.
        let end = self.due.checked_sub(SignedDuration::from_micros(1)).unwrap_or(self.due);
        let (today, last_day) = (local_date(at), self.deadline.last_day.max(local_date(end)));
        if last_day <= today { Ok(0) } else { calendar.between(today, last_day) }
    }

    /// The window as the calendar and rule set of today make it; none if it does not move. Never due before `now`.
    pub(super) fn moved(
        &self,
        now: Timestamp,
        calendar: &Calendar,
        rule_set: &RuleSet,
    ) -> Result<Option<Self>, CalendarRefusal> {
        let counting = rule_set.counting_for_receipt();
        let deadline = match self.basis {
            // The number of days is the one of the push: a new rule set binds new pushes only.
            WindowBasis::Pushed => calendar.deadline(self.deadline.start_at, self.deadline.n, &counting)?,
            WindowBasis::Resumed { upheld_at, working_days_left } => {
                rest(upheld_at, working_days_left, calendar, &counting)?
            }
        };
        let due = self.extended.iter().fold(deadline.due, |due, extension| later(due, extension.micros)).max(now);
        let moves = due != self.due || deadline.provisional != self.deadline.provisional;
        Ok(moves.then(|| Self { deadline, due, ..self.clone() }))
    }

    /// The window extended by an outage; none if not more than `minutes_min` of it lie inside.
    pub(super) fn extended_by(&self, outage: &Outage, minutes_min: u32) -> Option<Self> {
        let micros = outage.share_of(self.opened_at(), self.due, minutes_min)?;
        let mut extended = self.extended.clone();
        extended.push(Extension { outage: outage.id.clone(), micros });
        Some(Self { due: later(self.due, micros), extended, ..self.clone() })
    }

    /// When it began to run.
    pub(super) const fn opened_at(&self) -> Timestamp {
        match self.basis {
            WindowBasis::Pushed => self.deadline.start_at,
            WindowBasis::Resumed { upheld_at, .. } => upheld_at,
        }
    }

    const fn of(deadline: Deadline, basis: WindowBasis) -> Self {
        let due = deadline.due;
        Self { deadline, basis, due, extended: Vec::new(), stopped: None }
    }
}

/// Counted from the day of the uphold where that still has office time, else from the next working day; none left means to the
/// end of that day itself. So no working day that was left is ever lost.
fn rest(
    upheld_at: Timestamp,
    left: u32,
    calendar: &Calendar,
    counting: &Counting,
) -> Result<Deadline, CalendarRefusal> {
    let today = local_date(upheld_at);
    let eve = today.yesterday().map_err(|_before_time| CalendarRefusal::Before2018 { date: today })?;
    let first = calendar.add(eve, 1)?;
    let to_its_end = through(first, calendar, counting)?;
    let (first, to_its_end) = if to_its_end.due <= upheld_at {
        let next = calendar.add(first, 1)?;
        (next, through(next, calendar, counting)?)
    } else {
        (first, to_its_end)
    };
    if left == 0 { Ok(to_its_end) } else { calendar.deadline_from_date(first, left, counting) }
}

/// The deadline that ends with a working day, counted from the working day before it.
fn through(day: Date, calendar: &Calendar, counting: &Counting) -> Result<Deadline, CalendarRefusal> {
    calendar.deadline_from_date(calendar.latest_day_before(day, 1)?, 1, counting)
}

/// A due instant moved by so many microseconds.
pub(crate) fn later(due: Timestamp, micros: i64) -> Timestamp {
    due.checked_add(SignedDuration::from_micros(micros)).unwrap_or(Timestamp::MAX)
}
