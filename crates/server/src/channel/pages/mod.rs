//! The pages of the channels: a letter with the leader's form, a call, a proposal, a remark, the ladder of an item.

mod call;
mod correspondence;
mod forms;
mod ladder;
mod parts;
mod proposal;
mod registers;
mod remark;
mod routes;

pub use routes::routes;
