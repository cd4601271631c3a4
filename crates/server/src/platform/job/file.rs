//! The files of a job: what was sent in, what it made. In pieces in the database, so that any node can go on and any node can give it.

use super::store::with_job;
use crate::platform::act::Act;
use crate::platform::app::App;
use crate::platform::error::{Error, RefusedKind, Result};
use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use std::io;

/// Bytes of a piece.
pub const PIECE_BYTES: usize = 512 * 1024;
/// The largest file that a job makes: 512 MiB.
pub const FILE_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Which file of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What was sent in.
    Sent,
    /// What it made.
    Made,
}

impl Part {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Made => "made",
        }
    }
}

/// Lays down a file that was sent in with the job.
pub fn write_sent(act: &mut Act<'_, '_>, job: &str, bytes: &[u8]) {
    for (number, piece) in bytes.chunks(PIECE_BYTES).enumerate() {
        write_piece(act, job, Part::Sent, number, piece);
    }
}

pub(super) fn write_piece(act: &mut Act<'_, '_>, job: &str, part: Part, number: usize, piece: &[u8]) {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    act.tx().execute(
        "INSERT INTO op_job_piece (job, part, number, bytes) VALUES ($1, $2, $3, $4)",
        with_job(job, [part.as_str().into(), number.into(), piece.to_vec().into()]),
    );
}

/// Takes away what a try before this one made.
pub(super) fn forget_made(act: &mut Act<'_, '_>, job: &str) {
    act.tx()
        .execute("DELETE FROM op_job_piece WHERE job = $1 AND part = $2", with_job(job, [Part::Made.as_str().into()]));
}

/// The bytes of a file, piece by piece. Who may read it was asked before.
pub fn read_part(app: &App, job: &str, part: Part) -> BoxStream<'static, io::Result<Bytes>> {
    let start = (app.clone(), job.to_owned(), 0_i64);
    stream::try_unfold(start, move |(app, job, number)| async move {
        let wanted = job.clone();
        let piece = app.read(move |read| {
            let sql = "SELECT bytes FROM op_job_piece WHERE job = $1 AND part = $2 AND number = $3";
            let row = read.tx().query_opt(sql, &with_job(&wanted, [part.as_str().into(), number.into()]))?;
            row.map(|row| Ok(row.get::<Vec<u8>>(0)?)).transpose()
        });
        let piece: Option<Vec<u8>> = piece.await.map_err(io::Error::other)?;
        Ok(piece.map(|piece| (Bytes::from(piece), (app, job, number + 1))))
    })
    .boxed()
}

/// The whole of a small file.
pub(super) async fn read_whole(app: &App, job: &str, part: Part, bytes_max: usize) -> Result<Vec<u8>> {
    let mut pieces = read_part(app, job, part);
    let mut whole = Vec::new();
    while let Some(piece) = pieces.next().await {
        whole.extend_from_slice(&piece.map_err(Error::fault)?);
        if whole.len() > bytes_max {
            return Err(Error::refuse(RefusedKind::Request, "JOB_FILE_TOO_LARGE"));
        }
    }
    Ok(whole)
}
