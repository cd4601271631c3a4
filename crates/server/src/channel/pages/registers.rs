//! 机关代字: the codes that are the platform's to number under, and the form to reserve one.

use crate::channel::request::RegisterRequest;
use crate::channel::stored::word;
use crate::channel::{acts, store};
use crate::platform::board::{Board, Cell, Choice, Field, Form, Names, Place, Table, Typed, show, show_again};
use crate::platform::desk::Words;
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{FieldProblem, Nav, Outcome, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::channel::{Channel, DocumentKind, NumberRegister};

const HOME: &str = "/number-registers";
const CHANNELS: [Channel; 2] = [Channel::Letter, Channel::Oa];
const KINDS: [DocumentKind; 2] = [DocumentKind::Letter, DocumentKind::Notice];
const PLACE: Place = Place::alone(Nav::People, "registers-heading");

/// `GET /number-registers`: those of the reader's own office.
pub(super) async fn list(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let (looking, asking) = (caller.clone(), visit.clone());
    let shown = show(&server, visit, caller, PLACE, move |read, _: &Names, board| {
        build(read, board, &looking, &asking, &Typed::default(), &[])
    });
    Ok(shown.await?)
}

/// `POST /number-registers`.
pub(super) async fn reserve(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let asked = typed.clone();
    let reserved = server.app.act(caller.actor.clone(), move |act| {
        let code = asked.text("code").trim().to_owned();
        let channels = CHANNELS.map(|it| (it.as_str(), it));
        let kinds = KINDS.map(|it| (word(it), it));
        let (channel, kind) = (chosen(&asked, "channel", &channels)?, chosen(&asked, "kind", &kinds)?);
        let request = RegisterRequest { code, office: None, channel, kind };
        acts::reserve_code(act, &request).map(|held| held.state.code.as_str().to_owned())
    });
    let error = match reserved.await {
        Ok(code) => return Ok(see_other(&visit, HOME, Some(&visit.t("registers-done").with("code", code)))),
        Err(error) => error,
    };
    let (looking, asking) = (caller.clone(), visit.clone());
    show_again(&server, visit, caller, PLACE, error, move |read, _, board, errors| {
        build(read, board, &looking, &asking, &typed, errors)
    })
    .await
}

/// One of what a list offers.
fn chosen<T: Copy>(typed: &Typed, field: &'static str, offered: &[(&'static str, T)]) -> Result<T> {
    let found = offered.iter().find(|(word, _)| *word == typed.text(field));
    found.map(|(_, chosen)| *chosen).ok_or_else(|| Error::field(field, "FIELD_WORD_UNKNOWN"))
}

fn build(
    read: &mut Read<'_, '_>,
    board: &mut Board,
    caller: &Caller,
    visit: &Visit,
    typed: &Typed,
    errors: &[FieldProblem],
) -> Result<()> {
    let words = Words::new(read, visit);
    board.lead = board.t("registers-lead").to_string();
    if caller.may(Permission::ManageDirectory) {
        let channels = CHANNELS.map(|it| Choice::new(it.as_str(), super::parts::channel(&words, it)));
        let kinds = KINDS.map(word).map(|kind| Choice::new(kind, words.t_of("document-kind", kind)));
        let code = Field::line("code", board.t("registers-code")).hint(board.t("registers-code-hint"));
        let form = Form::new("reserve", board.t("registers-reserve"), HOME, board.t("registers-save"))
            .field(code)
            .field(Field::one("channel", board.t("channel-field-channel"), channels.into()))
            .field(Field::one("kind", board.t("channel-field-kind"), kinds.into()))
            .warning(board.t("registers-for-good"))
            .filled(typed, errors);
        board.form(form);
    }
    let columns = board.words([
        "registers-code",
        "channel-field-channel",
        "channel-field-kind",
        "registers-last",
        "registers-reserved",
    ]);
    let mut rows = Vec::new();
    for held in store::registers_of(read.tx(), &caller.department)? {
        rows.push(row(read, &words, board, &held.state)?);
    }
    board.table(Table::new("registers", board.t("registers-table"), columns, board.t("registers-none")).with(rows));
    Ok(())
}

fn row(read: &mut Read<'_, '_>, words: &Words, board: &Board, state: &NumberRegister) -> Result<Vec<Cell>> {
    let year = words.today().year();
    let last = store::last_serial(read.tx(), &state.code, year)?;
    let last = match last {
        0 => board.t("registers-unused").to_string(),
        last => format!("{}〔{year}〕{last}号", state.code.as_str()),
    };
    Ok(vec![
        Cell::chinese(state.code.as_str()),
        Cell::of(super::parts::channel(words, state.channel)),
        Cell::of(words.t_of("document-kind", word(state.kind))),
        Cell::chinese(last),
        Cell::number(words.short(state.reserved_at)).below(words.acted(&state.reserved_by)),
    ])
}
