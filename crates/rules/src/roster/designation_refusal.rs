//! Every "no" of a designation, by name.

use super::Role;
use crate::party::{DepartmentCode, DesignationId, OfficerId, SectionCode, Side};
use crate::subject::Refusal;
use jiff::civil::Date;

/// Why an officer is not named, or a designation does not end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the sentences")]
pub enum DesignationRefusal {
    /// The actor may not name to this role in this department.
    #[error("the actor may not name a {} of {department}", role.en())]
    NotEntitled { department: DepartmentCode, role: Role },
    /// The id is taken.
    #[error("designation {id} exists")]
    Exists { id: DesignationId },
    /// There is none.
    #[error("there is no such designation")]
    Unknown,
    /// The role has its holder on some of these days.
    #[error("{} is held by {holder} since {from}; at most {most}", role.en())]
    RoleHeld { role: Role, section: Option<SectionCode>, holder: OfficerId, from: Date, most: u32 },
    /// The same officer holds the role already on some of these days.
    #[error("the officer is {} since {from}", role.en())]
    AlreadyNamed { role: Role, from: Date },
    /// The last day lies before the first.
    #[error("{to} lies before {from}")]
    EndBeforeBegin { from: Date, to: Date },
    /// It has an end that is not later.
    #[error("the designation ended on {on}")]
    Ended { on: Date },
    /// The officer belongs to another department.
    #[error("the officer belongs to {department}")]
    OfficerElsewhere { department: DepartmentCode },
    /// The officer leaves before the designation would end.
    #[error("the officer left on {on}")]
    OfficerLeft { on: Date },
    /// The department has a successor by then.
    #[error("the department was succeeded on {on}")]
    DepartmentSucceeded { on: Date },
    /// No open section of that code.
    #[error("there is no open section {section}")]
    SectionUnknown { section: SectionCode },
    /// The bureau names these section by section.
    #[error("the bureau names a {} for a section", role.en())]
    SectionNeeded { role: Role },
    /// The role is one of the whole department.
    #[error("a {} is named for the department, not for a section", role.en())]
    RoleOfDepartment { role: Role },
    /// The policy knows the role on another side only.
    #[error("there is no {} on the {} side", role.en(), side.as_str())]
    RoleOfOtherSide { role: Role, side: Side },
    /// The document number is empty, too long or has invisible characters.
    #[error("the basis is no document number")]
    BasisUnfit,
}

impl Refusal for DesignationRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotEntitled { .. } => "DESIGNATION_NOT_ENTITLED",
            Self::Exists { .. } => "DESIGNATION_EXISTS",
            Self::Unknown => "DESIGNATION_UNKNOWN",
            Self::RoleHeld { .. } => "ROLE_HELD",
            Self::AlreadyNamed { .. } => "ALREADY_NAMED",
            Self::EndBeforeBegin { .. } => "END_BEFORE_BEGIN",
            Self::Ended { .. } => "DESIGNATION_ENDED",
            Self::OfficerElsewhere { .. } => "OFFICER_OF_OTHER_DEPARTMENT",
            Self::OfficerLeft { .. } => "OFFICER_LEFT",
            Self::DepartmentSucceeded { .. } => "DEPARTMENT_SUCCEEDED",
            Self::SectionUnknown { .. } => "SECTION_UNKNOWN",
            Self::SectionNeeded { .. } => "SECTION_NEEDED",
            Self::RoleOfDepartment { .. } => "ROLE_OF_DEPARTMENT",
            Self::RoleOfOtherSide { .. } => "ROLE_OF_OTHER_SIDE",
            Self::BasisUnfit => "BASIS_UNFIT",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::NotEntitled { .. }
            | Self::RoleHeld { .. }
            | Self::AlreadyNamed { .. }
            | Self::OfficerElsewhere { .. }
            | Self::SectionNeeded { .. }
            | Self::RoleOfDepartment { .. }
            | Self::RoleOfOtherSide { .. } => Some("二（二）¶1"),
            Self::OfficerLeft { .. } | Self::BasisUnfit => Some("二（二）¶2"),
            _ => None,
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::RoleHeld { .. } | Self::RoleOfDepartment { .. } | Self::RoleOfOtherSide { .. } => Some("role"),
            Self::AlreadyNamed { .. } | Self::OfficerElsewhere { .. } | Self::OfficerLeft { .. } => Some("officer"),
            Self::EndBeforeBegin { .. } => Some("to"),
            Self::SectionUnknown { .. } | Self::SectionNeeded { .. } => Some("section"),
            Self::BasisUnfit => Some("basis"),
            Self::DepartmentSucceeded { .. } => Some("department"),
            Self::Exists { .. } => Some("id"),
            Self::NotEntitled { .. } | Self::Unknown | Self::Ended { .. } => None,
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let role_name = |role: &Role| ("role", role.zh().to_owned());
        match self {
            Self::NotEntitled { department, role } => vec![role_name(role), ("department", department.to_string())],
            Self::Exists { id } => vec![("id", id.to_string())],
            Self::Unknown | Self::BasisUnfit => Vec::new(),
            Self::RoleHeld { role, section, holder, from, most } => vec![
                role_name(role),
                ("section", section.as_ref().map(ToString::to_string).unwrap_or_default()),
                ("holder", holder.to_string()),
                ("from", from.to_string()),
                ("most", most.to_string()),
            ],
            Self::AlreadyNamed { role, from } => vec![role_name(role), ("from", from.to_string())],
            Self::EndBeforeBegin { from, to } => vec![("from", from.to_string()), ("to", to.to_string())],
            Self::Ended { on } | Self::OfficerLeft { on } | Self::DepartmentSucceeded { on } => {
                vec![("on", on.to_string())]
            }
            Self::OfficerElsewhere { department } => vec![("department", department.to_string())],
            Self::SectionUnknown { section } => vec![("section", section.to_string())],
            Self::SectionNeeded { role } | Self::RoleOfDepartment { role } => vec![role_name(role)],
            Self::RoleOfOtherSide { role, side } => vec![role_name(role), ("side", side.as_str().to_owned())],
        }
    }
}
