//! Days as numbers from Monday 2018-01-01 on, and closed-form arithmetic over plain weeks.

use super::CalendarRefusal;
use jiff::civil::Date;

/// The first day that the calendar knows: the year of the policy. A Monday, which the arithmetic below relies on.
pub(super) const FIRST_DAY: Date = Date::constant(FIRST_YEAR, 1, 1);
/// The last day for which anything is computed; far past any deadline, so that a typing error is refused.
pub(super) const LAST_DAY: Date = Date::constant(LAST_YEAR, 12, 31);
const FIRST_YEAR: i16 = 2018;
const LAST_YEAR: i16 = 2199;
const MONTHS: usize = (LAST_YEAR - FIRST_YEAR + 1) as usize * 12;
/// The number of the first day of each month from January 2018 on: one look-up instead of divisions.
static MONTH_STARTS: [u32; MONTHS] = month_starts();

/// The number of a day.
///
/// # Errors
/// `CALENDAR_BEFORE_2018` and `CALENDAR_BEYOND_RANGE`.
#[inline]
pub(super) fn index_of(date: Date) -> Result<usize, CalendarRefusal> {
    let month = (i32::from(date.year()) - i32::from(FIRST_YEAR)) * 12 + i32::from(date.month()) - 1;
    // A month before the first one wraps to far past the last.
    match MONTH_STARTS.get(month.cast_unsigned() as usize) {
        Some(start) => Ok(*start as usize + usize::from(date.day().cast_unsigned()) - 1),
        None => Err(outside(date)),
    }
}

#[cold]
fn outside(date: Date) -> CalendarRefusal {
    if date < FIRST_DAY { CalendarRefusal::Before2018 { date } } else { CalendarRefusal::BeyondRange { date } }
}

/// The day of a number.
///
/// # Errors
/// `CALENDAR_BEYOND_RANGE` past the end of 2199.
pub(super) fn date_at(index: usize) -> Result<Date, CalendarRefusal> {
    let beyond = || CalendarRefusal::BeyondRange { date: LAST_DAY };
    let days = i64::try_from(index).map_err(|_| beyond())?;
    let date = FIRST_DAY.checked_add(jiff::Span::new().try_days(days).map_err(|_| beyond())?).map_err(|_| beyond())?;
    if date > LAST_DAY { Err(beyond()) } else { Ok(date) }
}

/// Monday to Friday?
#[inline]
pub(super) const fn is_weekday(index: usize) -> bool {
    index % 7 < 5
}

/// How many days Monday to Friday lie before the day of this number.
#[inline]
pub(super) const fn weekdays_before(index: usize) -> usize {
    let rest = index % 7;
    index / 7 * 5 + if rest < 5 { rest } else { 5 }
}

/// The number of the day Monday to Friday that has `before` of its kind before it.
#[inline]
pub(super) const fn weekday_at(before: usize) -> usize {
    before / 5 * 7 + before % 5
}

const fn month_starts() -> [u32; MONTHS] {
    let mut starts = [0; MONTHS];
    let mut month = 1;
    let mut year = FIRST_YEAR;
    while month < MONTHS {
        starts[month] = starts[month - 1] + days_in(year, (month - 1) % 12);
        if month % 12 == 0 {
            year += 1;
        }
        month += 1;
    }
    starts
}

/// How many days a month of the Gregorian calendar has; January is 0.
const fn days_in(year: i16, month: usize) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 if leap => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_range_has_its_number_and_back() {
        let mut date = FIRST_DAY;
        let mut index = 0;
        let mut weekdays = 0;
        while date < LAST_DAY {
            assert_eq!(index_of(date).unwrap(), index);
            assert_eq!(weekdays_before(index), weekdays);
            assert_eq!(is_weekday(index), date.weekday().to_monday_zero_offset() < 5);
            if is_weekday(index) {
                assert_eq!(weekday_at(weekdays), index);
                weekdays += 1;
            }
            if index % 97 == 0 {
                assert_eq!(date_at(index).unwrap(), date);
            }
            date = date.tomorrow().unwrap();
            index += 1;
        }
        assert_eq!(date_at(index).unwrap(), LAST_DAY);
        assert_eq!(date_at(index + 1).unwrap_err(), CalendarRefusal::BeyondRange { date: LAST_DAY });
    }

    #[test]
    fn days_outside_the_range_are_refused_by_name() {
        let early = Date::constant(2017, 12, 31);
        assert_eq!(index_of(early).unwrap_err(), CalendarRefusal::Before2018 { date: early });
        let late = Date::constant(2200, 1, 1);
        assert_eq!(index_of(late).unwrap_err(), CalendarRefusal::BeyondRange { date: late });
    }
}
