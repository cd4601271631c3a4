//! What is to be done about an item: the deadline, what the law makes of it if nobody acts, and the buttons.

use crate::exchange::transmittal::{ACKNOWLEDGE, DECIDE_RETURN, PUSH_CHANGE, REPLY};
use crate::platform::desk::{Filter, Lamp, Words, joined};
use crate::platform::identity::{Caller, Permission, Relation};
use crate::platform::web::Text;
use shenguan_rules::exchange::{Kind, ReplyState, Routing, State, Transmittal};

/// The strip on top of an item.
pub(super) struct Strip {
    /// The lamp with what it means.
    pub lamp: Lamp,
    /// Whose deadline the lamp shows; none where none runs.
    pub task: Option<&'static str>,
    /// For the countdown within today.
    pub countdown: Option<String>,
    /// What is asked, in bold.
    pub lead: String,
    /// How it stands, for paper: the state itself, never how much time is left.
    pub stands: String,
    /// Since when, by whom, and what follows from it, for paper.
    pub stands_more: String,
    /// What happens by itself.
    pub effect: String,
    /// What can be done, the usual first.
    pub buttons: Vec<Button>,
}

/// Something that can be done.
pub(super) struct Button {
    /// The member of `verb`.
    pub verb: &'static str,
    /// Where.
    pub href: String,
    /// Whether one press does it; else the address is a form.
    pub is_act: bool,
    /// Whether it is what the reader is asked to do; to take back or to correct is nobody's task.
    pub is_task: bool,
}

/// What somebody may be asked to do about an item.
const ASKED: [&str; 6] = ["acknowledge", "confirm", "reply", "reroute", "uphold", PUSH_CHANGE];

/// How the reader stands to an item.
pub(super) fn relation(caller: &Caller, transmittal: &Transmittal) -> Relation {
    if caller.department == transmittal.to {
        Relation::Addressed
    } else if caller.department == transmittal.from {
        Relation::Own
    } else {
        Relation::Other
    }
}

impl Words {
    /// The strip for a reader.
    pub(super) fn strip(&self, caller: &Caller, transmittal: &Transmittal, filter: &Filter) -> Strip {
        let relation = relation(caller, transmittal);
        let (task, lamp, countdown) = self.strip_lamp(transmittal, relation);
        let (lead, effect) = self.strip_words(transmittal, relation);
        let stands = self.lamp(transmittal);
        let stands_more = match (transmittal.state_at(self.now), self.on_paper().strip_words(transmittal, relation)) {
            // Before the receipt the effect says it all: until when, and what happens then.
            (State::InTransit, (_, effect)) if !effect.is_empty() => effect,
            (_, (lead, effect)) => joined([stands.paper, format!("{lead}{effect}")]),
        };
        Strip {
            lamp,
            task,
            countdown,
            lead,
            stands: stands.line,
            stands_more,
            effect,
            buttons: buttons(caller, relation, transmittal, filter, self.now),
        }
    }

    fn strip_words(&self, transmittal: &Transmittal, relation: Relation) -> (String, String) {
        let (lead, effect) = match relation {
            Relation::Addressed => self.addressee_words(transmittal),
            Relation::Own => self.sender_words(transmittal),
            Relation::Other => (self.t("strip-other"), None),
        };
        (lead.to_string(), effect.map(|text| text.to_string()).unwrap_or_default())
    }

    fn strip_lamp(
        &self,
        transmittal: &Transmittal,
        relation: Relation,
    ) -> (Option<&'static str>, Lamp, Option<String>) {
        let due = match (transmittal.state_at(self.now), transmittal.open_return(), &transmittal.reply) {
            (State::InTransit, None, _) if transmittal.running_due().is_some() => {
                Some((ACKNOWLEDGE, transmittal.running_due()))
            }
            (_, Some(returned), _) if relation == Relation::Own => {
                Some((DECIDE_RETURN, returned.decision.as_ref().map(|decision| decision.due)))
            }
            (State::Acknowledged | State::DeemedReceived, None, ReplyState::Owed { target_due })
                if relation == Relation::Addressed =>
            {
                Some((REPLY, *target_due))
            }
            _ => None,
        };
        let Some((task, at)) = due else { return (None, self.lamp(transmittal), None) };
        let due = self.due(task, at);
        (
            Some(task),
            Lamp { lamp: due.lamp, tone: due.tone, line: due.line, sub: due.sub, paper: due.paper },
            due.countdown,
        )
    }

    fn addressee_words(&self, transmittal: &Transmittal) -> (Text, Option<Text>) {
        let own = self.department(&transmittal.to);
        match (transmittal.state_at(self.now), transmittal.running_due()) {
            (State::InTransit, Some(due)) => {
                let moment = self.moment(due);
                let objected = transmittal.open_return().is_some();
                let lead = if objected { "strip-objected" } else { "strip-acknowledge" };
                let effect = if passes_regulation(transmittal) { "strip-deemed-duty" } else { "strip-deemed" };
                let effect = self.t(effect).with("moment", moment.clone()).with("department", own);
                (self.t(lead).with("moment", moment), Some(effect))
            }
            (State::InTransit, None) => (self.t("strip-read"), None),
            (State::Acknowledged | State::DeemedReceived, _) => {
                if matches!(transmittal.reply, ReplyState::Owed { .. }) {
                    (self.t("strip-reply"), Some(self.t("strip-reply-effect")))
                } else if passes_regulation(transmittal) {
                    (self.t("strip-regulates").with("department", own), Some(self.t("responsibility-note")))
                } else {
                    (self.t("strip-done"), None)
                }
            }
            (State::Returned, _) => (
                self.t("strip-returned-waits").with("department", self.department(&transmittal.from)),
                Some(self.t("strip-clock-stopped")),
            ),
            (State::Recalled, _) => (self.t("strip-recalled"), None),
        }
    }

    fn sender_words(&self, transmittal: &Transmittal) -> (Text, Option<Text>) {
        let to = self.department(&transmittal.to);
        if transmittal.awaits_change() {
            return (self.t("strip-push-change"), Some(self.t("strip-push-change-effect")));
        }
        if transmittal.open_return().is_some() && transmittal.received_at(self.now).is_some() {
            // What was received is not re-routed any more; the objection still wants its answer.
            return (self.t("strip-answer-objection").with("department", to), Some(self.t("responsibility-note")));
        }
        if let Some(returned) = transmittal.open_return() {
            let effect = if returned.objection { "strip-objection-effect" } else { "strip-clock-stopped" };
            return (self.t("strip-decide-return").with("department", to), Some(self.t(effect)));
        }
        match (transmittal.state_at(self.now), transmittal.running_due()) {
            (State::InTransit, Some(due)) => {
                let moment = self.moment(due);
                let effect = if passes_regulation(transmittal) { "strip-deemed-duty" } else { "strip-deemed" };
                let effect = self.t(effect).with("moment", moment).with("department", to.clone());
                (self.t("strip-waits").with("department", to), Some(effect))
            }
            (State::Recalled, _) => (self.t("strip-recalled"), None),
            (_, _) if matches!(transmittal.reply, ReplyState::Owed { .. }) => {
                (self.t("strip-waits-reply").with("department", to), None)
            }
            (_, _) if passes_regulation(transmittal) && transmittal.received_at(self.now).is_some() => {
                (self.t("strip-regulates").with("department", to), Some(self.t("responsibility-note")))
            }
            (_, _) => (self.t("strip-done"), None),
        }
    }
}

/// Whether 事中事后监管职责 follows from its receipt.
pub(super) fn passes_regulation(transmittal: &Transmittal) -> bool {
    let touches = transmittal.outcome.is_some_and(shenguan_rules::record::ApprovalOutcome::needs_receipt);
    transmittal.kind == Kind::ApprovalOutcome && touches
}

fn buttons(
    caller: &Caller,
    relation: Relation,
    transmittal: &Transmittal,
    filter: &Filter,
    now: jiff::Timestamp,
) -> Vec<Button> {
    let state = transmittal.state_at(now);
    let received = transmittal.received_at(now).is_some() && state != State::Recalled;
    let is_running = state == State::InTransit;
    let owes = !matches!(transmittal.reply, ReplyState::None) && state != State::Recalled && state != State::Returned;
    let unconfirmed = state == State::DeemedReceived && transmittal.facts.confirmed_at.is_none();
    let open_return = transmittal.open_return().is_some() && !received;
    let by_hand = transmittal.routing == Routing::Hand;
    let asks = transmittal.receipt_due().is_some();
    let answer = if by_hand { "return" } else { "object" };
    let offers = [
        (is_running && asks, "acknowledge", "acknowledge", Permission::Acknowledge, true),
        (owes, "reply", "reply", Permission::Reply, false),
        (unconfirmed, "confirm", "acknowledge", Permission::Acknowledge, true),
        (is_running && asks, "receive-and-assign", "assign", Permission::Assign, false),
        (received, "assign", "assign", Permission::Assign, false),
        (received, "follow-up", "follow-up", Permission::FollowUp, false),
        (is_running && transmittal.returned.is_none(), answer, "return", Permission::Return, false),
        (open_return, "reroute", "reroute", Permission::Reroute, false),
        (transmittal.open_return().is_some(), "uphold", "uphold", Permission::Uphold, false),
        (transmittal.owes_at(now), "remind", "remind", Permission::Remind, true),
        (is_running || state == State::Returned, "recall", "recall", Permission::Recall, false),
        (state != State::Recalled, "correct", "correct", Permission::Correct, false),
    ];
    let mut buttons: Vec<Button> = offers
        .into_iter()
        .filter(|(offered, _, _, permission, _)| *offered && caller.may_as(*permission, relation))
        .map(|(_, verb, path, _, is_act)| Button {
            verb,
            href: filter.path(&format!("/items/{}/{path}", transmittal.number)),
            is_act,
            is_task: ASKED.contains(&verb),
        })
        .collect();
    if transmittal.awaits_change() && caller.may_as(Permission::Correct, relation) {
        let href = format!("/push/new?change={}", transmittal.number);
        buttons.insert(0, Button { verb: PUSH_CHANGE, href, is_act: false, is_task: true });
    }
    buttons
}
