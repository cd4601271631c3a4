//! Whom a task concerns on a day: one function, by the roster in force, stand-ins included.

use crate::platform::directory::Directory;
use jiff::civil::Date;
use shenguan_rules::party::{DepartmentCode, OfficerId, SectionCode};
use shenguan_rules::roster::{Role, Roster};

/// Whom a task concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// Who has it.
    pub owners: Vec<OfficerId>,
    /// 责任人 above them.
    pub responsible: Vec<OfficerId>,
    /// 分管领导, or the principal leader where none is reached.
    pub leaders: Vec<OfficerId>,
}

/// 责任人 and those who stand for one.
const RESPONSIBLE: &[Role] = &[Role::ResponsibleOfficer, Role::BusinessLead];

/// The officer who has it; else the liaison officers of the section, else those of the department, else its responsible officers, else
/// its leaders; for each of them who is reached in his place (A14). 「联络人主要负责审批与监管部门的日常工作联系，通过审管互动平台及时接收与
/// 发送审批监管信息」, 二(二)¶3.
pub fn owners_of(
    directory: &Directory,
    department: &DepartmentCode,
    section: Option<&str>,
    officer: Option<&str>,
    on: Date,
) -> Owners {
    directory.with_roster(department, |roster| {
        let named = |roles: &[Role], section: Option<&str>| named(roster, department, roles, section, on);
        let of_section = |roles: &[Role]| section.map(|section| named(roles, Some(section))).unwrap_or_default();
        let responsible = first([of_section(RESPONSIBLE), named(&[Role::OverallLead], None), named(RESPONSIBLE, None)]);
        let leaders = first([named(&[Role::LeaderInCharge], None), named(&[Role::PrincipalLeader], None)]);
        let handed = officer.and_then(|officer| OfficerId::parse(officer).ok());
        let owners = first([
            handed.and_then(|officer| roster.reached(&officer, on)).into_iter().collect(),
            of_section(&[Role::LiaisonOfficer]),
            named(&[Role::LiaisonOfficer], None),
            responsible.clone(),
            leaders.clone(),
        ]);
        Owners { owners, responsible, leaders }
    })
}

/// Who is reached for everybody named to one of the roles, in a section or anywhere in the department.
fn named(
    roster: &Roster<'_>,
    department: &DepartmentCode,
    roles: &[Role],
    section: Option<&str>,
    on: Date,
) -> Vec<OfficerId> {
    let is_there = |of: Option<&SectionCode>| section.is_none() || of.map(SectionCode::as_str) == section;
    let mut reached: Vec<OfficerId> = roster
        .designations
        .iter()
        .filter(|named| named.department == *department && roles.contains(&named.role) && named.in_force(on))
        .filter(|named| is_there(named.section.as_ref()))
        .filter_map(|named| roster.reached(&named.officer, on))
        .collect();
    reached.sort();
    reached.dedup();
    reached
}

/// The first group with anybody in it.
fn first<const N: usize>(groups: [Vec<OfficerId>; N]) -> Vec<OfficerId> {
    groups.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::directory::OfficerCard;
    use shenguan_rules::party::{ContentDigest, DesignationId, Officer, SubstitutionId};
    use shenguan_rules::roster::{Designation, Substitution};

    fn who(name: &str) -> OfficerId {
        OfficerId::parse(name).unwrap()
    }

    fn office() -> DepartmentCode {
        DepartmentCode::parse("ZJJ").unwrap()
    }

    /// A liaison officer in each of two sections, one responsible officer, one leader; `idle` has no role.
    fn directory() -> Directory {
        let mut directory = Directory::empty();
        for name in ["lia-1", "lia-2", "res", "lead", "idle"] {
            let content = ContentDigest::parse("07".repeat(32)).unwrap();
            let officer = Officer { id: who(name), department: office(), section: None, content, left_on: None };
            directory.enter_officer(&officer, OfficerCard::default());
        }
        for (name, role, section) in [
            ("lia-1", Role::LiaisonOfficer, Some("K1")),
            ("lia-2", Role::LiaisonOfficer, Some("K2")),
            ("res", Role::ResponsibleOfficer, Some("K1")),
            ("lead", Role::LeaderInCharge, None),
        ] {
            let named = Designation {
                id: DesignationId::parse(format!("d-{name}")).unwrap(),
                officer: who(name),
                department: office(),
                section: section.map(|code| SectionCode::parse(code).unwrap()),
                role,
                from: jiff::civil::date(2018, 9, 1),
                to: None,
                basis: None,
            };
            directory.enter_designation(named.id.as_str(), &named);
        }
        directory
    }

    fn owners(directory: &Directory, section: Option<&str>, officer: Option<&str>) -> Vec<String> {
        let found = owners_of(directory, &office(), section, officer, jiff::civil::date(2026, 11, 24));
        assert_eq!((found.responsible, found.leaders), (vec![who("res")], vec![who("lead")]));
        found.owners.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn who_has_it_is_told_else_the_liaison_officers_of_the_section_else_all_of_the_department() {
        let directory = directory();
        assert_eq!(owners(&directory, Some("K1"), Some("idle")), ["idle"]);
        assert_eq!(owners(&directory, Some("K1"), None), ["lia-1"]);
        assert_eq!(owners(&directory, Some("K9"), None), ["lia-1", "lia-2"]);
        assert_eq!(owners(&directory, None, Some("nobody-there")), ["lia-1", "lia-2"]);
    }

    #[test]
    fn whoever_is_away_is_told_nothing_and_the_stand_in_instead() {
        let mut directory = directory();
        let away = Substitution {
            id: SubstitutionId::parse("s-1").unwrap(),
            number: "DL-2026-000001".to_owned(),
            department: office(),
            officer: who("lia-1"),
            stand_in: Some(who("idle")),
            from: jiff::civil::date(2026, 11, 23),
            to: jiff::civil::date(2026, 11, 27),
        };
        directory.enter_substitution("s-1", &away);
        assert_eq!(owners(&directory, Some("K1"), None), ["idle"]);
        assert_eq!(owners(&directory, None, Some("lia-1")), ["idle"]);
        let after = owners_of(&directory, &office(), Some("K1"), None, jiff::civil::date(2026, 11, 28));
        assert_eq!(after.owners, [who("lia-1")]);
    }
}
