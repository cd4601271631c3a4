//! A list as an export reads it: what heads it, how many rows it has, and its rows piece by piece, with the rights of the moment.

use super::table::{Cell, Table};
use crate::platform::desk::Desk;
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::Language;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A list that is exported.
pub trait ExportList: Send + Sync {
    /// Its word in the request of a job; nothing else has it.
    fn word(&self) -> &'static str;

    /// What one must be allowed to see it: the permission of its page.
    fn permission(&self) -> Permission;

    /// So many rows are answered at once; a longer list is written in the background.
    fn at_once(&self) -> usize {
        ROWS_AT_ONCE
    }

    /// Title, filters and columns, without rows.
    fn head(&self, read: &mut Read<'_, '_>, asked: &Asked) -> Result<Table>;

    /// How many rows it has; none above `most`.
    fn count(&self, read: &mut Read<'_, '_>, asked: &Asked, most: usize) -> Result<Option<usize>>;

    /// So many rows at most after a place.
    fn rows(&self, read: &mut Read<'_, '_>, asked: &Asked, after: Option<&Place>, limit: usize) -> Result<Piece>;
}

/// Who asks for what, as of when.
#[derive(Clone)]
pub struct Asked {
    /// With the scope of the moment.
    pub caller: Caller,
    /// Of the words in the file.
    pub language: Language,
    /// The instant of which the file speaks.
    pub now: Timestamp,
    /// The filters of the page, name by name, and what its path names.
    pub query: Vec<(String, String)>,
    /// How many rows there are, once that is known.
    pub total: Option<usize>,
    /// The kinds that stand on 待办, 已发 and 已办.
    pub desk: Desk,
}

/// Some rows of a list.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The rows; there may be none though others follow.
    pub rows: Vec<Vec<Cell>>,
    /// The place after them, where more may follow.
    pub next: Option<Place>,
}

/// A place in the order of a list, in the form of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(String);

/// The answer to a short list stays below 5 ms.
pub const ROWS_AT_ONCE: usize = 50;
/// Names of an address that say nothing of the rows.
const NOT_FILTERS: [&str; 3] = ["format", "lang", "cursor"];

impl Asked {
    /// What an address asks; the rest of its names says nothing of the rows.
    pub(super) fn filters(query: Vec<(String, String)>) -> Vec<(String, String)> {
        query.into_iter().filter(|(name, value)| !value.is_empty() && !NOT_FILTERS.contains(&name.as_str())).collect()
    }

    /// The value of a name; empty where it is absent.
    pub fn text(&self, name: &str) -> &str {
        self.query.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.as_str())
    }
}

impl Place {
    /// A place as the list knows it.
    pub fn of(place: &impl Serialize) -> Result<Self> {
        Ok(Self(serde_json::to_string(place)?))
    }

    /// As the list wrote it.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.0).map_err(Error::fault)
    }
}
