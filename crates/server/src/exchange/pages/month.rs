//! A month in the city, as figures and their addresses name it.

use crate::exchange::store::Days;
use crate::platform::desk::{MONTHS, Words};
use crate::platform::web::Language;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A month, by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(Date);

impl Month {
    /// The month of a day.
    pub(super) fn of(day: Date) -> Self {
        Self(day.first_of_month())
    }

    /// `2026-11`; anything else is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_shaped = text.len() == 7 && text.as_bytes().get(4) == Some(&b'-');
        format!("{text}-01").parse().ok().filter(|_: &Date| is_shaped).map(Self)
    }

    /// The first day.
    pub(super) const fn first(self) -> Date {
        self.0
    }

    /// The month before; the same at the beginning of time.
    #[must_use]
    pub(super) fn before(self) -> Self {
        self.moved(-1.month())
    }

    /// The month after.
    #[must_use]
    pub(super) fn after(self) -> Self {
        self.moved(1.month())
    }

    /// Its days.
    pub(super) fn days(self) -> Days {
        Days { from: self.0, until: self.after().0 }
    }

    fn moved(self, by: Span) -> Self {
        Self(self.0.checked_add(by).unwrap_or(self.0))
    }
}

impl std::fmt::Display for Month {
    /// `2026-11`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl Words {
    /// `2026年11月`, `Nov 2026`.
    pub(super) fn month(&self, month: Month) -> String {
        let first = month.first();
        let name = match self.language {
            Language::Chinese => first.month().to_string(),
            Language::English => MONTHS[usize::from(first.month().unsigned_abs()) % MONTHS.len()].to_owned(),
        };
        self.t("figures-month").with("year", first.year().to_string()).with("month", name).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_reaches_from_its_first_day_to_the_next_ones() {
        let month = Month::of(date(2026, 12, 31));
        assert_eq!(month.to_string(), "2026-12");
        assert_eq!(month.days(), Days { from: date(2026, 12, 1), until: date(2027, 1, 1) });
        assert_eq!((month.before().to_string(), month.after().to_string()), ("2026-11".into(), "2027-01".into()));
    }

    #[test]
    fn only_a_year_and_a_month_are_a_month() {
        assert_eq!(Month::parse("2026-11"), Some(Month::of(date(2026, 11, 1))));
        for text in ["", "2026", "2026-13", "2026-11-24", "26-11-24", "十一月"] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }
}
