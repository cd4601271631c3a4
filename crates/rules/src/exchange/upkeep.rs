//! What moves a clock that runs: a new calendar or rule set (A21), an outage (A24). What was met or missed never changes.

use super::decide::Decision;
use super::event::{MoveCause, TransmittalEvent as Event};
use super::outage::Outage;
use super::parts::ReplyState;
use super::refusal::TransmittalRefusal as Refusal;
use super::transmittal::{State, Transmittal};
use crate::party::DepartmentCode;
use crate::subject::Context;
use jiff::Timestamp;

/// Recomputes what is still open at now: the receipt awaited, the sender's decision on a return, and the target of a disposition.
pub(super) fn move_deadline(transmittal: &Transmittal, cause: MoveCause, context: &Context<'_>) -> Decision {
    let (now, calendar, rule_set) = (context.now, context.calendar, context.rule_set);
    let open = transmittal.running_due().is_some_and(|due| now < due);
    let window = match &transmittal.receipt {
        Some(window) if open => window.moved(now, calendar, rule_set)?,
        _ => None,
    };
    let decision = match transmittal.open_return().and_then(|returned| returned.decision.as_ref()) {
        Some(decision) if now < decision.due => {
            let mut renewed = calendar.deadline(decision.start_at, decision.n, &rule_set.counting_for_duty())?;
            renewed.due = renewed.due.max(now);
            let differs = renewed.due != decision.due || renewed.provisional != decision.provisional;
            differs.then_some(renewed)
        }
        _ => None,
    };
    let reply_target_due = moved_target(transmittal, cause, context)?;
    if window.is_none() && decision.is_none() && reply_target_due.is_none() {
        return Err(Refusal::NothingMoves);
    }
    let calendar_version = calendar.version();
    Ok(vec![Event::DeadlineMoved { at: now, cause, calendar_version, window, decision, reply_target_due }])
}

/// The target of a disposition that is still open; a new rule set sets targets of new pushes only.
fn moved_target(
    transmittal: &Transmittal,
    cause: MoveCause,
    context: &Context<'_>,
) -> Result<Option<Timestamp>, Refusal> {
    let ReplyState::Owed { target_due: Some(target_due) } = transmittal.reply else { return Ok(None) };
    let days = context.rule_set.reply_target_working_days.filter(|_| cause == MoveCause::Calendar);
    let Some(days) = days.filter(|_| context.now < target_due) else { return Ok(None) };
    let counting = context.rule_set.counting_for_duty();
    let due = context.calendar.deadline(transmittal.pushed_at, days, &counting)?.due.max(context.now);
    Ok((due != target_due).then_some(due))
}

/// Another department stands in a party's place. Due instants stay as they are: a reform gives nobody more time.
pub(super) fn succeed(
    transmittal: &Transmittal,
    department: DepartmentCode,
    successor: DepartmentCode,
    context: &Context<'_>,
) -> Decision {
    if department != transmittal.from && department != transmittal.to {
        return Err(Refusal::NothingMoves);
    }
    if successor == transmittal.from || successor == transmittal.to {
        return Err(Refusal::SameDepartment);
    }
    Ok(vec![Event::Succeeded { at: context.now, department, successor }])
}

/// Extends a window that is open, or that ended while nobody could reach the platform.
pub(super) fn extend_window(transmittal: &Transmittal, outage: &Outage, context: &Context<'_>) -> Decision {
    let Some(minutes_min) = context.rule_set.outage_minutes_min() else {
        return Err(Refusal::TollingOff);
    };
    let Some((window, due)) = transmittal.receipt.as_ref().zip(transmittal.running_due()) else {
        return Err(match transmittal.received_at(context.now) {
            Some(receipt) => Refusal::AlreadyReceived { at: receipt.at() },
            None if transmittal.state == State::InTransit => Refusal::OutsideWindow,
            None => Refusal::NotInTransit { state: transmittal.state },
        });
    };
    if window.extended.iter().any(|extension| extension.outage == outage.id) {
        return Err(Refusal::AlreadyExtended);
    }
    // While the platform was down nobody saw the receipt deemed; once it was up again anybody could have.
    let unseen = outage.from < due && due <= outage.to;
    if due <= context.now && !unseen {
        return Err(Refusal::AlreadyReceived { at: due });
    }
    let mut extended = window.extended_by(outage, minutes_min).ok_or(Refusal::OutsideWindow)?;
    extended.due = extended.due.max(context.now);
    Ok(vec![Event::WindowExtended { at: context.now, outage: outage.id.clone(), window: extended }])
}
