//! What time does, and what moves a term that runs: a new calendar or rule set (A21), an outage (A24), a reform (A20). What was met
//! or missed never changes.

use super::decide::Decision;
use super::event::CooperationEvent as Event;
use super::refusal::CooperationRefusal as Refusal;
use super::request::{CooperationRequest, State};
use crate::exchange::{MoveCause, Outage};
use crate::party::{DepartmentCode, OfficerId};
use crate::roster::Role;
use crate::subject::Context;

/// What is true at `now` and was not written down yet: the term passed, 责任人 is told, then 分管领导 (A11). Silence is no consent: only
/// a city whose rule set said so at the issue takes it for no objection.
pub(super) fn written_down(
    request: &CooperationRequest,
    responsible: Option<OfficerId>,
    leader: Option<OfficerId>,
    context: &Context<'_>,
) -> Vec<Event> {
    let (mut events, window) = (Vec::new(), &request.window);
    let lapses = request.state == State::AwaitingReply && window.due <= context.now;
    if lapses && request.lapsed() == State::NoObjectionDeemed {
        return vec![Event::NoObjectionDeemed { at: window.due }];
    }
    if lapses {
        events.push(Event::Overdue { at: window.due });
        events.push(Event::Escalated { at: window.due, to: Role::ResponsibleOfficer, officer: responsible });
    }
    let overdue = lapses || request.state == State::Overdue;
    if overdue && window.leader_at <= context.now && !request.is_told(Role::LeaderInCharge) {
        events.push(Event::Escalated { at: window.leader_at, to: Role::LeaderInCharge, officer: leader });
    }
    events
}

/// Never early.
pub(super) fn write_down(
    request: &CooperationRequest,
    responsible: Option<OfficerId>,
    leader: Option<OfficerId>,
    context: &Context<'_>,
) -> Decision {
    let due = request.next_lapse().ok_or(Refusal::NothingMoves)?;
    if context.now < due {
        return Err(Refusal::TooEarly { due });
    }
    Ok(written_down(request, responsible, leader, context))
}

/// Recomputes the term while it runs, and the asker's decision on 「非本部门职责」.
pub(super) fn move_deadline(request: &CooperationRequest, cause: MoveCause, context: &Context<'_>) -> Decision {
    let (now, calendar, rule_set) = (context.now, context.calendar, context.rule_set);
    let window = match request.running_due() {
        Some(due) if now < due => request.window.moved(now, calendar, rule_set)?,
        _ => None,
    };
    let decision = match request.open_not_ours().map(|said| &said.decision) {
        Some(decision) if now < decision.due => {
            let mut renewed = calendar.deadline(decision.start_at, decision.n, &rule_set.counting_for_duty())?;
            renewed.due = renewed.due.max(now);
            let differs = renewed.due != decision.due || renewed.provisional != decision.provisional;
            differs.then_some(renewed)
        }
        _ => None,
    };
    if window.is_none() && decision.is_none() {
        return Err(Refusal::NothingMoves);
    }
    Ok(vec![Event::DeadlineMoved { at: now, cause, calendar_version: calendar.version(), window, decision }])
}

/// Extends a term that is open, or that ended while nobody could reach the platform.
pub(super) fn extend_window(request: &CooperationRequest, outage: &Outage, context: &Context<'_>) -> Decision {
    let Some(minutes_min) = context.rule_set.outage_minutes_min() else {
        return Err(Refusal::TollingOff);
    };
    let due = request.running_due().ok_or(Refusal::OutsideWindow)?;
    if request.window.extended.iter().any(|extension| extension.outage == outage.id) {
        return Err(Refusal::AlreadyExtended);
    }
    // While the platform was down nobody could reply; once it was up again anybody could have.
    let unseen = outage.from < due && due <= outage.to;
    if due <= context.now && !unseen {
        return Err(Refusal::OutsideWindow);
    }
    let (calendar, rule_set) = (context.calendar, context.rule_set);
    let extended = request.window.extended_by(outage, minutes_min, calendar, rule_set)?;
    let window = extended.ok_or(Refusal::OutsideWindow)?.not_before(context.now, calendar, rule_set)?;
    Ok(vec![Event::WindowExtended { at: context.now, outage: outage.id.clone(), window }])
}

/// Another department stands in a party's place. Due instants stay as they are: a reform gives nobody more time.
pub(super) fn succeed(
    request: &CooperationRequest,
    department: DepartmentCode,
    successor: DepartmentCode,
    context: &Context<'_>,
) -> Decision {
    if department != request.from && department != request.to {
        return Err(Refusal::NothingMoves);
    }
    if successor == request.from || successor == request.to {
        return Err(Refusal::SameDepartment);
    }
    Ok(vec![Event::Succeeded { at: context.now, department, successor }])
}
