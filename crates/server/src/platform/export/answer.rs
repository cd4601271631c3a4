//! An export from its first line to its last: written, entered into the read record, given away.

use super::record::{ReadAct, record};
use super::sheet::{Format, Sheet};
use super::table::{Cell, Table};
use super::watermark::{Watermark, filters_line};
use crate::platform::act::Act;
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
    taken: Taken,
}

/// What the read record and the file's name say of an export.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub(super) caller: Caller,
    pub(super) format: Format,
    name: &'static str,
    filters: String,
    at: Timestamp,
}

impl Export {
    /// The whole of a table that is in memory anyway.
    pub fn of(language: Language, caller: &Caller, at: Timestamp, format: Format, table: Table) -> Result<Self> {
        let mut export = Self::begin(language, caller, at, format, &table)?;
        export.rows(&table.rows)?;
        Ok(export)
    }

    /// Watermark and headings of a table; its rows come piece by piece.
    pub fn begin(language: Language, caller: &Caller, at: Timestamp, format: Format, table: &Table) -> Result<Self> {
        let watermark = Watermark::new(language, caller, at, &table.title, &table.filters);
        let filters = filters_line(language, &table.filters);
        Ok(Self {
            sheet: Sheet::begin(format, &watermark, &table.columns)?,
            taken: Taken { caller: caller.clone(), format, name: table.name, filters, at },
        })
    }

    /// More rows.
    pub fn rows<'r>(&mut self, rows: impl IntoIterator<Item = &'r Vec<Cell>>) -> Result<()> {
        rows.into_iter().try_for_each(|row| self.sheet.row(row))
    }

    /// How many rows there are so far.
    pub fn count(&self) -> usize {
        self.sheet.rows()
    }

    /// The file as the answer, once the export is a row of the read record: what was not recorded is not given away.
    pub async fn answer(self, server: &Server) -> Outcome<Response> {
        let Self { sheet, taken } = self;
        let (rows, name, media_type) = (sheet.rows(), taken.file_name(), taken.format.media_type());
        // A workbook takes its time.
        let bytes = match taken.format {
            Format::Csv => sheet.finish()?,
            Format::Xlsx => tokio::task::spawn_blocking(move || sheet.finish()).await.map_err(Error::fault)??,
        };
        let actor = taken.caller.actor.clone();
        server.app.act(actor, move |act| taken.record(act, rows)).await?;
        let headers = [
            (CONTENT_TYPE, media_type.to_owned()),
            (CONTENT_DISPOSITION, disposition(&name)),
            (CACHE_CONTROL, "private, no-store".to_owned()),
        ];
        Ok((headers, bytes).into_response())
    }

    /// The bytes so far, for whoever gives them on before the end.
    pub(super) fn take(&mut self) -> Result<Vec<u8>> {
        self.sheet.take()
    }

    /// What it says of itself.
    pub(super) fn taken(&self) -> &Taken {
        &self.taken
    }

    /// The file without what was taken of it.
    pub(super) fn into_sheet(self) -> Sheet {
        self.sheet
    }
}

impl Taken {
    /// `register-20261124-1518.csv`.
    pub(super) fn file_name(&self) -> String {
        format!("{}-{}.{}", self.name, stamp(self.at), self.format.as_str())
    }

    /// Enters it into the read record.
    pub(super) fn record(&self, act: &mut Act<'_, '_>, rows: usize) -> Result<()> {
        record(act, &self.caller, ReadAct::Export(self.format), self.name, &self.filters, rows)
    }
}

/// `20261124-1518`, in the city.
fn stamp(at: Timestamp) -> String {
    Offset::constant(8).to_datetime(at).strftime("%Y%m%d-%H%M").to_string()
}
