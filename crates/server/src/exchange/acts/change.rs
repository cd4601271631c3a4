//! What moves open windows: a change of calendar or rule set (A21), an outage of the platform (A24).

use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use shenguan_rules::exchange::{MoveCause, Outage, Transmittal, TransmittalCommand};
use shenguan_rules::party::{DepartmentCode, ItemCode};

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

/// An open item of a department: what it owes, or what it waits for.
pub struct OpenItem {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub item: Option<ItemCode>,
    /// How many tasks the department has with it.
    pub tasks: usize,
}

/// The open items of a department, by number.
pub fn open_items(act: &mut Act<'_, '_>, department: &DepartmentCode) -> Result<Vec<OpenItem>> {
    let now = act.now();
    let mut open = Vec::new();
    for (id, tasks) in store::open_of(act.tx(), department, now)? {
        let held = act.get::<Transmittal>(&id)?;
        open.push(OpenItem { id, number: held.state.number, item: held.state.item, tasks });
    }
    open.sort_by(|one, other| one.number.cmp(&other.number));
    Ok(open)
}

/// The number under which the outcome of a case was pushed by the department that acts; none while the case is open.
pub fn concluded_as(act: &mut Act<'_, '_>, case_number: &str) -> Result<Option<String>> {
    let Some(department) = act.actor().department().cloned() else { return Ok(None) };
    store::concluded_as(act.tx(), &department, case_number)
}

/// A successor goes on with an open item.
pub fn pass_on(act: &mut Act<'_, '_>, id: &str, from: &DepartmentCode, to: &DepartmentCode) -> Result<()> {
    let held = act.get::<Transmittal>(id)?;
    act.command(held, TransmittalCommand::Succeed { department: from.clone(), successor: to.clone() })?;
    Ok(())
}
