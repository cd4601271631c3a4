//! 业务交流 on an item, and 会签 inside a department.

use super::reply::{officer_of, reply, section_of};
use super::term::laid;
use crate::cooperation::request::{AnswerRequest, CountersignRequest, SignRequest, WordsRequest};
use crate::cooperation::store::{self, visible};
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

/// 内部征求意见 on a request that the department was asked. What was collected before is not needed any more.
pub fn countersign(act: &mut Act<'_, '_>, id: &str, asked: &CountersignRequest) -> Result<Held<CooperationRequest>> {
    asked.check()?;
    let request = visible::<CooperationRequest>(act, id)?;
    let about = &request.state;
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
    let new = CountersignId::parse(act.new_id()).map_err(Error::refused)?;
    let command = CountersignCommand::Ask {
        id: new.clone(),
        about: about.id.clone(),
        requested: about.to.clone(),
        due: about.window.due,
        content,
        signers,
    };
    let before = store::open_countersigns(act.tx(), id)?;
    act.create::<Countersign>(new.as_str(), command)?;
    for id in before {
        let held = act.get::<Countersign>(&id)?;
        act.command(held, CountersignCommand::End)?;
    }
    Ok(request)
}

/// 会签, for oneself or for one's section.
pub fn sign(act: &mut Act<'_, '_>, id: &str, request: &SignRequest) -> Result<Held<CooperationRequest>> {
    let about = visible::<CooperationRequest>(act, id)?;
    let held = open_one(act, id)?;
    let directory = act.directory()?;
    let own = act.actor().officer().and_then(|officer| directory.officer(officer));
    let section = own.and_then(|entry| entry.officer.section.clone());
    let content = request.content.as_deref().map(|text| laid(act, "content", text)).transpose()?;
    act.command(held, CountersignCommand::Sign { section, opinion: request.opinion, content })?;
    Ok(about)
}

/// The responsible officer merges the opinions into the one reply of the department.
pub fn merge(act: &mut Act<'_, '_>, id: &str, request: &AnswerRequest) -> Result<Held<CooperationRequest>> {
    visible::<CooperationRequest>(act, id)?;
    let held = open_one(act, id)?;
    act.command(held, CountersignCommand::Merge)?;
    reply(act, id, request)
}

/// The collecting that is open in the department of the actor; to everybody else there is none.
fn open_one(act: &mut Act<'_, '_>, request: &str) -> Result<Held<Countersign>> {
    match store::open_countersigns(act.tx(), request)?.pop() {
        Some(id) => visible::<Countersign>(act, &id).map_err(|_| Error::refused(CooperationRefusal::NoNote)),
        None => Err(Error::refused(CooperationRefusal::NoNote)),
    }
}
