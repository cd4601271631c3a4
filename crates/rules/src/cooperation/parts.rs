//! What a request gathers on its way: the versions that were asked, the replies, questions, extensions, and what time did.

use crate::calendar::Deadline;
use crate::exchange::ActedBy;
use crate::party::{AttachmentId, ContentDigest, CooperationRequestId, DepartmentCode, OfficerId};
use crate::roster::Role;
use crate::subject::micros;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a request is about (A26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "matter", rename_all = "snake_case")]
pub enum Matter {
    /// 「市行政审批局在审批过程中」: an open case of the bureau.
    Case {
        /// 法定办结日期: shown beside the term, and it does not stop.
        statutory_due_on: Date,
    },
    /// 「各行业监管部门在监管过程中」: a regulatory matter of the authority.
    Regulatory,
    /// Neither, where the city's rule set allows it.
    None,
}

/// One version of what is asked. A reply is bound to the version that it was given to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The question, salted.
    pub content: ContentDigest,
    /// Files.
    pub attachments: Vec<AttachmentId>,
    /// 发出: from here the term runs.
    #[serde(with = "micros")]
    pub issued_at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// What changed in the facts; none for the first.
    pub reason: Option<ContentDigest>,
    /// The term that it had in the end; its replies are late from this instant on.
    #[serde(with = "micros")]
    pub due: Timestamp,
}

/// What an addressee says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// 同意.
    Agree,
    /// 不同意, with reasons.
    Disagree,
    /// 有条件同意, with the conditions.
    Conditional,
    /// 无意见.
    NoOpinion,
}

/// A reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The version that it was given to: the first is 1.
    pub version: u32,
    /// What it says; none for a part of a reply.
    pub opinion: Option<Opinion>,
    /// 部分答复: the term runs on.
    pub partial: bool,
    /// Reasons, conditions, information, salted.
    pub content: Option<ContentDigest>,
    /// Files.
    pub attachments: Vec<AttachmentId>,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// At or after the due instant.
    pub late: bool,
}

/// 询问: the addressee asks what is meant. The term does not stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clarification {
    /// About which version.
    pub version: u32,
    /// The question.
    pub content: ContentDigest,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// What the asker said.
    pub answer: Option<ClarificationAnswer>,
}

/// 说明.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClarificationAnswer {
    /// The answer.
    pub content: ContentDigest,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
}

/// 申请延期, before the term ends (A13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionAsked {
    /// Of the term of which version.
    pub version: u32,
    /// By so many working days.
    pub working_days: u32,
    /// Why.
    pub reason: ContentDigest,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// What the asker made of it.
    pub answer: Option<ExtensionAnswer>,
}

/// What the asker made of an extension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum ExtensionAnswer {
    /// 同意延期.
    Granted {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
    },
    /// 不同意延期.
    Refused {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// Why.
        reason: ContentDigest,
    },
}

/// 非本部门职责.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotOurs {
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// Why.
    pub reason: ContentDigest,
    /// Which department it should go to.
    pub suggested_to: Option<DepartmentCode>,
    /// Before when the asker redirects or upholds.
    pub decision: Deadline,
    /// What the asker made of it.
    pub answer: Option<NotOursAnswer>,
}

/// What the asker made of 「非本部门职责」.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum NotOursAnswer {
    /// 改派: another department has its own three working days.
    Redirected {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// The request that takes the place of this one.
        to: CooperationRequestId,
    },
    /// 维持: the addressee stays, and the rest of its term runs.
    Upheld {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// Why.
        reason: ContentDigest,
    },
}

/// The term of a version passed without a reply. It stays on record, whatever comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapse {
    /// Of which version.
    pub version: u32,
    /// The due instant.
    #[serde(with = "micros")]
    pub at: Timestamp,
}

/// Who was told that nobody had replied (A11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Of which version.
    pub version: u32,
    /// 责任人, then 分管领导.
    pub to: Role,
    /// The officer of that role in the addressee; none where nobody is named.
    pub officer: Option<OfficerId>,
    /// From when.
    #[serde(with = "micros")]
    pub at: Timestamp,
}

impl Opinion {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Agree, Self::Disagree, Self::Conditional, Self::NoOpinion];

    /// The word in JSON and SQL.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Disagree => "disagree",
            Self::Conditional => "conditional",
            Self::NoOpinion => "no_opinion",
        }
    }

    /// Whether it says nothing without reasons or conditions.
    pub const fn needs_text(self) -> bool {
        matches!(self, Self::Disagree | Self::Conditional)
    }
}
