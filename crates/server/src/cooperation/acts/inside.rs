//! 业务交流 on an item, and 会签 inside a department.

use super::reply::{officer_of, reply, section_of};
use super::term::laid;
use crate::cooperation::request::{AnswerRequest, CountersignRequest, SignRequest, WordsRequest};
use crate::cooperation::store::visible;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Held;
use shenguan_rules::cooperation::{
    CooperationRefusal, CooperationRequest, Countersign, CountersignCommand, Note, NoteCommand, Signer,
};
use shenguan_rules::exchange::Transmittal;
use shenguan_rules::party::{CountersignId, NoteId};

/// A question on a transmittal, from one party to the other. No clock runs.
pub fn ask_note(act: &mut Act<'_, '_>, transmittal: &str, request: &WordsRequest) -> Result<Held<Note>> {
    let about = visible::<Transmittal>(act, transmittal)?.state;
    let content = laid(act, "content", &request.content)?;
    let id = NoteId::parse(act.new_id()).map_err(Error::refused)?;
    let command = NoteCommand::Ask { id: id.clone(), about: about.id, parties: [about.from, about.to], content };
    act.create::<Note>(id.as_str(), command)
}

/// Says something to it.
pub fn answer_note(act: &mut Act<'_, '_>, id: &str, request: &WordsRequest) -> Result<Held<Note>> {
    let held = visible::<Note>(act, id)?;
    let content = laid(act, "content", &request.content)?;
    act.command(held, NoteCommand::Answer { content })
}

/// 内部征求意见 on a request that the department was asked.
pub fn countersign(act: &mut Act<'_, '_>, request: &str, asked: &CountersignRequest) -> Result<Held<Countersign>> {
    asked.check()?;
    let about = visible::<CooperationRequest>(act, request)?.state;
    if !about.owes_reply(act.now()) {
        let state = about.state_at(act.now());
        return Err(Error::refused(CooperationRefusal::NothingAsked { state }));
    }
    let mut signers = Vec::new();
    for officer in &asked.officers {
        signers.push(Signer::Officer { officer: officer_of(act, &about.to, officer)? });
    }
    for section in &asked.sections {
        signers.push(Signer::Section { section: section_of(act, &about.to, section)? });
    }
    let content = laid(act, "content", &asked.content)?;
    let id = CountersignId::parse(act.new_id()).map_err(Error::refused)?;
    let command = CountersignCommand::Ask {
        id: id.clone(),
        about: about.id,
        requested: about.to,
        due: about.window.due,
        content,
        signers,
    };
    act.create::<Countersign>(id.as_str(), command)
}

/// 会签, for oneself or for one's section.
pub fn sign(act: &mut Act<'_, '_>, id: &str, request: &SignRequest) -> Result<Held<Countersign>> {
    let held = visible::<Countersign>(act, id)?;
    let directory = act.directory()?;
    let own = act.actor().officer().and_then(|officer| directory.officer(officer));
    let section = own.and_then(|entry| entry.officer.section.clone());
    let content = request.content.as_deref().map(|text| laid(act, "content", text)).transpose()?;
    act.command(held, CountersignCommand::Sign { section, opinion: request.opinion, content })
}

/// The responsible officer merges the opinions into the one reply of the department.
pub fn merge(act: &mut Act<'_, '_>, id: &str, request: &AnswerRequest) -> Result<Held<CooperationRequest>> {
    let held = visible::<Countersign>(act, id)?;
    let held = act.command(held, CountersignCommand::Merge)?;
    reply(act, held.state.about.as_str(), request)
}
