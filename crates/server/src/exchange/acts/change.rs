//! What moves open windows: a change of calendar or rule set (A21), an outage of the platform (A24).

use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::error::Result;
use shenguan_rules::exchange::{MoveCause, Outage, Transmittal, TransmittalCommand};

/// Recomputes every open clock; those met or missed never change. How many moved.
pub fn move_deadlines(act: &mut Act<'_, '_>, cause: &MoveCause) -> Result<usize> {
    let mut moved = 0;
    for id in store::open_windows(act.tx())? {
        let held = act.get::<Transmittal>(&id)?;
        let version = held.version;
        let held = act.command(held, TransmittalCommand::MoveDeadline { cause: cause.clone() })?;
        moved += usize::from(held.version != version);
    }
    Ok(moved)
}

/// Extends every open window by an outage that lies in it. How many.
pub fn extend_windows(act: &mut Act<'_, '_>, outage: &Outage) -> Result<usize> {
    let mut extended = 0;
    for id in store::open_windows(act.tx())? {
        let held = act.get::<Transmittal>(&id)?;
        let version = held.version;
        let held = act.command(held, TransmittalCommand::ExtendWindow { outage: outage.clone() })?;
        extended += usize::from(held.version != version);
    }
    Ok(extended)
}
