//! What the slices hold true of their events beyond the fold: each brings its laws, `verify` shows them every event.

use super::kind::Fold;
use super::report::Findings;
use super::subjects::Subjects;
use crate::platform::stored::Stored;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_rules::subject::Actor;
use std::any::Any;

/// A law that must hold over the whole ledger. It sees the events in ledger order.
pub trait Law: Send {
    /// One event, before it is applied.
    fn see(&mut self, seen: &Seen<'_>, findings: &mut Findings);
    /// Everything, after the last event.
    fn judge(&mut self, world: &World<'_>, findings: &mut Findings);
}

/// One event of the ledger.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub(super) jurisdiction: &'a str,
    pub(super) actor: &'a [u8],
    pub(super) event: &'a dyn Any,
    pub(super) before: Option<&'a dyn Any>,
    /// Its place in the chain.
    pub sequence: u64,
    /// The subject.
    pub id: &'a str,
    /// When it was written down.
    pub recorded_at: Timestamp,
}

impl<'a> Seen<'a> {
    /// The event, if it is one of that type.
    pub fn event<E: 'static>(&self) -> Option<&'a E> {
        self.event.downcast_ref()
    }

    /// The subject before it.
    pub fn before<S: 'static>(&self) -> Option<&'a S> {
        self.before.and_then(|before| before.downcast_ref())
    }

    /// Who acted; nothing if that cannot be read.
    pub fn actor(&self) -> Option<Actor> {
        serde_json::from_slice(self.actor).ok()
    }

    /// The place for a finding.
    pub fn place(&self) -> String {
        format!("entry {}/{}", self.jurisdiction, self.sequence)
    }
}

/// Every subject as the ledger makes it.
pub struct World<'a> {
    pub(super) folds: &'a [Box<dyn Fold>],
    /// When the last entry was written down.
    pub now: Timestamp,
}

impl World<'_> {
    /// Every subject of a kind whose entries could be read, with its id.
    pub fn all<S: Stored + Send + 'static>(&self) -> impl Iterator<Item = (&str, &S)>
    where
        S::Event: Serialize + DeserializeOwned + 'static,
    {
        let fold = self.folds.iter().find_map(|fold| fold.as_any().downcast_ref::<Subjects<S>>());
        fold.into_iter().flat_map(Subjects::states)
    }
}
