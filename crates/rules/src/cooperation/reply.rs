//! 「应自商请发出之日起3个工作日内完成信息反馈」: who answers inside the addressee, the reply, and what the asker makes of it.

use super::command::GivenReply;
use super::decide::Decision;
use super::event::CooperationEvent as Event;
use super::refusal::CooperationRefusal as Refusal;
use super::request::{CooperationRequest, State};
use super::upkeep::written_down;
use crate::exchange::ActedBy;
use crate::party::{DepartmentCode, OfficerId, SectionCode};
use crate::subject::Context;

/// 已查看. It starts nothing: the term runs from the issue (A12).
pub(super) fn open(request: &CooperationRequest, context: &Context<'_>) -> Decision {
    request.by_addressee(context.actor)?;
    if request.opened_at.is_some() {
        return Err(Refusal::AlreadyOpened);
    }
    Ok(vec![Event::Opened { at: context.now, by: ActedBy::from(context.actor) }])
}

pub(super) fn assign(
    request: &CooperationRequest,
    section: Option<SectionCode>,
    officer: Option<OfficerId>,
    context: &Context<'_>,
) -> Decision {
    request.by_addressee(context.actor)?;
    request.is_open()?;
    if section.is_none() && officer.is_none() {
        return Err(Refusal::AssigneeRequired);
    }
    Ok(vec![Event::Assigned { at: context.now, by: ActedBy::from(context.actor), section, officer }])
}

/// 同意, 不同意（说明理由）, 有条件同意, 无意见, or a part of a reply. A late one is taken and shown as late. Until the asker confirms, a
/// further reply takes the place of the one before.
pub(super) fn reply(request: &CooperationRequest, given: GivenReply, context: &Context<'_>) -> Decision {
    request.by_addressee(context.actor)?;
    request.is_open()?;
    if request.open_not_ours().is_some() {
        return Err(Refusal::CompetenceOpen);
    }
    let version = request.version();
    if let Some(read) = given.version.filter(|read| *read != version) {
        return Err(Refusal::RequestVersion { read, now: version });
    }
    if given.partial {
        if given.content.is_none() {
            return Err(Refusal::ReplyTextRequired);
        }
        // After a whole reply there is no part left.
        if request.state == State::Replied {
            return Err(Refusal::NothingAsked { state: State::Replied });
        }
    } else {
        let opinion = given.opinion.ok_or(Refusal::OpinionRequired)?;
        if opinion.needs_text() && given.content.is_none() {
            return Err(Refusal::ReasonRequired);
        }
    }
    let mut events = written_down(request, None, None, context);
    events.push(Event::Replied {
        at: context.now,
        by: ActedBy::from(context.actor),
        version,
        opinion: given.opinion,
        partial: given.partial,
        content: given.content,
        attachments: given.attachments,
        late: request.window.due <= context.now,
    });
    Ok(events)
}

/// 已确认: nothing is open any more. What nobody replied to is withdrawn, not confirmed.
pub(super) fn confirm(request: &CooperationRequest, context: &Context<'_>) -> Decision {
    request.by_asker(context.actor)?;
    request.is_open()?;
    if !matches!(request.state_at(context.now), State::Replied | State::NoObjectionDeemed) {
        return Err(Refusal::NothingToConfirm);
    }
    let mut events = written_down(request, None, None, context);
    events.push(Event::Confirmed { at: context.now, by: ActedBy::from(context.actor) });
    Ok(events)
}

/// 催办: the asker presses for the reply, in the term or after it. It moves no clock and is no consent.
pub(super) fn remind(request: &CooperationRequest, context: &Context<'_>) -> Decision {
    request.by_asker(context.actor)?;
    request.stands()?;
    let owes = request.owes_reply(context.now).then_some(&request.to);
    Ok(vec![Event::Reminded(request.reminders.remind(owes, context)?)])
}

/// An addressee reads its own request only. The asker may let those that were asked beside it read this one, with its replies.
pub(super) fn share(
    request: &CooperationRequest,
    with: &[DepartmentCode],
    asked: &[DepartmentCode],
    context: &Context<'_>,
) -> Decision {
    request.by_asker(context.actor)?;
    request.stands()?;
    if request.replies.is_empty() {
        return Err(Refusal::NothingToShare);
    }
    if let Some(stranger) = with.iter().find(|department| !asked.contains(department) || **department == request.to) {
        return Err(Refusal::NotAskedBeside { department: stranger.clone() });
    }
    let with: Vec<DepartmentCode> = with.iter().filter(|it| !request.shared_with.contains(it)).cloned().collect();
    if with.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::Shared { at: context.now, by: ActedBy::from(context.actor), with }])
}
