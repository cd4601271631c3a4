//! The approval–regulation exchange (审管互动平台). Everything here that is not `platform` is a section of the policy.

pub mod platform;

pub mod agreement;
pub mod amendment;
pub mod channel;
pub mod cooperation;
pub mod exchange;
pub mod party;
pub mod roster;
pub mod sections;
pub mod subjects;
