//! An import in the background: the file again, row by row, each under the key of its line; what is settled is settled.

use super::outcome::{RowResult, RowStatus};
use super::plan::{Plan, plan};
use super::planned::{Planned, Record};
use super::run::once_for;
use super::what::What;
use crate::platform::app::App;
use crate::platform::error::{Error, RefusedKind, Result};
use crate::platform::job::{Ended, Go, JobKind, JobRow, Outcome, Run, write_rows};
use crate::platform::table::{Limits, read};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join_all};
use serde::{Deserialize, Serialize};
use shenguan_rules::subject::Actor;
use std::sync::Arc;

/// So many rows are under way at once; a job that is stopped ends after these.
const ROWS_AT_ONCE: usize = 32;
/// What the kinds of these jobs begin with.
const KIND_PREFIX: &str = "import-";

/// Imports of every list.
pub struct ImportJob;

/// What an import was asked to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportRequest {
    /// Why pushes of it are late.
    pub late_reason: String,
}

/// The kind of job that imports a list.
pub fn kind_of(what: What) -> String {
    format!("{KIND_PREFIX}{}", what.as_str())
}

/// The list that a kind of job imports.
pub fn what_of(kind: &str) -> Option<What> {
    kind.strip_prefix(KIND_PREFIX).and_then(What::from_word)
}

impl JobKind for ImportJob {
    fn does(&self, kind: &str) -> bool {
        what_of(kind).is_some()
    }

    fn run<'r>(&'r self, run: &'r Run) -> BoxFuture<'r, Result<Ended>> {
        import(run).boxed()
    }
}

impl From<RowResult> for JobRow {
    fn from(result: RowResult) -> Self {
        Self {
            number: result.row,
            outcome: match result.status {
                RowStatus::Taken => Outcome::Taken,
                RowStatus::Already => Outcome::Already,
                RowStatus::Refused => Outcome::Refused,
            },
            link: result.numbers.join(" "),
            reasons: serde_json::to_string(&result.reasons).unwrap_or_default(),
        }
    }
}

async fn import(run: &Run) -> Result<Ended> {
    let what = what_of(&run.job().kind).ok_or_else(|| Error::fault("an import of no list"))?;
    let request: ImportRequest = serde_json::from_str(&run.job().request)?;
    let bytes = run.sent(Limits::default().file_bytes).await?;
    let jurisdiction = run.app().jurisdiction().to_owned();
    let planned = tokio::task::spawn_blocking(move || {
        let table = read(&bytes, &Limits::default()).map_err(|_| unreadable())?;
        plan(what, &table, &request.late_reason, &jurisdiction)?.map_err(|_| unreadable())
    });
    let Plan { planned, settled: refused, .. } = planned.await.map_err(Error::fault)??;
    let settled = run.settled().await?;
    if run.go_on(refused.into_iter().map(JobRow::from).collect()).await? == Go::Cancelled {
        return Ok(Ended::Cancelled);
    }
    let rest: Vec<&Planned> = planned.iter().filter(|one| !one.rows.iter().all(|row| settled.contains(row))).collect();
    for some in rest.chunks(ROWS_AT_ONCE) {
        // Asked anew each time: who leaves or loses the role while a long file runs does nothing from then on.
        let owner = run.owner().await?;
        if !what.is_open_to(&owner) {
            return Err(Error::refuse(RefusedKind::Authority, "JOB_OWNER_GONE"));
        }
        let id = run.job().id.as_str();
        let results = join_all(some.iter().map(|one| row(run.app(), &owner.actor, one, what, id))).await;
        let rows: Vec<Vec<RowResult>> = results.into_iter().collect::<Result<_>>()?;
        if run.go_on(rows.into_iter().flatten().map(JobRow::from).collect()).await? == Go::Cancelled {
            return Ok(Ended::Cancelled);
        }
    }
    Ok(Ended::Done)
}

/// A row is noted in the transaction of its act: cut off between the two, nobody could say any more that it was this job that did it.
async fn row(app: &App, actor: &Actor, planned: &Planned, what: What, job: &str) -> Result<Vec<RowResult>> {
    let (job, rows) = (job.to_owned(), planned.rows.clone());
    let record: Record = Arc::new(move |act, taken| {
        let status = if taken.already { RowStatus::Already } else { RowStatus::Taken };
        let row = |row: &u32| RowResult { row: *row, status, numbers: taken.numbers.clone(), reasons: Vec::new() };
        let rows: Vec<JobRow> = rows.iter().map(row).map(JobRow::from).collect();
        write_rows(act, &job, &rows);
        Ok(())
    });
    once_for(app, actor, planned, what, Some(record)).await
}

/// It could be read when it was sent in.
fn unreadable() -> Error {
    Error::refuse(RefusedKind::Request, "JOB_NOT_READABLE")
}
