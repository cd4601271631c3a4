//! The state after an event.

use super::event::RosterChangeEvent;
use super::state::{ChangeStage, Filing, Handover, HandoverSide, RosterChange};
use crate::party::{DepartmentCode, OfficerId};

pub(super) fn apply(subject: Option<RosterChange>, event: &RosterChangeEvent) -> Option<RosterChange> {
    if let RosterChangeEvent::ChangeDrafted(drafted) = event {
        let drafted = drafted.as_ref().clone();
        return Some(RosterChange {
            id: drafted.id,
            number: drafted.number,
            department: drafted.department,
            letter: drafted.letter,
            to: drafted.to,
            lines: drafted.lines,
            stated_on: drafted.stated_on,
            content: drafted.content,
            stage: ChangeStage::Drafted,
            filings: Vec::new(),
            handovers: Vec::new(),
            planned: Vec::new(),
        });
    }
    let mut held = subject?;
    match event {
        RosterChangeEvent::ChangeDrafted(_) => {}
        RosterChangeEvent::ChangeSent { at, number, on } => {
            held.stage = match on {
                Some(on) => ChangeStage::InForce { number: number.clone(), at: *at, on: *on },
                None => ChangeStage::Sent { number: number.clone(), at: *at },
            };
        }
        RosterChangeEvent::ChangeFiled { at, by, department, on } => {
            held.filings.push(Filing { department: department.clone(), at: *at, by: by.clone() });
            if let (Some(on), ChangeStage::Sent { number, at }) = (on, &held.stage) {
                held.stage = ChangeStage::InForce { number: number.clone(), at: *at, on: *on };
            }
        }
        RosterChangeEvent::HandoversPlanned { planned } => held.planned.clone_from(planned),
        RosterChangeEvent::HandoverListed { predecessor, successor, items, content } => {
            held.planned.retain(|it| it.predecessor != *predecessor || it.successor != *successor);
            held.handovers.push(Handover {
                predecessor: predecessor.clone(),
                successor: successor.clone(),
                items: *items,
                content: content.clone(),
                handed_at: None,
                handed_by: None,
                taken_at: None,
                taken_by: None,
            });
        }
        RosterChangeEvent::HandoverConfirmed { at, by, predecessor, successor, side } => {
            let found =
                held.handovers.iter_mut().find(|it| it.predecessor == *predecessor && it.successor == *successor);
            if let Some(handover) = found {
                match side {
                    HandoverSide::Predecessor => {
                        (handover.handed_at, handover.handed_by) = (Some(*at), Some(by.clone()));
                    }
                    HandoverSide::Successor => (handover.taken_at, handover.taken_by) = (Some(*at), Some(by.clone())),
                }
            }
        }
        RosterChangeEvent::ChangeWithdrawn { .. } => held.stage = ChangeStage::Withdrawn,
        RosterChangeEvent::ChangeSucceeded { department, successor, .. } => succeeded(&mut held, department, successor),
    }
    Some(held)
}

/// The roster of a department that is gone changes no more, and its successor takes over what is open as a whole: a list that
/// somebody has still to confirm is without object.
fn succeeded(held: &mut RosterChange, department: &DepartmentCode, successor: &DepartmentCode) {
    if held.department == *department {
        if !matches!(held.stage, ChangeStage::InForce { .. }) {
            held.stage = ChangeStage::Withdrawn;
        }
        held.handovers.retain(Handover::is_done);
        held.planned.clear();
        return;
    }
    let is_there_already = held.to.contains(successor);
    held.to.retain(|to| to != department || !is_there_already);
    for to in held.to.iter_mut().filter(|to| *to == department) {
        to.clone_from(successor);
    }
}

impl RosterChange {
    /// What goes from one to the other.
    pub fn handover(&self, predecessor: &OfficerId, successor: &OfficerId) -> Option<&Handover> {
        self.handovers.iter().find(|it| it.predecessor == *predecessor && it.successor == *successor)
    }
}
