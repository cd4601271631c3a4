//! An export from its first line to the answer: written, entered into the read record, given away.

use super::record::{ReadAct, record};
use super::sheet::{Format, Sheet};
use super::table::{Cell, Table};
use super::watermark::{Watermark, filters_line};
use crate::platform::error::{Error, Result};
use crate::platform::files::disposition;
use crate::platform::identity::Caller;
use crate::platform::web::{Language, Outcome, Server};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::Offset;
use serde::Deserialize;

/// `?format=csv` or `xlsx`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct AsFile {
    /// CSV unless asked.
    #[serde(default)]
    pub format: Format,
}

/// An export in the making.
pub struct Export {
    sheet: Sheet,
    format: Format,
    caller: Caller,
    name: &'static str,
    filters: String,
    at: Timestamp,
}

/// An exported file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// `register-20261124-1518.csv`.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// All of it.
    pub bytes: Vec<u8>,
}

impl Export {
    /// The whole of a table.
    pub fn of(language: Language, caller: &Caller, at: Timestamp, format: Format, table: Table) -> Result<Self> {
        let mut export = Self::begin(language, caller, at, format, &table)?;
        export.rows(&table.rows)?;
        Ok(export)
    }

    /// Watermark and headings of a table; its rows come piece by piece.
    pub fn begin(language: Language, caller: &Caller, at: Timestamp, format: Format, table: &Table) -> Result<Self> {
        let watermark = Watermark::new(language, caller, at, &table.title, &table.filters);
        Ok(Self {
            sheet: Sheet::begin(format, &watermark, &table.columns)?,
            format,
            caller: caller.clone(),
            name: table.name,
            filters: filters_line(language, &table.filters),
            at,
        })
    }

    /// More rows; refused above `ROWS_MAX`.
    pub fn rows<'r>(&mut self, rows: impl IntoIterator<Item = &'r Vec<Cell>>) -> Result<()> {
        rows.into_iter().try_for_each(|row| self.sheet.row(row))
    }

    /// How many rows there are so far.
    pub fn count(&self) -> usize {
        self.sheet.rows()
    }

    /// The file, once the export is a row of the read record: what was not recorded is not given away.
    pub async fn finish(self, server: &Server) -> Result<File> {
        let act = ReadAct::Export(self.format);
        let (caller, filters, count) = (self.caller.clone(), self.filters.clone(), self.sheet.rows());
        let name = format!("{}-{}.{}", self.name, stamp(self.at), self.format.as_str());
        let media_type = self.format.media_type();
        // A workbook of many rows takes its time.
        let bytes = tokio::task::spawn_blocking(move || self.sheet.finish()).await.map_err(Error::fault)??;
        let target = self.name;
        server.app.act(caller.actor.clone(), move |tx| record(tx, &caller, act, target, &filters, count)).await?;
        Ok(File { name, media_type, bytes })
    }

    /// The file as the answer.
    pub async fn answer(self, server: &Server) -> Outcome<Response> {
        let file = self.finish(server).await?;
        let headers = [
            (CONTENT_TYPE, file.media_type.to_owned()),
            (CONTENT_DISPOSITION, disposition(&file.name)),
            (CACHE_CONTROL, "private, no-store".to_owned()),
        ];
        Ok((headers, file.bytes).into_response())
    }
}

/// `20261124-1518`, in the city.
fn stamp(at: Timestamp) -> String {
    Offset::constant(8).to_datetime(at).strftime("%Y%m%d-%H%M").to_string()
}
