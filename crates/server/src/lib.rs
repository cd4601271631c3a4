//! The approval–regulation exchange (审管互动平台). Everything here that is not `platform` is a section of the policy.

pub mod platform;

pub mod party;
pub mod agreement;
pub mod roster;
pub mod amendment;
pub mod exchange;
