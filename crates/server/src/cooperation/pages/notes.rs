//! 业务交流 on an item: what was asked and answered between its parties, and the form that asks or answers.

use crate::cooperation::acts;
use crate::cooperation::request::WordsRequest;
use crate::cooperation::store;
use crate::platform::board::{Board, Names};
use crate::platform::board::{Cell, Field, Form, Link, Place, Table, Typed, show, show_again};
use crate::platform::desk::Words;
use crate::platform::error::Result;
use crate::platform::face;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{FieldProblem, Nav, Outcome, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::cooperation::Note;
use shenguan_rules::exchange::Transmittal;

const PLACE: Place = Place::alone(Nav::Todo, "note-heading");

/// `GET /items/{number}/notes`.
pub(super) async fn show_notes(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
) -> Outcome<Response> {
    let (asking, looking) = (visit.clone(), caller.clone());
    let shown = show(&server, visit, caller, PLACE, move |read, names, board| {
        build(read, names, board, &Words::new(read, &asking), &looking, &number, (&Typed::default(), &[]))
    });
    Ok(shown.await?)
}

/// `POST /items/{number}/notes`: asks, or answers what waits.
pub(super) async fn post(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (scope, wanted) = (caller.scope.clone(), number.clone());
    let request = WordsRequest { content: typed.text("content").to_owned() };
    let answered = typed.given("note");
    let outcome = server.app.act(caller.actor.clone(), move |act| {
        let about = face::store::find::<Transmittal>(act.tx(), &scope, &wanted)?;
        match &answered {
            Some(note) => acts::answer_note(act, note, &request),
            None => acts::ask_note(act, &about.id, &request),
        }
    });
    match outcome.await {
        Ok(_) => {
            let banner = visit.t("note-done");
            Ok(see_other(&visit, &format!("/items/{number}/notes"), Some(&banner)))
        }
        Err(error) => {
            let (asking, looking) = (visit.clone(), caller.clone());
            show_again(&server, visit, caller, PLACE, error, move |read, names, board, errors| {
                build(read, names, board, &Words::new(read, &asking), &looking, &number, (&typed, errors))
            })
            .await
        }
    }
}

fn build(
    read: &mut Read<'_, '_>,
    _: &Names,
    board: &mut Board,
    words: &Words,
    caller: &Caller,
    number: &str,
    (typed, errors): (&Typed, &[FieldProblem]),
) -> Result<()> {
    let about = face::store::find::<Transmittal>(read.tx(), &caller.scope, number)?;
    let back = Link { href: format!("/items/{number}"), label: number.to_owned() };
    board.asks(&words.t("note-on").with("number", number).to_string(), back);
    board.lead = words.t("note-lead").to_string();
    let notes = store::notes(read.tx(), &caller.scope, &about.id)?;
    let mut rows = Vec::new();
    for held in &notes {
        let note = &held.state;
        rows.push(row(read, words, &note.content, &note.from, (&note.by, note.at))?);
        for answer in &note.answers {
            rows.push(row(read, words, &answer.content, &answer.department, (&answer.by, answer.at))?);
        }
    }
    let columns = board.words(["request-by", "note-words"]);
    board.table(Table::new("notes", words.t("note-heading"), columns, words.t("note-none")).with(rows));
    let is_party = caller.department == about.state.from || caller.department == about.state.to;
    if is_party && caller.may(Permission::Note) {
        let waiting = notes.iter().find(|held| held.state.is_open() && held.state.to == caller.department);
        board.form(form(words, number, waiting.map(|held| (held.id.as_str(), &held.state)), typed, errors));
    }
    Ok(())
}

fn row(
    read: &mut Read<'_, '_>,
    words: &Words,
    content: &shenguan_rules::party::ContentDigest,
    department: &shenguan_rules::party::DepartmentCode,
    (by, at): (&shenguan_rules::exchange::ActedBy, jiff::Timestamp),
) -> Result<Vec<Cell>> {
    let text = store::words(read.tx(), content)?.unwrap_or_else(|| words.t("content-erased").to_string());
    let who = format!("{} {}", words.acted(by), words.short(at));
    Ok(vec![Cell::of(words.department(department)).below(who), Cell::chinese(text)])
}

fn form(words: &Words, number: &str, waiting: Option<(&str, &Note)>, typed: &Typed, errors: &[FieldProblem]) -> Form {
    let (heading, button) = match waiting {
        Some(_) => (words.t("note-answer"), words.t("do-answer_note")),
        None => (words.t("note-ask"), words.t("note-send")),
    };
    let mut form = Form::new("note", heading, format!("/items/{number}/notes"), button);
    form.hidden.extend(waiting.map(|(id, _)| ("note".to_owned(), id.to_owned())));
    form.field(Field::area("content", words.t("note-words"))).filled(typed, errors)
}
