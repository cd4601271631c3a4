//! What becomes of an export that is asked for: a short list is the answer, a longer one becomes a job, and the same one again while it
//! runs leads to the same job.

use super::answer::Export;
use super::job::{ExportRequest, KIND};
use super::list::{Asked, ExportList};
use super::sheet::Format;
use super::watermark::filters_line;
use crate::platform::error::{Error, RefusedKind, Result};
use crate::platform::identity::Caller;
use crate::platform::job::{NewJob, find_open, lay, start};
use crate::platform::reader::Read;
use crate::platform::web::{Language, Outcome, Server, Visit, see_other};
use axum::response::Response;

/// A job is called by the title of its list and the filters, up to so many characters.
const TITLE_CHARACTERS_MAX: usize = 120;

/// What is there to answer with.
enum Found {
    Short(Box<Export>),
    /// What the job is called.
    Long(String),
    /// The job that is at it already.
    Open(String),
}

/// The list as a file, or the way to the job that writes it. `query` is that of the page, with what its path names.
pub async fn export(
    server: &Server,
    visit: &Visit,
    caller: &Caller,
    list: &'static dyn ExportList,
    query: Vec<(String, String)>,
    format: Format,
) -> Outcome<Response> {
    let (language, query) = (visit.language(), Asked::filters(query));
    let request = ExportRequest::new(list, caller, language, &query, format);
    let request = serde_json::to_string(&request).map_err(Error::fault)?;
    let (caller, wanted, desk) = (caller.clone(), request.clone(), server.desk);
    let (actor, account) = (caller.actor.clone(), caller.account.clone());
    let found = server.app.read(move |read| {
        if let Some(account) = &caller.account
            && let Some(job) = find_open(read.tx(), account, KIND, &wanted)?
        {
            return Ok(Found::Open(job));
        }
        found(read, list, Asked { now: read.now(), caller, language, query, total: None, desk }, format)
    });
    let title = match found.await? {
        Found::Short(export) => return export.answer(server).await,
        Found::Open(job) => return Ok(see_other(visit, &format!("/jobs/{job}"), None)),
        Found::Long(title) => title,
    };
    // Jobs are of persons; a system reads page by page.
    let account = account.ok_or_else(|| Error::refuse(RefusedKind::Request, "EXPORT_NEEDS_PERSON"))?;
    let job = server.app.act(actor, move |act| {
        if let Some(job) = find_open(act.tx(), &account, KIND, &request)? {
            return Ok(job);
        }
        let new = NewJob {
            account: account.clone(),
            kind: KIND.to_owned(),
            title: title.clone(),
            home: String::new(),
            request: request.clone(),
            total: 0,
        };
        let job = lay(act, &new)?;
        act.tx().flush()?;
        start(act, &account, &job)?;
        Ok(job)
    });
    let job = job.await?;
    tracing::info!(job, list = list.word(), "an export begins");
    Ok(see_other(visit, &format!("/jobs/{job}"), None))
}

fn found(read: &mut Read<'_, '_>, list: &dyn ExportList, mut asked: Asked, format: Format) -> Result<Found> {
    let at_once = list.at_once();
    asked.total = list.count(read, &asked, at_once)?;
    let head = list.head(read, &asked)?;
    if asked.total.is_none() {
        return Ok(Found::Long(title(asked.language, &head.title, &head.filters, format)));
    }
    let mut export = Export::begin(asked.language, &asked.caller, asked.now, format, &head)?;
    let mut place = None;
    loop {
        let piece = list.rows(read, &asked, place.as_ref(), at_once)?;
        export.rows(&piece.rows)?;
        place = piece.next;
        if place.is_none() {
            return Ok(Found::Short(Box::new(export)));
        }
    }
}

/// 「全市台账 · 接收单位：市应急管理局 · CSV」.
fn title(language: Language, list: &str, filters: &[(String, String)], format: Format) -> String {
    let filters = Some(filters).filter(|filters| !filters.is_empty()).map(|filters| filters_line(language, filters));
    let parts = [Some(list.to_owned()), filters, Some(format.as_str().to_uppercase())];
    let title = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    title.chars().take(TITLE_CHARACTERS_MAX).collect()
}
