//! What the API shows. Field names are those that clients rely on.

mod correspondence;
mod notes;

pub use correspondence::{
    CorrespondenceWire, DocumentWire, EndorsementWire, EnteredWire, OpinionWire, PersonWire, ReceiptWire, StepWire,
    VersionWire,
};
pub(in crate::channel) use correspondence::{correspondence, is_inside, opinions, proof, readable, step, versions};
pub use notes::{PhoneNoteWire, ProposalWire, RegisterWire, RemarkWire};
pub(in crate::channel) use notes::{phone_note, proposal, register, remark};
