//! How many entries a second `verify` checks (P10): makes a city's history by real acts, then checks it.
//! `cargo run --release -p shenguan-server --example verify_rate [TRANSMITTALS]`.

#[path = "../tests/it/city.rs"]
#[expect(dead_code, reason = "the stories use the rest")]
mod city;

use city::{City, ONE, grant};
use futures_util::future::join_all;
use shenguan_server::exchange::acts;
use shenguan_server::subjects;
use std::io::Write;
use std::time::Instant;

const TRANSMITTALS_DEFAULT: usize = 50_000;
/// As many acts as the writer puts into one group.
const ACTS_AT_ONCE: usize = 256;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args().nth(1).map_or(Ok(TRANSMITTALS_DEFAULT), |text| text.parse())?;
    let city = City::on_sqlite("2026-09-30T16:00:00+08:00").await;
    let started = Instant::now();
    for first in (0..count).step_by(ACTS_AT_ONCE) {
        let acts = (first..count.min(first + ACTS_AT_ONCE)).map(|number| {
            let request = grant(&format!("A-{number}"), ONE, "2026-09-30T15:00:00+08:00");
            city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request))
        });
        let pushed = join_all(acts).await.into_iter().collect::<Result<Vec<_>, _>>()?;
        let receipts = pushed.into_iter().flatten().map(|held| {
            city.app.act(city.liaison("YJJ"), move |act| {
                acts::open(act, &held.id)?;
                acts::acknowledge(act, &held.id)
            })
        });
        join_all(receipts).await.into_iter().collect::<Result<Vec<_>, _>>()?;
    }
    let made = started.elapsed();
    let database = shenguan_db::Database::clone(city.database());
    let started = Instant::now();
    let report = tokio::task::spawn_blocking(move || subjects::verify(&database, None)).await??;
    let (took, ledger_took) = (started.elapsed(), report.ledger_took);
    let rate = |took: std::time::Duration| u128::from(report.entries) * 1_000_000_000 / took.as_nanos().max(1);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} entries made in {made:.1?}; verified: {:?}", report.entries, report.status)?;
    writeln!(out, "chain and fold: {ledger_took:.2?}, {} entries/s (two threads): P10", rate(ledger_took))?;
    writeln!(out, "with every content and row: {took:.2?}, {} entries/s, {} rows", rate(took), report.rows)?;
    Ok(())
}
