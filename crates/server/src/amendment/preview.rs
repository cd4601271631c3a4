//! Which open deadlines a change would move, from when to when. Nothing is written.

use crate::cooperation;
use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use jiff::Timestamp;
use shenguan_rules::amendment::Matter;
use shenguan_rules::cooperation::CooperationCommand;
use shenguan_rules::exchange::{MoveCause, Transmittal, TransmittalCommand, TransmittalRefusal};
use shenguan_rules::subject::{Context, Subject};

/// One deadline that would move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Of which transmittal.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The due instant now.
    pub before: Option<Timestamp>,
    /// The due instant after the change.
    pub after: Option<Timestamp>,
}

/// Judges every open clock by the calendar and the rule set as they would be.
pub fn preview(act: &mut Act<'_, '_>, matter: &Matter) -> Result<Vec<Moved>> {
    let (now, directory) = (act.now(), act.directory()?);
    let (calendar, rule_set, cause) = match matter {
        Matter::Calendar(notice) => {
            let calendar = directory.calendar().with_notice(notice).map_err(Error::refused)?;
            (calendar, directory.rule_set(now).clone(), MoveCause::Calendar)
        }
        Matter::RuleSet(rule_set) => (directory.calendar().clone(), (**rule_set).clone(), MoveCause::RuleSet),
    };
    let context = Context { now, actor: act.actor(), calendar: &calendar, rule_set: &rule_set };
    let mut moved = Vec::new();
    for id in store::open_windows(act.tx())? {
        let held = act.get::<Transmittal>(&id)?;
        let command = TransmittalCommand::MoveDeadline { cause };
        let events = match Transmittal::decide(Some(&held.state), command, &context) {
            Ok(events) => events,
            Err(TransmittalRefusal::NothingMoves) => continue,
            Err(refusal) => return Err(Error::refused(refusal)),
        };
        let after = events.iter().fold(Some(held.state.clone()), Transmittal::apply);
        moved.push(Moved {
            id,
            number: held.state.number.clone(),
            before: held.state.receipt_due(),
            after: after.and_then(|after| after.receipt_due()),
        });
    }
    moved.extend(cooperation::preview::moved(act, &CooperationCommand::MoveDeadline { cause }, &context)?);
    Ok(moved)
}
