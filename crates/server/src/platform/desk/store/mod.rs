//! The SQL of 待办, 已发 and 已办.

mod arrived;
mod counts;
mod done;
mod places;
mod sealed;
mod tasks;

pub(super) use arrived::arrived;
pub(super) use counts::{TaskCount, Until, count_tasks, count_tasks_up_to, list_count, lists_question};
pub use done::DoneRow;
pub(super) use done::{DoneCount, count_done, count_done_up_to, done};
pub(super) use places::place_of;
pub(super) use sealed::{following, sealed_entry};
pub use tasks::{About, Place, TaskFilter, TaskRow, open_of, tasks};
