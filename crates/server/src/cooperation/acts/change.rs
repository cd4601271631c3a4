//! What time writes down, and what moves open terms: a change of calendar or rule set (A21), an outage (A24), a reform (A20).

use crate::cooperation::store;
use crate::platform::act::Act;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use crate::platform::sweep::SWEEP_BATCH_MAX;
use jiff::civil::Date;
use shenguan_rules::calendar::local_date;
use shenguan_rules::cooperation::{
    CooperationCommand, CooperationRequest, Countersign, CountersignCommand, Note, NoteCommand,
};
use shenguan_rules::exchange::{MoveCause, Outage};
use shenguan_rules::party::{DepartmentCode, OfficerId};
use shenguan_rules::roster::Role;

/// Writes down the terms that passed, and who is told; how many.
pub fn write_down(act: &mut Act<'_, '_>) -> Result<usize> {
    let now = act.now();
    let due = store::due(act.tx(), now, SWEEP_BATCH_MAX)?;
    for id in &due {
        let held = act.get::<CooperationRequest>(id)?;
        let directory = act.directory()?;
        let named = |roles: &[Role]| officer_in(&directory, &held.state, roles, local_date(now));
        let responsible = named(&[Role::ResponsibleOfficer, Role::OverallLead, Role::BusinessLead]);
        let leader = named(&[Role::LeaderInCharge]);
        act.command(held, CooperationCommand::WriteDown { responsible, leader })?;
    }
    Ok(due.len())
}

/// Who has one of these roles in the addressee: of the section that has the matter, else of the department, else of any section.
fn officer_in(directory: &Directory, request: &CooperationRequest, roles: &[Role], on: Date) -> Option<OfficerId> {
    let section = request.assignment.as_ref().and_then(|assigned| assigned.section.as_ref());
    let named = directory
        .designations()
        .filter(|named| named.department == request.to && roles.contains(&named.role) && named.in_force(on));
    let near = |named: &shenguan_rules::roster::Designation| match (&named.section, section) {
        (Some(own), Some(asked)) if own == asked => 0,
        (None, _) => 1,
        _ => 2,
    };
    let rank = |role: Role| roles.iter().position(|other| *other == role);
    named.min_by_key(|named| (near(named), rank(named.role))).map(|named| named.officer.clone())
}

/// Recomputes every open term; those met or missed never change. How many moved.
pub fn move_deadlines(act: &mut Act<'_, '_>, cause: &MoveCause) -> Result<usize> {
    command_open(act, &CooperationCommand::MoveDeadline { cause: *cause })
}

/// Extends every open term by an outage that lies in it. How many.
pub fn extend_windows(act: &mut Act<'_, '_>, outage: &Outage) -> Result<usize> {
    command_open(act, &CooperationCommand::ExtendWindow { outage: outage.clone() })
}

/// The rule's no means that this one does not move: nothing was written.
fn command_open(act: &mut Act<'_, '_>, command: &CooperationCommand) -> Result<usize> {
    let mut moved = 0;
    for id in store::open_windows(act.tx())? {
        let held = act.get::<CooperationRequest>(&id)?;
        match act.command(held, command.clone()) {
            Ok(_) => moved += 1,
            Err(Error::Refused(refused)) => tracing::trace!(id, code = refused.code, "a term stays"),
            Err(error) => return Err(error),
        }
    }
    Ok(moved)
}

/// A successor goes on with an open request.
pub fn succeed(act: &mut Act<'_, '_>, id: &str, department: &DepartmentCode, successor: &DepartmentCode) -> Result<()> {
    let held = act.get::<CooperationRequest>(id)?;
    let (department, successor) = (department.clone(), successor.clone());
    act.command(held, CooperationCommand::Succeed { department, successor })?;
    Ok(())
}

/// A successor goes on with a note.
pub fn succeed_note(
    act: &mut Act<'_, '_>,
    id: &str,
    department: &DepartmentCode,
    successor: &DepartmentCode,
) -> Result<()> {
    let held = act.get::<Note>(id)?;
    let (department, successor) = (department.clone(), successor.clone());
    act.command(held, NoteCommand::Succeed { department, successor })?;
    Ok(())
}

/// What was collected inside of a department that ends is not needed any more.
pub fn end_countersign(act: &mut Act<'_, '_>, id: &str) -> Result<()> {
    let held = act.get::<Countersign>(id)?;
    act.command(held, CountersignCommand::End)?;
    Ok(())
}

/// What was handed to an officer in person is handed to another.
pub fn hand_over(act: &mut Act<'_, '_>, id: &str, predecessor: &OfficerId, successor: &OfficerId) -> Result<()> {
    let held = act.get::<CooperationRequest>(id)?;
    let assigned = held.state.assignment.clone().filter(|it| it.officer.as_ref() == Some(predecessor));
    let Some(assigned) = assigned else { return Ok(()) };
    let officer = Some(successor.clone());
    act.command(held, CooperationCommand::Assign { section: assigned.section, officer })?;
    Ok(())
}
