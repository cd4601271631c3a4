//! Long work in the background: a place to come back to, a result for each row, and an end that its owner sees. A node does one export
//! and one other job at a time, each under a lease; whatever a job changes, it changes through acts with keys of their own, so that a job that was cut off goes on
//! where it stopped and does nothing twice.

mod file;
mod kind;
mod pages;
mod pages_shown;
mod run;
mod store;
mod store_rows;
mod worker;

pub use file::{FILE_BYTES_MAX, PIECE_BYTES, Part, read_part, write_sent};
pub use kind::{Ended, JobKind};
pub use pages::routes;
pub use run::{Go, Run};
pub use store::{Job, JobState, NewJob, UNSEEN, find, find_open, lay, of_account, start};
pub use store_rows::{JobRow, Outcome, counts, refused_rows, rows_of, write_rows};
pub use worker::{LEASE, work_all, work_for_ever};
