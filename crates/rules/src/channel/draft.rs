//! 拟稿, 修改, 撤回: the drafter's own department writes, until it is issued.

use super::command::{Answered, Draft};
use super::correspondence::Correspondence;
use super::event::{CorrespondenceEvent, Drafted};
use super::facts::{Purpose, Stage, Version};
use super::ladder::{Channel, check_follows, check_taker};
use super::refusal::ChannelRefusal;
use crate::exchange::ActedBy;
use crate::party::{AttachmentId, ContentDigest, DepartmentCode, OfficerId};
use crate::subject::Context;

pub(super) fn draft(wanted: Draft, context: &Context<'_>) -> Result<CorrespondenceEvent, ChannelRefusal> {
    if !matches!(wanted.channel, Channel::Oa | Channel::Letter) {
        return Err(ChannelRefusal::ChannelNotWritten { channel: wanted.channel });
    }
    let from = check_taker(context.actor, wanted.channel)?.clone();
    if wanted.purpose == Purpose::RosterChange && wanted.channel != Channel::Letter {
        return Err(ChannelRefusal::RosterChangeByLetter);
    }
    if wanted.to.is_empty() {
        return Err(ChannelRefusal::AddresseeRequired);
    }
    if wanted.to.contains(&from) {
        return Err(ChannelRefusal::AddresseeIsSender);
    }
    if let Some(twice) = wanted.to.iter().enumerate().find(|(at, to)| wanted.to[..*at].contains(to)) {
        return Err(ChannelRefusal::AddresseeTwice { department: twice.1.clone() });
    }
    check_follows(wanted.follows.as_ref(), &from, context.now)?;
    if let Some(answered) = &wanted.answers {
        check_answers(answered, &from, &wanted.to)?;
    }
    Ok(CorrespondenceEvent::Drafted(Box::new(Drafted {
        id: wanted.id,
        number: wanted.number,
        channel: wanted.channel,
        kind: wanted.kind,
        purpose: wanted.purpose,
        from,
        drafter: person(context)?,
        to: wanted.to,
        about: wanted.about,
        follows: wanted.follows,
        answers: wanted.answers.map(|answered| answered.id),
        content: wanted.content,
        attachments: wanted.attachments,
        at: context.now,
    })))
}

/// An answer goes back to whoever wrote, from an addressee that has not answered yet.
fn check_answers(answered: &Answered, from: &DepartmentCode, to: &[DepartmentCode]) -> Result<(), ChannelRefusal> {
    if !answered.unanswered.contains(from) {
        return Err(ChannelRefusal::NothingToAnswer);
    }
    if to.contains(&answered.from) {
        Ok(())
    } else {
        Err(ChannelRefusal::AnswerElsewhere { from: answered.from.clone() })
    }
}

pub(super) fn revise(
    held: &Correspondence,
    content: ContentDigest,
    attachments: Vec<AttachmentId>,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    check_writer(held, context)?;
    match &held.stage {
        Stage::Drafted | Stage::SentBack | Stage::Endorsed => {
            Ok(CorrespondenceEvent::Revised { at: context.now, by: person(context)?, content, attachments })
        }
        stage => Err(ChannelRefusal::NotAtThisStage { stage: stage.as_str() }),
    }
}

pub(super) fn withdraw(
    held: &Correspondence,
    reason: Option<ContentDigest>,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    check_writer(held, context)?;
    if matches!(held.stage, Stage::Issued | Stage::Withdrawn) {
        return Err(ChannelRefusal::NotAtThisStage { stage: held.stage.as_str() });
    }
    let reason = reason.ok_or(ChannelRefusal::ReasonRequired)?;
    Ok(CorrespondenceEvent::Withdrawn { at: context.now, by: ActedBy::from(context.actor), reason })
}

/// The sender's own officers, at the level that drafts.
pub(super) fn check_writer(held: &Correspondence, context: &Context<'_>) -> Result<(), ChannelRefusal> {
    if check_taker(context.actor, held.channel)? == &held.from {
        Ok(())
    } else {
        Err(ChannelRefusal::NotIssuingDepartment { from: held.from.clone() })
    }
}

pub(super) fn person(context: &Context<'_>) -> Result<OfficerId, ChannelRefusal> {
    context.actor.officer().cloned().ok_or(ChannelRefusal::PersonNeeded)
}

pub(super) fn apply(held: &mut Correspondence, event: &CorrespondenceEvent) {
    match event {
        CorrespondenceEvent::Revised { at, by, content, attachments } => {
            held.versions.push(Version {
                content: content.clone(),
                attachments: attachments.clone(),
                by: by.clone(),
                at: *at,
            });
            held.stage = Stage::Drafted;
            held.keeper = None;
            held.void_endorsement();
        }
        CorrespondenceEvent::Withdrawn { .. } => held.stage = Stage::Withdrawn,
        _ => {}
    }
}

impl Correspondence {
    /// What was agreed to was another text, or another office's.
    pub(super) fn void_endorsement(&mut self) {
        self.endorsement = None;
        self.asks_consent = false;
        self.consents.clear();
    }
}

impl Stage {
    /// Whether its sender can still do something with it.
    pub const fn is_before_issue(&self) -> bool {
        matches!(self, Self::Drafted | Self::Submitted { .. } | Self::SentBack | Self::Endorsed)
    }

    /// The stable word in JSON, SQL and files.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Submitted { .. } => "submitted",
            Self::SentBack => "sent_back",
            Self::Endorsed => "endorsed",
            Self::Issued => "issued",
            Self::Withdrawn => "withdrawn",
        }
    }
}
