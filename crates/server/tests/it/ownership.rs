//! 「明确责任」: whatever leaves, returns to work, returns to the sender, changes of roster, handovers and moves of a department come, and
//! in whatever order, everything open lies with one department that stands and one officer who can be reached, today and on every day
//! that is planned; and nobody acts in a role that no designation gives him at that instant.

mod finding;
mod play;
mod step;

use crate::channel::Staffed;
use crate::city::City;
use jiff::ToSpan;
use play::Play;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use shenguan_db::Row;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{DepartmentCode, OfficerId, SectionCode};
use shenguan_rules::roster::Place;
use shenguan_rules::subject::Actor;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::reader::Read;
use shenguan_server::roster::acts::{end, leave_office};
use std::collections::BTreeMap;
use std::sync::Mutex;
use step::{Kind, Step};

const START: &str = "2026-10-12T09:00:00+08:00";
/// Leaves and changes are planned so far ahead at most.
const AHEAD_DAYS: i32 = 12;
/// What a task whose officer or department is gone would be.
const OPEN: &str = "SELECT task, subject_kind, subject_id, department, section, officer FROM task WHERE list = 'todo' AND until_at > $1";
/// What somebody waits for, and nobody has to do.
const WAITED_FOR: &str = "SELECT s.subject_kind, s.subject_id FROM task s WHERE s.list = 'sent' AND s.from_at <= $1 AND s.until_at > $1 \
    AND NOT EXISTS (SELECT 1 FROM task t WHERE t.subject_id = s.subject_id AND t.list = 'todo' AND t.until_at > $1)";

/// What is open and lies with nobody, in words.
async fn without_owner(city: &City) -> Vec<String> {
    city.app.read(look).await.expect("it can be read")
}

fn look(read: &mut Read<'_, '_>) -> Result<Vec<String>> {
    let (now, directory) = (read.now(), std::sync::Arc::clone(read.directory()));
    let (today, at) = (local_date(now), now.as_microsecond());
    let mut found = Vec::new();
    for row in &read.tx().query(OPEN, &[at.into()])? {
        let (task, kind, id): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let place = place(row, 3)?;
        if directory.department(&place.department).is_none_or(|found| !found.stands_on(today)) {
            found.push(format!("{task} of {kind} {id} lies with {}, which is gone", place.department));
            continue;
        }
        let days = (0..=AHEAD_DAYS).map(|ahead| today + ahead.days());
        let lacking = days.into_iter().find(|day| directory.owner_of(&place, *day).is_none());
        found.extend(lacking.map(|day| format!("{task} of {kind} {id} at {place:?} has nobody on {day}")));
    }
    for row in read.tx().query(WAITED_FOR, &[at.into()])? {
        let (kind, id): (String, String) = (row.get(0)?, row.get(1)?);
        found.push(format!("{kind} {id} is waited for, and nobody has to do anything"));
    }
    Ok(found)
}

/// The place that three columns of a task say, from a column on: department, section, officer.
fn place(row: &Row, from: usize) -> Result<Place> {
    let (section, officer): (Option<String>, Option<String>) = (row.get(from + 1)?, row.get(from + 2)?);
    Ok(Place {
        department: DepartmentCode::parse(row.get::<String>(from)?).map_err(Error::fault)?,
        section: section.map(SectionCode::parse).transpose().map_err(Error::fault)?,
        officer: officer.map(OfficerId::parse).transpose().map_err(Error::fault)?,
    })
}

/// Plays the steps in a city of its own; how often each kind was done.
async fn plays(city: City, steps: &[Step]) -> std::result::Result<BTreeMap<Kind, usize>, TestCaseError> {
    let staffed = Staffed::new(city).await;
    let mut play = Play::new(staffed).await;
    let mut done = BTreeMap::new();
    for step in steps {
        let outcome = play.take(step).await;
        let is_dead = step.kind.never_fails() && !matches!(outcome, Ok(()) | Err(Error::NotFound));
        prop_assert!(!is_dead, "whoever has it cannot do it, or whoever may not can: {step:?} {outcome:?}");
        *done.entry(step.kind).or_default() += usize::from(outcome.is_ok());
        let lacking = without_owner(play.city()).await;
        prop_assert!(lacking.is_empty(), "after {step:?} ({outcome:?}): {lacking:?}");
    }
    play.city().assert_verified().await;
    Ok(done)
}

fn property(cases: u32, found: impl AsyncFn() -> City, all_done: &[Kind]) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let done: Mutex<BTreeMap<Kind, usize>> = Mutex::default();
    let steps = proptest::collection::vec(step::any_step(), 25..45);
    let mut runner = TestRunner::new(ProptestConfig { cases, max_shrink_iters: 40, ..ProptestConfig::default() });
    let outcome = runner.run(&steps, |steps| {
        let played = runtime.block_on(async { plays(found().await, &steps).await })?;
        let mut done = done.lock().expect("no other thread");
        for (kind, times) in played {
            *done.entry(kind).or_default() += times;
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let done = done.into_inner().expect("no other thread");
    let never: Vec<&Kind> = all_done.iter().filter(|kind| done.get(kind).is_none_or(|times| *times == 0)).collect();
    assert!(never.is_empty(), "a step that is always refused says nothing: {never:?} of {done:?}");
}

#[test]
fn everything_open_has_one_owner_whatever_leaves_returns_changes_and_moves_come_on_sqlite() {
    property(90, async || City::on_sqlite(START).await, &Kind::ALL);
}

#[test]
fn everything_open_has_one_owner_whatever_leaves_returns_changes_and_moves_come_on_postgres() {
    property(8, async || City::on_postgres(START).await, &[]);
}

/// The look itself sees what lies with nobody: without it the property would prove nothing.
async fn what_lies_with_nobody_is_found(city: City) {
    let staffed = Staffed::new(city).await;
    let mut play = Play::new(staffed).await;
    play.take(&Step { kind: Kind::Push, who: 0, other: 0, nth: 0 }).await.expect("it is pushed");
    assert_eq!(without_owner(play.city()).await, [""; 0]);
    let orphaned = play.city().app.act(Actor::Setup, |act| {
        let directory = act.directory()?;
        let today = local_date(act.now());
        let named: Vec<String> = directory
            .designations()
            .filter(|named| named.department.as_str() == "YJJ" && named.in_force(today))
            .map(|named| named.id.to_string())
            .collect();
        named.iter().try_for_each(|id| end(act, id, today))?;
        let people = directory.officers().filter(|entry| entry.officer.department.as_str() == "YJJ");
        let people: Vec<OfficerId> = people.map(|entry| entry.officer.id.clone()).collect();
        people.iter().try_for_each(|officer| leave_office(act, officer.as_str(), today).map(drop))
    });
    orphaned.await.expect("everybody of the authority leaves");
    let lacking = without_owner(play.city()).await;
    assert_eq!(lacking.len(), 1, "{lacking:?}");
    assert!(lacking[0].contains("has nobody on 2026-10-13"), "{lacking:?}");
}

crate::on_both! {
    "2026-10-12T09:00:00+08:00";
    what_lies_with_nobody_is_found,
}
