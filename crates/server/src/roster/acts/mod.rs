//! The acts of 二(二): naming officers, leaves and who stands in, leaving office.

mod change;
mod designate;
mod handover;
mod substitute;

pub use change::{draft_change, file_change, letter_filed, letter_issued, letter_succeeded, letter_withdrawn, succeed};
pub use designate::{DesignationRequest, designate, end, end_all};
pub use handover::{confirm_handover, list_due, list_handover};
pub use substitute::{begin_leave, end_leave, judge_leave, leave_office};
