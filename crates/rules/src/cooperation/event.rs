//! What happens to a request for cooperation, as the ledger keeps it: ids, instants, states and digests; never text, never a name.

use super::parts::{Matter, Opinion};
use super::window::ReplyWindow;
use crate::calendar::Deadline;
use crate::exchange::{ActedBy, MoveCause};
use crate::party::{
    AttachmentId, ContentDigest, CooperationRequestId, DepartmentCode, ItemCode, OfficerId, OutageId, SectionCode,
    Side, TransmittalId,
};
use crate::reminder::Reminded;
use crate::roster::Role;
use crate::rule_set::NoReplyEffect;
use crate::subject::micros;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What happened. `at` is the legal instant, which for what time did is the due instant and not the sweep's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state and of the command")]
pub enum CooperationEvent {
    /// 发出商请.
    Issued(Box<Issued>),
    /// 已查看, for the first time.
    Opened {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
    },
    /// 交办.
    Assigned {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        section: Option<SectionCode>,
        officer: Option<OfficerId>,
    },
    /// 答复, or a part of one.
    Replied {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        version: u32,
        opinion: Option<Opinion>,
        partial: bool,
        content: Option<ContentDigest>,
        attachments: Vec<AttachmentId>,
        late: bool,
    },
    /// 询问.
    ClarificationAsked {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        content: ContentDigest,
    },
    /// 说明.
    ClarificationAnswered {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        question: u32,
        content: ContentDigest,
    },
    /// 申请延期.
    ExtensionAsked {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        working_days: u32,
        reason: ContentDigest,
    },
    /// 同意延期.
    ExtensionGranted {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        window: ReplyWindow,
    },
    /// 不同意延期.
    ExtensionRefused {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        reason: ContentDigest,
    },
    /// 非本部门职责.
    NotOurs {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        reason: ContentDigest,
        suggested_to: Option<DepartmentCode>,
        decision: Deadline,
    },
    /// 改派.
    Redirected {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        to: DepartmentCode,
        redirected_to: CooperationRequestId,
    },
    /// 维持.
    Upheld {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        reason: ContentDigest,
        window: ReplyWindow,
    },
    /// 再次商请.
    Reconsulted {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        content: ContentDigest,
        attachments: Vec<AttachmentId>,
        reason: ContentDigest,
        window: ReplyWindow,
    },
    /// 已确认.
    Confirmed {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
    },
    /// 已撤回.
    Withdrawn {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        reason: ContentDigest,
    },
    /// 共享答复.
    Shared {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        with: Vec<DepartmentCode>,
    },
    /// 超期.
    Overdue {
        #[serde(with = "micros")]
        at: Timestamp,
    },
    /// 逾期未答复视为无意见, where the city says so.
    NoObjectionDeemed {
        #[serde(with = "micros")]
        at: Timestamp,
    },
    /// 责任人 or 分管领导 is told.
    Escalated {
        #[serde(with = "micros")]
        at: Timestamp,
        to: Role,
        officer: Option<OfficerId>,
    },
    /// Calendar or rule set changed (A21).
    DeadlineMoved {
        #[serde(with = "micros")]
        at: Timestamp,
        cause: MoveCause,
        calendar_version: u32,
        window: Option<ReplyWindow>,
        decision: Option<Deadline>,
    },
    /// An outage extends the term (A24).
    WindowExtended {
        #[serde(with = "micros")]
        at: Timestamp,
        outage: OutageId,
        window: ReplyWindow,
    },
    /// 催办.
    Reminded(Reminded),
    /// Another department stands in a party's place (A20).
    Succeeded {
        #[serde(with = "micros")]
        at: Timestamp,
        department: DepartmentCode,
        successor: DepartmentCode,
    },
}

/// Everything that an issue fixes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub struct Issued {
    pub id: CooperationRequestId,
    pub number: String,
    pub joint: CooperationRequestId,
    pub from: DepartmentCode,
    pub from_side: Side,
    pub by: ActedBy,
    pub to: DepartmentCode,
    #[serde(flatten)]
    pub matter: Matter,
    pub item: Option<ItemCode>,
    pub about: Option<TransmittalId>,
    pub content: ContentDigest,
    pub attachments: Vec<AttachmentId>,
    #[serde(with = "micros")]
    pub at: Timestamp,
    pub window: ReplyWindow,
    pub no_reply_effect: NoReplyEffect,
    pub redirected_from: Option<CooperationRequestId>,
    pub hops: u32,
}
