//! The program is killed under load and keeps its word (T-02). `cargo xtask crash` does the same two hundred times.

use std::path::PathBuf;

use xtask::crash::launch::Engine;
use xtask::crash::{Campaign, run};
use xtask::process::Interrupt;

const ROUNDS: u32 = 3;

fn campaign(engine: Engine) -> Campaign {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_shenguan"));
    // Only a program with PDF needs fonts, and `cargo xtask test` says then where they are.
    let fonts = std::env::var_os("SHENGUAN_TEST_FONTS").map(PathBuf::from);
    Campaign { rounds_a_postmaster: ROUNDS, fonts, ..Campaign::new(binary, engine, ROUNDS, 1) }
}

#[test]
fn after_a_crash_on_sqlite_nothing_is_lost_or_doubled() {
    let summary = run(&campaign(Engine::Sqlite), &Interrupt::default(), &mut |line| println!("{line}")).unwrap();
    assert!(summary.is_clean(), "{:?}", summary.findings);
    assert!(summary.acknowledged > 0, "{summary}");
}

#[test]
fn after_a_crash_on_postgres_and_of_postgres_nothing_is_lost_or_doubled() {
    let summary = run(&campaign(Engine::Postgres), &Interrupt::default(), &mut |line| println!("{line}")).unwrap();
    assert!(summary.is_clean(), "{:?}", summary.findings);
    assert!(summary.acknowledged > 0 && summary.postmaster_kills == 1, "{summary}");
}
