//! 批示: what a leader wants done becomes a task with one owner. It stays inside of the leader's department.

use super::command::Person;
use super::ladder::{can_write, is_leader, leaders};
use super::refusal::ChannelRefusal;
use crate::exchange::ActedBy;
use crate::party::{ContentDigest, DepartmentCode, OfficerId, RemarkId, StepId};
use crate::subject::{Actor, Context, Subject, micros};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A leader's remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Its id.
    pub id: RemarkId,
    /// `PS-2026-000001`, given by the act.
    pub number: String,
    /// On what: a letter, a call, something pushed.
    pub item: StepId,
    /// Whose leader, whose task.
    pub department: DepartmentCode,
    /// Which leader.
    pub by: ActedBy,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// What is to be done, salted.
    pub content: ContentDigest,
    /// Who does it.
    pub owner: OfficerId,
    /// What became of it.
    pub done: Option<RemarkDone>,
    /// The departments in whose place this one stands (A20): they keep reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<DepartmentCode>,
}

/// What was done about a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkDone {
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// What, salted.
    pub content: ContentDigest,
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemarkCommand {
    /// Write one on an item that the leader's department may know of.
    Give(Box<GivenRemark>),
    /// 办结.
    Finish {
        /// What was done.
        content: ContentDigest,
        /// Fact: who is reached in the owner's place today.
        reached: Option<OfficerId>,
    },
    /// 工作交接, 撤并: somebody else does it.
    PassOn {
        /// Who, of the department that the task is the business of from now on.
        to: Person,
    },
}

/// What a leader wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the remark")]
pub struct GivenRemark {
    pub id: RemarkId,
    pub number: String,
    pub item: StepId,
    pub content: ContentDigest,
    pub owner: Person,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum RemarkEvent {
    /// It was written.
    Given(Box<Remark>),
    /// What it asked for is done.
    Finished(RemarkDone),
    /// Somebody else does it.
    PassedOn {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// Whose business it is from now on.
        department: DepartmentCode,
        /// Who does it.
        owner: OfficerId,
    },
}

impl Subject for Remark {
    type Command = RemarkCommand;
    type Event = RemarkEvent;
    type Refusal = ChannelRefusal;

    fn decide(
        subject: Option<&Self>,
        command: RemarkCommand,
        context: &Context<'_>,
    ) -> Result<Vec<RemarkEvent>, ChannelRefusal> {
        let event = match (subject, command) {
            (None, RemarkCommand::Give(given)) => give(*given, context)?,
            (Some(_), RemarkCommand::Give(_)) => return Err(ChannelRefusal::RemarkKnown),
            (None, _) => return Err(ChannelRefusal::NoRemark),
            (Some(held), RemarkCommand::PassOn { to }) => {
                held.check_open()?;
                if !can_write(&to.roles) {
                    return Err(ChannelRefusal::RemarkOwnerElsewhere { department: to.department });
                }
                let by = ActedBy::from(context.actor);
                RemarkEvent::PassedOn { at: context.now, by, department: to.department, owner: to.officer }
            }
            (Some(held), RemarkCommand::Finish { content, reached }) => {
                let is_reached = reached.is_some() && context.actor.officer() == reached.as_ref();
                if !context.actor.is_or_stands_for(&held.owner) && !is_reached {
                    return Err(ChannelRefusal::NotRemarkOwner { officer: held.owner.clone() });
                }
                held.check_open()?;
                RemarkEvent::Finished(RemarkDone { at: context.now, by: ActedBy::from(context.actor), content })
            }
        };
        Ok(vec![event])
    }

    fn apply(subject: Option<Self>, event: &RemarkEvent) -> Option<Self> {
        match event {
            RemarkEvent::Given(remark) => subject.or_else(|| Some((**remark).clone())),
            RemarkEvent::Finished(done) => subject.map(|held| Self { done: Some(done.clone()), ..held }),
            RemarkEvent::PassedOn { department, owner, .. } => subject.map(|held| {
                let mut predecessors = held.predecessors;
                if *department != held.department {
                    predecessors.push(held.department);
                }
                Self { department: department.clone(), owner: owner.clone(), predecessors, ..held }
            }),
        }
    }
}

impl Remark {
    fn check_open(&self) -> Result<(), ChannelRefusal> {
        self.done.as_ref().map_or(Ok(()), |done| Err(ChannelRefusal::RemarkDone { at: done.at }))
    }
}

fn give(given: GivenRemark, context: &Context<'_>) -> Result<RemarkEvent, ChannelRefusal> {
    let Actor::Officer { department, roles, .. } = context.actor else { return Err(ChannelRefusal::PersonNeeded) };
    if !is_leader(roles) {
        return Err(ChannelRefusal::RemarkLevel { who: leaders() });
    }
    // Somebody without a role in force would never see the task.
    if given.owner.department != *department || !can_write(&given.owner.roles) {
        return Err(ChannelRefusal::RemarkOwnerElsewhere { department: department.clone() });
    }
    Ok(RemarkEvent::Given(Box::new(Remark {
        id: given.id,
        number: given.number,
        item: given.item,
        department: department.clone(),
        by: ActedBy::from(context.actor),
        at: context.now,
        content: given.content,
        owner: given.owner.officer,
        done: None,
        predecessors: Vec::new(),
    })))
}
