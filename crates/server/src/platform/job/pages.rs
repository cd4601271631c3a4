//! 导入导出: one's own jobs, how far each is, what became of each row, and the file that it made. Nobody else's exist.

use super::file::{Part, read_part};
use super::pages_shown::{JobPage, JobsPage, RowFilter, job_page, jobs_page};
use super::store::{JobState, ask_cancel, find, mark_seen};
use crate::platform::error::{Error, Result};
use crate::platform::export::check_still_open;
use crate::platform::files::disposition;
use crate::platform::identity::{Caller, Permission};
use crate::platform::web::{Outcome, Query, Routes, Server, Visit, render, see_other};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};

/// The routes of the pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/jobs", Permission::OwnAccount, jobs)
        .get("/jobs/{id}", Permission::OwnAccount, job)
        .post("/jobs/{id}/cancel", Permission::OwnAccount, cancel)
        .get("/jobs/{id}/file", Permission::OwnAccount, file)
}

/// `GET /jobs`.
async fn jobs(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let account = account(&caller)?;
    let shown = server.app.read(move |read| {
        let page: JobsPage = jobs_page(read, &visit, &caller, &account)?;
        render(&page)
    });
    Ok(shown.await?)
}

/// `GET /jobs/{id}`. Whoever sees the end of a job need not be told of it any more.
async fn job(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    Query(filter): Query<RowFilter>,
) -> Outcome<Response> {
    let (account, wanted) = (account(&caller)?, id.clone());
    let owner = account.clone();
    let found = server.app.read(move |read| find(read.tx(), &owner, &wanted)).await?;
    if found.state.is_ended() {
        let (owner, seen) = (account.clone(), id.clone());
        let marked = server.app.act(caller.actor.clone(), move |act| {
            mark_seen(act, &owner, &seen);
            Ok(())
        });
        marked.await?;
    }
    let shown = server.app.read(move |read| {
        let page: JobPage = job_page(read, &visit, &caller, &account, &id, &filter)?;
        render(&page)
    });
    Ok(shown.await?)
}

/// `POST /jobs/{id}/cancel`.
async fn cancel(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    let (account, wanted) = (account(&caller)?, id.clone());
    server.app.act(caller.actor, move |act| ask_cancel(act, &account, &wanted)).await?;
    tracing::info!(job = id, "its owner wants a job stopped");
    Ok(see_other(&visit, &format!("/jobs/{id}"), Some(&visit.t("job-cancel-asked"))))
}

/// `GET /jobs/{id}/file`: what the job made, for its owner and for as long as it is kept. A list goes only to whoever may still see it.
async fn file(State(server): State<Server>, caller: Caller, Path(id): Path<String>) -> Outcome<Response> {
    let (account, wanted) = (account(&caller)?, id.clone());
    let job = server.app.read(move |read| find(read.tx(), &account, &wanted)).await?;
    check_still_open(&job.kind, &job.request, &caller)?;
    let (Some(name), Some(media_type)) = (job.file_name.filter(|_| job.state == JobState::Done), job.media_type) else {
        return Err(Error::NotFound.into());
    };
    let headers = [
        (CONTENT_TYPE, media_type),
        (CONTENT_DISPOSITION, disposition(&name)),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(read_part(&server.app, &id, Part::Made))).into_response())
}

/// Jobs are of persons; the system of a department has none.
fn account(caller: &Caller) -> Result<String> {
    caller.account.clone().ok_or(Error::NotFound)
}
