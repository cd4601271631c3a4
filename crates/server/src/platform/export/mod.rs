//! Lists as files: every list is exported as shown, CSV or XLSX, with who, when and which filters on it, and each export is a row
//! of the read record (查阅记录).
//!
//! A list needs three lines. The link stands under its table:
//!
//! ```text
//! {% let export = "/people/export?" %}{% include "partials/export.html" %}
//! ```
//!
//! The route has the permission of the list:
//!
//! ```text
//! .get("/people/export", Permission::ReadDirectory, people_export)
//! ```
//!
//! The handler reads the same rows as the page, within the same scope, and gives them away as a `Table`:
//!
//! ```text
//! async fn people_export(State(server): State<Server>, visit: Visit, caller: Caller, Query(asked): Query<AsFile>) -> Outcome<Response> {
//!     let file = server.app.read(move |read| {
//!         let table = table(read, &visit)?; // Column::new(words, characters), Cell::text(…), Cell::Day(…), Cell::Minute(…)
//!         Export::of(visit.language(), &caller, read.now(), asked.format, table)
//!     });
//!     file.await?.answer(&server).await
//! }
//! ```
//!
//! A long list is written piece by piece, in a request or in the background: `Export::begin(…)`, then `rows(…)` for each page that
//! is read, then `answer(&server)`, or `finish()` for the bytes with their name.

mod answer;
mod delimited;
mod pages;
mod record;
mod sheet;
mod table;
mod watermark;
mod workbook;

pub use answer::{AsFile, Export, File};
pub use pages::routes;
pub use record::{ReadAct, ReadFilter, ReadRecord, record, records, view};
pub use sheet::{Format, ROWS_MAX, Sheet};
pub use table::{Cell, Column, Table};
pub use watermark::Watermark;
