//! Who may keep what the platform runs on: departments, items, agreements, rosters.

use super::Role;
use crate::party::{DepartmentCode, Side};
use crate::subject::Actor;

/// The installation itself, or a system administrator: 「市行政审批局负责审管互动平台的搭建和运行维护工作」, 二(三)¶2.
pub fn administers(actor: &Actor) -> bool {
    match actor {
        Actor::Setup => true,
        Actor::Officer { roles, .. } => roles.contains(&Role::SystemAdministrator),
        Actor::System { .. } | Actor::Time => false,
    }
}

/// Items and handover agreements are kept by the bureau: an administrator, the bureau's own system, or one of the bureau's
/// responsible officers or leaders.
pub fn keeps_items(actor: &Actor) -> bool {
    if administers(actor) {
        return true;
    }
    match actor {
        Actor::Officer { side: Side::Approval, roles, .. } => {
            [Role::ResponsibleOfficer, Role::LeaderInCharge, Role::PrincipalLeader]
                .iter()
                .any(|role| roles.contains(role))
        }
        Actor::System { side: Side::Approval, .. } => true,
        _ => false,
    }
}

/// Officers are entered by their own department or by the bureau, with which the lists are filed (备案), 二(二)¶1.
pub fn keeps_officers(actor: &Actor, department: &DepartmentCode) -> bool {
    if administers(actor) {
        return true;
    }
    match actor {
        Actor::Officer { department: own, roles, .. } => {
            own == department && roles.iter().any(|role| names_others(*role))
        }
        Actor::System { department: own, side, .. } => own == department || *side == Side::Approval,
        Actor::Time | Actor::Setup => false,
    }
}

/// Whether the actor may name somebody of `department` to `role`. Nobody raises himself: leaders are named by a principal
/// leader of the department, overseers and administrators by an administrator only.
pub fn may_name(actor: &Actor, department: &DepartmentCode, role: Role) -> bool {
    if administers(actor) {
        return true;
    }
    match role {
        Role::OversightOfficer | Role::SystemAdministrator => false,
        Role::LeaderInCharge | Role::PrincipalLeader => matches!(actor,
            Actor::Officer { department: own, roles, .. } if own == department && roles.contains(&Role::PrincipalLeader)),
        Role::ResponsibleOfficer | Role::LiaisonOfficer | Role::OverallLead | Role::BusinessLead => {
            keeps_officers(actor, department)
        }
    }
}

const fn names_others(role: Role) -> bool {
    matches!(role, Role::ResponsibleOfficer | Role::OverallLead | Role::LeaderInCharge | Role::PrincipalLeader)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::OfficerId;

    fn code(text: &str) -> DepartmentCode {
        DepartmentCode::parse(text).unwrap()
    }

    fn officer(department: &str, side: Side, roles: &[Role]) -> Actor {
        Actor::Officer {
            officer: OfficerId::parse("o-1").unwrap(),
            department: code(department),
            side,
            roles: roles.iter().copied().collect(),
            acting_for: None,
        }
    }

    fn system(department: &str, side: Side) -> Actor {
        Actor::System { department: code(department), side, key: "k".into() }
    }

    #[test]
    fn only_setup_and_administrators_administer() {
        assert!(administers(&Actor::Setup));
        assert!(administers(&officer("SPJ", Side::Approval, &[Role::SystemAdministrator])));
        assert!(!administers(&officer("SPJ", Side::Approval, &[Role::PrincipalLeader])));
        assert!(!administers(&system("SPJ", Side::Approval)));
        assert!(!administers(&Actor::Time));
    }

    #[test]
    fn items_are_kept_by_the_bureau_and_not_by_an_authority() {
        assert!(keeps_items(&system("SPJ", Side::Approval)));
        assert!(keeps_items(&officer("SPJ", Side::Approval, &[Role::ResponsibleOfficer])));
        assert!(!keeps_items(&officer("SPJ", Side::Approval, &[Role::LiaisonOfficer])));
        assert!(!keeps_items(&system("ZJJ", Side::Regulation)));
        assert!(!keeps_items(&officer("ZJJ", Side::Regulation, &[Role::ResponsibleOfficer])));
    }

    #[test]
    fn a_department_enters_its_own_officers_and_not_those_of_another() {
        let head = officer("ZJJ", Side::Regulation, &[Role::ResponsibleOfficer]);
        assert!(keeps_officers(&head, &code("ZJJ")));
        assert!(!keeps_officers(&head, &code("HBJ")));
        assert!(keeps_officers(&system("ZJJ", Side::Regulation), &code("ZJJ")));
        assert!(!keeps_officers(&system("ZJJ", Side::Regulation), &code("HBJ")));
        assert!(keeps_officers(&system("SPJ", Side::Approval), &code("HBJ")));
        assert!(!keeps_officers(&officer("ZJJ", Side::Regulation, &[Role::LiaisonOfficer]), &code("ZJJ")));
    }

    #[test]
    fn nobody_below_names_a_leader_or_an_administrator() {
        let head = officer("ZJJ", Side::Regulation, &[Role::ResponsibleOfficer]);
        let chief = officer("ZJJ", Side::Regulation, &[Role::PrincipalLeader]);
        assert!(may_name(&head, &code("ZJJ"), Role::LiaisonOfficer));
        assert!(!may_name(&head, &code("ZJJ"), Role::PrincipalLeader));
        assert!(may_name(&chief, &code("ZJJ"), Role::LeaderInCharge));
        assert!(!may_name(&chief, &code("HBJ"), Role::LeaderInCharge));
        for role in [Role::OversightOfficer, Role::SystemAdministrator] {
            assert!(!may_name(&chief, &code("ZJJ"), role));
            assert!(!may_name(&system("SPJ", Side::Approval), &code("SPJ"), role));
            assert!(may_name(&officer("SPJ", Side::Approval, &[Role::SystemAdministrator]), &code("ZJJ"), role));
        }
    }
}
