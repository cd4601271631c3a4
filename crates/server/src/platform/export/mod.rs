//! Lists as files: every list is exported as shown, CSV or XLSX, with who, when and which filters on it, and each export is a row
//! of the read record (查阅记录).
//!
//! A list needs four things. The link stands under its table:
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
//! The list itself says what heads it, how many rows it has, and its rows after a place, within the same scope as the page:
//!
//! ```text
//! impl ExportList for People { … } // Column::new(words, characters), Cell::text(…), Cell::Day(…), Cell::Minute(…)
//! ```
//!
//! and the handler gives it away, a short one at once and a longer one by a job of its owner:
//!
//! ```text
//! export(&server, &visit, &caller, &People, query, asked.format).await
//! ```
//!
//! The list stands in `sections::EXPORTS`, where the job finds it. What is in memory anyway needs no list: `Export::of(…)`, then
//! `answer(&server)`.

mod answer;
mod ask;
mod delimited;
mod job;
mod list;
mod pages;
mod record;
mod sheet;
mod table;
mod watermark;
mod workbook;

pub use answer::{AsFile, Export};
pub use ask::export;
pub use job::{ExportJob, check_still_open};
pub use list::{Asked, ExportList, Piece, Place, ROWS_AT_ONCE};
pub use pages::{LISTS, routes};
pub use record::{ReadAct, ReadFilter, ReadRecord, record, records, view};
pub use sheet::Format;
pub use table::{Cell, Column, Table};
pub use watermark::Watermark;
