//! The departments, and one of them.

use crate::platform::board::{Block, Board, Cell, Deed, Field, Form, Link, Names, Table, Typed, show};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::system::Tab;
use crate::platform::web::{FieldProblem, Outcome, Server, Visit};
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use shenguan_rules::party::{Department, DepartmentCode, SuccessionKind};

pub(super) const HOME: &str = "/system/departments";

/// `GET /system/departments`.
pub(super) async fn departments(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Departments, |_, names, board| {
        board.lead = board.t("system-departments-lead").to_string();
        let label = board.t("system-found").to_string();
        board.blocks.push(Block::Links(vec![Link { href: format!("{HOME}/new"), label }]));
        let columns =
            ["system-department", "system-code", "system-side", "system-short-name", "system-sections", "system-state"];
        let rows = names.directory.departments().map(|department| {
            let state = state(board, names, department);
            let aliases: Vec<&str> = aliases(department, names.today);
            let former = if aliases.is_empty() {
                String::new()
            } else {
                board.t("system-formerly").with("names", aliases.join("、")).to_string()
            };
            vec![
                Cell::of(names.department(department)).to(format!("{HOME}/{}", department.code)).below(former),
                Cell::code(&department.code),
                Cell::of(board.page.t_of("side", department.side.as_str())),
                Cell::chinese(&department.short_name),
                Cell::number(department.open_sections(names.today).count()),
                Cell::of(state),
            ]
        });
        let table = Table::new(
            "departments",
            board.t("system-departments"),
            board.words(columns),
            board.t("system-departments-none"),
        );
        let table = table.with(rows);
        board.table(table);
        Ok(())
    });
    Ok(shown.await?)
}

/// `GET /system/departments/{code}`.
pub(super) async fn department(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(code): Path<String>,
) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Departments, move |_, names, board| {
        build(board, names, &code, &Typed::default(), &[])
    });
    Ok(shown.await?)
}

/// The page of one department, with the form of a new section.
pub(super) fn build(
    board: &mut Board,
    names: &Names,
    code: &str,
    typed: &Typed,
    errors: &[FieldProblem],
) -> Result<()> {
    let department = known(names, code)?;
    board.headed(names.department(department), HOME);
    let home = format!("{HOME}/{}", department.code);
    let of = |id: &'static str, value: String| (board.t(id).to_string(), value);
    let borne = department.names.iter().map(|name| format!("{} {}", name.from, name.name));
    let facts = vec![
        of("system-code", department.code.to_string()),
        of("system-side", board.page.t_of("side", department.side.as_str()).to_string()),
        of("system-short-name", department.short_name.clone()),
        of("system-state", state(board, names, department)),
        of("system-names", borne.collect::<Vec<_>>().join("\n")),
    ];
    board.blocks.push(Block::Facts(String::new(), facts));
    let stands = department.succession.is_none();
    if stands {
        let link =
            |to: &str, label: &'static str| Link { href: format!("{home}/{to}"), label: board.t(label).to_string() };
        let links = vec![link("rename", "system-rename"), link("reform", "system-reform")];
        board.blocks.push(Block::Links(links));
    }
    let columns = board.words(["system-section", "system-code", "system-state", ""]);
    let rows = department.sections.iter().map(|section| {
        let deed =
            || Deed::link(format!("{home}/sections/{}", section.code), board.t("system-section-change"), &section.name);
        let state = match section.closed_on {
            Some(on) => board.t("system-closed-on").with("on", on.to_string()),
            None => board.t("system-section-open"),
        };
        vec![
            Cell::chinese(&section.name),
            Cell::code(&section.code),
            Cell::of(state),
            Cell::deeds((stands && section.closed_on.is_none()).then(deed).into_iter().collect()),
        ]
    });
    let table = Table::new("sections", board.t("system-sections"), columns, board.t("system-sections-none")).with(rows);
    board.table(table);
    if stands {
        let form = Form::new(
            "section",
            board.t("system-section-add"),
            format!("{home}/sections"),
            board.t("system-section-add"),
        )
        .field(Field { most: 32, ..Field::line("section", board.t("system-code")).hint(board.t("system-code-hint")) })
        .field(Field::line("name", board.t("system-title")))
        .filled(typed, errors);
        board.form(form);
    }
    Ok(())
}

/// The department of a code in an address.
pub(super) fn known<'n>(names: &'n Names, code: &str) -> Result<&'n Department> {
    let code = DepartmentCode::parse(code).map_err(|_| Error::NotFound)?;
    names.directory.department(&code).ok_or(Error::NotFound)
}

/// The names borne before that of the day, the newest first.
fn aliases(department: &Department, today: Date) -> Vec<&str> {
    let borne = department.name_on(today);
    let former = department.names.iter().rev().filter(|name| name.from <= today && name.name != borne);
    former.map(|name| name.name.as_str()).collect()
}

fn state(board: &Board, names: &Names, department: &Department) -> String {
    match &department.succession {
        Some(succession) => {
            let into: Vec<String> = succession.successors.iter().map(|code| names.department_of(code)).collect();
            let word = match succession.kind {
                SuccessionKind::Merged => board.t("system-merged-into"),
                SuccessionKind::Split => board.t("system-split-into"),
            };
            word.with("on", succession.on.to_string()).with("into", into.join("、")).to_string()
        }
        None if names.today < department.founded_on => {
            board.t("system-founded-from").with("on", department.founded_on.to_string()).to_string()
        }
        None => board.t("system-stands").to_string(),
    }
}
