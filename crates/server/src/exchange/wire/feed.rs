//! One entry of a department's feed.

use super::summary::TransmittalSummary;
use crate::exchange::store::FeedEntry;
use crate::platform::clock::from_micros;
use crate::platform::error::Result;
use serde::Serialize;
use shenguan_rules::calendar::rfc3339;
use utoipa::ToSchema;

/// What happened to something that the caller sent, was sent, or was copied.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedItem {
    /// Its place in the ledger of the jurisdiction.
    pub sequence: i64,
    /// The place before it in the caller's own feed, 0 at the beginning: a gap shows.
    pub previous: i64,
    /// What was done: `pushed`, `acknowledged`, `deemed` …
    pub act: String,
    /// When it was written down.
    #[schema(format = DateTime)]
    pub at: String,
    /// From when it counts in law.
    #[schema(format = DateTime)]
    pub effective_at: String,
    /// The kind of thing it was done to: `transmittal`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The transmittal as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transmittal: Option<TransmittalSummary>,
}

impl FeedItem {
    /// From an entry and what it is about.
    pub fn new(entry: &FeedEntry, transmittal: Option<TransmittalSummary>) -> Result<Self> {
        let decoded = entry.entry()?;
        Ok(Self {
            sequence: entry.sequence,
            previous: entry.previous,
            act: decoded.act.to_string(),
            at: rfc3339(from_micros(decoded.recorded_at)),
            effective_at: rfc3339(from_micros(decoded.effective_at)),
            kind: decoded.subject_kind.to_string(),
            id: decoded.subject_id.to_string(),
            number: transmittal.as_ref().map(|transmittal| transmittal.number.clone()),
            transmittal,
        })
    }
}
