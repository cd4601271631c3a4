//! The duty roster as JSON.

use super::acts;
use super::request::DutyRequest;
use crate::platform::directory::Directory;
use crate::platform::identity::{Caller, Permission};
use crate::platform::web::{ListWire, Outcome, Problem, Routes, Server, Write, answered, json_answer};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use shenguan_rules::calendar::local_date;
use shenguan_rules::roster::DutyDay;
use utoipa::ToSchema;
use utoipa_axum::routes as described;

/// Who is on duty in a department on a day off.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DutyDayWire {
    /// Whose.
    pub department: String,
    /// The day.
    #[schema(format = Date)]
    pub on: String,
    /// Who, in the order in which they are called.
    pub officers: Vec<DutyOfficerWire>,
}

/// Somebody on duty.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DutyOfficerWire {
    /// The id.
    pub officer: String,
    /// 姓名.
    pub name: String,
    /// 联系方式.
    pub contact: String,
}

/// The routes of the duty roster.
pub fn routes(routes: Routes) -> Routes {
    routes.api(Permission::ReadDirectory, described!(duty_days)).api(Permission::ManageDirectory, described!(set_duty))
}

fn wire(day: &DutyDay, directory: &Directory) -> DutyDayWire {
    let officer = |id: &shenguan_rules::party::OfficerId| {
        let card = directory.officer(id).map(|entry| entry.card.clone()).unwrap_or_default();
        DutyOfficerWire { officer: id.to_string(), name: card.name, contact: card.contact }
    };
    DutyDayWire {
        department: day.department.to_string(),
        on: day.on.to_string(),
        officers: day.officers.iter().map(officer).collect(),
    }
}

/// Who is on duty from today on, by day and department.
#[utoipa::path(
    get,
    path = "/api/v1/duty-days",
    tag = "directory",
    responses((status = 200, body = ListWire<DutyDayWire>))
)]
async fn duty_days(State(server): State<Server>) -> Outcome<Json<ListWire<DutyDayWire>>> {
    let read = server.app.read(move |read| {
        let directory = read.directory();
        let days = directory.duty_days_from(local_date(read.now()));
        Ok(ListWire { items: days.map(|day| wire(day, directory)).collect(), next_cursor: None })
    });
    Ok(Json(read.await?))
}

/// Enter who of the own department is on duty on a day off.
#[utoipa::path(
    post,
    path = "/api/v1/duty-days",
    tag = "directory",
    params(("Idempotency-Key" = String, Header)),
    request_body = DutyRequest,
    responses((status = 200, body = DutyDayWire), (status = 422, body = Problem, content_type = "application/problem+json"))
)]
async fn set_duty(State(server): State<Server>, caller: Caller, write: Write<DutyRequest>) -> Outcome<Response> {
    let (department, request) = (caller.department.to_string(), write.body);
    let answer = server.app.act_once(caller.actor, write.key, move |act| {
        let held = acts::set_duty(act, &department, &request)?;
        json_answer(200, &wire(&held.state, act.directory()?.as_ref()))
    });
    Ok(answered(answer.await?))
}
