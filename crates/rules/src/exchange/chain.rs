//! Transmittals that took each other's place, by re-routing or correction: one outcome on its way to one authority.

use super::parts::ReturnAnswer;
use super::responsibility::Traced;
use super::transmittal::{State, Transmittal};
use crate::party::{DepartmentCode, EntryNumber, ItemCode, OfficerId, TransmittalId};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Never empty; each link took the place of the one before it.
pub(super) struct Chain<'a> {
    first: &'a Traced,
    links: Vec<&'a Traced>,
    authority: &'a DepartmentCode,
}

/// Every chain that has not dropped out: at its end stands something that was not recalled, or something in it was received.
pub(super) fn chains<'a>(traced: &[&'a Traced], now: Timestamp) -> Vec<Chain<'a>> {
    let by_id: BTreeMap<&TransmittalId, &'a Traced> = traced.iter().map(|one| (&one.transmittal.id, *one)).collect();
    let known = |id: &Option<TransmittalId>| id.as_ref().and_then(|id| by_id.get(id).copied());
    let heads = traced.iter().copied().filter(|one| known(&one.transmittal.supersedes).is_none());
    heads
        .filter_map(|first| {
            let mut links = vec![first];
            let mut last = first;
            // Ids are given once, so nothing takes its own place; the bound only guards against a broken ledger.
            while let Some(next) = known(&last.transmittal.superseded_by).filter(|_| links.len() <= traced.len()) {
                links.push(next);
                last = next;
            }
            let received = links.iter().rev().find(|link| link.transmittal.received_at(now).is_some());
            let stands = last.transmittal.state != State::Recalled || last.transmittal.superseded_by.is_some();
            let authority = if stands { Some(&last.transmittal.to) } else { received.map(|link| &link.transmittal.to) };
            authority.map(|authority| Chain { first, links, authority })
        })
        .collect()
}

impl<'a> Chain<'a> {
    pub(super) const fn first(&self) -> &'a Traced {
        self.first
    }

    pub(super) fn links(&self) -> std::slice::Iter<'_, &'a Traced> {
        self.links.iter()
    }

    pub(super) fn item(&self) -> Option<&'a ItemCode> {
        self.first.transmittal.item.as_ref()
    }

    pub(super) const fn authority(&self) -> &'a DepartmentCode {
        self.authority
    }

    /// The earliest conclusion that any link names: a correction may have corrected it.
    pub(super) fn concluded_at(&self) -> Timestamp {
        let pushed_at = self.first.transmittal.pushed_at;
        self.links.iter().filter_map(|link| link.transmittal.concluded_at).min().unwrap_or(pushed_at)
    }

    /// From when to when the bureau hands it over: from conclusion to receipt, and again for a correction of what was received.
    pub(super) fn handovers(&self, now: Timestamp) -> Vec<(Timestamp, Option<Timestamp>)> {
        let mut spans = Vec::new();
        let mut since = Some(self.concluded_at());
        for link in &self.links {
            let transmittal = &link.transmittal;
            let from = since.unwrap_or(transmittal.pushed_at);
            since = match end_of(transmittal, now) {
                Some(to) => {
                    spans.push((from, Some(to)));
                    None
                }
                None => Some(from),
            };
        }
        spans.extend(since.map(|from| (from, None)));
        spans
    }
}

/// When a link was handed over, or was given up.
fn end_of(transmittal: &Transmittal, now: Timestamp) -> Option<Timestamp> {
    let given_up = || transmittal.facts.recalled_at.filter(|_| transmittal.superseded_by.is_none());
    // A change for which the city asks for no receipt is handed over by its push.
    let unasked = || {
        let makes = transmittal.outcome.is_some_and(crate::record::ApprovalOutcome::makes_permit);
        (transmittal.receipt.is_none() && !makes).then_some(transmittal.pushed_at)
    };
    transmittal.received_at(now).map(|receipt| receipt.at()).or_else(given_up).or_else(unasked)
}

impl Traced {
    /// The entry of the last event of that name.
    pub(super) fn entry_of(&self, event: &str) -> Option<EntryNumber> {
        self.entries.iter().rfind(|entry| entry.event == event).map(|entry| entry.entry)
    }

    pub(super) fn rerouted_at(&self) -> Option<Timestamp> {
        match self.transmittal.returned.as_ref()?.answer.as_ref()? {
            ReturnAnswer::Rerouted { at, .. } => Some(*at),
            ReturnAnswer::Upheld { .. } => None,
        }
    }

    pub(super) fn rerouted_by(&self) -> Option<&OfficerId> {
        match self.transmittal.returned.as_ref()?.answer.as_ref()? {
            ReturnAnswer::Rerouted { by, .. } => by.officer(),
            ReturnAnswer::Upheld { .. } => None,
        }
    }
}
