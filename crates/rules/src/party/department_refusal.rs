//! Every "no" of a department, by name.

use super::{DepartmentCode, SectionCode};
use crate::subject::Refusal;
use jiff::civil::Date;

/// Why a department does not change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the sentences")]
pub enum DepartmentRefusal {
    /// Only an administrator keeps the departments.
    #[error("only a system administrator changes departments")]
    NotAdministrator,
    /// The code is taken.
    #[error("department {code} exists")]
    Exists { code: DepartmentCode },
    /// There is none.
    #[error("there is no such department")]
    Unknown,
    /// One code begins another: numbers and searches would mix the two up.
    #[error("department code {code} and {other} begin alike")]
    CodeIsPrefix { code: DepartmentCode, other: DepartmentCode },
    /// A name is empty, too long or has invisible characters.
    #[error("{field} is no name")]
    NameUnfit { field: &'static str },
    /// A name begins after the name before it.
    #[error("a name from {from} does not follow the one from {last}")]
    NameNotLater { from: Date, last: Date },
    /// The section's code is taken.
    #[error("section {section} exists")]
    SectionExists { section: SectionCode },
    /// There is no such section.
    #[error("there is no section {section}")]
    SectionUnknown { section: SectionCode },
    /// The section is closed already.
    #[error("section {section} is closed")]
    SectionClosed { section: SectionCode },
    /// It has a successor and changes no more.
    #[error("the department was succeeded on {on}")]
    Succeeded { on: Date, successors: Vec<DepartmentCode> },
    /// The successor is the department itself, unknown, or succeeded.
    #[error("{successor} cannot be a successor")]
    SuccessorUnfit { successor: DepartmentCode },
    /// A split into fewer than two.
    #[error("a split has at least two successors")]
    SplitNeedsTwo,
    /// It cannot end before it began.
    #[error("{on} lies before the founding on {founded_on}")]
    BeforeFounding { on: Date, founded_on: Date },
}

impl Refusal for DepartmentRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAdministrator => "NOT_ADMINISTRATOR",
            Self::Exists { .. } => "DEPARTMENT_EXISTS",
            Self::Unknown => "DEPARTMENT_UNKNOWN",
            Self::CodeIsPrefix { .. } => "DEPARTMENT_CODE_IS_PREFIX",
            Self::NameUnfit { .. } => "NAME_UNFIT",
            Self::NameNotLater { .. } => "NAME_NOT_LATER",
            Self::SectionExists { .. } => "SECTION_EXISTS",
            Self::SectionUnknown { .. } => "SECTION_UNKNOWN",
            Self::SectionClosed { .. } => "SECTION_CLOSED",
            Self::Succeeded { .. } => "DEPARTMENT_SUCCEEDED",
            Self::SuccessorUnfit { .. } => "SUCCESSOR_UNFIT",
            Self::SplitNeedsTwo => "SPLIT_NEEDS_TWO",
            Self::BeforeFounding { .. } => "BEFORE_FOUNDING",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::NotAdministrator => Some("二（三）¶2"),
            _ => None,
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotAdministrator | Self::Unknown | Self::Succeeded { .. } => None,
            Self::Exists { .. } | Self::CodeIsPrefix { .. } => Some("code"),
            Self::NameUnfit { field } => Some(field),
            Self::NameNotLater { .. } => Some("from"),
            Self::SectionExists { .. } | Self::SectionUnknown { .. } | Self::SectionClosed { .. } => Some("section"),
            Self::SuccessorUnfit { .. } | Self::SplitNeedsTwo => Some("into"),
            Self::BeforeFounding { .. } => Some("on"),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotAdministrator | Self::Unknown | Self::SplitNeedsTwo => Vec::new(),
            Self::Exists { code } => vec![("code", code.to_string())],
            Self::CodeIsPrefix { code, other } => vec![("code", code.to_string()), ("other", other.to_string())],
            Self::NameUnfit { field } => vec![("field", (*field).to_owned())],
            Self::NameNotLater { from, last } => vec![("from", from.to_string()), ("last", last.to_string())],
            Self::SectionExists { section } | Self::SectionUnknown { section } | Self::SectionClosed { section } => {
                vec![("section", section.to_string())]
            }
            Self::Succeeded { on, successors } => {
                let successors = successors.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
                vec![("on", on.to_string()), ("successors", successors)]
            }
            Self::SuccessorUnfit { successor } => vec![("successor", successor.to_string())],
            Self::BeforeFounding { on, founded_on } => {
                vec![("on", on.to_string()), ("founded_on", founded_on.to_string())]
            }
        }
    }
}
