//! 停机公告: announced maintenance, which stands on every page, and outages on record, which give open windows their time back (A24).

use super::words;
use crate::exchange::outage::{preview_outage, record_outage};
use crate::platform::board::{Board, Cell, Deed, Field, Form, Names, Table, Typed, show, show_again, written};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::stored::load_all;
use crate::platform::system::{Tab, downtime, log};
use crate::platform::web::{FieldProblem, Outcome, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Timestamp;
use shenguan_rules::exchange::Outage;

const HOME: &str = "/system/outages";

/// `GET /system/outages`.
pub(super) async fn outages(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Outages, |read, names, board| {
        build(read, names, board, &Typed::default(), &[])
    });
    Ok(shown.await?)
}

/// `POST /system/outages`: first what would move, then the record.
pub(super) async fn record(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (asked, records) = (typed.clone(), typed.is_step("record"));
    let outcome = server.app.act(caller.actor.clone(), move |act| {
        let (from, to) = (asked.minute("from")?, asked.minute("to")?);
        if records { record_outage(act, from, to).map(Ok) } else { preview_outage(act, from, to).map(Err) }
    });
    match outcome.await {
        Ok(Ok(count)) => Ok(see_other(&visit, HOME, Some(&visit.t("system-outage-done").with("count", count)))),
        Ok(Err(moved)) => {
            let shown = show(&server, visit, caller, Tab::Outages, move |_, _, board| {
                let heading = board.t("system-outage-record");
                board.headed(heading, HOME);
                let (from, to) = (typed.minute("from")?, typed.minute("to")?);
                let span = board.t("system-span").with("from", written(from)).with("to", written(to));
                board.note("", span, Vec::new());
                let moves = words::moves(board, &moved);
                board.table(moves);
                let form = Form::new("record", board.t("system-outage-record"), HOME, board.t("system-outage-record"));
                board.form(form.warning(board.t("system-outage-effect")).carrying(&typed).step("record").cancel(HOME));
                Ok(())
            });
            Ok(shown.await?)
        }
        Err(error) => again(&server, visit, caller, typed, error).await,
    }
}

/// `POST /system/outages/planned`.
pub(super) async fn announce(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let asked = typed.clone();
    let announced = server.app.act(caller.actor.clone(), move |act| {
        downtime::announce(act, asked.minute("planned_from")?, asked.minute("planned_to")?, asked.text("words"))
    });
    match announced.await {
        Ok(()) => Ok(see_other(&visit, HOME, Some(&visit.t("system-announced-done")))),
        Err(error) => again(&server, visit, caller, typed, error).await,
    }
}

/// `POST /system/outages/planned/{id}/withdraw`.
pub(super) async fn withdraw(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    server.app.act(caller.actor, move |act| downtime::withdraw(act, &id)).await?;
    Ok(see_other(&visit, HOME, Some(&visit.t("system-announcement-withdrawn"))))
}

async fn again(server: &Server, visit: Visit, caller: Caller, typed: Typed, error: Error) -> Outcome<Response> {
    show_again(server, visit, caller, Tab::Outages, error, move |read, names, board, errors| {
        build(read, names, board, &typed, errors)
    })
    .await
}

fn build(
    read: &mut Read<'_, '_>,
    names: &Names,
    board: &mut Board,
    typed: &Typed,
    errors: &[FieldProblem],
) -> Result<()> {
    board.lead = board.t("system-outages-lead").to_string();
    let now = read.now();
    let planned = planned(board, names, now, &downtime::all(read.tx())?);
    board.table(planned);
    let form = Form::new("announce", board.t("system-announce"), format!("{HOME}/planned"), board.t("system-announce"))
        .lead(board.t("system-announce-effect"))
        .field(Field::new("datetime-local", "planned_from", board.t("system-from")))
        .field(Field::new("datetime-local", "planned_to", board.t("system-to")))
        .field(Field::line("words", board.t("system-announcement")).hint(board.t("system-announcement-hint")))
        .filled(typed, errors);
    board.form(form);
    let columns = board.words(["system-from", "system-to", "system-minutes", "system-recorded", "system-entries"]);
    let mut table = Table::new("outages", board.t("system-outages"), columns, board.t("system-outages-none"));
    let mut held = load_all::<Outage>(read.tx())?;
    held.sort_by_key(|held| std::cmp::Reverse(held.state.from));
    for outage in held {
        let entries = log::numbers_of(read.tx(), &outage.id)?;
        let outage = outage.state;
        table.rows.push(vec![
            Cell::number(written(outage.from)),
            Cell::number(written(outage.to)),
            Cell::number(outage.to.duration_since(outage.from).as_mins()),
            Cell::number(written(outage.recorded_at)),
            Cell::number(entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ")),
        ]);
    }
    board.table(table);
    let form = Form::new("record", board.t("system-outage-record"), HOME, board.t("system-preview"))
        .lead(board.t("system-outage-hint"))
        .field(Field::new("datetime-local", "from", board.t("system-from")))
        .field(Field::new("datetime-local", "to", board.t("system-to")))
        .hint(board.t("system-preview-hint"))
        .filled(typed, errors);
    board.form(form);
    Ok(())
}

fn planned(board: &Board, names: &Names, now: Timestamp, all: &[downtime::Downtime]) -> Table {
    let columns =
        board.words(["system-from", "system-to", "system-announcement", "system-announced-by", "system-state", ""]);
    let rows = all.iter().map(|planned| {
        let word = if planned.withdrawn_at.is_some() {
            "withdrawn"
        } else if planned.to <= now {
            "over"
        } else if planned.from <= now {
            "now"
        } else {
            "ahead"
        };
        let may = planned.withdrawn_at.is_none() && now < planned.to;
        let deed = || {
            let to = format!("{HOME}/planned/{}/withdraw", planned.id);
            Deed::post(to, board.t("system-announcement-withdraw"), written(planned.from))
        };
        vec![
            Cell::number(written(planned.from)),
            Cell::number(written(planned.to)),
            Cell::chinese(&planned.words),
            Cell::chinese(planned.by.as_ref().map(|by| names.officer(by)).unwrap_or_default()),
            Cell::of(board.page.t_of("system-planned", word)),
            Cell::deeds(may.then(deed).into_iter().collect()),
        ]
    });
    Table::new("planned", board.t("system-planned-maintenance"), columns, board.t("system-announced-none")).with(rows)
}
