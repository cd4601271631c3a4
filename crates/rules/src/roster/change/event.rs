//! What happens to a change of roster, as the ledger keeps it: ids, instants and digests; never a name or a telephone number.

use super::state::{ChangeLine, HandoverSide, PlannedHandover};
use crate::exchange::ActedBy;
use crate::party::{ContentDigest, CorrespondenceId, DepartmentCode, OfficerId, RosterChangeId};
use crate::subject::micros;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub enum RosterChangeEvent {
    /// 拟稿.
    ChangeDrafted(Box<ChangeDrafted>),
    /// The letter was sent; `on` is the day from which it holds, where that is known already.
    ChangeSent {
        #[serde(with = "micros")]
        at: Timestamp,
        number: String,
        on: Option<Date>,
    },
    /// 备案 by an addressee.
    ChangeFiled {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        department: DepartmentCode,
        /// The day from which the change holds, where the city waited for the receipt.
        on: Option<Date>,
    },
    /// What is open then is to go from one to the other.
    HandoversPlanned { planned: Vec<PlannedHandover> },
    /// What is open is to go from one to the other.
    HandoverListed { predecessor: OfficerId, successor: OfficerId, items: usize, content: ContentDigest },
    /// One of the two confirmed the list.
    HandoverConfirmed {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
        predecessor: OfficerId,
        successor: OfficerId,
        side: HandoverSide,
    },
    /// The letter was withdrawn.
    ChangeWithdrawn {
        #[serde(with = "micros")]
        at: Timestamp,
        by: ActedBy,
    },
    /// Another department stands in the place of the department or of an addressee (A20).
    ChangeSucceeded {
        #[serde(with = "micros")]
        at: Timestamp,
        department: DepartmentCode,
        successor: DepartmentCode,
    },
}

/// Everything that a draft fixes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub struct ChangeDrafted {
    pub id: RosterChangeId,
    pub number: String,
    pub department: DepartmentCode,
    pub letter: CorrespondenceId,
    pub to: Vec<DepartmentCode>,
    pub lines: Vec<ChangeLine>,
    pub stated_on: Date,
    pub content: ContentDigest,
}
