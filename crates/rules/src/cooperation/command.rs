//! What may be asked of a request for cooperation, with the facts from elsewhere that the rules need.

use super::parts::Opinion;
use crate::exchange::{MoveCause, Outage};
use crate::party::{
    AttachmentId, ContentDigest, CooperationRequestId, DepartmentCode, ItemCode, OfficerId, SectionCode, Side,
    TransmittalId,
};
use jiff::civil::Date;

/// What somebody asks of a request. Text is a digest of content that the same act stores.
#[derive(Clone, Debug, PartialEq)]
pub enum CooperationCommand {
    /// 发出商请: the only one for a request that is not there yet.
    Issue(Box<Issue>),
    /// An officer of the addressee has opened it.
    Open,
    /// 交办 inside the addressee.
    Assign {
        /// To which section.
        section: Option<SectionCode>,
        /// To which officer.
        officer: Option<OfficerId>,
    },
    /// 答复, by the addressee.
    Reply(Box<GivenReply>),
    /// 询问, by the addressee.
    AskClarification {
        /// The question.
        content: ContentDigest,
    },
    /// 说明, by the asker.
    AnswerClarification {
        /// Which question: the first is 1.
        question: u32,
        /// The answer.
        content: ContentDigest,
    },
    /// 申请延期, by the addressee before the term ends.
    AskExtension {
        /// By so many working days.
        working_days: u32,
        /// Why.
        reason: Option<ContentDigest>,
    },
    /// 同意延期, by the asker.
    GrantExtension,
    /// 不同意延期, by the asker.
    RefuseExtension {
        /// Why.
        reason: Option<ContentDigest>,
    },
    /// 非本部门职责, by the addressee.
    NotOurs {
        /// Why.
        reason: Option<ContentDigest>,
        /// Which department it should go to.
        suggested_to: Option<DepartmentCode>,
    },
    /// 改派, by the asker. The same act issues `new` with [`Redirected`].
    Redirect {
        /// The request that takes its place.
        new: CooperationRequestId,
        /// To which department.
        to: DepartmentCode,
    },
    /// 维持, by the asker.
    Uphold {
        /// Why.
        reason: Option<ContentDigest>,
    },
    /// 情况变化后再次商请, by the asker: a new version, with a term of its own.
    Reconsult {
        /// The question as it is now.
        content: ContentDigest,
        /// Files.
        attachments: Vec<AttachmentId>,
        /// What changed.
        reason: Option<ContentDigest>,
    },
    /// 确认, by the asker: the reply is taken, nothing is open any more.
    Confirm,
    /// 撤回, by the asker.
    Withdraw {
        /// Why.
        reason: Option<ContentDigest>,
    },
    /// 共享答复, by the asker: departments that were asked beside this one may read it.
    Share {
        /// Which.
        with: Vec<DepartmentCode>,
        /// Every department that was asked in the same issue.
        asked: Vec<DepartmentCode>,
    },
    /// Write down what time did: the term passed, the leader in charge is told. Never early.
    WriteDown {
        /// The responsible officer of the addressee.
        responsible: Option<OfficerId>,
        /// Its leader in charge.
        leader: Option<OfficerId>,
    },
    /// 催办: press for the reply, once a working day.
    Remind,
    /// Recompute the open terms with the calendar and rule set of the context (A21).
    MoveDeadline {
        /// What changed.
        cause: MoveCause,
    },
    /// Extend the term by an outage (A24).
    ExtendWindow {
        /// Which.
        outage: Outage,
    },
    /// What is open goes on with the department that stands in a party's place (A20). No clock moves.
    Succeed {
        /// Whose place.
        department: DepartmentCode,
        /// Who stands in it.
        successor: DepartmentCode,
    },
}

/// A request to one department. For several, one each, in one act.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Its id.
    pub id: CooperationRequestId,
    /// `SQ-2026-000001`, given by the act.
    pub number: String,
    /// The first of those that were issued together: its own id where it is the first.
    pub joint: CooperationRequestId,
    /// For which department.
    pub to: DepartmentCode,
    /// On which side that department stands.
    pub to_side: Side,
    /// What it is about.
    pub matter: MatterFacts,
    /// The approval item.
    pub item: Option<ItemCode>,
    /// The transmittal from which it was asked.
    pub about: Option<TransmittalId>,
    /// The question, salted.
    pub content: ContentDigest,
    /// Files.
    pub attachments: Vec<AttachmentId>,
    /// What it takes the place of.
    pub redirected: Option<Redirected>,
}

/// What the asker names, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatterFacts {
    /// Whether a case is named.
    pub case: bool,
    /// 法定办结日期 of that case.
    pub statutory_due_on: Option<Date>,
    /// The number under which the outcome of that case was pushed: it is not open any more.
    pub concluded: Option<String>,
    /// Whether a regulatory matter is named.
    pub regulatory: bool,
}

/// What a request takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirected {
    /// The one that was 「非本部门职责」.
    pub id: CooperationRequestId,
    /// How often it was redirected before.
    pub hops: u32,
}

/// What an addressee replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenReply {
    /// The version that was read; none for the newest.
    pub version: Option<u32>,
    /// What it says; none only for a part of a reply.
    pub opinion: Option<Opinion>,
    /// 部分答复.
    pub partial: bool,
    /// Reasons, conditions, information.
    pub content: Option<ContentDigest>,
    /// Files.
    pub attachments: Vec<AttachmentId>,
}
