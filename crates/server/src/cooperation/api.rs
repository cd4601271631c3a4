//! Lists of requests, and notes on an item, as JSON.

use crate::cooperation::acts;
use crate::cooperation::request::WordsRequest;
use crate::cooperation::store::{self, RequestFilter};
use crate::cooperation::wire::{CooperationSummary, NoteWire};
use crate::exchange::wire::ItemsWire;
use crate::platform::act::Act;
use crate::platform::error::{Error, FieldError, Result};
use crate::platform::face::{self, View};
use crate::platform::identity::{Caller, Permission};
use crate::platform::stored::Held;
use crate::platform::web::{
    Cursor, Failure, ListWire, Outcome, Paging, Problem, Query, Routes, Server, Visit, Write, answered, json_answer,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use shenguan_rules::cooperation::{Note, State as RequestState};
use shenguan_rules::exchange::Transmittal;
use utoipa::IntoParams;
use utoipa_axum::routes as described;

/// The routes.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .api(Permission::ReadItems, described!(list))
        .api(Permission::ReadItems, described!(notes))
        .api(Permission::Note, described!(ask_note))
        .api(Permission::Note, described!(answer_note))
}

/// Which requests.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RequestQuery {
    /// Only what this department asks.
    from: Option<String>,
    /// Only what this department is asked.
    to: Option<String>,
    /// Only in this state, as last written down.
    state: Option<String>,
    /// Only about this case.
    case_number: Option<String>,
    /// Only from the transmittal of this id.
    about: Option<String>,
    /// Rows, 1 to 200.
    #[expect(dead_code, reason = "read by Paging")]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[expect(dead_code, reason = "read by Paging")]
    cursor: Option<String>,
}

/// The requests that the caller may know of, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/cooperation-requests",
    tag = "cooperation-requests",
    params(RequestQuery),
    responses(
        (status = 200, body = ListWire<CooperationSummary>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
    )
)]
async fn list(
    State(server): State<Server>,
    caller: Caller,
    Query(query): Query<RequestQuery>,
    paging: Paging,
) -> Outcome<Json<ListWire<CooperationSummary>>> {
    if query.state.as_deref().is_some_and(|state| RequestState::from_word(state).is_none()) {
        let wrong = vec![FieldError::new("state", "FIELD_NOT_FIT")];
        return Err(Failure::web_with(StatusCode::BAD_REQUEST, "QUERY_NOT_VALID", Vec::new(), wrong));
    }
    let limit = usize::try_from(paging.limit).unwrap_or(1);
    let filter = RequestFilter {
        from: query.from,
        to: query.to,
        state: query.state,
        case_number: query.case_number,
        about: query.about,
        after: paging.place::<String>()?,
        limit: limit + 1,
    };
    let page = server.app.read(move |read| {
        let now = read.now();
        let mut listed = store::list(read.tx(), &caller.scope, &filter)?;
        let more = listed.len() > limit;
        listed.truncate(limit);
        let next_cursor = listed.last().filter(|_| more).map(|last| Cursor::after(&last.held.id));
        Ok(ListWire { items: listed.iter().map(|listed| CooperationSummary::new(listed, now)).collect(), next_cursor })
    });
    Ok(Json(page.await?))
}

/// 业务交流 on a transmittal, the first first: between its parties, without a clock.
#[utoipa::path(
    get,
    path = "/api/v1/transmittals/{id}/notes",
    tag = "transmittals",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = ItemsWire<NoteWire>),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
async fn notes(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Json<ItemsWire<NoteWire>>> {
    let language = visit.language();
    let found = server.app.read(move |read| {
        let about = face::store::find::<Transmittal>(read.tx(), &caller.scope, &id)?;
        let notes = store::notes(read.tx(), &caller.scope, &about.id)?;
        let mut view = View::of_read(read, language);
        let items: Result<_> = notes.iter().map(|held| NoteWire::new(&mut view, held)).collect();
        Ok(ItemsWire { items: items? })
    });
    Ok(Json(found.await?))
}

/// Ask the other party of a transmittal something. No clock runs.
#[utoipa::path(
    post,
    path = "/api/v1/transmittals/{id}/notes",
    tag = "transmittals",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = WordsRequest,
    responses(
        (status = 201, body = NoteWire),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    )
)]
async fn ask_note(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<WordsRequest>,
) -> Outcome<Response> {
    note(&server, &visit, caller, id, write, acts::ask_note).await
}

/// Say something to a note.
#[utoipa::path(
    post,
    path = "/api/v1/notes/{id}/answer",
    tag = "transmittals",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = WordsRequest,
    responses(
        (status = 201, body = NoteWire),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    )
)]
async fn answer_note(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<WordsRequest>,
) -> Outcome<Response> {
    note(&server, &visit, caller, id, write, acts::answer_note).await
}

async fn note(
    server: &Server,
    visit: &Visit,
    caller: Caller,
    id: String,
    write: Write<WordsRequest>,
    run: fn(&mut Act<'_, '_>, &str, &WordsRequest) -> Result<Held<Note>>,
) -> Outcome<Response> {
    let (language, request) = (visit.language(), write.body);
    if id.len() > 64 {
        return Err(Error::NotFound.into());
    }
    let answer = server.app.act_once(caller.actor, write.key, move |act| {
        let held = run(act, &id, &request)?;
        json_answer(201, &NoteWire::new(&mut View::of_act(act, language)?, &held)?)
    });
    Ok(answered(answer.await?))
}
