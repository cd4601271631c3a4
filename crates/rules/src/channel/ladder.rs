//! The ladder: which channel comes after which, and who may take the step (二(四)1–4).

use super::refusal::ChannelRefusal;
use crate::party::{DepartmentCode, StepId};
use crate::roster::Role;
use crate::subject::{Actor, micros};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A channel, the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 审管互动平台, 二(四)1.
    Platform,
    /// 电话, 二(四)2.
    Phone,
    /// OA办公系统, 二(四)3.
    Oa,
    /// 公函, 二(四)4.
    Letter,
}

const OFFICERS: &[Role] = &[
    Role::LiaisonOfficer,
    Role::ResponsibleOfficer,
    Role::BusinessLead,
    Role::OverallLead,
    Role::LeaderInCharge,
    Role::PrincipalLeader,
];
const HEADS: &[Role] =
    &[Role::ResponsibleOfficer, Role::BusinessLead, Role::OverallLead, Role::LeaderInCharge, Role::PrincipalLeader];
const LEADERS: &[Role] = &[Role::LeaderInCharge, Role::PrincipalLeader];

impl Channel {
    /// The four, the lowest first.
    pub const ALL: [Self; 4] = [Self::Platform, Self::Phone, Self::Oa, Self::Letter];

    /// The stable word in JSON, SQL and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Phone => "phone",
            Self::Oa => "oa",
            Self::Letter => "letter",
        }
    }

    /// The sentence of the policy that it rests on.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Platform => "二（四）1",
            Self::Phone => "二（四）2",
            Self::Oa => "二（四）3",
            Self::Letter => "二（四）4",
        }
    }

    /// The roles that take the step themselves; in writing, those that draft it.
    pub const fn takers(self) -> &'static [Role] {
        match self {
            Self::Phone => HEADS,
            Self::Platform | Self::Oa | Self::Letter => OFFICERS,
        }
    }

    /// The roles whose consent it needs; none where it needs none. A higher leader consents to the lower channel too.
    pub const fn endorsers(self) -> &'static [Role] {
        match self {
            Self::Platform | Self::Phone => &[],
            Self::Oa => LEADERS,
            Self::Letter => &[Role::PrincipalLeader],
        }
    }
}

/// A step that was taken, as the next one names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// By which channel.
    pub channel: Channel,
    /// What it is called by.
    pub id: StepId,
    /// Whose it was: the departments on either end.
    pub parties: Vec<DepartmentCode>,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
}

/// The lowest channel above everything that was tried; none where the letter was tried and only the consultation is left.
pub fn next_step(tried: &[Step]) -> Option<Channel> {
    let highest = tried.iter().map(|step| step.channel).max();
    Channel::ALL.into_iter().find(|channel| highest.is_none_or(|highest| *channel > highest))
}

/// A person of a department acts, in one of the roles; otherwise who could.
pub(super) fn check_taker(actor: &Actor, channel: Channel) -> Result<&DepartmentCode, ChannelRefusal> {
    match actor {
        Actor::Officer { department, roles, .. } if holds(roles, channel.takers()) => Ok(department),
        _ => Err(ChannelRefusal::StepAboveLevel { channel, who: channel.takers() }),
    }
}

/// Who may ask for a consultation: those who negotiate by telephone, and their leaders.
pub(super) fn check_proposer(actor: &Actor) -> Result<&DepartmentCode, ChannelRefusal> {
    match actor {
        Actor::Officer { department, roles, .. } if holds(roles, HEADS) => Ok(department),
        _ => Err(ChannelRefusal::ProposalAboveLevel { who: HEADS }),
    }
}

/// Whether a person is a leader at all: somebody to whom a draft may be submitted.
pub(super) fn is_leader(roles: &BTreeSet<Role>) -> bool {
    holds(roles, LEADERS)
}

/// Whether a person reads and writes what goes between the departments at all.
pub(super) fn can_write(roles: &BTreeSet<Role>) -> bool {
    holds(roles, OFFICERS)
}

/// Who negotiates: 责任人, 业务责任人 and those above them.
pub(super) fn is_head(roles: &BTreeSet<Role>) -> bool {
    holds(roles, HEADS)
}

pub(super) const fn heads() -> &'static [Role] {
    HEADS
}

pub(super) const fn leaders() -> &'static [Role] {
    LEADERS
}

/// The highest of the roles wanted that somebody has.
pub(super) fn role_among(roles: &BTreeSet<Role>, wanted: &[Role]) -> Option<Role> {
    wanted.iter().rev().copied().find(|role| roles.contains(role))
}

/// A step follows one that the same department took part in, and that was taken before.
pub(super) fn check_follows(
    follows: Option<&Step>,
    department: &DepartmentCode,
    now: Timestamp,
) -> Result<(), ChannelRefusal> {
    match follows {
        Some(step) if !step.parties.contains(department) || step.at > now => Err(ChannelRefusal::FollowsNotTheirs),
        _ => Ok(()),
    }
}

fn holds(roles: &BTreeSet<Role>, wanted: &[Role]) -> bool {
    wanted.iter().any(|role| roles.contains(role))
}
