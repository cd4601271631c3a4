//! P9: adding working days, beside a look-up in a bare table.

use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use shenguan_rules::calendar::Calendar;

use super::error::{During, Result};
use super::report::{Line, Report, times};
use super::rounds::{Block, Plan, Spread, alternate, as_f64};

const FIRST: Date = date(2018, 1, 1);
const LAST: Date = date(2026, 12, 1);
/// Days to add: 1 to this.
const DAYS_MAX: u32 = 5;
/// ns an addition.
const TARGET_NS: f64 = 5.0;

/// Measures.
pub(super) fn measure(plan: Plan) -> Result<Report> {
    let calendar = Calendar::official();
    let starts: Vec<Date> =
        std::iter::successors(Some(FIRST), |day| day.tomorrow().ok()).take_while(|day| *day <= LAST).collect();
    // Rank and select over day numbers: how many working days lie up to each day, and which day each one is.
    let mut rank: Vec<u32> = Vec::new();
    let mut select: Vec<u32> = Vec::new();
    for (number, day) in (0..).zip(&starts) {
        if calendar.is_working_day(*day).during("reading the calendar")? {
            select.push(number);
        }
        rank.push(u32::try_from(select.len()).during("counting working days")?);
    }
    // What lies past the table comes to its end; the loop costs the same.
    let last = select.len() - 1;
    let numbers: Vec<usize> = (0..starts.len()).collect();

    let mut table = |time: Duration| {
        repeat(time, || {
            let mut count = 0;
            for n in 1..=DAYS_MAX {
                for number in &numbers {
                    let place = (rank[*number] + n - 1) as usize;
                    black_box(select[place.min(last)]);
                    count += 1;
                }
            }
            Ok(count)
        })
    };
    let mut ours = |time: Duration| {
        repeat(time, || {
            let mut count = 0;
            for n in 1..=DAYS_MAX {
                for day in &starts {
                    black_box(calendar.add(*day, n).during("adding working days")?);
                    count += 1;
                }
            }
            Ok(count)
        })
    };
    let outcome = alternate(plan, &mut [&mut table, &mut ours])?;
    let nanos = |block: &Block| block.wall.as_secs_f64() * 1e9 / as_f64(block.operations.max(1));
    let (ours, ceiling) = (outcome.spread(1, nanos), outcome.spread(0, nanos));
    let line = Line {
        target: "P9",
        what: "add 1 to 5 working days".to_owned(),
        ours: words(ours),
        ceiling: words(ceiling),
        ratio: times(outcome.ratio(1, nanos)),
        wanted: format!("≤ {TARGET_NS} ns"),
        met: Some(ours.median <= TARGET_NS),
    };
    let remark = "P9: the ceiling is rank and select over day numbers; ours takes and gives dates and refuses what it does \
                  not know";
    Ok(Report { lines: vec![line], remarks: vec![remark.to_owned()], ..Report::default() }.judged("P9", &outcome))
}

fn repeat(time: Duration, mut pass: impl FnMut() -> Result<u64>) -> Result<Block> {
    let started = Instant::now();
    let mut operations = 0;
    while started.elapsed() < time {
        operations += pass()?;
    }
    Ok(Block { operations, wall: started.elapsed(), ..Block::default() })
}

fn words(spread: Spread) -> String {
    format!("{:.2} ns ({:.2}–{:.2})", spread.median, spread.low, spread.high)
}
