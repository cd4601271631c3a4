//! The workers of a node: each takes one job at a time, keeps its lease while it runs, puts it to its end, and removes what has had
//! its time.

use super::kind::{Ended, JobKind};
use super::run::{LEASE_LOST, Run};
use super::store::{COLUMNS, Job, JobState, end, from_row};
use crate::platform::act::Act;
use crate::platform::app::App;
use crate::platform::clock;
use crate::platform::error::{Error, Result};
use crate::platform::reader::Read;
use jiff::SignedDuration;
use shenguan_rules::subject::Actor;
use std::time::Duration;

/// How long a node has a job without a step forward; then another may take it up.
pub const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// How long the worker sleeps between two looks.
const TICK: Duration = Duration::from_millis(500);
/// A job that was taken up so often without a step forward fails.
const ATTEMPTS_MAX: i64 = 5;
/// So many jobs are removed at once.
const REMOVED_AT_ONCE: i64 = 20;

/// Which jobs a worker takes up. A list is written in seconds and an import may take an hour, so that neither waits for the other.
#[derive(Clone, Copy, Debug)]
enum Lane {
    All,
    Exports,
    Others,
}

impl Lane {
    /// The jobs that wait, or that a node lost hold of before `$1`.
    const fn condition(self) -> &'static str {
        match self {
            Self::All => "(state = 'waiting' OR (state = 'running' AND lease_until_at < $1))",
            Self::Exports => "kind = 'export' AND (state = 'waiting' OR (state = 'running' AND lease_until_at < $1))",
            Self::Others => "kind <> 'export' AND (state = 'waiting' OR (state = 'running' AND lease_until_at < $1))",
        }
    }
}

/// Does what waits, for as long as the process runs.
pub async fn work_for_ever(app: App, kinds: &'static [&'static dyn JobKind]) {
    tokio::join!(work_lane(&app, kinds, Lane::Exports), work_lane(&app, kinds, Lane::Others));
}

async fn work_lane(app: &App, kinds: &[&dyn JobKind], lane: Lane) {
    loop {
        tokio::time::sleep(TICK).await;
        if let Err(error) = work_those(app, kinds, lane).await {
            tracing::error!(%error, ?lane, "a job could not be taken up; another try follows");
        }
    }
}

/// Does what waits now, and removes what has had its time; how many jobs were taken up.
pub async fn work_all(app: &App, kinds: &[&dyn JobKind]) -> Result<usize> {
    work_those(app, kinds, Lane::All).await
}

async fn work_those(app: &App, kinds: &[&dyn JobKind], lane: Lane) -> Result<usize> {
    let holder = hex::encode(clock::random::<8>());
    let mut taken = 0;
    loop {
        let (waits, has_had_its_time) = app.read(move |read| look(read, lane)).await?;
        if has_had_its_time {
            app.act(Actor::Time, remove).await?;
        }
        if !waits {
            return Ok(taken);
        }
        let name = holder.clone();
        let Some(job) = app.act(Actor::Time, move |act| claim(act, &name, lane)).await? else { return Ok(taken) };
        taken += 1;
        work(app, kinds, job, &holder).await?;
    }
}

/// Whether a job can be taken up, and whether one is to be removed.
fn look(read: &mut Read<'_, '_>, lane: Lane) -> Result<(bool, bool)> {
    let now = read.now().as_microsecond();
    let waits = format!("SELECT 1 FROM op_job WHERE {} LIMIT 1", lane.condition());
    let old = "SELECT 1 FROM op_job WHERE removed_at < $1 LIMIT 1";
    let tx = read.tx();
    Ok((tx.query_opt(&waits, &[now.into()])?.is_some(), tx.query_opt(old, &[now.into()])?.is_some()))
}

/// Takes the oldest job that nobody has. One that was taken up too often fails instead.
fn claim(act: &mut Act<'_, '_>, holder: &str, lane: Lane) -> Result<Option<Job>> {
    let now = act.now();
    let sql =
        format!("SELECT {COLUMNS}, attempts FROM op_job WHERE {} ORDER BY created_at, id LIMIT 1", lane.condition());
    let Some(row) = act.tx().query_opt(&sql, &[now.as_microsecond().into()])? else { return Ok(None) };
    let mut job = from_row(&row)?;
    let attempts: i64 = row.get(18)?;
    if attempts >= ATTEMPTS_MAX {
        tracing::error!(job = job.id, kind = job.kind, "a job was given up");
        end(act, &job.id, JobState::Failed, Some("JOB_GIVEN_UP"));
        return Ok(None);
    }
    act.tx().execute(
        "UPDATE op_job SET state = 'running', lease_holder = $1, lease_until_at = $2, started_at = $3, attempts = $4, \
         removed_at = $5 WHERE id = $6",
        vec![
            holder.into(),
            (now + LEASE).as_microsecond().into(),
            job.started_at.unwrap_or(now).as_microsecond().into(),
            (attempts + 1).into(),
            i64::MAX.into(),
            job.id.as_str().into(),
        ],
    );
    job.state = JobState::Running;
    Ok(Some(job))
}

async fn work(app: &App, kinds: &[&dyn JobKind], job: Job, holder: &str) -> Result<()> {
    let (id, name) = (job.id.clone(), holder.to_owned());
    let kind = kinds.iter().find(|kind| kind.does(&job.kind)).copied();
    let outcome = match kind {
        Some(kind) => kind.run(&Run::new(app.clone(), job, name.clone())).await,
        None => Err(Error::fault(format!("nobody does jobs of the kind {}", job.kind))),
    };
    let (state, code) = match outcome {
        Ok(Ended::Done) => (JobState::Done, None),
        Ok(Ended::Cancelled) => (JobState::Cancelled, None),
        // Another try may help, here or on another node, once the lease has run out.
        Err(Error::Busy(why)) => {
            if why != LEASE_LOST {
                tracing::warn!(job = id, why, "a job waits for another try");
            }
            return Ok(());
        }
        Err(Error::Refused(refused)) => (JobState::Failed, Some(refused.code)),
        Err(Error::Invalid(_) | Error::NotFound | Error::Unauthorized | Error::TooMany { .. }) => {
            (JobState::Failed, Some("JOB_NOT_READABLE"))
        }
        Err(Error::Fault(source)) => {
            tracing::error!(job = id, %source, "a job failed");
            (JobState::Failed, Some("INTERNAL_FAULT"))
        }
    };
    let ended = app.act(Actor::Time, move |act| {
        let sql = "SELECT 1 FROM op_job WHERE id = $1 AND state = 'running' AND lease_holder = $2";
        if act.tx().query_opt(sql, &[id.as_str().into(), name.as_str().into()])?.is_some() {
            end(act, &id, state, code);
        }
        Ok(())
    });
    ended.await
}

/// Removes jobs that have had their time, with their rows and files.
fn remove(act: &mut Act<'_, '_>) -> Result<()> {
    let now = act.now().as_microsecond();
    let sql = "SELECT id FROM op_job WHERE removed_at < $1 ORDER BY removed_at LIMIT $2";
    for row in act.tx().query(sql, &[now.into(), REMOVED_AT_ONCE.into()])? {
        let id: String = row.get(0)?;
        for statement in [
            "DELETE FROM op_job_piece WHERE job = $1",
            "DELETE FROM op_job_row WHERE job = $1",
            "DELETE FROM op_job WHERE id = $1",
        ] {
            act.tx().execute(statement, vec![id.as_str().into()]);
        }
    }
    Ok(())
}
