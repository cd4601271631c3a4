//! The sealed entry behind a step of the history of an item.

use crate::platform::error::Result;
use shenguan_db::Tx;

/// An entry of the ledger as it was sealed.
#[derive(Clone, Debug)]
pub(in crate::platform::desk) struct SealedEntry {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The hash that stands beside them.
    pub hash: Vec<u8>,
    /// The kind of thing that it is about.
    pub subject_kind: String,
    /// Which of that kind.
    pub subject_id: String,
}

/// The entry at a place of the chain. Whose it is to read follows from its subject.
pub(in crate::platform::desk) fn sealed_entry(
    tx: &mut Tx<'_>,
    jurisdiction: &str,
    sequence: i64,
) -> Result<Option<SealedEntry>> {
    let row = tx.query_opt(
        "SELECT bytes, hash, subject_kind, subject_id FROM ledger_entry WHERE jurisdiction = $1 AND sequence = $2",
        &[jurisdiction.into(), sequence.into()],
    )?;
    row.map(|row| {
        Ok(SealedEntry { bytes: row.get(0)?, hash: row.get(1)?, subject_kind: row.get(2)?, subject_id: row.get(3)? })
    })
    .transpose()
}

/// The bytes of the entry that follows, whose `previous` must be the hash of this one; none at the end of the chain.
pub(in crate::platform::desk) fn following(
    tx: &mut Tx<'_>,
    jurisdiction: &str,
    sequence: i64,
) -> Result<Option<Vec<u8>>> {
    Ok(sealed_entry(tx, jurisdiction, sequence + 1)?.map(|entry| entry.bytes))
}
