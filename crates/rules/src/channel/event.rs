//! What happens to a correspondence, as the ledger keeps it: ids, instants and digests; never text, never a name.

use super::facts::{DocumentKind, Entered, IssuedDocument, Purpose};
use super::ladder::{Channel, Step};
use super::numbering::DocumentNumber;
use crate::exchange::ActedBy;
use crate::party::{AttachmentId, ContentDigest, CorrespondenceId, DepartmentCode, OfficerId, StepId};
use crate::roster::Role;
use crate::subject::micros;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub enum CorrespondenceEvent {
    /// 拟稿.
    Drafted(Box<Drafted>),
    /// Another text; an endorsement is void.
    Revised {
        #[serde(with = "micros")]
        at: Timestamp,
        by: OfficerId,
        content: ContentDigest,
        attachments: Vec<AttachmentId>,
    },
    /// 送审.
    Submitted {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        officer: OfficerId,
    },
    /// 同意发出; `entered` where it was given on paper or in the OA system.
    Endorsed {
        #[serde(with = "micros")]
        at: Timestamp,
        officer: OfficerId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acting_for: Option<OfficerId>,
        role: Role,
        version: u32,
        text: ContentDigest,
        content: Option<ContentDigest>,
        entered: Option<Entered>,
        asks_consent: bool,
    },
    /// 退回修改.
    SentBack {
        #[serde(with = "micros")]
        at: Timestamp,
        by: OfficerId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acting_for: Option<OfficerId>,
        reason: ContentDigest,
    },
    /// 转办.
    PassedOn {
        #[serde(with = "micros")]
        at: Timestamp,
        by: OfficerId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acting_for: Option<OfficerId>,
        officer: OfficerId,
        content: Option<ContentDigest>,
    },
    /// The leader in charge of an addressee agrees to the OA channel (A6).
    Consented {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        department: DepartmentCode,
    },
    /// 发出.
    Issued {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        office: DepartmentCode,
        number: Option<DocumentNumber>,
        version: u32,
    },
    /// The document that was made of it lies beside it.
    Documented {
        #[serde(with = "micros")]
        at: Timestamp,
        document: IssuedDocument,
    },
    /// 撤回.
    Withdrawn {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        reason: ContentDigest,
    },
    /// 签收归档.
    Filed {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        department: DepartmentCode,
    },
    /// Answered; files it too.
    Answered {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        department: DepartmentCode,
        answer: CorrespondenceId,
    },
    /// 工作交接: another officer of the department goes on with the text.
    HandedOver {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        officer: OfficerId,
    },
    /// Another department stands in the place of a party (A20).
    Succeeded {
        #[serde(with = "micros")]
        at: Timestamp,
        department: DepartmentCode,
        successor: DepartmentCode,
    },
}

/// Everything that a draft fixes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub struct Drafted {
    pub id: CorrespondenceId,
    pub number: String,
    pub channel: Channel,
    pub kind: DocumentKind,
    pub purpose: Purpose,
    pub from: DepartmentCode,
    pub drafter: OfficerId,
    pub to: Vec<DepartmentCode>,
    pub about: Option<StepId>,
    pub follows: Option<Step>,
    pub answers: Option<CorrespondenceId>,
    pub content: ContentDigest,
    pub attachments: Vec<AttachmentId>,
    #[serde(with = "micros")]
    pub at: Timestamp,
}
