//! P10: hashes and fold of a whole ledger on one core, and all of `verify` beside it.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use shenguan_db::Database;
use shenguan_ledger::{Chain, Hash, Suite, leaf_hash};
use shenguan_rules::exchange::{Transmittal, TransmittalEvent};
use shenguan_rules::subject::Subject;
use shenguan_server::platform::verify::Status;
use shenguan_server::subjects;

use super::city::CITY;
use super::error::{BenchError, During, Result};
use super::report::{Line, Report, percent, rate, thousands};
use super::rounds::{Block, Plan, alternate, as_f64};

/// Entries a second.
const TARGET: f64 = 200_000.0;

/// An entry as it is stored: bytes, hash, whether it tells of a transmittal, and of which, by a number.
struct Stored {
    bytes: Vec<u8>,
    hash: Hash,
    subject: Option<usize>,
}

/// Measures over the city in a file.
pub(super) fn measure(plan: Plan, path: &Path) -> Result<Report> {
    let (entries, subjects) = read(path)?;
    let mut hashing = |time: Duration| {
        repeat(time, || {
            let same = entries.iter().filter(|entry| leaf_hash(Suite::Sha256, &entry.bytes) == entry.hash).count();
            if same == entries.len() { Ok(as_count(same)) } else { Err(BenchError::Unfit("a hash differs".to_owned())) }
        })
    };
    let mut folding = |time: Duration| repeat(time, || fold(&entries, subjects));
    let outcome = alternate(plan, &mut [&mut hashing, &mut folding])?;
    let ours = outcome.spread(1, Block::rate);
    let line = Line {
        target: "P10",
        what: format!("chain and fold of {} entries, in memory", thousands(as_f64(as_count(entries.len())))),
        ours: rate(ours),
        ceiling: format!("{} (SHA-256 alone)", rate(outcome.spread(0, Block::rate))),
        ratio: percent(outcome.ratio(1, Block::rate)),
        wanted: format!("≥ {}/s", thousands(TARGET)),
        met: Some(ours.median >= TARGET),
    };
    drop(entries);
    let whole = whole(path)?;
    let report = Report { lines: vec![line, whole], remarks: Vec::new(), ..Report::default() };
    Ok(report.judged("P10", &outcome))
}

/// All of `verify` once: rows, contents, feeds, tasks and laws too.
fn whole(path: &Path) -> Result<Line> {
    let database = Database::open(&format!("sqlite:{}", path.display())).during("reading the url")?;
    let started = Instant::now();
    let report = subjects::verify(&database, Some(CITY)).during("verifying")?;
    let wall = started.elapsed();
    if report.status != Status::Clean {
        return Err(BenchError::Unfit(format!("verify is not clean: {:?}", report.findings)));
    }
    Ok(Line {
        target: "P10",
        what: "the whole of verify, from the file, with rows and laws".to_owned(),
        ours: format!("{}/s", thousands(as_f64(report.entries) / wall.as_secs_f64())),
        ratio: format!("{:.1} s", wall.as_secs_f64()),
        ..Line::default()
    })
}

fn fold(entries: &[Stored], subjects: usize) -> Result<u64> {
    let mut chain = Chain::new(CITY);
    let mut folded: Vec<Option<Transmittal>> = Vec::new();
    folded.resize_with(subjects, || None);
    for stored in entries {
        let entry = chain.push(&stored.bytes, &stored.hash).during("checking the chain")?;
        if let Some(place) = stored.subject {
            let event: TransmittalEvent = serde_json::from_str(entry.event.get()).during("reading an event")?;
            folded[place] = Transmittal::apply(folded[place].take(), &event);
        }
    }
    Ok(as_count(entries.len()))
}

/// Every entry, and how many transmittals there are.
fn read(path: &Path) -> Result<(Vec<Stored>, usize)> {
    let connection = Connection::open(path).during("opening the city")?;
    let mut places = std::collections::HashMap::new();
    let sql = "SELECT bytes, hash, subject_kind, subject_id FROM ledger_entry ORDER BY sequence";
    let mut statement = connection.prepare(sql).during("reading the ledger")?;
    let mut rows = statement.query([]).during("reading the ledger")?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next().during("reading the ledger")? {
        let hash: Vec<u8> = row.get(1).during("reading the ledger")?;
        let kind: String = row.get(2).during("reading the ledger")?;
        let id: String = row.get(3).during("reading the ledger")?;
        let next = places.len();
        let subject = (kind == "transmittal").then(|| *places.entry(id).or_insert(next));
        let hash = Hash::try_from(hash.as_slice()).during("reading the ledger")?;
        entries.push(Stored { bytes: row.get(0).during("reading the ledger")?, hash, subject });
    }
    Ok((entries, places.len()))
}

fn repeat(time: Duration, mut pass: impl FnMut() -> Result<u64>) -> Result<Block> {
    let started = Instant::now();
    let mut operations = 0;
    while started.elapsed() < time {
        operations += pass()?;
    }
    Ok(Block { operations, wall: started.elapsed(), ..Block::default() })
}

fn as_count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
