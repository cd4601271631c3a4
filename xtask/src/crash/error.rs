//! Why the harness itself could not go on; what it finds out about the program is a [`super::Finding`].

use std::error::Error;

/// A step of the harness that failed.
#[derive(Debug, thiserror::Error)]
pub enum CrashError {
    /// Something below failed.
    #[error("{what}: {source}")]
    Step {
        /// What was being done.
        what: &'static str,
        /// What went wrong.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// Something was otherwise than the harness needs.
    #[error("{0}")]
    Unfit(String),
    /// Somebody asked it to stop.
    #[error("stopped")]
    Interrupted,
}

pub(super) type Result<T> = std::result::Result<T, CrashError>;

/// Names the step in which an error came up.
pub(super) trait During<T> {
    fn during(self, what: &'static str) -> Result<T>;
}

impl<T, E: Error + Send + Sync + 'static> During<T> for std::result::Result<T, E> {
    fn during(self, what: &'static str) -> Result<T> {
        self.map_err(|source| CrashError::Step { what, source: Box::new(source) })
    }
}
