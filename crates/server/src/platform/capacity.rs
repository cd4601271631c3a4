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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, date};
    use jiff::{Span, ToSpan as _};
    use shenguan_rules::calendar::midnight_of;
    use shenguan_rules::party::{DepartmentCode, DesignationId, OfficerId, Side};
    use shenguan_rules::roster::{Designation, Role};

    const FIRST: Date = Date::constant(2026, 9, 28);

    fn clerk() -> Actor {
        Actor::Officer {
            officer: OfficerId::parse("o-1").unwrap(),
            department: DepartmentCode::parse("YJJ").unwrap(),
            side: Side::Regulation,
            roles: [Role::LiaisonOfficer].into(),
            acting_for: None,
        }
    }

    fn directory(from: Date, to: Option<Date>) -> Directory {
        let mut directory = Directory::empty();
        let named = Designation {
            id: DesignationId::parse("d-1").unwrap(),
            officer: OfficerId::parse("o-1").unwrap(),
            department: DepartmentCode::parse("YJJ").unwrap(),
            section: None,
            role: Role::LiaisonOfficer,
            from,
            to,
            basis: None,
        };
        directory.enter_designation("d-1", &named);
        directory
    }

    /// For every designation of some days and every edge of a day: an act is taken where the designation is in force at that instant, and
    /// nowhere else.
    #[test]
    fn no_act_is_taken_without_a_designation_in_force_at_its_instant() {
        let day = |days: i64| FIRST.checked_add(days.days()).unwrap();
        for (from, days) in (0..4).flat_map(|from| (0..4).map(move |days| (from, days))) {
            let (begins, ends) = (day(from), day(from + days));
            let directory = directory(begins, Some(ends));
            let first = midnight_of(begins).unwrap();
            let after = midnight_of(ends.checked_add(1.day()).unwrap()).unwrap();
            let micro = Span::new().microseconds(1);
            for (at, taken) in [
                (first.checked_sub(micro).unwrap(), false),
                (first, true),
                (after.checked_sub(micro).unwrap(), true),
                (after, false),
            ] {
                assert_eq!(others(&directory, &clerk(), at).is_ok(), taken, "{begins} to {ends} at {at}");
            }
        }
        let nobody = Directory::empty();
        assert!(others(&nobody, &clerk(), midnight_of(date(2026, 9, 30)).unwrap()).is_err());
        assert!(others(&nobody, &Actor::Setup, midnight_of(date(2026, 9, 30)).unwrap()).is_ok());
    }
}
