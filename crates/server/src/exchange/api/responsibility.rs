//! Who answers for a permit.

use super::respond::query_instant;
use crate::exchange::responsibility::{Asked, responsibility_of};
use crate::exchange::wire::ResponsibilityWire;
use crate::platform::error::Error;
use crate::platform::identity::Caller;
use crate::platform::web::{Outcome, Problem, Query, Server};
use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::IntoParams;

/// Longest number that a permit is looked for by, in characters.
const NUMBER_CHARS_MAX: usize = 64;

/// Of when.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ResponsibilityQuery {
    /// Of which instant; now, if absent.
    at: Option<String>,
    /// All intervals.
    history: Option<bool>,
}

/// Who answers for the permit with that certificate, document or case number. Parties of the permit and oversight may ask.
#[utoipa::path(
    get,
    path = "/api/v1/approvals/{number}/responsibility",
    tag = "responsibility",
    params(("number" = String, Path), ResponsibilityQuery),
    responses(
        (status = 200, body = ResponsibilityWire),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn responsibility(
    State(server): State<Server>,
    caller: Caller,
    Path(number): Path<String>,
    Query(query): Query<ResponsibilityQuery>,
) -> Outcome<Json<ResponsibilityWire>> {
    let at = query_instant("at", query.at.as_deref())?;
    let asked = Asked { at, history: query.history.unwrap_or(false) };
    if number.chars().count() > NUMBER_CHARS_MAX || number.chars().any(char::is_control) {
        return Err(Error::NotFound.into());
    }
    Ok(Json(server.app.read(move |read| responsibility_of(read, &caller.scope, &number, asked)).await?))
}
