//! 批量导入: a list is sent in, judged row by row without anything being done, shown, and then imported in the background.

use super::imports_shown::{CheckedPage, ImportForm, Typed};
use crate::exchange::intake::{
    Format, ImportRequest, Plan, RowResult, RowStatus, What, kind_of, plan, template, tried_each, what_of, wrong_rows,
};
use crate::platform::error::{Error, FieldError, RefusedKind, Result};
use crate::platform::files::{clean_name, disposition};
use crate::platform::identity::Caller;
use crate::platform::job::{
    Job, JobRow, JobState, NewJob, Part, find, lay, read_part, refused_rows, start, write_rows, write_sent,
};
use crate::platform::table::{Limits, Table, read};
use crate::platform::web::{Failure, Outcome, Page, Query, Server, Visit, render, see_other, unprocessable};
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::TryStreamExt;
use futures_util::future::join_all;
use serde::Deserialize;

/// So many rows are tried by their acts before the import; the others are judged by their form, and by their acts when they are imported.
pub(super) const TRIED_ROWS_MAX: usize = 1_000;
/// So many are tried at once.
const TRIED_AT_ONCE: usize = 64;
/// A field that somebody typed is at most so long.
const TEXT_BYTES_MAX: usize = 8 * 1024;
/// So many parts the form has at most.
const PARTS_MAX: usize = 20;
/// Where these pages are; jobs lead back to it.
const HOME: &str = "/imports";
/// Public lists carry no time of conclusion, so that most of their rows are late.
pub(super) const LATE_REASON: &str = "历史数据导入";

/// `?what=` of a link, `?again=` of a job that came to its end.
#[derive(Deserialize)]
pub(super) struct Begin {
    #[serde(default)]
    what: String,
    #[serde(default)]
    again: String,
}

/// `GET /imports/new`.
pub(super) async fn import_new(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(begin): Query<Begin>,
) -> Outcome<Response> {
    let mut typed = Typed { what: begin.what, late_reason: LATE_REASON.to_owned() };
    if !begin.again.is_empty() {
        let (account, id) = (account(&caller)?, begin.again);
        let job = server.app.read(move |read| find(read.tx(), &account, &id)).await?;
        typed.what = what_of(&job.kind).map(What::as_str).unwrap_or_default().to_owned();
    }
    form(&server, visit, caller, typed, Vec::new()).await
}

/// `GET /imports/templates/{file}`: `roster.xlsx`.
pub(super) async fn import_template(visit: Visit, Path(file): Path<String>) -> Outcome<Response> {
    let (name, extension) = file.split_once('.').ok_or(Error::NotFound)?;
    let what = What::from_word(name).ok_or(Error::NotFound)?;
    let format = Format::from_word(extension).ok_or(Error::NotFound)?;
    let name = format!("{}.{extension}", visit.t_of("job-kind", &kind_of(what)));
    Ok(download(template(what, format)?, format.media_type(), &name))
}

/// `POST /imports`: the file is judged; nothing is done yet.
pub(super) async fn import_send(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    mut request: Request,
) -> Outcome<Response> {
    // The size of the file is counted as it comes in.
    DefaultBodyLimit::disable().apply(&mut request);
    let parts = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    let sent = receive(&server, &caller, parts).await?;
    let typed = sent.typed.clone();
    match judge(&server, &caller, sent).await {
        Ok(id) => Ok(see_other(&visit, &format!("{HOME}/{id}"), None)),
        Err(error) => {
            let errors = visit.field_messages(&error);
            if errors.is_empty() {
                return Err(error.into());
            }
            Ok(unprocessable(form(&server, visit, caller, typed, errors).await?))
        }
    }
}

/// `GET /imports/{id}`: what the file holds and what is wrong with it.
pub(super) async fn import_checked(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    let job = own_import(&server, &caller, &id).await?;
    if job.state != JobState::Laid {
        return Ok(see_other(&visit, &format!("/jobs/{id}"), None));
    }
    let table = table_of(&server, &id).await?;
    let shown = server.app.read(move |read| render(&CheckedPage::of(read, &visit, &caller, &job, &table)?));
    Ok(shown.await?)
}

/// `POST /imports/{id}/start`.
pub(super) async fn import_start(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    let job = own_import(&server, &caller, &id).await?;
    let what = what_of(&job.kind).ok_or(Error::NotFound)?;
    if !what.is_open_to(&caller) {
        return Err(not_open().into());
    }
    let (account, wanted) = (job.account, id.clone());
    server.app.act(caller.actor, move |act| start(act, &account, &wanted)).await?;
    tracing::info!(job = id, what = what.as_str(), "an import begins");
    Ok(see_other(&visit, &format!("/jobs/{id}"), None))
}

/// `GET /imports/{id}/wrong.csv`: the rows that were not taken, to be mended.
pub(super) async fn import_wrong(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    own_import(&server, &caller, &id).await?;
    let wanted = id.clone();
    let refused = server.app.read(move |read| refused_rows(read.tx(), &wanted)).await?;
    let (bytes, language) = (sent_bytes(&server, &id).await?, visit.language());
    let made = tokio::task::spawn_blocking(move || wrong_rows(&bytes, &refused, language));
    let name = format!("{}.csv", visit.t("import-wrong-file"));
    Ok(download(made.await.map_err(Error::fault)??, "text/csv; charset=utf-8", &name))
}

/// What came with the form.
struct Sent {
    typed: Typed,
    name: String,
    bytes: Vec<u8>,
    is_too_large: bool,
}

async fn receive(server: &Server, caller: &Caller, mut parts: Multipart) -> Outcome<Sent> {
    let _slot = server.files.slot(&caller.client)?;
    let mut sent = Sent { typed: Typed::default(), name: String::new(), bytes: Vec::new(), is_too_large: false };
    for _ in 0..PARTS_MAX {
        let Some(part) = parts.next_field().await.map_err(|_| broken())? else { return Ok(sent) };
        match part.name().unwrap_or_default() {
            "file" => {
                sent.name = part.file_name().unwrap_or_default().to_owned();
                let Some(bytes) = bytes_of(part, Limits::default().file_bytes).await? else {
                    // The rest of it is not read; the fields before it are.
                    sent.is_too_large = true;
                    return Ok(sent);
                };
                sent.bytes = bytes;
            }
            "what" => sent.typed.what = text(part).await?,
            "late_reason" => sent.typed.late_reason = text(part).await?,
            _ => {}
        }
    }
    Err(broken())
}

async fn text(part: Field<'_>) -> Outcome<String> {
    let bytes = bytes_of(part, TEXT_BYTES_MAX).await?;
    let bytes = bytes.ok_or_else(|| Failure::web(StatusCode::PAYLOAD_TOO_LARGE, "BODY_TOO_LARGE"))?;
    String::from_utf8(bytes).map_err(|_| broken())
}

/// The bytes of a part; none where they are too many.
async fn bytes_of(mut part: Field<'_>, bytes_max: usize) -> Outcome<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|_| broken())? {
        if bytes.len() + chunk.len() > bytes_max {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// Reads and tries what was sent, and lays it down as a job that is not started.
async fn judge(server: &Server, caller: &Caller, sent: Sent) -> Result<String> {
    let Sent { typed, name, bytes, is_too_large } = sent;
    let what = What::from_word(&typed.what).ok_or_else(|| Error::field("what", "IMPORT_WHAT"))?;
    if !what.is_open_to(caller) {
        return Err(Error::field("what", "IMPORT_NOT_OPEN"));
    }
    if what.is_pushed() {
        crate::exchange::request::checked_text("late_reason", &typed.late_reason)?;
    }
    if is_too_large {
        return Err(Error::field("file", "IMPORT_TOO_LARGE"));
    }
    if name.is_empty() || bytes.is_empty() {
        return Err(Error::field("file", "IMPORT_FILE_MISSING"));
    }
    let title = clean_name(&name)?;
    let (late_reason, jurisdiction) = (typed.late_reason.clone(), server.app.jurisdiction().to_owned());
    let planned = tokio::task::spawn_blocking(move || {
        let table = read(&bytes, &Limits::default());
        let table = table.map_err(|refusal| refused(refusal.code(), refusal.zh(), refusal.to_string()))?;
        let plan = plan(what, &table, &late_reason, &jurisdiction)?;
        let plan = plan.map_err(|refusal| refused(refusal.code(), refusal.zh(), refusal.to_string()))?;
        Ok::<_, Error>((bytes, table.rows.len(), plan))
    });
    let (bytes, total, plan) = planned.await.map_err(Error::fault)??;
    if total == 0 {
        return Err(Error::field("file", "IMPORT_NO_ROWS"));
    }
    let rows: Vec<JobRow> = tried(server, caller, what, plan).await?.into_iter().map(JobRow::from).collect();
    let new = NewJob {
        account: account(caller)?,
        kind: kind_of(what),
        title,
        home: HOME.to_owned(),
        request: serde_json::to_string(&ImportRequest { late_reason: typed.late_reason })?,
        total: u64::try_from(total).unwrap_or(u64::MAX),
    };
    let laid = server.app.act(caller.actor.clone(), move |act| {
        let id = lay(act, &new)?;
        write_sent(act, &id, &bytes);
        write_rows(act, &id, &rows);
        Ok(id)
    });
    laid.await
}

/// What each row would become. Only what would not be taken is kept: the rest is counted.
async fn tried(server: &Server, caller: &Caller, what: What, plan: Plan) -> Result<Vec<RowResult>> {
    let mut rows = plan.settled;
    let first = plan.planned.get(..plan.planned.len().min(TRIED_ROWS_MAX)).unwrap_or_default();
    for some in first.chunks(TRIED_AT_ONCE) {
        for results in join_all(some.iter().map(|one| tried_each(&server.app, &caller.actor, one, what))).await {
            rows.extend(results?.into_iter().filter(|row| row.status != RowStatus::Taken));
        }
    }
    Ok(rows)
}

async fn form(
    server: &Server,
    visit: Visit,
    caller: Caller,
    typed: Typed,
    errors: Vec<crate::platform::web::FieldProblem>,
) -> Outcome<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, crate::platform::web::Nav::Jobs)?;
        render(&ImportForm::of(page, &caller, typed, errors))
    });
    Ok(shown.await?)
}

/// An import of the caller; to everybody else there is none.
async fn own_import(server: &Server, caller: &Caller, id: &str) -> Result<Job> {
    let (account, id) = (account(caller)?, id.to_owned());
    let job = server.app.read(move |read| find(read.tx(), &account, &id)).await?;
    what_of(&job.kind).map(|_| job).ok_or(Error::NotFound)
}

async fn table_of(server: &Server, id: &str) -> Result<Table> {
    let bytes = sent_bytes(server, id).await?;
    let table = tokio::task::spawn_blocking(move || read(&bytes, &Limits::default()));
    table.await.map_err(Error::fault)?.map_err(Error::fault)
}

async fn sent_bytes(server: &Server, id: &str) -> Result<Vec<u8>> {
    let pieces: Vec<_> = read_part(&server.app, id, Part::Sent).try_collect().await.map_err(Error::fault)?;
    Ok(pieces.concat())
}

/// Jobs are of persons; the system of a department has none.
fn account(caller: &Caller) -> Result<String> {
    caller.account.clone().ok_or(Error::NotFound)
}

fn download(bytes: Vec<u8>, media_type: &str, name: &str) -> Response {
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, disposition(name)),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// A file that says itself what is wrong with it.
fn refused(code: &'static str, zh: String, en: String) -> Error {
    Error::Invalid(vec![FieldError {
        field: "file".to_owned(),
        code: code.into(),
        words: Some((zh, en)),
        arguments: Vec::new(),
    }])
}

fn not_open() -> Error {
    Error::refuse(RefusedKind::Authority, "IMPORT_NOT_OPEN")
}

fn broken() -> Failure {
    Failure::web(StatusCode::BAD_REQUEST, "REQUEST_NOT_VALID")
}
