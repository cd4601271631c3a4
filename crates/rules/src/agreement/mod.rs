//! Who regulates what is approved (二(一)¶1): approval items and the handover agreements (移交协议书).

mod handover;
mod handover_refusal;
mod item;
mod line_check;
mod routing;

pub use handover::{
    AgreementFacts, AgreementLine, AgreementRole, HandoverAgreement, HandoverCommand, HandoverEvent, Lead,
};
pub use handover_refusal::HandoverRefusal;
pub use item::{ApprovalItem, ApprovalItemCommand, ApprovalItemEvent, ApprovalItemRefusal, ItemVersion};
pub use routing::{Route, RoutingRefusal, route};

#[cfg(test)]
mod handover_tests;
#[cfg(test)]
mod item_tests;
#[cfg(test)]
mod routing_tests;
