//! Every "no" of a leave and its stand-in, by name.

use super::Role;
use crate::party::{DepartmentCode, OfficerId, SectionCode, SubstitutionId};
use crate::subject::Refusal;
use jiff::civil::Date;

/// Why nobody goes away, or stands in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the sentences")]
pub enum SubstitutionRefusal {
    /// Neither who goes nor who keeps the roster of the department.
    #[error("the actor may not arrange leaves of {department}")]
    NotEntitled { department: DepartmentCode },
    /// The id is taken.
    #[error("leave {id} exists")]
    Exists { id: SubstitutionId },
    /// There is none.
    #[error("there is no such leave")]
    Unknown,
    /// The last day lies before the first.
    #[error("{to} lies before {from}")]
    EndBeforeBegin { from: Date, to: Date },
    /// What is over is not rewritten.
    #[error("days before {today} are over")]
    InPast { today: Date },
    /// Longer than a leave is.
    #[error("a leave has at most {days} days")]
    TooLong { days: i32 },
    /// It is over, or ends not later.
    #[error("the leave ends on {on}")]
    Ended { on: Date },
    /// The officer leaves for good before the leave would end.
    #[error("the officer left on {on}")]
    OfficerLeft { on: Date },
    /// The officer is away on some of these days already.
    #[error("the officer is away from {from} to {to}")]
    Overlaps { from: Date, to: Date },
    /// The stand-in is of another department.
    #[error("the stand-in belongs to {department}")]
    StandInElsewhere { department: DepartmentCode },
    /// Nobody stands in for himself.
    #[error("nobody stands in for himself")]
    StandInSelf,
    /// The stand-in leaves for good before the leave would end.
    #[error("the stand-in left on {on}")]
    StandInLeft { on: Date },
    /// Everybody on the way is away on that day, and it comes back to where it began.
    #[error("on {on} the stand-ins come back to where they began")]
    Cycle { way: Vec<OfficerId>, on: Date },
    /// The stand-in, or whoever stands in for him, is away himself.
    #[error("{officer} is away on {on}")]
    StandInAway { officer: OfficerId, on: Date },
    /// Whoever goes stands in for somebody who would not be reached any more.
    #[error("on {on} nobody would stand in for {officer}")]
    StandsInForOthers { officer: OfficerId, on: Date },
    /// 「经请示…主要领导同意」: a leader's stand-in endorses at that level himself.
    #[error("{officer} is no {} on {on}", role.en())]
    Level { role: Role, officer: OfficerId, on: Date },
    /// A role of which nobody would be reached.
    #[error("on {on} nobody would be reached as {}", role.en())]
    RoleUnreachable { role: Role, section: Option<SectionCode>, on: Date },
    /// Open tasks would lie with somebody who is away.
    #[error("{count} open tasks would be left")]
    OpenTasksLeft { count: usize },
}

impl Refusal for SubstitutionRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotEntitled { .. } => "SUBSTITUTION_NOT_ENTITLED",
            Self::Exists { .. } => "SUBSTITUTION_EXISTS",
            Self::Unknown => "SUBSTITUTION_UNKNOWN",
            Self::EndBeforeBegin { .. } => "END_BEFORE_BEGIN",
            Self::InPast { .. } => "LEAVE_IN_PAST",
            Self::TooLong { .. } => "LEAVE_TOO_LONG",
            Self::Ended { .. } => "LEAVE_ENDED",
            Self::OfficerLeft { .. } => "OFFICER_LEFT",
            Self::Overlaps { .. } => "LEAVE_OVERLAPS",
            Self::StandInElsewhere { .. } => "STAND_IN_OF_OTHER_DEPARTMENT",
            Self::StandInSelf => "STAND_IN_SELF",
            Self::StandInLeft { .. } => "STAND_IN_LEFT",
            Self::Cycle { .. } => "STAND_IN_CYCLE",
            Self::StandInAway { .. } => "STAND_IN_AWAY",
            Self::StandsInForOthers { .. } => "STANDS_IN_FOR_OTHERS",
            Self::Level { .. } => "STAND_IN_LEVEL",
            Self::RoleUnreachable { .. } => "ROLE_UNREACHABLE",
            Self::OpenTasksLeft { .. } => "OPEN_TASKS_LEFT",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            // 「联络人主要负责…及时接收与发送审批监管信息」: there is always somebody who can.
            Self::StandInAway { .. }
            | Self::StandsInForOthers { .. }
            | Self::RoleUnreachable { .. }
            | Self::OpenTasksLeft { .. }
            | Self::Cycle { .. } => Some("二（二）¶3"),
            Self::Level { .. } => Some("二（四）4"),
            Self::TooLong { .. } => Some("二（二）¶2"),
            Self::NotEntitled { .. } | Self::StandInElsewhere { .. } => Some("二（二）¶1"),
            _ => None,
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::EndBeforeBegin { .. } | Self::TooLong { .. } => Some("to"),
            Self::InPast { .. } | Self::Overlaps { .. } => Some("from"),
            Self::OfficerLeft { .. } => Some("officer"),
            Self::Ended { .. } => Some("on"),
            Self::Exists { .. } => Some("id"),
            Self::NotEntitled { .. } | Self::Unknown => None,
            Self::StandInElsewhere { .. }
            | Self::StandInSelf
            | Self::StandInLeft { .. }
            | Self::Cycle { .. }
            | Self::StandInAway { .. }
            | Self::StandsInForOthers { .. }
            | Self::Level { .. }
            | Self::RoleUnreachable { .. }
            | Self::OpenTasksLeft { .. } => Some("stand_in"),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let on_day = |on: &Date| ("on", on.to_string());
        match self {
            Self::NotEntitled { department } | Self::StandInElsewhere { department } => {
                vec![("department", department.to_string())]
            }
            Self::Exists { id } => vec![("id", id.to_string())],
            Self::Unknown | Self::StandInSelf => Vec::new(),
            Self::EndBeforeBegin { from, to } | Self::Overlaps { from, to } => {
                vec![("from", from.to_string()), ("to", to.to_string())]
            }
            Self::InPast { today } => vec![("today", today.to_string())],
            Self::TooLong { days } => vec![("days", days.to_string())],
            Self::Ended { on } | Self::OfficerLeft { on } | Self::StandInLeft { on } => vec![on_day(on)],
            Self::Cycle { way, on } => {
                let way = way.iter().map(ToString::to_string).collect::<Vec<_>>().join("→");
                vec![("way", way), on_day(on)]
            }
            Self::StandInAway { officer, on } | Self::StandsInForOthers { officer, on } => {
                vec![("officer", officer.to_string()), on_day(on)]
            }
            Self::Level { role, officer, on } => {
                vec![("role", role.zh().to_owned()), ("officer", officer.to_string()), on_day(on)]
            }
            Self::RoleUnreachable { role, section, on } => {
                let section = section.as_ref().map(ToString::to_string).unwrap_or_default();
                vec![("role", role.zh().to_owned()), ("section", section), on_day(on)]
            }
            Self::OpenTasksLeft { count } => vec![("count", count.to_string())],
        }
    }
}
