//! 系统 → 单位与科室: the departments of the city, their sections and names, and what a reform moves before it moves it.

mod change;
mod list;
mod reform;
mod routes;

pub use routes::routes;
