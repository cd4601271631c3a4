//! All SQL of the exchange: what the acts need to know, and what the lists show.

mod done;
mod facts;
mod figures;
mod lists;
mod news;
mod permit;
mod places;
mod related;

pub use done::{DoneRow, count_done, done};
pub use facts::{
    attachments, content_of, dispositions_awaiting, due_receipts, heartbeat, held, is_receipt_due, live_duplicate,
    of_permit, open_of, open_windows, overlapping_outages, reason_of, visible, write_heartbeat,
};
pub use figures::{Days, Direction, FigureFilter, Tally, replied, tally};
pub use lists::{
    FeedEntry, Listed, RegisterFilter, TaskCount, TaskFilter, TaskRow, count_tasks, entries_of, feed, find, register,
    tasks,
};
pub use news::arrived;
pub use permit::{is_party_of_permit, legacy_permit, listed_of, outcomes};
pub use places::{Place, SealedEntry, following, place_of, sealed_entry, senders};
pub use related::of_certificate;
