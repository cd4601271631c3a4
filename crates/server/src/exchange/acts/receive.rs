//! What the addressee does: see, acknowledge, hand on inside, report what it found.

use crate::exchange::content::Reason;
use crate::exchange::request::checked_text;
use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use crate::platform::stored::Held;
use crate::platform::sweep::SWEEP_BATCH_MAX;
use shenguan_db::Tx;
use shenguan_rules::exchange::{Transmittal, TransmittalCommand};
use shenguan_rules::party::{OfficerId, SectionCode};

/// A transmittal that the actor may know of, by id or number, for what other sections do about it.
pub fn known(act: &mut Act<'_, '_>, named: &str) -> Result<Held<Transmittal>> {
    let id = store::id_of(act.tx(), named)?;
    store::visible(act, id.as_deref().unwrap_or(named))
}

/// A transmittal within a scope, by id or number, for what other sections show about it.
pub fn seen(tx: &mut Tx<'_>, scope: &Scope, named: &str) -> Result<Held<Transmittal>> {
    store::find(tx, scope, named).map(|listed| listed.held)
}

/// 签收. At or after the due instant it confirms the deemed receipt and changes nothing else.
pub fn acknowledge(act: &mut Act<'_, '_>, id: &str) -> Result<Held<Transmittal>> {
    let held = store::visible(act, id)?;
    act.command(held, TransmittalCommand::Acknowledge)
}

/// The addressee's system has fetched it; the first time is written down.
pub fn deliver(act: &mut Act<'_, '_>, id: &str) -> Result<Held<Transmittal>> {
    let held = store::visible(act, id)?;
    let is_addressee = act.actor().department() == Some(&held.state.to);
    if !is_addressee || held.state.facts.delivered_at.is_some() {
        return Ok(held);
    }
    act.command(held, TransmittalCommand::Deliver)
}

/// An officer of the addressee has opened it; the first time is written down.
pub fn open(act: &mut Act<'_, '_>, id: &str) -> Result<Held<Transmittal>> {
    let mut held = deliver(act, id)?;
    let is_addressee = act.actor().department() == Some(&held.state.to);
    if is_addressee && act.actor().officer().is_some() && held.state.facts.opened_at.is_none() {
        held = act.command(held, TransmittalCommand::Open)?;
    }
    Ok(held)
}

/// 交办 inside the department: to a section, an officer, or both. The receipt stays the department's.
pub fn assign(
    act: &mut Act<'_, '_>,
    id: &str,
    section: Option<&str>,
    officer: Option<&str>,
) -> Result<Held<Transmittal>> {
    let held = store::visible(act, id)?;
    let directory = act.directory()?;
    let department = directory.department(&held.state.to).ok_or(Error::NotFound)?;
    let section = section
        .map(|code| {
            SectionCode::parse(code)
                .ok()
                .filter(|code| department.section(code).is_some_and(|section| section.closed_on.is_none()))
        })
        .map(|found| found.ok_or_else(|| Error::field("section", "SECTION_UNKNOWN")))
        .transpose()?;
    let officer = officer
        .map(|id| OfficerId::parse(id).ok().filter(|id| serves(&directory, id, &held.state)))
        .map(|found| found.ok_or_else(|| Error::field("officer", "OFFICER_UNKNOWN")))
        .transpose()?;
    if section.is_none() && officer.is_none() {
        return Err(Error::field("section", "ASSIGNEE_MISSING"));
    }
    act.command(held, TransmittalCommand::Assign { section, officer })
}

fn serves(directory: &crate::platform::directory::Directory, officer: &OfficerId, transmittal: &Transmittal) -> bool {
    directory
        .officer(officer)
        .is_some_and(|entry| entry.officer.department == transmittal.to && entry.officer.left_on.is_none())
}

/// Takes the assignment back.
pub fn take_back(act: &mut Act<'_, '_>, id: &str) -> Result<Held<Transmittal>> {
    let held = store::visible(act, id)?;
    act.command(held, TransmittalCommand::TakeBack)
}

/// 监管落实反馈: what was done after the receipt.
pub fn follow_up(act: &mut Act<'_, '_>, id: &str, text: &str) -> Result<Held<Transmittal>> {
    checked_text("content", text)?;
    let held = store::visible(act, id)?;
    let content = act.content(&Reason { reason: text.to_owned() })?;
    act.command(held, TransmittalCommand::RecordFollowUp { content })
}

/// Writes down deemed receipts that are already true; how many.
pub fn deem(act: &mut Act<'_, '_>) -> Result<usize> {
    let now = act.now();
    let due = store::due_receipts(act.tx(), now, SWEEP_BATCH_MAX)?;
    for id in &due {
        let held = act.get::<Transmittal>(id)?;
        act.command(held, TransmittalCommand::Deem)?;
    }
    Ok(due.len())
}
