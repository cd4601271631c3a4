//! `POST /demo/clock`: moves the demo city's clock forward. Registered by `shenguan demo` only; a real server has no such route.

use crate::platform::app::App;
use crate::platform::clock::from_micros;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Permission;
use crate::platform::sweep::sweep_all;
use crate::platform::web::{Json, Outcome, Routes, Server};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::{Span, SpanRelativeTo, Timestamp};
use serde::Deserialize;
use shenguan_db::Tx;
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::subject::Actor;

/// How far the city's clock is from the machine's, in microseconds.
const OFFSET_SETTING: &str = "demo_clock_offset_micros";
/// What a restart of the city needs to know.
const CITY_SETTING: &str = "demo_city";
/// The calendar ends with this second; a city beyond it could compute no deadline. 2199-01-01T00:00:00Z.
const LATEST_SECOND: i64 = 7_226_582_400;

/// By how much, or to when; one of the two.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    /// ISO 8601 duration, `PT24H`.
    advance: Option<Span>,
    /// An instant; one that is past changes nothing.
    to: Option<Timestamp>,
}

/// The routes of the demo city.
pub fn routes(routes: Routes) -> Routes {
    routes.post("/demo/clock", Permission::DemoClock, move_clock)
}

/// Moves the clock forward, keeps it, and writes down everything that became due; the instant then.
pub async fn advance(app: &App, to: Timestamp) -> Result<Timestamp> {
    app.clock().move_to(to);
    keep_clock(app).await?;
    sweep_all(app).await?;
    Ok(app.clock().now())
}

/// Keeps how the clock is set, so that it goes on after a restart.
pub async fn keep_clock(app: &App) -> Result<()> {
    let offset = app.clock().offset_micros();
    app.act(Actor::Setup, move |act| {
        keep_offset(act.tx(), offset);
        Ok(())
    })
    .await
}

/// The same inside a load.
pub fn keep_offset(tx: &mut Tx<'_>, offset_micros: i64) {
    tx.execute(
        "INSERT INTO op_setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        vec![OFFSET_SETTING.into(), offset_micros.to_string().into()],
    );
}

/// How the clock was set, if it was.
pub fn kept_offset(tx: &mut Tx<'_>) -> Result<Option<i64>> {
    let row = tx.query_opt("SELECT value FROM op_setting WHERE name = $1", &[OFFSET_SETTING.into()])?;
    let value: Option<String> = row.map(|row| row.get(0)).transpose()?;
    value.map(|value| value.parse().map_err(Error::fault)).transpose()
}

/// Keeps what opens the city again: its seed, its logins, its keys.
pub fn keep_city(tx: &mut Tx<'_>, text: String) {
    tx.execute("INSERT INTO op_setting (name, value) VALUES ($1, $2)", vec![CITY_SETTING.into(), text.into()]);
}

/// What opens the city again; none where the database has no demo city.
pub fn kept_city(tx: &mut Tx<'_>) -> Result<Option<String>> {
    let row = tx.query_opt("SELECT value FROM op_setting WHERE name = $1", &[CITY_SETTING.into()])?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// The instant of the last entry; none in an empty ledger.
pub fn last_entry_at(tx: &mut Tx<'_>) -> Result<Option<Timestamp>> {
    let row = tx.query_one("SELECT MAX(recorded_at) FROM ledger_head WHERE sequence > 0", &[])?;
    Ok(row.get::<Option<i64>>(0)?.map(from_micros))
}

async fn move_clock(State(server): State<Server>, Json(asked): Json<Move>) -> Outcome<Response> {
    let to = target(&asked, server.app.clock().now())?;
    let now = advance(&server.app, to).await?;
    Ok(axum::Json(serde_json::json!({ "now": rfc3339(now) })).into_response())
}

fn target(asked: &Move, now: Timestamp) -> Result<Timestamp> {
    let to = match (&asked.advance, asked.to) {
        (Some(span), None) if !span.is_negative() => {
            let far = || Error::field("advance", "CLOCK_OUT_OF_RANGE");
            let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_months_and_years| far())?;
            now.checked_add(duration).map_err(|_end_of_time| far())?
        }
        (None, Some(to)) => to,
        _ => return Err(Error::field("advance", "CLOCK_ADVANCE_OR_TO")),
    };
    if to.as_second() < LATEST_SECOND { Ok(to) } else { Err(Error::field("to", "CLOCK_OUT_OF_RANGE")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(body: &str) -> Option<String> {
        let now: Timestamp = "2026-11-23T10:00:00+08:00".parse().unwrap();
        let asked = serde_json::from_str(body).ok()?;
        target(&asked, now).ok().map(rfc3339)
    }

    #[test]
    fn the_clock_is_moved_by_a_duration_or_to_an_instant() {
        assert_eq!(to(r#"{"advance":"PT24H"}"#).unwrap(), "2026-11-24T10:00:00+08:00");
        assert_eq!(to(r#"{"advance":"P1DT30M"}"#).unwrap(), "2026-11-24T10:30:00+08:00");
        assert_eq!(to(r#"{"to":"2026-12-01T09:00:00+08:00"}"#).unwrap(), "2026-12-01T09:00:00+08:00");
    }

    #[test]
    fn what_is_no_way_forward_is_refused() {
        for body in [
            "{}",
            r#"{"advance":"PT1H","to":"2026-12-01T09:00:00+08:00"}"#,
            r#"{"advance":"-PT1H"}"#,
            r#"{"advance":"P1M"}"#,
            r#"{"advance":"PT9999999H"}"#,
            r#"{"to":"2199-06-01T00:00:00Z"}"#,
            r#"{"to":"tomorrow"}"#,
            r#"{"by":"PT1H"}"#,
        ] {
            assert_eq!(to(body), None, "{body}");
        }
    }
}
