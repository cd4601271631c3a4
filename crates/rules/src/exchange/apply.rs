//! The state after an event. Total: whatever was decided once can be applied for ever, without calendar or rule set.

use super::event::{Pushed, TransmittalEvent as Event};
use super::parts::{Assignment, FollowUp, ReplyState, Return, ReturnAnswer};
use super::transmittal::{Facts, State, Transmittal};
use super::window::Stopped;
use crate::party::DepartmentCode;
use crate::reminder::Reminders;

/// An event before the push is lost: there is nothing that it could be about.
pub(super) fn apply(subject: Option<Transmittal>, event: &Event) -> Option<Transmittal> {
    if let Event::Pushed(pushed) = event {
        return Some(begin(pushed));
    }
    let mut transmittal = subject?;
    on_the_way(&mut transmittal, event);
    after_receipt(&mut transmittal, event);
    Some(transmittal)
}

fn begin(pushed: &Pushed) -> Transmittal {
    let pushed = pushed.clone();
    let reply =
        if pushed.owes_reply { ReplyState::Owed { target_due: pushed.reply_target_due } } else { ReplyState::None };
    Transmittal {
        id: pushed.id,
        number: pushed.number,
        kind: pushed.kind,
        from: pushed.from,
        pushed_by: pushed.by,
        to: pushed.to,
        copies: pushed.copies,
        item: pushed.item,
        item_version: pushed.item_version,
        routing: pushed.routing,
        routing_reason: pushed.routing_reason,
        lead: pushed.lead,
        outcome: pushed.outcome,
        concluded_at: pushed.concluded_at,
        decided_on: pushed.decided_on,
        decision_gap: pushed.decision_gap,
        occurred_on: pushed.occurred_on,
        verify_before: pushed.verify_before,
        content: pushed.content,
        attachments: pushed.attachments,
        pushed_at: pushed.at,
        push_due: pushed.push_due,
        late: pushed.late,
        late_reason: pushed.late_reason,
        receipt: pushed.window,
        state: State::InTransit,
        facts: Facts::default(),
        returned: None,
        hops: pushed.hops,
        consultation_asked: pushed.consultation_asked,
        reply,
        dispositions: Vec::new(),
        supersedes: pushed.supersedes,
        superseded_by: None,
        in_reply_to: pushed.in_reply_to,
        decides_change: pushed.decides_change,
        change_pushed: None,
        assignment: None,
        follow_ups: Vec::new(),
        calendar_version: pushed.calendar_version,
        predecessors: Vec::new(),
        reminders: Reminders::default(),
    }
}

/// Receipt, return, recall, and the clocks.
fn on_the_way(transmittal: &mut Transmittal, event: &Event) {
    match event {
        Event::Acknowledged { at, by } => {
            transmittal.state = State::Acknowledged;
            transmittal.facts.acknowledged_at = Some(*at);
            transmittal.facts.acknowledged_by = Some(by.clone());
        }
        Event::Deemed { at } => {
            transmittal.state = State::DeemedReceived;
            transmittal.facts.deemed_at = Some(*at);
        }
        Event::Returned { .. } => take_return(transmittal, event),
        Event::Upheld { at, by, reason, window } => {
            answer(transmittal, ReturnAnswer::Upheld { at: *at, by: by.clone(), reason: reason.clone() });
            if transmittal.state == State::Returned {
                transmittal.state = State::InTransit;
            }
            if let Some(window) = window {
                transmittal.calendar_version = window.deadline.calendar_version;
                transmittal.receipt = Some(window.clone());
            }
        }
        Event::Rerouted { at, by, to, superseded_by, .. } => {
            answer(transmittal, ReturnAnswer::Rerouted { at: *at, by: by.clone(), to: to.clone() });
            transmittal.state = State::Returned;
            transmittal.superseded_by = Some(superseded_by.clone());
            owe_nothing(transmittal);
        }
        Event::Recalled { at, .. } => {
            transmittal.state = State::Recalled;
            transmittal.facts.recalled_at = Some(*at);
            owe_nothing(transmittal);
        }
        Event::Corrected { at, superseded_by, .. } => {
            transmittal.state = State::Recalled;
            transmittal.facts.recalled_at = Some(*at);
            transmittal.superseded_by = Some(superseded_by.clone());
            owe_nothing(transmittal);
        }
        Event::DeadlineMoved { calendar_version, window, decision, reply_target_due, .. } => {
            transmittal.calendar_version = *calendar_version;
            if let Some(window) = window {
                transmittal.receipt = Some(window.clone());
            }
            if let (Some(returned), Some(decision)) = (&mut transmittal.returned, decision) {
                returned.decision = Some(decision.clone());
            }
            if let (ReplyState::Owed { target_due }, Some(moved)) = (&mut transmittal.reply, reply_target_due) {
                *target_due = Some(*moved);
            }
        }
        Event::WindowExtended { window, .. } => transmittal.receipt = Some(window.clone()),
        Event::Succeeded { department, successor, .. } => succeed(transmittal, department, successor),
        _ => {}
    }
}

/// The predecessor keeps reading; to whom inside it the matter was given says nothing of its successor.
fn succeed(transmittal: &mut Transmittal, department: &DepartmentCode, successor: &DepartmentCode) {
    if transmittal.to == *department {
        transmittal.assignment = None;
    }
    for party in [&mut transmittal.from, &mut transmittal.to] {
        if party == department {
            party.clone_from(successor);
        }
    }
    transmittal.predecessors.push(department.clone());
}

/// What was withdrawn or replaced is owed no disposition any more; what took its place is.
fn owe_nothing(transmittal: &mut Transmittal) {
    if matches!(transmittal.reply, ReplyState::Owed { .. }) {
        transmittal.reply = ReplyState::None;
    }
}

fn take_return(transmittal: &mut Transmittal, event: &Event) {
    let Event::Returned { at, by, reason, suggested_to, objection, decision, working_days_left, hop_limit } = event
    else {
        return;
    };
    transmittal.facts.returned_at = Some(*at);
    transmittal.consultation_asked |= *hop_limit;
    if !objection {
        transmittal.state = State::Returned;
        if let (Some(window), Some(left)) = (&mut transmittal.receipt, working_days_left) {
            window.stopped = Some(Stopped { at: *at, working_days_left: *left });
        }
    }
    transmittal.returned = Some(Return {
        at: *at,
        by: by.clone(),
        reason: reason.clone(),
        suggested_to: suggested_to.clone(),
        objection: *objection,
        decision: decision.clone(),
        answer: None,
    });
}

fn answer(transmittal: &mut Transmittal, answer: ReturnAnswer) {
    if let Some(returned) = &mut transmittal.returned {
        returned.answer = Some(answer);
    }
}

/// What changes no receipt.
fn after_receipt(transmittal: &mut Transmittal, event: &Event) {
    match event {
        Event::Delivered { at } => transmittal.facts.delivered_at = Some(*at),
        Event::Opened { at, by } => {
            transmittal.facts.opened_at = Some(*at);
            transmittal.facts.opened_by = Some(by.clone());
        }
        Event::Confirmed { at, by } => {
            transmittal.facts.confirmed_at = Some(*at);
            transmittal.facts.confirmed_by = Some(by.clone());
        }
        Event::Assigned { at, by, section, officer } => {
            let (section, officer) = (section.clone(), officer.clone());
            transmittal.assignment = Some(Assignment { section, officer, at: *at, by: by.clone() });
        }
        Event::TakenBack { .. } => transmittal.assignment = None,
        Event::FollowedUp { at, by, content } => {
            transmittal.follow_ups.push(FollowUp { at: *at, by: by.clone(), content: content.clone() });
        }
        Event::Replied { at, disposition, .. } => {
            transmittal.dispositions.push(disposition.clone());
            if matches!(transmittal.reply, ReplyState::Owed { .. }) {
                transmittal.reply = ReplyState::Replied { by: disposition.clone(), at: *at };
            }
        }
        Event::ChangePushed { change, .. } => transmittal.change_pushed = Some(change.clone()),
        Event::ConsultationAsked { .. } => transmittal.consultation_asked = true,
        Event::Reminded(reminded) => transmittal.reminders.keep(reminded),
        _ => {}
    }
}
