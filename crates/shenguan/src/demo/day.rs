//! The days of the demo: how busy each is, at what time of the day work happens, and when a receipt falls due.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use shenguan_rules::calendar::{Calendar, local_date, midnight_of};

use super::dice::Dice;

/// Minutes of the day.
pub(super) const OFFICE_OPENS: i64 = 8 * 60 + 30;
/// 17:00, the cut-off of a deemed receipt (A1).
pub(super) const OFFICE_CLOSES: i64 = 17 * 60;
const LAST_ACT: i64 = 17 * 60 + 35;
/// Busyness of an ordinary working day, per mille.
const ORDINARY: i64 = 1000;

/// The calendar and the instant at which the demo stands.
#[derive(Clone, Copy)]
pub(super) struct Days<'a> {
    calendar: &'a Calendar,
    pub now: Timestamp,
    pub today: Date,
}

impl<'a> Days<'a> {
    pub(super) fn new(calendar: &'a Calendar, now: Timestamp) -> Self {
        Self { calendar, now, today: local_date(now) }
    }

    pub(super) fn works(&self, day: Date) -> bool {
        self.calendar.is_working_day(day).unwrap_or(false)
    }

    /// The n-th working day after a day.
    pub(super) fn after(&self, day: Date, n: u32) -> Date {
        self.calendar.add(day, n).unwrap_or(day)
    }

    /// The n-th working day before a day.
    pub(super) fn before(&self, day: Date, n: u32) -> Date {
        self.calendar.latest_day_before(day, n).unwrap_or(day)
    }

    /// When a push is deemed received: 「信息推送1个工作日后，默认为对方已接收」, at close of office.
    pub(super) fn receipt_due(&self, pushed_at: Timestamp) -> Timestamp {
        instant(self.after(local_date(pushed_at), 1), OFFICE_CLOSES)
    }

    /// The last working day on which what is pushed is still open now.
    pub(super) fn last_open_day(&self) -> Date {
        let closed = minute_of(self.now) >= OFFICE_CLOSES;
        if self.works(self.today) && closed { self.today } else { self.before(self.today, 1) }
    }

    /// How busy a day is, per mille of an ordinary working day.
    pub(super) fn busyness(&self, day: Date) -> i64 {
        if !self.works(day) {
            return 9;
        }
        let weekday = match day.weekday().to_monday_zero_offset() {
            0 => 1080,
            1 => 1060,
            4 => 900,
            5 | 6 => 720,
            _ => ORDINARY,
        };
        // Quiet before a long holiday, busy after it.
        let around = match (self.days_off_after(day), self.days_off_before(day)) {
            (5.., _) => 600,
            (3.., _) => 720,
            (_, 5..) => 1450,
            (_, 3..) => 1250,
            _ => ORDINARY,
        };
        let whole = weekday * around / ORDINARY;
        if day == self.today { whole * share_of_day_gone(minute_of(self.now)) / ORDINARY } else { whole }
    }

    /// When on a day something is pushed; on the last day only before now.
    pub(super) fn push_time(&self, dice: &mut Dice, day: Date) -> Timestamp {
        let latest = if day == self.today { minute_of(self.now) - 1 } else { 24 * 60 - 1 };
        let minute = if self.works(day) { work_minute(dice) } else { dice.between(9 * 60, 16 * 60) };
        // What would lie after now is moved into the time that is gone.
        let minute = if minute > latest { dice.between(OFFICE_OPENS.min(latest), latest) } else { minute };
        seconds_into(instant(day, minute), dice)
    }

    fn days_off_after(&self, day: Date) -> i32 {
        days_between(day, self.after(day, 1)) - 1
    }

    fn days_off_before(&self, day: Date) -> i32 {
        days_between(self.before(day, 1), day) - 1
    }
}

/// An instant on a day, minutes after midnight in China.
pub(super) fn instant(day: Date, minute: i64) -> Timestamp {
    let midnight = midnight_of(day).unwrap_or(Timestamp::MIN);
    later(midnight, minute)
}

/// Some minutes later (or earlier).
pub(super) fn later(at: Timestamp, minutes: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

/// The minute of the day in China.
pub(super) fn minute_of(at: Timestamp) -> i64 {
    at.duration_since(instant(local_date(at), 0)).as_mins()
}

/// Some days later (or earlier).
pub(super) fn days_later(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// A moment in office hours of a working day, early rather than late: for acts of the next day.
pub(super) fn morning(dice: &mut Dice, day: Date) -> Timestamp {
    let minute = dice.around(9 * 60 + 40, 55).clamp(OFFICE_OPENS + 2, OFFICE_CLOSES - 8);
    seconds_into(instant(day, minute), dice)
}

/// A moment in office hours of a working day.
pub(super) fn office_time(dice: &mut Dice, day: Date) -> Timestamp {
    let minute = work_minute(dice).min(LAST_ACT);
    seconds_into(instant(day, minute), dice)
}

/// How many minutes are left for an act on the same day.
pub(super) fn minutes_left(at: Timestamp) -> i64 {
    LAST_ACT - minute_of(at)
}

/// Two peaks, 9–11 and 14–16, some work around noon, a little after hours.
fn work_minute(dice: &mut Dice) -> i64 {
    match dice.between(0, 99) {
        0 => dice.between(OFFICE_CLOSES, 18 * 60 + 40),
        1..=9 => dice.between(OFFICE_OPENS, OFFICE_CLOSES - 1),
        10..=55 => dice.around(10 * 60, 42).clamp(OFFICE_OPENS, 12 * 60),
        _ => dice.around(15 * 60, 48).clamp(13 * 60, OFFICE_CLOSES - 1),
    }
}

/// Per mille of a day's work that is done at a minute.
fn share_of_day_gone(minute: i64) -> i64 {
    let morning = (minute - OFFICE_OPENS).clamp(0, 210) * 500 / 210;
    let afternoon = (minute - 13 * 60).clamp(0, 240) * 500 / 240;
    morning + afternoon
}

fn seconds_into(at: Timestamp, dice: &mut Dice) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(dice.between(0, 59))).unwrap_or(at)
}
