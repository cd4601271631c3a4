//! Every request that the reader may know of, the newest first.

use crate::cooperation::store::{self, RequestFilter};
use crate::platform::board::{Block, Cell, Link, Place, Table, show};
use crate::platform::desk::Words;
use crate::platform::identity::{Caller, Permission};
use crate::platform::web::{Cursor, Nav, Outcome, Paging, Server, Visit};
use axum::extract::State;
use axum::response::Response;

/// Rows of one page.
const ROWS_MAX: usize = 50;
const PLACE: Place = Place::alone(Nav::Sent, "request-list");

/// `GET /cooperation`.
pub(super) async fn list(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    paging: Paging,
) -> Outcome<Response> {
    let after = paging.place::<String>()?;
    let (asking, looking) = (visit.clone(), caller.clone());
    let shown = show(&server, visit, caller, PLACE, move |read, _, board| {
        let words = Words::new(read, &asking);
        let filter = RequestFilter { after, limit: ROWS_MAX + 1, ..RequestFilter::default() };
        let mut listed = store::list(read.tx(), &looking.scope, &filter)?;
        if listed.len() > ROWS_MAX {
            listed.truncate(ROWS_MAX);
            board.next = listed.last().map(|last| format!("/cooperation?cursor={}", Cursor::after(&last.held.id)));
        }
        board.lead = words.t("request-list-lead").to_string();
        if looking.may(Permission::AskCooperation) {
            let label = words.t_of("verb", "cooperation_request-issue").to_string();
            board.block(Block::Links(vec![Link { href: "/cooperation/new".to_owned(), label }]));
        }
        let columns =
            board.words(["request-number", "request-subject", "request-from-one", "request-to-one", "request-state"]);
        let rows = listed.iter().map(|listed| {
            let request = &listed.held.state;
            let lamp = words.request_lamp(request);
            let subject = listed.subject.clone().unwrap_or_else(|| words.t("content-erased").to_string());
            let about = listed.case_number.clone().or_else(|| listed.regulatory_matter.clone()).unwrap_or_default();
            vec![
                Cell::code(&request.number).to(format!("/cooperation/{}", request.number)),
                Cell::chinese(subject).below(about),
                Cell::of(words.department(&request.from)),
                Cell::of(words.department(&request.to)),
                Cell::of(lamp.line).below(lamp.sub).tone(lamp.tone),
            ]
        });
        let rows: Vec<_> = rows.collect();
        board.table(Table::new("requests", words.t("request-list"), columns, words.t("request-none")).with(rows));
        Ok(())
    });
    Ok(shown.await?)
}
