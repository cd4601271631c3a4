//! What the addressee does: 签收, 交办, 监管落实反馈, 反馈.

use super::respond::{self, IdempotencyKey, act_on, known_id};
use crate::exchange::acts;
use crate::exchange::request::ReplyRequest;
use crate::exchange::wire::ActedWire;
use crate::platform::identity::Caller;
use crate::platform::web::{Outcome, Problem, Server, Visit, Write};
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

/// `POST …/assign`: a section, an officer of it, or both.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssignRequest {
    /// Code of a section of the addressee.
    #[serde(default)]
    section: Option<String>,
    /// Id of an officer of the addressee.
    #[serde(default)]
    officer: Option<String>,
}

/// `POST …/follow-ups`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FollowUpRequest {
    /// What was done.
    content: String,
}

/// Acknowledge. A second time is refused with who was first and when; after the deemed receipt it confirms.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/acknowledge",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    responses(
        (status = 200, body = ActedWire),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn acknowledge(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<super::respond::NoBody>,
) -> Outcome<Response> {
    let id = known_id(id)?;
    act_on(&server, caller, write.key, visit.language(), move |act| acts::acknowledge(act, &id)).await
}

/// Hand it on inside the department; the receipt stays the department's.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/assign",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    request_body = AssignRequest,
    responses((status = 200, body = ActedWire), (status = 422, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn assign(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<AssignRequest>,
) -> Outcome<Response> {
    let (id, to) = (known_id(id)?, write.body);
    let run = move |act: &mut crate::platform::act::Act<'_, '_>| {
        acts::assign(act, &id, to.section.as_deref(), to.officer.as_deref())
    };
    act_on(&server, caller, write.key, visit.language(), run).await
}

/// Take the assignment back.
#[utoipa::path(
    delete,
    path = "/api/v1/transmittals/{id}/assign",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    responses((status = 200, body = ActedWire), (status = 409, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn take_back(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<super::respond::NoBody>,
) -> Outcome<Response> {
    let id = known_id(id)?;
    act_on(&server, caller, write.key, visit.language(), move |act| acts::take_back(act, &id)).await
}

/// Remind the addressee of what it owes: once a working day. No deadline changes.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/remind",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    responses((status = 200, body = ActedWire), (status = 409, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn remind(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<super::respond::NoBody>,
) -> Outcome<Response> {
    let id = known_id(id)?;
    act_on(&server, caller, write.key, visit.language(), move |act| acts::remind(act, &id)).await
}

/// Report what was done after the receipt: optional, without a clock.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/follow-ups",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    request_body = FollowUpRequest,
    responses((status = 201, body = ActedWire), (status = 409, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn follow_up(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<FollowUpRequest>,
) -> Outcome<Response> {
    let (id, language, request) = (known_id(id)?, visit.language(), write.body);
    let run = move |act: &mut crate::platform::act::Act<'_, '_>| {
        let held = acts::follow_up(act, &id, &request.content)?;
        respond::acted(act, &held, language)
    };
    respond::act(&server, caller, write.key, 201, run).await
}

/// Answer with a disposition. What is in transit is acknowledged by it.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/reply",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    request_body = ReplyRequest,
    responses(
        (status = 201, body = ActedWire, description = "the disposition"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn reply(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<ReplyRequest>,
) -> Outcome<Response> {
    let (id, language, request) = (known_id(id)?, visit.language(), write.body);
    let run = move |act: &mut crate::platform::act::Act<'_, '_>| {
        let held = acts::reply(act, &id, &request)?;
        respond::acted(act, &held, language)
    };
    respond::act(&server, caller, write.key, 201, run).await
}
