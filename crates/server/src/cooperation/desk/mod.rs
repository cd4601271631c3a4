//! What 待办, 已发 and 已办 show of this section's subjects.

mod inside;
mod lamp;
mod request;

pub use inside::{CountersignDesk, NoteDesk};
pub use request::RequestDesk;
