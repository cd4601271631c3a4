//! What happens on the way: return, uphold, re-route (三(二) 「双方协商存在异议的」 read with A5), recall and correction (A29).

use super::decide::Decision;
use super::event::TransmittalEvent as Event;
use super::receive::written_deeming;
use super::refusal::TransmittalRefusal as Refusal;
use super::transmittal::{ActedBy, Routing, State, Transmittal};
use super::window::ReceiptWindow;
use crate::party::{ContentDigest, DepartmentCode, TransmittalId};
use crate::subject::Context;

/// The sender of a push by hand re-routes or upholds within one working day of its return.
const DECISION_WORKING_DAYS: u32 = 1;

/// 退回. Where the agreement or the side names the addressee it is an objection: the clock runs on, receipt is deemed. Where it
/// was chosen by hand the clock stops.
pub(super) fn send_back(
    transmittal: &Transmittal,
    reason: Option<ContentDigest>,
    suggested_to: Option<DepartmentCode>,
    context: &Context<'_>,
) -> Decision {
    transmittal.by_addressee(context.actor)?;
    transmittal.stands()?;
    if context.rule_set.return_window().is_none() {
        return Err(Refusal::ReturnDisabled);
    }
    in_transit(transmittal, context)?;
    match &transmittal.returned {
        Some(returned) if returned.answer.is_none() => return Err(Refusal::AlreadyReturned { at: returned.at }),
        Some(_) => return Err(Refusal::AlreadyUpheld),
        None => {}
    }
    let reason = reason.ok_or(Refusal::ReasonRequired)?;
    let objection = transmittal.routing != Routing::Hand;
    let (decision, working_days_left) = if objection {
        (None, None)
    } else {
        let counting = context.rule_set.counting_for_duty();
        let decision = context.calendar.deadline(context.now, DECISION_WORKING_DAYS, &counting)?;
        let window = transmittal.receipt.as_ref();
        let left = window.map(|window| window.working_days_left(context.now, context.calendar)).transpose()?;
        (Some(decision), left)
    };
    Ok(vec![Event::Returned {
        at: context.now,
        by: ActedBy::from(context.actor),
        reason,
        suggested_to,
        objection,
        decision,
        working_days_left,
        hop_limit: transmittal.hops >= context.rule_set.max_hops(),
    }])
}

/// 维持. The clock goes on with the working days that were left; an objection is only answered.
pub(super) fn uphold(transmittal: &Transmittal, reason: Option<ContentDigest>, context: &Context<'_>) -> Decision {
    transmittal.by_sender(context.actor)?;
    transmittal.stands()?;
    if transmittal.open_return().is_none() {
        return Err(Refusal::NotReturned);
    }
    let reason = reason.ok_or(Refusal::ReasonRequired)?;
    let stopped = transmittal.receipt.as_ref().and_then(|window| window.stopped);
    let window = stopped
        .map(|stopped| {
            ReceiptWindow::resumed(context.now, stopped.working_days_left, context.calendar, context.rule_set)
        })
        .transpose()?;
    let mut events = written_deeming(transmittal, context);
    events.push(Event::Upheld { at: context.now, by: ActedBy::from(context.actor), reason, window });
    Ok(events)
}

/// 改派: after a return, or after an objection that the sender accepts before receipt.
pub(super) fn reroute(
    transmittal: &Transmittal,
    superseded_by: TransmittalId,
    to: DepartmentCode,
    reason: Option<ContentDigest>,
    context: &Context<'_>,
) -> Decision {
    transmittal.by_sender(context.actor)?;
    transmittal.stands()?;
    if let Some(receipt) = transmittal.received_at(context.now) {
        return Err(Refusal::AlreadyReceived { at: receipt.at() });
    }
    if transmittal.open_return().is_none() {
        return Err(Refusal::NotReturned);
    }
    if transmittal.hops >= context.rule_set.max_hops() {
        return Err(Refusal::HopLimit { hops: transmittal.hops });
    }
    if to == transmittal.to || to == transmittal.from {
        return Err(Refusal::SameDepartment);
    }
    let reason = reason.ok_or(Refusal::ReasonRequired)?;
    Ok(vec![Event::Rerouted { at: context.now, by: ActedBy::from(context.actor), to, superseded_by, reason }])
}

/// 撤回, until received.
pub(super) fn recall(transmittal: &Transmittal, reason: Option<ContentDigest>, context: &Context<'_>) -> Decision {
    transmittal.by_sender(context.actor)?;
    transmittal.stands()?;
    if transmittal.state != State::Returned {
        in_transit(transmittal, context)?;
    }
    let reason = reason.ok_or(Refusal::ReasonRequired)?;
    Ok(vec![Event::Recalled { at: context.now, by: ActedBy::from(context.actor), reason }])
}

/// 更正, at any time. What was received by then stays received.
pub(super) fn correct(transmittal: &Transmittal, superseded_by: TransmittalId, context: &Context<'_>) -> Decision {
    transmittal.by_sender(context.actor)?;
    transmittal.stands()?;
    let mut events = written_deeming(transmittal, context);
    events.push(Event::Corrected { at: context.now, by: ActedBy::from(context.actor), superseded_by });
    Ok(events)
}

/// Not received yet, by anybody's act or by time.
fn in_transit(transmittal: &Transmittal, context: &Context<'_>) -> Result<(), Refusal> {
    match transmittal.received_at(context.now) {
        Some(receipt) => Err(Refusal::AlreadyReceived { at: receipt.at() }),
        None if transmittal.state == State::InTransit => Ok(()),
        None => Err(Refusal::NotInTransit { state: transmittal.state }),
    }
}
