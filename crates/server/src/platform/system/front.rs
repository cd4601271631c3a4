//! 系统, its front page: what needs an administrator today.

use super::tab::Tab;
use super::{downtime, log};
use crate::platform::board::{Block, Board, Cell, Link, Names, Table, show, written};
use crate::platform::error::Result;
use crate::platform::feedback::feedback;
use crate::platform::identity::{Caller, KeyUse, Permission, accounts, key_uses, keys};
use crate::platform::reader::Read;
use crate::platform::web::{Outcome, Routes, Server, Visit};
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::amendment::AmendmentState;
use shenguan_rules::roster::{Role, Vacancy, vacancies};
use std::collections::BTreeSet;

/// Suggestions are counted up to so many.
const FEEDBACK_MAX: usize = 999;
/// Rows of a table on the front page.
const ROWS_MAX: usize = 12;

/// The routes of the front page and of the log.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/system", Permission::Administer, front).get("/system/log", Permission::Administer, log::log)
}

/// `GET /system`.
async fn front(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Front, |read, names, board| {
        board.lead = board.t("system-front-lead").to_string();
        let now = read.now();
        if let Some(coming) = downtime::coming(read.tx(), now)? {
            let words = board.t("system-maintenance").with("from", written(coming.from));
            let words = words.with("to", written(coming.to)).with("words", coming.words);
            board.note("note-amb", words, Vec::new());
        }
        let before = board.blocks.len();
        waiting(board, names);
        let empty = places(board, names);
        let silent = silent(read, board, names)?;
        let uncovered = uncovered(board, names);
        let without = without_account(read, board, names)?;
        let tables = [empty, silent, uncovered, without].into_iter().filter(|table| !table.rows.is_empty());
        board.blocks.extend(tables.map(Block::Table));
        if board.blocks.len() == before {
            let words = board.t("system-nothing-waits");
            board.note("", words, Vec::new());
        }
        let said = feedback(read.tx(), None, FEEDBACK_MAX)?.len();
        let label = board.t("system-feedback").with("count", said).to_string();
        board.blocks.push(Block::Links(vec![Link { href: "/system/feedback".to_owned(), label }]));
        Ok(())
    });
    Ok(shown.await?)
}

/// The empty places of 二(二)¶1 on the day of the view.
pub fn empty_places(names: &Names) -> Vec<Vacancy> {
    let designations: Vec<_> = names.directory.designations().cloned().collect();
    vacancies(names.directory.departments(), &designations, names.today)
}

fn waiting(board: &mut Board, names: &Names) {
    let count = names.directory.amendments().filter(|amendment| amendment.state == AmendmentState::Proposed).count();
    if count > 0 {
        let words = board.t("system-proposals-wait").with("count", count);
        board.note("note-amb", words, Vec::new());
        let label = board.t("system-see").to_string();
        board.blocks.push(Block::Links(vec![Link { href: "/system/rules".to_owned(), label }]));
    }
}

fn places(board: &Board, names: &Names) -> Table {
    let empty = empty_places(names);
    let columns = board.words(["system-department", "system-section", "system-role", "system-since"]);
    let rows = empty.iter().take(ROWS_MAX).map(|place| {
        vec![
            Cell::of(names.department_of(&place.department))
                .to(format!("/system/roster?department={}", place.department)),
            Cell::chinese(names.section(&place.department, place.section.as_ref())),
            Cell::of(names.role(place.role)),
            Cell::number(place.since),
        ]
    });
    Table::new("vacancies", counted(board, "system-vacancies", empty.len()), columns, "").with(rows)
}

/// The heading with its number, and that not all of them are listed where there are more.
fn counted(board: &Board, words: &'static str, count: usize) -> String {
    let heading = board.t(words).with("count", count).to_string();
    if count <= ROWS_MAX {
        return heading;
    }
    format!("{heading}{}", board.t("system-first").with("count", ROWS_MAX))
}

/// Keys that may fetch the feed and have not done so.
fn silent(read: &mut Read<'_, '_>, board: &Board, names: &Names) -> Result<Table> {
    let (keys, uses) = (keys(read.tx())?, key_uses(read.tx())?);
    let columns = board.words(["system-department", "system-key-name", "system-seen", "system-fed"]);
    let fed = |id: &str| uses.get(id).and_then(|used: &KeyUse| used.fed_at);
    let silent: Vec<_> = keys.iter().filter(|key| key.revoked_at.is_none() && fed(&key.id).is_none()).collect();
    let heading = counted(board, "system-silent", silent.len());
    let rows = silent.iter().take(ROWS_MAX).map(|key| {
        let seen = uses.get(&key.id).map(|used| written(used.seen_at));
        vec![
            Cell::of(names.department_of(&key.department)).to("/system/keys"),
            Cell::chinese(&key.name),
            Cell::number(seen.unwrap_or_else(|| board.t("system-never").to_string())),
            Cell::of(board.t("system-never")),
        ]
    });
    Ok(Table::new("silent", heading, columns, "").with(rows))
}

/// Items that no agreement gives to anybody today.
fn uncovered(board: &Board, names: &Names) -> Table {
    let covered = |code| {
        names
            .directory
            .agreements_for(code)
            .any(|agreement| agreement.lines_on(names.today).any(|line| line.item == *code))
    };
    let open: Vec<_> =
        names.directory.items().filter(|item| item.is_listed(names.today) && !covered(&item.code)).collect();
    let columns = board.words(["system-item-code", "system-item"]);
    let rows = open
        .iter()
        .take(ROWS_MAX)
        .map(|item| vec![Cell::code(&item.code), Cell::chinese(&item.name).to("/system/items?show=uncovered")]);
    Table::new("uncovered", counted(board, "system-uncovered", open.len()), columns, "").with(rows)
}

/// Liaison officers who cannot log in.
fn without_account(read: &mut Read<'_, '_>, board: &Board, names: &Names) -> Result<Table> {
    let all = accounts(read.tx())?;
    let able: BTreeSet<_> = all.iter().filter(|account| account.enabled).map(|account| &account.officer).collect();
    let named = names.directory.designations().filter(|named| {
        named.role == Role::LiaisonOfficer && named.in_force(names.today) && !able.contains(&named.officer)
    });
    let named: Vec<_> = named.collect();
    let columns = board.words(["system-department", "system-section", "system-name"]);
    let rows = named.iter().take(ROWS_MAX).map(|named| {
        vec![
            Cell::of(names.department_of(&named.department))
                .to(format!("/system/accounts?department={}", named.department)),
            Cell::chinese(names.section(&named.department, named.section.as_ref())),
            Cell::chinese(names.officer(&named.officer)),
        ]
    });
    Ok(Table::new("without-account", counted(board, "system-without-account", named.len()), columns, "").with(rows))
}
