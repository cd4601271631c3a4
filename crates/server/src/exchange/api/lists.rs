//! What I must do, what others owe me, and the register.

use super::respond::{query_instant, query_unfit};
use crate::exchange::store::{self, RegisterFilter};
use crate::exchange::wire::{TaskWire, TransmittalSummary};
use crate::platform::desk::{self, TaskFilter};
use crate::platform::identity::Caller;
use crate::platform::stored::TaskList;
use crate::platform::web::{Cursor, ListWire, Outcome, Paging, Problem, Query, Server};
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use shenguan_rules::exchange::{Kind, State as TransmittalState};
use shenguan_rules::party::DepartmentCode;
use utoipa::IntoParams;

/// Which tasks.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct TaskQuery {
    /// Only in this state.
    state: Option<String>,
    /// Only of this kind.
    kind: Option<String>,
    /// Only this task: `acknowledge`, `reply`, `decide_return`, `push_change`.
    task: Option<String>,
    /// Only what is due before that instant or day.
    due_before: Option<String>,
    /// Rows, 1 to 200.
    #[expect(dead_code, reason = "read by Paging")]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[expect(dead_code, reason = "read by Paging")]
    cursor: Option<String>,
}

/// Which transmittals.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct RegisterQuery {
    /// Only in this state.
    state: Option<String>,
    /// Only of this kind.
    kind: Option<String>,
    /// Only from this department.
    from: Option<String>,
    /// Only to this department.
    to: Option<String>,
    /// Only pushed at or after that instant or day.
    pushed_from: Option<String>,
    /// Only pushed before that instant or day.
    pushed_until: Option<String>,
    /// Rows, 1 to 200.
    #[expect(dead_code, reason = "read by Paging")]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[expect(dead_code, reason = "read by Paging")]
    cursor: Option<String>,
}

/// What the caller's department must do, the earliest due first.
#[utoipa::path(
    get,
    path = "/api/v1/inbox",
    tag = "lists",
    params(TaskQuery),
    responses(
        (status = 200, body = ListWire<TaskWire>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn inbox(
    State(server): State<Server>,
    caller: Caller,
    Query(query): Query<TaskQuery>,
    paging: Paging,
) -> Outcome<Json<ListWire<TaskWire>>> {
    tasks(&server, caller, TaskList::Todo, query, &paging).await
}

/// What others owe the caller's department, the earliest due first.
#[utoipa::path(
    get,
    path = "/api/v1/outbox",
    tag = "lists",
    params(TaskQuery),
    responses(
        (status = 200, body = ListWire<TaskWire>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn outbox(
    State(server): State<Server>,
    caller: Caller,
    Query(query): Query<TaskQuery>,
    paging: Paging,
) -> Outcome<Json<ListWire<TaskWire>>> {
    tasks(&server, caller, TaskList::Sent, query, &paging).await
}

/// Everything that the caller may know of, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/transmittals",
    tag = "lists",
    params(RegisterQuery),
    responses(
        (status = 200, body = ListWire<TransmittalSummary>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn register(
    State(server): State<Server>,
    caller: Caller,
    Query(query): Query<RegisterQuery>,
    paging: Paging,
) -> Outcome<Json<ListWire<TransmittalSummary>>> {
    let limit = rows(&paging);
    let filter = RegisterFilter {
        kind: kind(query.kind)?,
        state: state(query.state)?,
        from: department("from", query.from)?,
        to: department("to", query.to)?,
        pushed_from: query_instant("pushed_from", query.pushed_from.as_deref())?,
        pushed_until: query_instant("pushed_until", query.pushed_until.as_deref())?,
        after: paging.place()?,
        limit: limit + 1,
        ..RegisterFilter::default()
    };
    let read = server.app.read(move |read| {
        let now = read.now();
        let mut found = store::register(read.tx(), now, &caller.scope, &filter)?;
        let next_cursor = (found.len() > limit).then(|| Cursor::after(&found[limit - 1].listed.held.id));
        found.truncate(limit);
        let items = found.iter().map(|row| TransmittalSummary::new(&row.listed, now)).collect();
        Ok(ListWire { items, next_cursor })
    });
    Ok(Json(read.await?))
}

async fn tasks(
    server: &Server,
    caller: Caller,
    list: TaskList,
    query: TaskQuery,
    paging: &Paging,
) -> Outcome<Json<ListWire<TaskWire>>> {
    let limit = rows(paging);
    let filter = TaskFilter {
        department: caller.department,
        list,
        task: query.task,
        from: None,
        due_before: query_instant("due_before", query.due_before.as_deref())?,
        officers: Vec::new(),
        about: None,
        after: paging.place()?,
        limit: limit + 1,
    };
    let (kind, state) = (kind(query.kind)?, state(query.state)?);
    if filter.task.as_deref().is_some_and(|task| !task.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')) {
        return Err(query_unfit("task"));
    }
    let read = server.app.read(move |read| {
        let now = read.now();
        let about = Some(store::about(now, kind.as_deref(), state.as_deref()));
        let mut found = desk::tasks(read.tx(), now, &TaskFilter { about, ..filter })?;
        let next_cursor = (found.len() > limit).then(|| Cursor::after(&found[limit - 1].cursor));
        found.truncate(limit);
        let ids: Vec<&str> = found.iter().map(|row| row.id.as_str()).collect();
        let listed = store::listed_each(read.tx(), &ids)?;
        let items = found.iter().zip(&listed).map(|(row, listed)| TaskWire::new(row, listed, now)).collect();
        Ok(ListWire { items, next_cursor })
    });
    Ok(Json(read.await?))
}

fn rows(paging: &Paging) -> usize {
    usize::try_from(paging.limit).unwrap_or(1)
}

fn kind(word: Option<String>) -> Outcome<Option<String>> {
    match word {
        Some(word) if Kind::parse(&word).is_none() => Err(query_unfit("kind")),
        word => Ok(word),
    }
}

fn state(word: Option<String>) -> Outcome<Option<String>> {
    const STATES: [TransmittalState; 5] = [
        TransmittalState::InTransit,
        TransmittalState::Acknowledged,
        TransmittalState::DeemedReceived,
        TransmittalState::Returned,
        TransmittalState::Recalled,
    ];
    match word {
        Some(word) if STATES.iter().all(|state| state.as_str() != word) => Err(query_unfit("state")),
        word => Ok(word),
    }
}

fn department(name: &'static str, code: Option<String>) -> Outcome<Option<String>> {
    code.map(|code| DepartmentCode::parse(code).map(String::from).map_err(|_| query_unfit(name))).transpose()
}
