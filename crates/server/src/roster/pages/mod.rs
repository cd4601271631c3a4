//! 代理 and 名单变更 under 人员名单; 系统 → 名册: entering officers, naming them to roles and ending roles, by the document that says so; accounts for many at once.

mod bulk;
mod bulk_rows;
mod changes;
mod designations;
mod forms;
mod leaves;
mod routes;

pub use routes::routes;
