//! The roster: who has which role, who is entered, and what can be changed directly by an administrator.

use crate::party::acts::{OfficerRequest, enlist_officer};
use crate::platform::board::{
    Board, Cell, Choice, Deed, Field, Form, Names, Table, Typed, day_or_none, show, show_again,
};
use crate::platform::directory::OfficerCard;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::system::Tab;
use crate::platform::system::front::empty_places;
use crate::platform::web::{FieldProblem, Outcome, Query, Server, Visit, see_other};
use crate::roster::acts::{DesignationRequest, designate, end};
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::party::{DepartmentCode, OfficerId, SectionCode};
use shenguan_rules::roster::{Designation, Role};

const HOME: &str = "/system/roster";
/// Rows of a table, at most; the filter leads to the others.
const ROWS_MAX: usize = 500;

/// `GET /system/roster?department=YJJ`.
pub(super) async fn roster(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(typed): Query<Typed>,
) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Roster, move |_, names, board| {
        build(board, names, &typed, &[]);
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /system/roster`: names an officer to a role.
pub(super) async fn name(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let asked = typed.clone();
    let named = server.app.act(caller.actor.clone(), move |act| {
        let officer =
            OfficerId::parse(asked.text("officer")).map_err(|_| Error::field("officer", "OFFICER_UNKNOWN"))?;
        let role = Role::from_word(asked.text("role")).ok_or_else(|| Error::field("role", "FIELD_MISSING"))?;
        let basis = asked.given("basis").ok_or_else(|| Error::field("basis", "BASIS_UNFIT"))?;
        let section = match asked.text("section") {
            "" => None,
            text => Some(SectionCode::parse(text).map_err(|_| Error::field("section", "SECTION_UNKNOWN"))?),
        };
        let (from, to) = (asked.date("from")?, asked.date_opt("to")?);
        designate(act, &DesignationRequest { officer, section, role, from, to, basis: Some(basis) })
    });
    done(&server, visit, caller, typed, named.await.map(drop), "system-named-done").await
}

/// `POST /system/roster/officers`: enters an officer.
pub(super) async fn enter(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let asked = typed.clone();
    let entered = server.app.act(caller.actor.clone(), move |act| {
        let department = DepartmentCode::parse(asked.text("of_department"))
            .map_err(|_| Error::field("of_department", "DEPARTMENT_UNKNOWN"))?;
        let section = match asked.text("of_section") {
            "" => None,
            text => Some(SectionCode::parse(text).map_err(|_| Error::field("of_section", "SECTION_UNKNOWN"))?),
        };
        let name = asked.given("name").ok_or_else(|| Error::field("name", "FIELD_MISSING"))?;
        let card = OfficerCard { name, post: asked.text("post").to_owned(), contact: asked.text("contact").to_owned() };
        enlist_officer(act, &OfficerRequest { department, section, card })
    });
    done(&server, visit, caller, typed, entered.await.map(drop), "system-entered-done").await
}

async fn done(
    server: &Server,
    visit: Visit,
    caller: Caller,
    typed: Typed,
    outcome: Result<()>,
    words: &'static str,
) -> Outcome<Response> {
    match outcome {
        Ok(()) => {
            let department = typed.text("department");
            let home = if department.is_empty() { HOME.to_owned() } else { format!("{HOME}?department={department}") };
            Ok(see_other(&visit, &home, Some(&visit.language().t(words))))
        }
        Err(error) => {
            show_again(server, visit, caller, Tab::Roster, error, move |_, names, board, errors| {
                build(board, names, &typed, errors);
                Ok(())
            })
            .await
        }
    }
}

/// `GET /system/roster/{id}/end`.
pub(super) async fn end_form(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Roster, move |_, names, board| {
        ending(board, names, &id, &Typed::default(), &[])
    });
    Ok(shown.await?)
}

/// `POST /system/roster/{id}/end`.
pub(super) async fn end_post(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (asked, of) = (typed.clone(), id.clone());
    match server.app.act(caller.actor.clone(), move |act| end(act, &of, asked.date("on")?)).await {
        Ok(()) => Ok(see_other(&visit, HOME, Some(&visit.t("system-ended-done")))),
        Err(error) => {
            show_again(&server, visit, caller, Tab::Roster, error, move |_, names, board, errors| {
                ending(board, names, &id, &typed, errors)
            })
            .await
        }
    }
}

fn ending(board: &mut Board, names: &Names, id: &str, typed: &Typed, errors: &[FieldProblem]) -> Result<()> {
    let named = names.directory.designations().find(|named| named.id.as_str() == id).ok_or(Error::NotFound)?;
    let who = format!("{} {}", names.officer(&named.officer), names.role(named.role));
    board.headed(who, HOME);
    let form = Form::new("end", board.t("system-end"), format!("{HOME}/{id}/end"), board.t("system-end"))
        .warning(board.t("system-end-effect").with("department", names.department_of(&named.department)))
        .field(Field::new("date", "on", board.t("system-last-day")).value(names.today))
        .cancel(HOME)
        .filled(typed, errors);
    board.form(form);
    Ok(())
}

fn build(board: &mut Board, names: &Names, typed: &Typed, errors: &[FieldProblem]) {
    board.lead = board.t("system-roster-lead").to_string();
    let wanted = typed.text("department");
    let mut departments = vec![Choice::new("", board.t("system-all"))];
    departments.extend(names.departments());
    let filter = Form::query("filter", board.t("system-filter"), HOME, board.t("system-filter"))
        .field(Field::one("department", board.t("system-department"), departments))
        .filled(typed, &[]);
    board.form(filter);
    let is_wanted = |department: &DepartmentCode| wanted.is_empty() || department.as_str() == wanted;
    let empty: Vec<String> = empty_places(names)
        .iter()
        .filter(|place| is_wanted(&place.department))
        .map(|place| {
            let section = names.section(&place.department, place.section.as_ref());
            format!("{} {section} {}", names.department_of(&place.department), names.role(place.role))
        })
        .collect();
    if !empty.is_empty() {
        let words = board.t("system-vacancies").with("count", empty.len());
        board.note("note-amb", words, empty);
    }
    let mut held: Vec<&Designation> = names
        .directory
        .designations()
        .filter(|named| is_wanted(&named.department) && named.to.is_none_or(|to| names.today <= to))
        .collect();
    held.sort_by_key(|named| (&named.department, &named.section, named.role, named.from));
    let columns = ["system-name", "system-role", "system-department", "system-in-force", "system-basis", ""];
    let rows = held.into_iter().take(ROWS_MAX).map(|named| row(board, names, named));
    let table =
        Table::new("roster", board.t("system-roster"), board.words(columns), board.t("system-roster-none")).with(rows);
    board.table(table);
    let forms = [naming(board, names, wanted), entering(board, names, wanted)];
    for form in forms {
        board.form(form.filled(typed, errors));
    }
}

fn row(board: &Board, names: &Names, named: &Designation) -> Vec<Cell> {
    let name = names.officer(&named.officer);
    let state = if names.today < named.from { board.t("system-not-yet").to_string() } else { String::new() };
    let span = format!("{} — {}", named.from, day_or_none(named.to));
    let deed = Deed::link(
        format!("{HOME}/{}/end", named.id),
        board.t("system-end"),
        format!("{name} {}", names.role(named.role)),
    );
    vec![
        Cell::chinese(&name),
        Cell::of(names.role(named.role)).below(state),
        Cell::of(names.department_of(&named.department))
            .below(names.section(&named.department, named.section.as_ref())),
        Cell::number(span.trim_end()),
        Cell::chinese(named.basis.as_deref().unwrap_or_default()),
        Cell::deeds(vec![deed]),
    ]
}

fn naming(board: &Board, names: &Names, wanted: &str) -> Form {
    let mut officers: Vec<_> = names
        .directory
        .officers()
        .filter(|entry| entry.officer.serves_on(names.today))
        .filter(|entry| wanted.is_empty() || entry.officer.department.as_str() == wanted)
        .collect();
    officers.sort_by_key(|entry| (&entry.officer.department, &entry.officer.section, &entry.officer.id));
    let officers = officers.into_iter().map(|entry| Choice::new(&entry.officer.id, names.full(entry))).collect();
    let roles = Role::ALL.map(|role| Choice::new(role.as_str(), names.role(role)));
    Form::new("name", board.t("system-designate"), HOME, board.t("system-designate"))
        .lead(board.t("system-designate-lead"))
        .field(Field::one("officer", board.t("system-officer"), officers))
        .field(Field::one("role", board.t("system-role"), roles.into()))
        .field(
            Field::line("section", board.t("system-section-code")).optional().hint(board.t("system-section-code-hint")),
        )
        .field(Field::new("date", "from", board.t("system-first-day")).value(names.today))
        .field(Field::new("date", "to", board.t("system-last-day")).optional())
        .field(Field::line("basis", board.t("system-basis")).hint(board.t("system-basis-hint")))
}

fn entering(board: &Board, names: &Names, wanted: &str) -> Form {
    let departments =
        names.departments().into_iter().map(|choice| Choice { is_chosen: choice.value == wanted, ..choice });
    Form::new("enter", board.t("system-enter"), format!("{HOME}/officers"), board.t("system-enter"))
        .field(Field::one("of_department", board.t("system-department"), departments.collect()))
        .field(
            Field::line("of_section", board.t("system-section-code"))
                .optional()
                .hint(board.t("system-section-code-hint")),
        )
        .field(Field::line("name", board.t("system-name")))
        .field(Field::line("post", board.t("system-post")).optional())
        .field(Field::line("contact", board.t("system-contact")).optional())
}
