//! What the pages of every section have in common: names and moments in words, deadlines, the fields of a form, what there is to do.

mod due;
mod fields;
mod task;
mod words;

pub use due::{Due, Lamp, Urgency, last_day};
pub use fields::Fields;
pub use task::{ACKNOWLEDGE, DECIDE_RETURN, PUSH_CHANGE, READ, REPLY, TASKS};
pub use words::{MONTHS, Source, Words, escaped, joined};
