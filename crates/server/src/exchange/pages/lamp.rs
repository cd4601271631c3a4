//! How a transmittal stands, as a lamp with its words.

use crate::exchange::transmittal::ACKNOWLEDGE;
use crate::platform::desk::{Lamp, Words};
use crate::platform::web::Text;
use shenguan_rules::exchange::{Receipt, State, Transmittal};

impl Words {
    /// How it stands: the state with its words, never one of the six facts for another.
    pub(super) fn lamp(&self, transmittal: &Transmittal) -> Lamp {
        let lamp = |lamp, tone, line: Text, sub: String| {
            let paper = sub.clone();
            Lamp { lamp, tone, line: line.to_string(), sub, paper }
        };
        match (transmittal.state_at(self.now), transmittal.received_at(self.now)) {
            (State::Returned, _) => {
                let at = transmittal.facts.returned_at.map(|at| self.short(at)).unwrap_or_default();
                lamp("l-amb", "c-amb", self.t("state-returned"), at)
            }
            (State::Recalled, received) => {
                let at = transmittal.facts.recalled_at.map(|at| self.short(at)).unwrap_or_default();
                let line = match (&transmittal.superseded_by, received) {
                    (Some(_), Some(_)) => self.t("state-corrected-after-receipt"),
                    (Some(_), None) => self.t("state-replaced"),
                    (None, _) => self.t("state-recalled"),
                };
                lamp("l-done", "mut", line, at)
            }
            (_, Some(Receipt::Acknowledged { at, by })) => {
                let sub = format!("{} {}", self.acted(&by), self.short(at));
                lamp("l-done", "c-grn", self.t("state-acknowledged"), sub.trim().to_owned())
            }
            (_, Some(Receipt::Deemed { at })) => match transmittal.facts.confirmed_at {
                None => {
                    let sub = self.t("state-deemed-sub").with("moment", self.short(at)).to_string();
                    lamp("l-vio", "c-vio", self.t("state-deemed"), sub)
                }
                Some(confirmed) => {
                    let sub = self.t("state-confirmed-sub").with("deemed", self.short(at));
                    let sub = sub.with("confirmed", self.short(confirmed)).to_string();
                    lamp("l-vio", "c-vio", self.t("state-confirmed"), sub)
                }
            },
            (_, None) => match transmittal.running_due() {
                Some(at) => {
                    let due = self.due(ACKNOWLEDGE, Some(at));
                    let line = self.t("state-in-transit").to_string();
                    Lamp { lamp: due.lamp, tone: due.tone, line, sub: due.sub, paper: due.paper }
                }
                None => lamp("l-grn", "c-grn", self.t("state-for-information"), String::new()),
            },
        }
    }
}
