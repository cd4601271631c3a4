//! The two charts of 本单位情况: week by week how it was received, and after how many working days replies came.

use super::month::Month;
use crate::exchange::standing::{Measure, day_of};
use crate::exchange::store::{self, Days, Direction, Tally};
use crate::platform::desk::Words;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use crate::platform::reader::Read;
use crate::platform::web::chart::{Bars, Dots, Lane, Stack};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::DepartmentCode;

/// A quarter of a year, so that a month is seen beside what was usual.
const WEEKS: usize = 12;

/// 每周接收方式.
pub(super) struct BarChart {
    /// Prefix of its ids.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// A sentence under it.
    pub lead: String,
    /// What it says, in a sentence, for those who hear it.
    pub description: String,
    /// What is solid.
    pub solid: String,
    /// What is hatched.
    pub hatched: String,
    /// The numbers, for the table.
    pub stacks: Vec<Stack>,
    /// The drawing.
    pub drawing: Bars,
}

/// 处理意见用时.
pub(super) struct DotChart {
    /// Prefix of its ids.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// A sentence under it.
    pub lead: String,
    /// What it says, in a sentence, for those who hear it.
    pub description: String,
    /// The city's target, at its line.
    pub limit: String,
    /// The numbers, for the table.
    pub table: Vec<DotLine>,
    /// The drawing.
    pub drawing: Dots,
}

/// A line of the table of replies.
pub(super) struct DotLine {
    /// The month.
    pub name: String,
    /// How many.
    pub count: usize,
    /// The middle one, in working days.
    pub median: String,
    /// The longest.
    pub longest: String,
}

/// The day after the last one that the page counts: of the month, or of its last week.
pub(super) fn end_of(month: Month, weeks: &[Date; WEEKS]) -> Date {
    month.after().first().max(plus_days(weeks[WEEKS - 1], 7))
}

impl Words {
    /// The Mondays of the weeks up to the end of a month, or to today.
    pub(super) fn weeks(&self, month: Month) -> [Date; WEEKS] {
        let last = month.after().first().yesterday().unwrap_or(month.first()).min(self.today());
        let monday = plus_days(last, -i64::from(last.weekday().to_monday_zero_offset()));
        let mut weeks = [monday; WEEKS];
        for (back, week) in (0_i64..).zip(weeks.iter_mut().rev()) {
            *week = plus_days(monday, -7 * back);
        }
        weeks
    }

    /// How what was pushed in each week was received; none where no receipt was asked for.
    pub(super) fn receipt_chart(&self, direction: Direction, tally: &Tally, weeks: &[Date; WEEKS]) -> Option<BarChart> {
        let stacks: Vec<Stack> = weeks.iter().map(|monday| stack(tally, *monday)).collect();
        let sum = |of: fn(&Stack) -> u64| stacks.iter().map(of).sum::<u64>();
        let (solid, hatched) = (sum(|stack| stack.solid), sum(|stack| stack.hatched));
        if solid + hatched == 0 {
            return None;
        }
        let (id, title) = match direction {
            Direction::Sent => ("weeks-sent", self.t("chart-receipt-sent")),
            Direction::Received => ("weeks-received", self.t("chart-receipt-received")),
        };
        let description = self.t("chart-receipt-says").with("weeks", stacks.len()).with("acknowledged", solid);
        Some(BarChart {
            id,
            title: title.to_string(),
            lead: self.t("chart-receipt-lead").to_string(),
            description: description.with("deemed", hatched).with("share", share(solid, hatched)).to_string(),
            solid: self.t("chart-acknowledged").to_string(),
            hatched: self.t("chart-deemed").to_string(),
            drawing: Bars::of(&stacks),
            stacks,
        })
    }

    /// After how many working days the replies to what a department received in a month, and in the month before, were given;
    /// none where none was.
    pub(super) fn reply_chart(
        &self,
        read: &mut Read<'_, '_>,
        scope: &Scope,
        department: &DepartmentCode,
        month: Month,
    ) -> Result<Option<DotChart>> {
        let mut lanes = Vec::new();
        let mut table = Vec::new();
        for of in [month.before(), month] {
            let mut days = self.reply_days(read, scope, department, of.days())?;
            days.sort_unstable();
            let shown = |place: Option<&u64>| place.map(u64::to_string).unwrap_or_default();
            table.push(DotLine {
                name: self.month(of),
                count: days.len(),
                median: shown(days.get(days.len().saturating_sub(1) / 2)),
                longest: shown(days.last()),
            });
            let note = self.t("chart-replies-of").with("count", days.len()).to_string();
            lanes.push(Lane { name: self.month(of), note, days });
        }
        if lanes.iter().all(|lane| lane.days.is_empty()) {
            return Ok(None);
        }
        let target = self.directory.rule_set(self.now).reply_target_working_days;
        let limit = target.map(|days| self.t("chart-reply-limit").with("days", days).to_string()).unwrap_or_default();
        let latest = &table[1];
        let description = self.t("chart-reply-says").with("month", latest.name.clone()).with("count", latest.count);
        let description = description.with("median", latest.median.clone()).with("longest", latest.longest.clone());
        Ok(Some(DotChart {
            id: "replies",
            title: self.t("chart-reply").to_string(),
            lead: self.t("chart-reply-lead").to_string(),
            description: description.to_string(),
            limit,
            table,
            drawing: Dots::of(&lanes, target.map(u64::from)),
        }))
    }

    fn reply_days(
        &self,
        read: &mut Read<'_, '_>,
        scope: &Scope,
        department: &DepartmentCode,
        days: Days,
    ) -> Result<Vec<u64>> {
        let replied = store::reply_times(read.tx(), scope, department, days)?;
        replied.iter().map(|(pushed_on, at)| self.working_days_of_reply(*pushed_on, *at)).collect()
    }

    /// Working days from the day of the push to that of the reply; the day of the push is not counted.
    fn working_days_of_reply(&self, pushed_on: i64, at: Timestamp) -> Result<u64> {
        let (from, to) = (day_of(pushed_on), local_date(at));
        self.directory.calendar().between(from, to).map(u64::from).map_err(Error::fault)
    }
}

fn stack(tally: &Tally, monday: Date) -> Stack {
    let days = Days { from: monday, until: plus_days(monday, 7) };
    let count = |measure| u64::try_from(tally.count(measure, days)).unwrap_or_default();
    let (solid, hatched) = (count(Measure::Acknowledged), count(Measure::Deemed));
    let name = format!("{:02}-{:02}", monday.month(), monday.day());
    let note = if solid + hatched == 0 { String::new() } else { share(solid, hatched) };
    Stack { name, solid, hatched, note }
}

/// The part that was deemed, in whole per cent.
fn share(solid: u64, hatched: u64) -> String {
    let all = (solid + hatched).max(1);
    format!("{}%", (hatched * 100 + all / 2) / all)
}

fn plus_days(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_whole_per_cent() {
        assert_eq!(
            (share(0, 0), share(2, 1), share(1, 2), share(0, 7)),
            ("0%".into(), "33%".into(), "67%".into(), "100%".into())
        );
    }
}
