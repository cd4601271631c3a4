//! 系统: accounts of officers and keys of department systems, for the system administrator. A password or a key is shown in the
//! answer to the form that made it and nowhere else; what is kept is its hash.

use super::account::account_of;
use super::key::{NewKey, create_key, key_of, revoke_key};
use super::pages_rows::{AccountForm, Filter, KeyForm, SystemPage, Typed, department_name};
use super::{Caller, Permission};
use crate::platform::error::{Error, RefusedKind, Result};
use crate::platform::web::{
    FieldProblem, Nav, Outcome, Page, Query, Routes, Server, Visit, render, see_other, unprocessable,
};
use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::party::{DepartmentCode, OfficerId};

/// Where it is.
const HOME: &str = "/system";

/// The routes of the page.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(HOME, Permission::ManageAccounts, system)
        .post("/system/accounts", Permission::ManageAccounts, make_account)
        .get("/system/accounts/{account}/password", Permission::ManageAccounts, ask_password)
        .post("/system/accounts/{account}/password", Permission::ManageAccounts, reset_password)
        .post("/system/accounts/{account}/disable", Permission::ManageAccounts, disable)
        .post("/system/accounts/{account}/enable", Permission::ManageAccounts, enable)
        .post("/system/keys", Permission::ManageKeys, make_key)
        .get("/system/keys/{key}/revoke", Permission::ManageKeys, ask_revoke)
        .post("/system/keys/{key}/revoke", Permission::ManageKeys, revoke)
}

/// What is shown once.
#[derive(Template)]
#[template(path = "system/secret.html")]
struct SecretPage {
    page: Page,
    /// Whose it is: a username, or a department and the name of its key.
    owner: String,
    label: String,
    secret: String,
}

/// Are you sure.
#[derive(Template)]
#[template(path = "system/confirm.html")]
struct ConfirmPage {
    page: Page,
    effect: String,
    action: String,
    button: String,
}

/// `GET /system`.
async fn system(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Outcome<Response> {
    Ok(shown(&server, visit, caller, Typed { filter, ..Typed::default() }, Vec::new()).await?)
}

/// `POST /system/accounts`: the answer shows the password once.
async fn make_account(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Form(form): Form<AccountForm>,
) -> Outcome<Response> {
    let password = server.identity.fresh_password();
    let officer = OfficerId::parse(form.officer.as_str()).map_err(|_| Error::field("officer", "OFFICER_UNKNOWN"));
    let made = match officer {
        Ok(officer) => {
            let (actor, username) = (caller.actor.clone(), form.username.clone());
            server.identity.create_account(actor, username, officer, password.clone()).await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(account) => {
            tracing::info!(by = caller.client, account, "an account was made");
            let owner = form.username.trim().to_owned();
            Ok(secret(&server, visit, caller, ["system-account-made", "system-password"], owner, password).await?)
        }
        Err(error) => again(&server, visit, caller, Typed { account: form, ..Typed::default() }, error).await,
    }
}

/// `GET /system/accounts/{account}/password`: what a new password does.
async fn ask_password(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(account): Path<String>,
) -> Outcome<Response> {
    let asked = server.app.read(move |read| {
        let found = account_of(read.tx(), &account)?.ok_or(Error::NotFound)?;
        let page = Page::new(&visit, &caller, read, Nav::System)?;
        let effect = page.t("system-reset-effect").with("username", found.username).to_string();
        let (button, title) = (page.t("system-reset").to_string(), page.t("system-reset").to_string());
        let action = format!("/system/accounts/{}/password", found.id);
        render(&ConfirmPage { page: page.titled(title), effect, action, button })
    });
    Ok(asked.await?)
}

/// `POST /system/accounts/{account}/password`: the answer shows the password once.
async fn reset_password(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(account): Path<String>,
) -> Outcome<Response> {
    let (id, username) = known(&server, account).await?;
    let password = server.identity.fresh_password();
    server.identity.set_password(caller.actor.clone(), &id, password.clone()).await?;
    tracing::info!(by = caller.client, account = id, "a password was reset");
    Ok(secret(&server, visit, caller, ["system-password-reset", "system-password"], username, password).await?)
}

/// `POST /system/accounts/{account}/disable`; its sessions end.
async fn disable(
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
async fn enable(
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

/// `POST /system/keys`: the answer shows the key once.
async fn make_key(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Form(form): Form<KeyForm>,
) -> Outcome<Response> {
    let new = NewKey::fresh();
    let (made, typed, language) = (new.clone(), form.clone(), visit.language());
    let outcome = server.app.act(caller.actor.clone(), move |act| {
        let department = DepartmentCode::parse(typed.department.as_str())
            .map_err(|_| Error::field("department", "DEPARTMENT_UNKNOWN"))?;
        let key = create_key(act, &made, &department, &typed.name, &typed.flags())?;
        let department = department_name(&*act.directory()?, act.now(), language, &department);
        Ok((key, format!("{department} {}", typed.name.trim())))
    });
    match outcome.await {
        Ok((key, owner)) => {
            tracing::info!(by = caller.client, key, "a key was made");
            Ok(secret(&server, visit, caller, ["system-key-made", "system-key"], owner, new.secret).await?)
        }
        Err(error) => again(&server, visit, caller, Typed { key: form, ..Typed::default() }, error).await,
    }
}

/// `GET /system/keys/{key}/revoke`: what revoking does.
async fn ask_revoke(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(key): Path<String>,
) -> Outcome<Response> {
    let asked = server.app.read(move |read| {
        let found = key_of(read.tx(), &key)?.ok_or(Error::NotFound)?;
        let page = Page::new(&visit, &caller, read, Nav::System)?;
        let effect = page.t("system-revoke-effect").with("name", found.name);
        let effect = effect
            .with(
                "department",
                department_name(read.directory(), read.now(), page.visit().language(), &found.department),
            )
            .to_string();
        let (button, title) = (page.t("system-revoke").to_string(), page.t("system-revoke").to_string());
        let action = format!("/system/keys/{}/revoke", found.id);
        render(&ConfirmPage { page: page.titled(title), effect, action, button })
    });
    Ok(asked.await?)
}

/// `POST /system/keys/{key}/revoke`; the next request with it is refused.
async fn revoke(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(key): Path<String>,
) -> Outcome<Response> {
    let id = key.clone();
    let outcome = server.app.act(caller.actor, move |act| {
        revoke_key(act, &id)?;
        Ok(key_of(act.tx(), &id)?.map(|found| found.name).unwrap_or_default())
    });
    let name = outcome.await?;
    tracing::info!(by = caller.client, key, "a key was revoked");
    Ok(see_other(&visit, HOME, Some(&visit.t("system-revoked-done").with("name", name))))
}

/// Id and username of an account that is there.
async fn known(server: &Server, account: String) -> Result<(String, String)> {
    let found = server.app.read(move |read| account_of(read.tx(), &account)).await?.ok_or(Error::NotFound)?;
    Ok((found.id, found.username))
}

/// The answer that shows a secret: never a redirect, so that it stands in no address and cannot be called up again. `words` are the
/// ids of the title and of the secret's name.
async fn secret(
    server: &Server,
    visit: Visit,
    caller: Caller,
    words: [&'static str; 2],
    owner: String,
    secret: String,
) -> Result<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::System)?;
        let [title, label] = words.map(|id| page.t(id).to_string());
        render(&SecretPage { page: page.titled(title), owner, label, secret })
    });
    shown.await
}

/// The page again with what was typed (E5), where the fault is the form's.
async fn again(server: &Server, visit: Visit, caller: Caller, typed: Typed, error: Error) -> Outcome<Response> {
    let errors = visit.field_messages(&error);
    if errors.is_empty() {
        return Err(error.into());
    }
    Ok(unprocessable(shown(server, visit, caller, typed, errors).await?))
}

async fn shown(
    server: &Server,
    visit: Visit,
    caller: Caller,
    typed: Typed,
    errors: Vec<FieldProblem>,
) -> Result<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::System)?;
        let title = page.t("nav-system").to_string();
        render(&SystemPage::read(read, page.titled(title), typed, errors)?)
    });
    shown.await
}
