//! All SQL of the exchange: what the acts need to know, and what the lists show.

mod beside;
mod facts;
mod figures;
mod lists;
mod permit;
mod register;
mod related;
mod views;
mod ways;

pub use crate::exchange::standing::Direction;
pub use beside::pushed_beside;
pub use facts::{
    RECEIPT_DUE, concluded_as, content_of, dispositions_awaiting, due_receipts, heartbeat, held, id_of, live_duplicate,
    of_permit, open_windows, overlapping_outages, reason_of, visible, write_heartbeat,
};
pub use figures::{Days, FigureFilter, Tally, reply_times, tallies, tally};
pub use lists::{FeedEntry, Listed, about, feed, find, listed_each};
pub use permit::{is_party_of_permit, legacy_permit, listed_of, outcomes};
pub use register::{
    COUNT_MAX, RegisterFilter, RegisterRow, Sort, SortKey, count_party, count_register, of_number, of_party, register,
};
pub use related::of_certificate;
pub use views::{
    SavedView, VIEWS_MAX, keep_view, prefer_view, remove_view, rename_view, views_found, views_of, views_question,
};
