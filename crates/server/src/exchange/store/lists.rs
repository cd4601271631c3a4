//! What the lists, badges, feeds and details show. Every query goes through the caller's scope.

use super::facts::held;
use crate::platform::desk::About;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use crate::platform::query::Query;
use crate::platform::stored::{Held, Stored};
use jiff::Timestamp;
use shenguan_db::{Row, Tx, Value};
use shenguan_ledger::Entry;
use shenguan_rules::exchange::Transmittal;
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::record::PartyKind;

/// Columns of a transmittal in a list, after its fold.
pub(super) const LISTED: &str = "t.id, t.version, t.fold, t.subject, t.party_name, t.certificate_number, t.document_number, t.party_credit_code, t.party_kind";

/// The place of the first column after them.
pub(super) const AFTER_LISTED: usize = 9;

/// A transmittal with the words that a list shows of it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The transmittal.
    pub held: Held<Transmittal>,
    /// 标题.
    pub subject: Option<String>,
    /// Whom it is about.
    pub party_name: Option<String>,
    /// 证书编号.
    pub certificate_number: Option<String>,
    /// 文书号.
    pub document_number: Option<String>,
    /// The unified social credit code of whom it is about.
    pub party_credit_code: Option<String>,
    /// Whether it is about a natural person, whose name is not for everybody.
    pub is_about_person: bool,
}

/// An entry of a department's feed.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    /// Its place in the chain.
    pub sequence: i64,
    /// The place before it in this department's feed; 0 at its beginning.
    pub previous: i64,
    /// The bytes of the entry.
    pub bytes: Vec<u8>,
}

/// Which transmittals: of a kind, and in a state as true at `now`, for what is due is deemed, written down or not.
pub fn about(now: Timestamp, kind: Option<&str>, state: Option<&str>) -> About {
    let (mut condition, mut values) = (String::new(), Vec::<Value>::new());
    if let Some(kind) = kind {
        condition.push_str(" AND t.kind = ?");
        values.push(kind.into());
    }
    let micros: Value = now.as_microsecond().into();
    match state {
        None => {}
        Some("in_transit") => {
            condition.push_str(" AND t.state = 'in_transit' AND (t.receipt_due IS NULL OR t.receipt_due > ?)");
            values.push(micros);
        }
        Some("deemed_received") => {
            condition.push_str(
                " AND t.state IN ('deemed_received', 'in_transit') AND (t.state = 'deemed_received' OR t.receipt_due <= ?)",
            );
            values.push(micros);
        }
        Some(other) => {
            condition.push_str(" AND t.state = ?");
            values.push(other.into());
        }
    }
    About { kind: Transmittal::KIND, condition, values }
}

/// Those of the ids that there are, in the order of the ids. Whoever asks has a task about each: see `Scope::task_predicate`.
pub fn listed_each(tx: &mut Tx<'_>, ids: &[&str]) -> Result<Vec<Listed>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places = vec!["?"; ids.len()].join(", ");
    let mut query = Query::new("SELECT ");
    query
        .push(LISTED, [])
        .push(&format!(" FROM transmittal t WHERE t.id IN ({places})"), ids.iter().map(|id| (*id).into()));
    let found = query.run(tx)?.iter().map(listed).collect::<Result<Vec<Listed>>>()?;
    let of = |id: &&str| found.iter().find(|listed| listed.held.id == **id).cloned().ok_or(Error::NotFound);
    ids.iter().map(of).collect()
}

/// One transmittal by id or number, if the scope reaches it.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, id_or_number: &str) -> Result<Listed> {
    let mut query = Query::new("SELECT ");
    query.push(LISTED, []);
    let column = if id_or_number.starts_with("TS-") { "number" } else { "id" };
    query.push(&format!(" FROM transmittal t WHERE t.{column} = ?"), [id_or_number.into()]);
    let (predicate, values) = scope.predicate("t", "transmittal", query.place());
    query.sql.push_str(" AND ");
    query.sql.push_str(&predicate);
    query.values.extend(values);
    let rows = query.run(tx)?;
    rows.first().map(listed).transpose()?.ok_or(Error::NotFound)
}

/// A department's feed after a sequence.
pub fn feed(
    tx: &mut Tx<'_>,
    jurisdiction: &str,
    department: &DepartmentCode,
    after: i64,
    limit: usize,
) -> Result<Vec<FeedEntry>> {
    let before = tx.query_one(
        "SELECT COALESCE(MAX(sequence), 0) FROM feed WHERE department = $1 AND sequence <= $2",
        &[department.as_str().into(), after.into()],
    )?;
    let mut previous: i64 = before.get(0)?;
    let rows = tx.query(
        "SELECT f.sequence, e.bytes FROM feed f JOIN ledger_entry e ON e.sequence = f.sequence \
         WHERE f.department = $1 AND f.sequence > $2 AND e.jurisdiction = $3 ORDER BY f.sequence LIMIT $4",
        &[
            department.as_str().into(),
            after.into(),
            jurisdiction.into(),
            i64::try_from(limit).unwrap_or(i64::MAX).into(),
        ],
    )?;
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let sequence: i64 = row.get(0)?;
        entries.push(FeedEntry { sequence, previous, bytes: row.get(1)? });
        previous = sequence;
    }
    Ok(entries)
}

impl FeedEntry {
    /// The entry; one that does not decode is a fault that names it.
    pub fn entry(&self) -> Result<Entry<'_>> {
        Entry::decode(&self.bytes).map_err(Error::fault)
    }
}

pub(super) fn listed(row: &Row) -> Result<Listed> {
    Ok(Listed {
        held: held(row)?,
        subject: row.get(3)?,
        party_name: row.get(4)?,
        certificate_number: row.get(5)?,
        document_number: row.get(6)?,
        party_credit_code: row.get(7)?,
        is_about_person: row.get::<Option<&str>>(8)? == Some(PartyKind::NaturalPerson.as_str()),
    })
}
