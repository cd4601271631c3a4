//! 系统 → 事项与协议: the items, who regulates each by which clause, the agreements with their versions, and what none of them covers.

mod agreements;
mod items;
mod lines;
mod routes;

pub use routes::routes;
