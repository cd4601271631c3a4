//! One function an act: gather the facts, command the subject, give back what the faces need.

mod change;
mod inside;
mod issue;
mod reply;
mod term;

pub use change::{end_countersign, extend_windows, hand_over, move_deadlines, succeed, succeed_note, write_down};
pub use inside::{answer_note, ask_note, countersign, merge, sign};
pub use issue::{ask_again, issue, redirect};
pub use reply::{confirm, hand_on, open, remind, reply, share, withdraw};
pub use term::{explain, extend, not_ours, question, uphold};
