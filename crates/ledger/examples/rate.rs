//! How many entries a second one core checks: `cargo run --release -p shenguan-ledger --example rate [ENTRIES]`.

use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::value::RawValue;
use shenguan_ledger::{Break, Chain, Draft, Entry, Sealed, Suite, leaf_hash};

const DEFAULT_ENTRIES: u64 = 1_000_000;
const EVENT: &str = r#"{"type":"pushed","item":"01890a5d-ac96-774b-bcce-b302099a8057","item_code":"210300-测试-0017","authority":"测试住建局","due_at":1770372000000000,"content":"5b0f0c9c6bd27f8d0c5c8a9d3f1f6a7e5b0f0c9c6bd27f8d0c5c8a9d3f1f6a7e"}"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args().nth(1).map_or(Ok(DEFAULT_ENTRIES), |text| text.parse())?;
    let started = Instant::now();
    let entries = make(count)?;
    let sealed_in = started.elapsed();
    let bytes: usize = entries.iter().map(|entry| entry.bytes.len()).sum();

    let started = Instant::now();
    check(&entries)?;
    let checked_in = started.elapsed();

    // The parts, to see what each costs.
    let started = Instant::now();
    let same = entries.iter().filter(|entry| leaf_hash(Suite::Sha256, &entry.bytes) == entry.hash).count();
    let hashed_in = started.elapsed();
    let started = Instant::now();
    for entry in &entries {
        std::hint::black_box(serde_json::from_slice::<Entry<'_>>(&entry.bytes)?);
    }
    let parsed_in = started.elapsed();
    let started = Instant::now();
    for entry in &entries {
        std::hint::black_box(Entry::decode(&entry.bytes)?);
    }
    let decoded_in = started.elapsed();

    let mut out = std::io::stdout().lock();
    writeln!(out, "{same} entries of {} bytes on average", bytes as u64 / count.max(1))?;
    for (what, time) in [
        ("seal (draft to bytes and hash)", sealed_in),
        ("leaf hash alone", hashed_in),
        ("parse alone, form not checked", parsed_in),
        ("decode (parse and check the form)", decoded_in),
        ("chain (decode, hash, links): P10", checked_in),
        ("chain without checking the form (computed)", (checked_in + parsed_in).saturating_sub(decoded_in)),
    ] {
        writeln!(out, "{what:>44}: {:>9} entries/s", rate(count, time))?;
    }
    Ok(())
}

fn make(count: u64) -> Result<Vec<Sealed>, serde_json::Error> {
    let actor = RawValue::from_string(r#"{"kind":"officer","id":"测试-0042","department":"测试审批局"}"#.to_owned())?;
    let event = RawValue::from_string(EVENT.to_owned())?;
    let parties = ["210300-bureau".to_owned(), "210300-housing".to_owned()];
    let mut chain = Vec::new();
    let mut previous = shenguan_ledger::Hash::GENESIS;
    for sequence in 1..=count {
        let draft = Draft {
            jurisdiction: "210300",
            sequence,
            previous,
            recorded_at: 1_770_000_000_000_000,
            effective_at: 1_770_000_000_000_000,
            actor: &actor,
            act: "exchange.push",
            subject_kind: "push",
            subject_id: "01890a5d-ac96-774b-bcce-b302099a8057",
            subject_version: sequence,
            parties: &parties,
            contents: &[],
            key: None,
            event: &event,
        };
        let sealed = draft.seal(Suite::Sha256);
        previous = sealed.hash;
        chain.push(sealed);
    }
    Ok(chain)
}

fn check(entries: &[Sealed]) -> Result<(), Break> {
    let mut chain = Chain::new("210300");
    entries.iter().try_for_each(|entry| chain.push(&entry.bytes, &entry.hash).map(drop))
}

fn rate(count: u64, time: Duration) -> u128 {
    u128::from(count) * 1_000_000_000 / time.as_nanos().max(1)
}
