//! The four channels of daily communication and their ladder (二(四)): notes of calls, what is written in the OA system or as an
//! official letter with its leader's endorsement and its number, and the proposal of a consultation where the four fail.

mod command;
mod correspondence;
mod draft;
mod endorse;
mod event;
mod facts;
mod issue;
mod ladder;
mod numbering;
mod phone_note;
mod proposal;
mod refusal;
mod register;
mod remark;

#[cfg(test)]
mod tests;

pub use command::{Answered, CorrespondenceCommand, Draft, EnteredEndorsement, Person};
pub use correspondence::{Correspondence, Owner};
pub use event::{CorrespondenceEvent, Drafted};
pub use facts::{
    DocumentKind, Endorsement, Entered, Issue, IssuedDocument, Opinion, OpinionKind, Proof, Purpose, Receipt, Stage,
    Version,
};
pub use ladder::{Channel, Step, next_step};
pub use numbering::{DocumentNumber, IssuingCode, Numbering, Register};
pub use phone_note::{Call, PhoneNote, PhoneNoteCommand, PhoneNoteEvent, PhoneNoteState};
pub use proposal::{ConsultationProposal, ProposalCommand, ProposalEvent, Propose};
pub use refusal::ChannelRefusal;
pub use register::{NumberRegister, RegisterCommand, RegisterEvent, Reserve};
pub use remark::{GivenRemark, Remark, RemarkCommand, RemarkDone, RemarkEvent};
