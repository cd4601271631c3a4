//! Questions and extensions. A question does not stop the term; an extension is asked before it ends, and the asker grants it (A13).

use super::decide::Decision;
use super::event::CooperationEvent as Event;
use super::parts::{ExtensionAnswer, ExtensionAsked};
use super::refusal::CooperationRefusal as Refusal;
use super::request::{CooperationRequest, State};
use super::upkeep::written_down;
use crate::exchange::ActedBy;
use crate::party::ContentDigest;
use crate::subject::Context;

pub(super) fn ask_clarification(
    request: &CooperationRequest,
    question: ContentDigest,
    context: &Context<'_>,
) -> Decision {
    request.by_addressee(context.actor)?;
    request.is_owed(context)?;
    if request.open_clarification().is_some() {
        return Err(Refusal::ClarificationOpen);
    }
    let mut events = written_down(request, None, None, context);
    let (at, by) = (context.now, ActedBy::from(context.actor));
    events.push(Event::ClarificationAsked { at, by, content: question });
    Ok(events)
}

pub(super) fn answer_clarification(
    request: &CooperationRequest,
    question: u32,
    answer: ContentDigest,
    context: &Context<'_>,
) -> Decision {
    request.by_asker(context.actor)?;
    request.is_open()?;
    if request.open_clarification().is_none_or(|(open, _)| open != question) {
        return Err(Refusal::NoClarification { question });
    }
    let mut events = written_down(request, None, None, context);
    let (at, by) = (context.now, ActedBy::from(context.actor));
    events.push(Event::ClarificationAnswered { at, by, question, content: answer });
    Ok(events)
}

impl CooperationRequest {
    /// Whether the term of the version that stands may be extended once more, where the city lets it be so many times.
    pub fn has_extension_left(&self, times: u32) -> bool {
        let version = self.version();
        let is_granted = |asked: &&ExtensionAsked| matches!(asked.answer, Some(ExtensionAnswer::Granted { .. }));
        let granted = self.extensions.iter().filter(|asked| asked.version == version).filter(is_granted).count();
        u32::try_from(granted).is_ok_and(|granted| granted < times)
    }
}

/// The text gives no extension; A13 reads one into it, at most as long as the term itself.
pub(super) fn ask_extension(
    request: &CooperationRequest,
    working_days: u32,
    reason: Option<ContentDigest>,
    context: &Context<'_>,
) -> Decision {
    request.by_addressee(context.actor)?;
    request.is_open()?;
    if request.open_not_ours().is_some() {
        return Err(Refusal::CompetenceOpen);
    }
    if matches!(request.state, State::Replied | State::Confirmed) {
        return Err(Refusal::NothingAsked { state: request.state });
    }
    if request.window.due <= context.now {
        return Err(Refusal::ExtensionLate { due: request.window.due });
    }
    if request.undecided_extension().is_some() {
        return Err(Refusal::ExtensionPending);
    }
    let times = context.rule_set.reply_extension;
    if !request.has_extension_left(times) {
        return Err(Refusal::ExtensionUsed { times });
    }
    let most = context.rule_set.request_working_days;
    if !(1..=most).contains(&working_days) {
        return Err(Refusal::ExtensionDays { most });
    }
    let reason = reason.ok_or(Refusal::ReasonRequired)?;
    Ok(vec![Event::ExtensionAsked { at: context.now, by: ActedBy::from(context.actor), working_days, reason }])
}

/// The term is counted from the issue as before, with so many working days more.
pub(super) fn grant(request: &CooperationRequest, context: &Context<'_>) -> Decision {
    request.by_asker(context.actor)?;
    request.is_open()?;
    let asked = request.pending_extension(context.now).ok_or(Refusal::NoExtension)?;
    let window = request.window.longer(asked.working_days, context.calendar, context.rule_set)?;
    Ok(vec![Event::ExtensionGranted { at: context.now, by: ActedBy::from(context.actor), window }])
}

pub(super) fn refuse(request: &CooperationRequest, reason: Option<ContentDigest>, context: &Context<'_>) -> Decision {
    request.by_asker(context.actor)?;
    request.is_open()?;
    request.pending_extension(context.now).ok_or(Refusal::NoExtension)?;
    let reason = reason.ok_or(Refusal::ReasonRequired)?;
    Ok(vec![Event::ExtensionRefused { at: context.now, by: ActedBy::from(context.actor), reason }])
}
