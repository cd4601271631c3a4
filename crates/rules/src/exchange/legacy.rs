//! 存量: permits from before go-live (A28). No clock, no receipt: the agreement, not a push, says who regulates.

use super::transmittal::ActedBy;
use crate::agreement::Route;
use crate::calendar::local_date;
use crate::party::{ContentDigest, ItemCode, LegacyPermitId, Side};
use crate::subject::{Context, Refusal, Subject, micros};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A permit that was granted before the platform began.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LegacyPermit {
    /// Its id.
    pub id: LegacyPermitId,
    /// The item.
    pub item: ItemCode,
    /// The date of the decision document.
    pub decided_on: Date,
    /// The record, salted.
    pub content: ContentDigest,
    /// Who regulates what, as the agreements say.
    pub matters: Vec<Route>,
    /// When it was entered.
    #[serde(with = "micros")]
    pub entered_at: Timestamp,
    /// By whom.
    pub entered_by: ActedBy,
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq)]
pub enum LegacyPermitCommand {
    /// Enter it.
    Enter {
        /// Its id.
        id: LegacyPermitId,
        /// The item.
        item: ItemCode,
        /// The date of the decision document.
        decided_on: Date,
        /// The record, salted.
        content: ContentDigest,
        /// What the handover agreements say of the item.
        agreed: Vec<Route>,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum LegacyPermitEvent {
    /// It was entered.
    Entered(LegacyPermit),
}

/// Why it is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LegacyPermitRefusal {
    /// The id is taken.
    #[error("the permit is entered already")]
    Known,
    /// Only the bureau grants permits.
    #[error("only the approval bureau enters permits from before go-live")]
    NotBureau,
    /// Decided on or after go-live: push it.
    #[error("{decided_on} is not before go-live on {go_live_on}; push the outcome")]
    NotBeforeGoLive {
        /// The date of the decision.
        decided_on: Date,
        /// The city's first day on the platform, or today where none is set.
        go_live_on: Date,
    },
    /// Nothing says who regulates it.
    #[error("no handover agreement names an authority for item {item}")]
    NoAgreement {
        /// The item.
        item: ItemCode,
    },
}

impl Subject for LegacyPermit {
    type Command = LegacyPermitCommand;
    type Event = LegacyPermitEvent;
    type Refusal = LegacyPermitRefusal;

    fn decide(
        subject: Option<&Self>,
        command: LegacyPermitCommand,
        context: &Context<'_>,
    ) -> Result<Vec<LegacyPermitEvent>, LegacyPermitRefusal> {
        let LegacyPermitCommand::Enter { id, item, decided_on, content, agreed } = command;
        if subject.is_some() {
            return Err(LegacyPermitRefusal::Known);
        }
        // A migration is run at set-up, before anybody has a role.
        if context.actor.side().is_some_and(|side| side != Side::Approval) {
            return Err(LegacyPermitRefusal::NotBureau);
        }
        let go_live_on = context.rule_set.go_live_on.unwrap_or_else(|| local_date(context.now));
        if decided_on >= go_live_on {
            return Err(LegacyPermitRefusal::NotBeforeGoLive { decided_on, go_live_on });
        }
        if agreed.is_empty() {
            return Err(LegacyPermitRefusal::NoAgreement { item });
        }
        let entered_by = ActedBy::from(context.actor);
        let permit = Self { id, item, decided_on, content, matters: agreed, entered_at: context.now, entered_by };
        Ok(vec![LegacyPermitEvent::Entered(permit)])
    }

    fn apply(_subject: Option<Self>, event: &LegacyPermitEvent) -> Option<Self> {
        let LegacyPermitEvent::Entered(permit) = event;
        Some(permit.clone())
    }
}

impl Refusal for LegacyPermitRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Known => "LEGACY_PERMIT_KNOWN",
            Self::NotBureau => "NOT_BUREAU",
            Self::NotBeforeGoLive { .. } => "NOT_BEFORE_GO_LIVE",
            Self::NoAgreement { .. } => "NO_AGREEMENT",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::NotBureau => Some("二(一)¶2"),
            Self::NoAgreement { .. } => Some("二(一)¶1"),
            Self::Known | Self::NotBeforeGoLive { .. } => Some("二(三)¶3"),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Known => Some("id"),
            Self::NotBureau => None,
            Self::NotBeforeGoLive { .. } => Some("decided_on"),
            Self::NoAgreement { .. } => Some("item_code"),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotBeforeGoLive { decided_on, go_live_on } => {
                vec![("decided_on", decided_on.to_string()), ("go_live_on", go_live_on.to_string())]
            }
            Self::NoAgreement { item } => vec![("item", item.to_string())],
            Self::Known | Self::NotBureau => Vec::new(),
        }
    }
}
