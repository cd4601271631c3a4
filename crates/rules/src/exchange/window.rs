//! The window of a receipt (二（三）¶3 「信息推送1个工作日后，默认为对方已接收」): its due instant, outages, and the rest of it
//! after a return.

use crate::calendar::Deadline;
use crate::party::OutageId;
use crate::subject::micros;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Until when a receipt is awaited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptWindow {
    /// The deadline as the calendar computed it.
    pub deadline: Deadline,
    /// What it was computed from.
    pub basis: WindowBasis,
    /// The instant at which receipt is deemed: the deadline, with outages, never before the change that moved it.
    #[serde(with = "micros")]
    pub due: Timestamp,
    /// Outages that it was extended by.
    pub extended: Vec<Extension>,
    /// Stopped by a return.
    pub stopped: Option<Stopped>,
}

/// What a window is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum WindowBasis {
    /// From the push.
    Pushed,
    /// The rest of it, from the day on which a return was not upheld for the addressee.
    Resumed {
        /// 维持.
        #[serde(with = "micros")]
        upheld_at: Timestamp,
        /// Working days that remained after the day of the return.
        working_days_left: u32,
    },
}

/// One outage's share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Which outage.
    pub outage: OutageId,
    /// By how much, in microseconds.
    pub micros: i64,
}

/// A stopped clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Since when.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// Working days of the window after that day.
    pub working_days_left: u32,
}
