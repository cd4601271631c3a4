//! P1 and P2: a durable push over HTTP beside the same rows written by hand.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use shenguan_server::platform::clock::Clock;

use super::city::{self, City};
use super::client::{self, request};
use super::cpu;
use super::error::{During, Result};
use super::hand::Hand;
use super::pgbench::PgBench;
use super::report::{Line, Report, millis, percent, rate, thousands, times};
use super::rounds::{Block, Outcome, Plan, Spread, alternate};
use super::service::Service;
use super::template::{Before, Template, copy};
use crate::postgres::{PostgresOptions, PrivatePostgres};

/// What a city that pushes holds before.
const RECORDS: u64 = 10_000;
const CLIENTS: usize = 64;
const ONE_CLIENT_MIN: f64 = 0.70;
const MANY_CLIENTS_MIN: f64 = 2.0;
const CPU_MS_MAX: f64 = 0.15;
const POSTGRES_MIN: f64 = 0.35;
const POSTGRES_CPU_MS_MAX: f64 = 0.4;

/// Makes push after push, each another case with another key.
#[derive(Clone)]
pub(super) struct Pusher {
    body: Arc<str>,
    key: Arc<str>,
    next: Arc<AtomicU64>,
}

impl Pusher {
    /// With the bureau's key.
    pub(super) fn new(city: &City) -> Self {
        let body = city::push_body("{N}", Clock::System.now()).to_string();
        Self { body: body.into(), key: city.bureau_key.as_str().into(), next: Arc::default() }
    }

    /// The body of the next push.
    pub(super) fn body(&self) -> String {
        self.body.replace("{N}", &format!("H{:08}", self.next.fetch_add(1, Ordering::Relaxed)))
    }

    /// The next push.
    pub(super) fn request(&self) -> Vec<u8> {
        let number = format!("H{:08}", self.next.fetch_add(1, Ordering::Relaxed));
        let body = self.body.replace("{N}", &number);
        request("POST", "/api/v1/transmittals", &self.key, Some(&number), &body)
    }

    /// So many clients push for a while.
    pub(super) fn load(&self, service: &Service, clients: usize, time: Duration) -> Result<Block> {
        let pusher = self.clone();
        service.measured(|address| client::load(address, clients, time, 201, &move || pusher.request()))
    }
}

/// A served city on SQLite, and the rows that a push leaves there.
pub(super) struct Served {
    pub(super) city: City,
    pub(super) service: Service,
    pub(super) pusher: Pusher,
    pub(super) template: Template,
}

impl Served {
    /// Builds it in a folder, and a copy beside it for the ceiling.
    pub(super) fn on_sqlite(folder: &Path, records: u64) -> Result<Self> {
        let path = folder.join("city.db");
        let city = city::build(&format!("sqlite:{}", path.display()), records)?;
        let service = Service::start(&city.url, folder)?;
        service.wait_until_idle()?;
        let pusher = Pusher::new(&city);
        let before = Before::of(&path)?;
        push_once(&service, &pusher)?;
        let template = before.since(&path)?;
        copy(&path, &folder.join("ceiling.db"))?;
        Ok(Self { city, service, pusher, template })
    }
}

/// P1.
pub(super) fn measure_sqlite(plan: Plan) -> Result<Report> {
    let folder = tempfile::tempdir().during("making a folder")?;
    let served = Served::on_sqlite(folder.path(), RECORDS)?;
    let mut hand = Hand::open(&folder.path().join("ceiling.db"), served.template.clone())?;
    let mut ceiling = |time: Duration| hand.one_by_one(time);
    let mut one = |time: Duration| served.pusher.load(&served.service, 1, time);
    let mut many = |time: Duration| served.pusher.load(&served.service, CLIENTS, time);
    let outcome = alternate(plan, &mut [&mut ceiling, &mut one, &mut many])?;

    let one_ratio = outcome.ratio(1, Block::rate);
    let many_ratio = outcome.ratio(2, Block::rate);
    let mut lines = vec![
        rates(&outcome, 1, "P1", "push, SQLite, 1 client", percent(one_ratio), one_ratio.median >= ONE_CLIENT_MIN),
        rates(
            &outcome,
            2,
            "P1",
            &format!("push, SQLite, {CLIENTS} clients"),
            times(many_ratio),
            many_ratio.median >= MANY_CLIENTS_MIN,
        ),
    ];
    lines[0].wanted = format!("≥ {:.0} %", ONE_CLIENT_MIN * 100.0);
    lines[1].wanted = format!("≥ {MANY_CLIENTS_MIN} ×");
    lines.push(cpu_line(&outcome, 1, "P1", "  CPU a push, 1 client".to_owned(), CPU_MS_MAX));
    lines.push(cpu_line(&outcome, 2, "P1", format!("  CPU a push, {CLIENTS} clients"), CPU_MS_MAX));
    let remarks = vec![
        format!(
            "P1, P2: over {} records made by the real acts in {:.1} s; the hand-written transaction writes {} ({} bytes), \
             reads key, head and counter, and commits each by itself",
            thousands(super::rounds::as_f64(RECORDS)),
            served.city.filled_in.as_secs_f64(),
            served.template.words(),
            thousands(super::rounds::as_f64(served.template.bytes() as u64)),
        ),
        "P1, P2: driver and server share the machine, the driver is one thread; CPU of a push holds the indexer's work on it \
         as far as it falls into the block"
            .to_owned(),
        latencies("P1", &outcome),
    ];
    Ok(Report { lines, remarks, ..Report::default() }.judged("P1", &outcome))
}

/// P2.
pub(super) fn measure_postgres(plan: Plan) -> Result<Report> {
    let folder = tempfile::tempdir().during("making a folder")?;
    // The rows are the same on both databases; on SQLite they are easy to find.
    let template = Served::on_sqlite(folder.path(), 1)?.template;
    let postgres = PrivatePostgres::start(PostgresOptions::default()).during("starting PostgreSQL")?;
    let mut bench = PgBench::new(&postgres, folder.path(), &template)?;
    let city = city::build(&bench.schema_url("ours")?, RECORDS)?;
    city::build(&bench.schema_url("ceiling")?, RECORDS)?;
    let service = Service::start(&city.url, folder.path())?;
    service.wait_until_idle()?;
    let pusher = Pusher::new(&city);
    let mut ceiling = |time: Duration| bench.run(time);
    let mut one = |time: Duration| with_database(&postgres, || pusher.load(&service, 1, time));
    let mut many = |time: Duration| with_database(&postgres, || pusher.load(&service, CLIENTS, time));
    let outcome = alternate(plan, &mut [&mut ceiling, &mut one, &mut many])?;

    let ratio = outcome.ratio(2, Block::rate);
    let mut lines = vec![rates(
        &outcome,
        2,
        "P2",
        &format!("push, PostgreSQL, {CLIENTS} clients"),
        percent(ratio),
        ratio.median >= POSTGRES_MIN,
    )];
    lines[0].wanted = format!("≥ {:.0} %", POSTGRES_MIN * 100.0);
    let mut one = rates(&outcome, 1, "P2", "push, PostgreSQL, 1 client", percent(outcome.ratio(1, Block::rate)), true);
    one.met = None;
    lines.push(one);
    let cpu = cpu_line(&outcome, 2, "P2", format!("  CPU a push, {CLIENTS} clients"), POSTGRES_CPU_MS_MAX);
    // That of pgbench is not what an application would need.
    lines.push(Line { ceiling: String::new(), ..cpu });
    lines.push(Line {
        target: "P2",
        what: "  CPU of PostgreSQL a push".to_owned(),
        ours: millis(outcome.spread(2, Block::database_cpu_ms)),
        ceiling: millis(outcome.spread(0, Block::database_cpu_ms)),
        ..Line::default()
    });
    let remarks = vec![
        format!(
            "P2: {}, fsync on; pgbench: 8 clients, prepared, the same rows without head and counter",
            postgres.version().unwrap_or_default()
        ),
        latencies("P2", &outcome),
    ];
    Ok(Report { lines, remarks, ..Report::default() }.judged("P2", &outcome))
}

/// One push, to see that it works and what it leaves.
fn push_once(service: &Service, pusher: &Pusher) -> Result<()> {
    let request = pusher.request();
    client::wait(async {
        let mut connection = client::Connection::open(service.address).await?;
        connection.ask(&request).await?.expect(201).map(drop)
    })
}

/// A block with the CPU time of the database server beside it.
fn with_database(postgres: &PrivatePostgres, run: impl FnOnce() -> Result<Block>) -> Result<Block> {
    let pid = postgres.pid().unwrap_or_default();
    let before = cpu::of_family(pid).during("reading CPU time")?;
    let mut block = run()?;
    block.database_cpu = cpu::of_family(pid).during("reading CPU time")?.saturating_sub(before);
    Ok(block)
}

fn rates(outcome: &Outcome, place: usize, target: &'static str, what: &str, ratio: String, met: bool) -> Line {
    Line {
        target,
        what: what.to_owned(),
        ours: rate(outcome.spread(place, Block::rate)),
        ceiling: rate(outcome.spread(0, Block::rate)),
        ratio,
        wanted: String::new(),
        met: Some(met),
    }
}

fn cpu_line(outcome: &Outcome, place: usize, target: &'static str, what: String, max: f64) -> Line {
    let (ours, ceiling): (Spread, Spread) = (outcome.spread(place, Block::cpu_ms), outcome.spread(0, Block::cpu_ms));
    Line {
        target,
        what,
        ours: millis(ours),
        ceiling: millis(ceiling),
        ratio: String::new(),
        wanted: format!("≤ {max} ms"),
        met: Some(ours.median <= max),
    }
}

fn latencies(target: &str, outcome: &Outcome) -> String {
    let of = |place: usize, part: f64| outcome.spread(place, |block| block.percentile(part) / 1000.0).median;
    format!(
        "{target}: ms from request to answer, 1 client p50 {:.2}, p99 {:.2}; {CLIENTS} clients p50 {:.2}, p99 {:.2}",
        of(1, 0.5),
        of(1, 0.99),
        of(2, 0.5),
        of(2, 0.99)
    )
}
