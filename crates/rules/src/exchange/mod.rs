//! Sharing information (二（三）¶1–3) and the boundary of duty that goes with it (二（一）¶2): push, receipt, deemed receipt,
//! return, correction, reply; outages; permits from before go-live; and who answers for a permit at any instant.

mod kind;
mod transmittal;
mod window;
mod command;
mod event;
mod outage;
mod legacy;

pub use command::{InReplyTo, Push, RecordFacts, Supersedes, TransmittalCommand};
pub use event::{MoveCause, Pushed, TransmittalEvent};
pub use kind::{CityKind, Kind, KindRule, PushClock, PushedBy, ReceiptNeed, RecordNeed};
pub use legacy::{LegacyPermit, LegacyPermitCommand, LegacyPermitEvent, LegacyPermitRefusal};
pub use outage::{OUTAGE_LEAST, Outage, OutageCommand, OutageEvent, OutageRefusal};
pub use transmittal::{
    ActedBy, Assignment, Facts, FollowUp, Receipt, ReplyState, Return, ReturnAnswer, Routing, State, Transmittal,
};
pub use window::{Extension, ReceiptWindow, Stopped, WindowBasis};
