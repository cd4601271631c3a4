//! In which capacity an act is done: at its own instant, in the officer's own place or in that of an officer stood in for (代).

use crate::platform::directory::Directory;
use crate::platform::error::{Error, Refused, RefusedKind, Result};
use crate::platform::stored::{Task, TaskList};
use jiff::Timestamp;
use shenguan_rules::calendar::local_date;
use shenguan_rules::subject::Actor;

/// The further capacities of an actor at an instant, beside the one in which he came; none for whoever is no officer. Refuses an actor
/// whose roles are not in force at that instant, whatever they were when the request came.
///
/// 「要指派专人（审批与监管责任人和联络人）负责审管互动平台的信息接收和推送工作」: no act without a designation in force.
pub(super) fn others(directory: &Directory, actor: &Actor, now: Timestamp) -> Result<Vec<Actor>> {
    let Actor::Officer { officer, department, side, roles, acting_for } = actor else { return Ok(Vec::new()) };
    let held = directory.capacities_of(officer, local_date(now));
    let in_force = match acting_for {
        None => Some(held.own.clone()),
        Some(absent) => held.acting_for(absent),
    };
    if !in_force.is_some_and(|in_force| roles.is_subset(&in_force)) {
        return Err(Error::Refused(Box::new(Refused {
            code: "DESIGNATION_NOT_IN_FORCE",
            clause: Some("二（三）¶2"),
            field: None,
            arguments: Vec::new(),
            kind: RefusedKind::Authority,
        })));
    }
    let absent = held.stood_in_for.keys().filter(|absent| Some(*absent) != acting_for.as_ref());
    let others = absent.filter_map(|absent| {
        Some(Actor::Officer {
            officer: officer.clone(),
            department: department.clone(),
            side: *side,
            roles: held.acting_for(absent)?,
            acting_for: Some(absent.clone()),
        })
    });
    Ok(others.collect())
}

/// The order in which a command is judged until it is taken: what lies with an absent officer in person is done in that officer's
/// place; else the actor comes as he is, and then in each further capacity.
pub(super) fn in_order<'a>(actor: &'a Actor, others: &'a [Actor], tasks: &[Task]) -> Vec<&'a Actor> {
    let lies_with =
        |wanted: &str| tasks.iter().any(|task| task.list == TaskList::Todo && task.officer.as_deref() == Some(wanted));
    let (first, later): (Vec<&Actor>, Vec<&Actor>) =
        others.iter().partition(|other| other.acting_for().is_some_and(|absent| lies_with(absent.as_str())));
    let own = actor.officer().is_some_and(|officer| lies_with(officer.as_str()));
    let (mut before, mut after) = if own { (Vec::new(), first) } else { (first, Vec::new()) };
    before.push(actor);
    before.append(&mut after);
    before.extend(later);
    before
}
