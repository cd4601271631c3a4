//! What follows from the designations on a day: who has which role, which place is empty, what is unusual.

use super::{Designation, Role};
use crate::party::{Department, DepartmentCode, Officer, OfficerId, SectionCode, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The roles that an officer has on `at`, of every department and section.
pub fn roles_of<'a>(
    designations: impl IntoIterator<Item = &'a Designation>,
    officer: &OfficerId,
    at: Date,
) -> BTreeSet<Role> {
    designations
        .into_iter()
        .filter(|named| named.officer == *officer && named.in_force(at))
        .map(|named| named.role)
        .collect()
}

/// A place that 二(二)¶1 wants filled and that nobody fills.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Vacancy {
    /// Whose.
    pub department: DepartmentCode,
    /// In which section; none for the whole department.
    pub section: Option<SectionCode>,
    /// Responsible officer or liaison officer.
    pub role: Role,
    /// The first day without one: the day after the last holder's, or the founding of the department.
    pub since: Date,
}

/// The empty places on `on`, in the order of department, section and role.
///
/// 「各行业监管部门与市行政审批局各审批业务科分别确定一名审批与监管责任人和联络人」: the bureau needs both in each open section;
/// an authority needs both for itself, and in each section for which it once named somebody unless the department's own holder
/// covers it. An overall lead stands for the department's responsible officer, a business lead for a section's.
pub fn vacancies<'a>(
    departments: impl IntoIterator<Item = &'a Department>,
    designations: &[Designation],
    on: Date,
) -> Vec<Vacancy> {
    let mut found = Vec::new();
    for department in departments.into_iter().filter(|department| department.stands_on(on)) {
        let own: Vec<&Designation> = designations.iter().filter(|named| named.department == department.code).collect();
        for role in [Role::ResponsibleOfficer, Role::LiaisonOfficer] {
            found.extend(empty_places(department, &own, role, on));
        }
    }
    found.sort();
    found
}

fn empty_places(department: &Department, own: &[&Designation], role: Role, on: Date) -> Vec<Vacancy> {
    let named: Vec<&Designation> = own.iter().filter(|named| stands_for(named.role, role)).copied().collect();
    let held = |section: Option<&SectionCode>| {
        named.iter().any(|named| named.section.as_ref() == section && named.in_force(on))
    };
    let was_named = |section: &SectionCode| named.iter().any(|named| named.section.as_ref() == Some(section));
    let open = || department.open_sections(on).map(|section| &section.code);
    let places: Vec<Option<&SectionCode>> = match department.side {
        Side::Approval => open().filter(|section| !held(Some(section))).map(Some).collect(),
        Side::Regulation if held(None) => Vec::new(),
        Side::Regulation => {
            let lost: Vec<_> = open().filter(|code| was_named(code) && !held(Some(code))).map(Some).collect();
            let nobody = !named.iter().any(|named| named.in_force(on));
            if lost.is_empty() && nobody { vec![None] } else { lost }
        }
        Side::Oversight | Side::Government | Side::Other => Vec::new(),
    };
    places
        .into_iter()
        .map(|section| Vacancy {
            department: department.code.clone(),
            section: section.cloned(),
            role,
            since: since(&named, section, on).unwrap_or(department.founded_on),
        })
        .collect()
}

fn stands_for(named: Role, role: Role) -> bool {
    named == role || role == Role::ResponsibleOfficer && matches!(named, Role::OverallLead | Role::BusinessLead)
}

/// The day after the last holder's last day; none if there never was one before `on`.
fn since(named: &[&Designation], section: Option<&SectionCode>, on: Date) -> Option<Date> {
    let of_place = named.iter().filter(|named| section.is_none() || named.section.as_ref() == section);
    of_place.filter_map(|named| named.to).filter(|to| *to < on).max().and_then(|to| to.tomorrow().ok())
}

/// What is unusual about a designation and yet allowed: 「原则上」 warns and does not block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RosterWarning {
    /// 「责任人原则上为业务科室负责人」.
    ResponsibleOfficerNotHead,
    /// 「联络人为一般工作人员」.
    LiaisonOfficerIsHead,
    /// The officer sits in another section than the one named for.
    OtherSection,
    /// 「应及时将调整情况通过公函方式告知对方」: no letter is named.
    NoLetter,
    /// One person is both responsible and liaison officer of a place.
    BothRoles,
}

impl RosterWarning {
    /// Its stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ResponsibleOfficerNotHead => "RESPONSIBLE_OFFICER_NOT_HEAD",
            Self::LiaisonOfficerIsHead => "LIAISON_OFFICER_IS_HEAD",
            Self::OtherSection => "OTHER_SECTION",
            Self::NoLetter => "NO_LETTER",
            Self::BothRoles => "BOTH_ROLES",
        }
    }

    /// The clause that it rests on.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::NoLetter => "二（二）¶2",
            _ => "二（二）¶1",
        }
    }
}

/// What is unusual about a designation. `post` is the officer's 职务, from the content beside the ledger; without it nothing is
/// said about heads.
pub fn warnings(
    designation: &Designation,
    officer: &Officer,
    post: Option<&str>,
    others: &[Designation],
) -> Vec<RosterWarning> {
    let head = post.map(is_head);
    let other_role = match designation.role {
        Role::ResponsibleOfficer => Some(Role::LiaisonOfficer),
        Role::LiaisonOfficer => Some(Role::ResponsibleOfficer),
        _ => None,
    };
    let both = others.iter().any(|other| {
        other.officer == designation.officer
            && Some(other.role) == other_role
            && (&other.department, &other.section) == (&designation.department, &designation.section)
            && other.overlaps(designation.from, designation.to)
    });
    let of_roster = other_role.is_some();
    [
        (designation.role == Role::ResponsibleOfficer && head == Some(false), RosterWarning::ResponsibleOfficerNotHead),
        (designation.role == Role::LiaisonOfficer && head == Some(true), RosterWarning::LiaisonOfficerIsHead),
        (designation.section.is_some() && designation.section != officer.section, RosterWarning::OtherSection),
        (of_roster && designation.basis.is_none(), RosterWarning::NoLetter),
        (both, RosterWarning::BothRoles),
    ]
    .into_iter()
    .filter_map(|(applies, warning)| applies.then_some(warning))
    .collect()
}

/// Posts that lead a section; deputies (副科长) do not.
fn is_head(post: &str) -> bool {
    const HEADS: [&str; 7] = ["科长", "处长", "股长", "主任", "队长", "站长", "负责人"];
    !post.contains('副') && !post.contains("主任科员") && HEADS.iter().any(|head| post.contains(head))
}
