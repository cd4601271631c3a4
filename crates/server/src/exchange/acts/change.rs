//! What moves open windows and open items: a change of calendar or rule set (A21), an outage of the platform (A24), a reform (A20).

use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use shenguan_rules::exchange::{MoveCause, Outage, Transmittal, TransmittalCommand};
use shenguan_rules::party::DepartmentCode;

/// Recomputes every open clock; those met or missed never change. How many moved.
pub fn move_deadlines(act: &mut Act<'_, '_>, cause: &MoveCause) -> Result<usize> {
    command_open_windows(act, &TransmittalCommand::MoveDeadline { cause: *cause })
}

/// Extends every open window by an outage that lies in it. How many.
pub fn extend_windows(act: &mut Act<'_, '_>, outage: &Outage) -> Result<usize> {
    command_open_windows(act, &TransmittalCommand::ExtendWindow { outage: outage.clone() })
}

/// Commands every transmittal whose clock runs. The rule's no means that this one does not move: nothing was written.
fn command_open_windows(act: &mut Act<'_, '_>, command: &TransmittalCommand) -> Result<usize> {
    let mut moved = 0;
    for id in store::open_windows(act.tx())? {
        let held = act.get::<Transmittal>(&id)?;
        match act.command(held, command.clone()) {
            Ok(_) => moved += 1,
            Err(Error::Refused(refused)) => tracing::trace!(id, code = refused.code, "a window stays"),
            Err(error) => return Err(error),
        }
    }
    Ok(moved)
}

/// The number under which the outcome of a case was pushed by the department that acts; none while the case is open.
pub fn concluded_as(act: &mut Act<'_, '_>, case_number: &str) -> Result<Option<String>> {
    let Some(department) = act.actor().department().cloned() else { return Ok(None) };
    store::concluded_as(act.tx(), &department, case_number)
}

/// A successor goes on with an open item.
pub fn succeed(act: &mut Act<'_, '_>, id: &str, from: &DepartmentCode, to: &DepartmentCode) -> Result<()> {
    let held = act.get::<Transmittal>(id)?;
    act.command(held, TransmittalCommand::Succeed { department: from.clone(), successor: to.clone() })?;
    Ok(())
}
