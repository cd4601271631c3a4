//! A long list as a job: read piece by piece with the rights of each moment, written as it is read, and entered into the read record in
//! the act that ends the job. A job that was cut off begins again.

use super::answer::Export;
use super::list::{Asked, ExportList, Place};
use super::sheet::{Format, Sheet};
use crate::platform::desk::Desk;
use crate::platform::error::{Error, RefusedKind, Result};
use crate::platform::identity::{Caller, Permission, Scope, caller_of_account};
use crate::platform::job::{Ended, Go, JobKind, Run};
use crate::platform::reader::Read;
use crate::platform::web::Language;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use shenguan_rules::party::DepartmentCode;
use std::io::{self, BufWriter, Write};
use tokio::sync::mpsc;

/// The word of these jobs.
pub(super) const KIND: &str = "export";
/// Rows that are read at once, so that no reader is kept for long.
const PIECE_ROWS: usize = 500;
/// Bytes of a workbook that are handed on at once, and how often before they are written down.
const HANDED_BYTES: usize = 256 * 1024;
const HANDED_MAX: usize = 4;

/// Exports of every list.
pub struct ExportJob {
    /// The lists of every section.
    pub lists: &'static [&'static [&'static dyn ExportList]],
    /// The kinds that stand on 待办, 已发 and 已办.
    pub desk: Desk,
}

/// What an export was asked for, and with which rights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExportRequest {
    list: String,
    permission: Permission,
    department: DepartmentCode,
    is_of_city: bool,
    language: String,
    query: Vec<(String, String)>,
    format: Format,
}

/// Hands bytes from a thread that may block to the one that writes them down.
struct Handing(mpsc::Sender<Vec<u8>>);

impl ExportRequest {
    pub(super) fn new(
        list: &dyn ExportList,
        caller: &Caller,
        language: Language,
        query: &[(String, String)],
        format: Format,
    ) -> Self {
        Self {
            list: list.word().to_owned(),
            permission: list.permission(),
            department: caller.department.clone(),
            is_of_city: caller.scope == Scope::City,
            language: language.as_str().to_owned(),
            query: query.to_vec(),
            format,
        }
    }

    /// Whether somebody may still see what was asked for: whoever went to another department or lost the role may not.
    fn is_open_to(&self, caller: &Caller) -> bool {
        caller.may(self.permission)
            && caller.department == self.department
            && (caller.scope == Scope::City) == self.is_of_city
    }
}

/// Refuses the file of an export whose owner may not see the list any more; every other job's file is not asked after.
pub fn check_still_open(kind: &str, request: &str, caller: &Caller) -> Result<()> {
    if kind != KIND {
        return Ok(());
    }
    let request: ExportRequest = serde_json::from_str(request)?;
    if request.is_open_to(caller) { Ok(()) } else { Err(Error::refuse(RefusedKind::Authority, "EXPORT_NOT_OPEN")) }
}

impl JobKind for ExportJob {
    fn does(&self, kind: &str) -> bool {
        kind == KIND
    }

    fn run<'r>(&'r self, run: &'r Run) -> BoxFuture<'r, Result<Ended>> {
        self.write(run).boxed()
    }
}

impl ExportJob {
    async fn write(&self, run: &Run) -> Result<Ended> {
        let request: ExportRequest = serde_json::from_str(&run.job().request)?;
        let list = self.list(&request.list)?;
        let (account, wanted) = (run.job().account.clone(), request.clone());
        let desk = self.desk;
        let begun = run.app().read(move |read| begin(read, desk, list, &wanted, &account));
        let (mut export, asked) = begun.await?;
        let taken = export.taken().clone();
        run.begin_file(&taken.file_name(), taken.format.media_type()).await?;
        let mut place: Option<Place> = None;
        loop {
            let total = asked.total.unwrap_or(0).max(export.count());
            if run.shows(whole(export.count()), whole(total)).await? == Go::Cancelled {
                return Ok(Ended::Cancelled);
            }
            let (account, wanted, asked, after) =
                (run.job().account.clone(), request.clone(), asked.clone(), place.take());
            let piece = run.app().read(move |read| {
                // Asked anew each time: who leaves or loses the role meanwhile is given nothing more.
                let caller = entitled(read, &account, &wanted)?;
                list.rows(read, &Asked { caller, ..asked }, after.as_ref(), PIECE_ROWS)
            });
            let piece = piece.await?;
            export.rows(&piece.rows)?;
            run.write(&export.take()?).await?;
            place = piece.next;
            if place.is_none() {
                break;
            }
        }
        let rows = export.count();
        run.shows(whole(rows), whole(rows)).await?;
        finish(run, export.into_sheet()).await?;
        run.end_with(move |act| taken.record(act, rows)).await
    }

    fn list(&self, word: &str) -> Result<&'static dyn ExportList> {
        let found = self.lists.iter().copied().flatten().find(|list| list.word() == word);
        found.copied().ok_or_else(|| Error::fault(format!("there is no list {word}")))
    }
}

/// Watermark and headings, and how many rows are to come.
fn begin(
    read: &mut Read<'_, '_>,
    desk: Desk,
    list: &dyn ExportList,
    request: &ExportRequest,
    account: &str,
) -> Result<(Export, Asked)> {
    let language = Language::from_word(&request.language).unwrap_or_default();
    let caller = entitled(read, account, request)?;
    let mut asked = Asked { caller, language, now: read.now(), query: request.query.clone(), total: None, desk };
    asked.total = list.count(read, &asked, usize::MAX)?;
    request.format.check(asked.total.unwrap_or(0))?;
    let head = list.head(read, &asked)?;
    Ok((Export::begin(language, &asked.caller, asked.now, request.format, &head)?, asked))
}

/// The owner of the account as it is now, 二(二)¶2; refused where the list is not open to it any more.
fn entitled(read: &mut Read<'_, '_>, account: &str, request: &ExportRequest) -> Result<Caller> {
    let caller = caller_of_account(read, account)?.filter(|caller| request.is_open_to(caller));
    caller.ok_or_else(|| Error::refuse(RefusedKind::Authority, "EXPORT_NOT_OPEN"))
}

/// The rest of the file. A workbook is put together only now, in a thread of its own.
async fn finish(run: &Run, sheet: Sheet) -> Result<()> {
    let (pieces, mut made) = mpsc::channel(HANDED_MAX);
    let finishing = tokio::task::spawn_blocking(move || {
        let mut out = BufWriter::with_capacity(HANDED_BYTES, Handing(pieces));
        sheet.finish_into(&mut out)?;
        out.flush().map_err(Error::fault)
    });
    while let Some(bytes) = made.recv().await {
        run.write(&bytes).await?;
    }
    finishing.await.map_err(Error::fault)??;
    run.end_file().await
}

impl Write for Handing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.blocking_send(bytes.to_vec()).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn whole(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}
