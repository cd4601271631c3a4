//! How a command ends: 0 done, 1 failed, 64 usage (`sysexits.h`), and what each command adds to that.

use serde::Serialize;
use shenguan_server::platform::error::Error as PlatformError;
use shenguan_server::platform::web::{Language, problem};
use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

const FAILED: u8 = 1;
const USAGE: u8 = 64;
/// A SQLite file has one writer.
const IN_USE: &str = "有服务正在使用这个数据库，请先停止服务，再执行本命令（DB_IN_USE）";

/// A command that ran to its end; most end with 0.
pub(crate) type Done = Result<ExitCode, Failure>;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line asks for what cannot be: exit code 64.
    Usage(String),
    /// It could not be done: exit code 1.
    Failed(Box<dyn Error + Send + Sync>),
}

impl Failure {
    /// A failure in words.
    pub(crate) fn words(words: impl Into<String>) -> Self {
        Self::Failed(words.into().into())
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(Box::new(error))
    }
}

impl fmt::Display for Failure {
    /// The error and its causes in one line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(words) => formatter.write_str(words),
            Self::Failed(error) => {
                write!(formatter, "{error}")?;
                let mut cause = error.source();
                while let Some(error) = cause {
                    write!(formatter, ": {error}")?;
                    cause = error.source();
                }
                Ok(())
            }
        }
    }
}

/// Says on standard error why a command failed.
pub(crate) fn failed(failure: &Failure) -> ExitCode {
    say(&format!("shenguan: {failure}"));
    match failure {
        Failure::Usage(_) => ExitCode::from(USAGE),
        Failure::Failed(_) => ExitCode::from(FAILED),
    }
}

/// What clap has to say: help and version are done, everything else is usage.
pub(crate) fn end_of_usage(error: &clap::Error) -> ExitCode {
    let usage = error.use_stderr();
    // Where nobody listens any more there is nobody to tell.
    let _ = error.print();
    if usage { ExitCode::from(USAGE) } else { ExitCode::SUCCESS }
}

/// What the platform says to an act, in Chinese, with every field that is wrong. The cause of a fault is told in English.
pub(crate) fn told(error: &PlatformError) -> String {
    if let Some(shenguan_db::Error::InUse(_)) = error.database() {
        return IN_USE.to_owned();
    }
    if let PlatformError::Fault(cause) = error {
        return cause.to_string();
    }
    let problem = problem(error, Language::Chinese);
    let fields = problem.errors.iter().map(|wrong| format!("；{}：{}", wrong.field, wrong.message));
    std::iter::once(format!("{}（{}）", problem.title, problem.code)).chain(fields).collect()
}

/// One JSON document on standard output.
pub(crate) fn print_json(document: &impl Serialize) -> Result<(), Failure> {
    print(&serde_json::to_string(document)?)
}

/// A line on standard output.
pub(crate) fn print(line: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{line}").and_then(|()| out.flush()) {
        // `shenguan … | head` has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => Ok(outcome?),
    }
}

/// A line on standard error, for people.
pub(crate) fn say(line: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_its_causes() {
        #[derive(Debug, thiserror::Error)]
        #[error("the outer")]
        struct Outer(#[source] io::Error);
        let failure = Failure::from(Outer(io::Error::other("the inner")));
        assert_eq!(failure.to_string(), "the outer: the inner");
    }
}
