//! Requests and notes as the API shows them.

mod note;
mod parts;
mod request;

pub use note::{NoteAnswerWire, NoteWire};
pub use parts::{
    CountersignWire, EscalationWire, ExtensionWire, NotOursWire, QuestionWire, ReplyWire, SignatureWire, TogetherWire,
    VersionWire,
};
pub use request::{CooperationRequestWire, CooperationSummary};
