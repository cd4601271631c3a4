//! 书面往来: what is written in the OA system or as an official letter (二(四)3 and 4). One mechanism for both.

use super::command::{CorrespondenceCommand, judge};
use super::event::{CorrespondenceEvent, Drafted};
use super::facts::{DocumentKind, Endorsement, Issue, Opinion, Purpose, Receipt, Stage, Version};
use super::ladder::{Channel, Step};
use super::numbering::DocumentNumber;
use super::refusal::ChannelRefusal;
use super::{draft, endorse, issue};
use crate::party::{CorrespondenceId, DepartmentCode, OfficerId, StepId};
use crate::subject::{Context, Subject};
use serde::{Deserialize, Serialize};

/// A correspondence and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correspondence {
    /// Its id.
    pub id: CorrespondenceId,
    /// `OA-2026-000001`, `GH-2026-000001`: by which the platform calls it from the first draft on, given by the act.
    pub number: String,
    /// OA or letter.
    pub channel: Channel,
    /// 函 or 通知.
    pub kind: DocumentKind,
    /// What it is for.
    pub purpose: Purpose,
    /// The department that issues it.
    pub from: DepartmentCode,
    /// Who drafted it.
    pub drafter: OfficerId,
    /// 主送.
    pub to: Vec<DepartmentCode>,
    /// What it is about.
    pub about: Option<StepId>,
    /// The step before.
    pub follows: Option<Step>,
    /// What it answers once it is issued.
    pub answers: Option<CorrespondenceId>,
    /// Every text there was, the first first.
    pub versions: Vec<Version>,
    /// How far it has come.
    pub stage: Stage,
    /// The endorsement that holds; none if there is none, or a revision voided it.
    pub endorsement: Option<Endorsement>,
    /// Who goes on with the text in the place of its writer, since it was handed over; until somebody writes another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeper: Option<OfficerId>,
    /// What leaders said and did, the first first; kept when a revision voids an endorsement.
    pub opinions: Vec<Opinion>,
    /// Whether the addressees' leaders are to agree to the OA channel too: the city's word when it was endorsed (A6).
    pub asks_consent: bool,
    /// The addressees whose leaders agreed to the OA channel (A6).
    pub consents: Vec<DepartmentCode>,
    /// How it was issued, once it was.
    pub issue: Option<Issue>,
    /// What the addressees did with it.
    pub receipts: Vec<Receipt>,
    /// The departments that may know of it: the sender, from the issue or from the question for consent on the addressees, and whoever
    /// comes into the place of one. Nobody leaves.
    pub readers: Vec<DepartmentCode>,
}

/// Who has to do something now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A person: the drafter, or the leader that it was submitted to.
    Officer(OfficerId),
    /// The leaders in charge of an addressee: to agree to the OA channel (A6).
    LeadersOf(DepartmentCode),
    /// An addressee: to file it.
    Addressee(DepartmentCode),
}

impl Correspondence {
    /// Who has to do something with the document itself: exactly one until it is issued; then each addressee that has not filed it.
    pub fn owners(&self) -> Vec<Owner> {
        match &self.stage {
            Stage::Drafted | Stage::SentBack => vec![Owner::Officer(self.keeper().clone())],
            Stage::Submitted { to } => vec![Owner::Officer(to.clone())],
            Stage::Endorsed => vec![match self.consent_missing() {
                Some(department) => Owner::LeadersOf(department.clone()),
                None => Owner::Officer(self.keeper().clone()),
            }],
            Stage::Issued => {
                let open = self.receipts.iter().filter(|receipt| receipt.filed_at.is_none());
                open.map(|receipt| Owner::Addressee(receipt.department.clone())).collect()
            }
            Stage::Withdrawn => Vec::new(),
        }
    }

    /// The number of the text that stands: the first is 1.
    pub fn version(&self) -> u32 {
        u32::try_from(self.versions.len()).unwrap_or(u32::MAX)
    }

    /// Who wrote the text that stands.
    pub fn writer(&self) -> &OfficerId {
        self.versions.last().map_or(&self.drafter, |version| &version.by)
    }

    /// Who goes on with the text: its writer, until it is handed over.
    pub fn keeper(&self) -> &OfficerId {
        self.keeper.as_ref().unwrap_or_else(|| self.writer())
    }

    /// 发文字号, once it is issued under one.
    pub fn document_number(&self) -> Option<&DocumentNumber> {
        self.issue.as_ref().and_then(|issue| issue.number.as_ref())
    }

    /// The first addressee whose leader has not agreed to the OA channel, where that is asked for (A6).
    pub fn consent_missing(&self) -> Option<&DepartmentCode> {
        self.to.iter().find(|department| self.asks_consent && !self.consents.contains(department))
    }

    /// The sender and the addressees.
    pub fn parties(&self) -> Vec<DepartmentCode> {
        std::iter::once(&self.from).chain(&self.to).cloned().collect()
    }

    /// The version that a department may read: the sender the last, an addressee what was issued, or what its leader is asked to
    /// agree to. None where it may read none.
    pub fn version_for(&self, department: &DepartmentCode) -> Option<u32> {
        let is_sender =
            *department == self.from || self.issue.as_ref().is_some_and(|issue| issue.office == *department);
        if is_sender {
            return Some(self.version());
        }
        let is_told = self.readers.contains(department) && matches!(self.stage, Stage::Issued | Stage::Endorsed);
        is_told.then(|| self.version())
    }

    /// The step of the ladder that it is, once it is issued.
    pub fn step(&self) -> Option<Step> {
        let at = self.issue.as_ref()?.at;
        Some(Step { channel: self.channel, id: StepId::from(&self.id), parties: self.parties(), at })
    }

    /// From now on a department may know of it.
    pub(super) fn tell(&mut self, department: &DepartmentCode) {
        if !self.readers.contains(department) {
            self.readers.push(department.clone());
        }
    }
}

impl Subject for Correspondence {
    type Command = CorrespondenceCommand;
    type Event = CorrespondenceEvent;
    type Refusal = ChannelRefusal;

    fn decide(
        subject: Option<&Self>,
        command: CorrespondenceCommand,
        context: &Context<'_>,
    ) -> Result<Vec<CorrespondenceEvent>, ChannelRefusal> {
        judge(subject, command, context).map(|event| vec![event])
    }

    fn apply(subject: Option<Self>, event: &CorrespondenceEvent) -> Option<Self> {
        if let CorrespondenceEvent::Drafted(drafted) = event {
            return Some(Self::from_draft(drafted));
        }
        subject.map(|mut held| {
            draft::apply(&mut held, event);
            endorse::apply(&mut held, event);
            issue::apply(&mut held, event);
            held
        })
    }
}

impl Correspondence {
    fn from_draft(drafted: &Drafted) -> Self {
        let version = Version {
            content: drafted.content.clone(),
            attachments: drafted.attachments.clone(),
            by: drafted.drafter.clone(),
            at: drafted.at,
        };
        Self {
            id: drafted.id.clone(),
            number: drafted.number.clone(),
            channel: drafted.channel,
            kind: drafted.kind,
            purpose: drafted.purpose,
            from: drafted.from.clone(),
            drafter: drafted.drafter.clone(),
            to: drafted.to.clone(),
            about: drafted.about.clone(),
            follows: drafted.follows.clone(),
            answers: drafted.answers.clone(),
            versions: vec![version],
            stage: Stage::Drafted,
            endorsement: None,
            keeper: None,
            opinions: Vec::new(),
            asks_consent: false,
            consents: Vec::new(),
            issue: None,
            receipts: Vec::new(),
            readers: vec![drafted.from.clone()],
        }
    }
}
