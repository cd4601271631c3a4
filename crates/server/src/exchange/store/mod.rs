//! All SQL of the exchange: what the acts need to know, and what the lists show.

mod beside;
mod counts;
mod done;
mod facts;
mod figures;
mod lists;
mod news;
mod permit;
mod places;
mod register;
mod related;
mod views;
mod ways;

pub use crate::exchange::standing::Direction;
pub use beside::pushed_beside;
pub use counts::{TaskCount, Until, count_tasks, count_tasks_up_to, list_count, lists_question};
pub use done::{DoneCount, DoneRow, count_done, count_done_up_to, done};
pub use facts::{
    RECEIPT_DUE, attachments, content_of, dispositions_awaiting, due_receipts, heartbeat, held, live_duplicate,
    of_permit, open_of, open_windows, overlapping_outages, reason_of, visible, write_heartbeat,
};
pub use figures::{Days, FigureFilter, Tally, reply_times, tallies, tally};
pub use lists::{FeedEntry, Listed, TaskFilter, TaskRow, entries_of, feed, find, tasks};
pub use news::arrived;
pub use permit::{is_party_of_permit, legacy_permit, listed_of, outcomes};
pub use places::{Place, SealedEntry, following, place_of, sealed_entry};
pub use register::{
    COUNT_MAX, RegisterFilter, RegisterRow, Sort, SortKey, count_party, count_register, of_number, of_party, register,
};
pub use related::of_certificate;
pub use views::{
    SavedView, VIEWS_MAX, keep_view, prefer_view, remove_view, rename_view, views_found, views_of, views_question,
};
