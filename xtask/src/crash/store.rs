//! Where the histories of a run lie: SQLite files in a temporary folder, or schemas of a PostgreSQL of one's own.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::postgres::{PostgresOptions, PrivatePostgres};

use super::error::{During, Result};
use super::launch::Engine;

/// The folder of a run and its database server, if it needs one.
pub(super) struct Store {
    // Before the folder, so that the server ends first.
    postgres: Option<PrivatePostgres>,
    folder: TempDir,
}

impl Store {
    pub(super) fn open(engine: Engine) -> Result<Self> {
        let folder =
            tempfile::Builder::new().prefix("shenguan-crash-").tempdir().during("making a temporary folder")?;
        let postgres = match engine {
            Engine::Sqlite => None,
            // Commits wait for the disk, as in a real installation.
            Engine::Postgres => Some(PrivatePostgres::start(PostgresOptions::default()).during("starting PostgreSQL")?),
        };
        Ok(Self { postgres, folder })
    }

    /// The url of a fresh database.
    pub(super) fn url(&self, history: u32) -> String {
        match &self.postgres {
            None => format!("sqlite:{}", self.folder().join(format!("history-{history}.db")).display()),
            Some(postgres) => format!("{}?schema=history_{history}", postgres.url()),
        }
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A file of the run.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Kills the postmaster; its files stay.
    pub(super) fn kill_postmaster(&mut self) -> Result<()> {
        self.postgres.as_mut().map_or(Ok(()), PrivatePostgres::kill).during("killing the postmaster")
    }

    /// Starts the postmaster again if it was killed, and waits until it has recovered.
    pub(super) fn recover(&mut self) -> Result<()> {
        self.postgres.as_mut().map_or(Ok(()), PrivatePostgres::start_again).during("starting the postmaster again")
    }
}
