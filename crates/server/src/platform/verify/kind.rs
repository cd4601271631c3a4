//! A kind of subject as `verify` knows it: what folds it, and what compares its table.

use super::law::Law;
use super::report::Findings;
use super::subjects::Subjects;
use crate::platform::error::Result;
use crate::platform::stored::{Counted, Readers, Stored, Task};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_db::Tx;
use std::any::Any;

/// A kind of subject, for the list of all kinds.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Its name in entries, and of its table.
    pub name: &'static str,
    /// Whether its entries move the directory.
    pub(super) in_directory: bool,
    /// Columns of its table beside `id`, `version` and `fold`.
    pub(super) columns: [&'static [&'static str]; 2],
    pub(super) fold: fn() -> Box<dyn Fold>,
}

impl Kind {
    /// The kind of a stored subject.
    pub const fn of<S: Stored + Send + 'static>() -> Self
    where
        S::Event: Serialize + DeserializeOwned + 'static,
    {
        Self {
            name: S::KIND,
            in_directory: S::IN_DIRECTORY,
            columns: [S::STATE_COLUMNS, S::CONTENT_COLUMNS],
            fold: || Box::new(Subjects::<S>::default()),
        }
    }
}

/// One entry on its way to the fold; the chain has passed it.
pub(super) struct Told {
    pub(super) sequence: u64,
    pub(super) kind: usize,
    pub(super) id: String,
    pub(super) version: u64,
    pub(super) recorded_at: i64,
    pub(super) effective_at: i64,
    /// Actor and event as they stand in the entry.
    pub(super) actor: Box<[u8]>,
    pub(super) event: Box<[u8]>,
    /// Fingerprint of the parties.
    pub(super) parties: u64,
}

/// All subjects of one kind, folded from the ledger.
pub(super) trait Fold: Send {
    /// Applies an event, once the laws have seen it.
    fn take(&mut self, told: &Told, jurisdiction: &str, laws: &mut [Box<dyn Law>], findings: &mut Findings);
    /// An entry of that subject could not be read: nothing more can be said of it.
    fn spoil(&mut self, id: &str);
    /// Whether nothing more can be said of that subject.
    fn is_spoiled(&self, id: &str) -> bool;
    /// Whether nothing more can be said of any.
    fn has_spoiled(&self) -> bool;
    /// How many subjects.
    fn count(&self) -> u64;
    /// The digests of the contents from which columns are made.
    fn wanted(&self, want: &mut dyn FnMut(String, usize));
    /// The content of the subject at that place.
    fn lay(&mut self, place: usize, body: &serde_json::Value);
    /// Compares the table, both directions; how many rows there are.
    fn compare(&mut self, tx: &mut Tx<'_>, findings: &mut Findings) -> Result<u64>;
    /// Who may know of what: id, readers.
    fn readers(&self, each: &mut dyn FnMut(&str, &Readers));
    /// What is to be done about what: id, task.
    fn tasks(&self, each: &mut dyn FnMut(&str, &Task));
    /// In which counts each stands.
    fn counted(&self, each: &mut dyn FnMut(Counted));
    /// For the laws.
    fn as_any(&self) -> &dyn Any;
}
