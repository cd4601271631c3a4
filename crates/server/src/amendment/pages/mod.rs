//! 系统 → 工作日历与规则, 停机公告: what applies, what is proposed, what would move, and the second person (双人复核).

mod calendar;
mod decide;
mod list;
mod outages;
mod routes;
mod setting;
mod words;

pub use routes::routes;
