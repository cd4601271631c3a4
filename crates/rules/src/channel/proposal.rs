//! 提请会商 where the four channels fail (二(四), last sentence), carrying what was tried.

use super::ladder::{Channel, Step, check_proposer};
use super::refusal::ChannelRefusal;
use crate::exchange::ActedBy;
use crate::party::{ContentDigest, DepartmentCode, ProposalId, StepId};
use crate::rule_set::MeetingGate;
use crate::subject::{Context, Subject, micros};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A consultation that was proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationProposal {
    /// Its id.
    pub id: ProposalId,
    /// `TQ-2026-000001`, given by the act.
    pub number: String,
    /// Who proposes.
    pub from: DepartmentCode,
    /// By whom.
    pub by: ActedBy,
    /// With whom.
    pub to: DepartmentCode,
    /// What it is about.
    pub about: Option<StepId>,
    /// What was tried, the first first.
    pub tried: Vec<Step>,
    /// The channels that were not: shown with it (A7).
    pub not_tried: Vec<Channel>,
    /// What is to be settled, salted.
    pub content: ContentDigest,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposalCommand {
    /// Propose one.
    Propose(Box<Propose>),
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the proposal")]
pub struct Propose {
    pub id: ProposalId,
    pub number: String,
    pub to: DepartmentCode,
    pub about: Option<StepId>,
    pub tried: Vec<Step>,
    pub content: ContentDigest,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ProposalEvent {
    /// It was proposed.
    Proposed(Box<ConsultationProposal>),
}

impl Subject for ConsultationProposal {
    type Command = ProposalCommand;
    type Event = ProposalEvent;
    type Refusal = ChannelRefusal;

    fn decide(
        subject: Option<&Self>,
        command: ProposalCommand,
        context: &Context<'_>,
    ) -> Result<Vec<ProposalEvent>, ChannelRefusal> {
        if subject.is_some() {
            return Err(ChannelRefusal::ProposalKnown);
        }
        let ProposalCommand::Propose(wanted) = command;
        let from = check_proposer(context.actor)?.clone();
        if wanted.to == from {
            return Err(ChannelRefusal::AddresseeIsSender);
        }
        let between = |step: &Step| [&from, &wanted.to].iter().all(|party| step.parties.contains(party));
        if !wanted.tried.iter().all(|step| between(step) && step.at <= context.now) {
            return Err(ChannelRefusal::TriedElsewhere);
        }
        let was_tried = |channel: &Channel| wanted.tried.iter().any(|step| step.channel == *channel);
        let not_tried: Vec<Channel> = Channel::ALL.into_iter().filter(|channel| !was_tried(channel)).collect();
        if context.rule_set.meeting_gate == MeetingGate::Block && !not_tried.is_empty() {
            return Err(ChannelRefusal::MeetingGate { not_tried });
        }
        Ok(vec![ProposalEvent::Proposed(Box::new(Self {
            id: wanted.id,
            number: wanted.number,
            from,
            by: ActedBy::from(context.actor),
            to: wanted.to,
            about: wanted.about,
            tried: wanted.tried,
            not_tried,
            content: wanted.content,
            at: context.now,
        }))])
    }

    fn apply(subject: Option<Self>, event: &ProposalEvent) -> Option<Self> {
        let ProposalEvent::Proposed(proposal) = event;
        subject.or_else(|| Some((**proposal).clone()))
    }
}
