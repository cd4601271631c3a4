//! 值班表: who of a department is on duty on days off.

pub mod acts;
pub mod api;
pub mod pages;
pub mod request;
mod stored;
