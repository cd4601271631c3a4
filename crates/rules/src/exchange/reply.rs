//! What follows a receipt (二(三)¶3): 「应依法依规作出相关处理决定，并将处理意见及时…反馈」, the hand-out inside the addressee,
//! the regulatory follow-up, and the way to a consultation.

use super::decide::Decision;
use super::event::TransmittalEvent as Event;
use super::parts::ReplyState;
use super::receive::written_deeming;
use super::refusal::TransmittalRefusal as Refusal;
use super::transmittal::{ActedBy, State, Transmittal};
use crate::party::{ContentDigest, OfficerId, SectionCode, TransmittalId};
use crate::record::ApprovalOutcome;
use crate::subject::Context;

/// A reply to what is in transit acknowledges it in the same act. A second disposition may follow the first.
pub(super) fn reply(transmittal: &Transmittal, disposition: TransmittalId, context: &Context<'_>) -> Decision {
    transmittal.by_addressee(context.actor)?;
    transmittal.stands()?;
    if transmittal.reply == ReplyState::None {
        return Err(Refusal::NothingOwed);
    }
    if transmittal.state == State::Returned {
        return Err(Refusal::NotInTransit { state: State::Returned });
    }
    let (at, by) = (context.now, ActedBy::from(context.actor));
    let mut events = written_deeming(transmittal, context);
    if transmittal.received_at(at).is_none() {
        events.push(Event::Acknowledged { at, by: by.clone() });
    }
    events.push(Event::Replied { at, by, disposition });
    Ok(events)
}

/// A25: a disposition stays open until the change that it decided is itself pushed.
pub(super) fn close(
    transmittal: &Transmittal,
    change: TransmittalId,
    outcome: ApprovalOutcome,
    context: &Context<'_>,
) -> Decision {
    transmittal.by_sender(context.actor)?;
    transmittal.stands()?;
    if let Some(change) = transmittal.change_pushed.clone() {
        return Err(Refusal::AlreadyClosed { change });
    }
    if transmittal.decides_change != Some(outcome) {
        return Err(Refusal::NotDecided);
    }
    Ok(vec![Event::ChangePushed { at: context.now, change }])
}

pub(super) fn assign(
    transmittal: &Transmittal,
    section: Option<SectionCode>,
    officer: Option<OfficerId>,
    context: &Context<'_>,
) -> Decision {
    transmittal.by_addressee(context.actor)?;
    transmittal.stands()?;
    if section.is_none() && officer.is_none() {
        return Err(Refusal::AssigneeRequired);
    }
    Ok(vec![Event::Assigned { at: context.now, by: ActedBy::from(context.actor), section, officer }])
}

pub(super) fn take_back(transmittal: &Transmittal, context: &Context<'_>) -> Decision {
    transmittal.by_addressee(context.actor)?;
    transmittal.stands()?;
    if transmittal.assignment.is_none() {
        return Err(Refusal::NothingAssigned);
    }
    Ok(vec![Event::TakenBack { at: context.now, by: ActedBy::from(context.actor) }])
}

/// 「各行业监管部门应及时查看并依法进行监管」: what was done about it, after receipt.
pub(super) fn follow_up(transmittal: &Transmittal, done: ContentDigest, context: &Context<'_>) -> Decision {
    transmittal.by_addressee(context.actor)?;
    transmittal.stands()?;
    if transmittal.received_at(context.now).is_none() {
        return Err(Refusal::NotReceived);
    }
    let mut events = written_deeming(transmittal, context);
    events.push(Event::FollowedUp { at: context.now, by: ActedBy::from(context.actor), content: done });
    Ok(events)
}

/// 催办: the sender presses for the receipt, or for the disposition once it was received.
pub(super) fn remind(transmittal: &Transmittal, context: &Context<'_>) -> Decision {
    transmittal.by_sender(context.actor)?;
    transmittal.stands()?;
    let owes = transmittal.owes_at(context.now).then_some(&transmittal.to);
    Ok(vec![Event::Reminded(transmittal.reminders.remind(owes, context)?)])
}

/// 「会商会议可由市行政审批局与各行业监管部门提请召开」: either side suffices (A8).
pub(super) fn ask_consultation(transmittal: &Transmittal, context: &Context<'_>) -> Decision {
    transmittal.by_party(context.actor)?;
    if transmittal.consultation_asked {
        return Err(Refusal::ConsultationAsked);
    }
    Ok(vec![Event::ConsultationAsked { at: context.now, by: ActedBy::from(context.actor) }])
}
