//! 书面往来: what is written in the OA system or as an official letter (二(四)3 and 4). One mechanism for both.

use super::command::{CorrespondenceCommand, judge};
use super::event::{CorrespondenceEvent, Drafted};
use super::ladder::{Channel, Step};
use super::numbering::DocumentNumber;
use super::refusal::ChannelRefusal;
use super::{draft, endorse, issue, remark};
use crate::exchange::ActedBy;
use crate::party::{AttachmentId, ContentDigest, CorrespondenceId, DepartmentCode, OfficerId, StepId};
use crate::roster::Role;
use crate::subject::{Context, Subject, micros};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A correspondence and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correspondence {
    /// Its id.
    pub id: CorrespondenceId,
    /// OA or letter.
    pub channel: Channel,
    /// 函 or 通知.
    pub kind: DocumentKind,
    /// What it is for.
    pub purpose: Purpose,
    /// The department that issues it.
    pub from: DepartmentCode,
    /// Who drafted it, and owns it until it is issued unless a leader has it.
    pub drafter: OfficerId,
    /// 主送.
    pub to: Vec<DepartmentCode>,
    /// What it is about.
    pub about: Option<StepId>,
    /// The step before.
    pub follows: Option<Step>,
    /// Every text there was, the first first.
    pub versions: Vec<Version>,
    /// How far it has come.
    pub stage: Stage,
    /// The endorsement that holds; none if there is none, or a revision voided it.
    pub endorsement: Option<Endorsement>,
    /// What leaders said and did, the first first; kept when a revision voids an endorsement.
    pub opinions: Vec<Opinion>,
    /// The addressees whose leaders agreed to the OA channel (A6).
    pub consents: Vec<DepartmentCode>,
    /// Its number, once issued.
    pub number: Option<DocumentNumber>,
    /// What the addressees did with it.
    pub receipts: Vec<Receipt>,
    /// What leaders asked for.
    pub remarks: Vec<Remark>,
}

/// 函 or 通知.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 函.
    Letter,
    /// 通知.
    Notice,
}

/// What it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An opinion, a question, information.
    General,
    /// 「审批与监管责任人和联络员变化」.
    RosterChange,
}

/// One text of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Subject and text, salted.
    pub content: ContentDigest,
    /// Files.
    pub attachments: Vec<AttachmentId>,
    /// Who wrote it.
    pub by: OfficerId,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 拟稿, or revised.
    Drafted,
    /// 送审: a leader has it.
    Submitted {
        /// Who.
        to: OfficerId,
    },
    /// 退回修改.
    SentBack,
    /// 同意发出.
    Endorsed,
    /// 已发出.
    Issued,
    /// 已撤回.
    Withdrawn,
}

/// The consent that a text has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endorsement {
    /// Which leader.
    pub officer: OfficerId,
    /// In which role.
    pub role: Role,
    /// The version that was endorsed: the first is 1.
    pub version: u32,
    /// Its text.
    pub content: ContentDigest,
    /// When it was put on record.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// How it was given; none for on the platform.
    pub entered: Option<Entered>,
}

/// How an endorsement was given that was entered afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// On paper or in the OA system.
    pub proof: Proof,
    /// On which day.
    pub endorsed_on: Date,
    /// Its number there.
    pub number: Option<String>,
    /// The scan.
    pub scan: AttachmentId,
    /// Who entered it.
    pub by: ActedBy,
}

/// Where an endorsement was given that was entered afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// On paper.
    Paper,
    /// In the office's OA system.
    Oa,
}

/// What a leader said of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Who.
    pub officer: OfficerId,
    /// What he did.
    pub kind: OpinionKind,
    /// Of which version.
    pub version: u32,
    /// His words.
    pub content: Option<ContentDigest>,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
}

/// What a leader did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpinionKind {
    /// 同意发出.
    Endorsed,
    /// 退回修改.
    SentBack,
    /// 转办.
    PassedOn,
}

/// What an addressee did with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which.
    pub department: DepartmentCode,
    /// When it was filed.
    #[serde(default, with = "micros::option")]
    pub filed_at: Option<Timestamp>,
    /// By whom.
    pub filed_by: Option<ActedBy>,
    /// What answers it.
    pub answer: Option<CorrespondenceId>,
}

/// 批示: a task with an owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Which leader.
    pub by: OfficerId,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// What is to be done.
    pub content: ContentDigest,
    /// Who does it.
    pub owner: OfficerId,
    /// What was done.
    pub done: Option<ContentDigest>,
    /// When.
    #[serde(default, with = "micros::option")]
    pub done_at: Option<Timestamp>,
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
    pub fn owners(&self, both_consent: bool) -> Vec<Owner> {
        match &self.stage {
            Stage::Drafted | Stage::SentBack => vec![Owner::Officer(self.drafter.clone())],
            Stage::Submitted { to } => vec![Owner::Officer(to.clone())],
            Stage::Endorsed => vec![match self.consent_missing(both_consent) {
                Some(department) => Owner::LeadersOf(department.clone()),
                None => Owner::Officer(self.drafter.clone()),
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

    /// The first addressee whose leader has not agreed to the OA channel, where the city asks for both (A6).
    pub(super) fn consent_missing(&self, both_consent: bool) -> Option<&DepartmentCode> {
        let asked = both_consent && self.channel == Channel::Oa;
        self.to.iter().find(|department| asked && !self.consents.contains(department))
    }

    /// The sender and the addressees; before it is issued the sender alone knows of it.
    pub fn parties(&self) -> Vec<DepartmentCode> {
        std::iter::once(&self.from).chain(&self.to).cloned().collect()
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
            remark::apply(&mut held, event);
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
            channel: drafted.channel,
            kind: drafted.kind,
            purpose: drafted.purpose,
            from: drafted.from.clone(),
            drafter: drafted.drafter.clone(),
            to: drafted.to.clone(),
            about: drafted.about.clone(),
            follows: drafted.follows.clone(),
            versions: vec![version],
            stage: Stage::Drafted,
            endorsement: None,
            opinions: Vec::new(),
            consents: Vec::new(),
            number: None,
            receipts: Vec::new(),
            remarks: Vec::new(),
        }
    }
}
