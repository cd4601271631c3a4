//! The SQL that every kind of subject with a number has in common. Every query goes through the caller's scope.

use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use crate::platform::query::Query;
use crate::platform::stored::{Held, Stored};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_db::{Row, Tx};

/// One of a kind by id or number, if the scope reaches it; [`Error::NotFound`] otherwise. Its table has a column `number`.
pub fn find<S: Stored>(tx: &mut Tx<'_>, scope: &Scope, id_or_number: &str) -> Result<Held<S>>
where
    S::Event: Serialize + DeserializeOwned,
{
    let mut query = Query::new(&format!("SELECT s.id, s.version, s.fold FROM {} s WHERE ", S::KIND));
    query.push("(s.id = ? OR s.number = ?) AND ", [id_or_number.into(), id_or_number.into()]);
    query.scoped(scope, "s", S::KIND);
    query.run(tx)?.first().map(held).transpose()?.ok_or(Error::NotFound)
}

/// The numbers of those of a kind that bear exactly a number of ours and that the scope reaches: one or none.
pub fn bearing(tx: &mut Tx<'_>, scope: &Scope, kind: &str, number: &str) -> Result<Vec<String>> {
    let mut query = Query::new(&format!("SELECT s.number FROM {kind} s WHERE s.number = "));
    query.push("? AND ", [number.to_ascii_uppercase().into()]).scoped(scope, "s", kind);
    query.run(tx)?.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// Those of a kind within the scope, the newest first, after an id.
pub fn newest<S: Stored>(tx: &mut Tx<'_>, scope: &Scope, after: Option<&str>, limit: usize) -> Result<Vec<Held<S>>>
where
    S::Event: Serialize + DeserializeOwned,
{
    let mut query = Query::new(&format!("SELECT s.id, s.version, s.fold FROM {} s WHERE ", S::KIND));
    query.scoped(scope, "s", S::KIND).push_if(" AND s.id < ?", after);
    query.push(" ORDER BY s.id DESC", []).limit(limit);
    query.run(tx)?.iter().map(held).collect()
}

/// Those of the ids that there are, in the order of the ids. Whoever asks has a task about each: see `Scope::task_predicate`.
pub fn each<S: Stored>(tx: &mut Tx<'_>, ids: &[&str]) -> Result<Vec<Held<S>>>
where
    S::Event: Serialize + DeserializeOwned,
{
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = Query::new(&format!("SELECT s.id, s.version, s.fold FROM {} s WHERE ", S::KIND));
    let places = vec!["?"; ids.len()].join(", ");
    query.push(&format!("s.id IN ({places})"), ids.iter().map(|id| (*id).into()));
    let found = query.run(tx)?.iter().map(held).collect::<Result<Vec<Held<S>>>>()?;
    let of = |id: &&str| found.iter().find(|held| held.id == **id).cloned().ok_or(Error::NotFound);
    ids.iter().map(of).collect()
}

/// The numbers of ids, with the ids.
pub fn numbers(tx: &mut Tx<'_>, kind: &str, ids: &[&str]) -> Result<Vec<(String, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = Query::new(&format!("SELECT s.id, s.number FROM {kind} s WHERE "));
    let places = vec!["?"; ids.len()].join(", ");
    query.push(&format!("s.id IN ({places})"), ids.iter().map(|id| (*id).into()));
    query.run(tx)?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// A subject of a row of id, version and fold.
pub fn held<S: DeserializeOwned>(row: &Row) -> Result<Held<S>> {
    let fold: String = row.get(2)?;
    Ok(Held { id: row.get(0)?, version: row.get(1)?, state: serde_json::from_str(&fold)? })
}
