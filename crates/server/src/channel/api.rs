//! The lists of the API: letters and OA papers, calls, proposals, reserved codes, and the ladder of an item.

use super::acts;
use super::request::RegisterRequest;
use super::steps::{self, LadderWire};
use super::store;
use super::wire::{self, CorrespondenceWire, PhoneNoteWire, ProposalWire, RegisterWire};
use crate::platform::error::Result;
use crate::platform::face::{self, View};
use crate::platform::identity::{Caller, Scope};
use crate::platform::stored::{Held, Stored};
use crate::platform::web::{Cursor, ListWire, Outcome, Paging, Problem, Server, Visit, Write, answered, json_answer};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What one may know of a list: each row from a view, a scope and a subject.
type Shows<S, W> = fn(&mut View<'_, '_>, &Scope, &Held<S>) -> Result<W>;

/// Letters and OA papers that the caller may know of, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/correspondence",
    tag = "channels",
    params(("limit" = Option<i64>, Query), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = ListWire<CorrespondenceWire>))
)]
pub(super) async fn correspondence(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    paging: Paging,
) -> Outcome<Json<ListWire<CorrespondenceWire>>> {
    list(&server, &visit, caller, &paging, |view, scope, held| wire::correspondence(view, scope, &held.state)).await
}

/// Notes of calls, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/phone-notes",
    tag = "channels",
    params(("limit" = Option<i64>, Query), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = ListWire<PhoneNoteWire>))
)]
pub(super) async fn phone_notes(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    paging: Paging,
) -> Outcome<Json<ListWire<PhoneNoteWire>>> {
    list(&server, &visit, caller, &paging, |view, _, held| wire::phone_note(view, &held.state)).await
}

/// Proposals of a consultation, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/consultation-proposals",
    tag = "channels",
    params(("limit" = Option<i64>, Query), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = ListWire<ProposalWire>))
)]
pub(super) async fn proposals(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    paging: Paging,
) -> Outcome<Json<ListWire<ProposalWire>>> {
    list(&server, &visit, caller, &paging, |view, _, held| wire::proposal(view, &held.state)).await
}

/// What was tried about an item, by id or number; what the next step is and who can take it.
#[utoipa::path(
    get,
    path = "/api/v1/ladders/{id}",
    tag = "channels",
    params(("id" = String, Path)),
    responses((status = 200, body = LadderWire), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn ladder(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Json<LadderWire>> {
    let read = server.app.read(move |read| steps::of(read.tx(), &caller.scope, &id).map(|ladder| ladder.wire()));
    Ok(Json(read.await?))
}

/// The codes that are reserved for the platform for the caller's department.
#[utoipa::path(
    get,
    path = "/api/v1/number-registers",
    tag = "channels",
    responses((status = 200, body = ListWire<RegisterWire>))
)]
pub(super) async fn registers(State(server): State<Server>, caller: Caller) -> Outcome<Json<ListWire<RegisterWire>>> {
    let read = server.app.read(move |read| store::registers_of(read.tx(), &caller.department));
    let items = read.await?.iter().map(|held| wire::register(&held.state)).collect();
    Ok(Json(ListWire { items, next_cursor: None }))
}

/// Reserve a code: from now on the platform numbers what the office issues by that channel and of that kind.
#[utoipa::path(
    post,
    path = "/api/v1/number-registers",
    tag = "channels",
    params(("Idempotency-Key" = String, Header, description = "the same key and body, the same answer")),
    request_body = RegisterRequest,
    responses((status = 201, body = RegisterWire), (status = 409, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn reserve(
    State(server): State<Server>,
    caller: Caller,
    write: Write<RegisterRequest>,
) -> Outcome<Response> {
    let request = write.body;
    let answer = server.app.act_once(caller.actor, write.key, move |act| {
        json_answer(201, &wire::register(&acts::reserve_code(act, &request)?.state))
    });
    Ok(answered(answer.await?))
}

async fn list<S: Stored + 'static, W: Serialize + Send + 'static>(
    server: &Server,
    visit: &Visit,
    caller: Caller,
    paging: &Paging,
    shows: Shows<S, W>,
) -> Outcome<Json<ListWire<W>>>
where
    S::Event: Serialize + DeserializeOwned,
{
    let (language, before) = (visit.language(), paging.place::<String>()?);
    let size = usize::try_from(paging.limit).unwrap_or(1);
    let read = server.app.read(move |read| {
        let mut found = face::store::newest::<S>(read.tx(), &caller.scope, before.as_deref(), size + 1)?;
        let next_cursor = (found.len() > size).then(|| Cursor::after(&found[size - 1].id));
        found.truncate(size);
        let mut view = View::of_read(read, language);
        let items = found.iter().map(|held| shows(&mut view, &caller.scope, held)).collect::<Result<Vec<W>>>()?;
        Ok(ListWire { items, next_cursor })
    });
    Ok(Json(read.await?))
}
