//! 拟稿, 修改, 撤回.

use super::facts::{departments, item, maybe_words, step};
use crate::channel::content::CorrespondenceContent;
use crate::channel::request::{Check, DraftRequest, ReasonRequest, TextRequest};
use crate::channel::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::files;
use crate::platform::stored::Held;
use crate::roster;
use shenguan_rules::channel::{Answered, Channel, Correspondence, CorrespondenceCommand, Draft, Purpose};
use shenguan_rules::party::{AttachmentId, ContentDigest, CorrespondenceId, StepId};

/// Drafts an OA paper or a letter.
pub fn draft(act: &mut Act<'_, '_>, request: &DraftRequest) -> Result<Held<Correspondence>> {
    draft_for(act, Purpose::General, request)
}

/// Drafts one for a purpose.
pub fn draft_for(act: &mut Act<'_, '_>, purpose: Purpose, request: &DraftRequest) -> Result<Held<Correspondence>> {
    request.check()?;
    let id = CorrespondenceId::parse(act.new_id()).map_err(Error::refused)?;
    let answered = request.answers.as_deref().map(|id| answered(act, id)).transpose()?;
    let (answers, same) = answered.unzip();
    // An answer follows what it answers and is about the same, unless it is said otherwise.
    let follows = request.follows.as_deref().or(request.answers.as_deref());
    let follows = follows.map(|id| step(act, "follows", id)).transpose()?;
    let to = departments(act, "to", &request.to)?;
    let about = request.about.as_deref().map(|id| item(act, "about", id)).transpose()?.or(same.flatten());
    let (content, attachments) = text(act, &request.text())?;
    let command = CorrespondenceCommand::Draft(Box::new(Draft {
        number: act.next_number(series(request.channel))?,
        id: id.clone(),
        channel: request.channel,
        kind: request.kind,
        purpose,
        to,
        about,
        follows,
        answers,
        content,
        attachments,
    }));
    act.create(id.as_str(), command)
}

/// Another text or other files; an endorsement is void.
pub fn revise(act: &mut Act<'_, '_>, id: &str, request: &TextRequest) -> Result<Held<Correspondence>> {
    request.check()?;
    let held = store::visible(act, id)?;
    let (content, attachments) = text(act, request)?;
    act.command(held, CorrespondenceCommand::Revise { content, attachments })
}

/// 撤回 before it was issued; its history stays.
pub fn withdraw(act: &mut Act<'_, '_>, id: &str, request: &ReasonRequest) -> Result<Held<Correspondence>> {
    Check::default().maybe("reason", request.reason.as_deref()).done()?;
    let held = store::visible::<Correspondence>(act, id)?;
    let reason = maybe_words(act, request.reason.as_deref())?;
    let withdrawn = act.command(held, CorrespondenceCommand::Withdraw { reason })?;
    if withdrawn.state.purpose == Purpose::RosterChange {
        roster::acts::letter_withdrawn(act, &withdrawn.state)?;
    }
    Ok(withdrawn)
}

fn text(act: &mut Act<'_, '_>, text: &TextRequest) -> Result<(ContentDigest, Vec<AttachmentId>)> {
    let attachments = files::readable(act, "attachments", &text.attachments)?;
    let content = act.content(&CorrespondenceContent {
        subject: text.subject.clone(),
        summary: text.summary.clone(),
        text: text.text.clone(),
    })?;
    Ok((content, attachments))
}

/// What is answered, and what that is about.
fn answered(act: &mut Act<'_, '_>, named: &str) -> Result<(Answered, Option<StepId>)> {
    let id = store::id_of(act.tx(), named)?.unwrap_or_else(|| named.to_owned());
    let held = store::visible::<Correspondence>(act, &id).map_err(|error| match error {
        Error::NotFound => Error::field("answers", "CORRESPONDENCE_UNKNOWN"),
        other => other,
    })?;
    let open = held.state.receipts.iter().filter(|receipt| receipt.answer.is_none());
    let unanswered = open.map(|receipt| receipt.department.clone()).collect();
    Ok((Answered { id: held.state.id, from: held.state.from, unanswered }, held.state.about))
}

/// The series of item numbers: OA书面沟通, 公函.
const fn series(channel: Channel) -> &'static str {
    match channel {
        Channel::Oa => "OA",
        _ => "GH",
    }
}
