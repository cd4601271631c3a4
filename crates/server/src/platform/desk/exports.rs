//! 待办, 已办, 已发 as files: the rows and the columns of their pages.

use super::done::{rows_of, since};
use super::fields::Fields;
use super::filter::Filter;
use super::kind::SentItem;
use super::sent::waiting_for;
use super::store::{self, Place as TaskPlace, TaskFilter, TaskRow};
use super::words::{Words, joined};
use crate::platform::error::Result;
use crate::platform::export::{AsFile, Asked, Cell, Column, ExportList, Piece, Place, Table, export};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{Outcome, Query, Server, Visit};
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use shenguan_rules::party::DepartmentCode;

/// 待办.
pub struct Todo;
/// 已办.
pub struct Done;
/// 已发.
pub struct Sent;

/// `GET /todo/export`: under the filter of the page.
pub(super) async fn todo_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    export(&server, &visit, &caller, &Todo, query.0, file.format).await
}

/// `GET /todo/done/export`: of today, of this week, or all.
pub(super) async fn done_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(file): Query<AsFile>,
) -> Outcome<Response> {
    export(&server, &visit, &caller, &Done, query.0, file.format).await
}

/// `GET /sent/export`: what others owe, or with `show=all` everything that was sent.
pub(super) async fn sent_export(
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
        let mut table = todo_table(&words);
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
        let (tasks, next) = tasks_after(read, asked, todo_filter(asked).tasks(&asked.caller, limit), after)?;
        let items = asked.desk.todo(read, &words, &asked.caller, &tasks)?;
        let rows = tasks.iter().zip(items).map(|(task, (_, item))| {
            vec![
                Cell::minute(task.due),
                Cell::text(item.number),
                Cell::text(item.tag),
                Cell::text(item.subject),
                Cell::text(item.party),
                Cell::text(joined([item.source.department, item.source.section, item.source.person])),
                Cell::text(words.t_of("do", &task.task).to_string()),
            ]
        });
        Ok(Piece { rows: rows.collect(), next })
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
        let shown = rows_of(read, asked.desk, &words, &asked.caller, &found)?;
        let rows = found.iter().zip(shown).map(|(done, row)| {
            vec![
                Cell::Minute(done.at),
                Cell::text(row.item.number),
                Cell::text(row.item.tag),
                Cell::text(row.item.subject),
                Cell::text(row.item.party),
                Cell::text(row.did),
                Cell::text(row.by),
                Cell::text(row.item.took),
                Cell::text(row.in_time),
            ]
        });
        Ok(Piece { rows: rows.collect(), next })
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
        let mut table = sent_table(&words);
        let shown = words.t(if is_all(asked) { "sent-all" } else { "sent-waiting" }).to_string();
        table.filters.push((words.t("todo-filter-label").to_string(), shown));
        Ok(table)
    }

    /// What was sent in all is not counted: it has no end that a page shows either.
    fn count(&self, read: &mut Read<'_, '_>, asked: &Asked, most: usize) -> Result<Option<usize>> {
        if is_all(asked) {
            let words = Words::at(read, asked);
            let most = most.min(self.at_once());
            let (shown, next) = asked.desk.page_of_sent(read, &words, &asked.caller, None, most)?;
            let rows: usize = shown.iter().map(|item| item.to.len()).sum();
            return Ok(Some(rows).filter(|rows| next.is_none() && *rows <= most));
        }
        store::count_tasks_up_to(read.tx(), asked.now, &waiting_for(&asked.caller, 0), most)
    }

    fn rows(&self, read: &mut Read<'_, '_>, asked: &Asked, after: Option<&Place>, limit: usize) -> Result<Piece> {
        let words = Words::at(read, asked);
        if is_all(asked) {
            let after: Option<String> = after.map(Place::read).transpose()?;
            let (shown, next) = asked.desk.page_of_sent(read, &words, &asked.caller, after.as_deref(), limit)?;
            let next = next.map(|next| Place::of(&next)).transpose()?;
            return Ok(Piece { rows: shown.iter().flat_map(|item| sent_cells(item, None)).collect(), next });
        }
        let (tasks, next) = tasks_after(read, asked, waiting_for(&asked.caller, limit), after)?;
        let mut rows = Vec::new();
        for (place, item) in asked.desk.sent(read, &words, &asked.caller, &tasks)? {
            rows.extend(sent_cells(&item, tasks.get(place).and_then(|task| task.due)));
        }
        Ok(Piece { rows, next })
    }
}

/// A line for each addressee.
fn sent_cells(item: &SentItem, due: Option<Timestamp>) -> Vec<Vec<Cell>> {
    let line = |to: &super::kind::Addressee| {
        vec![
            Cell::text(to.number.as_str()),
            Cell::text(item.tag.as_str()),
            Cell::text(item.subject.as_str()),
            Cell::text(item.party.as_str()),
            Cell::text(to.department.as_str()),
            Cell::Minute(item.sent_at),
            Cell::minute(due),
            Cell::text(joined([to.lamp.line.as_str(), to.lamp.sub.as_str()])),
            Cell::text(to.latest.as_str()),
        ]
    };
    item.to.iter().map(line).collect()
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

fn table(words: &Words, title: &'static str, name: &'static str, columns: &[(&'static str, u16)]) -> Table {
    Table {
        title: words.t(title).to_string(),
        name,
        filters: Vec::new(),
        columns: columns.iter().map(|(id, width)| Column::new(words.t(id), *width)).collect(),
        rows: Vec::new(),
    }
}

fn todo_table(words: &Words) -> Table {
    let columns = [
        ("column-due", 17),
        ("column-number", 16),
        ("column-kind", 10),
        ("column-item", 40),
        ("column-party", 30),
        ("column-from", 36),
        ("column-do", 14),
    ];
    table(words, "nav-todo", "todo", &columns)
}

fn done_table(words: &Words) -> Table {
    let columns = [
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
    table(words, "done-title", "done", &columns)
}

fn sent_table(words: &Words) -> Table {
    let columns = [
        ("column-number", 16),
        ("column-kind", 10),
        ("column-item", 40),
        ("column-party", 30),
        ("column-addressee", 20),
        ("column-pushed", 17),
        ("column-limit", 17),
        ("column-stands", 24),
        ("column-latest", 30),
    ];
    table(words, "nav-sent", "sent", &columns)
}
