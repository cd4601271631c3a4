//! Leaves and stand-ins, by given, when, then; and what holds whatever leaves and returns there are.

use super::*;
use crate::party::fixtures::{act, administrator, by, code, digest, section};
use crate::party::{DesignationId, Officer, OfficerId, Side, SubstitutionId};
use crate::subject::{Actor, Refusal};
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// The day of the fixtures.
const TODAY: Date = Date::constant(2026, 11, 23);

fn officer(id: &str) -> Officer {
    let id = OfficerId::parse(id).unwrap();
    Officer { id, department: code("ZJJ"), section: Some(section("1")), content: digest('a'), left_on: None }
}

fn named(id: &str, role: Role, in_section: Option<&str>) -> Designation {
    Designation {
        id: DesignationId::parse(format!("d-{id}-{}", role.as_str().replace('_', "-"))).unwrap(),
        officer: OfficerId::parse(id).unwrap(),
        department: code("ZJJ"),
        section: in_section.map(section),
        role,
        from: date(2020, 1, 1),
        to: None,
        basis: None,
    }
}

/// The people of an authority: `head`, `clerk` and `other` of section 1, `deputy` and `chief` who lead, `idle` without a role.
struct Office {
    officers: Vec<Officer>,
    designations: Vec<Designation>,
    substitutions: Vec<Substitution>,
    open_tasks: usize,
}

impl Office {
    fn new() -> Self {
        Self {
            officers: ["head", "clerk", "other", "deputy", "chief", "idle"].map(officer).into(),
            designations: vec![
                named("head", Role::ResponsibleOfficer, Some("1")),
                named("clerk", Role::LiaisonOfficer, Some("1")),
                named("deputy", Role::LeaderInCharge, None),
                named("chief", Role::PrincipalLeader, None),
            ],
            substitutions: Vec::new(),
            open_tasks: 0,
        }
    }

    fn leave(&self, who: &str, stand_in: Option<&str>, from: Date, to: Date) -> SubstitutionCommand {
        let person = |id: &str| self.officers.iter().find(|known| known.id.as_str() == id).cloned().unwrap();
        SubstitutionCommand::Begin(Box::new(Leave {
            id: SubstitutionId::parse(format!("s-{}", self.substitutions.len())).unwrap(),
            number: "DL-2026-000001".to_owned(),
            officer: person(who),
            stand_in: stand_in.map(person),
            from,
            to,
            officers: self.officers.clone(),
            designations: self.designations.clone(),
            substitutions: self.substitutions.clone(),
            open_tasks: self.open_tasks,
        }))
    }

    fn goes(&mut self, who: &str, stand_in: Option<&str>, from: Date, to: Date) -> Result<(), SubstitutionRefusal> {
        let held = act::<Substitution>(None, self.leave(who, stand_in, from, to), &administrator("a-1"))?;
        self.substitutions.push(held);
        Ok(())
    }

    fn refused(&mut self, who: &str, stand_in: Option<&str>, from: Date, to: Date) -> SubstitutionRefusal {
        self.goes(who, stand_in, from, to).unwrap_err()
    }

    fn on<T>(&self, look: impl FnOnce(&Roster<'_>) -> T) -> T {
        let officers: Vec<_> = self.officers.iter().collect();
        let designations: Vec<_> = self.designations.iter().collect();
        let substitutions: Vec<_> = self.substitutions.iter().collect();
        look(&Roster { officers: &officers, designations: &designations, substitutions: &substitutions })
    }

    fn capacities(&self, who: &str, on: Date) -> Capacities {
        self.on(|roster| roster.capacities(&OfficerId::parse(who).unwrap(), on))
    }

    fn reached(&self, who: &str, on: Date) -> Option<String> {
        self.on(|roster| roster.reached(&OfficerId::parse(who).unwrap(), on)).map(|officer| officer.to_string())
    }
}

fn day(days: i64) -> Date {
    TODAY.checked_add(jiff::Span::new().days(days)).unwrap()
}

#[test]
fn a_stand_in_has_the_roles_of_the_absent_from_the_first_day_to_the_last_and_gives_them_back_by_himself() {
    let mut office = Office::new();
    office.goes("clerk", Some("idle"), day(1), day(3)).unwrap();
    let clerk = OfficerId::parse("clerk").unwrap();
    for (on, stands_in) in [(day(0), false), (day(1), true), (day(3), true), (day(4), false)] {
        let capacities = office.capacities("idle", on);
        assert_eq!(capacities.acting_for(&clerk), stands_in.then(|| [Role::LiaisonOfficer].into()), "{on}");
        assert_eq!(capacities.own, [].into(), "{on}");
        assert_eq!(office.reached("clerk", on).unwrap(), if stands_in { "idle" } else { "clerk" });
    }
}

#[test]
fn a_chain_of_stand_ins_leads_to_whoever_is_there() {
    let mut office = Office::new();
    office.goes("clerk", Some("other"), day(0), day(9)).unwrap();
    office.goes("other", Some("idle"), day(2), day(4)).unwrap();
    for (on, reached) in [(day(1), "other"), (day(2), "idle"), (day(4), "idle"), (day(5), "other"), (day(10), "clerk")]
    {
        assert_eq!(office.reached("clerk", on).unwrap(), reached, "{on}");
    }
    let clerk = OfficerId::parse("clerk").unwrap();
    assert!(office.capacities("idle", day(3)).acting_for(&clerk).is_some());
    assert_eq!(office.capacities("other", day(3)).acting_for(&clerk), None, "exactly one stands in");
}

#[test]
fn stand_ins_that_come_back_to_where_they_began_are_refused_with_their_names_and_the_day() {
    let mut office = Office::new();
    office.goes("clerk", Some("other"), day(0), day(5)).unwrap();
    office.goes("other", Some("idle"), day(3), day(8)).unwrap();
    let refusal = office.refused("idle", Some("clerk"), day(1), day(4));
    let way = ["idle", "clerk", "other", "idle"].map(|id| OfficerId::parse(id).unwrap());
    assert_eq!(refusal, SubstitutionRefusal::Cycle { way: way.into(), on: day(3) });
    assert!(office.goes("idle", Some("clerk"), day(6), day(8)).is_ok(), "the clerk is back by then");
}

#[test]
fn a_leaders_stand_in_is_a_leader_of_that_level_himself() {
    let mut office = Office::new();
    let level = |refusal: SubstitutionRefusal| (refusal.code(), refusal.clause());
    let expected = ("STAND_IN_LEVEL", Some("二（四）4"));
    assert_eq!(level(office.refused("chief", Some("deputy"), day(0), day(1))), expected);
    assert_eq!(level(office.refused("deputy", Some("head"), day(0), day(1))), expected);
    office.goes("deputy", Some("chief"), day(0), day(1)).unwrap();
    office.designations.push(named("deputy", Role::PrincipalLeader, None));
    office.goes("chief", Some("deputy"), day(2), day(3)).unwrap();
    let chief = OfficerId::parse("chief").unwrap();
    assert!(office.capacities("deputy", day(2)).acting_for(&chief).unwrap().contains(&Role::PrincipalLeader));
    // The leave was allowed by a designation that has ended meanwhile: the level goes with it.
    office.designations.last_mut().unwrap().to = Some(day(2));
    assert_eq!(office.capacities("deputy", day(3)).acting_for(&chief), None);
}

#[test]
fn nobody_goes_while_a_role_would_have_nobody_who_is_reached() {
    let mut office = Office::new();
    let refusal = office.refused("clerk", None, day(0), day(1));
    let expected =
        SubstitutionRefusal::RoleUnreachable { role: Role::LiaisonOfficer, section: Some(section("1")), on: day(0) };
    assert_eq!((refusal.clause(), refusal), (Some("二（二）¶3"), expected));
    office.goes("idle", None, day(0), day(1)).unwrap();
    assert_eq!(office.refused("clerk", Some("idle"), day(1), day(2)).code(), "STAND_IN_AWAY");
    office.goes("clerk", Some("other"), day(1), day(2)).unwrap();
    let refusal = office.refused("other", None, day(2), day(4));
    let clerk = OfficerId::parse("clerk").unwrap();
    assert_eq!(refusal, SubstitutionRefusal::StandsInForOthers { officer: clerk, on: day(2) });
    office.goes("other", Some("idle"), day(2), day(4)).unwrap();
    assert_eq!(office.reached("clerk", day(2)).unwrap(), "idle");
}

#[test]
fn a_second_holder_of_a_role_covers_it_but_not_what_lies_with_the_first_in_person() {
    let mut office = Office::new();
    office.designations.push(named("other", Role::LiaisonOfficer, Some("1")));
    office.open_tasks = 2;
    assert_eq!(office.refused("clerk", None, day(0), day(1)), SubstitutionRefusal::OpenTasksLeft { count: 2 });
    office.open_tasks = 0;
    office.goes("clerk", None, day(0), day(1)).unwrap();
    assert_eq!(office.refused("other", None, day(1), day(2)).code(), "ROLE_UNREACHABLE");
}

#[test]
fn a_leave_has_its_days_ahead_its_own_people_and_one_at_a_time() {
    let mut office = Office::new();
    let mut code_of = |who, stand_in, from, to| office.refused(who, stand_in, from, to).code();
    assert_eq!(code_of("clerk", Some("idle"), day(2), day(1)), "END_BEFORE_BEGIN");
    assert_eq!(code_of("clerk", Some("idle"), day(-1), day(1)), "LEAVE_IN_PAST");
    assert_eq!(code_of("clerk", Some("idle"), day(0), day(366)), "LEAVE_TOO_LONG");
    assert_eq!(code_of("clerk", Some("clerk"), day(0), day(1)), "STAND_IN_SELF");
    office.officers[5].left_on = Some(day(4));
    assert_eq!(office.refused("clerk", Some("idle"), day(0), day(5)).code(), "STAND_IN_LEFT");
    assert_eq!(office.refused("idle", None, day(0), day(5)).code(), "OFFICER_LEFT");
    office.goes("clerk", Some("idle"), day(0), day(4)).unwrap();
    assert_eq!(office.refused("clerk", Some("other"), day(4), day(5)).code(), "LEAVE_OVERLAPS");
    office.officers[2].department = code("HBJ");
    assert_eq!(office.refused("head", Some("other"), day(0), day(1)).code(), "STAND_IN_OF_OTHER_DEPARTMENT");
}

#[test]
fn it_is_arranged_by_who_goes_or_by_who_keeps_the_roster() {
    let office = Office::new();
    let arranged = |actor: &Actor| {
        act::<Substitution>(None, office.leave("clerk", Some("idle"), day(0), day(1)), actor).map_err(|no| no.code())
    };
    let clerk = |id: &str| Actor::Officer {
        officer: OfficerId::parse(id).unwrap(),
        department: code("ZJJ"),
        side: Side::Regulation,
        roles: [Role::LiaisonOfficer].into(),
        acting_for: None,
    };
    assert!(arranged(&clerk("clerk")).is_ok());
    assert!(arranged(&by("ZJJ", Side::Regulation, &[Role::ResponsibleOfficer])).is_ok());
    assert_eq!(arranged(&clerk("idle")), Err("SUBSTITUTION_NOT_ENTITLED"));
    assert_eq!(arranged(&by("HBJ", Side::Regulation, &[Role::PrincipalLeader])), Err("SUBSTITUTION_NOT_ENTITLED"));
}

#[test]
fn a_leave_ends_early_or_is_called_off_and_what_is_over_stays() {
    let mut office = Office::new();
    office.goes("clerk", Some("idle"), day(0), day(5)).unwrap();
    let held = office.substitutions.pop().unwrap();
    let end = |on| act(Some(held.clone()), SubstitutionCommand::End { on }, &administrator("a-1"));
    assert_eq!(end(day(1)).unwrap().to, day(1));
    assert!(!end(day(-1)).unwrap().in_force(TODAY), "called off on its first day");
    assert_eq!(end(day(5)).unwrap_err().code(), "LEAVE_ENDED");
    assert_eq!(end(day(-2)).unwrap_err().code(), "LEAVE_IN_PAST");
    let over = Substitution { from: day(-9), to: day(-2), ..held.clone() };
    assert_eq!(
        act(Some(over), SubstitutionCommand::End { on: day(-1) }, &administrator("a-1")).unwrap_err().code(),
        "LEAVE_ENDED"
    );
    assert_eq!(
        act::<Substitution>(None, SubstitutionCommand::End { on: day(1) }, &administrator("a-1")).unwrap_err().code(),
        "SUBSTITUTION_UNKNOWN"
    );
}

const PEOPLE: [&str; 6] = ["head", "clerk", "other", "deputy", "chief", "idle"];

proptest! {
    /// Whatever leaves and returns are taken, every open item has exactly one owner every day, and it is somebody who is there.
    #[test]
    fn every_open_item_has_one_owner_who_is_there(
        steps in prop::collection::vec((0..6_usize, prop::option::of(0..6_usize), 0..20_i64, 0..10_i64, any::<bool>()), 1..24),
        handed in prop::option::of(0..6_usize),
        asked in 0..30_i64,
    ) {
        let mut office = Office::new();
        // What lies with somebody in person keeps him from going without a stand-in; here everybody has something.
        office.open_tasks = 1;
        for (who, stand_in, from, days, returns) in steps {
            if returns && !office.substitutions.is_empty() {
                let place = who % office.substitutions.len();
                let held = office.substitutions[place].clone();
                if let Ok(ended) = act(Some(held), SubstitutionCommand::End { on: day(from) }, &administrator("a-1")) {
                    office.substitutions[place] = ended;
                }
                continue;
            }
            let _ = office.goes(PEOPLE[who], stand_in.map(|it| PEOPLE[it]), day(from), day(from + days));
        }
        let place = Place {
            department: code("ZJJ"),
            section: Some(section("1")),
            officer: handed.map(|it| OfficerId::parse(PEOPLE[it]).unwrap()),
        };
        let (owner, away) = office.on(|roster| {
            let owner = roster.owner(&place, day(asked));
            let away = owner.as_ref().is_some_and(|owner| roster.leave(owner, day(asked)).is_some());
            (owner, away)
        });
        prop_assert!(owner.is_some(), "{:?}", office.substitutions);
        prop_assert!(!away, "{owner:?} is away: {:?}", office.substitutions);
        // And each role that has a holder has exactly one in whose capacity it is acted, or the holder himself.
        for who in PEOPLE {
            let absent = OfficerId::parse(who).unwrap();
            let standing = PEOPLE.iter().filter(|it| office.capacities(it, day(asked)).acting_for(&absent).is_some()).count();
            prop_assert!(standing <= 1);
        }
    }
}
