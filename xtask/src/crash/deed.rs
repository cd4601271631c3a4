//! An act as its client knows it: what was sent, what was answered, where it must be found.

use serde_json::Value;

use super::client::{Answer, Request};

/// What kind of act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DeedKind {
    /// The bureau pushes a permit.
    Push,
    /// The authority acknowledges it.
    Acknowledge,
    /// The authority pushes a penalty.
    Penalty,
    /// The bureau answers it with a disposition.
    Reply,
}

/// One act.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    pub(super) kind: DeedKind,
    /// Case or document number; the id of what is acknowledged or answered.
    pub(super) name: String,
    pub(super) request: Request,
    /// None while it is unknown whether it was done.
    pub(super) answer: Option<Answer>,
}

/// What the answer to an act promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Promise {
    pub(super) kind: DeedKind,
    pub(super) name: String,
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
            id: item["id"].as_str()?.to_owned(),
            number: item["number"].as_str()?.to_owned(),
        })
    }
}
