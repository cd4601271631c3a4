//! 待办, 已办, 已发 as files: the rows and the columns of their pages.

use super::super::done::since;
use super::super::fields::Fields;
use super::super::filter::Filter;
use super::super::words::{Words, joined};
use super::rows::{cells, rows_of, table};
use crate::exchange::store::{self, DoneRow, Listed, RegisterFilter, TaskFilter, TaskRow};
use crate::platform::error::Result;
use crate::platform::export::{AsFile, Cell, Column, Export, ROWS_MAX, Table};
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::stored::TaskList;
use crate::platform::web::{Outcome, Query, Server, Visit};
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::party::DepartmentCode;

/// `GET /todo/export`: under the filter of the page.
pub(in crate::exchange::pages) async fn todo_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    let filter = Filter::of(&query);
    let made = server.app.read(move |read| {
        let words = Words::new(read, &visit);
        let rows = store::tasks(read.tx(), words.now, &filter.tasks(&caller, ROWS_MAX + 1))?;
        let mut table = tasks(&words, &rows);
        if filter.is_of_todo() {
            let task = words.t_of("filter", filter.task()).to_string();
            table.filters.push((words.t("todo-filter-label").to_string(), task));
        }
        if let Ok(from) = DepartmentCode::parse(filter.from()) {
            table.filters.push((words.t("column-from").to_string(), words.department(&from)));
        }
        Export::of(words.language, &caller, words.now, file.format, table)
    });
    made.await?.answer(&server).await
}

/// `GET /todo/done/export`: of today, of this week, or all.
pub(in crate::exchange::pages) async fn done_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    let made = server.app.read(move |read| {
        let words = Words::new(read, &visit);
        let from = since(&words, query.text("since"));
        let found = store::done(read.tx(), &caller.department, from, None, ROWS_MAX + 1)?;
        let mut table = done(&words, &found);
        if let Some(from) = from {
            table.filters.push((words.t("register-by-since").to_string(), Cell::Minute(from).to_string()));
        }
        Export::of(words.language, &caller, words.now, file.format, table)
    });
    made.await?.answer(&server).await
}

/// `GET /sent/export`: what others owe, or with `show=all` everything that was sent.
pub(in crate::exchange::pages) async fn sent_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    let is_all = query.text("show") == "all";
    let made = server.app.read(move |read| {
        let words = Words::new(read, &visit);
        let listed = if is_all {
            let from = Some(caller.department.to_string());
            let filter = RegisterFilter { from, limit: ROWS_MAX + 1, ..RegisterFilter::default() };
            store::register(read.tx(), words.now, &caller.scope, &filter)?
        } else {
            let filter = TaskFilter { list: TaskList::Sent, ..Filter::default().tasks(&caller, ROWS_MAX + 1) };
            let rows = store::tasks(read.tx(), words.now, &filter)?;
            rows.into_iter().map(|row| row.listed).collect()
        };
        let shown = words.t(if is_all { "sent-all" } else { "sent-waiting" }).to_string();
        let filters = vec![(words.t("todo-filter-label").to_string(), shown)];
        let table = items(read, &words, &caller, &listed)?;
        let table = Table { title: words.t("nav-sent").to_string(), name: "sent", filters, ..table };
        Export::of(words.language, &caller, words.now, file.format, table)
    });
    made.await?.answer(&server).await
}

fn items(read: &mut Read<'_, '_>, words: &Words, caller: &Caller, listed: &[Listed]) -> Result<Table> {
    let rows = cells(&rows_of(read, words, caller, listed, None)?);
    Ok(Table { rows, ..table(words, Vec::new()) })
}

fn tasks(words: &Words, rows: &[TaskRow]) -> Table {
    let titles = [
        ("column-due", 17),
        ("column-number", 16),
        ("column-kind", 10),
        ("column-item", 40),
        ("column-party", 30),
        ("column-from", 36),
        ("column-do", 14),
    ];
    let row = |row: &TaskRow| {
        let transmittal = &row.listed.held.state;
        let source = words.source(transmittal);
        vec![
            Cell::minute(row.due),
            Cell::text(transmittal.number.as_str()),
            Cell::text(words.kind(&transmittal.kind)),
            Cell::text(row.listed.subject.clone().unwrap_or_else(|| words.t("content-erased").to_string())),
            Cell::text(row.listed.party_name.clone().unwrap_or_default()),
            Cell::text(joined([source.department, source.section, source.person])),
            Cell::text(words.t_of("do", &row.task).to_string()),
        ]
    };
    Table {
        title: words.t("nav-todo").to_string(),
        name: "todo",
        filters: Vec::new(),
        columns: titles.into_iter().map(|(id, width)| Column::new(words.t(id), width)).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

fn done(words: &Words, found: &[DoneRow]) -> Table {
    let titles = [
        ("column-done-at", 17),
        ("column-number", 16),
        ("column-kind", 10),
        ("column-item", 40),
        ("column-party", 30),
        ("column-outcome", 14),
        ("column-name", 12),
        ("column-took", 16),
        ("column-in-time", 20),
    ];
    let row = |row: &DoneRow| {
        let shown = words.done_row(row);
        vec![
            Cell::Minute(row.at),
            Cell::text(shown.number),
            Cell::text(shown.tag),
            Cell::text(shown.subject),
            Cell::text(row.listed.party_name.clone().unwrap_or_default()),
            Cell::text(shown.result),
            Cell::text(shown.by),
            Cell::text(shown.took),
            Cell::text(shown.in_time),
        ]
    };
    Table {
        title: words.t("done-title").to_string(),
        name: "done",
        filters: Vec::new(),
        columns: titles.into_iter().map(|(id, width)| Column::new(words.t(id), width)).collect(),
        rows: found.iter().map(row).collect(),
    }
}
