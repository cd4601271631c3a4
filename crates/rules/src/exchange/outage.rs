//! Outages of the platform (A24): nothing pauses a clock, but an outage of over 30 minutes inside a window extends it by as
//! much. 「市行政审批局负责审管互动平台的搭建和运行维护工作」 (二(三)¶2): the operator is a party and gains nothing by one.

use crate::party::OutageId;
use crate::subject::{Context, Refusal, Subject, micros};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Nobody could reach the platform in [`from`, `to`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// Its id.
    pub id: OutageId,
    /// From when.
    #[serde(with = "micros")]
    pub from: Timestamp,
    /// Until when.
    #[serde(with = "micros")]
    pub to: Timestamp,
    /// When it was put on record.
    #[serde(with = "micros")]
    pub recorded_at: Timestamp,
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq)]
pub enum OutageCommand {
    /// Put it on record.
    Record {
        /// Its id.
        id: OutageId,
        /// From when.
        from: Timestamp,
        /// Until when.
        to: Timestamp,
        /// Outages on record that overlap it.
        overlapping: Vec<OutageId>,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum OutageEvent {
    /// It is on record.
    Recorded(Outage),
}

/// Why an outage is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutageRefusal {
    /// The id is taken.
    #[error("the outage is on record already")]
    Known,
    /// Its time is on record already.
    #[error("the outage overlaps {other}, which is on record")]
    Overlap {
        /// The other one.
        other: OutageId,
    },
    /// Too short to extend a window, or ending before it begins.
    #[error("an outage counts only if it is longer than {minutes} minutes")]
    TooShort {
        /// What it must exceed.
        minutes: u32,
    },
    /// Not over yet.
    #[error("the outage ends in the future")]
    InFuture,
}

impl Outage {
    /// By how many microseconds a window from `opened_at` until before `due` is extended; none if not more than `minutes_min` of
    /// the outage lie inside.
    ///
    /// So the time in which the platform could be reached stays the same, also where the outage reaches past the due instant.
    pub(crate) fn share_of(&self, opened_at: Timestamp, due: Timestamp, minutes_min: u32) -> Option<i64> {
        let inside_from = self.from.max(opened_at);
        let inside = self.to.min(due).duration_since(inside_from);
        (inside > SignedDuration::from_mins(i64::from(minutes_min)))
            .then(|| self.to.as_microsecond() - inside_from.as_microsecond())
    }
}

impl Subject for Outage {
    type Command = OutageCommand;
    type Event = OutageEvent;
    type Refusal = OutageRefusal;

    fn decide(
        subject: Option<&Self>,
        command: OutageCommand,
        context: &Context<'_>,
    ) -> Result<Vec<OutageEvent>, OutageRefusal> {
        let OutageCommand::Record { id, from, to, overlapping } = command;
        if subject.is_some() {
            return Err(OutageRefusal::Known);
        }
        // Put on record also where the city lets outages extend nothing: it is evidence either way.
        let minutes = context.rule_set.outage_minutes_min().unwrap_or_default();
        if to.duration_since(from) <= SignedDuration::from_mins(i64::from(minutes)) {
            return Err(OutageRefusal::TooShort { minutes });
        }
        if to > context.now {
            return Err(OutageRefusal::InFuture);
        }
        if let Some(other) = overlapping.into_iter().next() {
            return Err(OutageRefusal::Overlap { other });
        }
        Ok(vec![OutageEvent::Recorded(Self { id, from, to, recorded_at: context.now })])
    }

    fn apply(_subject: Option<Self>, event: &OutageEvent) -> Option<Self> {
        let OutageEvent::Recorded(outage) = event;
        Some(outage.clone())
    }
}

impl Refusal for OutageRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Known => "OUTAGE_KNOWN",
            Self::Overlap { .. } => "OUTAGE_OVERLAP",
            Self::TooShort { .. } => "OUTAGE_TOO_SHORT",
            Self::InFuture => "OUTAGE_IN_FUTURE",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        Some("二(三)¶2")
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Known => Some("id"),
            Self::Overlap { .. } => Some("from"),
            Self::TooShort { .. } | Self::InFuture => Some("to"),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Overlap { other } => vec![("other", other.to_string())],
            Self::TooShort { minutes } => vec![("minutes", minutes.to_string())],
            _ => Vec::new(),
        }
    }
}
