//! Which open terms a change or an outage would move, from when to when. Nothing is written.

use crate::amendment::preview::Moved;
use crate::cooperation::store;
use crate::platform::act::Act;
use crate::platform::error::Result;
use shenguan_rules::cooperation::{CooperationCommand, CooperationRequest};
use shenguan_rules::subject::{Context, Subject};

/// Judges every open term by a command in a context: the rule's no means that it does not move.
pub fn moved(act: &mut Act<'_, '_>, command: &CooperationCommand, context: &Context<'_>) -> Result<Vec<Moved>> {
    let mut moved = Vec::new();
    for id in store::open_windows(act.tx())? {
        let held = act.get::<CooperationRequest>(&id)?;
        let Ok(events) = CooperationRequest::decide(Some(&held.state), command.clone(), context) else { continue };
        let after = events.iter().fold(Some(held.state.clone()), CooperationRequest::apply);
        moved.push(Moved {
            id,
            number: held.state.number.clone(),
            before: Some(held.state.window.due),
            after: after.map(|after| after.window.due),
        });
    }
    Ok(moved)
}
