//! 工作交接 (二(二)¶2): what is open goes from predecessor to successor, with a list that both confirm.

use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::open_work::PersonalHandover;
use crate::platform::stored::{self, Held};
use crate::platform::sweep::SWEEP_BATCH_MAX;
use crate::roster::content::{HandoverContent, HandoverItem};
use crate::roster::request::{HandoverConfirmation, HandoverRequest};
use crate::roster::store;
use crate::sections::DESK;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::OfficerId;
use shenguan_rules::roster::{HandoverSide, RosterChange, RosterChangeCommand, RosterChangeRefusal};
use std::collections::BTreeSet;

/// The department whose roster it is lists what lies with a predecessor in person.
pub fn list_handover(act: &mut Act<'_, '_>, id: &str, request: &HandoverRequest) -> Result<Held<RosterChange>> {
    let held = act.get::<RosterChange>(id)?;
    if act.actor().department() != Some(&held.state.department) {
        return Err(Error::refused(RosterChangeRefusal::NotTheirs { department: held.state.department }));
    }
    list(act, held, request)
}

/// The same, whoever acts: a filing by the other side may put a change into force, and time does. But for the handover itself.
pub(super) fn list(
    act: &mut Act<'_, '_>,
    held: Held<RosterChange>,
    request: &HandoverRequest,
) -> Result<Held<RosterChange>> {
    let predecessor = officer("predecessor", &request.predecessor)?;
    let successor = officer("successor", &request.successor)?;
    let now = act.now();
    let tasks = store::open_tasks(act.tx(), &held.state.department, &predecessor, now)?;
    let items: Vec<HandoverItem> = tasks
        .into_iter()
        .filter(|task| task.subject_id != held.id)
        .map(|task| HandoverItem { kind: task.subject_kind, id: task.subject_id, task: task.task })
        .collect();
    let count = items.len();
    let content = act.content(&HandoverContent { items })?;
    act.command(held, RosterChangeCommand::ListHandover { predecessor, successor, items: count, content })
}

/// Makes the lists that were planned for the day from which a change holds.
pub(super) fn list_planned(act: &mut Act<'_, '_>, held: &Held<RosterChange>) -> Result<()> {
    held.state.planned.iter().try_for_each(|planned| {
        let (predecessor, successor) = (planned.predecessor.to_string(), planned.successor.to_string());
        let held = act.get::<RosterChange>(&held.id)?;
        list(act, held, &HandoverRequest { predecessor, successor }).map(drop)
    })
}

/// Makes the lists of the changes that hold from today on; of how many changes.
pub fn list_due(act: &mut Act<'_, '_>) -> Result<usize> {
    let now = act.now();
    let due = store::hand_over_due(act.tx(), now, SWEEP_BATCH_MAX)?;
    for id in &due {
        let held = act.get::<RosterChange>(id)?;
        list_planned(act, &held)?;
    }
    Ok(due.len())
}

/// One of the two confirms. With the second the items are the successor's.
pub fn confirm_handover(act: &mut Act<'_, '_>, id: &str, request: &HandoverConfirmation) -> Result<Held<RosterChange>> {
    let held = act.get::<RosterChange>(id)?;
    let predecessor = officer("predecessor", &request.predecessor)?;
    let successor = officer("successor", &request.successor)?;
    let side = match request.side.as_str() {
        "predecessor" => HandoverSide::Predecessor,
        "successor" => HandoverSide::Successor,
        _ => return Err(Error::field("side", "FIELD_WORD_UNKNOWN")),
    };
    let predecessor_left = act.directory()?.has_left(&predecessor, local_date(act.now()));
    let command = RosterChangeCommand::ConfirmHandover {
        predecessor: predecessor.clone(),
        successor: successor.clone(),
        side,
        predecessor_left,
    };
    let held = act.command(held, command)?;
    let done = held.state.handover(&predecessor, &successor).filter(|handover| handover.is_done());
    if let Some(handover) = done {
        let body = stored::content(act.tx(), handover.content.as_str())?;
        let list: HandoverContent = body.map(serde_json::from_value).transpose()?.unwrap_or_default();
        pass_on(act, &held.state, &list, &predecessor, &successor)?;
    }
    Ok(held)
}

/// Hands the successor what is on the list and still lies with the predecessor.
fn pass_on(
    act: &mut Act<'_, '_>,
    change: &RosterChange,
    list: &HandoverContent,
    predecessor: &OfficerId,
    successor: &OfficerId,
) -> Result<()> {
    let now = act.now();
    let open = store::open_tasks(act.tx(), &change.department, predecessor, now)?;
    let listed = |task: &store::OpenTask| list.items.iter().any(|item| item.id == task.subject_id);
    let open: BTreeSet<(String, String)> =
        open.into_iter().filter(listed).map(|task| (task.subject_kind, task.subject_id)).collect();
    let handover = PersonalHandover { predecessor: predecessor.clone(), successor: successor.clone() };
    open.iter().try_for_each(|(kind, id)| DESK.kind(kind)?.hand_over(act, id, &handover))
}

fn officer(field: &'static str, id: &str) -> Result<OfficerId> {
    OfficerId::parse(id).map_err(|_| Error::field(field, "OFFICER_UNKNOWN"))
}
