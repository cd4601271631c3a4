//! 二(二): who is responsible officer and liaison officer of which section, from when to when.

pub mod acts;
pub mod pages;
pub mod stored;
