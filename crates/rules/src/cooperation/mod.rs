//! 二(三)¶4, requests for cooperation (商请): asked by either side, answered within three working days from their issue.
//!
//! One request goes to one department; where several are asked at once, each has its own, with its own number, clock and reply, and
//! all name the first of them (`joint`). So an addressee reads only what it was asked and what it replied; the asker lets the others
//! read a reply if it wants to ([`CooperationCommand::Share`]).

mod apply;
mod command;
mod decide;
mod event;
mod extend;
mod issue;
mod parts;
mod redirect;
mod refusal;
mod reply;
mod request;
mod upkeep;
mod window;

mod countersign;
mod note;

#[cfg(test)]
mod tests;

pub use command::{CooperationCommand, GivenReply, Issue, MatterFacts, Redirected};
pub use countersign::{Countersign, CountersignCommand, CountersignEvent, Signature, SignatureState, Signer};
pub use event::{CooperationEvent, Issued};
pub use note::{Note, NoteAnswer, NoteCommand, NoteEvent};
pub use parts::{
    Clarification, ClarificationAnswer, Escalation, ExtensionAnswer, ExtensionAsked, Lapse, Matter, NotOurs,
    NotOursAnswer, Opinion, Reply, Version,
};
pub use refusal::CooperationRefusal;
pub use request::{CooperationRequest, State};
pub use window::{ReplyBasis, ReplyWindow};
