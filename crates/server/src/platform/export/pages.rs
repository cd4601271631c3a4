//! 查阅记录: who took which list as a file, and which items oversight opened; for oversight and the system administrator.

use super::ask::export;
use super::list::{self, ExportList, Piece, Place};
use super::record::{ReadFilter, ReadRecord, count_records, records};
use super::sheet::Format;
use super::table::{Cell, Column, Table};
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{Cursor, Language, Nav, Outcome, Page, Paging, Query, Routes, Server, Visit, render};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{Department, DepartmentCode};

/// Rows on one page.
const PAGE_ROWS: usize = 50;
const ACTS: [&str; 2] = ["export", "view"];

/// The lists of the platform that are exported.
pub const LISTS: &[&dyn ExportList] = &[&ReadsList];

/// 查阅记录 as a file.
struct ReadsList;

/// The routes of the page.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/system/reads", Permission::ReadRecord, reads).get(
        "/system/reads/export",
        Permission::ReadRecord,
        reads_export,
    )
}

/// The filters.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    department: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    format: Format,
}

struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "system/reads.html")]
struct ReadsPage {
    page: Page,
    departments: Vec<Choice>,
    acts: Vec<Choice>,
    table: Table,
    export: String,
    next: Option<String>,
}

/// `GET /system/reads`.
async fn reads(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(asked): Query<Asked>,
    paging: Paging,
) -> Outcome<Response> {
    let after = paging.place::<String>()?;
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Reads)?;
        let language = visit.language();
        let mut found = records(read.tx(), &ReadFilter { after, limit: PAGE_ROWS + 1, ..asked.filter() })?;
        let more = found.len() > PAGE_ROWS;
        found.truncate(PAGE_ROWS);
        let query = asked.query();
        let last = found.last().filter(|_| more);
        let next = last.map(|last| format!("/system/reads?{query}cursor={}", Cursor::after(&last.id)));
        let table = table(read, language, &asked, &found);
        render(&ReadsPage {
            departments: departments(read, language, &asked.department),
            acts: acts(language, &asked.act),
            export: format!("/system/reads/export?{query}"),
            page: page.titled(table.title.clone()),
            table,
            next,
        })
    });
    shown.await.map_err(Into::into)
}

/// `GET /system/reads/export`.
async fn reads_export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Outcome<Response> {
    let pairs = [("department", asked.department), ("act", asked.act)];
    let pairs = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    export(&server, &visit, &caller, &ReadsList, pairs, asked.format).await
}

impl ExportList for ReadsList {
    fn word(&self) -> &'static str {
        "reads"
    }

    fn permission(&self) -> Permission {
        Permission::ReadRecord
    }

    fn head(&self, read: &mut Read<'_, '_>, asked: &list::Asked) -> Result<Table> {
        Ok(table(read, asked.language, &Asked::of(asked), &[]))
    }

    fn count(&self, read: &mut Read<'_, '_>, asked: &list::Asked, most: usize) -> Result<Option<usize>> {
        count_records(read.tx(), &Asked::of(asked).filter(), most)
    }

    fn rows(&self, read: &mut Read<'_, '_>, asked: &list::Asked, after: Option<&Place>, limit: usize) -> Result<Piece> {
        let after = after.map(Place::read).transpose()?;
        let filter = ReadFilter { after, limit: limit + 1, ..Asked::of(asked).filter() };
        let mut found = records(read.tx(), &filter)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|last| Place::of(&last.id)).transpose()?;
        Ok(Piece { rows: found.iter().map(|record| row(read, asked.language, record)).collect(), next })
    }
}

impl Asked {
    /// What an export was asked for.
    fn of(asked: &list::Asked) -> Self {
        let text = |name| asked.text(name).to_owned();
        Self { department: text("department"), act: text("act"), format: Format::default() }
    }

    fn filter(&self) -> ReadFilter {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        ReadFilter { department: given(&self.department), act: given(&self.act), ..ReadFilter::default() }
    }

    /// The filters as the beginning of a query; a code of a department is plain.
    fn query(&self) -> String {
        let department = DepartmentCode::parse(self.department.as_str()).map(|code| format!("department={code}&"));
        let act = ACTS.iter().find(|act| **act == self.act).map(|act| format!("act={act}&"));
        department.unwrap_or_default() + &act.unwrap_or_default()
    }
}

fn table(read: &Read<'_, '_>, language: Language, asked: &Asked, found: &[ReadRecord]) -> Table {
    let titles = [
        ("column-read-at", 17),
        ("column-department", 24),
        ("column-name", 12),
        ("column-read-act", 14),
        ("column-read-target", 18),
        ("column-read-filters", 40),
        ("column-read-rows", 8),
    ];
    let mut filters = Vec::new();
    if let Ok(code) = DepartmentCode::parse(asked.department.as_str()) {
        filters.push((language.t("column-department").to_string(), name_of(read, language, &code)));
    }
    if let Some(act) = ACTS.iter().find(|act| **act == asked.act) {
        filters.push((language.t("column-read-act").to_string(), language.t_of("read-act", act).to_string()));
    }
    Table {
        title: language.t("nav-reads").to_string(),
        name: "reads",
        filters,
        columns: titles.into_iter().map(|(id, width)| Column::new(language.t(id), width)).collect(),
        rows: found.iter().map(|record| row(read, language, record)).collect(),
    }
}

fn row(read: &Read<'_, '_>, language: Language, record: &ReadRecord) -> Vec<Cell> {
    let officer = record.officer.as_ref().and_then(|officer| read.directory().officer(officer));
    let is_item = record.act == "view";
    vec![
        Cell::Minute(record.read_at),
        Cell::text(name_of(read, language, &record.department)),
        Cell::text(officer.map(|entry| entry.card.name.clone()).unwrap_or_default()),
        Cell::text(language.t_of("read-act", &record.act).to_string()),
        Cell::text(if is_item {
            record.target.clone()
        } else {
            language.t_of("read-target", &record.target).to_string()
        }),
        Cell::text(record.filters.clone()),
        Cell::Count(record.rows),
    ]
}

fn acts(language: Language, chosen: &str) -> Vec<Choice> {
    let choice = |act: &str| Choice {
        value: act.to_owned(),
        label: language.t_of("read-act", act).to_string(),
        is_chosen: act == chosen,
    };
    ACTS.into_iter().map(choice).collect()
}

fn departments(read: &Read<'_, '_>, language: Language, chosen: &str) -> Vec<Choice> {
    let choice = |department: &Department| Choice {
        value: department.code.to_string(),
        label: name_of(read, language, &department.code),
        is_chosen: department.code.as_str() == chosen,
    };
    read.directory().departments().map(choice).collect()
}

fn name_of(read: &Read<'_, '_>, language: Language, code: &DepartmentCode) -> String {
    let Some(department) = read.directory().department(code) else { return code.to_string() };
    match (&department.name_en, language) {
        (Some(english), Language::English) => english.clone(),
        _ => department.name_on(local_date(read.now())).to_owned(),
    }
}
