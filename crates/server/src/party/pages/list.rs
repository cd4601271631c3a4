//! The departments, and one of them.

use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::system::{Block, Cell, Deed, Desk, Field, Form, Link, Names, Tab, Table, Typed, show};
use crate::platform::web::{FieldProblem, Outcome, Server, Visit};
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use shenguan_rules::party::{Department, DepartmentCode, SuccessionKind};

pub(super) const HOME: &str = "/system/departments";

/// `GET /system/departments`.
pub(super) async fn departments(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Departments, |_, names, desk| {
        desk.lead = desk.t("system-departments-lead").to_string();
        let label = desk.t("system-found").to_string();
        desk.blocks.push(Block::Links(vec![Link { href: format!("{HOME}/new"), label }]));
        let columns =
            ["system-department", "system-code", "system-side", "system-short-name", "system-sections", "system-state"];
        let rows = names.directory.departments().map(|department| {
            let state = state(desk, names, department);
            let aliases: Vec<&str> = aliases(department, names.today);
            let former = if aliases.is_empty() {
                String::new()
            } else {
                desk.t("system-formerly").with("names", aliases.join("、")).to_string()
            };
            vec![
                Cell::of(names.department(department)).to(format!("{HOME}/{}", department.code)).below(former),
                Cell::code(&department.code),
                Cell::of(desk.page.t_of("side", department.side.as_str())),
                Cell::chinese(&department.short_name),
                Cell::number(department.open_sections(names.today).count()),
                Cell::of(state),
            ]
        });
        let table = Table::new(
            "departments",
            desk.t("system-departments"),
            desk.words(columns),
            desk.t("system-departments-none"),
        );
        let table = table.with(rows);
        desk.table(table);
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
    let shown = show(&server, visit, caller, Tab::Departments, move |_, names, desk| {
        build(desk, names, &code, &Typed::default(), &[])
    });
    Ok(shown.await?)
}

/// The page of one department, with the form of a new section.
pub(super) fn build(desk: &mut Desk, names: &Names, code: &str, typed: &Typed, errors: &[FieldProblem]) -> Result<()> {
    let department = known(names, code)?;
    desk.headed(names.department(department), HOME);
    let home = format!("{HOME}/{}", department.code);
    let of = |id: &'static str, value: String| (desk.t(id).to_string(), value);
    let borne = department.names.iter().map(|name| format!("{} {}", name.from, name.name));
    let facts = vec![
        of("system-code", department.code.to_string()),
        of("system-side", desk.page.t_of("side", department.side.as_str()).to_string()),
        of("system-short-name", department.short_name.clone()),
        of("system-state", state(desk, names, department)),
        of("system-names", borne.collect::<Vec<_>>().join("\n")),
    ];
    desk.blocks.push(Block::Facts(String::new(), facts));
    let stands = department.succession.is_none();
    if stands {
        let link =
            |to: &str, label: &'static str| Link { href: format!("{home}/{to}"), label: desk.t(label).to_string() };
        let links = vec![link("rename", "system-rename"), link("reform", "system-reform")];
        desk.blocks.push(Block::Links(links));
    }
    let columns = desk.words(["system-section", "system-code", "system-state", ""]);
    let rows = department.sections.iter().map(|section| {
        let deed =
            || Deed::link(format!("{home}/sections/{}", section.code), desk.t("system-section-change"), &section.name);
        let state = match section.closed_on {
            Some(on) => desk.t("system-closed-on").with("on", on.to_string()),
            None => desk.t("system-section-open"),
        };
        vec![
            Cell::chinese(&section.name),
            Cell::code(&section.code),
            Cell::of(state),
            Cell::deeds((stands && section.closed_on.is_none()).then(deed).into_iter().collect()),
        ]
    });
    let table = Table::new("sections", desk.t("system-sections"), columns, desk.t("system-sections-none")).with(rows);
    desk.table(table);
    if stands {
        let form = Form::new(
            "section",
            desk.t("system-section-add"),
            format!("{home}/sections"),
            desk.t("system-section-add"),
        )
        .field(Field { most: 32, ..Field::line("section", desk.t("system-code")).hint(desk.t("system-code-hint")) })
        .field(Field::line("name", desk.t("system-title")))
        .filled(typed, errors);
        desk.form(form);
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

fn state(desk: &Desk, names: &Names, department: &Department) -> String {
    match &department.succession {
        Some(succession) => {
            let into: Vec<String> = succession.successors.iter().map(|code| names.department_of(code)).collect();
            let word = match succession.kind {
                SuccessionKind::Merged => desk.t("system-merged-into"),
                SuccessionKind::Split => desk.t("system-split-into"),
            };
            word.with("on", succession.on.to_string()).with("into", into.join("、")).to_string()
        }
        None if names.today < department.founded_on => {
            desk.t("system-founded-from").with("on", department.founded_on.to_string()).to_string()
        }
        None => desk.t("system-stands").to_string(),
    }
}
