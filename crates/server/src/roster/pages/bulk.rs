//! 批量开通: accounts for many officers at once. Each row stands for itself; the passwords are shown once, as a list to print and cut.

use super::bulk_rows::{BulkRow, rows};
use crate::platform::board::{Board, Cell, Field, Form, Table, Typed, show, show_again};
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, check_officer, create_account};
use crate::platform::system::Tab;
use crate::platform::web::{FieldProblem, Outcome, Server, Visit};
use crate::roster::acts::{DesignationRequest, designate};
use axum::Form as Sent;
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::OfficerId;
use shenguan_rules::roster::Role;

const HOME: &str = "/system/accounts";
const ADDRESS: &str = "/system/accounts/bulk";

/// `GET /system/accounts/bulk`.
pub(super) async fn form(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Accounts, |_, _, board| {
        asking(board, &Typed::default(), &[]);
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /system/accounts/bulk`: first what each row means, then the accounts with their passwords.
pub(super) async fn post(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let pasted = typed.text("rows").to_owned();
    let read = server.app.read(move |read| rows(&pasted, read.directory(), local_date(read.now()))).await;
    let read = match read {
        Ok(read) => read,
        Err(error) => {
            return show_again(&server, visit, caller, Tab::Accounts, error, move |_, _, board, errors| {
                asking(board, &typed, errors);
                Ok(())
            })
            .await;
        }
    };
    let makes = typed.is_step("make");
    let mut told = Vec::with_capacity(read.len());
    for row in read {
        let outcome = match (&row.meant, makes) {
            (Err(error), _) => Err(Error::Invalid(vec![error.clone()])),
            (Ok(_), false) => Ok(String::new()),
            (Ok((officer, roles)), true) => make(&server, &caller, &row, officer.clone(), roles.clone()).await,
        };
        let outcome = outcome.map_err(|error| words_of(&visit, &error));
        told.push((row, outcome));
    }
    if makes {
        tracing::info!(by = caller.client, rows = told.len(), "accounts were made in bulk");
    }
    let shown = show(&server, visit, caller, Tab::Accounts, move |_, _, board| {
        telling(board, &typed, &told, makes);
        Ok(())
    });
    Ok(shown.await?)
}

/// One row: account and roles together, or none of them; gives the password.
async fn make(server: &Server, caller: &Caller, row: &BulkRow, officer: OfficerId, roles: Vec<Role>) -> Result<String> {
    let password = server.identity.fresh_password();
    let hash = server.identity.hash(password.clone()).await?;
    let (username, basis) = (row.username.clone(), row.basis.clone());
    let made = server.app.act(caller.actor.clone(), move |act| {
        check_officer(act, &officer)?;
        create_account(act, &username, &officer, &hash)?;
        let (from, directory) = (local_date(act.now()), act.directory()?);
        let seat = directory.officer(&officer).and_then(|entry| entry.officer.section.clone());
        for role in &roles {
            let of_section = matches!(role, Role::ResponsibleOfficer | Role::LiaisonOfficer | Role::BusinessLead);
            let section = seat.clone().filter(|_| of_section);
            let request = DesignationRequest {
                officer: officer.clone(),
                section,
                role: *role,
                from,
                to: None,
                basis: basis.clone(),
            };
            designate(act, &request)?;
        }
        Ok(())
    });
    made.await?;
    Ok(password)
}

fn words_of(visit: &Visit, error: &Error) -> String {
    let messages: Vec<String> = visit.field_messages(error).into_iter().map(|problem| problem.message).collect();
    if messages.is_empty() { visit.t("refusal-INTERNAL_FAULT").to_string() } else { messages.join("；") }
}

fn head(board: &mut Board) {
    let heading = board.t("system-bulk");
    board.headed(heading, HOME);
}

fn asking(board: &mut Board, typed: &Typed, errors: &[FieldProblem]) {
    head(board);
    let form = Form::new("bulk", board.t("system-bulk"), ADDRESS, board.t("system-bulk-check"))
        .lead(board.t("system-bulk-lead"))
        .field(Field::new("area", "rows", board.t("system-bulk-rows")).hint(board.t("system-bulk-hint")))
        .cancel(HOME)
        .filled(typed, errors);
    board.form(form);
}

fn telling(board: &mut Board, typed: &Typed, told: &[(BulkRow, Result<String, String>)], made: bool) {
    head(board);
    let good = told.iter().filter(|(_, outcome)| outcome.is_ok()).count();
    let id = if made { "system-bulk-made" } else { "system-bulk-checked" };
    let words = board.page.visit().language().t(id).with("good", good).with("wrong", told.len() - good);
    let once = if made { vec![board.t("system-once").to_string()] } else { Vec::new() };
    board.note(if good == told.len() { "" } else { "note-amb" }, words, once);
    let last = if made { "system-password" } else { "system-state" };
    let columns = ["system-row", "login-username", "system-name", "system-department", last];
    let rows = told.iter().map(|(row, outcome)| {
        let end = match outcome {
            Ok(password) if made => Cell::code(password),
            Ok(_) => Cell::of(board.t("system-bulk-good")).tone("c-grn"),
            Err(words) => Cell::of(words).tone("c-red"),
        };
        vec![
            Cell::number(row.number),
            Cell::code(&row.username),
            Cell::chinese(&row.name),
            Cell::chinese(&row.department),
            end,
        ]
    });
    let rows: Vec<_> = rows.collect();
    let table = Table::new("rows", board.t("system-accounts"), board.words(columns), "").with(rows);
    board.table(table);
    if made {
        return;
    }
    if good > 0 {
        let button = board.t("system-bulk-make").with("count", good);
        let form = Form::new("make", "", ADDRESS, button).warning(board.t("system-bulk-effect"));
        board.form(form.carrying(typed).step("make").hint(board.t("system-once-hint")));
    }
    let form = Form::new("bulk", board.t("system-bulk-again"), ADDRESS, board.t("system-bulk-check"))
        .field(Field::new("area", "rows", board.t("system-bulk-rows")).hint(board.t("system-bulk-hint")))
        .cancel(HOME)
        .filled(typed, &[]);
    board.form(form);
}
