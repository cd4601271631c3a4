//! 接口: keys of department systems, what each may be used for, and how far it has come with the feed. A key is shown once.

use super::Caller;
use super::authority::Flag;
use super::key::{NewKey, create_key, key_of, keys, revoke_key};
use super::key_use::{entries_after, key_uses};
use super::pages_secret::secret;
use crate::platform::board::{Board, Cell, Choice, Deed, Field, Form, Names, Table, Typed, show, show_again, written};
use crate::platform::error::{Error, Result};
use crate::platform::reader::Read;
use crate::platform::system::Tab;
use crate::platform::web::{FieldProblem, Outcome, Query, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::party::DepartmentCode;

const HOME: &str = "/system/keys";
/// Rows of the table, at most; the filter leads to the others.
const ROWS_MAX: usize = 500;

/// `GET /system/keys?department=YJJ`.
pub(super) async fn keys_page(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(typed): Query<Typed>,
) -> Outcome<Response> {
    let shown =
        show(&server, visit, caller, Tab::Keys, move |read, names, board| build(read, names, board, &typed, &[]));
    Ok(shown.await?)
}

/// `POST /system/keys`: the answer shows the key once.
pub(super) async fn make(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let new = NewKey::fresh();
    let (made, asked) = (new.clone(), typed.clone());
    let outcome = server.app.act(caller.actor.clone(), move |act| {
        let department = DepartmentCode::parse(asked.text("key_department"))
            .map_err(|_| Error::field("key_department", "DEPARTMENT_UNKNOWN"))?;
        let flags: Vec<Flag> = asked.all("flags").filter_map(Flag::from_word).collect();
        let key = create_key(act, &made, &department, asked.text("name"), &flags)?;
        let name = act.directory()?.department(&department).map(|department| department.name.clone());
        Ok((key, format!("{} {}", name.unwrap_or_default(), asked.text("name"))))
    });
    match outcome.await {
        Ok((key, owner)) => {
            tracing::info!(by = caller.client, key, "a key was made");
            Ok(secret(&server, visit, caller, HOME, ["system-key-made", "system-key"], owner, new.secret).await?)
        }
        Err(error) => {
            show_again(&server, visit, caller, Tab::Keys, error, move |read, names, board, errors| {
                build(read, names, board, &typed, errors)
            })
            .await
        }
    }
}

/// `GET /system/keys/{key}/revoke`: what revoking does, and what exchanging it does.
pub(super) async fn ask_revoke(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(key): Path<String>,
) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Keys, move |read, names, board| {
        let found = key_of(read.tx(), &key)?.ok_or(Error::NotFound)?;
        let heading = board.t("system-revoke");
        board.headed(&heading, HOME);
        let told = |id: &'static str| {
            board.t(id).with("name", found.name.as_str()).with("department", names.department_of(&found.department))
        };
        let (revokes, rotates) = (told("system-revoke-effect"), told("system-rotate-effect"));
        let form = Form::new("revoke", &heading, format!("{HOME}/{}/revoke", found.id), &heading);
        board.form(form.warning(revokes).cancel(HOME));
        let rotate = board.t("system-rotate");
        let form = Form::new("rotate", &rotate, format!("{HOME}/{}/rotate", found.id), &rotate);
        board.form(form.lead(rotates).hint(board.t("system-once-hint")));
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /system/keys/{key}/revoke`; the next request with it is refused.
pub(super) async fn revoke(
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

/// `POST /system/keys/{key}/rotate`: a second key of the same name and uses, shown once; the first one goes on until it is revoked, so
/// that the department's system never stands still.
pub(super) async fn rotate(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(key): Path<String>,
) -> Outcome<Response> {
    let (new, old) = (NewKey::fresh(), key.clone());
    let made = new.clone();
    let outcome = server.app.act(caller.actor.clone(), move |act| {
        let found = key_of(act.tx(), &old)?.filter(|found| found.revoked_at.is_none()).ok_or(Error::NotFound)?;
        let fresh = create_key(act, &made, &found.department, &found.name, &found.flags)?;
        let name = act.directory()?.department(&found.department).map(|department| department.name.clone());
        Ok((fresh, format!("{} {}", name.unwrap_or_default(), found.name)))
    });
    let (fresh, owner) = outcome.await?;
    tracing::info!(by = caller.client, key, fresh, "a key was made beside another");
    Ok(secret(&server, visit, caller, HOME, ["system-key-made", "system-key"], owner, new.secret).await?)
}

fn build(
    read: &mut Read<'_, '_>,
    names: &Names,
    board: &mut Board,
    typed: &Typed,
    errors: &[FieldProblem],
) -> Result<()> {
    board.lead = board.t("system-keys-lead").to_string();
    let mut departments = vec![Choice::new("", board.t("system-all"))];
    departments.extend(names.departments());
    let filter = Form::query("filter", board.t("system-filter"), HOME, board.t("system-filter"))
        .field(Field::one("department", board.t("system-department"), departments))
        .filled(typed, &[]);
    board.form(filter);
    let table = table(read, names, board, typed.text("department"))?;
    board.table(table);
    let flags = Flag::ALL.iter().map(|flag| Choice::new(flag.as_str(), board.page.t_of("system-flag", flag.as_str())));
    let form = Form::new("new-key", board.t("system-new-key"), HOME, board.t("system-new-key"))
        .field(Field::one("key_department", board.t("system-department"), names.departments()))
        .field(Field { most: 64, ..Field::line("name", board.t("system-key-name")) })
        .field(Field::several("flags", board.t("system-flags"), flags.collect()))
        .hint(board.t("system-once-hint"))
        .filled(typed, errors);
    board.form(form);
    Ok(())
}

fn table(read: &mut Read<'_, '_>, names: &Names, board: &Board, wanted: &str) -> Result<Table> {
    let columns = [
        "system-department",
        "system-key-name",
        "system-flags",
        "system-seen",
        "system-fed",
        "system-behind",
        "system-refused",
        "",
    ];
    let mut table = Table::new("keys", board.t("system-keys"), board.words(columns), board.t("system-keys-none"));
    let uses = key_uses(read.tx())?;
    let all = keys(read.tx())?;
    let wanted = all.iter().filter(|key| wanted.is_empty() || key.department.as_str() == wanted).take(ROWS_MAX);
    for key in wanted {
        let used = uses.get(&key.id);
        let never = || board.t("system-never").to_string();
        let fed = used.and_then(|used| used.fed_at);
        let after = used.and_then(|used| used.fed_sequence);
        let behind = match after {
            Some(after) if key.revoked_at.is_none() => entries_after(read.tx(), &key.department, after)?.to_string(),
            _ => String::new(),
        };
        let refused = used.and_then(|used| used.refused_at.zip(used.refused_code.clone()));
        let (refused_at, code) = refused.map(|(at, code)| (written(at), code)).unwrap_or_default();
        let flags: Vec<String> =
            key.flags.iter().map(|flag| board.page.t_of("system-flag", flag.as_str()).to_string()).collect();
        let state = match key.revoked_at {
            Some(at) => board.t("system-revoked-at").with("at", written(at)),
            None => board.t("system-made-at").with("at", written(key.created_at)),
        };
        let path = format!("{HOME}/{}/revoke", key.id);
        let deed = || Deed::link(path, board.t("system-revoke"), format!("{} {}", key.department, key.name));
        table.rows.push(vec![
            Cell::of(names.department_of(&key.department)),
            Cell::chinese(&key.name).below(state),
            Cell::of(flags.join(" · ")),
            Cell::number(used.map_or_else(never, |used| written(used.seen_at))),
            Cell::number(fed.map_or_else(never, written)),
            Cell::number(behind),
            Cell::number(refused_at).below(code),
            Cell::deeds(key.revoked_at.is_none().then(deed).into_iter().collect()),
        ]);
    }
    Ok(table)
}
