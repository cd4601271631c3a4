//! The entries that a department may know of, in ledger order.

use crate::platform::error::Result;
use shenguan_db::Tx;
use shenguan_rules::party::DepartmentCode;

/// Asks for the sequence of the last of them; 0 before the first.
pub const FEED_HEAD: &str = "SELECT COALESCE(MAX(sequence), 0) FROM feed WHERE department = $1";

/// The sequence of the last of them; 0 before the first.
pub fn feed_head(tx: &mut Tx<'_>, department: &DepartmentCode) -> Result<i64> {
    Ok(tx.query_one(FEED_HEAD, &[department.as_str().into()])?.get(0)?)
}
