//! 本单位情况: a department's pushes of some days, counted by what became of them. The list of a figure asks for the same bits.

use crate::exchange::standing::{Direction, Measure, Standing, day_number};
use crate::platform::clock;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_db::{Tx, Value};
use shenguan_rules::party::DepartmentCode;
use std::collections::BTreeMap;

/// Replies with their times, of one month: no chart shows more.
const REPLIES_MAX: i64 = 400;

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
    let kept = "SELECT department, pushed_on, standing, count FROM tally WHERE";
    let mut tallies = counted(tx, now, scope, &[department], direction, days, [kept, ""])?;
    Ok(tallies.remove(department).unwrap_or_default())
}

/// The same of several departments at once, where only the sum of all the days is asked for: the days of the counts are any of them.
/// A department of which nothing is counted is left out.
pub fn tallies(
    tx: &mut Tx<'_>,
    now: Timestamp,
    scope: &Scope,
    departments: &[&DepartmentCode],
    direction: Direction,
    days: Days,
) -> Result<BTreeMap<DepartmentCode, Tally>> {
    let kept = "SELECT department, MIN(pushed_on), standing, CAST(SUM(count) AS BIGINT) FROM tally WHERE";
    counted(tx, now, scope, departments, direction, days, [kept, " GROUP BY department, standing"])
}

/// Counts with the words before and after the conditions on `tally`.
fn counted(
    tx: &mut Tx<'_>,
    now: Timestamp,
    scope: &Scope,
    departments: &[&DepartmentCode],
    direction: Direction,
    days: Days,
    [kept, grouped]: [&str; 2],
) -> Result<BTreeMap<DepartmentCode, Tally>> {
    if departments.is_empty() {
        return Ok(BTreeMap::new());
    }
    if !departments.iter().all(|department| scope.covers(department)) {
        return Err(Error::NotFound);
    }
    let asked = |first: Value| -> Vec<Value> {
        let days = [first, day_number(days.from).into(), day_number(days.until).into()];
        days.into_iter().chain(departments.iter().map(|department| department.as_str().into())).collect()
    };
    let places: Vec<String> = (4..4 + departments.len()).map(|place| format!("${place}")).collect();
    let within = format!("pushed_on >= $2 AND pushed_on < $3 AND department IN ({})", places.join(", "));
    let column = direction.column();
    let kept = format!("{kept} direction = $1 AND {within}{grouped}");
    // What time alone made deemed, and the sweep has not written down yet: a handful at any instant. Left to themselves both databases
    // would rather walk all that the department ever pushed than what is due.
    let lapsed = format!(
        "WITH due AS MATERIALIZED (SELECT {column} AS department, pushed_on, standing FROM transmittal \
         WHERE state = 'in_transit' AND receipt_due <= $1 AND {}) \
         SELECT department, pushed_on, standing, COUNT(*) FROM due WHERE {within} GROUP BY department, pushed_on, standing",
        Measure::Open.condition("transmittal")
    );
    let overdue = format!(
        "WITH due AS MATERIALIZED (SELECT {column} AS department, pushed_on FROM transmittal \
         WHERE reply_state = 'owed' AND reply_due <= $1 AND {}) \
         SELECT department, pushed_on, COUNT(*) FROM due WHERE {within} GROUP BY department, pushed_on",
        Measure::ReplyOverdue.condition("transmittal")
    );
    let now = now.as_microsecond();
    let asked = [
        (kept.as_str(), asked(direction.as_str().into())),
        (lapsed.as_str(), asked(now.into())),
        (overdue.as_str(), asked(now.into())),
    ];
    let mut tallies: BTreeMap<DepartmentCode, Tally> = BTreeMap::new();
    for (place, rows) in tx.query_all_of(&asked)?.iter().enumerate() {
        for row in rows {
            let code: &str = row.get(0)?;
            let known = departments.iter().find(|department| department.as_str() == code).ok_or(Error::NotFound)?;
            if !tallies.contains_key(*known) {
                tallies.insert(DepartmentCode::clone(known), Tally::default());
            }
            let Some(tally) = tallies.get_mut(*known) else { continue };
            let (day, third): (i64, i64) = (row.get(1)?, row.get(2)?);
            match place {
                0 => tally.add(day, Standing::from_column(third), row.get(3)?),
                1 => {
                    let (standing, count): (Standing, i64) = (Standing::from_column(third), row.get(3)?);
                    tally.add(day, standing, -count);
                    tally.add(day, standing.deemed(), count);
                }
                _ => drop(tally.overdue.insert(day, third)),
            }
        }
    }
    Ok(tallies)
}

/// When each reply was given to what a department received on some days, in the order of the pushes: the day of the push in days
/// since 1970, and the instant of the reply; at most `REPLIES_MAX`. A department outside the scope is unknown.
pub fn reply_times(
    tx: &mut Tx<'_>,
    scope: &Scope,
    department: &DepartmentCode,
    days: Days,
) -> Result<Vec<(i64, Timestamp)>> {
    if !scope.covers(department) {
        return Err(Error::NotFound);
    }
    let (direction, measure) = (Direction::Received, Measure::ReplyGiven);
    let figure = FigureFilter { department: department.clone(), direction, measure, days };
    let (condition, values) = figure.predicate(Timestamp::MIN, 1);
    // In the order of transmittal_received, so that nothing is sorted.
    let sql = format!(
        "SELECT t.pushed_on, t.replied_at FROM transmittal t WHERE {condition} \
         ORDER BY t.pushed_on, t.standing, t.replied_at LIMIT {REPLIES_MAX}"
    );
    tx.query(&sql, &values)?.iter().map(|row| Ok((row.get(0)?, clock::from_micros(row.get(1)?)))).collect()
}
