//! A change of roster and how far it has come.

use crate::calendar::instant_of;
use crate::exchange::ActedBy;
use crate::party::{
    ContentDigest, CorrespondenceId, DepartmentCode, DesignationId, OfficerId, RosterChangeId, SectionCode,
};
use crate::roster::Role;
use crate::subject::micros;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// A change of roster, bound to the letter that tells the other side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterChange {
    /// Its id.
    pub id: RosterChangeId,
    /// `MD-2026-000001`.
    pub number: String,
    /// Whose roster.
    pub department: DepartmentCode,
    /// The letter (公函), drafted together with it.
    pub letter: CorrespondenceId,
    /// To whom the list goes for filing (备案).
    pub to: Vec<DepartmentCode>,
    /// Who has which role from then on; those that stay are named too.
    pub lines: Vec<ChangeLine>,
    /// The day from which the letter says that it holds.
    pub stated_on: Date,
    /// 姓名、职务、科室、联系方式 as the letter gives them, salted.
    pub content: ContentDigest,
    /// How far it has come.
    pub stage: ChangeStage,
    /// Who filed it, in the order of filing.
    pub filings: Vec<Filing>,
    /// What goes from whom to whom.
    pub handovers: Vec<Handover>,
    /// From whom to whom a list is made on the day from which the change holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub planned: Vec<PlannedHandover>,
}

/// Who has a role from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// Which role of 二(二).
    pub role: Role,
    /// In which section; none for the whole department.
    pub section: Option<SectionCode>,
    /// Who.
    pub officer: OfficerId,
    /// Whose designation ends, where a place may have several holders; else whoever holds it.
    pub replaces: Option<DesignationId>,
}

/// How far a change has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum ChangeStage {
    /// 拟稿、审签: the letter is not sent.
    Drafted,
    /// 已发函, and not in force because the city waits for the receipt (A14 `RECEIVED`).
    Sent {
        /// 发文字号.
        number: String,
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
    },
    /// 生效.
    InForce {
        /// 发文字号.
        number: String,
        /// When it was sent.
        #[serde(with = "micros")]
        at: Timestamp,
        /// From which day on.
        on: Date,
    },
    /// The letter was withdrawn before it was sent.
    Withdrawn,
}

/// 备案回执: who filed the list, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// Which department.
    pub department: DepartmentCode,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
}

/// 工作交接: what is open goes from a predecessor to a successor, with a list that both confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// From whom.
    pub predecessor: OfficerId,
    /// To whom.
    pub successor: OfficerId,
    /// How many items the list has.
    pub items: usize,
    /// The list, salted.
    pub content: ContentDigest,
    /// When the predecessor confirmed it.
    #[serde(default, with = "micros::option")]
    pub handed_at: Option<Timestamp>,
    /// Who did, for the predecessor.
    pub handed_by: Option<ActedBy>,
    /// When the successor confirmed it.
    #[serde(default, with = "micros::option")]
    pub taken_at: Option<Timestamp>,
    /// Who did, for the successor.
    pub taken_by: Option<ActedBy>,
}

/// A handover of which the list is made on the day from which the change holds: nobody knows before what is open then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedHandover {
    /// From whom.
    pub predecessor: OfficerId,
    /// To whom.
    pub successor: OfficerId,
}

/// Which of the two confirms a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoverSide {
    /// 移交人.
    Predecessor,
    /// 接收人.
    Successor,
}

impl Handover {
    /// Whether both have confirmed it: the items are then the successor's.
    pub fn is_done(&self) -> bool {
        self.handed_at.is_some() && self.taken_at.is_some()
    }

    /// Whether one of the two has confirmed it.
    pub fn is_confirmed_by(&self, side: HandoverSide) -> bool {
        match side {
            HandoverSide::Predecessor => self.handed_at.is_some(),
            HandoverSide::Successor => self.taken_at.is_some(),
        }
    }
}

impl RosterChange {
    /// When the planned lists are to be made: at the beginning of the day from which the change holds; none where none is planned.
    pub fn hands_over_at(&self) -> Option<Timestamp> {
        match self.stage {
            ChangeStage::InForce { on, .. } if !self.planned.is_empty() => instant_of(on, Time::midnight()).ok(),
            _ => None,
        }
    }
}

impl ChangeStage {
    /// Its word in refusals and in SQL.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Sent { .. } => "sent",
            Self::InForce { .. } => "in_force",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// When the letter was sent.
    pub const fn sent_at(&self) -> Option<Timestamp> {
        match self {
            Self::Sent { at, .. } | Self::InForce { at, .. } => Some(*at),
            Self::Drafted | Self::Withdrawn => None,
        }
    }

    /// Its number, once it was sent.
    pub fn number(&self) -> Option<&str> {
        match self {
            Self::Sent { number, .. } | Self::InForce { number, .. } => Some(number),
            Self::Drafted | Self::Withdrawn => None,
        }
    }
}
