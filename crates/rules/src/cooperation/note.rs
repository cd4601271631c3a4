//! 业务交流 (二(三)¶2 「即时双向推送和业务交流」): a question on an item between its parties, without a clock. Nothing is ever overdue or
//! decided by it; what needs an answer in time is a request for cooperation (A26).

use super::refusal::CooperationRefusal;
use crate::exchange::ActedBy;
use crate::party::{ContentDigest, DepartmentCode, NoteId, TransmittalId};
use crate::subject::{Context, Subject, micros};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A question on a transmittal, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The transmittal that it is about.
    pub about: TransmittalId,
    /// Who asks.
    pub from: DepartmentCode,
    /// Who is asked: the other party.
    pub to: DepartmentCode,
    /// The question, salted.
    pub content: ContentDigest,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// What either party said to it, the first first.
    pub answers: Vec<NoteAnswer>,
    /// The departments in whose place a party stands (A20): they keep reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<DepartmentCode>,
}

/// What a party said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteAnswer {
    /// Which.
    pub department: DepartmentCode,
    /// The words, salted.
    pub content: ContentDigest,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteCommand {
    /// Ask the other party.
    Ask {
        /// Its id.
        id: NoteId,
        /// About which transmittal.
        about: TransmittalId,
        /// Its sender and its addressee.
        parties: [DepartmentCode; 2],
        /// The question.
        content: ContentDigest,
    },
    /// Say something to it.
    Answer {
        /// The words.
        content: ContentDigest,
    },
    /// Another department stands in the place of a party (A20).
    Succeed {
        /// Whose place.
        department: DepartmentCode,
        /// Who stands in it.
        successor: DepartmentCode,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub enum NoteEvent {
    /// Asked.
    Asked {
        id: NoteId,
        about: TransmittalId,
        from: DepartmentCode,
        to: DepartmentCode,
        content: ContentDigest,
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
    },
    /// Something was said to it.
    Answered {
        department: DepartmentCode,
        content: ContentDigest,
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
    },
    /// Another department stands in the place of a party (A20).
    Succeeded {
        #[serde(with = "micros")]
        at: Timestamp,
        department: DepartmentCode,
        successor: DepartmentCode,
    },
}

impl Note {
    /// Whether the other party has not said anything yet.
    pub fn is_open(&self) -> bool {
        self.answers.iter().all(|answer| answer.department != self.to)
    }
}

impl Subject for Note {
    type Command = NoteCommand;
    type Event = NoteEvent;
    type Refusal = CooperationRefusal;

    fn decide(
        subject: Option<&Self>,
        command: NoteCommand,
        context: &Context<'_>,
    ) -> Result<Vec<NoteEvent>, CooperationRefusal> {
        let (at, by) = (context.now, ActedBy::from(context.actor));
        let of_party = |parties: [&DepartmentCode; 2]| {
            let party = context.actor.department().filter(|department| parties.contains(department));
            party.cloned().ok_or(CooperationRefusal::NotParty)
        };
        let event = match (subject, command) {
            (None, NoteCommand::Ask { id, about, parties: [sender, addressee], content }) => {
                let from = of_party([&sender, &addressee])?;
                let to = if from == sender { addressee } else { sender };
                NoteEvent::Asked { id, about, from, to, content, at, by }
            }
            (Some(_), NoteCommand::Ask { .. }) => return Err(CooperationRefusal::NoteKnown),
            (None, _) => return Err(CooperationRefusal::NoNote),
            (Some(note), NoteCommand::Answer { content }) => {
                NoteEvent::Answered { department: of_party([&note.from, &note.to])?, content, at, by }
            }
            (Some(note), NoteCommand::Succeed { department, successor }) => {
                if department != note.from && department != note.to {
                    return Err(CooperationRefusal::NothingMoves);
                }
                NoteEvent::Succeeded { at, department, successor }
            }
        };
        Ok(vec![event])
    }

    fn apply(subject: Option<Self>, event: &NoteEvent) -> Option<Self> {
        match event.clone() {
            NoteEvent::Asked { id, about, from, to, content, at, by } => {
                let (answers, predecessors) = (Vec::new(), Vec::new());
                Some(Self { id, about, from, to, content, at, by, answers, predecessors })
            }
            NoteEvent::Answered { department, content, at, by } => {
                let mut note = subject?;
                note.answers.push(NoteAnswer { department, content, at, by });
                Some(note)
            }
            NoteEvent::Succeeded { department, successor, .. } => {
                let mut note = subject?;
                for party in [&mut note.from, &mut note.to].into_iter().filter(|party| **party == department) {
                    party.clone_from(&successor);
                }
                note.predecessors.push(department);
                Some(note)
            }
        }
    }
}
