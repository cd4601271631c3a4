//! The one time zone of the product: +08:00 without daylight saving time (China has had none since 1991).

use super::CalendarRefusal;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

const CHINA: Offset = Offset::constant(8);

/// The day in China on which an instant falls.
pub fn local_date(instant: Timestamp) -> Date {
    CHINA.to_datetime(instant).date()
}

/// The instant of a time of day in China.
///
/// # Errors
/// `CALENDAR_BEYOND_RANGE` for days outside jiff's range of instants.
pub fn instant_of(date: Date, time: Time) -> Result<Timestamp, CalendarRefusal> {
    CHINA.to_timestamp(DateTime::from_parts(date, time)).map_err(|_out_of_range| CalendarRefusal::BeyondRange { date })
}

/// 00:00 in China of a day.
///
/// # Errors
/// As [`instant_of`].
pub fn midnight_of(date: Date) -> Result<Timestamp, CalendarRefusal> {
    instant_of(date, Time::midnight())
}

/// An instant as the API and the command line write it: RFC 3339 with `+08:00` and without `[zone]`.
pub fn rfc3339(instant: Timestamp) -> String {
    instant.display_with_offset(CHINA).to_string()
}

/// The time of day in China of an instant.
pub(super) fn time_of(instant: Timestamp) -> Time {
    CHINA.to_datetime(instant).time()
}
