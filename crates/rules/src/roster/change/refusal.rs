//! Every "no" of a change of roster, by name.

use crate::party::{DepartmentCode, OfficerId, RosterChangeId, SectionCode};
use crate::roster::Role;
use crate::subject::Refusal;
use jiff::Timestamp;

/// Why a roster does not change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the sentences")]
pub enum RosterChangeRefusal {
    /// Only the department itself changes its roster.
    #[error("the roster of {department} is changed by its own officers")]
    NotTheirs { department: DepartmentCode },
    /// The id is taken.
    #[error("change {id} exists")]
    Exists { id: RosterChangeId },
    /// There is none.
    #[error("there is no such change of roster")]
    Unknown,
    /// Nobody is named.
    #[error("the change names nobody")]
    NothingChanges,
    /// Nobody would file it.
    #[error("the change goes to nobody")]
    NoAddressee,
    /// 「名单分别送各行业监管部门和市行政审批局备案」.
    #[error("{department} is not the other side")]
    AddresseeUnfit { department: DepartmentCode },
    /// Leaders, overseers and administrators are not of this roster.
    #[error("a {} is not of this roster", role.en())]
    NotOfTheRoster { role: Role },
    /// 「公函中应包含…姓名、职务、科室、联系方式」.
    #[error("{missing} of the {} is missing", role.en())]
    ParticularMissing { role: Role, section: Option<SectionCode>, missing: &'static str },
    /// 「责任人及联络人」: both.
    #[error("the {} is not named", role.en())]
    RoleNotStated { role: Role, section: Option<SectionCode> },
    /// The officer will have left.
    #[error("{officer} has left by then")]
    OfficerLeft { officer: OfficerId },
    /// No officer of the department.
    #[error("{officer} is no officer of the department")]
    OfficerElsewhere { officer: OfficerId },
    /// The change is not where this can be done.
    #[error("the change is {stage}")]
    NotAtThisStage { stage: &'static str },
    /// Another letter, or one that is not sent.
    #[error("this is not the letter of the change, or it is not sent")]
    OtherLetter,
    /// It does not go to the actor's department.
    #[error("the actor's department is no addressee")]
    NotAmongAddressees,
    /// It is filed there already.
    #[error("filed at {at}")]
    FiledBefore { at: Timestamp },
    /// Nothing goes from the one to the other.
    #[error("nothing is handed over between the two")]
    NoHandover,
    /// Another confirms that.
    #[error("{officer} confirms that")]
    NotTheirHandover { officer: OfficerId },
    /// It is confirmed already.
    #[error("the handover is confirmed")]
    ConfirmedBefore,
}

impl Refusal for RosterChangeRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotTheirs { .. } => "ROSTER_NOT_THEIRS",
            Self::Exists { .. } => "ROSTER_CHANGE_EXISTS",
            Self::Unknown => "ROSTER_CHANGE_UNKNOWN",
            Self::NothingChanges => "ROSTER_NOTHING_CHANGES",
            Self::NoAddressee => "ROSTER_NO_ADDRESSEE",
            Self::AddresseeUnfit { .. } => "ROSTER_ADDRESSEE_UNFIT",
            Self::NotOfTheRoster { .. } => "ROLE_NOT_OF_ROSTER",
            Self::ParticularMissing { .. } => "ROSTER_PARTICULAR_MISSING",
            Self::RoleNotStated { .. } => "ROSTER_ROLE_NOT_STATED",
            Self::OfficerLeft { .. } => "ROSTER_OFFICER_LEFT",
            Self::OfficerElsewhere { .. } => "ROSTER_OFFICER_ELSEWHERE",
            Self::NotAtThisStage { .. } => "ROSTER_NOT_AT_THIS_STAGE",
            Self::OtherLetter => "ROSTER_OTHER_LETTER",
            Self::NotAmongAddressees => "ROSTER_NOT_ADDRESSEE",
            Self::FiledBefore { .. } => "ROSTER_FILED_BEFORE",
            Self::NoHandover => "ROSTER_NO_HANDOVER",
            Self::NotTheirHandover { .. } => "HANDOVER_NOT_THEIRS",
            Self::ConfirmedBefore => "HANDOVER_CONFIRMED_BEFORE",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::NoAddressee | Self::AddresseeUnfit { .. } | Self::NotOfTheRoster { .. } | Self::NotTheirs { .. } => {
                Some("二（二）¶1")
            }
            Self::Exists { .. } | Self::Unknown => None,
            _ => Some("二（二）¶2"),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NothingChanges
            | Self::NotOfTheRoster { .. }
            | Self::ParticularMissing { .. }
            | Self::RoleNotStated { .. }
            | Self::OfficerLeft { .. }
            | Self::OfficerElsewhere { .. } => Some("lines"),
            Self::NoAddressee | Self::AddresseeUnfit { .. } => Some("to"),
            Self::Exists { .. } => Some("id"),
            _ => None,
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let place = |role: &Role, section: &Option<SectionCode>| {
            let section = section.as_ref().map(ToString::to_string).unwrap_or_default();
            vec![("role", role.zh().to_owned()), ("section", section)]
        };
        match self {
            Self::NotTheirs { department } | Self::AddresseeUnfit { department } => {
                vec![("department", department.to_string())]
            }
            Self::Exists { id } => vec![("id", id.to_string())],
            Self::NotOfTheRoster { role } => vec![("role", role.zh().to_owned())],
            Self::ParticularMissing { role, section, missing } => {
                let mut arguments = place(role, section);
                arguments.push(("missing", (*missing).to_owned()));
                arguments
            }
            Self::RoleNotStated { role, section } => place(role, section),
            Self::OfficerLeft { officer } | Self::OfficerElsewhere { officer } | Self::NotTheirHandover { officer } => {
                vec![("officer", officer.to_string())]
            }
            Self::NotAtThisStage { stage } => vec![("stage", (*stage).to_owned())],
            Self::FiledBefore { at } => vec![("at", crate::calendar::rfc3339(*at))],
            Self::Unknown
            | Self::NothingChanges
            | Self::NoAddressee
            | Self::OtherLetter
            | Self::NotAmongAddressees
            | Self::NoHandover
            | Self::ConfirmedBefore => Vec::new(),
        }
    }
}
