//! An act as its client knows it: what was sent, what was answered, where it must be found.

use serde_json::Value;

use super::client::Answer;
use super::credentials::Request;
use super::kind::{DeedKind, Side};

/// One act.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    pub(super) kind: DeedKind,
    /// Its own name; the id of what it is done to or about.
    pub(super) name: String,
    /// Who sent its subject.
    pub(super) from: Side,
    pub(super) request: Request,
    /// None while it is unknown whether it was done.
    pub(super) answer: Option<Answer>,
}

/// What the answer to an act promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Promise {
    pub(super) kind: DeedKind,
    pub(super) name: String,
    pub(super) from: Side,
    pub(super) id: String,
    pub(super) number: String,
}

impl Deed {
    /// What was promised; none while nothing was answered.
    pub(super) fn promise(&self) -> Option<Promise> {
        let answer = self.answer.as_ref().filter(|answer| answer.is_success())?;
        let body: Value = serde_json::from_slice(&answer.body).ok()?;
        let item = body["items"].get(0).unwrap_or(&body);
        Some(Promise {
            kind: self.kind,
            name: self.name.clone(),
            from: self.from,
            id: item["id"].as_str()?.to_owned(),
            number: item[self.kind.number_field()].as_str()?.to_owned(),
        })
    }
}
