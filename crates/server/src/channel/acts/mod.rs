//! One function an act. Each takes one request and may be called by another section's act.

mod call;
mod draft;
mod endorse;
mod facts;
mod issue;
mod proposal;
mod receive;
mod register;
mod remark;
mod succeed;

pub use call::{confirm_call, dispute_call, note_call};
pub use draft::{draft, draft_for, revise, withdraw};
pub use endorse::{endorse, enter_endorsement, pass_on, send_back, submit};
pub use issue::{attach_document, issue};
pub use proposal::propose_consultation;
pub use receive::{consent, file};
pub use register::reserve_code;
pub use remark::{finish_remark, give_remark};
pub use succeed::{hand_over, hand_over_remark, succeed, succeed_call, succeed_remark};
