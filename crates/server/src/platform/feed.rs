//! The entries that a department may know of, in ledger order.

use crate::platform::error::{Error, Result};
use shenguan_db::Tx;
use shenguan_rules::party::DepartmentCode;

/// Asks for the sequence of the last of them; 0 before the first.
pub const FEED_HEAD: &str = "SELECT COALESCE(MAX(sequence), 0) FROM feed WHERE department = $1";

/// The sequence of the last of them; 0 before the first.
pub fn feed_head(tx: &mut Tx<'_>, department: &DepartmentCode) -> Result<i64> {
    Ok(tx.query_one(FEED_HEAD, &[department.as_str().into()])?.get(0)?)
}

/// The bytes of the entries of a subject, in ledger order.
pub fn entries_of(tx: &mut Tx<'_>, id: &str) -> Result<Vec<Vec<u8>>> {
    let rows = tx.query("SELECT bytes FROM ledger_entry WHERE subject_id = $1 ORDER BY sequence", &[id.into()])?;
    rows.iter().map(|row| row.get(0).map_err(Error::from)).collect()
}
