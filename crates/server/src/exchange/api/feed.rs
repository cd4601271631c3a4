//! Everything addressed to or sent by the caller, in ledger order: a page of JSON, or a stream of events.

use super::respond::query_unfit;
use super::stream;
use crate::exchange::store;
use crate::exchange::wire::{FeedItem, TransmittalSummary};
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Scope};
use crate::platform::reader::Read;
use crate::platform::web::{ListWire, Outcome, Paging, Problem, Query, Server};
use axum::Json;
use axum::extract::State;
use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, HeaderName};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shenguan_rules::party::DepartmentCode;
use std::collections::BTreeMap;
use utoipa::IntoParams;

/// What a browser sends when a stream broke off.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// From where on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct FeedQuery {
    /// Only what comes after that sequence.
    after: Option<i64>,
    /// Rows, 1 to 200; of no effect on a stream.
    #[expect(dead_code, reason = "read by Paging")]
    limit: Option<i64>,
    /// `next_cursor` of the page before, instead of `after`.
    cursor: Option<String>,
}

/// The caller's feed after a sequence. With `Accept: text/event-stream` it goes on: the id of each event is its sequence, and
/// `Last-Event-ID` is honoured.
#[utoipa::path(
    get,
    path = "/api/v1/feed",
    tag = "feed",
    params(FeedQuery, ("Last-Event-ID" = Option<i64>, Header)),
    responses(
        (status = 200, body = ListWire<FeedItem>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn feed(
    State(server): State<Server>,
    caller: Caller,
    headers: HeaderMap,
    Query(query): Query<FeedQuery>,
    paging: Paging,
) -> Outcome<Response> {
    let last = headers.get(LAST_EVENT_ID).map(|value| value.to_str().ok().and_then(|text| text.trim().parse().ok()));
    let last: Option<i64> = last.map(|last| last.ok_or_else(|| query_unfit("Last-Event-ID"))).transpose()?;
    let cursor = query.cursor.filter(|cursor| !cursor.is_empty());
    let cursor = cursor.map(|cursor| cursor.parse().map_err(|_| query_unfit("cursor"))).transpose()?;
    let after = last.or(cursor).or(query.after).unwrap_or(0).max(0);
    server.identity.mark_fed(&caller, after).await?;
    let wants_stream = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    if wants_stream.is_some_and(|accepted| accepted.contains("text/event-stream")) {
        return Ok(stream::stream(server.app.clone(), caller.department, after)?.into_response());
    }
    let limit = usize::try_from(paging.limit).unwrap_or(1);
    let jurisdiction = server.app.jurisdiction().to_owned();
    let page = server.app.read(move |read| {
        let mut items = items(read, &jurisdiction, &caller.department, after, limit + 1)?;
        let next_cursor = (items.len() > limit).then(|| items[limit - 1].sequence.to_string());
        items.truncate(limit);
        Ok(ListWire { items, next_cursor })
    });
    Ok(Json(page.await?).into_response())
}

/// At most `limit` items of a department's feed after a sequence.
pub(super) fn items(
    read: &mut Read<'_, '_>,
    jurisdiction: &str,
    department: &DepartmentCode,
    after: i64,
    limit: usize,
) -> Result<Vec<FeedItem>> {
    let now = read.now();
    let entries = store::feed(read.tx(), jurisdiction, department, after, limit)?;
    let mut ids = Vec::with_capacity(entries.len());
    for entry in &entries {
        let decoded = entry.entry()?;
        if decoded.subject_kind == "transmittal" {
            ids.push(decoded.subject_id.to_string());
        }
    }
    ids.sort();
    ids.dedup();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let listed = store::listed_of(read.tx(), &Scope::Department(department.clone()), &ids)?;
    let known: BTreeMap<&str, TransmittalSummary> =
        listed.iter().map(|listed| (listed.held.id.as_str(), TransmittalSummary::new(listed, now))).collect();
    entries
        .iter()
        .map(|entry| {
            let decoded = entry.entry()?;
            FeedItem::new(entry, known.get(decoded.subject_id.as_ref()).cloned())
        })
        .collect()
}
