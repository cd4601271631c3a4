//! What the pages of every section have in common: names and moments in words, deadlines, the fields of a form, and the lists of what
//! there is to do, was sent and was done, whatever kind it is of.

mod done;
mod due;
mod entry;
mod explained;
mod exports;
mod fields;
mod filter;
mod history;
mod kind;
mod live;
mod queue;
mod routes;
mod sent;
mod store;
mod task;
mod todo;
mod words;

pub use due::{Due, Lamp, Urgency, last_day};
pub use explained::{DeadlineDay, Explained};
pub use exports::{Done, Sent, Todo};
pub use fields::Fields;
pub use filter::Filter;
pub use history::{HistoryRow, Led, Proof, Told};
pub use kind::{Addressee, Desk, DeskItem, DeskKind, Doing, DoneItem, InList, InTime, SentItem};
pub use queue::{Next, badges, badges_question, end_of, next_task};
pub use routes::routes;
pub use store::{About, DoneRow, Place, TaskFilter, TaskRow, open_of, tasks};
pub use task::{
    ACKNOWLEDGE, ANSWER_NOTE, ANSWER_QUESTION, ANSWER_REQUEST, CONFIRM_ANSWER, CONFIRM_CALL, CONSENT, COUNTERSIGN,
    DECIDE_COMPETENCE, DECIDE_EXTENSION, DECIDE_RETURN, ENDORSE, FILE, FINISH_REMARK, HAND_OVER, ISSUE, LEAD_ANSWER,
    MERGE_OPINIONS, NOT_OURS, PUSH_CHANGE, READ, REPLY, REVISE, TAKE_OVER, TASKS, URGE_ANSWER,
};
pub use words::{MONTHS, Source, Words, escaped, joined};
