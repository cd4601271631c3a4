//! 本单位情况 as a file: the figures as shown, each with what it counts.

use super::figures::{FiguresPage, page_of};
use crate::platform::desk::Fields;
use crate::platform::export::{AsFile, Cell, Column, Export, Table};
use crate::platform::identity::Caller;
use crate::platform::web::{Outcome, Query, Server, Visit};
use axum::extract::State;
use axum::response::Response;

/// `GET /figures/export`.
pub(super) async fn export(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(query): Query<Fields>,
    Query(as_file): Query<AsFile>,
) -> Outcome<Response> {
    let file = server.app.read(move |read| {
        let table = table(&visit, page_of(read, &visit, &caller, &query)?);
        Export::of(visit.language(), &caller, read.now(), as_file.format, table)
    });
    file.await?.answer(&server).await
}

fn table(visit: &Visit, shown: FiguresPage) -> Table {
    let filters = vec![(visit.t("figures-month-head").to_string(), shown.months.label.clone())];
    let (columns, rows) = if shown.city.is_empty() { of_department(visit, &shown) } else { of_city(visit, &shown) };
    Table { title: shown.title, name: "figures", filters, columns, rows }
}

fn of_department(visit: &Visit, shown: &FiguresPage) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let columns = vec![
        Column::new(visit.t("column-kind"), 12),
        Column::new(visit.t("figures-name"), 26),
        Column::new(&shown.months.label, 12),
        Column::new(&shown.months.label_before, 12),
        Column::new(visit.t("figures-means"), 80),
    ];
    let rows = shown.parts.iter().flat_map(|part| {
        part.groups.iter().flatten().map(|row| {
            let [now, before] = &row.counts;
            vec![
                Cell::text(part.title.clone()),
                Cell::text(row.name.clone()),
                Cell::Count(now.1.number),
                Cell::Count(before.1.number),
                Cell::text(row.means.clone()),
            ]
        })
    });
    (columns, rows.collect())
}

fn of_city(visit: &Visit, shown: &FiguresPage) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let mut columns = vec![Column::new(visit.t("column-department"), 24)];
    columns.extend(shown.columns.iter().map(|(name, _)| Column::new(name, 14)));
    let rows = shown.city.iter().map(|row| {
        let mut cells = vec![Cell::text(row.name.clone())];
        cells.extend(row.counts.iter().map(|(_, count)| Cell::Count(count.number)));
        cells
    });
    (columns, rows.collect())
}
