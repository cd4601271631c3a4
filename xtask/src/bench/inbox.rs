//! P3: a page of fifty of the inbox, beside the query that it needs.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};
use shenguan_server::platform::clock::Clock;

use super::city::{self, AUTHORITY};
use super::client::{self, request};
use super::error::{BenchError, During, Result};
use super::report::{Line, Report, thousands};
use super::rounds::{Block, Plan, Spread, alternate, as_f64};
use super::service::Service;

const CLIENTS: usize = 8;
const ABOVE_RAW_MS_MAX: f64 = 0.15;
const TIMES_RAW_MAX: f64 = 3.0;
const EXPONENT_MAX: f64 = 0.05;
const PAGE: &str = "/api/v1/inbox?limit=50";
/// What the page shows, read by hand.
const QUERY: &str = "SELECT t.id, t.version, t.fold, t.subject, t.party_name, t.certificate_number, t.document_number, \
     k.task, k.due_at FROM task k JOIN transmittal t ON t.id = k.subject_id \
     WHERE k.department = ? AND k.list = 'todo' AND k.from_at <= ? AND k.until_at > ? \
     ORDER BY k.due_at, k.subject_id LIMIT 50";

/// Where a city of so many records lies.
pub(super) fn file_of(folder: &Path, records: u64) -> PathBuf {
    folder.join(format!("city-{records}.db"))
}

/// Measures at each size, the smallest first.
pub(super) fn measure(plan: Plan, folder: &Path, sizes: &[u64]) -> Result<Report> {
    let mut report = Report::default();
    let mut medians: Vec<(u64, f64)> = Vec::new();
    for records in sizes {
        let (part, median) = at_size(plan, folder, *records)?;
        report.add(part);
        medians.push((*records, median));
    }
    if let (Some((few, before)), Some((many, after))) = (medians.first(), medians.last())
        && few < many
    {
        let exponent = (after / before).ln() / (as_f64(*many) / as_f64(*few)).ln();
        report.lines.push(Line {
            target: "P3",
            what: format!("growth {} → {} records", thousands(as_f64(*few)), thousands(as_f64(*many))),
            ours: format!("exponent {exponent:.3}"),
            wanted: format!("≤ {EXPONENT_MAX}"),
            met: Some(exponent <= EXPONENT_MAX),
            ..Line::default()
        });
    }
    Ok(report)
}

/// The lines of one size, and the median of one client.
fn at_size(plan: Plan, folder: &Path, records: u64) -> Result<(Report, f64)> {
    let path = file_of(folder, records);
    let city = city::build(&format!("sqlite:{}", path.display()), records)?;
    let service = Service::start(&city.url, folder)?;
    service.wait_until_idle()?;
    let page = request("GET", PAGE, &city.authority_key, None, "");
    let page = move || page.clone();
    let mut raw_one = |time: Duration| raw(&path, 1, time);
    let mut raw_many = |time: Duration| raw(&path, CLIENTS, time);
    let mut one = |time: Duration| service.measured(|address| client::load(address, 1, time, 200, &page));
    let mut many = |time: Duration| service.measured(|address| client::load(address, CLIENTS, time, 200, &page));
    let outcome = alternate(plan, &mut [&mut raw_one, &mut raw_many, &mut one, &mut many])?;

    let millis = |place: usize, part: f64| outcome.spread(place, |block| block.percentile(part) / 1000.0);
    let (raw_p50, p50) = (millis(0, 0.5), millis(2, 0.5));
    let (raw_p99, p99) = (millis(1, 0.99), millis(3, 0.99));
    let above = p50.median - raw_p50.median;
    let ratio = outcome.ratio_to(3, 1, |block| block.percentile(0.99));
    let size = thousands(as_f64(records));
    let lines = vec![
        Line {
            target: "P3",
            what: format!("inbox of 50, {size} records, 1 client, p50"),
            ours: words(p50),
            ceiling: words(raw_p50),
            ratio: format!("+ {above:.3} ms"),
            wanted: format!("≤ raw + {ABOVE_RAW_MS_MAX} ms"),
            met: Some(above <= ABOVE_RAW_MS_MAX),
        },
        Line {
            target: "P3",
            what: format!("inbox of 50, {size} records, {CLIENTS} clients, p99"),
            ours: words(p99),
            ceiling: words(raw_p99),
            ratio: format!("{:.2} ×", ratio.median),
            wanted: format!("≤ {TIMES_RAW_MAX} × raw"),
            met: Some(ratio.median <= TIMES_RAW_MAX),
        },
    ];
    let remark = format!(
        "P3: {size} records made by the real acts in {:.1} s; pages a second {} at 1, {} at {CLIENTS} clients; CPU of the \
         server {:.3} ms a page",
        city.filled_in.as_secs_f64(),
        thousands(outcome.spread(2, Block::rate).median),
        thousands(outcome.spread(3, Block::rate).median),
        outcome.spread(3, Block::cpu_ms).median,
    );
    let report = Report { lines, remarks: vec![remark], ..Report::default() }.judged("P3", &outcome);
    Ok((report, p50.median))
}

/// The query by hand, on so many threads with a connection each.
fn raw(path: &Path, threads: usize, time: Duration) -> Result<Block> {
    let now = Clock::System.now().as_microsecond();
    let started = Instant::now();
    let latencies = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(|| raw_thread(path, now, started, time))).collect();
        let mut all = Vec::new();
        for thread in running {
            let ended = thread.join().map_err(|_| BenchError::Unfit("a reader panicked".to_owned()))?;
            all.extend(ended?);
        }
        Ok::<_, BenchError>(all)
    })?;
    Ok(Block { operations: latencies.len() as u64, wall: started.elapsed(), latencies, ..Block::default() })
}

fn raw_thread(path: &Path, now: i64, started: Instant, time: Duration) -> Result<Vec<f64>> {
    let connection = Connection::open(path).during("opening the city")?;
    connection
        .execute_batch("PRAGMA query_only=on; PRAGMA mmap_size=268435456; PRAGMA cache_size=-16384")
        .during("setting up a reader")?;
    let mut statement = connection.prepare(QUERY).during("preparing the query")?;
    let mut latencies = Vec::new();
    while started.elapsed() < time {
        let begun = Instant::now();
        let mut rows = statement.query(params![AUTHORITY, now, now]).during("reading by hand")?;
        let mut page: Vec<Vec<rusqlite::types::Value>> = Vec::with_capacity(50);
        while let Some(row) = rows.next().during("reading by hand")? {
            let values = (0..9).map(|column| row.get(column)).collect::<rusqlite::Result<_>>();
            page.push(values.during("reading by hand")?);
        }
        if page.len() != 50 {
            return Err(BenchError::Unfit(format!("the inbox holds {} rows, not a page of 50", page.len())));
        }
        std::hint::black_box(page);
        latencies.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    Ok(latencies)
}

fn words(spread: Spread) -> String {
    format!("{:.3} ms ({:.3}–{:.3})", spread.median, spread.low, spread.high)
}
