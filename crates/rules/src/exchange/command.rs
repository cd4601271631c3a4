//! What may be asked of a transmittal, with the facts from elsewhere that the rules of 二(三) need.

use super::event::MoveCause;
use super::kind::Kind;
use super::outage::Outage;
use crate::agreement::Route;
use crate::party::{
    AttachmentId, ContentDigest, DepartmentCode, ItemCode, OfficerId, SectionCode, Side, TransmittalId,
};
use crate::record::ApprovalOutcome;
use jiff::Timestamp;
use jiff::civil::Date;

/// What somebody asks of a transmittal. Reasons and text are digests of content that the same act stores.
#[derive(Clone, Debug, PartialEq)]
pub enum TransmittalCommand {
    /// 推送: the only one for a transmittal that is not there yet.
    Push(Box<Push>),
    /// The addressee's system has fetched it.
    Deliver,
    /// An officer of the addressee has opened it.
    Open,
    /// 签收; at or after the due instant a confirmation of the deemed receipt.
    Acknowledge,
    /// Write down the deemed receipt, never early.
    Deem,
    /// 退回.
    Return {
        /// Why.
        reason: Option<ContentDigest>,
        /// Which department it should go to.
        suggested_to: Option<DepartmentCode>,
    },
    /// 维持, by the sender.
    Uphold {
        /// Why.
        reason: Option<ContentDigest>,
    },
    /// 改派, by the sender. The same act pushes `new` with [`Supersedes::Rerouted`].
    Reroute {
        /// The transmittal that takes its place.
        new: TransmittalId,
        /// To which department.
        to: DepartmentCode,
        /// Why.
        reason: Option<ContentDigest>,
    },
    /// 撤回, by the sender while in transit (A29).
    Recall {
        /// Why.
        reason: Option<ContentDigest>,
    },
    /// 更正, by the sender. The same act pushes `new` with [`Supersedes::Corrected`].
    Correct {
        /// The correction.
        new: TransmittalId,
    },
    /// 交办 inside the addressee: to a section, an officer, or an officer of a section.
    Assign {
        /// To which section of the addressee.
        section: Option<SectionCode>,
        /// To which officer of the addressee.
        officer: Option<OfficerId>,
    },
    /// Take the assignment back.
    TakeBack,
    /// 监管落实反馈.
    RecordFollowUp {
        /// What was done.
        content: ContentDigest,
    },
    /// 反馈处理意见, by the addressee. The same act pushes `disposition` with [`InReplyTo`]. Acknowledges what is in transit.
    Reply {
        /// The disposition.
        disposition: TransmittalId,
    },
    /// The change that this disposition decided was pushed as `change`, in the same act.
    CloseDisposition {
        /// The push of the change.
        change: TransmittalId,
        /// What it came to.
        outcome: ApprovalOutcome,
    },
    /// Recompute the open clocks with the calendar and rule set of the context (A21).
    MoveDeadline {
        /// What changed.
        cause: MoveCause,
    },
    /// Extend the window by an outage (A24).
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
    /// 提请会商, by either side.
    AskConsultation,
    /// 催办, by the sender, for what the addressee owes. It changes no deadline.
    Remind,
}

/// A push to one addressee. For several, one each, in one act.
#[derive(Clone, Debug, PartialEq)]
pub struct Push {
    /// Its id.
    pub id: TransmittalId,
    /// `TS-2026-000001`, given by the act.
    pub number: String,
    /// What is pushed.
    pub kind: Kind,
    /// For which department.
    pub to: DepartmentCode,
    /// On which side that department stands.
    pub to_side: Side,
    /// 抄送.
    pub copies: Vec<DepartmentCode>,
    /// The item.
    pub item: Option<ItemCode>,
    /// Its version now.
    pub item_version: Option<u32>,
    /// What the handover agreements say of the item now; empty if they say nothing, or there is no item.
    pub agreed: Vec<Route>,
    /// The bureau, that an authority's push goes to by its side.
    pub bureau: Option<DepartmentCode>,
    /// Why it goes to a department that neither agreement nor side gives.
    pub routing_reason: Option<ContentDigest>,
    /// 牵头. Ignored where an agreement names the addressee: it says who leads.
    pub lead: bool,
    /// What the rules need to know of the record, which was validated before.
    pub record: RecordFacts,
    /// The day of issue, or of receipt from above.
    pub occurred_on: Option<Date>,
    /// The content, salted.
    pub content: ContentDigest,
    /// Files.
    pub attachments: Vec<AttachmentId>,
    /// Why it is late.
    pub late_reason: Option<ContentDigest>,
    /// The number of a live transmittal that pushes the same outcome to the same department.
    pub duplicate_of: Option<String>,
    /// What it takes the place of.
    pub supersedes: Option<Supersedes>,
    /// What it answers.
    pub in_reply_to: Option<InReplyTo>,
    /// For a disposition: the change of the permit that it decides (A25).
    pub decides_change: Option<ApprovalOutcome>,
    /// Ask for a consultation with it (二(五) topic 3 for a rescission proposal).
    pub ask_consultation: bool,
}

/// What the rules need to know of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RecordFacts {
    /// The push carries none.
    #[default]
    None,
    /// From the licence record.
    Approval {
        /// What the approval came to.
        outcome: ApprovalOutcome,
        /// 办结.
        concluded_at: Timestamp,
        /// The date of the decision document.
        decided_on: Date,
        /// 告知承诺: by when to verify; none otherwise.
        verify_before: Option<Date>,
    },
    /// From the penalty record.
    Penalty {
        /// 处罚决定日期.
        decided_on: Date,
        /// 送达日期.
        served_on: Option<Date>,
    },
}

/// What a push takes the place of.
#[derive(Clone, Debug, PartialEq)]
pub enum Supersedes {
    /// 改派 after a return.
    Rerouted {
        /// The one that was returned.
        id: TransmittalId,
        /// Its hops.
        hops: u32,
        /// Before when the sender had to decide: the limit of this push.
        decision_due: Option<Timestamp>,
    },
    /// 更正.
    Corrected {
        /// The one that is corrected.
        id: TransmittalId,
        /// Its hops.
        hops: u32,
        /// Its addressee.
        to: DepartmentCode,
        /// Whether it was received already: the addressee then stays.
        received: bool,
    },
}

/// What a disposition answers.
#[derive(Clone, Debug, PartialEq)]
pub struct InReplyTo {
    /// Which transmittal.
    pub id: TransmittalId,
    /// Who pushed it: the answer goes there.
    pub from: DepartmentCode,
}
