//! One transmittal with everything that its readers may know of it.

use super::respond::known_id;
use crate::exchange::acts;
use crate::exchange::store;
use crate::exchange::wire::{Details, TransmittalDetail};
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Scope};
use crate::platform::reader::Read;
use crate::platform::web::{Outcome, Problem, Server, Visit};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use shenguan_rules::subject::Actor;

/// One transmittal by id or number. The first time that the addressee's system asks counts as delivery.
#[utoipa::path(
    get,
    path = "/api/v1/transmittals/{id}",
    tag = "transmittals",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = TransmittalDetail),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn show(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    let id = known_id(id)?;
    let language = visit.language();
    let asking = caller.clone();
    let (to_read, scope) = (id.clone(), caller.scope.clone());
    let found = server.app.read(move |read| detail(read, &scope, &asking, &to_read, language));
    let (detail, undelivered) = found.await?;
    let Some(undelivered) = undelivered else { return Ok(axum::Json(detail).into_response()) };
    server.app.act(caller.actor.clone(), move |act| acts::deliver(act, &undelivered).map(|_| ())).await?;
    let scope = caller.scope.clone();
    let (detail, _) = server.app.read(move |read| self::detail(read, &scope, &caller, &id, language)).await?;
    Ok(axum::Json(detail).into_response())
}

/// The detail, and the id if this look is the addressee's system's first.
fn detail(
    read: &mut Read<'_, '_>,
    scope: &Scope,
    caller: &Caller,
    id: &str,
    language: crate::platform::web::Language,
) -> Result<(TransmittalDetail, Option<String>)> {
    let listed = store::find(read.tx(), scope, id)?;
    let transmittal = &listed.held.state;
    let is_addressee = transmittal.to == caller.department;
    // 督查 sees what it oversees in full; a department that was only copied does not need anybody's ID number.
    let in_full = is_addressee || transmittal.from == caller.department || *scope == Scope::City;
    let is_system = matches!(caller.actor, Actor::System { .. });
    let first = is_addressee && is_system && transmittal.facts.delivered_at.is_none();
    let undelivered = first.then(|| listed.held.id.clone());
    Ok((TransmittalDetail::read(read, &listed, Details { language, in_full })?, undelivered))
}
