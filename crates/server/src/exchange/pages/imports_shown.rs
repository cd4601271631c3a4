//! What the pages of an import show.

use super::imports::TRIED_ROWS_MAX;
use crate::exchange::intake::{Reason, What, kind_of};
use crate::platform::error::Result;
use crate::platform::identity::Caller;
use crate::platform::job::{Job, counts, rows_of};
use crate::platform::reader::Read;
use crate::platform::table::{Format, Table};
use crate::platform::web::{FieldProblem, Language, Nav, Page, Visit};
use askama::Template;

/// So many rows of the file are shown.
const FIRST_ROWS: usize = 5;
/// So many wrong rows are shown; all of them are in the file of wrong rows.
const WRONG_ROWS_MAX: i64 = 200;

/// What was chosen and typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) what: String,
    pub(super) late_reason: String,
}

/// A list that the caller may import.
pub(super) struct Choice {
    pub(super) what: &'static str,
    pub(super) kind: String,
    pub(super) is_chosen: bool,
}

#[derive(Template)]
#[template(path = "exchange/import_form.html")]
pub(super) struct ImportForm {
    page: Page,
    choices: Vec<Choice>,
    typed: Typed,
    any_pushed: bool,
    errors: Vec<FieldProblem>,
}

/// Something that is wrong with a cell.
pub(super) struct Wrong {
    pub(super) row: u32,
    pub(super) column: String,
    pub(super) why: String,
}

#[derive(Template)]
#[template(path = "exchange/import_checked.html")]
pub(super) struct CheckedPage {
    page: Page,
    id: String,
    kind: String,
    title: String,
    total: u64,
    ready: u64,
    already: u64,
    refused: u64,
    is_partly_tried: bool,
    other_sheets: String,
    headings: Vec<String>,
    first: Vec<(u32, Vec<String>)>,
    wrong: Vec<Wrong>,
    more_wrong: bool,
}

impl ImportForm {
    pub(super) fn of(page: Page, caller: &Caller, typed: Typed, errors: Vec<FieldProblem>) -> Self {
        let open: Vec<What> = What::ALL.into_iter().filter(|what| what.is_open_to(caller)).collect();
        let choice = |what: &What| Choice {
            what: what.as_str(),
            kind: kind_of(*what),
            is_chosen: what.as_str() == typed.what || open.len() == 1,
        };
        let title = page.t("import-title").to_string();
        Self {
            choices: open.iter().map(choice).collect(),
            any_pushed: open.iter().any(|what| what.is_pushed()),
            page: page.titled(title),
            typed,
            errors,
        }
    }

    fn wrong(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.message.as_str())
    }
}

impl CheckedPage {
    pub(super) fn of(
        read: &mut Read<'_, '_>,
        visit: &Visit,
        caller: &Caller,
        job: &Job,
        table: &Table,
    ) -> Result<Self> {
        let page = Page::new(visit, caller, read, Nav::Jobs)?;
        let (settled, refused) = counts(read.tx(), &job.id)?;
        let rows = rows_of(read.tx(), &job.id, true, 0, WRONG_ROWS_MAX)?;
        let language = visit.language();
        let mut wrong = Vec::new();
        for row in &rows {
            let reasons: Vec<Reason> = serde_json::from_str(&row.reasons)?;
            wrong.extend(reasons.into_iter().map(|reason| shown(row.number, reason, language)));
        }
        let other_sheets = match &table.format {
            Format::Xlsx { other_sheets, .. } => other_sheets.join("、"),
            Format::Csv { .. } => String::new(),
        };
        let columns: Vec<usize> = table.header.cells.iter().map(|(at, _)| *at).collect();
        let first =
            table.rows.iter().take(FIRST_ROWS).map(|row| {
                (row.number, columns.iter().map(|at| row.get(*at).unwrap_or_default().to_owned()).collect())
            });
        Ok(Self {
            id: job.id.clone(),
            kind: job.kind.clone(),
            title: job.title.clone(),
            total: job.total,
            ready: job.total.saturating_sub(settled),
            already: settled.saturating_sub(refused),
            refused,
            is_partly_tried: job.total > u64::try_from(TRIED_ROWS_MAX).unwrap_or(u64::MAX),
            other_sheets,
            headings: table.header.cells.iter().map(|(_, heading)| heading.clone()).collect(),
            first: first.collect(),
            more_wrong: refused > u64::try_from(WRONG_ROWS_MAX).unwrap_or(u64::MAX),
            wrong,
            page: page.titled(visit.t("import-checked-title").to_string()),
        })
    }
}

fn shown(row: u32, reason: Reason, language: Language) -> Wrong {
    let words = if language == Language::Chinese { reason.zh } else { reason.en };
    // The heading stands in a column of its own.
    let why =
        words.strip_prefix(&reason.column).map_or(words.as_str(), |rest| rest.trim_start_matches(['：', ':', ' ']));
    let why = if why.is_empty() { words.clone() } else { why.to_owned() };
    // A field of the request is no heading of the file.
    let column = if reason.column.is_ascii() { String::new() } else { reason.column };
    Wrong { row, column, why }
}
