//! 二(三)¶4 through the real platform: requests for cooperation, notes, countersigning.

mod given;

mod api;
mod asking;
mod inside;
mod time;
mod work;

pub(crate) use work::with_requests;
