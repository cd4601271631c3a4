//! 代理 (AB角, A14) on a day: who is reached in whose place, in which capacities an officer acts, who has an open item.

use super::substitution::Substitution;
use super::{Designation, Role, roles_of};
use crate::party::{DepartmentCode, Officer, OfficerId, SectionCode};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Everything about people that decides who acts, who is reached, and who has what.
#[derive(Clone, Copy, Debug)]
pub struct Roster<'a> {
    /// The people; whoever has left has nothing any more.
    pub officers: &'a [&'a Officer],
    /// Who is named to what.
    pub designations: &'a [&'a Designation],
    /// Who is away, and who stands in.
    pub substitutions: &'a [&'a Substitution],
}

/// In which capacities an officer acts on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capacities {
    /// The roles of the officer's own designations.
    pub own: BTreeSet<Role>,
    /// The roles of each officer stood in for; only those that a stand-in may carry.
    pub stood_in_for: BTreeMap<OfficerId, BTreeSet<Role>>,
}

/// Where an open item lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose it is.
    pub department: DepartmentCode,
    /// The section that has it.
    pub section: Option<SectionCode>,
    /// The officer that it was handed to.
    pub officer: Option<OfficerId>,
}

/// Who has an item that lies in a section, the nearest first.
const OF_SECTION: [Role; 3] = [Role::LiaisonOfficer, Role::ResponsibleOfficer, Role::BusinessLead];
/// And who of the department, where nobody of the section is reached.
const OF_DEPARTMENT: [Role; 6] = [
    Role::LiaisonOfficer,
    Role::ResponsibleOfficer,
    Role::OverallLead,
    Role::BusinessLead,
    Role::LeaderInCharge,
    Role::PrincipalLeader,
];

/// Whether a stand-in with these roles of his own carries a role of another. 「经请示…主要领导同意」: what only a leader may do, only a
/// leader of that level does in his place; overseers and administrators are named by an administrator and by nobody's leave.
pub fn carries(role: Role, own: &BTreeSet<Role>) -> bool {
    match role {
        Role::LeaderInCharge => own.contains(&Role::LeaderInCharge) || own.contains(&Role::PrincipalLeader),
        Role::PrincipalLeader | Role::OversightOfficer | Role::SystemAdministrator => own.contains(&role),
        Role::ResponsibleOfficer | Role::LiaisonOfficer | Role::OverallLead | Role::BusinessLead => true,
    }
}

impl Capacities {
    /// All roles together.
    pub fn all(&self) -> BTreeSet<Role> {
        self.stood_in_for.values().flatten().chain(&self.own).copied().collect()
    }

    /// The roles in which the officer acts for another: his own and those of that one.
    pub fn acting_for(&self, absent: &OfficerId) -> Option<BTreeSet<Role>> {
        let carried = self.stood_in_for.get(absent)?;
        Some(self.own.union(carried).copied().collect())
    }
}

impl Roster<'_> {
    /// The roles of an officer's own designations.
    pub fn own_roles(&self, officer: &OfficerId, on: Date) -> BTreeSet<Role> {
        roles_of(self.designations.iter().copied(), officer, on)
    }

    /// Everybody on the way from an officer to whoever is reached in his place: himself first. Ends at somebody who is there, at
    /// somebody away without a stand-in, or where it comes back to somebody on it.
    pub fn way(&self, officer: &OfficerId, on: Date) -> Vec<OfficerId> {
        let mut way = vec![officer.clone()];
        while let Some(next) = way.last().and_then(|last| self.leave(last, on)).and_then(|away| away.stand_in.as_ref())
        {
            let again = way.contains(next);
            way.push(next.clone());
            if again {
                break;
            }
        }
        way
    }

    /// Who is reached where an officer is wanted: himself while he is there, else along the stand-ins; nobody, where the way ends
    /// with somebody who is away or has left.
    pub fn reached(&self, officer: &OfficerId, on: Date) -> Option<OfficerId> {
        let last = self.way(officer, on).pop()?;
        (self.leave(&last, on).is_none() && self.serves(&last, on)).then_some(last)
    }

    /// In which capacities an officer acts. Whoever comes back to work early acts in his own place as well.
    pub fn capacities(&self, officer: &OfficerId, on: Date) -> Capacities {
        let own = self.own_roles(officer, on);
        let absent = self.substitutions.iter().filter(|away| away.in_force(on) && away.officer != *officer);
        let stood_in_for = absent
            .filter(|away| self.reached(&away.officer, on).as_ref() == Some(officer))
            .map(|away| {
                let roles = self.own_roles(&away.officer, on).into_iter().filter(|role| carries(*role, &own)).collect();
                (away.officer.clone(), roles)
            })
            .filter(|(_, roles): &(_, BTreeSet<Role>)| !roles.is_empty())
            .collect();
        Capacities { own, stood_in_for }
    }

    /// Who has an open item: whom it was handed to, or whoever stands in; else the section's own people, then the department's, up to
    /// its leaders, then those of its other sections, by their codes. One, or nobody where nobody of the department is reached; never
    /// two.
    pub fn owner(&self, place: &Place, on: Date) -> Option<OfficerId> {
        let handed = place.officer.as_ref().filter(|officer| self.serves(officer, on));
        let reached = handed.and_then(|officer| self.reached(officer, on));
        // Whoever has no role in force, of his own or in another's place, does no act.
        if let Some(reached) = reached.filter(|officer| !self.capacities(officer, on).all().is_empty()) {
            return Some(reached);
        }
        let of_section =
            OF_SECTION.iter().filter(|_| place.section.is_some()).map(|role| (*role, place.section.as_ref()));
        let of_department = OF_DEPARTMENT.iter().map(|role| (*role, None));
        let others: BTreeSet<&SectionCode> =
            self.designations.iter().filter_map(|named| named.section.as_ref()).collect();
        let of_others = others.into_iter().flat_map(|section| OF_SECTION.map(|role| (role, Some(section))));
        let mut all = of_section.chain(of_department).chain(of_others);
        all.find_map(|(role, section)| self.holder(&place.department, section, role, on))
    }

    /// Who is reached in a role of a place: the first of its holders, by the day since when, of whom anybody is reached.
    pub fn holder(
        &self,
        department: &DepartmentCode,
        section: Option<&SectionCode>,
        role: Role,
        on: Date,
    ) -> Option<OfficerId> {
        let mut named: Vec<&Designation> = self
            .designations
            .iter()
            .copied()
            .filter(|named| named.in_force(on) && named.role == role)
            .filter(|named| named.department == *department && named.section.as_ref() == section)
            .collect();
        named.sort_by_key(|named| (named.from, &named.officer));
        named.into_iter().find_map(|named| {
            let reached = self.reached(&named.officer, on)?;
            (reached == named.officer || carries(role, &self.own_roles(&reached, on))).then_some(reached)
        })
    }

    /// The roles with a holder of whom nobody is reached.
    pub fn unreachable(&self, on: Date) -> BTreeSet<(DepartmentCode, Option<SectionCode>, Role)> {
        let named =
            self.designations.iter().filter(|named| named.in_force(on) && named.role != Role::SystemAdministrator);
        named
            .filter(|named| self.holder(&named.department, named.section.as_ref(), named.role, on).is_none())
            .map(|named| (named.department.clone(), named.section.clone(), named.role))
            .collect()
    }

    /// The leave that an officer is on.
    pub fn leave(&self, officer: &OfficerId, on: Date) -> Option<&Substitution> {
        self.substitutions.iter().copied().find(|away| away.officer == *officer && away.in_force(on))
    }

    fn serves(&self, officer: &OfficerId, on: Date) -> bool {
        self.officers.iter().any(|known| known.id == *officer && known.serves_on(on))
    }
}
