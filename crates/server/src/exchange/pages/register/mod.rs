//! 全市台账: the list with its filters and its order, what people keep of them, 企业档案, and both as a file.

mod filters;
mod found;
mod page;
mod party;
mod routes;
mod rows;
mod views;

pub use routes::LISTS;
pub(super) use routes::routes;
