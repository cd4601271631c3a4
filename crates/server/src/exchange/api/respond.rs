//! What the handlers of single acts have in common.

use crate::exchange::wire::{ActedWire, PushedWire};
use crate::platform::act::Act;
use crate::platform::error::{Error, FieldError, Result};
use crate::platform::idempotency::Key;
use crate::platform::identity::Caller;
use crate::platform::stored::Held;
use crate::platform::web::{Failure, Language, Outcome, Server, answered, json_answer};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use shenguan_rules::calendar::midnight_of;
use shenguan_rules::exchange::Transmittal;
use shenguan_rules::party::TransmittalId;
use utoipa::IntoParams;

/// The header of every write.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its description is used; `Write` reads the header")]
pub(super) struct IdempotencyKey {
    /// The same key and body get the same answer, byte for byte, for as long as the ledger.
    #[param(rename = "Idempotency-Key")]
    pub(super) idempotency_key: String,
}

/// Runs an act on one transmittal and answers with it.
pub(super) async fn act_on(
    server: &Server,
    caller: Caller,
    key: Key,
    language: Language,
    run: impl Fn(&mut Act<'_, '_>) -> Result<Held<Transmittal>> + Send + 'static,
) -> Outcome<Response> {
    act(server, caller, key, 200, move |act| run(act).and_then(|held| acted(act, &held, language))).await
}

/// Runs an act and answers with what it gives.
pub(super) async fn act<T: Serialize>(
    server: &Server,
    caller: Caller,
    key: Key,
    status: u16,
    run: impl Fn(&mut Act<'_, '_>) -> Result<T> + Send + 'static,
) -> Outcome<Response> {
    let answer = server.app.act_once(caller.actor, key, move |act| json_answer(status, &run(act)?));
    Ok(answered(answer.await?))
}

/// A transmittal after an act.
pub(super) fn acted(act: &mut Act<'_, '_>, held: &Held<Transmittal>, language: Language) -> Result<ActedWire> {
    let directory = act.directory()?;
    Ok(ActedWire::new(&held.state, act.now(), directory.calendar(), language))
}

/// Transmittals that a push made.
pub(super) fn pushed(act: &mut Act<'_, '_>, held: &[Held<Transmittal>], language: Language) -> Result<Vec<PushedWire>> {
    let (directory, now) = (act.directory()?, act.now());
    let new = |held: &Held<Transmittal>| PushedWire::new(&held.state, now, directory.calendar(), language);
    Ok(held.iter().map(new).collect())
}

/// An id of a path; what cannot be one is of nothing.
pub(super) fn known_id(id: String) -> Result<String> {
    TransmittalId::parse(id).map(String::from).map_err(|_| Error::NotFound)
}

/// An instant of a query: RFC 3339, or a day for its beginning. A `+` that was not escaped came as a space.
pub(super) fn query_instant(name: &'static str, text: Option<&str>) -> Outcome<Option<Timestamp>> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let text = text.replace(' ', "+");
    let day = || text.parse().ok().and_then(|day| midnight_of(day).ok());
    let at = if text.contains('T') || text.contains('t') { text.parse().ok() } else { day() };
    // Instants outside of the calendar's years would be days without a name.
    let writable = |at: &Timestamp| (1_000_000_000..32_503_680_000).contains(&at.as_second());
    at.filter(writable).map(Some).ok_or_else(|| query_unfit(name))
}

/// A word or instant of a query that cannot be understood.
pub(super) fn query_unfit(name: &'static str) -> Failure {
    let wrong = vec![FieldError::new(name, "FIELD_NOT_FIT")];
    Failure::web_with(StatusCode::BAD_REQUEST, "QUERY_NOT_VALID", Vec::new(), wrong)
}

/// The body of a write that needs none: nothing, `null` or `{}`.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoBody;

impl<'de> Deserialize<'de> for NoBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Empty {}
        Option::<Empty>::deserialize(deserializer).map(|_empty| Self)
    }
}
