//! What a subject is shown from: a transaction at an instant, of an act or of a read.

use crate::platform::act::Act;
use crate::platform::directory::Directory;
use crate::platform::error::Result;
use crate::platform::reader::Read;
use crate::platform::web::Language;
use jiff::Timestamp;
use shenguan_db::Tx;
use std::sync::Arc;

/// One view of everything.
pub struct View<'v, 'c> {
    /// The transaction, for a slice's store.
    pub tx: &'v mut Tx<'c>,
    /// Departments, roster, agreements, calendar and rule set.
    pub directory: Arc<Directory>,
    /// The instant of which it speaks.
    pub now: Timestamp,
    /// Of its words.
    pub language: Language,
    /// Whether it is an answer of a write, which is kept for as long as the ledger: nothing that may have to be erased stands in it.
    pub is_kept: bool,
}

impl<'v, 'c> View<'v, 'c> {
    /// As an act sees it.
    pub fn of_act(act: &'v mut Act<'_, 'c>, language: Language) -> Result<Self> {
        let (directory, now) = (act.directory()?, act.now());
        Ok(Self { tx: act.tx(), directory, now, language, is_kept: true })
    }

    /// As a read sees it.
    pub fn of_read(read: &'v mut Read<'_, 'c>, language: Language) -> Self {
        let (directory, now) = (Arc::clone(read.directory()), read.now());
        Self { tx: read.tx(), directory, now, language, is_kept: false }
    }
}
