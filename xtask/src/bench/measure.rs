//! One after another, and the table at the end.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::error::{During, Result};
use super::launch::{BenchArguments, Place, Target};
use super::report::Report;
use super::rounds::Plan;
use super::{chain, city, import, inbox, pages, push, search, workday};
use crate::postgres::{PostgresOptions, PrivatePostgres};

const FEW: u64 = 10_000;
const MANY: u64 = 100_000;
const FULL: u64 = 1_000_000;
/// There are hundreds of pages and desks: each is read for this part of a block.
const PAGES_A_BLOCK: u32 = 10;

/// Measures what is asked for and prints the table. Fails only where something could not be measured.
pub(super) fn run(arguments: &BenchArguments) -> ExitCode {
    match measure(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: &BenchArguments) -> Result<()> {
    let plan = arguments.plan();
    let mut report = Report::default();
    for target in [Target::P9, Target::P1, Target::P2, Target::P6] {
        if arguments.wants(target) {
            eprintln!("xtask: {target:?}");
            report.add(match target {
                Target::P9 => workday::measure(plan)?,
                Target::P1 => push::measure_sqlite(plan)?,
                Target::P2 => push::measure_postgres(plan)?,
                _ => import::measure(plan)?,
            });
        }
    }
    report.add(large(arguments, plan)?);
    report.add(screens(arguments, plan)?);
    report.lines.sort_by_key(|line| line.target.trim_start_matches('P').parse::<u32>().unwrap_or(u32::MAX));
    let text = format!(
        "\nblocks of {} s, {} rounds; median (least–most)\n\n{}",
        plan.block.as_secs(),
        plan.rounds,
        report.to_text()
    );
    std::io::stdout().lock().write_all(text.as_bytes()).during("printing the table")
}

/// What needs a large city: the inbox and `verify`.
fn large(arguments: &BenchArguments, plan: Plan) -> Result<Report> {
    let mut report = Report::default();
    let folder = tempfile::tempdir().during("making a folder")?;
    if arguments.wants(Target::P3) {
        eprintln!("xtask: P3");
        let sizes = if arguments.full { vec![FEW, MANY, FULL] } else { vec![FEW, MANY] };
        report.add(inbox::measure(plan, folder.path(), &sizes)?);
    }
    if arguments.wants(Target::P10) {
        eprintln!("xtask: P10");
        let path = inbox::file_of(folder.path(), MANY);
        if !path.exists() {
            city::build(&format!("sqlite:{}", path.display()), MANY)?;
        }
        report.add(chain::measure(plan, &path)?);
    }
    Ok(report)
}

/// What is read on the screens, in a city on each database.
fn screens(arguments: &BenchArguments, plan: Plan) -> Result<Report> {
    let mut report = Report::default();
    if !arguments.wants(Target::Pages) && !arguments.wants(Target::Search) {
        return Ok(report);
    }
    let temporary = tempfile::tempdir().during("making a folder")?;
    let folder = arguments.keep.as_deref().unwrap_or(temporary.path());
    std::fs::create_dir_all(folder).during("making the folder of cities")?;
    let records = if arguments.full { FULL } else { MANY };
    let sqlite = sqlite(folder, &format!("pages-{records}"));
    let site = pages::Site { url: &sqlite, from: None, place: "SQLite", records, folder: temporary.path() };
    if arguments.on != Some(Place::Postgres) {
        report.add(screens_at(arguments, plan, &site)?);
    }
    if arguments.on != Some(Place::Sqlite) {
        let private = match &arguments.postgres {
            Some(_) => None,
            None => Some(PrivatePostgres::start(PostgresOptions::default()).during("starting PostgreSQL")?),
        };
        let url = arguments.postgres.clone().or_else(|| private.as_ref().map(PrivatePostgres::url)).unwrap_or_default();
        // Where SQLite was measured, its city is there: hundreds of thousands of acts are done once.
        let from = (arguments.on != Some(Place::Postgres) || arguments.keep.is_some()).then_some(sqlite.as_str());
        report.add(screens_at(arguments, plan, &pages::Site { url: &url, from, place: "PostgreSQL", ..site })?);
    }
    Ok(report)
}

fn screens_at(arguments: &BenchArguments, plan: Plan, site: &pages::Site<'_>) -> Result<Report> {
    pages::check()?;
    let mut report = Report::default();
    let grounds = pages::Grounds::open(site)?;
    if arguments.wants(Target::Pages) {
        eprintln!("xtask: pages, {}", site.place);
        report.add(pages::measure(&grounds, site.place, plan.block / PAGES_A_BLOCK, &arguments.page)?);
    }
    if arguments.wants(Target::Search) {
        eprintln!("xtask: search, {}", site.place);
        let plan = Plan { block: plan.block / PAGES_A_BLOCK, ..plan };
        report.add(search::measure(&grounds, site.place, plan)?);
    }
    Ok(report)
}

fn sqlite(folder: &Path, name: &str) -> String {
    format!("sqlite:{}", folder.join(format!("{name}.db")).display())
}
