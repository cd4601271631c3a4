//! 电话记录: 「由审批与监管双方责任人或业务责任人通过电话方式进行磋商」.

use super::facts::{department, item, maybe_words, person, step};
use crate::channel::content::CallContent;
use crate::channel::request::{CallRequest, Check, ConfirmRequest, ReasonRequest};
use crate::channel::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Held;
use shenguan_rules::calendar::local_date;
use shenguan_rules::channel::{Call, PhoneNote, PhoneNoteCommand};
use shenguan_rules::party::PhoneNoteId;

/// The series of item numbers.
const SERIES: &str = "DH";

/// Notes a call: with whom, when, what was said, what was settled.
pub fn note_call(act: &mut Act<'_, '_>, request: &CallRequest) -> Result<Held<PhoneNote>> {
    let check = Check::default().text("gist", &request.gist).text("result", &request.result);
    request.person.as_deref().map_or_else(Check::default, |name| Check::default().line("person", name)).done()?;
    check.done()?;
    let to = department(act, "to", &request.to)?;
    let today = local_date(act.now());
    let spoken = request.officer.as_deref().map(|id| person(act, "officer", id, today)).transpose()?;
    match (&spoken, &request.person) {
        (Some(spoken), _) if spoken.department != to => return Err(Error::field("officer", "OFFICER_UNKNOWN")),
        (None, None) => return Err(Error::field("officer", "FIELD_MISSING")),
        _ => {}
    }
    let about = request.about.as_deref().map(|id| item(act, "about", id)).transpose()?;
    let follows = request.follows.as_deref().map(|id| step(act, "follows", id)).transpose()?;
    let content = act.content(&CallContent {
        person: request.person.clone().filter(|_| spoken.is_none()),
        gist: request.gist.clone(),
        result: request.result.clone(),
    })?;
    let id = PhoneNoteId::parse(act.new_id()).map_err(Error::refused)?;
    let call = Call {
        number: act.next_number(SERIES)?,
        id: id.clone(),
        to,
        officer: spoken.map(|spoken| spoken.officer),
        about,
        follows,
        called_at: request.called_at,
        content,
    };
    act.create(id.as_str(), PhoneNoteCommand::Note(Box::new(call)))
}

/// The other side: it was so.
pub fn confirm_call(act: &mut Act<'_, '_>, id: &str, request: &ConfirmRequest) -> Result<Held<PhoneNote>> {
    Check::default().maybe("note", request.note.as_deref()).done()?;
    let held = store::visible(act, id)?;
    let content = maybe_words(act, request.note.as_deref())?;
    act.command(held, PhoneNoteCommand::Confirm { content })
}

/// The other side: it was otherwise.
pub fn dispute_call(act: &mut Act<'_, '_>, id: &str, request: &ReasonRequest) -> Result<Held<PhoneNote>> {
    Check::default().maybe("reason", request.reason.as_deref()).done()?;
    let held = store::visible(act, id)?;
    let reason = maybe_words(act, request.reason.as_deref())?;
    act.command(held, PhoneNoteCommand::Dispute { reason })
}
