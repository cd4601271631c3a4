//! The command itself: how often to kill what; builds the program first, with its mutants where they are asked for.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

/// A database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// A file
    Sqlite,
    /// A server of one's own, started for the run
    Postgres,
}

/// A fault that the program can be built with; the names are those of the server's feature `mutants`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MutantName {
    /// The answer goes out before the commit
    AnswerBeforeCommit,
    /// The idempotency key is not stored
    KeyNotStored,
    /// The ledger entry is written outside the transaction of its act
    EntryOutsideTransaction,
    /// Numbers are drawn ahead of the acts that take them, and a kill loses the rest
    NumbersDrawnAhead,
}

/// What to kill, and how often.
#[derive(Args, Debug)]
pub struct CrashArguments {
    /// Only this database; both where none is named
    #[arg(long, value_enum)]
    pub database: Option<Engine>,
    /// How many kills on each database; for a mutant, after how many it has survived
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    pub rounds: u32,
    /// What chance follows from
    #[arg(long, default_value_t = 66)]
    pub seed: u64,
    /// Put this fault in; ends with 0 if it is caught
    #[arg(long, value_enum, conflicts_with = "mutants")]
    pub mutant: Option<MutantName>,
    /// Put each fault in, one after another; ends with 0 if all are caught
    #[arg(long)]
    pub mutants: bool,
}

impl Engine {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

impl MutantName {
    /// As `SHENGUAN_MUTANT` asks for it.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

impl CrashArguments {
    /// The faults to put in; none for the program as it is.
    pub fn faults(&self) -> Vec<Option<MutantName>> {
        if self.mutants {
            return MutantName::value_variants().iter().copied().map(Some).collect();
        }
        vec![self.mutant]
    }

    /// The databases to kill on.
    pub fn engines(&self) -> Vec<Engine> {
        self.database.map_or_else(|| Engine::value_variants().to_vec(), |engine| vec![engine])
    }
}

/// Runs the rounds; the exit code is 0 if no word was broken, or if every mutant broke one.
#[cfg(feature = "crash")]
pub fn run(arguments: &CrashArguments) -> ExitCode {
    rounds::run(arguments).unwrap_or_else(|error| {
        eprintln!("xtask: {error}");
        ExitCode::FAILURE
    })
}

/// Builds the program that is killed, and the one that kills, and runs the second.
#[cfg(not(feature = "crash"))]
pub fn run(arguments: &CrashArguments) -> ExitCode {
    build::run(arguments).unwrap_or_else(|error| {
        eprintln!("xtask: {error}");
        ExitCode::FAILURE
    })
}

#[cfg(feature = "crash")]
mod rounds {
    use super::{CrashArguments, ExitCode};
    use crate::crash::campaign::{self, Campaign};
    use crate::crash::error::{During, Result};
    use crate::process::Interrupt;
    use std::env;

    pub(super) fn run(arguments: &CrashArguments) -> Result<ExitCode> {
        let interrupt = Interrupt::listen().during("listening for Ctrl-C")?;
        let ours = env::current_exe().during("finding this program")?;
        let binary = ours.with_file_name("shenguan");
        let mut failed = false;
        for mutant in arguments.faults() {
            for engine in arguments.engines() {
                let campaign =
                    Campaign { mutant, ..Campaign::new(binary.clone(), engine, arguments.rounds, arguments.seed) };
                let summary = campaign::run(&campaign, &interrupt, &mut |line| eprintln!("xtask: {line}"))?;
                let outcome = match mutant {
                    None if summary.is_clean() && summary.is_in_time() => "every word kept".to_owned(),
                    None if summary.is_clean() => "every word kept, but READY LATE after a kill".to_owned(),
                    None => "WORDS BROKEN".to_owned(),
                    Some(mutant) if summary.is_clean() => format!("the mutant {} SURVIVED", mutant.name()),
                    Some(mutant) => format!("the mutant {} was caught", mutant.name()),
                };
                failed |= match mutant {
                    None => !(summary.is_clean() && summary.is_in_time()),
                    Some(_) => summary.is_clean(),
                };
                eprintln!("xtask: {}, seed {}: {outcome}: {summary}", engine.name(), arguments.seed);
            }
        }
        Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

#[cfg(not(feature = "crash"))]
mod build {
    use super::{CrashArguments, ExitCode};
    use crate::packages;
    use crate::process::{self, Interrupt};
    use std::env;
    use std::io;
    use std::process::Command;

    pub(super) fn run(arguments: &CrashArguments) -> io::Result<ExitCode> {
        let interrupt = Interrupt::listen()?;
        // Asked before the build, which puts the program that kills where this one stands.
        let ours = env::current_exe()?;
        let has_mutants = arguments.faults().iter().any(Option::is_some);
        let features = if has_mutants { "xtask/crash,shenguan/mutants" } else { "xtask/crash" };
        let mut build = Command::new(packages::cargo());
        build.args(["build", "--quiet", "-p", "shenguan", "-p", "xtask", "--features", features]);
        let status = process::run(&mut build, &interrupt)?;
        if !status.success() {
            return Ok(ExitCode::from(process::exit_code(status)));
        }
        let mut kills = Command::new(ours);
        kills.args(env::args_os().skip(1));
        Ok(ExitCode::from(process::exit_code(process::run(&mut kills, &interrupt)?)))
    }
}

#[cfg(all(test, feature = "crash"))]
mod tests {
    use super::*;
    use shenguan_server::platform::mutant::Mutant;

    #[test]
    fn the_names_of_the_mutants_are_those_of_the_server() {
        let ours: Vec<String> = MutantName::value_variants().iter().map(|mutant| mutant.name()).collect();
        let theirs = [
            Mutant::AnswerBeforeCommit,
            Mutant::KeyNotStored,
            Mutant::EntryOutsideTransaction,
            Mutant::NumbersDrawnAhead,
        ];
        assert_eq!(ours, theirs.map(Mutant::name));
    }
}
