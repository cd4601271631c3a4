//! 草稿: what was typed into a form outlives a lost session (E1), a conflict (E2) and a fault (E4), and two tabs never overwrite
//! each other.
//!
//! A form takes part by three lines. Its handler takes `Filled` in the place of its query, its page holds a `DraftForm` as `draft`,
//! and its template includes `partials/draft.html` inside the form, `partials/drafts.html` before it and the script `draft.js`:
//!
//! ```text
//! async fn form(State(server): State<Server>, visit: Visit, caller: Caller, Filled(fields): Filled) -> Outcome<Response> {
//!     …
//!     let draft = DraftForm::new(read, &visit, &caller, &fields, "/items/TS-2026-000001/return", title)?;
//! }
//! ```
//!
//! From then on every POST of that form is looked after around its handler (`keep`): an answer that leads on takes the draft away, one
//! that failed keeps what was sent. A form without these lines, as those of passwords, is never kept.

mod form;
mod keep;
pub mod pages;
mod store;
#[cfg(test)]
mod tests;
mod typed;

pub use form::{DraftForm, DraftNote, Filled, remember};
pub(in crate::platform) use keep::{Kept, take};
pub(in crate::platform) use store::UNCLAIMED_MINUTES;
pub use store::{DAYS_KEPT, DRAFTS_MAX, Draft, Saved};
pub use typed::{FIELDS_BYTES_MAX, Pairs, Typed};
