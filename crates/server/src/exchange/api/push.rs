//! 推送.

use super::respond::{self, IdempotencyKey};
use crate::exchange::acts;
use crate::exchange::request::PushRequest;
use crate::exchange::wire::{ItemsWire, PushedWire};
use crate::platform::identity::Caller;
use crate::platform::web::{Outcome, Problem, Server, Visit, Write};
use axum::extract::State;
use axum::response::Response;

/// Push to everyone that the agreements, the sides or `to` name: one transmittal each.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals",
    tag = "transmittals",
    params(IdempotencyKey),
    request_body = PushRequest,
    responses(
        (status = 201, body = ItemsWire<PushedWire>),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn push(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    write: Write<PushRequest>,
) -> Outcome<Response> {
    let (language, request) = (visit.language(), write.body);
    let run = move |act: &mut crate::platform::act::Act<'_, '_>| {
        let held = acts::push(act, &request)?;
        Ok(ItemsWire { items: respond::pushed(act, &held, language)? })
    };
    respond::act(&server, caller, write.key, 201, run).await
}
