//! Many pushes or acknowledgements in one request, each by itself.

use super::each::{Whole, each};
use super::respond::{self, IdempotencyKey, known_id};
use crate::exchange::acts;
use crate::exchange::request::PushRequest;
use crate::exchange::wire::{ActedWire, PushedWire};
use crate::platform::act::Act;
use crate::platform::error::{Error, FieldError, Result};
use crate::platform::identity::Caller;
use crate::platform::web::{BatchWrite, Language, Outcome, Problem, Server, Visit, Write, entry};
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// So many pushes in one request.
pub(super) const PUSHES_MAX: usize = 1_000;
/// So many acknowledgements in one request.
pub(super) const ACKNOWLEDGEMENTS_MAX: usize = 500;

/// `POST /api/v1/transmittals/batch`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BatchRequest {
    /// Pushes, at most 1,000; one that is not understood is refused by itself.
    #[schema(value_type = Vec<PushRequest>)]
    items: Vec<serde_json::Value>,
}

/// `POST /api/v1/transmittals/acknowledge`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AcknowledgeRequest {
    /// Ids, at most 500.
    ids: Vec<String>,
}

/// A push, or the fields in which it is not understood.
type Sent = std::result::Result<PushRequest, Vec<FieldError>>;

/// An id as it was sent, whatever it is.
struct Asked(String);

/// What became of the pushes, in their order.
#[derive(Serialize, ToSchema)]
pub(super) struct BatchWire {
    /// One each.
    items: Vec<BatchEntryWire>,
}

/// What became of one push.
#[derive(Serialize, ToSchema)]
pub(super) struct BatchEntryWire {
    /// As that push by itself would have been answered.
    status: u16,
    /// What it made.
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<PushedWire>>,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

/// What became of the acknowledgements, in their order.
#[derive(Serialize, ToSchema)]
pub(super) struct AcknowledgedWire {
    /// One each.
    items: Vec<AcknowledgedEntryWire>,
}

/// What became of one acknowledgement.
#[derive(Serialize, ToSchema)]
pub(super) struct AcknowledgedEntryWire {
    /// Of what.
    id: String,
    /// As that acknowledgement by itself would have been answered.
    status: u16,
    /// The transmittal.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<ActedWire>,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

/// Push up to 1,000 times in one request, each by itself.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/batch",
    tag = "transmittals",
    params(IdempotencyKey),
    request_body = BatchRequest,
    responses((status = 200, body = BatchWire), (status = 422, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn push_batch(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    write: BatchWrite<BatchRequest>,
) -> Outcome<Response> {
    check_count("items", write.body.items.len(), PUSHES_MAX)?;
    let whole = Whole { actor: caller.actor, key: write.key, language: visit.language() };
    let refused =
        |_: &Sent, problem: Problem| BatchEntryWire { status: problem.status, items: None, problem: Some(problem) };
    // Understood here, so that the writer has only the act to do.
    let sent: Vec<Sent> = write.body.items.iter().map(understood).collect();
    each(&server, &whole, sent, push_one, refused).await
}

/// Acknowledge up to 500 at once, each by itself.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/acknowledge",
    tag = "transmittals",
    params(IdempotencyKey),
    request_body = AcknowledgeRequest,
    responses(
        (status = 200, body = AcknowledgedWire),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn acknowledge_batch(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    write: Write<AcknowledgeRequest>,
) -> Outcome<Response> {
    check_count("ids", write.body.ids.len(), ACKNOWLEDGEMENTS_MAX)?;
    let whole = Whole { actor: caller.actor, key: write.key, language: visit.language() };
    let refused = |Asked(id): &Asked, problem: Problem| AcknowledgedEntryWire {
        id: id.clone(),
        status: problem.status,
        item: None,
        problem: Some(problem),
    };
    let asked = write.body.ids.into_iter().map(Asked).collect();
    each(&server, &whole, asked, acknowledge_one, refused).await
}

fn understood(sent: &serde_json::Value) -> Sent {
    entry(sent).map_err(|error| match error {
        Error::Invalid(wrong) => wrong,
        _ => vec![FieldError::new("", "FIELD_NOT_FIT")],
    })
}

fn push_one(act: &mut Act<'_, '_>, sent: &Sent, language: Language) -> Result<BatchEntryWire> {
    let request = sent.as_ref().map_err(|wrong| Error::Invalid(wrong.clone()))?;
    let held = acts::push(act, request)?;
    Ok(BatchEntryWire { status: 201, items: Some(respond::pushed(act, &held, language)?), problem: None })
}

fn acknowledge_one(act: &mut Act<'_, '_>, Asked(id): &Asked, language: Language) -> Result<AcknowledgedEntryWire> {
    let held = acts::acknowledge(act, &known_id(id.clone())?)?;
    let item = Some(respond::acted(act, &held, language)?);
    Ok(AcknowledgedEntryWire { id: id.clone(), status: 200, item, problem: None })
}

fn check_count(field: &'static str, count: usize, count_max: usize) -> Result<()> {
    if count > count_max {
        let arguments = vec![("max", count_max.to_string())];
        return Err(Error::Invalid(vec![FieldError { arguments, ..FieldError::new(field, "TOO_MANY") }]));
    }
    Ok(())
}
