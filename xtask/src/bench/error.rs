//! Why nothing could be measured: what was being done, and what went wrong.

use std::error::Error;

/// A step that failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum BenchError {
    /// Something below failed.
    #[error("{what}: {source}")]
    Step {
        what: &'static str,
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// Something answered otherwise than it must.
    #[error("{0}")]
    Unfit(String),
}

pub(super) type Result<T> = std::result::Result<T, BenchError>;

/// Names the step in which an error came up.
pub(super) trait During<T> {
    fn during(self, what: &'static str) -> Result<T>;
}

impl<T, E: Error + Send + Sync + 'static> During<T> for std::result::Result<T, E> {
    fn during(self, what: &'static str) -> Result<T> {
        self.map_err(|source| BenchError::Step { what, source: Box::new(source) })
    }
}
