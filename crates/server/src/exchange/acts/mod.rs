//! One function an act: gather the facts, command the transmittal, give back what the faces need.

mod change;
mod push;
mod receive;
mod remind;
mod reply;
mod returns;

pub use change::{concluded_as, extend_windows, move_deadlines, succeed};
pub use push::push;
pub use receive::{acknowledge, assign, deem, deliver, follow_up, known, open, seen, take_back};
pub use remind::remind;
pub use reply::reply;
pub use returns::{Correction, correct, recall, reroute, return_to_sender, uphold};
