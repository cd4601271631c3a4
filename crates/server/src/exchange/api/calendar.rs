//! Deadlines in working days, as `shenguan workday due` gives them, by the calendar and the rule set of the city.

use super::respond::query_unfit;
use crate::exchange::wire::{Day, explanation};
use crate::platform::error::Error;
use crate::platform::web::{Outcome, Problem, Query, Server, Visit};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shenguan_rules::calendar::rfc3339;
use utoipa::{IntoParams, ToSchema};

/// From when, and how many working days.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct DueQuery {
    /// A day, or an instant with offset.
    start: String,
    /// Working days.
    n: u32,
}

/// A deadline with its days.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DueWire {
    /// As asked.
    start: String,
    /// Working days.
    n: u32,
    /// The last day.
    last_day: String,
    /// The instant at which a receipt would be deemed.
    #[schema(format = DateTime)]
    due: String,
    /// The last day lies in a year without an official notice.
    provisional: bool,
    /// Every day from the start on.
    days: Vec<Day>,
}

/// The deadline of n working days, counted as a deemed receipt is.
#[utoipa::path(
    get,
    path = "/api/v1/calendar/due",
    tag = "calendar",
    params(DueQuery),
    responses(
        (status = 200, body = DueWire),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn due(
    State(server): State<Server>,
    visit: Visit,
    Query(query): Query<DueQuery>,
) -> Outcome<Json<DueWire>> {
    let start = query.start.replace(' ', "+");
    let directory = server.app.directory();
    let counting = directory.rule_set(server.app.clock().now()).counting_for_receipt();
    let calendar = directory.calendar();
    let deadline = if start.contains(['T', 't']) {
        let at: Timestamp = start.parse().map_err(|_| query_unfit("start"))?;
        calendar.deadline(at, query.n, &counting)
    } else {
        let on: Date = start.parse().map_err(|_| query_unfit("start"))?;
        calendar.deadline_from_date(on, query.n, &counting)
    };
    let deadline = deadline.map_err(Error::refused)?;
    Ok(Json(DueWire {
        start,
        n: query.n,
        last_day: deadline.last_day.to_string(),
        due: rfc3339(deadline.due),
        provisional: deadline.provisional,
        days: explanation(calendar, &deadline, visit.language()),
    }))
}
