//! Whom a task concerns on a day: one function, by the roster in force.

use crate::platform::directory::Directory;
use jiff::civil::Date;
use shenguan_rules::party::{DepartmentCode, OfficerId, SectionCode};
use shenguan_rules::roster::Role;

/// Whom a task concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// Who has it.
    pub owners: Vec<OfficerId>,
    /// 责任人 above them.
    pub responsible: Vec<OfficerId>,
    /// 分管领导, or the principal leader where none is named.
    pub leaders: Vec<OfficerId>,
}

/// The officer who has it; else the liaison officers of the section, else those of the department, else its responsible officers, else
/// its leaders: nothing is left without somebody whom it concerns as long as anybody is named. 「联络人主要负责…日常工作联系，通过审管
/// 互动平台及时接收与发送审批监管信息」, 二(二)¶3.
pub fn owners_of(
    directory: &Directory,
    department: &DepartmentCode,
    section: Option<&str>,
    officer: Option<&str>,
    on: Date,
) -> Owners {
    let named = |roles: &[Role], within: Option<&str>| {
        let mut found: Vec<OfficerId> = directory
            .designations()
            .filter(|named| named.department == *department && roles.contains(&named.role) && named.in_force(on))
            .filter(|named| within.is_none() || named.section.as_ref().map(SectionCode::as_str) == within)
            .filter(|named| serves(directory, named.officer.as_str(), on))
            .map(|named| named.officer.clone())
            .collect();
        found.sort();
        found.dedup();
        found
    };
    let responsible_roles = [Role::ResponsibleOfficer, Role::BusinessLead];
    let responsible = first([
        section.map(|section| named(&responsible_roles, Some(section))).unwrap_or_default(),
        named(&[Role::OverallLead], None),
        named(&responsible_roles, None),
    ]);
    let leaders = first([named(&[Role::LeaderInCharge], None), named(&[Role::PrincipalLeader], None)]);
    let has_it = officer.filter(|officer| serves(directory, officer, on));
    let owners = match has_it.and_then(|officer| OfficerId::parse(officer).ok()) {
        Some(officer) => vec![officer],
        None => first([
            section.map(|section| named(&[Role::LiaisonOfficer], Some(section))).unwrap_or_default(),
            named(&[Role::LiaisonOfficer], None),
            responsible.clone(),
            leaders.clone(),
        ]),
    };
    Owners { owners, responsible, leaders }
}

/// The first group with anybody in it.
fn first<const N: usize>(groups: [Vec<OfficerId>; N]) -> Vec<OfficerId> {
    groups.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

fn serves(directory: &Directory, officer: &str, on: Date) -> bool {
    let found = OfficerId::parse(officer).ok();
    found.and_then(|officer| directory.officer(&officer)).is_some_and(|entry| entry.officer.serves_on(on))
}
