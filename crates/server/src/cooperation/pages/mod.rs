//! The pages of this section.

mod acts;
mod history;
mod list;
mod notes;
mod request;
mod routes;

pub(super) use request::request;
pub(super) use routes::routes;
