//! Founding, renaming, sections.

use super::list::{HOME, build, known};
use crate::party::acts::{
    DepartmentChange, DepartmentRequest, SectionRequest, change_department, found_department, named_in,
};
use crate::platform::board::{Board, Cell, Choice, Field, Form, Names, Table, Typed, show, show_again};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::system::Tab;
use crate::platform::web::{FieldProblem, Outcome, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{DepartmentCode, SectionCode, Side};

/// `GET /system/departments/new`.
pub(super) async fn found_form(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Departments, |_, names, board| {
        founding(board, names, &Typed::default(), &[]);
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /system/departments/new`.
pub(super) async fn found(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let jurisdiction = server.app.jurisdiction().to_owned();
    let made = match request(&typed) {
        Ok(request) => {
            let code = request.code.clone();
            let founded =
                server.app.act(caller.actor.clone(), move |act| found_department(act, &jurisdiction, &request));
            founded.await.map(|()| code)
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(code) => Ok(see_other(&visit, &format!("{HOME}/{code}"), Some(&visit.t("system-founded-done")))),
        Err(error) => {
            show_again(&server, visit, caller, Tab::Departments, error, move |_, names, board, errors| {
                founding(board, names, &typed, errors);
                Ok(())
            })
            .await
        }
    }
}

fn request(typed: &Typed) -> Result<DepartmentRequest> {
    Ok(DepartmentRequest {
        code: DepartmentCode::parse(typed.text("code")).map_err(|_| Error::field("code", "DEPARTMENT_CODE_SHAPE"))?,
        side: Side::from_word(typed.text("side")).ok_or_else(|| Error::field("side", "FIELD_MISSING"))?,
        name: typed.text("name").to_owned(),
        name_en: typed.given("name_en"),
        short_name: typed.text("short_name").to_owned(),
        founded_on: typed.date("founded_on")?,
        sections: Vec::new(),
    })
}

fn founding(board: &mut Board, names: &Names, typed: &Typed, errors: &[FieldProblem]) {
    let heading = board.t("system-found");
    board.headed(&heading, HOME);
    let sides = Side::ALL.map(|side| Choice::new(side.as_str(), board.page.t_of("side", side.as_str())));
    let form = Form::new("found", "", format!("{HOME}/new"), heading)
        .field(Field {
            most: 32,
            ..Field::line("code", board.t("system-code")).hint(board.t("system-department-code-hint"))
        })
        .field(Field::one("side", board.t("system-side"), sides.into()))
        .field(Field::line("name", board.t("system-title")))
        .field(Field::line("short_name", board.t("system-short-name")))
        .field(Field::line("name_en", board.t("system-name-en")).optional())
        .field(Field::new("date", "founded_on", board.t("system-founded-on")).value(names.today))
        .cancel(HOME)
        .filled(typed, errors);
    board.form(form);
}

/// `GET /system/departments/{code}/rename`.
pub(super) async fn rename_form(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(code): Path<String>,
) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Departments, move |_, names, board| {
        renaming(board, names, &code, &Typed::default(), &[])
    });
    Ok(shown.await?)
}

/// `POST /system/departments/{code}/rename`.
pub(super) async fn rename(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(code): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (asked, of) = (typed.clone(), code.clone());
    let renamed = server.app.act(caller.actor.clone(), move |act| {
        let change = DepartmentChange::Rename {
            name: asked.text("name").to_owned(),
            name_en: asked.given("name_en"),
            short_name: asked.text("short_name").to_owned(),
            from: asked.date("from")?,
        };
        change_department(act, &of, &change)
    });
    match renamed.await {
        Ok(()) => Ok(see_other(&visit, &format!("{HOME}/{code}"), Some(&visit.t("system-renamed-done")))),
        Err(error) => {
            show_again(&server, visit, caller, Tab::Departments, error, move |_, names, board, errors| {
                renaming(board, names, &code, &typed, errors)
            })
            .await
        }
    }
}

fn renaming(board: &mut Board, names: &Names, code: &str, typed: &Typed, errors: &[FieldProblem]) -> Result<()> {
    let department = known(names, code)?;
    board.headed(names.department(department), format!("{HOME}/{code}"));
    let form = Form::new("rename", board.t("system-rename"), format!("{HOME}/{code}/rename"), board.t("system-rename"))
        .lead(board.t("system-rename-effect"))
        .field(Field::line("name", board.t("system-title")).value(&department.name))
        .field(Field::line("short_name", board.t("system-short-name")).value(&department.short_name))
        .field(
            Field::line("name_en", board.t("system-name-en"))
                .optional()
                .value(department.name_en.as_deref().unwrap_or_default()),
        )
        .field(Field::new("date", "from", board.t("system-name-from")).value(names.today))
        .cancel(format!("{HOME}/{code}"))
        .filled(typed, errors);
    board.form(form);
    Ok(())
}

/// `POST /system/departments/{code}/sections`.
pub(super) async fn add_section(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(code): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (asked, of) = (typed.clone(), code.clone());
    let added = server.app.act(caller.actor.clone(), move |act| {
        let section =
            SectionCode::parse(asked.text("section")).map_err(|_| Error::field("section", "SECTION_CODE_SHAPE"))?;
        let request = SectionRequest { code: section, name: asked.text("name").to_owned() };
        change_department(act, &of, &DepartmentChange::AddSection(request))
    });
    match added.await {
        Ok(()) => Ok(see_other(&visit, &format!("{HOME}/{code}"), Some(&visit.t("system-section-added")))),
        Err(error) => {
            show_again(&server, visit, caller, Tab::Departments, error, move |_, names, board, errors| {
                build(board, names, &code, &typed, errors)
            })
            .await
        }
    }
}

/// `GET /system/departments/{code}/sections/{section}`: its name, and what closing it would end.
pub(super) async fn section_form(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path((code, section)): Path<(String, String)>,
) -> Outcome<Response> {
    section_page(&server, visit, caller, code, section, None).await
}

/// `POST /system/departments/{code}/sections/{section}`.
pub(super) async fn rename_section(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path((code, section)): Path<(String, String)>,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (of, at, name) = (code.clone(), section.clone(), typed.text("name").to_owned());
    let renamed = server.app.act(caller.actor.clone(), move |act| {
        let request =
            SectionRequest { code: SectionCode::parse(at.as_str()).map_err(|_| Error::NotFound)?, name: name.clone() };
        change_department(act, &of, &DepartmentChange::RenameSection(request))
    });
    match renamed.await {
        Ok(()) => Ok(see_other(&visit, &format!("{HOME}/{code}"), Some(&visit.t("system-section-changed")))),
        Err(error) => section_page(&server, visit, caller, code, section, Some((typed, error))).await,
    }
}

/// `POST /system/departments/{code}/sections/{section}/close`.
pub(super) async fn close_section(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path((code, section)): Path<(String, String)>,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (of, at, asked) = (code.clone(), section.clone(), typed.clone());
    let closed = server.app.act(caller.actor.clone(), move |act| {
        let section = SectionCode::parse(at.as_str()).map_err(|_| Error::NotFound)?;
        change_department(act, &of, &DepartmentChange::CloseSection { section, on: asked.date("on")? })
    });
    match closed.await {
        Ok(()) => Ok(see_other(&visit, &format!("{HOME}/{code}"), Some(&visit.t("system-section-closed")))),
        Err(error) => section_page(&server, visit, caller, code, section, Some((typed, error))).await,
    }
}

async fn section_page(
    server: &Server,
    visit: Visit,
    caller: Caller,
    code: String,
    section: String,
    again: Option<(Typed, Error)>,
) -> Outcome<Response> {
    let (of, at) = (code.clone(), section.clone());
    let named = server.app.act(caller.actor.clone(), move |act| {
        let code = DepartmentCode::parse(of.as_str()).map_err(|_| Error::NotFound)?;
        let section = SectionCode::parse(at.as_str()).map_err(|_| Error::NotFound)?;
        let today = local_date(act.now());
        named_in(act, &code, &section, today)
    });
    let named = named.await?;
    let (typed, error) = again.unzip();
    let typed = typed.unwrap_or_default();
    let fill = move |names: &Names, board: &mut Board, errors: &[FieldProblem]| {
        let department = known(names, &code)?;
        let found = department.sections.iter().find(|found| found.code.as_str() == section).ok_or(Error::NotFound)?;
        let home = format!("{HOME}/{code}/sections/{section}");
        board.headed(format!("{} {}", names.department(department), found.name), format!("{HOME}/{code}"));
        let form = Form::new("rename", board.t("system-section-rename"), &home, board.t("system-section-rename"))
            .field(Field::line("name", board.t("system-title")).value(&found.name))
            .filled(&typed, errors);
        board.form(form);
        let columns = board.words(["system-name", "system-role"]);
        let rows = named
            .iter()
            .map(|named| vec![Cell::chinese(names.officer(&named.officer)), Cell::of(names.role(named.role))]);
        let heading = board.t("system-section-named").with("count", named.len());
        let table = Table::new("named", heading, columns, board.t("system-section-named-none")).with(rows);
        board.table(table);
        let in_section = |line: &&shenguan_rules::agreement::AgreementLine| {
            line.section.as_ref().is_some_and(|found| found.as_str() == section)
        };
        let lines = names.directory.agreements().filter(|agreement| agreement.authority == department.code);
        let lines = lines.flat_map(|agreement| agreement.lines_on(names.today)).filter(in_section).count();
        let form = Form::new(
            "close",
            board.t("system-section-close"),
            format!("{home}/close"),
            board.t("system-section-close"),
        )
        .warning(board.t("system-section-close-effect").with("count", lines))
        .field(Field::new("date", "on", board.t("system-section-close-on")).value(names.today))
        .cancel(format!("{HOME}/{code}"))
        .filled(&typed, errors);
        board.form(form);
        Ok(())
    };
    match error {
        None => {
            Ok(show(server, visit, caller, Tab::Departments, move |_, names, board| fill(names, board, &[])).await?)
        }
        Some(error) => {
            show_again(server, visit, caller, Tab::Departments, error, move |_, names, board, errors| {
                fill(names, board, errors)
            })
            .await
        }
    }
}
