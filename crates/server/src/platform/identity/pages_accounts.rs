//! 账号: who can log in, when they last did, a new password, disabling. A password is shown once; what is kept is its hash.

use super::Caller;
use super::account::{account_of, accounts};
use super::pages_secret::secret;
use super::session::last_logins;
use crate::platform::board::{
    Block, Board, Cell, Choice, Deed, Field, Form, Link, Names, Table, Typed, show, show_again, written,
};
use crate::platform::directory::OfficerEntry;
use crate::platform::error::{Error, RefusedKind, Result};
use crate::platform::reader::Read;
use crate::platform::system::Tab;
use crate::platform::web::{FieldProblem, Outcome, Query, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::party::OfficerId;
use std::collections::BTreeSet;

const HOME: &str = "/system/accounts";
/// Rows of the table, at most; the filter leads to the others.
const ROWS_MAX: usize = 500;

/// `GET /system/accounts?department=YJJ&q=`.
pub(super) async fn accounts_page(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(typed): Query<Typed>,
) -> Outcome<Response> {
    let shown =
        show(&server, visit, caller, Tab::Accounts, move |read, names, board| build(read, names, board, &typed, &[]));
    Ok(shown.await?)
}

/// `POST /system/accounts`: the answer shows the password once.
pub(super) async fn make(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (password, username) = (server.identity.fresh_password(), typed.text("username").to_owned());
    let officer = OfficerId::parse(typed.text("officer")).map_err(|_| Error::field("officer", "OFFICER_UNKNOWN"));
    let made = match officer {
        Ok(officer) => {
            let actor = caller.actor.clone();
            server.identity.create_account(actor, username.clone(), officer, password.clone()).await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(account) => {
            tracing::info!(by = caller.client, account, "an account was made");
            let words = ["system-account-made", "system-password"];
            Ok(secret(&server, visit, caller, HOME, words, username, password).await?)
        }
        Err(error) => {
            show_again(&server, visit, caller, Tab::Accounts, error, move |read, names, board, errors| {
                build(read, names, board, &typed, errors)
            })
            .await
        }
    }
}

/// `GET /system/accounts/{account}/password`: what a new password does.
pub(super) async fn ask_password(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(account): Path<String>,
) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Accounts, move |read, _, board| {
        let found = account_of(read.tx(), &account)?.ok_or(Error::NotFound)?;
        let heading = board.t("system-reset");
        board.headed(&heading, HOME);
        let form = Form::new("reset", "", format!("{HOME}/{}/password", found.id), heading);
        let effect = board.t("system-reset-effect").with("username", found.username);
        board.form(form.warning(effect).cancel(HOME));
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /system/accounts/{account}/password`: the answer shows the password once.
pub(super) async fn reset_password(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(account): Path<String>,
) -> Outcome<Response> {
    let (id, username) = known(&server, account).await?;
    let password = server.identity.fresh_password();
    server.identity.set_password(caller.actor.clone(), &id, password.clone()).await?;
    tracing::info!(by = caller.client, account = id, "a password was reset");
    let words = ["system-password-reset", "system-password"];
    Ok(secret(&server, visit, caller, HOME, words, username, password).await?)
}

/// `POST /system/accounts/{account}/disable`; its sessions end.
pub(super) async fn disable(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(account): Path<String>,
) -> Outcome<Response> {
    let (id, username) = known(&server, account).await?;
    if caller.account.as_deref() == Some(id.as_str()) {
        // Else the last administrator could shut everybody out, and nobody could let anybody in again.
        return Err(Error::refuse(RefusedKind::State, "ACCOUNT_IS_OWN").into());
    }
    server.identity.set_disabled(caller.actor, &id, true).await?;
    tracing::info!(by = caller.client, account = id, "an account was disabled");
    Ok(see_other(&visit, HOME, Some(&visit.t("system-disabled-done").with("username", username))))
}

/// `POST /system/accounts/{account}/enable`.
pub(super) async fn enable(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(account): Path<String>,
) -> Outcome<Response> {
    let (id, username) = known(&server, account).await?;
    server.identity.set_disabled(caller.actor, &id, false).await?;
    tracing::info!(by = caller.client, account = id, "an account was enabled");
    Ok(see_other(&visit, HOME, Some(&visit.t("system-enabled-done").with("username", username))))
}

/// Id and username of an account that is there.
async fn known(server: &Server, account: String) -> Result<(String, String)> {
    let found = server.app.read(move |read| account_of(read.tx(), &account)).await?.ok_or(Error::NotFound)?;
    Ok((found.id, found.username))
}

fn build(
    read: &mut Read<'_, '_>,
    names: &Names,
    board: &mut Board,
    typed: &Typed,
    errors: &[FieldProblem],
) -> Result<()> {
    board.lead = board.t("system-accounts-lead").to_string();
    let mut departments = vec![Choice::new("", board.t("system-all"))];
    departments.extend(names.departments());
    let filter = Form::query("filter", board.t("system-filter"), HOME, board.t("system-filter"))
        .field(Field::one("department", board.t("system-department"), departments))
        .field(Field::line("q", board.t("system-account-search")))
        .filled(typed, &[]);
    board.form(filter);
    board.blocks.push(Block::Links(vec![Link {
        href: "/system/accounts/bulk".to_owned(),
        label: board.t("system-bulk").to_string(),
    }]));
    let table = table(read, names, board, typed)?;
    board.table(table);
    let all = accounts(read.tx())?;
    let taken: BTreeSet<&OfficerId> = all.iter().map(|account| &account.officer).collect();
    let wanted = typed.text("department");
    let mut free: Vec<&OfficerEntry> = names
        .directory
        .officers()
        .filter(|entry| entry.officer.serves_on(names.today) && !taken.contains(&entry.officer.id))
        .filter(|entry| wanted.is_empty() || entry.officer.department.as_str() == wanted)
        .collect();
    free.sort_by_key(|entry| (&entry.officer.department, &entry.officer.section, &entry.officer.id));
    let officers = free.into_iter().map(|entry| Choice::new(&entry.officer.id, names.full(entry))).collect();
    let form = Form::new("new-account", board.t("system-new-account"), HOME, board.t("system-new-account"))
        .field(Field::one("officer", board.t("system-officer"), officers).hint(board.t("system-officer-hint")))
        .field(Field { most: 64, ..Field::line("username", board.t("login-username")) })
        .hint(board.t("system-once-hint"))
        .filled(typed, errors);
    board.form(form);
    Ok(())
}

fn table(read: &mut Read<'_, '_>, names: &Names, board: &mut Board, typed: &Typed) -> Result<Table> {
    let (wanted, sought) = (typed.text("department"), typed.text("q").to_lowercase());
    let logins = last_logins(read.tx())?;
    let own = board.page.caller().and_then(|caller| caller.account.clone());
    let columns = ["login-username", "system-name", "system-department", "system-last-login", "system-state", ""];
    let mut table =
        Table::new("accounts", board.t("system-accounts"), board.words(columns), board.t("system-accounts-none"));
    let mut is_cut = false;
    for account in accounts(read.tx())? {
        let entry = names.directory.officer(&account.officer);
        let department = entry.map(|entry| &entry.officer.department);
        let name = entry.map(|entry| entry.card.name.clone()).unwrap_or_default();
        let is_sought = account.username.to_lowercase().contains(&sought) || name.to_lowercase().contains(&sought);
        if !is_sought || (!wanted.is_empty() && department.is_none_or(|department| department.as_str() != wanted)) {
            continue;
        }
        if table.rows.len() == ROWS_MAX {
            is_cut = true;
            break;
        }
        let path = |verb: &str| format!("{HOME}/{}/{verb}", account.id);
        let mut deeds = vec![Deed::link(path("password"), board.t("system-reset"), &account.username)];
        if !account.enabled {
            deeds.push(Deed::post(path("enable"), board.t("system-enable"), &account.username));
        } else if own.as_deref() != Some(account.id.as_str()) {
            deeds.push(Deed::post(path("disable"), board.t("system-disable"), &account.username));
        }
        let state = if account.enabled { "system-enabled" } else { "system-disabled" };
        let section = entry.map(|entry| names.section(&entry.officer.department, entry.officer.section.as_ref()));
        table.rows.push(vec![
            Cell::code(&account.username),
            Cell::chinese(name),
            Cell::of(department.map(|code| names.department_of(code)).unwrap_or_default())
                .below(section.unwrap_or_default()),
            Cell::number(
                logins.get(&account.id).map_or_else(|| board.t("system-never").to_string(), |at| written(*at)),
            ),
            Cell::of(board.words([state]).concat()),
            Cell::deeds(deeds),
        ]);
    }
    if is_cut {
        let words = board.t("system-cut");
        board.note("", words, Vec::new());
    }
    Ok(table)
}
