//! 二(一)¶1: the approval items, and the handover agreements (移交协议书) that say who regulates them.

pub mod acts;
pub mod api;
pub mod pages;
pub mod stored;
