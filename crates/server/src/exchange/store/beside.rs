//! What was pushed by the same act to other departments.

use super::facts::held;
use crate::platform::error::Result;
use crate::platform::identity::Scope;
use crate::platform::stored::Held;
use shenguan_db::{Tx, Value};
use shenguan_rules::exchange::Transmittal;

/// What was pushed about the same case by the same department at the same instant as one of these, in the order of ids; what has nothing
/// beside it is not among them. A push about no case goes to one department.
pub fn pushed_beside(tx: &mut Tx<'_>, scope: &Scope, ids: &[&str]) -> Result<Vec<Held<Transmittal>>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    let places = (1..=ids.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
    let (predicate, more) = scope.predicate("s", "transmittal", values.len() + 1);
    values.extend(more);
    let sql = format!(
        "SELECT s.id, s.version, s.fold FROM transmittal t JOIN transmittal s ON s.case_number = t.case_number \
         WHERE t.id IN ({places}) AND s.id <> t.id AND s.from_department = t.from_department \
         AND s.pushed_at = t.pushed_at AND {predicate} ORDER BY s.id"
    );
    let mut found: Vec<Held<Transmittal>> = Vec::new();
    for row in &tx.query(&sql, &values)? {
        let next = held(row)?;
        if found.last().is_none_or(|last| last.id != next.id) {
            found.push(next);
        }
    }
    Ok(found)
}
