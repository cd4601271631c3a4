//! 本单位情况: a department's pushes of some days, counted by what became of them. The list of a figure asks for the same bits.

use super::lists::{LISTED, Listed, listed};
use crate::exchange::standing::{Measure, Standing, day_number};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_db::{Tx, Value};
use shenguan_rules::party::DepartmentCode;
use std::collections::BTreeMap;

/// Replies with their times, of one month: no chart shows more.
const REPLIES_MAX: i64 = 400;

/// Whether a department pushed it, or was its addressee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// 推送.
    Sent,
    /// 接收.
    Received,
}

/// Days from the first until before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub from: Date,
    /// The first day after them.
    pub until: Date,
}

/// The rows that one figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureFilter {
    /// Whose figure.
    pub department: DepartmentCode,
    /// Of what it pushed, or received.
    pub direction: Direction,
    /// Which figure.
    pub measure: Measure,
    /// Pushed on which days.
    pub days: Days,
}

/// The counts of a department in one direction, day by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: BTreeMap<i64, Vec<(Standing, i64)>>,
    overdue: BTreeMap<i64, i64>,
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sent, Self::Received];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Received => "received",
        }
    }

    /// The direction of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.as_str() == word)
    }

    const fn column(self) -> &'static str {
        match self {
            Self::Sent => "from_department",
            Self::Received => "to_department",
        }
    }
}

impl FigureFilter {
    /// The condition on `t`, a transmittal, as true at `now`. Its parameters begin at `$first_place`.
    pub fn predicate(&self, now: Timestamp, first_place: usize) -> (String, Vec<Value>) {
        let (until, whose, due) = (first_place + 1, first_place + 2, first_place + 3);
        let (counted, open) = (self.measure.condition("t"), Measure::Open.condition("t"));
        let at_now = match self.measure {
            Measure::Deemed => Some(format!("({counted} OR ({open} AND t.receipt_due <= ${due}))")),
            Measure::Open => Some(format!("({counted} AND t.receipt_due > ${due})")),
            Measure::ReplyOverdue => Some(format!("({counted} AND t.reply_due <= ${due})")),
            _ => None,
        };
        let mut values: Vec<Value> = vec![
            day_number(self.days.from).into(),
            day_number(self.days.until).into(),
            self.department.as_str().into(),
        ];
        if at_now.is_some() {
            values.push(now.as_microsecond().into());
        }
        let column = self.direction.column();
        let sql = format!(
            "t.pushed_on >= ${first_place} AND t.pushed_on < ${until} AND t.{column} = ${whose} AND {}",
            at_now.unwrap_or(counted)
        );
        (sql, values)
    }
}

impl Tally {
    /// How many a measure counts on some days.
    pub fn count(&self, measure: Measure, days: Days) -> i64 {
        let days = day_number(days.from)..day_number(days.until);
        if measure == Measure::ReplyOverdue {
            return self.overdue.range(days).map(|(_, count)| count).sum();
        }
        let of_days = self.counts.range(days).flat_map(|(_, counts)| counts);
        of_days.filter(|(standing, _)| standing.counts_in(measure)).map(|(_, count)| count).sum()
    }

    fn add(&mut self, day: i64, standing: Standing, count: i64) {
        self.counts.entry(day).or_default().push((standing, count));
    }
}

/// Counts what a department pushed or received on some days, as true at `now`. A department outside the scope is unknown.
pub fn tally(
    tx: &mut Tx<'_>,
    now: Timestamp,
    scope: &Scope,
    department: &DepartmentCode,
    direction: Direction,
    days: Days,
) -> Result<Tally> {
    if !scope.covers(department) {
        return Err(Error::NotFound);
    }
    let column = direction.column();
    let whose: [Value; 3] = [department.as_str().into(), day_number(days.from).into(), day_number(days.until).into()];
    let mut tally = Tally::default();
    let counted = tx.query(
        &format!(
            "SELECT pushed_on, standing, COUNT(*) FROM transmittal \
             WHERE {column} = $1 AND pushed_on >= $2 AND pushed_on < $3 GROUP BY pushed_on, standing"
        ),
        &whose,
    )?;
    for row in counted {
        tally.add(row.get(0)?, Standing::from_column(row.get(1)?), row.get(2)?);
    }
    let [department, from, until] = whose;
    let at_now: [Value; 4] = [now.as_microsecond().into(), department, from, until];
    // What time alone made deemed, and the sweep has not written down yet: a handful at any instant. The bits stand in the index of
    // the days, so that whichever index is taken, few rows are fetched.
    let lapsed = tx.query(
        &format!(
            "SELECT pushed_on, standing, COUNT(*) FROM transmittal WHERE state = 'in_transit' AND receipt_due <= $1 \
             AND {column} = $2 AND pushed_on >= $3 AND pushed_on < $4 AND {} GROUP BY pushed_on, standing",
            Measure::Open.condition("transmittal")
        ),
        &at_now,
    )?;
    for row in lapsed {
        let (day, standing, count): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let standing = Standing::from_column(standing);
        tally.add(day, standing, -count);
        tally.add(day, standing.deemed(), count);
    }
    let overdue = tx.query(
        &format!(
            "SELECT pushed_on, COUNT(*) FROM transmittal WHERE reply_state = 'owed' AND reply_due <= $1 \
             AND {column} = $2 AND pushed_on >= $3 AND pushed_on < $4 AND {} GROUP BY pushed_on",
            Measure::ReplyOverdue.condition("transmittal")
        ),
        &at_now,
    )?;
    for row in overdue {
        tally.overdue.insert(row.get(0)?, row.get(1)?);
    }
    Ok(tally)
}

/// The transmittals of some days whose reply was given, in the order of their pushes; at most `REPLIES_MAX`.
pub fn replied(tx: &mut Tx<'_>, scope: &Scope, filter: &FigureFilter) -> Result<Vec<Listed>> {
    let figure = FigureFilter { measure: Measure::ReplyGiven, ..filter.clone() };
    let (condition, mut values) = figure.predicate(Timestamp::MIN, 1);
    let (predicate, more) = scope.predicate("t", "transmittal", values.len() + 1);
    values.extend(more);
    values.push(REPLIES_MAX.into());
    let sql = format!(
        "SELECT {LISTED} FROM transmittal t WHERE {condition} AND {predicate} ORDER BY t.pushed_on, t.id LIMIT ${}",
        values.len()
    );
    tx.query(&sql, &values)?.iter().map(listed).collect()
}
