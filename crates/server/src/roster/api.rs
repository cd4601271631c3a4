//! The lists of the API, and what would be said to a leave before it is entered.

use super::acts::judge_leave;
use super::request::LeaveRequest;
use super::store::{self, OpenTask};
use super::wire::{LeaveCheckWire, OpenTaskWire, RosterChangeWire, SubstitutionWire};
use crate::platform::error::Error;
use crate::platform::face;
use crate::platform::identity::Caller;
use crate::platform::named::named;
use crate::platform::web::{Cursor, ListWire, Outcome, Paging, Query, Server, Visit};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_rules::party::OfficerId;
use shenguan_rules::roster::{RosterChange, Substitution};
use std::sync::Arc;

/// Leaves of the caller's department, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/substitutions",
    tag = "roster",
    params(("limit" = Option<i64>, Query), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = ListWire<SubstitutionWire>))
)]
pub(super) async fn substitutions(
    State(server): State<Server>,
    caller: Caller,
    paging: Paging,
) -> Outcome<Json<ListWire<SubstitutionWire>>> {
    list::<Substitution, _>(&server, caller, &paging).await
}

/// Changes of roster that the caller's department made or files, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/roster-changes",
    tag = "roster",
    params(("limit" = Option<i64>, Query), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = ListWire<RosterChangeWire>))
)]
pub(super) async fn changes(
    State(server): State<Server>,
    caller: Caller,
    paging: Paging,
) -> Outcome<Json<ListWire<RosterChangeWire>>> {
    list::<RosterChange, _>(&server, caller, &paging).await
}

/// What would be said to a leave, without entering it.
#[utoipa::path(
    get,
    path = "/api/v1/substitutions/check",
    tag = "roster",
    params(LeaveRequest),
    responses((status = 200, body = LeaveCheckWire))
)]
pub(super) async fn check(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(request): Query<LeaveRequest>,
) -> Outcome<Json<LeaveCheckWire>> {
    let read = server.app.read(move |read| {
        let directory = Arc::clone(read.directory());
        let said = judge_leave(read, &caller.actor, &request)?;
        let problem = said.err().map(|no| visit.problem(&named(Error::refused(no), &directory)));
        let officer = OfficerId::parse(request.officer.as_str()).map_err(|_| Error::NotFound)?;
        let now = read.now();
        let tasks = store::open_tasks(read.tx(), &caller.department, &officer, now)?;
        let open_tasks = tasks.into_iter().map(|OpenTask { task, subject_kind, subject_id, .. }| OpenTaskWire {
            task,
            kind: subject_kind,
            id: subject_id,
        });
        Ok(LeaveCheckWire { open_tasks: open_tasks.collect(), problem })
    });
    Ok(Json(read.await?))
}

async fn list<S, W>(server: &Server, caller: Caller, paging: &Paging) -> Outcome<Json<ListWire<W>>>
where
    S: crate::platform::stored::Stored + Send + 'static,
    S::Event: Serialize + DeserializeOwned,
    W: for<'s> From<&'s S> + Send + 'static,
{
    let after: Option<String> = paging.place()?;
    let limit = usize::try_from(paging.limit).unwrap_or(1);
    let read = server.app.read(move |read| {
        let mut found = face::store::newest::<S>(read.tx(), &caller.scope, after.as_deref(), limit + 1)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next_cursor = found.last().filter(|_| more).map(|last| Cursor::after(&last.id));
        Ok(ListWire { items: found.iter().map(|held| W::from(&held.state)).collect(), next_cursor })
    });
    Ok(Json(read.await?))
}
