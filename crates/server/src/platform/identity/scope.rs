//! The one predicate that every list, badge, count, export and feed goes through. What is outside it does not exist: 404, not 403.

use shenguan_db::Value;
use shenguan_rules::party::{DepartmentCode, Side};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;

/// What a caller may know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What the department sent, what was addressed or copied to it.
    Department(DepartmentCode),
    /// Everything in the city: 督查人员 of 三(三), who read and do not act.
    City,
    /// No content at all: a system administrator, or an officer without a role in force.
    None,
}

impl Scope {
    /// The scope that an actor's roles give.
    pub fn of(actor: &Actor) -> Self {
        match actor {
            Actor::System { department, .. } => Self::Department(department.clone()),
            Actor::Officer { side, roles, .. }
                if *side == Side::Oversight && roles.contains(&Role::OversightOfficer) =>
            {
                Self::City
            }
            Actor::Officer { department, roles, .. } if roles.iter().any(|role| *role != Role::SystemAdministrator) => {
                Self::Department(department.clone())
            }
            _ => Self::None,
        }
    }

    /// The predicate for `alias`, a table of subjects of `kind` with column `id`. Its parameters begin at `$first_place`.
    /// `WHERE {predicate}` or `AND {predicate}`; valid on both databases.
    pub fn predicate(&self, alias: &str, kind: &str, first_place: usize) -> (String, Vec<Value>) {
        match self {
            Self::Department(department) => {
                let second_place = first_place + 1;
                let sql = format!(
                    "EXISTS (SELECT 1 FROM reader WHERE reader.department = ${first_place} \
                     AND reader.subject_kind = ${second_place} AND reader.subject_id = {alias}.id)"
                );
                (sql, vec![department.as_str().into(), kind.into()])
            }
            Self::City => ("1 = 1".to_owned(), Vec::new()),
            Self::None => ("1 = 0".to_owned(), Vec::new()),
        }
    }

    /// Whether all that a department sent and received lies within the scope: its figures then count nothing beyond it, for both
    /// ends of a transmittal are its readers.
    pub fn covers(&self, department: &DepartmentCode) -> bool {
        match self {
            Self::Department(own) => own == department,
            Self::City => true,
            Self::None => false,
        }
    }

    /// The predicate for `alias`, the table of tasks or a part of it. A department has tasks only about what it may know of, which
    /// `Act` holds whenever it writes them; so the readers need not be asked for each row. Oversight has no tasks of its own.
    pub fn task_predicate(&self, alias: &str, first_place: usize) -> (String, Vec<Value>) {
        match self {
            Self::Department(department) => {
                (format!("{alias}.department = ${first_place}"), vec![department.as_str().into()])
            }
            Self::City | Self::None => ("1 = 0".to_owned(), Vec::new()),
        }
    }

    /// The department, where the scope is one.
    pub fn department(&self) -> Option<&DepartmentCode> {
        match self {
            Self::Department(department) => Some(department),
            Self::City | Self::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shenguan_rules::party::OfficerId;

    fn officer(side: Side, roles: &[Role]) -> Actor {
        Actor::Officer {
            officer: OfficerId::parse("o-1").unwrap(),
            department: DepartmentCode::parse("ZJJ").unwrap(),
            side,
            roles: roles.iter().copied().collect(),
            acting_for: None,
        }
    }

    #[test]
    fn roles_decide_what_is_seen() {
        let own = Scope::Department(DepartmentCode::parse("ZJJ").unwrap());
        assert_eq!(Scope::of(&officer(Side::Regulation, &[Role::LiaisonOfficer])), own);
        assert_eq!(Scope::of(&officer(Side::Approval, &[Role::SystemAdministrator, Role::LiaisonOfficer])), own);
        assert_eq!(Scope::of(&officer(Side::Oversight, &[Role::OversightOfficer])), Scope::City);
        assert_eq!(Scope::of(&officer(Side::Approval, &[Role::SystemAdministrator])), Scope::None);
        assert_eq!(Scope::of(&officer(Side::Regulation, &[])), Scope::None);
        assert_eq!(Scope::of(&Actor::Time), Scope::None);
    }

    #[test]
    fn an_overseer_in_a_department_that_is_no_oversight_office_sees_only_that_department() {
        let scope = Scope::of(&officer(Side::Regulation, &[Role::OversightOfficer]));
        assert_eq!(scope, Scope::Department(DepartmentCode::parse("ZJJ").unwrap()));
    }

    #[test]
    fn the_parameters_follow_those_before_them() {
        let (sql, values) = Scope::Department(DepartmentCode::parse("ZJJ").unwrap()).predicate("t", "transmittal", 3);
        assert!(sql.contains("= $3") && sql.contains("= $4") && sql.contains("= t.id"), "{sql}");
        assert_eq!(values, vec![Value::from("ZJJ"), Value::from("transmittal")]);
        assert_eq!(Scope::None.predicate("t", "transmittal", 1), ("1 = 0".to_owned(), Vec::new()));
        let own = Scope::Department(DepartmentCode::parse("ZJJ").unwrap());
        assert_eq!(own.task_predicate("k", 2), ("k.department = $2".to_owned(), vec![Value::from("ZJJ")]));
        assert_eq!(Scope::City.task_predicate("k", 1), ("1 = 0".to_owned(), Vec::new()));
    }
}
