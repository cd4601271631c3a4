//! What was sent, to whom, when, and what became of it (二(三)¶3).

use super::kind::Kind;
use super::parts::{Assignment, FollowUp, ReplyState, Return};
use super::window::ReceiptWindow;
use crate::agreement::AgreementRole;
use crate::party::{
    AgreementId, AttachmentId, ContentDigest, DepartmentCode, ItemCode, OfficerId, SectionCode, TransmittalId,
};
use crate::record::ApprovalOutcome;
use crate::reminder::Reminders;
use crate::subject::{Actor, micros};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One push to one addressee. Text, applicant and record fields lie in the content that `content` digests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the record by itself, none a state")]
pub struct Transmittal {
    /// Its id.
    pub id: TransmittalId,
    /// What people call it: `TS-2026-000001`.
    pub number: String,
    /// What is pushed.
    pub kind: Kind,
    /// The department that pushed it.
    pub from: DepartmentCode,
    /// Who pushed it.
    pub pushed_by: ActedBy,
    /// The department that it is for.
    pub to: DepartmentCode,
    /// 抄送: no receipt, no clock, no duty.
    pub copies: Vec<DepartmentCode>,
    /// The approval item.
    pub item: Option<ItemCode>,
    /// The version of the item at the push.
    pub item_version: Option<u32>,
    /// Why it is for that department.
    pub routing: Routing,
    /// Why it is for a department that neither agreement nor side gives.
    pub routing_reason: Option<ContentDigest>,
    /// 牵头: the first among several authorities of the item (A19).
    pub lead: bool,
    /// What the approval came to, for approval information.
    pub outcome: Option<ApprovalOutcome>,
    /// 办结.
    #[serde(with = "micros::option")]
    pub concluded_at: Option<Timestamp>,
    /// The date of the decision document.
    pub decided_on: Option<Date>,
    /// Concluded more than ten working days after the decision (许可法 44): shown.
    pub decision_gap: bool,
    /// The day of issue, or of receipt from above, of other regulatory information.
    pub occurred_on: Option<Date>,
    /// 告知承诺: by when the commitment is to be verified.
    pub verify_before: Option<Date>,
    /// The content, salted.
    pub content: ContentDigest,
    /// Files beside it.
    pub attachments: Vec<AttachmentId>,
    /// When it was pushed.
    #[serde(with = "micros")]
    pub pushed_at: Timestamp,
    /// Before when it had to be pushed; none where the text gives no limit.
    #[serde(with = "micros::option")]
    pub push_due: Option<Timestamp>,
    /// Pushed at or after `push_due`.
    pub late: bool,
    /// Why it was late.
    pub late_reason: Option<ContentDigest>,
    /// Until when a receipt is awaited; none where none is asked for.
    pub receipt: Option<ReceiptWindow>,
    /// As last written down; `state_at` says what is true at an instant.
    pub state: State,
    /// What happened to it, and when.
    pub facts: Facts,
    /// The last return, with its answer.
    #[serde(rename = "return")]
    pub returned: Option<Return>,
    /// How often it was re-routed before this one.
    pub hops: u32,
    /// A consultation (会商) is asked for.
    pub consultation_asked: bool,
    /// What is owed in answer.
    pub reply: ReplyState,
    /// Every disposition that answers it.
    pub dispositions: Vec<TransmittalId>,
    /// What it takes the place of.
    pub supersedes: Option<TransmittalId>,
    /// What took its place.
    pub superseded_by: Option<TransmittalId>,
    /// What it answers.
    pub in_reply_to: Option<TransmittalId>,
    /// For a disposition: the change of the permit that it decided; it stays open until that change is pushed (A25).
    pub decides_change: Option<ApprovalOutcome>,
    /// The push of that change.
    pub change_pushed: Option<TransmittalId>,
    /// 交办: who inside the addressee has it now.
    pub assignment: Option<Assignment>,
    /// 监管落实反馈.
    pub follow_ups: Vec<FollowUp>,
    /// The calendar that its clocks were last computed with (A21).
    pub calendar_version: u32,
    /// Departments in whose place a party stands (A20), in the order in which that came about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<DepartmentCode>,
    /// 催办.
    #[serde(default, skip_serializing_if = "Reminders::is_empty")]
    pub reminders: Reminders,
}

/// The five states of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 已推送，待接收.
    InTransit,
    /// 已签收.
    Acknowledged,
    /// 超时默认接收.
    DeemedReceived,
    /// 已退回.
    Returned,
    /// 已撤回, or replaced by a correction.
    Recalled,
}

/// How it was received. Once received, always received, and only once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum Receipt {
    /// 签收.
    Acknowledged {
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
        /// By whom.
        by: ActedBy,
    },
    /// 「信息推送1个工作日后，默认为对方已接收」.
    Deemed {
        /// The due instant.
        #[serde(with = "micros")]
        at: Timestamp,
    },
}

/// What happened, each for the first time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Handed to the addressee's system, or listed for it.
    #[serde(with = "micros::option")]
    pub delivered_at: Option<Timestamp>,
    /// 已查看.
    #[serde(with = "micros::option")]
    pub opened_at: Option<Timestamp>,
    /// By whom.
    pub opened_by: Option<ActedBy>,
    /// 签收.
    #[serde(with = "micros::option")]
    pub acknowledged_at: Option<Timestamp>,
    /// By whom.
    pub acknowledged_by: Option<ActedBy>,
    /// The due instant that passed without a receipt.
    #[serde(with = "micros::option")]
    pub deemed_at: Option<Timestamp>,
    /// A confirmation after the deemed receipt.
    #[serde(with = "micros::option")]
    pub confirmed_at: Option<Timestamp>,
    /// By whom.
    pub confirmed_by: Option<ActedBy>,
    /// 退回, the last one.
    #[serde(with = "micros::option")]
    pub returned_at: Option<Timestamp>,
    /// 撤回, or replaced by a correction.
    #[serde(with = "micros::option")]
    pub recalled_at: Option<Timestamp>,
}

/// Who did it, for the department that the place names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ActedBy {
    /// A person.
    Officer {
        /// Who.
        officer: OfficerId,
        /// 代: in whose place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acting_for: Option<OfficerId>,
    },
    /// A department's own system.
    System {
        /// The name of its key.
        key: String,
    },
    /// The passing of time, or the installation itself.
    Platform,
}

/// Why a push goes to its addressee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Routing {
    /// The handover agreement names it: a return is an objection (A5).
    Agreement {
        /// Which.
        agreement: AgreementId,
        /// Its clause.
        clause: String,
        /// As what it regulates.
        role: AgreementRole,
        /// The section in charge there.
        section: Option<SectionCode>,
    },
    /// Its side: to the bureau from an authority, or back to who is answered.
    Side,
    /// Chosen by hand: a return stops the clock (A5).
    Hand,
}

impl Transmittal {
    /// How it was received, as true at `now`: deemed the moment the due instant passes, written down or not.
    pub fn received_at(&self, now: Timestamp) -> Option<Receipt> {
        if let (Some(at), Some(by)) = (self.facts.acknowledged_at, self.facts.acknowledged_by.clone()) {
            return (at <= now).then_some(Receipt::Acknowledged { at, by });
        }
        let deemed_at = self.facts.deemed_at.or_else(|| self.running_due())?;
        (deemed_at <= now).then_some(Receipt::Deemed { at: deemed_at })
    }

    /// The state, as true at `now`.
    pub fn state_at(&self, now: Timestamp) -> State {
        match self.running_due() {
            Some(due) if due <= now => State::DeemedReceived,
            _ => self.state,
        }
    }

    /// The due instant of the receipt while its clock runs and nothing is written down yet.
    pub fn running_due(&self) -> Option<Timestamp> {
        let running = self.state == State::InTransit;
        self.receipt.as_ref().filter(|window| running && window.stopped.is_none()).map(|window| window.due)
    }

    /// The due instant of the receipt, running or not; none where no receipt is asked for.
    pub fn receipt_due(&self) -> Option<Timestamp> {
        self.receipt.as_ref().map(|window| window.due)
    }

    /// The return that waits for the sender's answer.
    pub fn open_return(&self) -> Option<&Return> {
        self.returned.as_ref().filter(|returned| returned.answer.is_none())
    }

    /// Whether the addressee owes something at `now` that the sender may press for: the receipt while it is awaited, the disposition
    /// after it.
    pub fn owes_at(&self, now: Timestamp) -> bool {
        let awaited = self.running_due().is_some_and(|due| now < due);
        let replies = matches!(self.reply, ReplyState::Owed { .. }) && self.state != State::Returned;
        awaited || replies
    }

    /// The word of the contract at `now`: `none`, `owed`, `overdue` (only past a target), `replied`.
    pub fn reply_state_at(&self, now: Timestamp) -> &'static str {
        match &self.reply {
            ReplyState::None => "none",
            ReplyState::Owed { target_due: Some(due) } if *due <= now => "overdue",
            ReplyState::Owed { .. } => "owed",
            ReplyState::Replied { .. } => "replied",
        }
    }

    /// Whether the change that it decided is still to be pushed (A25).
    pub fn awaits_change(&self) -> bool {
        self.decides_change.is_some() && self.change_pushed.is_none() && self.state != State::Recalled
    }
}

impl State {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InTransit => "in_transit",
            Self::Acknowledged => "acknowledged",
            Self::DeemedReceived => "deemed_received",
            Self::Returned => "returned",
            Self::Recalled => "recalled",
        }
    }
}

impl Receipt {
    /// From when it counts as received.
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Acknowledged { at, .. } | Self::Deemed { at } => *at,
        }
    }
}

impl From<&Actor> for ActedBy {
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::Officer { officer, acting_for, .. } => {
                Self::Officer { officer: officer.clone(), acting_for: acting_for.clone() }
            }
            Actor::System { key, .. } => Self::System { key: key.clone() },
            Actor::Time | Actor::Setup => Self::Platform,
        }
    }
}

impl std::fmt::Display for ActedBy {
    /// The officer's id or the name of the key; the pages turn ids into names.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Officer { officer, .. } => officer.as_str(),
            Self::System { key } => key,
            Self::Platform => "platform",
        })
    }
}

impl ActedBy {
    /// The person, where a person acted.
    pub const fn officer(&self) -> Option<&OfficerId> {
        match self {
            Self::Officer { officer, .. } => Some(officer),
            Self::System { .. } | Self::Platform => None,
        }
    }
}
