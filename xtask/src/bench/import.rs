//! P6: ten thousand rows in bulk, beside the same rows written by hand in one transaction.

use std::time::{Duration, Instant};

use super::client::{self, request};
use super::error::{BenchError, During, Result};
use super::hand::Hand;
use super::push::Served;
use super::report::{Line, Report, percent, rate};
use super::rounds::{Block, Plan, alternate, as_f64};

const ROWS: u64 = 10_000;
const ROWS_A_REQUEST: u64 = 1_000;
const RECORDS: u64 = 10_000;
const TARGET: f64 = 0.40;
/// What one batch keeps once, whatever it holds.
const ONCE_A_BATCH: [&str; 1] = ["op_idempotency"];
/// How each row that was taken begins its answer.
const TAKEN: &[u8] = b"\"status\":201";

/// Measures.
pub(super) fn measure(plan: Plan) -> Result<Report> {
    let folder = tempfile::tempdir().during("making a folder")?;
    let served = Served::on_sqlite(folder.path(), RECORDS)?;
    let template = served.template.without(&ONCE_A_BATCH);
    let mut hand = Hand::open(&folder.path().join("ceiling.db"), template)?;
    let mut ceiling = |_: Duration| hand.in_one(ROWS);
    let mut batches = 0;
    let mut ours = |_: Duration| import(&served, &mut batches);
    let outcome = alternate(plan, &mut [&mut ceiling, &mut ours])?;
    let ratio = outcome.ratio(1, Block::rate);
    let line = Line {
        target: "P6",
        what: format!("{ROWS} rows in batches of {ROWS_A_REQUEST} over HTTP"),
        ours: rate(outcome.spread(1, Block::rate)),
        ceiling: rate(outcome.spread(0, Block::rate)),
        ratio: percent(ratio),
        wanted: format!("≥ {:.0} %", TARGET * 100.0),
        met: Some(ratio.median >= TARGET),
    };
    let seconds = outcome.spread(1, |block| block.wall.as_secs_f64());
    let remark = format!(
        "P6: {ROWS} rows in {:.2} s, each answered by itself; CPU of the server {:.3} ms a row, by hand {:.3} ms",
        seconds.median,
        outcome.spread(1, Block::cpu_ms).median,
        outcome.spread(0, Block::cpu_ms).median,
    );
    Ok(Report { lines: vec![line], remarks: vec![remark], ..Report::default() }.judged("P6", &outcome))
}

fn import(served: &Served, batches: &mut u64) -> Result<Block> {
    let mut requests = Vec::new();
    for _ in 0..ROWS / ROWS_A_REQUEST {
        *batches += 1;
        let items: Vec<String> = (0..ROWS_A_REQUEST).map(|_| served.pusher.body()).collect();
        let body = format!("{{\"items\":[{}]}}", items.join(","));
        let key = format!("batch-{batches}");
        requests.push(request("POST", "/api/v1/transmittals/batch", &served.city.bureau_key, Some(&key), &body));
    }
    served.service.measured(|address| {
        client::wait(async {
            let mut connection = client::Connection::open(address).await?;
            let started = Instant::now();
            for request in &requests {
                let answer = connection.ask(request).await?;
                let body = answer.expect(200)?;
                let taken = body.windows(TAKEN.len()).filter(|window| *window == TAKEN).count();
                if taken as u64 != ROWS_A_REQUEST {
                    return Err(BenchError::Unfit(format!("{taken} rows of {ROWS_A_REQUEST} were taken")));
                }
            }
            let wall = started.elapsed();
            let latencies = vec![wall.as_secs_f64() * 1e6 / as_f64(ROWS)];
            Ok(Block { operations: ROWS, wall, latencies, ..Block::default() })
        })
    })
}
