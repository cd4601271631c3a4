//! Sharing information (二(三)¶1–3) and the boundary of duty that goes with it (二(一)¶2): push, receipt, deemed receipt,
//! return, correction, reply; outages; permits from before go-live; and who answers for a permit at any instant.

mod apply;
mod attachment;
mod chain;
mod command;
mod decide;
mod decision;
mod event;
mod kind;
mod legacy;
mod outage;
mod parts;
mod push;
mod receive;
mod refusal;
mod reply;
mod responsibility;
mod returns;
mod routing;
mod secrecy;
mod transmittal;
mod upkeep;
mod window;

#[cfg(test)]
mod tests;

pub use attachment::{Attachment, AttachmentCommand, AttachmentEvent, AttachmentRefusal, MediaType};
pub use command::{InReplyTo, Push, RecordFacts, Supersedes, TransmittalCommand};
pub use decision::decided_change;
pub use event::{MoveCause, Pushed, TransmittalEvent};
pub use kind::{CityKind, Kind, KindRule, PushClock, PushedBy, ReceiptNeed, RecordNeed};
pub use legacy::{LegacyPermit, LegacyPermitCommand, LegacyPermitEvent, LegacyPermitRefusal};
pub use outage::{Outage, OutageCommand, OutageEvent, OutageRefusal};
pub use parts::{Assignment, FollowUp, ReplyState, Return, ReturnAnswer};
pub use refusal::TransmittalRefusal;
pub use responsibility::{
    Basis, Duties, Duty, Interval, Matter, RESPONSIBILITY_NOTE, Traced, TracedEntry, responsibility, responsible_at,
};
pub use secrecy::{Secrecy, secrecy_of};
pub use transmittal::{ActedBy, Facts, Receipt, Routing, State, Transmittal};
pub(crate) use window::later;
pub use window::{Extension, ReceiptWindow, Stopped, WindowBasis};
