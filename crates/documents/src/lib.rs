//! Official documents in the format of GB/T 9704-2012. Plain values in; no clock, no database, no network.

mod letter;
mod number;
mod refusal;

pub use letter::{Block, Letter, Level, Signature};
pub use number::{DocumentNumber, NumberError};
pub use refusal::DocumentRefusal;
