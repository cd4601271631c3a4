//! 催办, by the sender. It changes no deadline; the addressee is told of it (`platform::notice`).

use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::error::Result;
use crate::platform::notice::prompt;
use crate::platform::stored::{Held, Stored};
use shenguan_rules::exchange::{Transmittal, TransmittalCommand};

/// 催办: once a working day.
pub fn remind(act: &mut Act<'_, '_>, id: &str) -> Result<Held<Transmittal>> {
    let held = store::visible(act, id)?;
    let held = act.command(held, TransmittalCommand::Remind)?;
    prompt(act, Transmittal::KIND, id, &held.state.to);
    Ok(held)
}
