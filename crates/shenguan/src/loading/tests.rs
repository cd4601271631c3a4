//! The made-up past goes through the real rules: nothing of it is refused, and the ledger verifies.

use super::{PUSHES_A_WORKING_DAY, load_city};
use shenguan_db::testing::TestDatabase;
use shenguan_server::platform::migrations::MIGRATIONS;
use shenguan_server::platform::verify::Status;
use shenguan_server::subjects;

fn loads_and_verifies(seed: u64, now: &str) {
    let database = TestDatabase::sqlite();
    database.migrate(MIGRATIONS).expect("the migrations apply");
    let started = std::time::Instant::now();
    let now = now.parse().expect("an instant");
    let past = load_city(&database, seed, now, PUSHES_A_WORKING_DAY, |_, _| Ok(())).expect("the city is loaded");
    eprintln!("{:?} {:?}", started.elapsed(), past.loaded);
    assert_eq!(past.loaded.refused, [], "the rules take the whole plan");
    assert!(past.loaded.pushes > 4_000 && past.loaded.deemed > 500, "{:?}", past.loaded);
    let report = subjects::verify(&database, None).expect("the store opens");
    assert_eq!(report.status, Status::Clean, "{:?}", report.findings);
}

#[test]
fn the_city_of_an_ordinary_morning_verifies() {
    loads_and_verifies(1, "2026-11-23T10:20:00+08:00");
}

#[test]
fn the_city_of_a_holiday_verifies() {
    loads_and_verifies(7, "2025-10-03T22:00:00+08:00");
}
