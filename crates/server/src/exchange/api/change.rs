//! 退回, 维持, 改派, 撤回, 更正 (A5, A29).

use super::respond::{self, IdempotencyKey, act_on, known_id};
use crate::exchange::acts;
use crate::exchange::request::PushRequest;
use crate::exchange::wire::{ActedWire, ItemsWire, PushedWire};
use crate::platform::act::Act;
use crate::platform::identity::Caller;
use crate::platform::web::{Outcome, Problem, Server, Visit, Write};
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

/// `POST …/return`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReturnRequest {
    /// Why.
    reason: String,
    /// Code of the department that it should go to.
    #[serde(default)]
    suggested_to: Option<String>,
}

/// `POST …/reroute`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RerouteRequest {
    /// Code of the department that it goes to.
    to: String,
    /// Why.
    reason: String,
}

/// `POST …/uphold`, `POST …/recall`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonRequest {
    /// Why.
    reason: String,
}

/// Return it: an objection where the agreement names the addressee, else a stop of the clock.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/return",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    request_body = ReturnRequest,
    responses((status = 200, body = ActedWire), (status = 409, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn return_to_sender(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<ReturnRequest>,
) -> Outcome<Response> {
    let (id, request) = (known_id(id)?, write.body);
    let run =
        move |act: &mut Act<'_, '_>| acts::return_to_sender(act, &id, &request.reason, request.suggested_to.as_deref());
    act_on(&server, caller, write.key, visit.language(), run).await
}

/// Hold to the addressee: the rest of its window runs.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/uphold",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    request_body = ReasonRequest,
    responses((status = 200, body = ActedWire), (status = 409, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn uphold(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<ReasonRequest>,
) -> Outcome<Response> {
    let (id, request) = (known_id(id)?, write.body);
    let run = move |act: &mut Act<'_, '_>| acts::uphold(act, &id, &request.reason);
    act_on(&server, caller, write.key, visit.language(), run).await
}

/// Send it to another department: a new transmittal with a new window.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/reroute",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    request_body = RerouteRequest,
    responses(
        (status = 201, body = ItemsWire<PushedWire>, description = "the new transmittal"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn reroute(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<RerouteRequest>,
) -> Outcome<Response> {
    let (id, language, request) = (known_id(id)?, visit.language(), write.body);
    let run = move |act: &mut Act<'_, '_>| {
        let held = acts::reroute(act, &id, &request.to, &request.reason)?;
        Ok(ItemsWire { items: respond::pushed(act, &[held], language)? })
    };
    respond::act(&server, caller, write.key, 201, run).await
}

/// Recall it, while in transit.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/recall",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    request_body = ReasonRequest,
    responses((status = 200, body = ActedWire), (status = 409, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn recall(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<ReasonRequest>,
) -> Outcome<Response> {
    let (id, request) = (known_id(id)?, write.body);
    let run = move |act: &mut Act<'_, '_>| acts::recall(act, &id, &request.reason);
    act_on(&server, caller, write.key, visit.language(), run).await
}

/// Correct it: a new transmittal; the old one is `recalled` with `superseded_by`.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/correct",
    tag = "transmittals",
    params(("id" = String, Path), IdempotencyKey),
    request_body = PushRequest,
    responses(
        (status = 201, body = ItemsWire<PushedWire>, description = "the correction"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn correct(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<PushRequest>,
) -> Outcome<Response> {
    let (id, language, request) = (known_id(id)?, visit.language(), write.body);
    let run = move |act: &mut Act<'_, '_>| {
        let correction = acts::correct(act, &id, &request)?;
        Ok(ItemsWire { items: respond::pushed(act, &[correction.new], language)? })
    };
    respond::act(&server, caller, write.key, 201, run).await
}
