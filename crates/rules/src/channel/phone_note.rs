//! 电话记录: a call about what the platform cannot say clearly (二(四)2), confirmed or disputed by the other side.

use super::ladder::{Channel, Step, check_follows, check_taker};
use super::refusal::ChannelRefusal;
use crate::exchange::ActedBy;
use crate::party::{ContentDigest, DepartmentCode, OfficerId, PhoneNoteId, StepId};
use crate::subject::{Context, Subject, micros};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A note of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneNote {
    /// Its id.
    pub id: PhoneNoteId,
    /// `DH-2026-000001`, given by the act.
    pub number: String,
    /// The department that called and keeps the note.
    pub from: DepartmentCode,
    /// Who called.
    pub by: ActedBy,
    /// The department that was called.
    pub to: DepartmentCode,
    /// With whom, where that person is on the roster; else the name stands in the content.
    pub officer: Option<OfficerId>,
    /// What it is about.
    pub about: Option<StepId>,
    /// The step before.
    pub follows: Option<Step>,
    /// When they spoke.
    #[serde(with = "micros")]
    pub called_at: Timestamp,
    /// When it was noted.
    #[serde(with = "micros")]
    pub recorded_at: Timestamp,
    /// Gist and result, salted.
    pub content: ContentDigest,
    /// What the other side says of it.
    pub state: PhoneNoteState,
    /// The departments in whose place a party stands (A20): they keep reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<DepartmentCode>,
}

/// What the other side says of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of every event")]
pub enum PhoneNoteState {
    /// Nothing yet.
    Noted,
    /// It was so.
    Confirmed {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        content: Option<ContentDigest>,
    },
    /// It was otherwise, in its own words.
    Disputed {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        reason: ContentDigest,
    },
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneNoteCommand {
    /// Note a call, on the same day or later.
    Note(Box<Call>),
    /// It was so.
    Confirm {
        /// What there is to add.
        content: Option<ContentDigest>,
    },
    /// It was otherwise.
    Dispute {
        /// How.
        reason: Option<ContentDigest>,
    },
    /// Another department stands in the place of a party (A20).
    Succeed {
        /// Whose place.
        department: DepartmentCode,
        /// Who stands in it.
        successor: DepartmentCode,
    },
}

/// A call, as it is noted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the note")]
pub struct Call {
    pub id: PhoneNoteId,
    pub number: String,
    pub to: DepartmentCode,
    pub officer: Option<OfficerId>,
    pub about: Option<StepId>,
    pub follows: Option<Step>,
    pub called_at: Timestamp,
    pub content: ContentDigest,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub enum PhoneNoteEvent {
    /// A call was noted.
    Noted(Box<PhoneNote>),
    /// The other side confirmed it.
    Confirmed {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        content: Option<ContentDigest>,
    },
    /// The other side disputes it.
    Disputed {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        reason: ContentDigest,
    },
    /// Another department stands in the place of a party (A20).
    Succeeded {
        #[serde(with = "micros")]
        at: Timestamp,
        department: DepartmentCode,
        successor: DepartmentCode,
    },
}

impl Subject for PhoneNote {
    type Command = PhoneNoteCommand;
    type Event = PhoneNoteEvent;
    type Refusal = ChannelRefusal;

    fn decide(
        subject: Option<&Self>,
        command: PhoneNoteCommand,
        context: &Context<'_>,
    ) -> Result<Vec<PhoneNoteEvent>, ChannelRefusal> {
        let (at, by) = (context.now, ActedBy::from(context.actor));
        let event = match (subject, command) {
            (None, PhoneNoteCommand::Note(call)) => note(*call, context)?,
            (Some(_), PhoneNoteCommand::Note(_)) => return Err(ChannelRefusal::PhoneNoteKnown),
            (None, _) => return Err(ChannelRefusal::NoPhoneNote),
            (Some(held), PhoneNoteCommand::Confirm { content }) => {
                held.check_open_to(context)?;
                PhoneNoteEvent::Confirmed { at, by, content }
            }
            (Some(held), PhoneNoteCommand::Dispute { reason }) => {
                held.check_open_to(context)?;
                PhoneNoteEvent::Disputed { at, by, reason: reason.ok_or(ChannelRefusal::ReasonRequired)? }
            }
            (Some(held), PhoneNoteCommand::Succeed { department, successor }) => {
                if department != held.from && department != held.to {
                    return Err(ChannelRefusal::NotParty);
                }
                PhoneNoteEvent::Succeeded { at, department, successor }
            }
        };
        Ok(vec![event])
    }

    fn apply(subject: Option<Self>, event: &PhoneNoteEvent) -> Option<Self> {
        match event {
            PhoneNoteEvent::Noted(note) => Some((**note).clone()),
            PhoneNoteEvent::Confirmed { at, by, content } => subject.map(|held| Self {
                state: PhoneNoteState::Confirmed { at: *at, by: by.clone(), content: content.clone() },
                ..held
            }),
            PhoneNoteEvent::Disputed { at, by, reason } => subject.map(|held| Self {
                state: PhoneNoteState::Disputed { at: *at, by: by.clone(), reason: reason.clone() },
                ..held
            }),
            PhoneNoteEvent::Succeeded { department, successor, .. } => subject.map(|mut held| {
                for party in [&mut held.from, &mut held.to].into_iter().filter(|party| *party == department) {
                    party.clone_from(successor);
                }
                held.predecessors.push(department.clone());
                held
            }),
        }
    }
}

fn note(call: Call, context: &Context<'_>) -> Result<PhoneNoteEvent, ChannelRefusal> {
    let from = check_taker(context.actor, Channel::Phone)?.clone();
    if call.to == from {
        return Err(ChannelRefusal::AddresseeIsSender);
    }
    if call.called_at > context.now {
        return Err(ChannelRefusal::CalledInFuture);
    }
    check_follows(call.follows.as_ref(), &from, context.now)?;
    Ok(PhoneNoteEvent::Noted(Box::new(PhoneNote {
        id: call.id,
        number: call.number,
        from,
        by: ActedBy::from(context.actor),
        to: call.to,
        officer: call.officer,
        about: call.about,
        follows: call.follows,
        called_at: call.called_at,
        recorded_at: context.now,
        content: call.content,
        state: PhoneNoteState::Noted,
        predecessors: Vec::new(),
    })))
}

impl PhoneNote {
    /// The step of the ladder that it is.
    pub fn step(&self) -> Step {
        let parties = vec![self.from.clone(), self.to.clone()];
        Step { channel: Channel::Phone, id: StepId::from(&self.id), parties, at: self.called_at }
    }

    /// Only the department that was called says what it thinks of the note, once.
    fn check_open_to(&self, context: &Context<'_>) -> Result<(), ChannelRefusal> {
        if context.actor.department() != Some(&self.to) {
            return Err(ChannelRefusal::NotCalled { to: self.to.clone() });
        }
        match &self.state {
            PhoneNoteState::Noted => Ok(()),
            PhoneNoteState::Confirmed { at, .. } | PhoneNoteState::Disputed { at, .. } => {
                Err(ChannelRefusal::NoteSettled { at: *at })
            }
        }
    }
}
