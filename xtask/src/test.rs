//! `cargo xtask test`: the whole of the tests, with a PostgreSQL and a Chromium that belong to this run alone.

use std::fs::Permissions;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::fonts;
use crate::packages::{self, PackageError};
use crate::postgres::{PostgresError, PostgresOptions, PrivatePostgres};
use crate::process::{self, Interrupt};

/// Where the tests find the server: the owner's address, under which each makes a database of its own.
const POSTGRES_VARIABLE: &str = "SHENGUAN_TEST_POSTGRES";
/// Where the browser tests find ChromeDriver.
const CHROMEDRIVER_VARIABLE: &str = "SHENGUAN_TEST_CHROMEDRIVER";
/// Where they find Chromium.
const CHROMIUM_VARIABLE: &str = "SHENGUAN_TEST_CHROMIUM";
/// Where the tests of official documents find their fonts.
const FONTS_VARIABLE: &str = "SHENGUAN_TEST_FONTS";
/// Everything is tested with PDF; who chooses packages chooses their features.
const FEATURES: [&str; 2] = ["--features", "shenguan/pdf"];
/// Exit code where a person has to install something first.
const EXIT_USAGE: u8 = 64;

/// What to run and beside what.
#[derive(Debug, clap::Args)]
pub struct TestArguments {
    /// Leave out the browser tests, and Chromium with them
    #[arg(long)]
    no_browser: bool,
    /// Let PostgreSQL answer before its disk does: faster, and worth nothing after a power cut
    #[arg(long)]
    fast_postgres: bool,
    /// For the runner, such as `-p shenguan-rules` or a part of a test's name; documentation tests are left out then
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "NEXTEST ARGUMENTS")]
    runner: Vec<String>,
}

/// Why the tests were not run to their end.
#[derive(Debug, thiserror::Error)]
enum TestError {
    #[error(transparent)]
    Package(#[from] PackageError),
    #[error(transparent)]
    Postgres(#[from] PostgresError),
    #[error("{0} is installed, but not in the search path")]
    NotInPath(&'static str),
    #[error("{what} failed: {source}")]
    NotRun { what: &'static str, source: io::Error },
}

/// Runs the tests; the exit code is theirs.
pub fn run(arguments: &TestArguments) -> ExitCode {
    let interrupt = match Interrupt::listen() {
        Ok(interrupt) => interrupt,
        Err(error) => {
            eprintln!("xtask: Ctrl-C could not be watched for: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = run_tests(arguments, &interrupt);
    if let Some(code) = interrupt.exit_code() {
        eprintln!("xtask: stopped; what was started has been stopped too");
        return ExitCode::from(code);
    }
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("xtask: {error}");
            let is_for_a_person = matches!(error, TestError::Package(PackageError::ByHand(_)));
            if is_for_a_person { ExitCode::from(EXIT_USAGE) } else { ExitCode::FAILURE }
        }
    }
}

fn run_tests(arguments: &TestArguments, interrupt: &Interrupt) -> Result<u8, TestError> {
    let browser = if arguments.no_browser { [].as_slice() } else { &packages::BROWSER };
    let makes_documents = makes_documents(&arguments.runner);
    let documents = if makes_documents { packages::DOCUMENTS.as_slice() } else { &[] };
    packages::ensure(&[&[packages::POSTGRESQL], browser, documents].concat(), interrupt)?;
    packages::ensure_nextest(interrupt)?;
    let mut environment: Vec<(&str, PathBuf)> = Vec::new();
    if !arguments.no_browser {
        environment.push((CHROMEDRIVER_VARIABLE, in_path("chromedriver")?));
        environment.push((CHROMIUM_VARIABLE, in_path("chromium")?));
    }
    if makes_documents {
        environment.push((FONTS_VARIABLE, fonts::ensure(interrupt)?));
    }
    // Removed at the end, with whatever a stopped test left in it.
    let scratch = scratch_folder()?;
    environment.push(("TMPDIR", scratch.path().to_path_buf()));
    let options = PostgresOptions { fsync: !arguments.fast_postgres, ..PostgresOptions::default() };
    let mut postgres = PrivatePostgres::start(options)?;
    environment.push((POSTGRES_VARIABLE, PathBuf::from(postgres.url())));
    let version = postgres.version().unwrap_or_else(|| "PostgreSQL".to_owned());
    eprintln!("xtask: {version} on port {}", postgres.port());

    let mut steps = Vec::new();
    if arguments.runner.is_empty() {
        let mut documentation = Command::new(packages::cargo());
        documentation.args(["test", "--quiet", "--doc", "--workspace"]).args(FEATURES);
        steps.push(Step::run("documentation tests", documentation, &environment, interrupt)?);
    }
    if interrupt.signal().is_none() {
        // Last, so that the count of the tests is the last thing that a log shows.
        steps.push(Step::run("tests", runner_command(arguments), &environment, interrupt)?);
    }
    postgres.stop()?;
    summarise(arguments, &version, &steps);
    Ok(steps.iter().map(|step| step.code).find(|code| *code != 0).unwrap_or(0))
}

/// Where the tests make their temporary files. Passable for other accounts: a test's own PostgreSQL is not root's.
fn scratch_folder() -> Result<TempDir, TestError> {
    let folder = tempfile::Builder::new().prefix("shenguan-test-").permissions(Permissions::from_mode(0o711)).tempdir();
    folder.map_err(|source| TestError::NotRun { what: "making a temporary folder", source })
}

/// The runner's command line. A choice of packages replaces the whole workspace.
fn runner_command(arguments: &TestArguments) -> Command {
    let mut command = Command::new(packages::cargo());
    command.args(["nextest", "run"]);
    if !arguments.runner.iter().any(|argument| chooses_packages(argument)) {
        command.arg("--workspace").args(FEATURES);
    }
    if arguments.no_browser {
        command.args(["--profile", "no-browser"]);
    }
    command.args(&arguments.runner);
    command
}

/// Whether official documents are among what is tested: with the whole workspace, by their package, or by their feature.
fn makes_documents(runner: &[String]) -> bool {
    let is_named = |argument: &String| argument.contains("documents") || argument.contains("pdf");
    !runner.iter().any(|argument| chooses_packages(argument))
        || runner.iter().any(|argument| argument == "--workspace" || is_named(argument))
}

fn chooses_packages(argument: &str) -> bool {
    let is_short = argument.starts_with("-p") && !argument.starts_with("--");
    is_short
        || ["--package", "--workspace", "--all", "--manifest-path"]
            .iter()
            .any(|long| argument.strip_prefix(long).is_some_and(|rest| rest.is_empty() || rest.starts_with('=')))
}

fn in_path(program: &'static str) -> Result<PathBuf, TestError> {
    packages::find_program(program).ok_or(TestError::NotInPath(program))
}

/// One program of the run and how it ended.
struct Step {
    name: &'static str,
    code: u8,
    took: Duration,
}

impl Step {
    fn run(
        name: &'static str,
        mut command: Command,
        environment: &[(&str, PathBuf)],
        interrupt: &Interrupt,
    ) -> Result<Self, TestError> {
        let started_at = Instant::now();
        command.envs(environment.iter().map(|(key, value)| (key, value)));
        let status = process::run(&mut command, interrupt);
        let status = status.map_err(|source| TestError::NotRun { what: name, source })?;
        Ok(Self { name, code: process::exit_code(status), took: started_at.elapsed() })
    }
}

fn summarise(arguments: &TestArguments, version: &str, steps: &[Step]) {
    for step in steps {
        let outcome = if step.code == 0 { "ok".to_owned() } else { format!("failed with exit code {}", step.code) };
        eprintln!("xtask: {} {outcome}, {:.1} s", step.name, step.took.as_secs_f64());
    }
    let disk = if arguments.fast_postgres { ", without fsync" } else { "" };
    let browser = if arguments.no_browser { "left out" } else { "Chromium" };
    eprintln!("xtask: database {version}{disk}; browser {browser}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command_line(no_browser: bool, runner: &[&str]) -> Vec<String> {
        let runner = runner.iter().map(|argument| (*argument).to_owned()).collect();
        let arguments = TestArguments { no_browser, fast_postgres: false, runner };
        let command = runner_command(&arguments);
        command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn without_arguments_the_whole_workspace_is_tested() {
        assert_eq!(command_line(false, &[]), ["nextest", "run", "--workspace", "--features", "shenguan/pdf"]);
    }

    #[test]
    fn a_choice_of_packages_replaces_the_workspace() {
        assert_eq!(command_line(false, &["-p", "shenguan-rules"]), ["nextest", "run", "-p", "shenguan-rules"]);
        assert_eq!(command_line(false, &["--package=xtask"]), ["nextest", "run", "--package=xtask"]);
    }

    #[test]
    fn a_part_of_a_name_is_looked_for_in_the_whole_workspace() {
        let line = ["nextest", "run", "--workspace", "--features", "shenguan/pdf", "deemed"];
        assert_eq!(command_line(false, &["deemed"]), line);
    }

    #[test]
    fn without_chromium_its_tests_are_left_out_by_the_profile() {
        let line = ["nextest", "run", "--workspace", "--features", "shenguan/pdf", "--profile", "no-browser"];
        assert_eq!(command_line(true, &[]), line);
    }

    #[test]
    fn what_documents_need_is_installed_only_for_those_who_test_them() {
        let makes =
            |runner: &[&str]| makes_documents(&runner.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>());
        assert!(makes(&[]) && makes(&["deemed"]));
        assert!(makes(&["-p", "shenguan-documents"]) && makes(&["-p", "shenguan-server", "--features", "pdf"]));
        assert!(!makes(&["-p", "shenguan-rules"]));
    }
}
