//! 二(二): who is responsible officer and liaison officer of which section, from when to when, and who stands in for whom.

pub mod acts;
mod api;
pub mod content;
pub mod desk;
pub mod duty;
pub mod pages;
pub mod request;
pub mod store;
pub mod stored;
pub mod sweep;
pub mod wire;
