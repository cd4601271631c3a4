//! 系统 → 名册: entering officers, naming them to roles and ending roles, by the document that says so; accounts for many at once.

mod bulk;
mod bulk_rows;
mod designations;
mod routes;

pub use routes::routes;
