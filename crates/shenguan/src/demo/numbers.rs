//! Numbers of cases, documents and certificates: each series counts from 1 in its year.

use std::collections::HashMap;

use jiff::civil::Date;

use super::items::Item;

/// The counters of the demo city.
#[derive(Default)]
pub(super) struct Numbers(HashMap<(String, i16), u32>);

impl Numbers {
    /// 210300-2026-004127.
    pub(super) fn case(&mut self, day: Date) -> String {
        let number = self.next("case", day, 41);
        format!("210300-{}-{number:06}", day.year())
    }

    /// 鞍审批许〔2026〕1187号, for a series such as 鞍审批许.
    pub(super) fn document(&mut self, series: &str, day: Date, a_day: u32) -> String {
        let number = self.next(series, day, a_day);
        format!("{series}〔{}〕{number}号", day.year())
    }

    /// 鞍（测）危化经字〔2026〕000213.
    pub(super) fn certificate(&mut self, item: &Item, day: Date) -> String {
        let number = self.next(item.code, day, item.weight.div_ceil(5000));
        certificate(item, day.year(), number)
    }

    /// The series goes on from what the year would have used by that day.
    fn next(&mut self, series: &str, day: Date, a_day: u32) -> u32 {
        let year = day.year();
        let before = u32::from(day.day_of_year().unsigned_abs()) * a_day;
        let counter = self.0.entry((series.to_owned(), year)).or_insert(before);
        *counter += 1;
        *counter
    }
}

/// The certificate number of an item.
pub(super) fn certificate(item: &Item, year: i16, number: u32) -> String {
    item.certificate_pattern.replace("{year}", &year.to_string()).replace("{number}", &format!("{number:06}"))
}
