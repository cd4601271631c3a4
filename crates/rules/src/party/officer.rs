//! Officers: the people of a department. Name, post and contact lie beside the ledger, behind a digest (二(二)¶2).

use super::{ContentDigest, Department, DepartmentCode, OfficerId, SectionCode};
use crate::roster::{Designation, Role, Substitution, keeps_officers};
use crate::subject::{Context, Refusal, Subject};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A person in an office, from the day of entry until the person leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The id that acts carry instead of the name.
    pub id: OfficerId,
    /// Where.
    pub department: DepartmentCode,
    /// In which section; none for leaders and for departments without sections.
    pub section: Option<SectionCode>,
    /// Salted digest of 「姓名、职务、联系方式」.
    pub content: ContentDigest,
    /// The last day in office.
    pub left_on: Option<Date>,
}

/// What may be asked of an officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum OfficerCommand {
    /// Enter a person.
    Enlist {
        /// The id, made by the server.
        id: OfficerId,
        /// Fact: the department as it is.
        department: Box<Department>,
        /// An open section of it.
        section: Option<SectionCode>,
        /// Digest of name, post and contact.
        content: ContentDigest,
    },
    /// To another section of the same department.
    Move {
        /// Fact: the department as it is.
        department: Box<Department>,
        /// An open section of it.
        section: Option<SectionCode>,
    },
    /// Name, post or contact changed.
    Rewrite {
        /// The new digest.
        content: ContentDigest,
    },
    /// The person leaves the department.
    Leave {
        /// The last day.
        on: Date,
        /// Fact: the officer's designations. End those that reach past the day first.
        designations: Vec<Designation>,
        /// Fact: the leaves in which the officer stands in. End those that reach past the day first.
        substitutions: Vec<Substitution>,
    },
}

/// What happened to an officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub enum OfficerEvent {
    /// Entered.
    Enlisted { id: OfficerId, department: DepartmentCode, section: Option<SectionCode>, content: ContentDigest },
    /// Moved inside the department.
    Moved { section: Option<SectionCode> },
    /// Name, post or contact changed.
    Rewritten { content: ContentDigest },
    /// Left.
    Left { on: Date },
}

/// Why an officer is not entered or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the sentences")]
pub enum OfficerRefusal {
    /// Neither the department itself nor the bureau.
    #[error("officers of {department} are entered by the department or the bureau")]
    NotTheirs { department: DepartmentCode },
    /// The id is taken.
    #[error("officer {id} exists")]
    Exists { id: OfficerId },
    /// There is none.
    #[error("there is no such officer")]
    Unknown,
    /// The facts are of another department.
    #[error("the officer belongs to {department}")]
    OtherDepartment { department: DepartmentCode },
    /// The department has a successor.
    #[error("department {department} was succeeded")]
    DepartmentSucceeded { department: DepartmentCode },
    /// No open section of that code.
    #[error("there is no open section {section}")]
    SectionUnknown { section: SectionCode },
    /// The officer left and changes no more.
    #[error("the officer left on {on}")]
    Left { on: Date },
    /// 「因人员变动需要调整的，应及时将调整情况通过公函方式告知对方」: first name a successor or end the role.
    #[error("the officer is still named to {roles:?} after {on}")]
    StillNamed { on: Date, roles: Vec<Role> },
    /// Whoever is away would be reached by nobody.
    #[error("the officer stands in for {officer} after {on}")]
    StillStandsIn { on: Date, officer: OfficerId },
}

impl Refusal for OfficerRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotTheirs { .. } => "OFFICER_NOT_THEIRS",
            Self::Exists { .. } => "OFFICER_EXISTS",
            Self::Unknown => "OFFICER_UNKNOWN",
            Self::OtherDepartment { .. } => "OFFICER_OF_OTHER_DEPARTMENT",
            Self::DepartmentSucceeded { .. } => "DEPARTMENT_SUCCEEDED",
            Self::SectionUnknown { .. } => "SECTION_UNKNOWN",
            Self::Left { .. } => "OFFICER_LEFT",
            Self::StillNamed { .. } => "OFFICER_STILL_NAMED",
            Self::StillStandsIn { .. } => "OFFICER_STILL_STANDS_IN",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::NotTheirs { .. } => Some("二（二）¶1"),
            Self::StillNamed { .. } => Some("二（二）¶2"),
            Self::StillStandsIn { .. } => Some("二（二）¶3"),
            _ => None,
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotTheirs { .. } | Self::OtherDepartment { .. } | Self::DepartmentSucceeded { .. } => {
                Some("department")
            }
            Self::SectionUnknown { .. } => Some("section"),
            Self::StillNamed { .. } | Self::StillStandsIn { .. } => Some("on"),
            Self::Exists { .. } => Some("id"),
            Self::Unknown | Self::Left { .. } => None,
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotTheirs { department }
            | Self::OtherDepartment { department }
            | Self::DepartmentSucceeded { department } => vec![("department", department.to_string())],
            Self::Exists { id } => vec![("id", id.to_string())],
            Self::Unknown => Vec::new(),
            Self::SectionUnknown { section } => vec![("section", section.to_string())],
            Self::Left { on } => vec![("on", on.to_string())],
            Self::StillNamed { on, roles } => {
                let roles = roles.iter().map(|role| role.zh()).collect::<Vec<_>>().join("、");
                vec![("on", on.to_string()), ("roles", roles)]
            }
            Self::StillStandsIn { on, officer } => vec![("on", on.to_string()), ("officer", officer.to_string())],
        }
    }
}

impl Officer {
    /// Whether the person is in office on `date`: until the last day, that day included.
    pub fn serves_on(&self, date: Date) -> bool {
        self.left_on.is_none_or(|left_on| date <= left_on)
    }

    fn change(&self, command: OfficerCommand) -> Result<OfficerEvent, OfficerRefusal> {
        if let Some(on) = self.left_on {
            return Err(OfficerRefusal::Left { on });
        }
        match command {
            OfficerCommand::Enlist { .. } => Err(OfficerRefusal::Exists { id: self.id.clone() }),
            OfficerCommand::Move { department, section } => {
                if department.code != self.department {
                    return Err(OfficerRefusal::OtherDepartment { department: self.department.clone() });
                }
                check_seat(&department, section.as_ref())?;
                Ok(OfficerEvent::Moved { section })
            }
            OfficerCommand::Rewrite { content } => Ok(OfficerEvent::Rewritten { content }),
            OfficerCommand::Leave { on, designations, substitutions } => {
                let roles: Vec<Role> = designations
                    .iter()
                    .filter(|named| named.officer == self.id && named.to.is_none_or(|to| on < to))
                    .map(|named| named.role)
                    .collect();
                if !roles.is_empty() {
                    return Err(OfficerRefusal::StillNamed { on, roles });
                }
                let stands_in = |away: &&Substitution| away.stand_in.as_ref() == Some(&self.id) && on < away.to;
                match substitutions.iter().find(stands_in) {
                    Some(away) => Err(OfficerRefusal::StillStandsIn { on, officer: away.officer.clone() }),
                    None => Ok(OfficerEvent::Left { on }),
                }
            }
        }
    }
}

impl Subject for Officer {
    type Command = OfficerCommand;
    type Event = OfficerEvent;
    type Refusal = OfficerRefusal;

    fn decide(
        subject: Option<&Self>,
        command: OfficerCommand,
        context: &Context<'_>,
    ) -> Result<Vec<OfficerEvent>, OfficerRefusal> {
        let department = match (&command, subject) {
            (_, Some(officer)) => &officer.department,
            (OfficerCommand::Enlist { department, .. }, None) => &department.code,
            (_, None) => return Err(OfficerRefusal::Unknown),
        };
        if !keeps_officers(context.actor, department) {
            return Err(OfficerRefusal::NotTheirs { department: department.clone() });
        }
        let event = match (subject, command) {
            (None, OfficerCommand::Enlist { id, department, section, content }) => {
                check_seat(&department, section.as_ref())?;
                OfficerEvent::Enlisted { id, department: department.code, section, content }
            }
            (None, _) => return Err(OfficerRefusal::Unknown),
            (Some(officer), command) => officer.change(command)?,
        };
        Ok(vec![event])
    }

    fn apply(subject: Option<Self>, event: &OfficerEvent) -> Option<Self> {
        if let OfficerEvent::Enlisted { id, department, section, content } = event {
            return Some(Self {
                id: id.clone(),
                department: department.clone(),
                section: section.clone(),
                content: content.clone(),
                left_on: None,
            });
        }
        subject.map(|mut officer| {
            match event {
                OfficerEvent::Enlisted { .. } => {}
                OfficerEvent::Moved { section } => officer.section.clone_from(section),
                OfficerEvent::Rewritten { content } => officer.content.clone_from(content),
                OfficerEvent::Left { on } => officer.left_on = Some(*on),
            }
            officer
        })
    }
}

/// The department stands and the section, if one is named, is open.
fn check_seat(department: &Department, section: Option<&SectionCode>) -> Result<(), OfficerRefusal> {
    if department.succession.is_some() {
        return Err(OfficerRefusal::DepartmentSucceeded { department: department.code.clone() });
    }
    match section {
        Some(code) if department.section(code).is_none_or(|section| section.closed_on.is_some()) => {
            Err(OfficerRefusal::SectionUnknown { section: code.clone() })
        }
        _ => Ok(()),
    }
}
