//! What happens to a transmittal, as the ledger keeps it: ids, instants, states and digests; never text, never a name.

use super::kind::Kind;
use super::transmittal::{ActedBy, Routing};
use super::window::ReceiptWindow;
use crate::calendar::Deadline;
use crate::party::{
    AttachmentId, ContentDigest, DepartmentCode, ItemCode, OfficerId, OutageId, SectionCode, TransmittalId,
};
use crate::record::ApprovalOutcome;
use crate::reminder::Reminded;
use crate::subject::micros;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What happened. `at` is the legal instant, which for a deemed receipt is the due instant and not the sweep's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum TransmittalEvent {
    /// 推送.
    Pushed(Box<Pushed>),
    /// Handed to the addressee for the first time.
    Delivered {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
    },
    /// 已查看, for the first time.
    Opened {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
    },
    /// 签收.
    Acknowledged {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
    },
    /// 超时默认.
    Deemed {
        /// The due instant.
        #[serde(with = "micros")]
        at: Timestamp,
    },
    /// Confirmed after the deemed receipt: the state stays.
    Confirmed {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
    },
    /// 退回.
    Returned {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// Why.
        reason: ContentDigest,
        /// Which department it should go to.
        suggested_to: Option<DepartmentCode>,
        /// The clock runs on (A5).
        objection: bool,
        /// Before when the sender answers; none for an objection.
        decision: Option<Deadline>,
        /// Working days of the window after the day of the return; none where the clock runs on, or where there is none.
        working_days_left: Option<u32>,
        /// It cannot be re-routed any more: a consultation is asked for.
        hop_limit: bool,
    },
    /// 维持.
    Upheld {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// Why.
        reason: ContentDigest,
        /// The rest of its window; none for an objection, or where no receipt is asked for.
        window: Option<ReceiptWindow>,
    },
    /// 改派: a new transmittal takes its place.
    Rerouted {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// To which department.
        to: DepartmentCode,
        /// The new transmittal.
        superseded_by: TransmittalId,
        /// Why.
        reason: ContentDigest,
    },
    /// 撤回.
    Recalled {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// Why.
        reason: ContentDigest,
    },
    /// 更正: a new transmittal takes its place. A receipt that there was stays.
    Corrected {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// The correction.
        superseded_by: TransmittalId,
    },
    /// 交办.
    Assigned {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// To which section.
        section: Option<SectionCode>,
        /// To whom.
        officer: Option<OfficerId>,
    },
    /// The assignment is taken back.
    TakenBack {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
    },
    /// 监管落实反馈.
    FollowedUp {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// What was done.
        content: ContentDigest,
    },
    /// 反馈处理意见.
    Replied {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
        /// The disposition.
        disposition: TransmittalId,
    },
    /// The change that the disposition decided was pushed (A25).
    ChangePushed {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// The push of the change.
        change: TransmittalId,
    },
    /// The calendar or the rule set changed while a clock ran (A21). The window before stands in the event before.
    DeadlineMoved {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// Why.
        cause: MoveCause,
        /// The calendar now.
        calendar_version: u32,
        /// The window now; none if it did not move.
        window: Option<ReceiptWindow>,
        /// The sender's deadline for a return now; none if it did not move.
        decision: Option<Deadline>,
        /// The city's target for the disposition now; none if it did not move.
        #[serde(default, with = "micros::option")]
        reply_target_due: Option<Timestamp>,
    },
    /// An outage lay inside the window (A24).
    WindowExtended {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// Which.
        outage: OutageId,
        /// The window now.
        window: ReceiptWindow,
    },
    /// Another department stands in the place of a party (A20).
    Succeeded {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// Whose place.
        department: DepartmentCode,
        /// Who stands in it.
        successor: DepartmentCode,
    },
    /// 提请会商.
    ConsultationAsked {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
    },
    /// 催办.
    Reminded(Reminded),
}

/// Why a deadline moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveCause {
    /// A notice on holidays.
    Calendar,
    /// The city's settings.
    RuleSet,
}

/// Everything that a push fixes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the record by itself, none a state")]
pub struct Pushed {
    /// Its id.
    pub id: TransmittalId,
    /// `TS-2026-000001`.
    pub number: String,
    /// What is pushed.
    pub kind: Kind,
    /// From which department.
    pub from: DepartmentCode,
    /// By whom.
    pub by: ActedBy,
    /// For which department.
    pub to: DepartmentCode,
    /// 抄送.
    pub copies: Vec<DepartmentCode>,
    /// The item.
    pub item: Option<ItemCode>,
    /// Its version.
    pub item_version: Option<u32>,
    /// Why for that department.
    pub routing: Routing,
    /// Why not for the one that agreement or side gives.
    pub routing_reason: Option<ContentDigest>,
    /// 牵头.
    pub lead: bool,
    /// What the approval came to.
    pub outcome: Option<ApprovalOutcome>,
    /// 办结.
    #[serde(with = "micros::option")]
    pub concluded_at: Option<Timestamp>,
    /// The date of the decision document.
    pub decided_on: Option<Date>,
    /// The day of issue, or of receipt from above.
    pub occurred_on: Option<Date>,
    /// 告知承诺: by when to verify.
    pub verify_before: Option<Date>,
    /// Concluded more than ten working days after the decision (许可法 44): shown, never refused.
    pub decision_gap: bool,
    /// The content, salted.
    pub content: ContentDigest,
    /// Files.
    pub attachments: Vec<AttachmentId>,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// Before when it had to be pushed.
    #[serde(with = "micros::option")]
    pub push_due: Option<Timestamp>,
    /// Not in time.
    pub late: bool,
    /// Why it was late.
    pub late_reason: Option<ContentDigest>,
    /// Until when a receipt is awaited.
    pub window: Option<ReceiptWindow>,
    /// It owes a disposition.
    pub owes_reply: bool,
    /// The city's target for it.
    #[serde(with = "micros::option")]
    pub reply_target_due: Option<Timestamp>,
    /// What it takes the place of.
    pub supersedes: Option<TransmittalId>,
    /// How often it was re-routed.
    pub hops: u32,
    /// What it answers.
    pub in_reply_to: Option<TransmittalId>,
    /// The change of the permit that this disposition decides.
    pub decides_change: Option<ApprovalOutcome>,
    /// A consultation is asked for with it (二(五) topic 3).
    pub consultation_asked: bool,
    /// The calendar that the clocks were computed with.
    pub calendar_version: u32,
}

impl TransmittalEvent {
    /// The word that names it in the ledger.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Pushed(_) => "pushed",
            Self::Delivered { .. } => "delivered",
            Self::Opened { .. } => "opened",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Deemed { .. } => "deemed",
            Self::Confirmed { .. } => "confirmed",
            Self::Returned { .. } => "returned",
            Self::Upheld { .. } => "upheld",
            Self::Rerouted { .. } => "rerouted",
            Self::Recalled { .. } => "recalled",
            Self::Corrected { .. } => "corrected",
            Self::Assigned { .. } => "assigned",
            Self::TakenBack { .. } => "taken_back",
            Self::FollowedUp { .. } => "followed_up",
            Self::Replied { .. } => "replied",
            Self::ChangePushed { .. } => "change_pushed",
            Self::DeadlineMoved { .. } => "deadline_moved",
            Self::WindowExtended { .. } => "window_extended",
            Self::Succeeded { .. } => "succeeded",
            Self::ConsultationAsked { .. } => "consultation_asked",
            Self::Reminded(_) => "reminded",
        }
    }

    /// The legal instant: what is true from when.
    pub fn effective_at(&self) -> Timestamp {
        match self {
            Self::Pushed(pushed) => pushed.at,
            Self::Reminded(reminded) => reminded.at,
            Self::Delivered { at }
            | Self::Opened { at, .. }
            | Self::Acknowledged { at, .. }
            | Self::Deemed { at }
            | Self::Confirmed { at, .. }
            | Self::Returned { at, .. }
            | Self::Upheld { at, .. }
            | Self::Rerouted { at, .. }
            | Self::Recalled { at, .. }
            | Self::Corrected { at, .. }
            | Self::Assigned { at, .. }
            | Self::TakenBack { at, .. }
            | Self::FollowedUp { at, .. }
            | Self::Replied { at, .. }
            | Self::ChangePushed { at, .. }
            | Self::DeadlineMoved { at, .. }
            | Self::WindowExtended { at, .. }
            | Self::Succeeded { at, .. }
            | Self::ConsultationAsked { at, .. } => *at,
        }
    }
}
