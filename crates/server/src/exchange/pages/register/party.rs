//! 企业档案: permits, penalties and dispositions of a party by its credit code, and who answers for each permit now, 二(一)¶2.
//! A party without a code has no file of its own: natural persons are not brought together by their names.

use super::page::filtered;
use super::rows::{Row, rows_of};
use crate::exchange::responsibility::{Asked, responsibility_of};
use crate::exchange::store::{self, Listed};
use crate::platform::desk::Words;
use crate::platform::error::{Error, Result};
use crate::platform::export::{self, AsFile, Cell, Column, ExportList, Piece, Place, Table, export};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{Nav, Outcome, Page, Query, Server, Visit, render};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::exchange::Kind;
use std::collections::HashMap;

/// So many are shown, the newest; the register has all.
const ROWS_MAX: usize = 200;
/// Who answers is asked for so many permits, the newest.
const PERMITS_MAX: usize = 20;
/// So many items of a firm are exported at once: of each permit it is asked who answers.
const ROWS_AT_ONCE: usize = 3;
/// The headings, in their order; members of `party-part`.
const PARTS: [&str; 4] = ["permits", "penalties", "dispositions", "others"];

/// 企业档案 as a file.
pub(super) struct Party;

/// What is on record under one heading.
struct Part {
    /// Member of `party-part`.
    name: &'static str,
    rows: Vec<PartyRow>,
}

/// A row with who answers now; empty where it is no permit.
struct PartyRow {
    row: Row,
    answer: String,
}

#[derive(Template)]
#[template(path = "exchange/party.html")]
struct PartyPage {
    page: Page,
    name: String,
    code: String,
    parts: Vec<Part>,
    register: String,
    is_cut: bool,
    export: String,
}

/// A party as it was read.
struct Found {
    name: String,
    parts: Vec<Part>,
    is_cut: bool,
}

/// `GET /parties/{code}`.
pub(in crate::exchange::pages) async fn party(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(code): Path<String>,
) -> Outcome<Response> {
    let shown = server.app.read(move |read| {
        let words = Words::new(read, &visit);
        let found = found(read, &words, &caller, &code)?;
        let page = Page::new(&visit, &caller, read, Nav::Register)?;
        let title = words.t("party-of").with("name", found.name.as_str()).to_string();
        render(&PartyPage {
            page: page.titled(title),
            name: found.name,
            parts: found.parts,
            register: filtered("party", &code),
            is_cut: found.is_cut,
            export: format!("/parties/{}/export?", crate::platform::desk::escaped(&code)),
            code,
        })
    });
    shown.await.map_err(Into::into)
}

/// `GET /parties/{code}/export`.
pub(in crate::exchange::pages) async fn party_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(code): Path<String>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    export(&server, &visit, &caller, &Party, vec![("code".to_owned(), code)], file.format).await
}

impl ExportList for Party {
    fn word(&self) -> &'static str {
        "party"
    }

    fn permission(&self) -> Permission {
        Permission::ReadRegister
    }

    fn at_once(&self) -> usize {
        ROWS_AT_ONCE
    }

    fn head(&self, read: &mut Read<'_, '_>, asked: &export::Asked) -> Result<Table> {
        let (words, code) = (Words::at(read, asked), asked.text("code"));
        let newest = store::of_party(read.tx(), &asked.caller.scope, code, None, ROWS_MAX)?;
        let name = newest.into_iter().find_map(|it| it.party_name).ok_or(Error::NotFound)?;
        Ok(table(&words, &name, code))
    }

    fn count(&self, read: &mut Read<'_, '_>, asked: &export::Asked, most: usize) -> Result<Option<usize>> {
        store::count_party(read.tx(), &asked.caller.scope, asked.text("code"), most)
    }

    /// Part after part, each the newest first: the place is the part and the id.
    fn rows(
        &self,
        read: &mut Read<'_, '_>,
        asked: &export::Asked,
        after: Option<&Place>,
        limit: usize,
    ) -> Result<Piece> {
        let (words, caller) = (Words::at(read, asked), &asked.caller);
        // Of each permit it is asked who answers, so that a piece has no more of them than one page.
        let limit = limit.min(PERMITS_MAX);
        let (part, after): (usize, Option<String>) = after.map(Place::read).transpose()?.unwrap_or_default();
        let mut listed = store::of_party(read.tx(), &caller.scope, asked.text("code"), after.as_deref(), limit + 1)?;
        let more = listed.len() > limit;
        listed.truncate(limit);
        let next = match listed.last() {
            Some(last) if more => Some(Place::of(&(part, Some(&last.held.id)))?),
            _ if part + 1 < PARTS.len() => Some(Place::of(&(part + 1, None::<String>))?),
            _ => None,
        };
        listed.retain(|listed| part_of(listed) == part);
        let answers = answers(read, &words, caller, &listed)?;
        let rows = rows_of(&words, caller, &listed, None).into_iter().map(|row| {
            let answer = answers.get(&row.number).map(String::as_str).unwrap_or_default();
            party_cells(&words, PARTS[part], &row, answer)
        });
        Ok(Piece { rows: rows.collect(), next })
    }
}

/// The place of its heading.
fn part_of(listed: &Listed) -> usize {
    match &listed.held.state.kind {
        Kind::ApprovalOutcome => 0,
        Kind::PenaltyDecision => 1,
        Kind::Disposition | Kind::RescissionProposal => 2,
        _ => 3,
    }
}

fn found(read: &mut Read<'_, '_>, words: &Words, caller: &Caller, code: &str) -> Result<Found> {
    let mut listed = store::of_party(read.tx(), &caller.scope, code, None, ROWS_MAX + 1)?;
    let is_cut = listed.len() > ROWS_MAX;
    listed.truncate(ROWS_MAX);
    let name = listed.iter().find_map(|it| it.party_name.clone()).ok_or(Error::NotFound)?;
    let answers = answers(read, words, caller, &listed)?;
    let rows = rows_of(words, caller, &listed, None);
    let mut parts = PARTS.map(|name| Part { name, rows: Vec::new() });
    for (listed, row) in listed.iter().zip(rows) {
        let answer = answers.get(&row.number).cloned().unwrap_or_default();
        parts[part_of(listed)].rows.push(PartyRow { row, answer });
    }
    Ok(Found { name, parts: parts.into_iter().filter(|part| !part.rows.is_empty()).collect(), is_cut })
}

/// Who answers now, by the number of the newest item of each permit.
fn answers(
    read: &mut Read<'_, '_>,
    words: &Words,
    caller: &Caller,
    listed: &[Listed],
) -> Result<HashMap<String, String>> {
    let mut answers = HashMap::new();
    if !caller.may(Permission::ReadResponsibility) {
        return Ok(answers);
    }
    let mut asked: Vec<&str> = Vec::new();
    for listed in listed.iter().filter(|it| it.held.state.kind == Kind::ApprovalOutcome) {
        let Some(number) = listed.certificate_number.as_deref().or(listed.document_number.as_deref()) else { continue };
        if asked.contains(&number) || asked.len() == PERMITS_MAX {
            continue;
        }
        asked.push(number);
        match responsibility_of(read, &caller.scope, number, Asked::default()) {
            Ok(found) => {
                let matters = words.matters(&found, words.now);
                let said: Vec<String> = matters.into_iter().map(|matter| matter.answer).collect();
                answers.insert(listed.held.state.number.clone(), said.join(" "));
            }
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(answers)
}

fn table(words: &Words, name: &str, code: &str) -> Table {
    let titles = [
        ("column-party-part", 12),
        ("column-number", 16),
        ("column-kind", 10),
        ("column-item", 40),
        ("column-paper", 26),
        ("column-sender", 20),
        ("column-addressee", 20),
        ("column-pushed", 17),
        ("column-settled", 17),
        ("column-mode", 16),
        ("column-answers-now", 50),
    ];
    Table {
        title: words.t("party-of").with("name", name).to_string(),
        name: "party",
        filters: vec![(words.t("party-code").to_string(), code.to_owned())],
        columns: titles.into_iter().map(|(id, width)| Column::new(words.t(id), width)).collect(),
        rows: Vec::new(),
    }
}

fn party_cells(words: &Words, part: &str, row: &Row, answer: &str) -> Vec<Cell> {
    vec![
        Cell::text(words.t_of("party-part", part).to_string()),
        Cell::text(row.number.as_str()),
        Cell::text(row.tag.as_str()),
        Cell::text(row.subject.as_str()),
        Cell::text(row.paper.as_str()),
        Cell::text(row.from.as_str()),
        Cell::text(row.to.as_str()),
        row.pushed.clone(),
        row.received.clone(),
        Cell::text(row.mode.as_str()),
        Cell::text(answer),
    ]
}
