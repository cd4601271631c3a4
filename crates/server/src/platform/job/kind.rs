//! What a job does: each section that has long work gives its kinds.

use super::run::Run;
use crate::platform::error::Result;
use futures_util::future::BoxFuture;

/// A kind of long work.
pub trait JobKind: Send + Sync {
    /// Whether it does the jobs of this word, `op_job.kind`; the screens name it by `job-kind-` and the word.
    fn does(&self, kind: &str) -> bool;

    /// Does the job, or goes on with it. It asks `Run::go_on` between two steps and ends when told so. A refusal fails the job by its
    /// code; whatever another try may mend is tried again, from where it stopped.
    fn run<'r>(&'r self, run: &'r Run) -> BoxFuture<'r, Result<Ended>>;
}

/// How a job came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All of it is done.
    Done,
    /// Its owner stopped it.
    Cancelled,
}
