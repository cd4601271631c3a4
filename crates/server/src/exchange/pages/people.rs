//! 人员名单: the roster of 二(二) on this day, in the order of the institutions; empty places on top.

use super::roster::{Asked, Empty, Office};
use crate::platform::desk::Fields;
use crate::platform::desk::{Words, escaped};
use crate::platform::export::{AsFile, Cell, Column, Export, Table};
use crate::platform::identity::Caller;
use crate::platform::web::{Nav, Outcome, Page, Query, Server, Visit, render};
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// A value of a filter.
pub(super) struct Choice {
    /// The value.
    pub value: String,
    /// What the screen calls it.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

#[derive(Template)]
#[template(path = "exchange/people.html")]
struct PeoplePage {
    page: Page,
    empty: Vec<Empty>,
    offices: Vec<Office>,
    asked: Asked,
    departments: Vec<Choice>,
    roles: Vec<Choice>,
    count: usize,
    is_any: bool,
    export: String,
}

/// `GET /people`.
pub(super) async fn people(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
) -> Outcome<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::People)?;
        let words = Words::new(read, &visit);
        let asked = Asked::of(&query);
        let offices = words.offices(&asked);
        let title = page.t("nav-people").to_string();
        render(&PeoplePage {
            empty: words.empty_places(&asked),
            count: offices.iter().map(|office| office.people.len()).sum(),
            is_any: words.directory.designations().next().is_some(),
            departments: choices(&asked.department, words.named_offices()),
            roles: choices(&asked.role, words.named_roles()),
            export: exported(&asked),
            page: page.titled(title),
            offices,
            asked,
        })
    });
    shown.await.map_err(Into::into)
}

/// `GET /people/export`: the same people as a file.
pub(super) async fn export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(as_file): Query<AsFile>,
) -> Outcome<Response> {
    let file = server.app.read(move |read| {
        let words = Words::new(read, &visit);
        let table = words.roster_table(&Asked::of(&query));
        Export::of(words.language, &caller, words.now, as_file.format, table)
    });
    file.await?.answer(&server).await
}

/// The address of the export, up to its format.
fn exported(asked: &Asked) -> String {
    let fields = [("q", &asked.words), ("department", &asked.department), ("role", &asked.role)];
    let given = fields.iter().filter(|(_, value)| !value.is_empty());
    let pairs: String = given.map(|(name, value)| format!("{name}={}&", escaped(value))).collect();
    format!("/people/export?{pairs}")
}

fn choices(chosen: &str, named: Vec<(String, String)>) -> Vec<Choice> {
    let choice = |(value, label): (String, String)| Choice { is_chosen: value == chosen, value, label };
    named.into_iter().map(choice).collect()
}

impl Words {
    fn roster_table(&self, asked: &Asked) -> Table {
        let heads = [
            (self.t("column-department"), 24),
            (self.t("column-section"), 20),
            (self.t("column-role"), 12),
            (self.t("column-name"), 12),
            (self.t("column-post"), 14),
            (self.t("people-phone"), 18),
            (self.t("column-in-force"), 12),
            (self.t("people-basis"), 24),
        ];
        let label = |named: Vec<(String, String)>, value: &str| {
            named.into_iter().find(|(code, _)| code == value).map_or_else(|| value.to_owned(), |(_, label)| label)
        };
        let filters = [
            (self.t("people-search"), asked.words.clone()),
            (self.t("column-department"), label(self.named_offices(), &asked.department)),
            (self.t("column-role"), label(self.named_roles(), &asked.role)),
        ];
        let rows = self.offices(asked).into_iter().flat_map(|office| {
            let name = office.name;
            office.people.into_iter().map(move |person| {
                let texts = [name.clone(), person.section, person.role, person.name, person.post, person.contact];
                let mut cells: Vec<Cell> = texts.into_iter().map(Cell::text).collect();
                cells.extend([Cell::Day(person.from), Cell::text(person.basis)]);
                cells
            })
        });
        Table {
            title: self.t("nav-people").to_string(),
            name: "people",
            filters: filters
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (name.to_string(), value))
                .collect(),
            columns: heads.into_iter().map(|(title, width)| Column::new(title, width)).collect(),
            rows: rows.collect(),
        }
    }
}
