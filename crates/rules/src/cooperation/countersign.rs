//! 内部征求意见、会签: 「责任人…负责牵头收集、整理、传递本部门关于审批和监管工作的意见建议」 (二(二)¶3). The responsible officer asks officers or
//! sections of its own department and merges what they say into the department's one reply. Nothing of it is seen outside.

use super::parts::Opinion;
use super::refusal::CooperationRefusal;
use crate::exchange::ActedBy;
use crate::party::{ContentDigest, CooperationRequestId, CountersignId, DepartmentCode, OfficerId, SectionCode};
use crate::roster::Role;
use crate::subject::{Actor, Context, Subject, micros};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The roles that collect opinions.
const COLLECTS: [Role; 3] = [Role::ResponsibleOfficer, Role::OverallLead, Role::BusinessLead];

/// Opinions collected inside a department on a request for cooperation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countersign {
    /// Its id.
    pub id: CountersignId,
    /// The request that the department was asked.
    pub about: CooperationRequestId,
    /// Which department.
    pub department: DepartmentCode,
    /// Who collects.
    pub collector: OfficerId,
    /// What is asked, salted.
    pub content: ContentDigest,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// The term of the department's reply, as it was then: shown to those who are asked.
    #[serde(with = "micros")]
    pub due: Timestamp,
    /// Those who are asked, in the order asked.
    pub signatures: Vec<Signature>,
    /// When the opinions were merged into the reply, or the request was not owed any more.
    #[serde(with = "micros::option")]
    pub ended_at: Option<Timestamp>,
    /// Whether they were merged.
    pub merged: bool,
}

/// Somebody who is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who.
    pub signer: Signer,
    /// What was said.
    pub state: SignatureState,
}

/// An officer or a section.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Signer {
    /// 某人.
    Officer {
        /// Who.
        officer: OfficerId,
    },
    /// Anybody of a section.
    Section {
        /// Which.
        section: SectionCode,
    },
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SignatureState {
    /// 待会签.
    Asked,
    /// 已会签.
    Signed {
        /// What it says.
        opinion: Opinion,
        /// Its words.
        content: Option<ContentDigest>,
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: OfficerId,
    },
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountersignCommand {
    /// Ask officers and sections.
    Ask {
        /// Its id.
        id: CountersignId,
        /// On which request.
        about: CooperationRequestId,
        /// The department that the request asked.
        requested: DepartmentCode,
        /// The term of its reply.
        due: Timestamp,
        /// What is asked.
        content: ContentDigest,
        /// Whom.
        signers: Vec<Signer>,
    },
    /// 会签.
    Sign {
        /// The section of the officer who signs.
        section: Option<SectionCode>,
        /// What it says.
        opinion: Opinion,
        /// Its words.
        content: Option<ContentDigest>,
    },
    /// The collector merges them into the department's reply, which the same act gives.
    Merge,
    /// The request is not owed any more: withdrawn, redirected, answered or asked anew.
    End,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub enum CountersignEvent {
    /// Asked.
    Asked(Box<Countersign>),
    /// 会签.
    Signed {
        #[serde(with = "micros")]
        at: Timestamp,
        by: OfficerId,
        signer: Signer,
        opinion: Opinion,
        content: Option<ContentDigest>,
    },
    /// Merged into the reply.
    Merged {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
    },
    /// Not needed any more.
    Ended {
        #[serde(with = "micros")]
        at: Timestamp,
    },
}

impl Countersign {
    /// Those who have not signed.
    pub fn waiting(&self) -> impl Iterator<Item = &Signer> {
        let open = self.ended_at.is_none();
        self.signatures
            .iter()
            .filter(move |signature| open && signature.state == SignatureState::Asked)
            .map(|signature| &signature.signer)
    }

    fn stands(&self) -> Result<(), CooperationRefusal> {
        if self.ended_at.is_some() { Err(CooperationRefusal::NoteClosed) } else { Ok(()) }
    }
}

impl Subject for Countersign {
    type Command = CountersignCommand;
    type Event = CountersignEvent;
    type Refusal = CooperationRefusal;

    fn decide(
        subject: Option<&Self>,
        command: CountersignCommand,
        context: &Context<'_>,
    ) -> Result<Vec<CountersignEvent>, CooperationRefusal> {
        use CountersignCommand as Asked;
        let held = match (subject, command) {
            (None, Asked::Ask { id, about, requested, due, content, signers }) => {
                let (collector, department) = collector(context.actor)?;
                if department != requested {
                    return Err(CooperationRefusal::NotRequested { to: requested });
                }
                let asked = Self {
                    id,
                    about,
                    department,
                    collector,
                    content,
                    at: context.now,
                    due,
                    signatures: asked_once(signers)?,
                    ended_at: None,
                    merged: false,
                };
                return Ok(vec![CountersignEvent::Asked(Box::new(asked))]);
            }
            (Some(_), Asked::Ask { .. }) => return Err(CooperationRefusal::NoteKnown),
            (None, _) => return Err(CooperationRefusal::NoNote),
            (Some(held), command) => (held, command),
        };
        let (held, command) = held;
        held.stands()?;
        let at = context.now;
        let event = match command {
            Asked::Ask { .. } => return Err(CooperationRefusal::NoteKnown),
            Asked::Sign { section, opinion, content } => sign(held, section.as_ref(), opinion, content, context)?,
            Asked::Merge => {
                let (_, department) = collector(context.actor)?;
                if department != held.department {
                    return Err(CooperationRefusal::NotResponsible);
                }
                CountersignEvent::Merged { at, by: ActedBy::from(context.actor) }
            }
            Asked::End => CountersignEvent::Ended { at },
        };
        Ok(vec![event])
    }

    fn apply(subject: Option<Self>, event: &CountersignEvent) -> Option<Self> {
        if let CountersignEvent::Asked(asked) = event {
            return Some((**asked).clone());
        }
        let mut held = subject?;
        match event.clone() {
            CountersignEvent::Asked(_) => {}
            CountersignEvent::Signed { at, by, signer, opinion, content } => {
                let signature = held.signatures.iter_mut().find(|signature| signature.signer == signer);
                if let Some(signature) = signature {
                    signature.state = SignatureState::Signed { opinion, content, at, by };
                }
            }
            CountersignEvent::Merged { at, .. } => {
                held.ended_at = Some(at);
                held.merged = true;
            }
            CountersignEvent::Ended { at } => held.ended_at = Some(at),
        }
        Some(held)
    }
}

/// The officer who collects, with its department.
fn collector(actor: &Actor) -> Result<(OfficerId, DepartmentCode), CooperationRefusal> {
    match actor {
        Actor::Officer { officer, department, roles, .. } if COLLECTS.iter().any(|role| roles.contains(role)) => {
            Ok((officer.clone(), department.clone()))
        }
        Actor::Officer { .. } => Err(CooperationRefusal::NotResponsible),
        Actor::System { .. } | Actor::Time | Actor::Setup => Err(CooperationRefusal::PersonNeeded),
    }
}

/// Everybody once, in the order asked.
fn asked_once(signers: Vec<Signer>) -> Result<Vec<Signature>, CooperationRefusal> {
    let mut signatures: Vec<Signature> = Vec::with_capacity(signers.len());
    for signer in signers {
        if signatures.iter().all(|asked| asked.signer != signer) {
            signatures.push(Signature { signer, state: SignatureState::Asked });
        }
    }
    if signatures.is_empty() { Err(CooperationRefusal::SignerRequired) } else { Ok(signatures) }
}

/// For oneself, or for one's section.
fn sign(
    held: &Countersign,
    section: Option<&SectionCode>,
    opinion: Opinion,
    words: Option<ContentDigest>,
    context: &Context<'_>,
) -> Result<CountersignEvent, CooperationRefusal> {
    let Actor::Officer { officer, department, .. } = context.actor else {
        return Err(CooperationRefusal::PersonNeeded);
    };
    if *department != held.department {
        return Err(CooperationRefusal::NotSigner);
    }
    if opinion.needs_text() && words.is_none() {
        return Err(CooperationRefusal::ReasonRequired);
    }
    let own = |signature: &&Signature| match &signature.signer {
        Signer::Officer { officer: asked } => asked == officer,
        Signer::Section { section: asked } => Some(asked) == section,
    };
    let mut asked = held.signatures.iter().filter(own).peekable();
    if asked.peek().is_none() {
        return Err(CooperationRefusal::NotSigner);
    }
    let open = asked.find(|signature| signature.state == SignatureState::Asked);
    let signer = open.ok_or(CooperationRefusal::SignedBefore)?.signer.clone();
    Ok(CountersignEvent::Signed { at: context.now, by: officer.clone(), signer, opinion, content: words })
}
