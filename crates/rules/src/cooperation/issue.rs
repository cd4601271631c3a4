//! 「可通过审管互动平台发出商请」: the issue, and asking again when the facts change.

use super::command::{Issue, MatterFacts};
use super::decide::Decision;
use super::event::{CooperationEvent as Event, Issued};
use super::parts::Matter;
use super::refusal::CooperationRefusal as Refusal;
use super::request::CooperationRequest;
use super::upkeep::written_down;
use super::window::ReplyWindow;
use crate::exchange::ActedBy;
use crate::party::{AttachmentId, ContentDigest, Side};
use crate::subject::Context;

/// 「市行政审批局在审批过程中，需要各行业监管部门配合时」, 「各行业监管部门在监管过程中，需要市行政审批局配合时」.
pub(super) fn issue(issue: Issue, context: &Context<'_>) -> Decision {
    let Some((from, from_side)) = context.actor.department().cloned().zip(context.actor.side()) else {
        return Err(Refusal::AskerSide);
    };
    let asked = match from_side {
        Side::Approval => Side::Regulation,
        Side::Regulation => Side::Approval,
        Side::Oversight | Side::Government | Side::Other => return Err(Refusal::AskerSide),
    };
    if issue.to == from {
        return Err(Refusal::SameDepartment);
    }
    if issue.to_side != asked {
        return Err(Refusal::RequestedSide);
    }
    let matter = matter(issue.matter, from_side, context)?;
    let window = ReplyWindow::from_issue(context.now, context.calendar, context.rule_set)?;
    let (redirected_from, hops) = match issue.redirected {
        Some(redirected) => (Some(redirected.id), redirected.hops + 1),
        None => (None, 0),
    };
    Ok(vec![Event::Issued(Box::new(Issued {
        id: issue.id,
        number: issue.number,
        joint: issue.joint,
        from,
        from_side,
        by: ActedBy::from(context.actor),
        to: issue.to,
        matter,
        item: issue.item,
        about: issue.about,
        content: issue.content,
        attachments: issue.attachments,
        at: context.now,
        window,
        no_reply_effect: context.rule_set.no_reply_effect,
        redirected_from,
        hops,
    }))])
}

/// A26: an open case of the bureau, with its statutory date, or a regulatory matter of the authority. A question about neither is
/// 业务交流, which has no term.
fn matter(facts: MatterFacts, side: Side, context: &Context<'_>) -> Result<Matter, Refusal> {
    let needed = context.rule_set.request_needs_case;
    if side == Side::Approval {
        if !facts.case {
            return if needed { Err(Refusal::NoCase) } else { Ok(Matter::None) };
        }
        if let Some(number) = facts.concluded {
            return Err(Refusal::CaseConcluded { number });
        }
        let statutory_due_on = facts.statutory_due_on.ok_or(Refusal::StatutoryDateRequired)?;
        return Ok(Matter::Case { statutory_due_on });
    }
    match (facts.regulatory, needed) {
        (true, _) => Ok(Matter::Regulatory),
        (false, true) => Err(Refusal::NoRegulatoryMatter),
        (false, false) => Ok(Matter::None),
    }
}

/// 情况变化: a new version with three working days of its own. What was replied stays, as a reply to an older version.
pub(super) fn reconsult(
    request: &CooperationRequest,
    question: ContentDigest,
    attachments: Vec<AttachmentId>,
    reason: Option<ContentDigest>,
    context: &Context<'_>,
) -> Decision {
    request.by_asker(context.actor)?;
    request.stands()?;
    if request.open_not_ours().is_some() {
        return Err(Refusal::CompetenceOpen);
    }
    let reason = reason.ok_or(Refusal::ReasonRequired)?;
    let window = ReplyWindow::from_issue(context.now, context.calendar, context.rule_set)?;
    let mut events = written_down(request, None, None, context);
    let (at, by) = (context.now, ActedBy::from(context.actor));
    events.push(Event::Reconsulted { at, by, content: question, attachments, reason, window });
    Ok(events)
}
