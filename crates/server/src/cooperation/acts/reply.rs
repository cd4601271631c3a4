//! 答复, 确认, 撤回, and what happens inside the addressee before.

use super::issue::{carrier, department};
use super::term::{laid, why};
use crate::cooperation::request::{AnswerRequest, HandOnRequest, ShareRequest, WhyRequest};
use crate::cooperation::store::{self, visible};
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::face::Nothing;
use crate::platform::files;
use crate::platform::notice::prompt;
use crate::platform::stored::{Held, Stored};
use shenguan_rules::cooperation::{
    CooperationCommand, CooperationRequest, Countersign, CountersignCommand, GivenReply,
};
use shenguan_rules::party::{DepartmentCode, OfficerId, SectionCode};

/// 答复. A whole one ends the collecting of opinions.
pub fn reply(act: &mut Act<'_, '_>, id: &str, request: &AnswerRequest) -> Result<Held<CooperationRequest>> {
    request.check()?;
    let held = visible::<CooperationRequest>(act, id)?;
    let attachments = files::readable(act, "attachments", &request.attachments)?;
    let given = GivenReply {
        version: request.version,
        opinion: request.opinion,
        partial: request.partial,
        content: request.content.as_deref().map(|text| laid(act, "content", text)).transpose()?,
        attachments: attachments.clone(),
    };
    let held = act.command(held, CooperationCommand::Reply(Box::new(given)))?;
    files::share(act, &carrier(&held.state.id)?, &attachments, &held.state.readers())?;
    if !request.partial {
        end_countersigns(act, id)?;
    }
    Ok(held)
}

/// 已查看, the first time by an officer of the addressee.
pub fn open(act: &mut Act<'_, '_>, held: Held<CooperationRequest>) -> Result<()> {
    let is_addressee = act.actor().department() == Some(&held.state.to);
    if is_addressee && act.actor().officer().is_some() && held.state.opened_at.is_none() {
        act.command(held, CooperationCommand::Open)?;
    }
    Ok(())
}

/// 交办 inside the department: to a section, an officer, or both.
pub fn hand_on(act: &mut Act<'_, '_>, id: &str, request: &HandOnRequest) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    let section = request.section.as_deref().map(|code| section_of(act, &held.state.to, code)).transpose()?;
    let officer = request.officer.as_deref().map(|id| officer_of(act, &held.state.to, id)).transpose()?;
    act.command(held, CooperationCommand::Assign { section, officer })
}

/// 已确认.
pub fn confirm(act: &mut Act<'_, '_>, id: &str, _: &Nothing) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    act.command(held, CooperationCommand::Confirm)
}

/// 撤回.
pub fn withdraw(act: &mut Act<'_, '_>, id: &str, request: &WhyRequest) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    let reason = why(act, request.reason.as_deref())?;
    let held = act.command(held, CooperationCommand::Withdraw { reason })?;
    end_countersigns(act, id)?;
    Ok(held)
}

/// 催办: once a working day. No clock moves; the addressee is told of it (`platform::notice`).
pub fn remind(act: &mut Act<'_, '_>, id: &str, _: &Nothing) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    let held = act.command(held, CooperationCommand::Remind)?;
    prompt(act, CooperationRequest::KIND, id, &held.state.to);
    Ok(held)
}

/// 共享答复: with those that are named, or with everybody else who was asked together.
pub fn share(act: &mut Act<'_, '_>, id: &str, request: &ShareRequest) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    let joint = store::joint(act.tx(), held.state.joint.as_str())?;
    let asked: Vec<DepartmentCode> = joint.into_iter().map(|other| other.state.to).collect();
    let mut with = Vec::with_capacity(request.with.len());
    for (place, code) in request.with.iter().enumerate() {
        with.push(department(act, &format!("with.{place}"), code)?);
    }
    if with.is_empty() {
        with = asked.iter().filter(|other| **other != held.state.to).cloned().collect();
    }
    let held = act.command(held, CooperationCommand::Share { with, asked })?;
    let state = &held.state;
    let versions = state.versions.iter().flat_map(|version| &version.attachments);
    let attachments: Vec<_> =
        versions.chain(state.replies.iter().flat_map(|reply| &reply.attachments)).cloned().collect();
    // The asker reads every file of it, whoever handed it in.
    files::share(act, &carrier(&state.id)?, &attachments, &state.readers())?;
    Ok(held)
}

/// What is collected about a request that is not owed any more is not needed any more.
pub(super) fn end_countersigns(act: &mut Act<'_, '_>, request: &str) -> Result<()> {
    for id in store::open_countersigns(act.tx(), request)? {
        let held = act.get::<Countersign>(&id)?;
        act.command(held, CountersignCommand::End)?;
    }
    Ok(())
}

/// An open section of a department.
pub(super) fn section_of(act: &mut Act<'_, '_>, department: &DepartmentCode, code: &str) -> Result<SectionCode> {
    let directory = act.directory()?;
    let department = directory.department(department).ok_or(Error::NotFound)?;
    let open = |code: &SectionCode| department.section(code).is_some_and(|section| section.closed_on.is_none());
    let section = SectionCode::parse(code).ok().filter(open);
    section.ok_or_else(|| Error::field("section", "SECTION_UNKNOWN"))
}

/// An officer who serves in a department.
pub(super) fn officer_of(act: &mut Act<'_, '_>, department: &DepartmentCode, id: &str) -> Result<OfficerId> {
    let directory = act.directory()?;
    let serves = |id: &OfficerId| {
        let entry = directory.officer(id).map(|entry| &entry.officer);
        entry.is_some_and(|officer| officer.department == *department && officer.left_on.is_none())
    };
    OfficerId::parse(id).ok().filter(serves).ok_or_else(|| Error::field("officer", "OFFICER_UNKNOWN"))
}
