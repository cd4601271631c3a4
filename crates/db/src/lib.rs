//! One synchronous transaction over SQLite and PostgreSQL: one SQL text, `$n` parameters, values TEXT, BIGINT, BYTEA/BLOB
//! and BOOLEAN. It knows nothing of the policy.
//!
//! Rules for the one text:
//! - `$n` is used in the order of its number; the type of each is plain from its place (a column, or `CAST($1 AS BIGINT)`).
//! - No `now()`, no floating point; `CAST(SUM(x) AS BIGINT)`, since a sum of BIGINT is NUMERIC on PostgreSQL.
//! - A statement that returns rows is a `query`, every other one an `execute`.
//!
//! Everything blocks: call it from threads of one's own, never from within an async task.

mod connection;
mod database;
mod driver;
mod error;
mod migration;
mod postgres;
mod row;
mod sql;
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;
mod transaction;
mod url;
mod value;

pub use connection::Connection;
pub use database::{Database, Dialect};
pub use error::{ConstraintKind, Error, MigrationError, Result};
pub use migration::Migration;
pub use row::{FromValue, Row};
pub use transaction::{Mark, Tx};
pub use value::Value;
