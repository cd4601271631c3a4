//! Working days and deadlines (二(三)¶3 and ¶4 「1个工作日」「3个工作日」, 二(六) 「提前1个工作日」): the only place that computes them.
//!
//! A working day is a make-up day, or a Monday to Friday that is no holiday. Holidays come from the yearly notices of the
//! State Council's office and from single notices of the city. 行政许可法 art. 82 counts in working days; 民法典 art. 201 leaves
//! out the starting day.

mod counting;
mod deadline;
mod explain;
mod index;
mod notice;
mod refusal;
mod working_days;
mod zone;

pub use counting::{CountMode, Counting, Cutoff, MonthDay, NonworkingStart, OfficeHours, Season};
pub use deadline::{Deadline, MAX_WORKING_DAYS};
pub use explain::{ExplainedDay, Why, WireDay};
pub use notice::{Notice, NoticeDay, NoticeDayKind, NoticeLevel, NoticeStatus};
pub use refusal::CalendarRefusal;
pub use working_days::{Calendar, DayKind};
pub use zone::{instant_of, local_date, midnight_of, rfc3339};
