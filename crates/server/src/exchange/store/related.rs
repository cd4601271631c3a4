//! What else is on record about a permit: penalties, proposals to rescind it, and the dispositions that answer them.

use super::lists::{LISTED, Listed, listed};
use crate::platform::error::Result;
use crate::platform::identity::Scope;
use shenguan_db::{Tx, Value};
use shenguan_rules::exchange::Kind;

/// So many are shown beside a permit, the newest first.
const RELATED_MAX: i64 = 50;

/// Penalties, proposals and dispositions about a certificate, of those that the scope reaches, the newest first.
pub fn of_certificate(tx: &mut Tx<'_>, scope: &Scope, certificate: &str) -> Result<Vec<Listed>> {
    let kinds = [Kind::PenaltyDecision, Kind::RescissionProposal, Kind::Disposition];
    let mut values: Vec<Value> = vec![certificate.into()];
    values.extend(kinds.iter().map(|kind| Value::from(kind.as_str())));
    let (predicate, more) = scope.predicate("t", "transmittal", values.len() + 1);
    values.extend(more);
    let sql = format!(
        "SELECT {LISTED} FROM transmittal t WHERE t.certificate_number = $1 AND t.kind IN ($2, $3, $4) \
         AND t.state <> 'recalled' AND {predicate} ORDER BY t.id DESC LIMIT {RELATED_MAX}"
    );
    tx.query(&sql, &values)?.iter().map(listed).collect()
}
