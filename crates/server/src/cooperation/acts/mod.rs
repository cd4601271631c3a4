//! One function an act: gather the facts, command the subject, give back what the faces need.

mod change;
mod inside;
mod issue;
mod reply;
mod term;

pub use change::{extend_windows, move_deadlines, open_requests, pass_on, write_down};
pub use inside::{answer_note, ask_note, countersign, merge, sign};
pub use issue::{ask_again, issue, redirect};
pub use reply::{confirm, hand_on, open, reply, share, withdraw};
pub use term::{explain, extend, not_ours, question, uphold};
