//! Proposing and confirming a change of calendar or rule set: 双人复核, with every deadline that would move shown before.

use crate::cooperation;
use crate::exchange::acts::move_deadlines;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Held;
use shenguan_rules::amendment::{Amendment, AmendmentCommand, Matter};
use shenguan_rules::exchange::MoveCause;
use shenguan_rules::party::AmendmentId;

/// Proposes a change; it counts the open deadlines that would move, and waits for a second person.
pub fn propose(act: &mut Act<'_, '_>, matter: Matter) -> Result<Held<Amendment>> {
    let moves = super::preview::preview(act, &matter)?.len();
    let id = AmendmentId::parse(act.new_id()).map_err(Error::refused)?;
    let command = AmendmentCommand::Propose { id: id.clone(), matter, moves: u32::try_from(moves).unwrap_or(u32::MAX) };
    act.create::<Amendment>(id.as_str(), command)
}

/// Confirms a change that somebody else proposed, and recomputes every open clock with it (A21).
pub fn confirm(act: &mut Act<'_, '_>, id: &str) -> Result<(Held<Amendment>, usize)> {
    let held = act.get::<Amendment>(id)?;
    let cause = match &held.state.matter {
        Matter::Calendar(_) => MoveCause::Calendar,
        Matter::RuleSet(_) => MoveCause::RuleSet,
    };
    let confirmed = act.command(held, AmendmentCommand::Confirm)?;
    let moved = move_deadlines(act, &cause)? + cooperation::acts::move_deadlines(act, &cause)?;
    Ok((confirmed, moved))
}

/// Drops a proposal.
pub fn withdraw(act: &mut Act<'_, '_>, id: &str) -> Result<Held<Amendment>> {
    let held = act.get::<Amendment>(id)?;
    act.command(held, AmendmentCommand::Withdraw)
}
