//! A job under way, as its kind sees it.

use super::file::{self, FILE_BYTES_MAX, PIECE_BYTES, Part};
use super::kind::Ended;
use super::store::{Job, JobState, end, find};
use super::store_rows::{self, JobRow};
use super::worker::LEASE;
use crate::platform::act::Act;
use crate::platform::app::App;
use crate::platform::error::{Error, RefusedKind, Result};
use crate::platform::identity::{Caller, caller_of_account};
use shenguan_rules::subject::Actor;
use std::collections::HashSet;
use std::sync::Mutex;

/// A job under way.
pub struct Run {
    app: App,
    job: Job,
    holder: String,
    made: Mutex<Made>,
}

/// The file in the making.
#[derive(Default)]
struct Made {
    waiting: Vec<u8>,
    pieces: usize,
    bytes: u64,
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// Yes.
    On,
    /// Its owner wants it stopped.
    Cancelled,
}

/// Another node has the job: nothing more is written by this one.
pub(super) const LEASE_LOST: &str = "the lease of a job was lost";

impl Run {
    pub(super) fn new(app: App, job: Job, holder: String) -> Self {
        Self { app, job, holder, made: Mutex::default() }
    }

    /// Act and read.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The job.
    pub fn job(&self) -> &Job {
        &self.job
    }

    /// Its owner with the roles and the scope of this moment. Whoever has left or lost the account does nothing more, 二(二)¶2.
    pub async fn owner(&self) -> Result<Caller> {
        let account = self.job.account.clone();
        let found = self.app.read(move |read| caller_of_account(read, &account)).await?;
        found.ok_or_else(|| Error::refuse(RefusedKind::Authority, "JOB_OWNER_GONE"))
    }

    /// The file that was sent in, of at most so many bytes.
    pub async fn sent(&self, bytes_max: usize) -> Result<Vec<u8>> {
        file::read_whole(&self.app, &self.job.id, Part::Sent, bytes_max).await
    }

    /// The rows that a try before this one settled.
    pub async fn settled(&self) -> Result<HashSet<u32>> {
        let id = self.job.id.clone();
        let rows = self.app.read(move |read| store_rows::rows_of(read.tx(), &id, false, 0, i64::MAX)).await?;
        Ok(rows.into_iter().map(|row| row.number).collect())
    }

    /// Writes down what became of rows, shows how far it is, keeps the lease, and says whether to go on.
    pub async fn go_on(&self, rows: Vec<JobRow>) -> Result<Go> {
        let (id, account, holder) = (self.job.id.clone(), self.job.account.clone(), self.holder.clone());
        let went = self.app.act(Actor::Time, move |act| {
            keep_lease(act, &id, &holder)?;
            store_rows::write_rows(act, &id, &rows);
            act.tx().flush()?;
            let (done, refused) = store_rows::counts(act.tx(), &id)?;
            store_rows::write_counts(act, &id, done, refused);
            act.tx().flush()?;
            Ok(find(act.tx(), &account, &id)?.cancel_asked)
        });
        Ok(if went.await? { Go::Cancelled } else { Go::On })
    }

    /// Shows how far work without rows of its own is.
    pub async fn shows(&self, done: u64, total: u64) -> Result<Go> {
        let (id, account, holder) = (self.job.id.clone(), self.job.account.clone(), self.holder.clone());
        let went = self.app.act(Actor::Time, move |act| {
            keep_lease(act, &id, &holder)?;
            act.tx().execute(
                "UPDATE op_job SET done_count = $1, total_count = $2, attempts = 0 WHERE id = $3",
                vec![super::store::count(done).into(), super::store::count(total).into(), id.as_str().into()],
            );
            act.tx().flush()?;
            Ok(find(act.tx(), &account, &id)?.cancel_asked)
        });
        Ok(if went.await? { Go::Cancelled } else { Go::On })
    }

    /// Begins the file that the job makes, over whatever an earlier try left of it.
    pub async fn begin_file(&self, name: &str, media_type: &str) -> Result<()> {
        *self.made.lock().expect("no holder of this lock panics") = Made::default();
        let (id, holder) = (self.job.id.clone(), self.holder.clone());
        let (name, media_type) = (name.to_owned(), media_type.to_owned());
        let begun = self.app.act(Actor::Time, move |act| {
            keep_lease(act, &id, &holder)?;
            file::forget_made(act, &id);
            act.tx().execute(
                "UPDATE op_job SET file_name = $1, media_type = $2 WHERE id = $3",
                vec![name.as_str().into(), media_type.as_str().into(), id.as_str().into()],
            );
            Ok(())
        });
        begun.await
    }

    /// Adds to the file. What does not fill a piece waits for `end_file`.
    pub async fn write(&self, bytes: &[u8]) -> Result<()> {
        loop {
            let next = {
                let mut made = self.made.lock().expect("no holder of this lock panics");
                if made.waiting.len() < PIECE_BYTES {
                    break;
                }
                made.take(PIECE_BYTES)
            };
            self.write_piece(next).await?;
        }
        let mut made = self.made.lock().expect("no holder of this lock panics");
        made.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if made.bytes > FILE_BYTES_MAX {
            return Err(Error::refuse(RefusedKind::Request, "JOB_FILE_TOO_LARGE"));
        }
        made.waiting.extend_from_slice(bytes);
        Ok(())
    }

    /// Ends the file.
    pub async fn end_file(&self) -> Result<()> {
        loop {
            let next = {
                let mut made = self.made.lock().expect("no holder of this lock panics");
                if made.waiting.is_empty() {
                    return Ok(());
                }
                made.take(PIECE_BYTES)
            };
            self.write_piece(next).await?;
        }
    }

    /// Ends the job together with a last change, both or neither: what it gives away is on record once, whenever it is cut off.
    pub async fn end_with(&self, last: impl Fn(&mut Act<'_, '_>) -> Result<()> + Send + 'static) -> Result<Ended> {
        let (id, holder) = (self.job.id.clone(), self.holder.clone());
        let ended = self.app.act(Actor::Time, move |act| {
            keep_lease(act, &id, &holder)?;
            last(act)?;
            end(act, &id, JobState::Done, None);
            Ok(())
        });
        ended.await.map(|()| Ended::Done)
    }

    async fn write_piece(&self, (number, piece): (usize, Vec<u8>)) -> Result<()> {
        let (id, holder) = (self.job.id.clone(), self.holder.clone());
        let written = self.app.act(Actor::Time, move |act| {
            keep_lease(act, &id, &holder)?;
            file::write_piece(act, &id, Part::Made, number, &piece);
            Ok(())
        });
        written.await
    }
}

impl Made {
    /// The next piece with its number.
    fn take(&mut self, bytes_max: usize) -> (usize, Vec<u8>) {
        let rest = self.waiting.split_off(self.waiting.len().min(bytes_max));
        let piece = std::mem::replace(&mut self.waiting, rest);
        self.pieces += 1;
        (self.pieces - 1, piece)
    }
}

/// Keeps the lease, or says that another node has it.
fn keep_lease(act: &mut Act<'_, '_>, id: &str, holder: &str) -> Result<()> {
    let until = (act.now() + LEASE).as_microsecond();
    let sql = "SELECT 1 FROM op_job WHERE id = $1 AND state = 'running' AND lease_holder = $2";
    if act.tx().query_opt(sql, &[id.into(), holder.into()])?.is_none() {
        return Err(Error::Busy(LEASE_LOST));
    }
    act.tx().execute("UPDATE op_job SET lease_until_at = $1 WHERE id = $2", vec![until.into(), id.into()]);
    Ok(())
}
