//! 值班表: what every department has entered, and the form of the own one.

use super::acts;
use super::request::DutyRequest;
use crate::platform::board::{Board, Cell, Choice, Field, Form, Names, Place, Table, Typed, show, show_again};
use crate::platform::identity::{Caller, Permission};
use crate::platform::web::{FieldProblem, Nav, Outcome, Routes, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use shenguan_rules::calendar::Calendar;

const HOME: &str = "/duty";
const PLACE: Place = Place::alone(Nav::People, "duty-heading");
/// So many days off that come are offered.
const OFFERED_MAX: usize = 30;
/// Looked for within so many days.
const AHEAD_DAYS_MAX: usize = 150;

/// The routes of the duty roster.
pub fn routes(routes: Routes) -> Routes {
    routes.get(HOME, Permission::ReadDirectory, duty).post(HOME, Permission::ManageDirectory, set_duty)
}

/// `GET /duty`.
async fn duty(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let asking = caller.clone();
    let shown = show(&server, visit, caller, PLACE, move |_, names, board| {
        build(board, names, &asking, &Typed::default(), &[]);
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /duty`.
async fn set_duty(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (asked, department) = (typed.clone(), caller.department.to_string());
    let set = server.app.act(caller.actor.clone(), move |act| {
        let officers = asked.all("officers").map(str::to_owned).collect();
        acts::set_duty(act, &department, &DutyRequest { on: asked.date("on")?, officers })
    });
    let error = match set.await {
        Ok(held) => {
            let is_clear = held.state.officers.is_empty();
            let banner = if is_clear { visit.t("duty-cleared") } else { visit.t("duty-done") };
            return Ok(see_other(&visit, HOME, Some(&banner.with("day", held.state.on.to_string()))));
        }
        Err(error) => error,
    };
    let asking = caller.clone();
    show_again(&server, visit, caller, PLACE, error, move |_, names, board, errors| {
        build(board, names, &asking, &typed, errors);
        Ok(())
    })
    .await
}

fn build(board: &mut Board, names: &Names, caller: &Caller, typed: &Typed, errors: &[FieldProblem]) {
    board.lead = board.t("duty-lead").to_string();
    if caller.may(Permission::ManageDirectory) {
        let form = form(board, names, caller).filled(typed, errors);
        board.form(form);
    }
    let columns = board.words(["duty-day", "column-department", "duty-people"]);
    let days = names.directory.duty_days_from(names.today).filter(|day| !day.officers.is_empty());
    let rows = days.map(|day| {
        let people = day.officers.iter().filter_map(|id| names.directory.officer(id));
        let people: Vec<String> =
            people.map(|entry| format!("{} {}", entry.card.name, entry.card.contact).trim().to_owned()).collect();
        vec![
            Cell::number(day.on).below(what(board, names.directory.calendar(), day.on)),
            Cell::of(names.department_of(&day.department)),
            Cell::chinese(people.join("；")),
        ]
    });
    let table = Table::new("duty", board.t("duty-table"), columns, board.t("duty-none")).with(rows.collect::<Vec<_>>());
    board.table(table);
}

fn form(board: &Board, names: &Names, caller: &Caller) -> Form {
    let calendar = names.directory.calendar();
    let days = days_off(calendar, names.today)
        .map(|day| Choice::new(day, format!("{day} {}", what(board, calendar, day)).trim_end()))
        .collect();
    let serving = names
        .directory
        .officers()
        .filter(|entry| entry.officer.department == caller.department && entry.officer.serves_on(names.today));
    let people = serving.map(|entry| {
        Choice::new(&entry.officer.id, format!("{} {} {}", entry.card.name, entry.card.post, entry.card.contact).trim())
    });
    Form::new("set", board.t("duty-set"), HOME, board.t("duty-save"))
        .field(Field::one("on", board.t("duty-day"), days))
        .field(Field::several("officers", board.t("duty-people"), people.collect()).hint(board.t("duty-people-hint")))
}

/// The days off that come.
fn days_off(calendar: &Calendar, today: Date) -> impl Iterator<Item = Date> {
    let days = std::iter::successors(Some(today), |day| day.tomorrow().ok()).take(AHEAD_DAYS_MAX);
    days.filter(|day| !calendar.is_working_day(*day).unwrap_or(true)).take(OFFERED_MAX)
}

/// The holiday, or the day of the week.
fn what(board: &Board, calendar: &Calendar, day: Date) -> String {
    use shenguan_rules::calendar::DayKind;
    match calendar.day(day) {
        Ok(DayKind::Holiday(name)) => name.to_owned(),
        Ok(DayKind::LocalClosure { reason, .. }) => reason.to_owned(),
        _ => board.t("duty-weekend").to_string(),
    }
}
