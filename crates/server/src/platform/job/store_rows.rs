//! What became of each row of a job.

use super::store::{count, with_job};
use crate::platform::act::Act;
use crate::platform::error::Result;
use shenguan_db::{Row, Tx};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// As the file counts it.
    pub number: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// Numbers or codes of what it became, blanks between.
    pub link: String,
    /// Why not: JSON of the kind.
    pub reasons: String,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done now.
    Taken,
    /// It was there before.
    Already,
    /// It was refused.
    Refused,
}

impl Outcome {
    /// The word in the table and in `job-row-`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Already => "already",
            Self::Refused => "refused",
        }
    }
}

/// Writes rows down; one that is there stays as it is.
pub fn write_rows(act: &mut Act<'_, '_>, job: &str, rows: &[JobRow]) {
    for row in rows {
        act.tx().execute(
            "INSERT INTO op_job_row (job, number, outcome, link, reasons) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (job, number) DO NOTHING",
            vec![
                job.into(),
                i64::from(row.number).into(),
                row.outcome.as_str().into(),
                row.link.as_str().into(),
                row.reasons.as_str().into(),
            ],
        );
    }
}

/// Rows of a job after a row, in their order.
pub fn rows_of(tx: &mut Tx<'_>, job: &str, refused_only: bool, after: u32, limit: i64) -> Result<Vec<JobRow>> {
    let only = if refused_only { "AND outcome = 'refused' " } else { "" };
    let sql = format!(
        "SELECT number, outcome, link, reasons FROM op_job_row WHERE job = $1 AND number > $2 {only}ORDER BY number LIMIT $3"
    );
    tx.query(&sql, &with_job(job, [i64::from(after).into(), limit.into()]))?.iter().map(from_row).collect()
}

/// Every refused row.
pub fn refused_rows(tx: &mut Tx<'_>, job: &str) -> Result<Vec<JobRow>> {
    rows_of(tx, job, true, 0, i64::MAX)
}

/// How many rows are settled, and how many of these were refused.
pub fn counts(tx: &mut Tx<'_>, job: &str) -> Result<(u64, u64)> {
    let sql = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN outcome = 'refused' THEN 1 ELSE 0 END), 0) AS BIGINT) \
               FROM op_job_row WHERE job = $1";
    let row = tx.query_one(sql, &[job.into()])?;
    let number = |column| row.get::<i64>(column).map(|value| u64::try_from(value).unwrap_or(0));
    Ok((number(0)?, number(1)?))
}

/// Puts the counts of the rows on the job.
pub(super) fn write_counts(act: &mut Act<'_, '_>, job: &str, done: u64, refused: u64) {
    act.tx().execute(
        "UPDATE op_job SET done_count = $1, refused_count = $2, attempts = 0 WHERE id = $3",
        vec![count(done).into(), count(refused).into(), job.into()],
    );
}

fn from_row(row: &Row) -> Result<JobRow> {
    let (number, outcome): (i64, String) = (row.get(0)?, row.get(1)?);
    let known = [Outcome::Taken, Outcome::Already].into_iter().find(|known| known.as_str() == outcome);
    Ok(JobRow {
        number: u32::try_from(number).unwrap_or(0),
        outcome: known.unwrap_or(Outcome::Refused),
        link: row.get(2)?,
        reasons: row.get(3)?,
    })
}
