//! What is open goes on with whoever stands in a department's place (A20), or in an officer's (二(二)¶2).

use super::facts::person;
use crate::platform::act::Act;
use crate::platform::error::Result;
use crate::platform::open_work::{PersonalHandover, Succession};
use crate::roster;
use shenguan_rules::calendar::local_date;
use shenguan_rules::channel::{
    Correspondence, CorrespondenceCommand, PhoneNote, PhoneNoteCommand, Purpose, Remark, RemarkCommand,
};

/// A successor goes on with a letter or an OA paper.
pub fn succeed(act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
    let held = act.get::<Correspondence>(id)?;
    let (department, successor) = (succession.department.clone(), succession.successor.clone());
    let passed = act.command(held, CorrespondenceCommand::Succeed { department, successor })?;
    if passed.state.purpose == Purpose::RosterChange {
        roster::acts::letter_succeeded(act, &passed.state, succession)?;
    }
    Ok(())
}

/// A successor confirms a call, or waits for it.
pub fn succeed_call(act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
    let held = act.get::<PhoneNote>(id)?;
    let (department, successor) = (succession.department.clone(), succession.successor.clone());
    act.command(held, PhoneNoteCommand::Succeed { department, successor })?;
    Ok(())
}

/// What a leader of a department that ends wanted done is done by somebody of its successor.
pub fn succeed_remark(act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
    pass_remark(act, id, succession.officer.as_str())
}

/// Another officer goes on with a text that lies with its writer; not with what a leader is to decide on.
pub fn hand_over(act: &mut Act<'_, '_>, id: &str, handover: &PersonalHandover) -> Result<()> {
    let held = act.get::<Correspondence>(id)?;
    if held.state.keeper() != &handover.predecessor {
        return Ok(());
    }
    let today = local_date(act.now());
    let to = person(act, "successor", handover.successor.as_str(), today)?;
    act.command(held, CorrespondenceCommand::HandOver { to })?;
    Ok(())
}

/// Another officer does what a leader wanted done.
pub fn hand_over_remark(act: &mut Act<'_, '_>, id: &str, handover: &PersonalHandover) -> Result<()> {
    pass_remark(act, id, handover.successor.as_str())
}

fn pass_remark(act: &mut Act<'_, '_>, id: &str, to: &str) -> Result<()> {
    let held = act.get::<Remark>(id)?;
    let today = local_date(act.now());
    let to = person(act, "successor", to, today)?;
    act.command(held, RemarkCommand::PassOn { to })?;
    Ok(())
}
