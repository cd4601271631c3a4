//! What is known of a permit, and by whom; and transmittals by their ids.

use super::facts::{held, of_permit};
use super::lists::{LISTED, Listed, listed};
use crate::platform::error::Result;
use crate::platform::identity::Scope;
use crate::platform::stored::{Held, Stored};
use shenguan_db::{Tx, Value};
use shenguan_rules::exchange::{LegacyPermit, Transmittal};
use shenguan_rules::party::TransmittalId;

/// A re-routed or corrected outcome is followed through at most so many transmittals.
const FOLLOWED_MAX: usize = 500;

/// The outcomes that carry a number, with everything that took their place or whose place they took, in the order of ids.
pub fn outcomes(tx: &mut Tx<'_>, number: &str) -> Result<Vec<Held<Transmittal>>> {
    let mut found = of_permit(tx, number)?;
    let mut looked_at = 0;
    while let Some(next) = found.get(looked_at).filter(|_| found.len() < FOLLOWED_MAX) {
        looked_at += 1;
        let others: Vec<TransmittalId> =
            [&next.state.supersedes, &next.state.superseded_by].into_iter().flatten().cloned().collect();
        for id in others {
            if found.iter().all(|known| known.id != id.as_str()) {
                let rows =
                    tx.query("SELECT id, version, fold FROM transmittal WHERE id = $1", &[id.as_str().into()])?;
                for row in &rows {
                    found.push(held(row)?);
                }
            }
        }
    }
    found.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(found)
}

/// The permit from before go-live that carries a number.
pub fn legacy_permit(tx: &mut Tx<'_>, number: &str) -> Result<Option<Held<LegacyPermit>>> {
    let row = tx.query_opt(
        "SELECT id, version, fold FROM legacy_permit \
         WHERE certificate_number = $1 OR document_number = $2 OR case_number = $3 ORDER BY id LIMIT 1",
        &[number.into(), number.into(), number.into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let fold: String = row.get(2)?;
    Ok(Some(Held { id: row.get(0)?, version: row.get(1)?, state: serde_json::from_str(&fold)? }))
}

/// Whether a scope reaches any transmittal of a permit: its outcomes, or a penalty or disposition about its certificate.
pub fn is_party_of_permit(
    tx: &mut Tx<'_>,
    scope: &Scope,
    outcomes: &[Held<Transmittal>],
    number: &str,
) -> Result<bool> {
    let department = match scope {
        Scope::City => return Ok(true),
        Scope::None => return Ok(false),
        Scope::Department(department) => department,
    };
    if outcomes.iter().any(|outcome| outcome.state.readers().contains(department)) {
        return Ok(true);
    }
    let ids: Vec<Value> = outcomes.iter().map(|outcome| outcome.id.as_str().into()).collect();
    let mut values: Vec<Value> = vec![department.as_str().into(), number.into()];
    let certificates = if ids.is_empty() {
        String::new()
    } else {
        let places = places(values.len() + 1, ids.len());
        format!(" OR t.certificate_number IN (SELECT o.certificate_number FROM transmittal o WHERE o.id IN ({places}))")
    };
    values.extend(ids);
    let sql = format!(
        "SELECT 1 FROM transmittal t JOIN reader r ON r.subject_id = t.id \
         WHERE r.department = $1 AND r.subject_kind = 'transmittal' AND (t.certificate_number = $2{certificates}) LIMIT 1"
    );
    Ok(tx.query_opt(&sql, &values)?.is_some())
}

/// Transmittals by id, of those that the scope reaches, in no order.
pub fn listed_of(tx: &mut Tx<'_>, scope: &Scope, ids: &[&str]) -> Result<Vec<Listed>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    let (predicate, more) = scope.predicate("t", "transmittal", values.len() + 1);
    values.extend(more);
    let places = places(1, ids.len());
    let sql = format!("SELECT {LISTED} FROM transmittal t WHERE t.id IN ({places}) AND {predicate}");
    tx.query(&sql, &values)?.iter().map(listed).collect()
}

/// `$3, $4, $5`.
fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}
