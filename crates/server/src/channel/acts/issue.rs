//! 发出, with the number that is given at this instant and never before.

use crate::channel::request::IssueRequest;
use crate::channel::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::files;
use crate::platform::stored::Held;
use crate::roster;
use shenguan_rules::calendar::local_date;
use shenguan_rules::channel::{
    Correspondence, CorrespondenceCommand, DocumentNumber, IssuedDocument, Numbering, Purpose, Register,
};
use shenguan_rules::party::{AttachmentId, DepartmentCode, StepId};

/// Issues it. The addressees may know of it and read its files; what it answers is answered.
pub fn issue(act: &mut Act<'_, '_>, id: &str, request: &IssueRequest) -> Result<Held<Correspondence>> {
    let held = store::visible::<Correspondence>(act, id)?;
    let numbering = numbering(act, &held.state, request.number.as_deref())?;
    let (directory, today) = (act.directory()?, local_date(act.now()));
    let stands = |code: &DepartmentCode| directory.department(code).is_some_and(|found| found.stands_on(today));
    let gone = held.state.to.iter().find(|code| !stands(code)).cloned();
    let issued = act.command(held, CorrespondenceCommand::Issue { numbering, gone })?;
    let state = &issued.state;
    if let Some(version) = state.versions.last() {
        files::share(act, &StepId::from(&state.id), &version.attachments, &state.to)?;
    }
    if let Some(answered) = &state.answers {
        let answered = act.get::<Correspondence>(answered.as_str())?;
        act.command(answered, CorrespondenceCommand::Answer { answer: state.id.clone() })?;
    }
    if state.purpose == Purpose::RosterChange {
        roster::acts::letter_issued(act, state)?;
    }
    Ok(issued)
}

/// Lays the document that was made of it beside it, for all who may know of it.
pub fn attach_document(
    act: &mut Act<'_, '_>,
    id: &str,
    file: &AttachmentId,
    sha256: &str,
) -> Result<Held<Correspondence>> {
    let held = act.get::<Correspondence>(id)?;
    let document = IssuedDocument { file: file.clone(), sha256: sha256.to_owned() };
    let documented = act.command(held, CorrespondenceCommand::Document(document))?;
    let state = &documented.state;
    files::share(act, &StepId::from(&state.id), std::slice::from_ref(file), &state.readers)?;
    Ok(documented)
}

/// The number entered, or the next one of the office's register. The writer runs one act after another, and the last number is read of
/// the rows: what is refused after this takes none.
fn numbering(act: &mut Act<'_, '_>, held: &Correspondence, entered: Option<&str>) -> Result<Numbering> {
    if let Some(text) = entered {
        let number = DocumentNumber::parse(text).map_err(Error::refused)?;
        let reserved = store::register_of_code(act.tx(), &number.code)?.is_some();
        let taken = store::is_taken(act.tx(), &held.from, &number)?;
        return Ok(Numbering::Entered { number, reserved, taken });
    }
    let Some(register) = store::register_of_office(act.tx(), &held.from, held.channel, held.kind)? else {
        return Ok(Numbering::None);
    };
    let (code, year) = (register.state.code, local_date(act.now()).year());
    let last = store::last_serial(act.tx(), &code, year)?;
    Ok(Numbering::Run(Register { code, year, last }))
}
