//! The command itself: what to measure and how long; builds the release binaries first and measures with those.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::rounds::Plan;

const BLOCK: Duration = Duration::from_secs(3);
const QUICK_BLOCK: Duration = Duration::from_secs(1);
const ROUNDS: usize = 5;
const QUICK_ROUNDS: usize = 3;

/// A target of the performance page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// Durable push over HTTP, SQLite
    P1,
    /// Durable push over HTTP, PostgreSQL
    P2,
    /// Inbox page of 50
    P3,
    /// Bulk import of 10,000 rows
    P6,
    /// Working days
    P9,
    /// Verify
    P10,
    /// Every page's server time at 100,000 records
    Pages,
    /// The search of the register beside the index asked by hand
    Search,
}

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Place {
    /// SQLite
    Sqlite,
    /// PostgreSQL
    Postgres,
}

/// What to measure.
#[derive(Args, Debug)]
pub struct BenchArguments {
    /// Only these targets; all of them where none is named
    #[arg(value_enum)]
    pub targets: Vec<Target>,
    /// Rounds of ceiling / ours / ceiling / ours; 5, or 3 with --quick
    #[arg(long)]
    pub rounds: Option<usize>,
    /// Blocks of one second instead of three
    #[arg(long)]
    pub quick: bool,
    /// A million records too, which takes some minutes to make
    #[arg(long)]
    pub full: bool,
    /// Keep the cities of `pages` and `search` on SQLite here, and take them from here next time
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Use this PostgreSQL database for `pages` and `search`, and keep its city, instead of a private server
    #[arg(long, value_name = "URL")]
    pub postgres: Option<String>,
    /// `pages` and `search` on this database only
    #[arg(long, value_enum)]
    pub on: Option<Place>,
    /// Of `pages`, only those whose template begins so, `/todo`; all of them where none is named
    #[arg(long, value_name = "START")]
    pub page: Vec<String>,
}

impl BenchArguments {
    /// Whether a target is asked for.
    pub fn wants(&self, target: Target) -> bool {
        self.targets.is_empty() || self.targets.contains(&target)
    }

    /// How long and how often.
    pub fn plan(&self) -> Plan {
        let (block, rounds) = if self.quick { (QUICK_BLOCK, QUICK_ROUNDS) } else { (BLOCK, ROUNDS) };
        Plan { block, rounds: self.rounds.unwrap_or(rounds) }
    }
}

/// Measures and prints the table.
#[cfg(feature = "bench")]
pub fn run(arguments: &BenchArguments) -> ExitCode {
    super::measure::run(arguments)
}

/// Builds the program that measures, and the one that is measured, and runs the first.
#[cfg(not(feature = "bench"))]
pub fn run(_arguments: &BenchArguments) -> ExitCode {
    release::run().unwrap_or_else(|error| {
        eprintln!("xtask: {error}");
        ExitCode::FAILURE
    })
}

#[cfg(not(feature = "bench"))]
mod release {
    use crate::packages;
    use crate::process::{self, Interrupt};
    use std::env;
    use std::io;
    use std::process::{Command, ExitCode};

    /// Why nothing is measured.
    #[derive(Debug, thiserror::Error)]
    pub(super) enum LaunchError {
        #[error("the release build failed")]
        Build,
        #[error("{what} could not be started: {source}")]
        NotStarted {
            what: &'static str,
            #[source]
            source: io::Error,
        },
    }

    pub(super) fn run() -> Result<ExitCode, LaunchError> {
        let interrupt = Interrupt::listen().map_err(|source| LaunchError::NotStarted { what: "listening", source })?;
        // Both at once, so that they share one set of features and nothing is built twice.
        let mut build = Command::new(packages::cargo());
        build.args(["build", "--release", "-p", "shenguan", "-p", "xtask", "--features", "xtask/bench"]);
        let built = process::run(&mut build, &interrupt)
            .map_err(|source| LaunchError::NotStarted { what: "cargo build", source })?;
        if !built.success() {
            return Err(LaunchError::Build);
        }
        // We are target/debug/xtask; it is target/release/xtask.
        let ours = env::current_exe().map_err(|source| LaunchError::NotStarted { what: "xtask", source })?;
        let name = ours.file_name().unwrap_or_default().to_owned();
        let target = ours.parent().and_then(|folder| folder.parent()).unwrap_or(&ours).to_owned();
        let mut bench = Command::new(target.join("release").join(name));
        bench.args(env::args_os().skip(1));
        let status = process::run(&mut bench, &interrupt)
            .map_err(|source| LaunchError::NotStarted { what: "the release build of xtask", source })?;
        Ok(ExitCode::from(process::exit_code(status)))
    }
}
