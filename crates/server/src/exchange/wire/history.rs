//! The acts on a transmittal, from its entries in the ledger.

use super::summary::instant;
use super::who::WhoWire;
use crate::exchange::store;
use crate::platform::clock::from_micros;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use crate::platform::feed::entries_of;
use serde::Serialize;
use shenguan_db::Tx;
use shenguan_ledger::Entry;
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::exchange::TransmittalEvent as Event;
use shenguan_rules::party::ContentDigest;
use shenguan_rules::subject::Actor;
use utoipa::ToSchema;

/// One act on a transmittal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HistoryWire {
    /// Its place in the ledger.
    pub sequence: u64,
    /// What was done: `pushed`, `acknowledged`, `deemed`, `returned` …
    pub act: String,
    /// When it was written down.
    #[schema(format = DateTime)]
    pub at: String,
    /// From when it counts in law.
    #[schema(format = DateTime)]
    pub effective_at: String,
    /// Who did it.
    pub by: WhoWire,
    /// What the act says beyond that.
    #[serde(flatten)]
    pub particulars: Particulars,
}

/// What an act says of itself; absent where it says nothing of the kind.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Particulars {
    /// Why, or what was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// To which department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Which department it should go to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_to: Option<String>,
    /// An objection: the clock runs on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objection: Option<bool>,
    /// Before when the sender decides about the return.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_due: Option<String>,
    /// The due instant of the receipt after the act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_due: Option<String>,
    /// To which section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// To whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
    /// What took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<String>,
    /// The answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disposition: Option<String>,
    /// The push of the change that was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
}

/// The acts on a transmittal, in ledger order.
pub fn history(tx: &mut Tx<'_>, id: &str, names: &Directory) -> Result<Vec<HistoryWire>> {
    let entries = entries_of(tx, id)?;
    let mut acts = Vec::with_capacity(entries.len());
    for bytes in &entries {
        let entry = Entry::decode(bytes).map_err(Error::fault)?;
        let actor: Actor = serde_json::from_str(entry.actor.get())?;
        let event: Event = serde_json::from_str(entry.event.get())?;
        acts.push(HistoryWire {
            sequence: entry.sequence,
            act: entry.act.to_string(),
            at: rfc3339(from_micros(entry.recorded_at)),
            effective_at: rfc3339(from_micros(entry.effective_at)),
            by: WhoWire::of_actor(&actor, Some(names)),
            particulars: particulars(tx, &event)?,
        });
    }
    Ok(acts)
}

fn particulars(tx: &mut Tx<'_>, event: &Event) -> Result<Particulars> {
    let none = Particulars::default();
    Ok(match event {
        Event::Pushed(pushed) => Particulars {
            reason: words(tx, pushed.late_reason.as_ref())?,
            to: Some(pushed.to.to_string()),
            receipt_due: instant(pushed.window.as_ref().map(|window| window.due)),
            ..none
        },
        Event::Returned { reason, suggested_to, objection, decision, .. } => Particulars {
            reason: words(tx, Some(reason))?,
            suggested_to: suggested_to.as_ref().map(ToString::to_string),
            objection: Some(*objection),
            decision_due: instant(decision.as_ref().map(|decision| decision.due)),
            ..none
        },
        Event::Upheld { reason, window, .. } => Particulars {
            reason: words(tx, Some(reason))?,
            receipt_due: instant(window.as_ref().map(|window| window.due)),
            ..none
        },
        Event::Rerouted { to, superseded_by, reason, .. } => Particulars {
            reason: words(tx, Some(reason))?,
            to: Some(to.to_string()),
            superseded_by: Some(superseded_by.to_string()),
            ..none
        },
        Event::Recalled { reason, .. } => Particulars { reason: words(tx, Some(reason))?, ..none },
        Event::Corrected { superseded_by, .. } => {
            Particulars { superseded_by: Some(superseded_by.to_string()), ..none }
        }
        Event::Assigned { section, officer, .. } => Particulars {
            section: section.as_ref().map(ToString::to_string),
            officer: officer.as_ref().map(ToString::to_string),
            ..none
        },
        Event::FollowedUp { content, .. } => Particulars { reason: words(tx, Some(content))?, ..none },
        Event::Replied { disposition, .. } => Particulars { disposition: Some(disposition.to_string()), ..none },
        Event::ChangePushed { change, .. } => Particulars { change: Some(change.to_string()), ..none },
        Event::DeadlineMoved { window, decision, .. } => Particulars {
            receipt_due: instant(window.as_ref().map(|window| window.due)),
            decision_due: instant(decision.as_ref().map(|decision| decision.due)),
            ..none
        },
        Event::Succeeded { successor, .. } => Particulars { to: Some(successor.to_string()), ..none },
        Event::Reminded(reminded) => Particulars { to: Some(reminded.to.to_string()), ..none },
        Event::WindowExtended { window, .. } => Particulars { receipt_due: instant(Some(window.due)), ..none },
        Event::Delivered { .. }
        | Event::Opened { .. }
        | Event::Acknowledged { .. }
        | Event::Deemed { .. }
        | Event::Confirmed { .. }
        | Event::TakenBack { .. }
        | Event::ConsultationAsked { .. } => none,
    })
}

fn words(tx: &mut Tx<'_>, digest: Option<&ContentDigest>) -> Result<Option<String>> {
    digest.map_or(Ok(None), |digest| store::reason_of(tx, digest.as_str()))
}
