//! All checks at once, and what they say.

use std::fmt;
use std::process::ExitCode;

use super::repository::Repository;
use super::{documents, sources};

/// One thing that is not as the house wants it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, from the root of the repository.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

impl Finding {
    /// A finding at a line.
    pub fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// Everything that any check finds, by file and line.
pub fn findings(repository: &Repository) -> Vec<Finding> {
    let checks = [
        sources::too_long,
        sources::logic_in_module_files,
        sources::statements_outside_stores,
        sources::unfinished,
        documents::missing,
        documents::paths_that_do_not_exist,
        documents::clauses_without_test,
        documents::codes_not_listed,
    ];
    let mut findings: Vec<Finding> = checks.iter().flat_map(|check| check(repository)).collect();
    findings.sort();
    findings
}

/// `cargo xtask tidy`: writes the findings to standard error; the exit code tells whether there are any.
pub fn run() -> ExitCode {
    let repository = match Repository::of_this_workspace() {
        Ok(repository) => repository,
        Err(error) => {
            eprintln!("xtask: the repository could not be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let findings = findings(&repository);
    for finding in &findings {
        eprintln!("{finding}");
    }
    eprintln!("xtask: {} files, {} findings", repository.len(), findings.len());
    if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
