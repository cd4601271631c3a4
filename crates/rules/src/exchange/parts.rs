//! What a transmittal gathers on its way: its return, what is owed in answer, who has it inside the addressee.

use super::transmittal::ActedBy;
use crate::calendar::Deadline;
use crate::party::{ContentDigest, DepartmentCode, OfficerId, SectionCode, TransmittalId};
use crate::subject::micros;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// 退回.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// Why.
    pub reason: ContentDigest,
    /// Which department it should go to.
    pub suggested_to: Option<DepartmentCode>,
    /// Where the addressee was not chosen by hand: the clock runs on and receipt is deemed.
    pub objection: bool,
    /// Before when the sender re-routes or upholds; none for an objection, which is negotiated.
    pub decision: Option<Deadline>,
    /// What the sender made of it.
    pub answer: Option<ReturnAnswer>,
}

/// What the sender made of a return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum ReturnAnswer {
    /// 维持: the addressee stays.
    Upheld {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// Why.
        reason: ContentDigest,
    },
    /// 改派.
    Rerouted {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// To which department.
        to: DepartmentCode,
    },
}

/// What is owed in answer: 「应依法依规作出相关处理决定，并将处理意见及时…反馈」.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ReplyState {
    /// Nothing.
    None,
    /// A disposition. 「及时」 has no limit; the city may set a target (A22).
    Owed {
        /// The target.
        #[serde(with = "micros::option")]
        target_due: Option<Timestamp>,
    },
    /// Answered.
    Replied {
        /// By the first disposition.
        by: TransmittalId,
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
    },
}

/// 交办, 分办: inside the addressee. The receipt stays the department's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// To which section.
    pub section: Option<SectionCode>,
    /// To whom.
    pub officer: Option<OfficerId>,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
}

/// 监管落实反馈: optional, without a clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// What was done.
    pub content: ContentDigest,
}
