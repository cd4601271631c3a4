//! Changes of the calendar and of the rule set, on their way through two persons (A21).

pub mod acts;
pub mod pages;
pub mod preview;
pub mod stored;
