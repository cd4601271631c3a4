//! What a developer runs that is longer than one line: the tests with the servers they need, and the tidy checks.

pub mod bench;
pub mod crash;
pub mod fonts;
pub mod packages;
pub mod postgres;
pub mod process;
pub mod test;
pub mod tidy;
