//! 非本部门职责, 改派, 维持, 撤回 (三(二) 「双方协商存在异议的」 read with A5: an addressee that was chosen by hand).

use super::decide::Decision;
use super::event::CooperationEvent as Event;
use super::refusal::CooperationRefusal as Refusal;
use super::request::CooperationRequest;
use super::upkeep::written_down;
use crate::exchange::ActedBy;
use crate::party::{ContentDigest, CooperationRequestId, DepartmentCode};
use crate::subject::Context;

/// The asker redirects or upholds within one working day, as after a return (A5).
const DECISION_WORKING_DAYS: u32 = 1;

/// The addressee owes nothing until the asker decides: nobody but the asker chose it.
pub(super) fn not_ours(
    request: &CooperationRequest,
    reason: Option<ContentDigest>,
    suggested_to: Option<DepartmentCode>,
    context: &Context<'_>,
) -> Decision {
    request.by_addressee(context.actor)?;
    request.is_owed(context)?;
    if request.not_ours.is_some() {
        return Err(Refusal::CompetenceUpheld);
    }
    let reason = reason.ok_or(Refusal::ReasonRequired)?;
    let counting = context.rule_set.counting_for_duty();
    let decision = context.calendar.deadline(context.now, DECISION_WORKING_DAYS, &counting)?;
    let mut events = written_down(request, None, None, context);
    let (at, by) = (context.now, ActedBy::from(context.actor));
    events.push(Event::NotOurs { at, by, reason, suggested_to, decision });
    Ok(events)
}

/// 改派: the new addressee has its own three working days, from the issue to it.
pub(super) fn redirect(
    request: &CooperationRequest,
    redirected_to: CooperationRequestId,
    to: DepartmentCode,
    context: &Context<'_>,
) -> Decision {
    request.by_asker(context.actor)?;
    request.is_open()?;
    if request.open_not_ours().is_none() {
        return Err(Refusal::NotDeclined);
    }
    if request.hops >= context.rule_set.max_hops() {
        return Err(Refusal::RedirectLimit { hops: request.hops });
    }
    if to == request.to || to == request.from {
        return Err(Refusal::SameDepartment);
    }
    Ok(vec![Event::Redirected { at: context.now, by: ActedBy::from(context.actor), to, redirected_to }])
}

/// 维持: the rest of the term runs, at least to the end of the next working day.
pub(super) fn uphold(request: &CooperationRequest, reason: Option<ContentDigest>, context: &Context<'_>) -> Decision {
    request.by_asker(context.actor)?;
    request.is_open()?;
    let said_at = request.open_not_ours().ok_or(Refusal::NotDeclined)?.at;
    let reason = reason.ok_or(Refusal::ReasonRequired)?;
    let window = request.window.upheld(said_at, context.now, context.calendar, context.rule_set)?;
    Ok(vec![Event::Upheld { at: context.now, by: ActedBy::from(context.actor), reason, window }])
}

/// 撤回, at any time before it is confirmed. What was replied and what lapsed stays on record.
pub(super) fn withdraw(request: &CooperationRequest, reason: Option<ContentDigest>, context: &Context<'_>) -> Decision {
    request.by_asker(context.actor)?;
    request.is_open()?;
    let reason = reason.ok_or(Refusal::ReasonRequired)?;
    let mut events = written_down(request, None, None, context);
    events.push(Event::Withdrawn { at: context.now, by: ActedBy::from(context.actor), reason });
    Ok(events)
}
