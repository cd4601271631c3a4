//! 办理经过: every act on a transmittal, newest first, with its place and hash in the ledger.

use super::desk::started_at;
use crate::exchange::store;
use crate::exchange::transmittal::{DECIDE_RETURN, REPLY, UPHOLD};
use crate::platform::clock::from_micros;
use crate::platform::desk::{HistoryRow, Led, Told, Words, joined};
use crate::platform::error::{Error, Result};
use crate::platform::feed::entries_of;
use crate::platform::identity::Scope;
use crate::platform::reader::Read;
use shenguan_ledger::Entry;
use shenguan_rules::exchange::{ReplyState, State, Transmittal, TransmittalEvent as Event};
use shenguan_rules::party::{ContentDigest, TransmittalId};
use shenguan_rules::subject::Actor;

/// An act after which an item is no longer as its reader saw it.
pub(super) struct Decided {
    /// Who.
    pub by: String,
    /// When.
    pub moment: String,
    /// What.
    pub what: String,
}

/// The acts that settle something; seeing, assigning and reporting do not.
const DECISIVE: [&str; 8] =
    ["acknowledged", "confirmed", "returned", "upheld", "rerouted", "recalled", "corrected", "replied"];

impl Words {
    /// The acts on a transmittal, newest first.
    pub(super) fn history(
        &self,
        read: &mut Read<'_, '_>,
        scope: &Scope,
        transmittal: &Transmittal,
    ) -> Result<Vec<HistoryRow>> {
        let mut rows = self.history_of(read, transmittal.id.as_str(), |read, entry| {
            let event: Event = serde_json::from_str(entry.event.get())?;
            let reason = match reason(&event) {
                Some(digest) => store::reason_of(read.tx(), digest.as_str())?,
                None => None,
            };
            Ok(Told {
                lamp: lamp(&event),
                what: self.t_of("act", &entry.act).to_string(),
                particulars: vec![self.particulars(&event), self.time_taken(&event, transmittal)],
                reason,
                leads_to: leads_to(&event).map(|id| Self::number_of(read, scope, id)).transpose()?.flatten().map(led),
            })
        })?;
        rows.splice(0..0, self.present(transmittal));
        Ok(rows)
    }

    /// The last act that settled something, for whoever comes too late (E2).
    pub(super) fn decided(&self, read: &mut Read<'_, '_>, id: &str) -> Result<Option<Decided>> {
        for bytes in entries_of(read.tx(), id)?.iter().rev() {
            let entry = Entry::decode(bytes).map_err(Error::fault)?;
            if DECISIVE.contains(&entry.act.as_ref()) {
                let actor: Actor = serde_json::from_str(entry.actor.get())?;
                return Ok(Some(Decided {
                    by: self.actor(&actor),
                    moment: self.short(from_micros(entry.effective_at)),
                    what: self.t_of("act", &entry.act).to_string(),
                }));
            }
        }
        Ok(None)
    }

    /// What is waited for now, above what has happened.
    fn present(&self, transmittal: &Transmittal) -> Option<HistoryRow> {
        let (from, to) = (self.department(&transmittal.from), self.department(&transmittal.to));
        let received = transmittal.received_at(self.now).is_some();
        let (line, sub) = match (transmittal.open_return(), transmittal.running_due(), &transmittal.reply) {
            _ if transmittal.state == State::Recalled => return None,
            (_, Some(due), _) if self.now < due => {
                let sub = self.t("history-deemed").with("moment", self.short(due)).to_string();
                (self.t("history-waits").with("department", to), sub)
            }
            (Some(returned), ..) => {
                let due = returned.decision.as_ref().map(|decision| decision.due);
                let sub = self.on_paper().due(DECIDE_RETURN, due).sub;
                (self.t("history-waits-decision").with("department", from), sub)
            }
            (None, _, ReplyState::Owed { target_due }) if received => {
                let sub = self.on_paper().due(REPLY, *target_due).sub;
                (self.t("history-waits-reply").with("department", to), sub)
            }
            _ if transmittal.awaits_change() => {
                (self.t("history-waits-change").with("department", from), String::new())
            }
            _ => return None,
        };
        Some(self.waits(line, sub))
    }

    /// 用时, from what the act answered; 办结后 for the push itself.
    fn time_taken(&self, event: &Event, transmittal: &Transmittal) -> String {
        match event {
            Event::Pushed(pushed) => {
                let after = self.took(pushed.concluded_at, pushed.at);
                if after.is_empty() { after } else { self.t("history-after").with("took", after).to_string() }
            }
            Event::Acknowledged { at, .. } | Event::Confirmed { at, .. } | Event::Returned { at, .. } => {
                self.took_since(Some(transmittal.pushed_at), *at)
            }
            Event::Replied { at, .. } => self.took_since(started_at(REPLY, transmittal), *at),
            Event::Upheld { at, .. } | Event::Rerouted { at, .. } => {
                self.took_since(started_at(UPHOLD, transmittal), *at)
            }
            _ => String::new(),
        }
    }

    fn particulars(&self, event: &Event) -> String {
        match event {
            Event::Pushed(pushed) => {
                let to = self.t("history-to").with("department", self.department(&pushed.to)).to_string();
                let late = if pushed.late { self.t("history-late").to_string() } else { String::new() };
                joined([to, late])
            }
            Event::Succeeded { successor, .. } => {
                self.t("history-to").with("department", self.department(successor)).to_string()
            }
            Event::Reminded(reminded) => {
                self.t("history-to").with("department", self.department(&reminded.to)).to_string()
            }
            Event::Rerouted { to, .. } => self.t("history-to").with("department", self.department(to)).to_string(),
            Event::Returned { suggested_to: Some(to), .. } => {
                self.t("history-suggested").with("department", self.department(to)).to_string()
            }
            Event::Assigned { officer: Some(officer), .. } => {
                self.t("history-to").with("department", self.officer(officer)).to_string()
            }
            Event::DeadlineMoved { window: Some(window), .. } | Event::WindowExtended { window, .. } => {
                self.t("history-due").with("moment", self.short(window.due)).to_string()
            }
            _ => String::new(),
        }
    }

    /// The number of another transmittal; none for one that the reader may not know of.
    pub(super) fn number_of(read: &mut Read<'_, '_>, scope: &Scope, id: &TransmittalId) -> Result<Option<String>> {
        match store::find(read.tx(), scope, id.as_str()) {
            Ok(listed) => Ok(Some(listed.held.state.number)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn led(number: String) -> Led {
    Led { path: format!("/items/{number}"), number }
}

fn lamp(event: &Event) -> &'static str {
    match event {
        Event::Deemed { .. } => "l-vio",
        Event::Returned { .. } | Event::DeadlineMoved { .. } | Event::WindowExtended { .. } => "l-amb",
        _ => "l-done",
    }
}

fn reason(event: &Event) -> Option<&ContentDigest> {
    match event {
        Event::Pushed(pushed) => pushed.late_reason.as_ref().or(pushed.routing_reason.as_ref()),
        Event::Returned { reason, .. }
        | Event::Upheld { reason, .. }
        | Event::Rerouted { reason, .. }
        | Event::Recalled { reason, .. } => Some(reason),
        Event::FollowedUp { content, .. } => Some(content),
        _ => None,
    }
}

fn leads_to(event: &Event) -> Option<&TransmittalId> {
    match event {
        Event::Rerouted { superseded_by, .. } | Event::Corrected { superseded_by, .. } => Some(superseded_by),
        Event::Replied { disposition, .. } => Some(disposition),
        Event::ChangePushed { change, .. } => Some(change),
        _ => None,
    }
}
