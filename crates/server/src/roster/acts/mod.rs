//! The acts of 二(二): naming officers, leaves and who stands in, leaving office.

mod designate;
mod substitute;

pub use designate::{DesignationRequest, designate, end, end_all};
pub use substitute::{begin_leave, end_leave, judge_leave, leave_office};
