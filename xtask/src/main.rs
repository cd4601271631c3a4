//! `cargo xtask COMMAND`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{bench, crash, test, tidy};

/// What a developer runs that is longer than one line.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the tests, with a private PostgreSQL and Chromium beside them
    Test(test::TestArguments),
    /// Measure beside a ceiling taken in the same run; builds everything in release first
    Bench(bench::launch::BenchArguments),
    /// Kill the program at random instants under load, and see whether it kept its word; builds it first
    Crash(crash::launch::CrashArguments),
    /// Check what the compiler does not: lengths, places, and that the documents tell the truth
    Tidy,
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Test(arguments) => test::run(&arguments),
        Command::Bench(arguments) => bench::launch::run(&arguments),
        Command::Crash(arguments) => crash::launch::run(&arguments),
        Command::Tidy => tidy::report::run(),
    }
}
