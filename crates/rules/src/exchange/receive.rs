//! 接收 (二(三)¶3): delivery, opening, acknowledgement, and 「超时默认原则，信息推送1个工作日后，默认为对方已接收」.

use super::decide::Decision;
use super::event::TransmittalEvent as Event;
use super::refusal::TransmittalRefusal as Refusal;
use super::transmittal::{ActedBy, Receipt, State, Transmittal};
use crate::subject::Context;

pub(super) fn deliver(transmittal: &Transmittal, context: &Context<'_>) -> Decision {
    transmittal.by_addressee(context.actor)?;
    if transmittal.facts.delivered_at.is_some() {
        return Err(Refusal::AlreadyDelivered);
    }
    Ok(vec![Event::Delivered { at: context.now }])
}

/// What was opened was delivered.
pub(super) fn open(transmittal: &Transmittal, context: &Context<'_>) -> Decision {
    transmittal.by_addressee(context.actor)?;
    if transmittal.facts.opened_at.is_some() {
        return Err(Refusal::AlreadyOpened);
    }
    let opened = Event::Opened { at: context.now, by: ActedBy::from(context.actor) };
    let delivered = Event::Delivered { at: context.now };
    Ok(if transmittal.facts.delivered_at.is_none() { vec![delivered, opened] } else { vec![opened] })
}

pub(super) fn acknowledge(transmittal: &Transmittal, context: &Context<'_>) -> Decision {
    transmittal.by_addressee(context.actor)?;
    transmittal.stands()?;
    let (at, by) = (context.now, ActedBy::from(context.actor));
    match transmittal.state {
        State::InTransit | State::DeemedReceived => {}
        State::Acknowledged => return Err(acknowledged_before(transmittal, context)),
        State::Returned | State::Recalled => return Err(Refusal::NotInTransit { state: transmittal.state }),
    }
    match (transmittal.received_at(at), &transmittal.facts.confirmed_by, transmittal.facts.confirmed_at) {
        (None, ..) => Ok(vec![Event::Acknowledged { at, by }]),
        (Some(_), Some(by), Some(at)) => Err(Refusal::AlreadyConfirmed { at, by: by.clone() }),
        // An acknowledgement at or after the due instant confirms; the receipt stays deemed, from the due instant on.
        (Some(_), ..) => {
            let mut events = written_deeming(transmittal, context);
            events.push(Event::Confirmed { at, by });
            Ok(events)
        }
    }
}

fn acknowledged_before(transmittal: &Transmittal, context: &Context<'_>) -> Refusal {
    match transmittal.received_at(context.now) {
        Some(Receipt::Acknowledged { at, by }) => Refusal::AlreadyAcknowledged { at, by },
        _ => Refusal::NotInTransit { state: transmittal.state },
    }
}

/// Writes down what time has made true. Never early, and with the due instant, however late it comes.
pub(super) fn deem(transmittal: &Transmittal, context: &Context<'_>) -> Decision {
    match transmittal.running_due() {
        None => Err(Refusal::NothingToDeem),
        Some(due) if context.now < due => Err(Refusal::TooEarly { due }),
        Some(due) => Ok(vec![Event::Deemed { at: due }]),
    }
}

/// The deeming that is true at now but not written down yet; nothing where there is none.
pub(super) fn written_deeming(transmittal: &Transmittal, context: &Context<'_>) -> Vec<Event> {
    transmittal.running_due().filter(|due| *due <= context.now).map(|at| Event::Deemed { at }).into_iter().collect()
}
