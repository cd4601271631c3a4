//! 批示: what a leader wants done becomes a task with one owner.

use super::command::Person;
use super::correspondence::Correspondence;
use super::draft::person;
use super::event::CorrespondenceEvent;
use super::facts::{Remark, Stage};
use super::ladder::{can_write, is_leader, leaders};
use super::refusal::ChannelRefusal;
use crate::exchange::ActedBy;
use crate::party::ContentDigest;
use crate::subject::{Actor, Context};

pub(super) fn remark(
    held: &Correspondence,
    content: ContentDigest,
    owner: &Person,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    let Actor::Officer { department, roles, .. } = context.actor else { return Err(ChannelRefusal::PersonNeeded) };
    let issued = held.stage == Stage::Issued;
    if *department != held.from && !(issued && held.to.contains(department)) {
        return Err(ChannelRefusal::NotParty);
    }
    if !is_leader(roles) {
        return Err(ChannelRefusal::RemarkLevel { who: leaders() });
    }
    // Somebody without a role in force would never see the task.
    if owner.department != *department || !can_write(&owner.roles) {
        return Err(ChannelRefusal::RemarkOwnerElsewhere { department: department.clone() });
    }
    let by = person(context)?;
    Ok(CorrespondenceEvent::Remarked {
        at: context.now,
        by,
        department: department.clone(),
        content,
        officer: owner.officer.clone(),
    })
}

pub(super) fn finish(
    held: &Correspondence,
    remark: u32,
    content: ContentDigest,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    let given = place(remark).and_then(|place| held.remarks.get(place)).ok_or(ChannelRefusal::NoRemark { remark })?;
    if context.actor.officer() != Some(&given.owner) {
        return Err(ChannelRefusal::NotRemarkOwner { officer: given.owner.clone() });
    }
    if let Some(at) = given.done_at {
        return Err(ChannelRefusal::RemarkDone { at });
    }
    Ok(CorrespondenceEvent::RemarkFinished { at: context.now, by: ActedBy::from(context.actor), remark, content })
}

pub(super) fn apply(held: &mut Correspondence, event: &CorrespondenceEvent) {
    match event {
        CorrespondenceEvent::Remarked { at, by, department, content, officer } => held.remarks.push(Remark {
            by: by.clone(),
            department: department.clone(),
            at: *at,
            content: content.clone(),
            owner: officer.clone(),
            done: None,
            done_at: None,
        }),
        CorrespondenceEvent::RemarkFinished { at, remark, content, .. } => {
            if let Some(given) = place(*remark).and_then(|place| held.remarks.get_mut(place)) {
                given.done = Some(content.clone());
                given.done_at = Some(*at);
            }
        }
        _ => {}
    }
}

fn place(remark: u32) -> Option<usize> {
    usize::try_from(remark).ok()?.checked_sub(1)
}
