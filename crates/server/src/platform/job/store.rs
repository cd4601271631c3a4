//! Jobs as rows. Written inside acts, as every `op_` row; whose they are is asked in every query.

use crate::platform::act::Act;
use crate::platform::clock::from_micros;
use crate::platform::error::{Error, RefusedKind, Result};
use jiff::{SignedDuration, Timestamp};
use shenguan_db::{Row, Tx, Value};

/// So many jobs of one account wait or run at once.
const OPEN_JOBS_MAX: i64 = 5;
/// What was laid down and not started goes after a day.
const LAID_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// So many jobs stand on the list of its owner.
const LISTED_MAX: i64 = 100;

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub account: String,
    /// What it does: `import-roster`.
    pub kind: String,
    /// What its owner calls it: the name of the file.
    pub title: String,
    /// The path of the pages that laid it down; empty where there are none.
    pub home: String,
    /// What was asked, as JSON of its kind.
    pub request: String,
    /// How it stands.
    pub state: JobState,
    /// Of so many rows.
    pub total: u64,
    /// So many are settled.
    pub done: u64,
    /// So many of these were refused.
    pub refused: u64,
    /// Why it failed.
    pub code: Option<String>,
    /// The file that it made.
    pub file_name: Option<String>,
    /// What kind of file.
    pub media_type: Option<String>,
    /// When it was laid down.
    pub created_at: Timestamp,
    /// When it was first taken up.
    pub started_at: Option<Timestamp>,
    /// When it came to its end.
    pub ended_at: Option<Timestamp>,
    /// When it is removed with all that belongs to it.
    pub removed_at: Timestamp,
    /// Whether its owner wants it stopped.
    pub cancel_asked: bool,
}

/// How a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// Checked, and not started yet.
    Laid,
    /// It waits for a node.
    Waiting,
    /// A node does it.
    Running,
    /// It is done.
    Done,
    /// It could not be done.
    Failed,
    /// Its owner stopped it.
    Cancelled,
}

/// A job to be laid down.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Whose.
    pub account: String,
    /// What it does.
    pub kind: String,
    /// What its owner calls it.
    pub title: String,
    /// The path of the pages that lay it down; empty where there are none.
    pub home: String,
    /// What is asked, as JSON of its kind.
    pub request: String,
    /// Of so many rows.
    pub total: u64,
}

pub(super) const COLUMNS: &str = "id, account, kind, title, home, request, state, total_count, done_count, refused_count, code, \
     file_name, media_type, created_at, started_at, ended_at, removed_at, cancel_asked_at";

impl JobState {
    const ALL: [Self; 6] = [Self::Laid, Self::Waiting, Self::Running, Self::Done, Self::Failed, Self::Cancelled];

    /// The word in the table and in `job-state-`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Laid => "laid",
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing more happens to it.
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }

    /// Whether it waits or runs.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// Lays a job down; it does not run before `start`. Gives its id.
pub fn lay(act: &mut Act<'_, '_>, new: &NewJob) -> Result<String> {
    let sql = "SELECT COUNT(*) FROM op_job WHERE account = $1 AND state IN ('waiting', 'running')";
    let open: i64 = act.tx().query_one(sql, &[new.account.as_str().into()])?.get(0)?;
    if open >= OPEN_JOBS_MAX {
        return Err(Error::refuse(RefusedKind::State, "JOBS_TOO_MANY"));
    }
    let (id, now) = (act.new_id(), act.now());
    act.tx().execute(
        "INSERT INTO op_job (id, account, kind, title, home, request, state, total_count, done_count, refused_count, \
         created_at, removed_at, attempts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9, $10, 0)",
        vec![
            id.as_str().into(),
            new.account.as_str().into(),
            new.kind.as_str().into(),
            new.title.as_str().into(),
            new.home.as_str().into(),
            new.request.as_str().into(),
            JobState::Laid.as_str().into(),
            count(new.total).into(),
            now.as_microsecond().into(),
            (now + LAID_KEPT).as_microsecond().into(),
        ],
    );
    Ok(id)
}

/// Gives a job that was laid down to the nodes; once, whoever presses twice.
pub fn start(act: &mut Act<'_, '_>, account: &str, id: &str) -> Result<()> {
    let job = find(act.tx(), account, id)?;
    if job.state != JobState::Laid {
        return Ok(());
    }
    act.tx().execute("DELETE FROM op_job_row WHERE job = $1", vec![id.into()]);
    act.tx().execute(
        "UPDATE op_job SET state = 'waiting', refused_count = 0, removed_at = $1 WHERE id = $2",
        vec![i64::MAX.into(), id.into()],
    );
    Ok(())
}

/// A job of an account; to everybody else there is none.
pub fn find(tx: &mut Tx<'_>, account: &str, id: &str) -> Result<Job> {
    let sql = format!("SELECT {COLUMNS} FROM op_job WHERE id = $1 AND account = $2");
    let row = tx.query_opt(&sql, &[id.into(), account.into()])?;
    row.map(|row| from_row(&row)).transpose()?.ok_or(Error::NotFound)
}

/// The job of an account that waits or runs for the same request; none that its owner wants stopped.
pub fn find_open(tx: &mut Tx<'_>, account: &str, kind: &str, request: &str) -> Result<Option<String>> {
    let sql = "SELECT id FROM op_job WHERE account = $1 AND kind = $2 AND request = $3 AND state IN ('waiting', 'running') \
               AND cancel_asked_at IS NULL ORDER BY created_at LIMIT 1";
    let row = tx.query_opt(sql, &[account.into(), kind.into(), request.into()])?;
    row.map(|row| Ok(row.get(0)?)).transpose()
}

/// The jobs of an account, the newest first.
pub fn of_account(tx: &mut Tx<'_>, account: &str) -> Result<Vec<Job>> {
    let sql = format!("SELECT {COLUMNS} FROM op_job WHERE account = $1 ORDER BY created_at DESC, id DESC LIMIT $2");
    tx.query(&sql, &[account.into(), LISTED_MAX.into()])?.iter().map(from_row).collect()
}

/// Asks how many jobs of an account came to their end and were not looked at.
pub const UNSEEN: &str = "SELECT COUNT(*) FROM op_job WHERE account = $1 AND ended_at IS NOT NULL AND seen_at IS NULL";

/// Its owner has looked at the end of it.
pub(super) fn mark_seen(act: &mut Act<'_, '_>, account: &str, id: &str) {
    let now = act.now().as_microsecond();
    act.tx().execute(
        "UPDATE op_job SET seen_at = $1 WHERE id = $2 AND account = $3 AND ended_at IS NOT NULL AND seen_at IS NULL",
        vec![now.into(), id.into(), account.into()],
    );
}

/// Its owner wants it stopped: one that waits ends now, one that runs after the rows that are under way.
pub(super) fn ask_cancel(act: &mut Act<'_, '_>, account: &str, id: &str) -> Result<()> {
    let job = find(act.tx(), account, id)?;
    let now = act.now();
    match job.state {
        JobState::Laid | JobState::Waiting => {
            end(act, id, JobState::Cancelled, None);
            act.tx()
                .execute("UPDATE op_job SET seen_at = $1 WHERE id = $2", vec![now.as_microsecond().into(), id.into()]);
        }
        JobState::Running => act.tx().execute(
            "UPDATE op_job SET cancel_asked_at = $1 WHERE id = $2",
            vec![now.as_microsecond().into(), id.into()],
        ),
        JobState::Done | JobState::Failed | JobState::Cancelled => {}
    }
    Ok(())
}

/// What an ended job has made and said is kept for so long.
pub(super) const ENDED_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Puts a job to its end.
pub(super) fn end(act: &mut Act<'_, '_>, id: &str, state: JobState, code: Option<&str>) {
    let now = act.now();
    act.tx().execute(
        "UPDATE op_job SET state = $1, code = $2, ended_at = $3, removed_at = $4, lease_holder = NULL, lease_until_at = NULL \
         WHERE id = $5",
        vec![
            state.as_str().into(),
            code.into(),
            now.as_microsecond().into(),
            (now + ENDED_KEPT).as_microsecond().into(),
            id.into(),
        ],
    );
}

pub(super) fn from_row(row: &Row) -> Result<Job> {
    let state: String = row.get(6)?;
    let state = JobState::ALL.into_iter().find(|known| known.as_str() == state);
    let number = |column| row.get::<i64>(column).map(|value| u64::try_from(value).unwrap_or(0));
    let at = |column| row.get::<Option<i64>>(column).map(|micros| micros.map(from_micros));
    Ok(Job {
        id: row.get(0)?,
        account: row.get(1)?,
        kind: row.get(2)?,
        title: row.get(3)?,
        home: row.get(4)?,
        request: row.get(5)?,
        state: state.ok_or_else(|| Error::fault("a job stands in a state that is none"))?,
        total: number(7)?,
        done: number(8)?,
        refused: number(9)?,
        code: row.get(10)?,
        file_name: row.get(11)?,
        media_type: row.get(12)?,
        created_at: from_micros(row.get(13)?),
        started_at: at(14)?,
        ended_at: at(15)?,
        removed_at: from_micros(row.get(16)?),
        cancel_asked: row.get::<Option<i64>>(17)?.is_some(),
    })
}

/// A count as the tables hold it.
pub(super) fn count(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A job's own values in front of others.
pub(super) fn with_job(id: &str, more: impl IntoIterator<Item = Value>) -> Vec<Value> {
    std::iter::once(id.into()).chain(more).collect()
}
