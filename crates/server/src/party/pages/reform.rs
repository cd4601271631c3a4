//! 并入, 拆分: to whom, then what moves to whom, then the act.

use super::list::{HOME, known};
use crate::party::reform::{Plan, ReformRequest, plan, reform};
use crate::platform::board::{Board, Cell, Choice, Field, Form, Names, Table, Typed, show, show_again};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::system::Tab;
use crate::platform::web::{FieldProblem, Outcome, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::party::{AgreementId, Department, DepartmentCode, SuccessionKind};
use std::collections::BTreeMap;

/// Before the id of an agreement in the name of the field that says who takes it.
const TAKES: &str = "takes-";

/// `GET /system/departments/{code}/reform`.
pub(super) async fn form(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(code): Path<String>,
) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Departments, move |_, names, board| {
        asking(board, names, &code, &Typed::default(), &[])
    });
    Ok(shown.await?)
}

/// `POST /system/departments/{code}/reform`: first the plan, then the act.
pub(super) async fn post(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(code): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (asked, of, reforms) = (typed.clone(), code.clone(), typed.is_step("reform"));
    let outcome = server.app.act(caller.actor.clone(), move |act| {
        let request = request(&of, &asked)?;
        if reforms { reform(act, &request).map(Ok) } else { plan(act, &request).map(Err) }
    });
    match outcome.await {
        Ok(Ok(plan)) => {
            let banner = visit.t("system-reformed-done").with("items", plan.open.len());
            let banner = banner.with("agreements", plan.agreements.len()).with("designations", plan.designations.len());
            Ok(see_other(&visit, &format!("{HOME}/{code}"), Some(&banner)))
        }
        Ok(Err(plan)) => {
            let shown = show(&server, visit, caller, Tab::Departments, move |_, names, board| {
                told(board, names, &code, &typed, &plan)
            });
            Ok(shown.await?)
        }
        Err(error) => {
            show_again(&server, visit, caller, Tab::Departments, error, move |_, names, board, errors| {
                asking(board, names, &code, &typed, errors)
            })
            .await
        }
    }
}

fn request(code: &str, typed: &Typed) -> Result<ReformRequest> {
    let parse = |text: &str| DepartmentCode::parse(text).map_err(|_| Error::field("into", "DEPARTMENT_UNKNOWN"));
    let kind = match typed.text("kind") {
        "split" => SuccessionKind::Split,
        "merged" => SuccessionKind::Merged,
        _ => return Err(Error::field("kind", "FIELD_MISSING")),
    };
    let into: Vec<DepartmentCode> = typed.all("into").map(parse).collect::<Result<_>>()?;
    if into.is_empty() {
        return Err(Error::field("into", "FIELD_MISSING"));
    }
    if kind == SuccessionKind::Merged && into.len() > 1 {
        return Err(Error::field("into", "MERGE_NEEDS_ONE"));
    }
    let mut takes = BTreeMap::new();
    for (name, value) in &typed.0 {
        if let Some(id) = name.strip_prefix(TAKES).filter(|_| !value.is_empty()) {
            let id = AgreementId::parse(id).map_err(|_| Error::field("into", "AGREEMENT_UNKNOWN"))?;
            takes.insert(id, parse(value)?);
        }
    }
    let department = DepartmentCode::parse(code).map_err(|_| Error::NotFound)?;
    Ok(ReformRequest { department, kind, into, takes })
}

fn head<'n>(board: &mut Board, names: &'n Names, code: &str) -> Result<&'n Department> {
    let department = known(names, code)?;
    let heading = board.t("system-reform-of").with("department", names.department(department));
    board.headed(heading, format!("{HOME}/{code}"));
    Ok(department)
}

fn asking(board: &mut Board, names: &Names, code: &str, typed: &Typed, errors: &[FieldProblem]) -> Result<()> {
    let department = head(board, names, code)?;
    let kinds = vec![
        Choice::new("merged", board.t("system-reform-merged")),
        Choice::new("split", board.t("system-reform-split")),
    ];
    let others = names
        .directory
        .departments()
        .filter(|other| other.code != department.code && other.side == department.side && other.stands_on(names.today));
    let others = others.map(|other| Choice::new(&other.code, names.department(other))).collect();
    let form =
        Form::new("reform", board.t("system-reform"), format!("{HOME}/{code}/reform"), board.t("system-preview"))
            .lead(board.t("system-reform-lead"))
            .field(Field::one("kind", board.t("system-reform-kind"), kinds))
            .field(
                Field::several("into", board.t("system-reform-into"), others).hint(board.t("system-reform-into-hint")),
            )
            .hint(board.t("system-preview-hint"))
            .cancel(format!("{HOME}/{code}"))
            .filled(typed, errors);
    board.form(form);
    Ok(())
}

/// The plan: counts first, then each list with numbers and names of offices only, never a title.
fn told(board: &mut Board, names: &Names, code: &str, typed: &Typed, plan: &Plan) -> Result<()> {
    head(board, names, code)?;
    let tasks: usize = plan.open.iter().map(|passing| passing.open.tasks).sum();
    let lines = [
        board.t("system-plan-items").with("count", plan.open.len()).with("tasks", tasks),
        board.t("system-plan-agreements").with("count", plan.agreements.len()),
        board.t("system-plan-designations").with("count", plan.designations.len()),
        board.t("system-plan-accounts"),
    ];
    let first = board.t("system-plan").with("on", plan.on.to_string());
    board.note("note-amb", first, lines.map(|line| line.to_string()).into());
    let columns = board.words(["system-document-title", "system-plan-lines", "system-plan-to"]);
    let rows = plan.agreements.iter().map(|(_, document, lines, to)| {
        vec![Cell::chinese(document), Cell::number(lines), Cell::of(names.department_of(to))]
    });
    let table = Table::new("agreements", board.t("system-agreements"), columns, board.t("system-plan-none")).with(rows);
    board.table(table);
    let columns = board.words(["system-number", "system-plan-to"]);
    // What is collected about a request stands under its number.
    let numbers: BTreeMap<&str, &DepartmentCode> =
        plan.open.iter().map(|passing| (passing.open.number.as_str(), &passing.to)).collect();
    let rows = numbers.into_iter().map(|(number, to)| vec![Cell::code(number), Cell::of(names.department_of(to))]);
    let table = Table::new("items", board.t("system-open-items"), columns, board.t("system-plan-none")).with(rows);
    board.table(table);
    let columns = board.words(["system-name", "system-role", "system-section"]);
    let rows = plan.designations.iter().map(|named| {
        vec![
            Cell::chinese(names.officer(&named.officer)),
            Cell::of(names.role(named.role)),
            Cell::chinese(names.section(&named.department, named.section.as_ref())),
        ]
    });
    let table =
        Table::new("designations", board.t("system-plan-ending"), columns, board.t("system-plan-none")).with(rows);
    board.table(table);
    let address = format!("{HOME}/{code}/reform");
    if typed.text("kind") == "split" && !plan.agreements.is_empty() {
        let base: Vec<_> = typed.without_step().into_iter().filter(|(name, _)| !name.starts_with(TAKES)).collect();
        let mut form = Form::new("shares", board.t("system-shares"), &address, board.t("system-shares-again"));
        form.hidden = base;
        for (id, document, _, to) in &plan.agreements {
            let choices = typed.all("into").filter_map(|code| DepartmentCode::parse(code).ok());
            let choices =
                choices.map(|code| Choice { is_chosen: code == *to, ..Choice::new(&code, names.department_of(&code)) });
            form = form.field(Field::one(format!("{TAKES}{id}"), document, choices.collect()));
        }
        board.form(form.lead(board.t("system-shares-lead")));
    }
    let form = Form::new("confirm", board.t("system-reform"), address, board.t("system-reform-confirm"))
        .warning(board.t("system-reform-effect"))
        .carrying(typed)
        .step("reform")
        .cancel(format!("{HOME}/{code}/reform"));
    board.form(form);
    Ok(())
}
