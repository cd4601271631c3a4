//! 待办, 已办, 已发 as files: the rows and the columns of their pages.

use super::super::done::since;
use super::super::filter::Filter;
use super::page::{self, COUNTED_ALL};
use super::rows::{cells, rows_of, table};
use crate::exchange::store::{self, DoneRow, RegisterFilter, TaskFilter, TaskRow};
use crate::platform::desk::Fields;
use crate::platform::desk::{Words, joined};
use crate::platform::error::Result;
use crate::platform::export::{AsFile, Asked, Cell, Column, ExportList, Piece, Place, Table, export};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::stored::TaskList;
use crate::platform::web::{Outcome, Query, Server, Visit};
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use shenguan_rules::party::DepartmentCode;

/// 待办.
pub(super) struct Todo;
/// 已办.
pub(super) struct Done;
/// 已发.
pub(super) struct Sent;

/// Where a list of tasks goes on: instant, id, task.
type TaskPlace = (i64, String, String);

/// `GET /todo/export`: under the filter of the page.
pub(in crate::exchange::pages) async fn todo_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    export(&server, &visit, &caller, &Todo, query.0, file.format).await
}

/// `GET /todo/done/export`: of today, of this week, or all.
pub(in crate::exchange::pages) async fn done_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    export(&server, &visit, &caller, &Done, query.0, file.format).await
}

/// `GET /sent/export`: what others owe, or with `show=all` everything that was sent.
pub(in crate::exchange::pages) async fn sent_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    export(&server, &visit, &caller, &Sent, query.0, file.format).await
}

impl ExportList for Todo {
    fn word(&self) -> &'static str {
        "todo"
    }

    fn permission(&self) -> Permission {
        Permission::ReadItems
    }

    fn head(&self, read: &mut Read<'_, '_>, asked: &Asked) -> Result<Table> {
        let (words, filter) = (Words::at(read, asked), todo_filter(asked));
        let mut table = task_table(&words);
        if filter.is_of_todo() {
            let task = words.t_of("filter", filter.task()).to_string();
            table.filters.push((words.t("todo-filter-label").to_string(), task));
        }
        if let Ok(from) = DepartmentCode::parse(filter.from()) {
            table.filters.push((words.t("column-from").to_string(), words.department(&from)));
        }
        Ok(table)
    }

    fn count(&self, read: &mut Read<'_, '_>, asked: &Asked, most: usize) -> Result<Option<usize>> {
        store::count_tasks_up_to(read.tx(), asked.now, &todo_filter(asked).tasks(&asked.caller, 0), most)
    }

    fn rows(&self, read: &mut Read<'_, '_>, asked: &Asked, after: Option<&Place>, limit: usize) -> Result<Piece> {
        let words = Words::at(read, asked);
        let (rows, next) = tasks_after(read, asked, todo_filter(asked).tasks(&asked.caller, limit), after)?;
        Ok(Piece { rows: rows.iter().map(|row| task_cells(&words, row)).collect(), next })
    }
}

impl ExportList for Done {
    fn word(&self) -> &'static str {
        "done"
    }

    fn permission(&self) -> Permission {
        Permission::ReadItems
    }

    fn head(&self, read: &mut Read<'_, '_>, asked: &Asked) -> Result<Table> {
        let words = Words::at(read, asked);
        let mut table = done_table(&words);
        if let Some(from) = since(&words, asked.text("since")) {
            table.filters.push((words.t("register-by-since").to_string(), Cell::Minute(from).to_string()));
        }
        Ok(table)
    }

    fn count(&self, read: &mut Read<'_, '_>, asked: &Asked, most: usize) -> Result<Option<usize>> {
        let from = done_from(read, asked);
        store::count_done_up_to(read.tx(), &asked.caller.department, from, most)
    }

    fn rows(&self, read: &mut Read<'_, '_>, asked: &Asked, after: Option<&Place>, limit: usize) -> Result<Piece> {
        let (words, from) = (Words::at(read, asked), done_from(read, asked));
        let after: Option<TaskPlace> = after.map(Place::read).transpose()?;
        let mut found = store::done(read.tx(), &asked.caller.department, from, after.as_ref(), limit + 1)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|row| Place::of(&row.cursor)).transpose()?;
        Ok(Piece { rows: found.iter().map(|row| done_cells(&words, row)).collect(), next })
    }
}

impl ExportList for Sent {
    fn word(&self) -> &'static str {
        "sent"
    }

    fn permission(&self) -> Permission {
        Permission::ReadItems
    }

    fn head(&self, read: &mut Read<'_, '_>, asked: &Asked) -> Result<Table> {
        let words = Words::at(read, asked);
        let shown = words.t(if is_all(asked) { "sent-all" } else { "sent-waiting" }).to_string();
        let filters = vec![(words.t("todo-filter-label").to_string(), shown)];
        Ok(Table { title: words.t("nav-sent").to_string(), name: "sent", ..table(&words, filters) })
    }

    fn count(&self, read: &mut Read<'_, '_>, asked: &Asked, most: usize) -> Result<Option<usize>> {
        if is_all(asked) {
            store::count_register(read.tx(), asked.now, &asked.caller.scope, &all_sent(asked), most.min(COUNTED_ALL))
        } else {
            store::count_tasks_up_to(read.tx(), asked.now, &waiting(asked, 0), most)
        }
    }

    fn rows(&self, read: &mut Read<'_, '_>, asked: &Asked, after: Option<&Place>, limit: usize) -> Result<Piece> {
        let words = Words::at(read, asked);
        let (listed, next) = if is_all(asked) {
            let after = after.map(Place::read).transpose()?;
            let (listed, next) = page::piece(read, asked.now, &asked.caller, &all_sent(asked), after, limit)?;
            (listed, next.map(|next| Place::of(&next)).transpose()?)
        } else {
            let (rows, next) = tasks_after(read, asked, waiting(asked, limit), after)?;
            (rows.into_iter().map(|row| row.listed).collect(), next)
        };
        Ok(Piece { rows: cells(&rows_of(&words, &asked.caller, &listed, None)), next })
    }
}

fn todo_filter(asked: &Asked) -> Filter {
    Filter::new(asked.text("task"), asked.text("from"))
}

fn done_from(read: &Read<'_, '_>, asked: &Asked) -> Option<Timestamp> {
    since(&Words::at(read, asked), asked.text("since"))
}

fn is_all(asked: &Asked) -> bool {
    asked.text("show") == "all"
}

/// What others owe.
fn waiting(asked: &Asked, limit: usize) -> TaskFilter {
    TaskFilter { list: TaskList::Sent, ..Filter::default().tasks(&asked.caller, limit) }
}

fn all_sent(asked: &Asked) -> RegisterFilter {
    RegisterFilter { from: Some(asked.caller.department.to_string()), ..RegisterFilter::default() }
}

/// The tasks of a filter after a place, up to its limit, and the place after them.
fn tasks_after(
    read: &mut Read<'_, '_>,
    asked: &Asked,
    filter: TaskFilter,
    after: Option<&Place>,
) -> Result<(Vec<TaskRow>, Option<Place>)> {
    let limit = filter.limit;
    let filter = TaskFilter { after: after.map(Place::read).transpose()?, limit: limit + 1, ..filter };
    let mut rows = store::tasks(read.tx(), asked.now, &filter)?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| Place::of(&row.cursor)).transpose()?;
    Ok((rows, next))
}

fn task_table(words: &Words) -> Table {
    let titles = [
        ("column-due", 17),
        ("column-number", 16),
        ("column-kind", 10),
        ("column-item", 40),
        ("column-party", 30),
        ("column-from", 36),
        ("column-do", 14),
    ];
    Table {
        title: words.t("nav-todo").to_string(),
        name: "todo",
        filters: Vec::new(),
        columns: titles.into_iter().map(|(id, width)| Column::new(words.t(id), width)).collect(),
        rows: Vec::new(),
    }
}

fn task_cells(words: &Words, row: &TaskRow) -> Vec<Cell> {
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
}

fn done_table(words: &Words) -> Table {
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
    Table {
        title: words.t("done-title").to_string(),
        name: "done",
        filters: Vec::new(),
        columns: titles.into_iter().map(|(id, width)| Column::new(words.t(id), width)).collect(),
        rows: Vec::new(),
    }
}

fn done_cells(words: &Words, row: &DoneRow) -> Vec<Cell> {
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
}
