//! A request to one department, and how it stands at an instant.

use super::parts::{Clarification, Escalation, ExtensionAsked, Lapse, Matter, NotOurs, Opinion, Reply, Version};
use super::window::ReplyWindow;
use crate::exchange::{ActedBy, Assignment};
use crate::party::{CooperationRequestId, DepartmentCode, ItemCode, Side, TransmittalId};
use crate::reminder::Reminders;
use crate::roster::Role;
use crate::rule_set::NoReplyEffect;
use crate::subject::micros;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A request to one department. The question, reasons and replies lie in the contents that the digests name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CooperationRequest {
    /// Its id.
    pub id: CooperationRequestId,
    /// What people call it: `SQ-2026-000001`.
    pub number: String,
    /// The first of those that were issued together.
    pub joint: CooperationRequestId,
    /// The department that asks.
    pub from: DepartmentCode,
    /// On which side it stood at the issue.
    pub from_side: Side,
    /// Who issued it.
    pub issued_by: ActedBy,
    /// The department that is asked.
    pub to: DepartmentCode,
    /// What it is about.
    #[serde(flatten)]
    pub matter: Matter,
    /// The approval item.
    pub item: Option<ItemCode>,
    /// The transmittal from which it was asked.
    pub about: Option<TransmittalId>,
    /// What was asked, the first version first. Never empty.
    pub versions: Vec<Version>,
    /// The term of the newest version.
    pub window: ReplyWindow,
    /// What no reply comes to, as the rule set said at the issue: a new one binds new requests only.
    pub no_reply_effect: NoReplyEffect,
    /// As last written down; `state_at` says what is true at an instant.
    pub state: State,
    /// Every reply, the first first.
    pub replies: Vec<Reply>,
    /// Every question of the addressee, the first first.
    pub clarifications: Vec<Clarification>,
    /// Every extension that was asked, the first first.
    pub extensions: Vec<ExtensionAsked>,
    /// The terms that passed without a reply.
    pub lapses: Vec<Lapse>,
    /// Who was told of that.
    pub escalations: Vec<Escalation>,
    /// 「非本部门职责」.
    pub not_ours: Option<NotOurs>,
    /// What it takes the place of.
    pub redirected_from: Option<CooperationRequestId>,
    /// What took its place.
    pub redirected_to: Option<CooperationRequestId>,
    /// How often it was redirected before this one.
    pub hops: u32,
    /// Departments asked beside this one that the asker lets read it.
    pub shared_with: Vec<DepartmentCode>,
    /// 交办: who inside the addressee has it now.
    pub assignment: Option<Assignment>,
    /// 已查看.
    #[serde(with = "micros::option")]
    pub opened_at: Option<Timestamp>,
    /// 已确认.
    #[serde(with = "micros::option")]
    pub confirmed_at: Option<Timestamp>,
    /// By whom.
    pub confirmed_by: Option<ActedBy>,
    /// 已撤回.
    #[serde(with = "micros::option")]
    pub withdrawn_at: Option<Timestamp>,
    /// The calendar that its clocks were last computed with (A21).
    pub calendar_version: u32,
    /// 催办: how often the addressee was pressed for the reply.
    #[serde(default, skip_serializing_if = "Reminders::is_empty")]
    pub reminders: Reminders,
    /// Departments in whose place a party stands (A20).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<DepartmentCode>,
}

/// How a request stands. Exactly one at every instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 待答复.
    AwaitingReply,
    /// 超期: still owed, and no consent.
    Overdue,
    /// 逾期视为无意见: only where the city's rule set says so (A11).
    NoObjectionDeemed,
    /// 非本部门职责，待处理.
    NotOurs,
    /// 已答复.
    Replied,
    /// 已确认.
    Confirmed,
    /// 已改派.
    Redirected,
    /// 已撤回.
    Withdrawn,
}

impl CooperationRequest {
    /// The state, as true at `now`: overdue the moment the term passes, written down or not.
    pub fn state_at(&self, now: Timestamp) -> State {
        if self.state == State::AwaitingReply && self.window.due <= now { self.lapsed() } else { self.state }
    }

    /// What a term that passes comes to.
    pub(super) const fn lapsed(&self) -> State {
        match self.no_reply_effect {
            NoReplyEffect::Overdue => State::Overdue,
            NoReplyEffect::DeemedNoObjection => State::NoObjectionDeemed,
        }
    }

    /// The due instant while its clock runs and nothing is written down yet.
    pub fn running_due(&self) -> Option<Timestamp> {
        (self.state == State::AwaitingReply).then_some(self.window.due)
    }

    /// When time has something to write down next; none if never.
    pub fn next_lapse(&self) -> Option<Timestamp> {
        match self.state {
            State::AwaitingReply => Some(self.window.due),
            State::Overdue if !self.is_told(Role::LeaderInCharge) => Some(self.window.leader_at),
            _ => None,
        }
    }

    /// Whether somebody of that role was told of the newest version.
    pub(super) fn is_told(&self, role: Role) -> bool {
        let version = self.version();
        self.escalations.iter().any(|told| told.version == version && told.to == role)
    }

    /// The newest version: the first is 1.
    pub fn version(&self) -> u32 {
        u32::try_from(self.versions.len()).unwrap_or(u32::MAX)
    }

    /// The reply that stands: the last whole one to the newest version.
    pub fn reply(&self) -> Option<&Reply> {
        self.replies.iter().rev().find(|reply| !reply.partial && reply.version == self.version())
    }

    /// What it says; nothing is ever said by silence.
    pub fn opinion(&self) -> Option<Opinion> {
        self.reply().and_then(|reply| reply.opinion)
    }

    /// The extension that waits for the asker, as true at `now`: one that was not decided in the term has fallen with it.
    pub fn pending_extension(&self, now: Timestamp) -> Option<&ExtensionAsked> {
        let open = self.state == State::AwaitingReply && now < self.window.due;
        self.undecided_extension().filter(|_| open)
    }

    pub(super) fn undecided_extension(&self) -> Option<&ExtensionAsked> {
        let version = self.version();
        self.extensions.iter().find(|asked| asked.version == version && asked.answer.is_none())
    }

    /// The first question without an answer, and its place, from 1.
    pub fn open_clarification(&self) -> Option<(u32, &Clarification)> {
        let numbered = (1..).zip(&self.clarifications);
        numbered.into_iter().find(|(_, asked)| asked.answer.is_none())
    }

    /// 「非本部门职责」 that waits for the asker.
    pub fn open_not_ours(&self) -> Option<&NotOurs> {
        self.not_ours.as_ref().filter(|said| said.answer.is_none())
    }

    /// Whether a reply is still owed at `now`, late or not.
    pub fn owes_reply(&self, now: Timestamp) -> bool {
        matches!(self.state_at(now), State::AwaitingReply | State::Overdue)
    }

    /// Whether the term ends after the statutory date of the case: shown, for that date does not stop.
    pub fn ends_after_statutory_date(&self) -> bool {
        matches!(self.matter, Matter::Case { statutory_due_on } if statutory_due_on < self.window.last_day())
    }
}

impl State {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::AwaitingReply,
        Self::Overdue,
        Self::NoObjectionDeemed,
        Self::NotOurs,
        Self::Replied,
        Self::Confirmed,
        Self::Redirected,
        Self::Withdrawn,
    ];

    /// The word in JSON and SQL.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AwaitingReply => "awaiting_reply",
            Self::Overdue => "overdue",
            Self::NoObjectionDeemed => "no_objection_deemed",
            Self::NotOurs => "not_ours",
            Self::Replied => "replied",
            Self::Confirmed => "confirmed",
            Self::Redirected => "redirected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether nothing more is done about it.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Confirmed | Self::Redirected | Self::Withdrawn)
    }
}
