//! 系统: what its pages share. The pages themselves stand in the sections whose acts they call.

pub mod downtime;
pub mod front;
pub mod log;

mod tab;

pub use tab::Tab;
