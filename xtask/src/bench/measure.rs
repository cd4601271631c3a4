//! One after another, and the table at the end.

use std::io::Write;
use std::process::ExitCode;

use super::error::{During, Result};
use super::launch::{BenchArguments, Target};
use super::report::Report;
use super::rounds::Plan;
use super::{chain, city, import, inbox, push, workday};

const FEW: u64 = 10_000;
const MANY: u64 = 100_000;
const FULL: u64 = 1_000_000;

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
