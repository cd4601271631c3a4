//! Every "no" about a transmittal, by name.

use super::kind::Kind;
use super::transmittal::{ActedBy, State};
use crate::calendar::{CalendarRefusal, rfc3339};
use crate::party::{DepartmentCode, TransmittalId};
use crate::reminder::ReminderRefusal;
use crate::subject::Refusal;
use jiff::Timestamp;

/// Why a transmittal does not take a command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransmittalRefusal {
    /// There is no such transmittal.
    #[error("there is no such transmittal")]
    NoTransmittal,
    /// The id is taken.
    #[error("the transmittal was pushed already")]
    AlreadyPushed,
    /// The side of the actor has not the power that the kind belongs to.
    #[error("{kind} is not for this side to push")]
    SeparationOfPowers {
        /// What was to be pushed.
        kind: Kind,
    },
    /// Neither one of the fourteen nor a kind of the city.
    #[error("{kind} is no kind of this city")]
    UnknownKind {
        /// The word.
        kind: Kind,
    },
    /// Only the addressee may do that.
    #[error("only {to}, the addressee, may do that")]
    NotAddressee {
        /// The addressee.
        to: DepartmentCode,
    },
    /// Only the sender may do that.
    #[error("only {from}, the sender, may do that")]
    NotSender {
        /// The sender.
        from: DepartmentCode,
    },
    /// Neither sender nor addressee.
    #[error("only the sender or the addressee may do that")]
    NotParty,
    /// Nobody sends to himself.
    #[error("sender and addressee are one department")]
    SameDepartment,
    /// Pushes go between the bureau and an authority.
    #[error("a push goes from the bureau to an authority or from an authority to the bureau")]
    AddresseeSide,
    /// A correction goes to the department that received what it corrects.
    #[error("a correction of what was received goes to {to}, which received it")]
    CorrectionAddressee {
        /// Who received it.
        to: DepartmentCode,
    },
    /// The addressee is none that the agreement or the side gives.
    #[error("the addressee is not the one that agreement or side gives; say why")]
    RoutingReasonRequired,
    /// Past the limit of the push.
    #[error("the push was due before {due}; say why it is late")]
    LateReasonRequired {
        /// The limit.
        due: Timestamp,
    },
    /// The record that the kind carries is missing.
    #[error("{kind} carries a record")]
    RecordRequired {
        /// What was to be pushed.
        kind: Kind,
        /// The field that is missing.
        field: &'static str,
    },
    /// The item is missing.
    #[error("{kind} names an approval item")]
    ItemRequired {
        /// What was to be pushed.
        kind: Kind,
    },
    /// A disposition answers something.
    #[error("a disposition names what it answers")]
    InReplyToRequired,
    /// Only a disposition decides, and only what changes or ends a permit.
    #[error("only a disposition decides a change of a permit")]
    NotADecidedChange,
    /// Concluded after now.
    #[error("the conclusion lies in the future")]
    ConcludedInFuture,
    /// Decided after today.
    #[error("the decision lies in the future")]
    DecidedInFuture,
    /// A penalty decided after today.
    #[error("the penalty decision lies in the future")]
    PenaltyDateInFuture,
    /// Issued after today.
    #[error("the day of issue lies in the future")]
    OccurredInFuture,
    /// Concluded before go-live.
    #[error("concluded before go-live; enter the permit as one from before go-live")]
    BeforeGoLive,
    /// The same outcome is on its way to the same department.
    #[error("already pushed as {number}")]
    DuplicatePush {
        /// The number of the live transmittal.
        number: String,
    },
    /// Acknowledged before.
    #[error("acknowledged before, at {at}")]
    AlreadyAcknowledged {
        /// When.
        at: Timestamp,
        /// By whom.
        by: ActedBy,
    },
    /// The deemed receipt was confirmed before.
    #[error("confirmed before, at {at}")]
    AlreadyConfirmed {
        /// When.
        at: Timestamp,
        /// By whom.
        by: ActedBy,
    },
    /// Received, by acknowledgement or by time: no return, no recall any more.
    #[error("received at {at}: correct it, or negotiate")]
    AlreadyReceived {
        /// Since when.
        at: Timestamp,
    },
    /// Delivered before.
    #[error("delivered before")]
    AlreadyDelivered,
    /// Opened before.
    #[error("opened before")]
    AlreadyOpened,
    /// Its state does not allow it.
    #[error("not in transit but {}", state.as_str())]
    NotInTransit {
        /// The state.
        state: State,
    },
    /// The city has no returns.
    #[error("returns are disabled in this city")]
    ReturnDisabled,
    /// A return is open already.
    #[error("returned before, at {at}")]
    AlreadyReturned {
        /// When.
        at: Timestamp,
    },
    /// The sender has upheld the addressee: what follows is negotiation and adjudication.
    #[error("the sender has upheld the addressee; ask for a consultation")]
    AlreadyUpheld,
    /// There is no return to answer.
    #[error("there is no return to answer")]
    NotReturned,
    /// A reason is missing.
    #[error("say why")]
    ReasonRequired,
    /// Re-routed as often as it may be.
    #[error("re-routed {hops} times: ask for a consultation")]
    HopLimit {
        /// How often.
        hops: u32,
    },
    /// Recalled before.
    #[error("recalled before")]
    AlreadyRecalled,
    /// Another took its place.
    #[error("{by} has taken its place")]
    Superseded {
        /// The other one.
        by: TransmittalId,
    },
    /// Nothing is owed in answer.
    #[error("no reply is owed")]
    NothingOwed,
    /// It decided no such change.
    #[error("it has decided no such change")]
    NotDecided,
    /// The change was pushed before.
    #[error("the decided change was pushed as {change}")]
    AlreadyClosed {
        /// The push of the change.
        change: TransmittalId,
    },
    /// No receipt is awaited.
    #[error("no receipt is awaited")]
    NothingToDeem,
    /// The due instant has not passed.
    #[error("not due before {due}")]
    TooEarly {
        /// The due instant.
        due: Timestamp,
    },
    /// Neither section nor officer.
    #[error("name a section or an officer")]
    AssigneeRequired,
    /// Nothing is assigned.
    #[error("nothing is assigned")]
    NothingAssigned,
    /// Not received yet.
    #[error("not received yet")]
    NotReceived,
    /// No open clock moves.
    #[error("no open deadline moves")]
    NothingMoves,
    /// Outages extend nothing in this city.
    #[error("outages extend nothing in this city")]
    TollingOff,
    /// The outage lies outside the window, or too little of it inside.
    #[error("the outage does not lie inside the window for long enough")]
    OutsideWindow,
    /// The window was extended by that outage before.
    #[error("the window was extended by that outage before")]
    AlreadyExtended,
    /// A consultation is asked for already.
    #[error("a consultation is asked for already")]
    ConsultationAsked,
    /// Nobody is reminded.
    #[error(transparent)]
    Reminder(#[from] ReminderRefusal),
    /// The calendar does not answer.
    #[error(transparent)]
    Calendar(#[from] CalendarRefusal),
}

impl Refusal for TransmittalRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NoTransmittal => "NO_TRANSMITTAL",
            Self::AlreadyPushed => "ALREADY_PUSHED",
            Self::SeparationOfPowers { .. } => "SEPARATION_OF_POWERS",
            Self::UnknownKind { .. } => "UNKNOWN_KIND",
            Self::NotAddressee { .. } => "NOT_ADDRESSEE",
            Self::NotSender { .. } => "NOT_SENDER",
            Self::NotParty => "NOT_PARTY",
            Self::SameDepartment => "SAME_DEPARTMENT",
            Self::AddresseeSide => "ADDRESSEE_SIDE",
            Self::CorrectionAddressee { .. } => "CORRECTION_ADDRESSEE",
            Self::RoutingReasonRequired => "ROUTING_REASON_REQUIRED",
            Self::LateReasonRequired { .. } => "LATE_REASON_REQUIRED",
            Self::RecordRequired { .. } => "RECORD_REQUIRED",
            Self::ItemRequired { .. } => "ITEM_REQUIRED",
            Self::InReplyToRequired => "IN_REPLY_TO_REQUIRED",
            Self::NotADecidedChange => "NOT_A_DECIDED_CHANGE",
            Self::ConcludedInFuture => "CONCLUDED_IN_FUTURE",
            Self::DecidedInFuture => "DECIDED_IN_FUTURE",
            Self::PenaltyDateInFuture => "PENALTY_DATE_IN_FUTURE",
            Self::OccurredInFuture => "OCCURRED_IN_FUTURE",
            Self::BeforeGoLive => "BEFORE_GO_LIVE",
            Self::DuplicatePush { .. } => "DUPLICATE_PUSH",
            Self::AlreadyAcknowledged { .. } => "ALREADY_ACKNOWLEDGED",
            Self::AlreadyConfirmed { .. } => "ALREADY_CONFIRMED",
            Self::AlreadyReceived { .. } => "ALREADY_RECEIVED",
            Self::AlreadyDelivered => "ALREADY_DELIVERED",
            Self::AlreadyOpened => "ALREADY_OPENED",
            Self::NotInTransit { .. } => "NOT_IN_TRANSIT",
            Self::ReturnDisabled => "RETURN_DISABLED",
            Self::AlreadyReturned { .. } => "ALREADY_RETURNED",
            Self::AlreadyUpheld => "ALREADY_UPHELD",
            Self::NotReturned => "NOT_RETURNED",
            Self::ReasonRequired => "REASON_REQUIRED",
            Self::HopLimit { .. } => "HOP_LIMIT",
            Self::AlreadyRecalled => "ALREADY_RECALLED",
            Self::Superseded { .. } => "SUPERSEDED",
            Self::NothingOwed => "NOTHING_OWED",
            Self::NotDecided => "NOT_DECIDED",
            Self::AlreadyClosed { .. } => "ALREADY_CLOSED",
            Self::NothingToDeem => "NOTHING_TO_DEEM",
            Self::TooEarly { .. } => "TOO_EARLY",
            Self::AssigneeRequired => "ASSIGNEE_REQUIRED",
            Self::NothingAssigned => "NOTHING_ASSIGNED",
            Self::NotReceived => "NOT_RECEIVED",
            Self::NothingMoves => "NOTHING_MOVES",
            Self::TollingOff => "TOLLING_OFF",
            Self::OutsideWindow => "OUTSIDE_WINDOW",
            Self::AlreadyExtended => "ALREADY_EXTENDED",
            Self::ConsultationAsked => "CONSULTATION_ASKED",
            Self::Reminder(refusal) => refusal.code(),
            Self::Calendar(refusal) => refusal.code(),
        }
    }

    fn clause(&self) -> Option<&'static str> {
        let clause = match self {
            Self::NoTransmittal => return None,
            Self::Reminder(refusal) => return refusal.clause(),
            Self::Calendar(refusal) => return refusal.clause(),
            Self::SeparationOfPowers { .. }
            | Self::AddresseeSide
            | Self::SameDepartment
            | Self::NotAddressee { .. }
            | Self::CorrectionAddressee { .. }
            | Self::AlreadyReceived { .. }
            | Self::NotReceived => "二(一)¶2",
            Self::RoutingReasonRequired => "二(一)¶1",
            Self::UnknownKind { .. }
            | Self::ItemRequired { .. }
            | Self::RecordRequired { .. }
            | Self::OccurredInFuture => "二(三)¶1",
            Self::TollingOff | Self::OutsideWindow | Self::AlreadyExtended => "二(三)¶2",
            Self::DecidedInFuture => "行政许可法 第四十四条",
            Self::HopLimit { .. } | Self::ConsultationAsked => "二(五)",
            Self::ReturnDisabled | Self::AlreadyReturned { .. } | Self::AlreadyUpheld | Self::NotReturned => "三(二)",
            _ => "二(三)¶3",
        };
        Some(clause)
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::SeparationOfPowers { .. } | Self::UnknownKind { .. } => Some("kind"),
            Self::SameDepartment | Self::AddresseeSide | Self::CorrectionAddressee { .. } => Some("to"),
            Self::RoutingReasonRequired => Some("routing_reason"),
            Self::LateReasonRequired { .. } => Some("late_reason"),
            Self::RecordRequired { field, .. } => Some(field),
            Self::ItemRequired { .. } => Some("item_code"),
            Self::InReplyToRequired => Some("in_reply_to"),
            Self::NotADecidedChange => Some("decides_change"),
            Self::ConcludedInFuture | Self::BeforeGoLive => Some("approval.concluded_at"),
            Self::DecidedInFuture => Some("approval.decided_on"),
            Self::PenaltyDateInFuture => Some("penalty.decided_on"),
            Self::OccurredInFuture => Some("occurred_on"),
            Self::ReasonRequired => Some("reason"),
            Self::AssigneeRequired => Some("section"),
            _ => None,
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::SeparationOfPowers { kind }
            | Self::UnknownKind { kind }
            | Self::RecordRequired { kind, .. }
            | Self::ItemRequired { kind } => vec![("kind", kind.to_string())],
            Self::NotAddressee { to } | Self::CorrectionAddressee { to } => vec![("to", to.to_string())],
            Self::NotSender { from } => vec![("from", from.to_string())],
            Self::LateReasonRequired { due } | Self::TooEarly { due } => vec![("due", rfc3339(*due))],
            Self::DuplicatePush { number } => vec![("number", number.clone())],
            Self::AlreadyAcknowledged { at, by } | Self::AlreadyConfirmed { at, by } => {
                vec![("at", rfc3339(*at)), ("by", by.to_string())]
            }
            Self::AlreadyReceived { at } | Self::AlreadyReturned { at } => vec![("at", rfc3339(*at))],
            Self::NotInTransit { state } => vec![("state", state.as_str().to_owned())],
            Self::HopLimit { hops } => vec![("hops", hops.to_string())],
            Self::Superseded { by } => vec![("by", by.to_string())],
            Self::AlreadyClosed { change } => vec![("change", change.to_string())],
            Self::Reminder(refusal) => refusal.arguments(),
            Self::Calendar(refusal) => refusal.arguments(),
            _ => Vec::new(),
        }
    }
}
