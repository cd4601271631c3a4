//! 常用查询: the filters and the order that somebody named, per account.

use crate::platform::act::Act;
use crate::platform::error::{Error, FieldError, Result};
use crate::platform::reader::Question;
use shenguan_db::{Row, Tx};

/// So many of one account.
pub const VIEWS_MAX: usize = 20;
/// Longest name, in characters.
const NAME_CHARACTERS_MAX: usize = 20;
/// Longest query that is kept, in bytes.
const QUERY_BYTES_MAX: usize = 2000;

/// A view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The filters and the order, as the query of an address.
    pub query: String,
    /// Whether the register opens with it.
    pub is_default: bool,
}

/// What is asked for the views of an account.
pub fn views_question(account: &str) -> Question {
    let sql = "SELECT id, name, query, is_default FROM op_saved_view WHERE account = $1 ORDER BY id";
    (sql.to_owned(), vec![account.into()])
}

/// What is answered, in the order in which they were made.
pub fn views_found(rows: &[Row]) -> Result<Vec<SavedView>> {
    rows.iter().map(from_row).collect()
}

/// The views of an account.
pub fn views_of(tx: &mut Tx<'_>, account: &str) -> Result<Vec<SavedView>> {
    let (sql, values) = views_question(account);
    views_found(&tx.query(&sql, &values)?)
}

/// Keeps a view; refuses a name that is empty, too long or taken, and one view too many.
pub fn keep_view(act: &mut Act<'_, '_>, account: &str, name: &str, query: &str) -> Result<()> {
    let name = fit_name(act, account, name, None)?;
    if views_of(act.tx(), account)?.len() >= VIEWS_MAX {
        return Err(Error::Invalid(vec![FieldError::new("name", "VIEWS_TOO_MANY")]));
    }
    if query.len() > QUERY_BYTES_MAX {
        return Err(Error::Invalid(vec![FieldError::new("name", "VIEW_TOO_LONG")]));
    }
    let (id, now) = (act.new_id(), act.now().as_microsecond());
    act.tx().execute(
        "INSERT INTO op_saved_view (id, account, name, query, is_default, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        vec![id.into(), account.into(), name.into(), query.into(), 0_i64.into(), now.into()],
    );
    Ok(())
}

/// Gives a view of the account another name.
pub fn rename_view(act: &mut Act<'_, '_>, account: &str, id: &str, name: &str) -> Result<()> {
    own(act.tx(), account, id)?;
    let name = fit_name(act, account, name, Some(id))?;
    let sql = "UPDATE op_saved_view SET name = $1 WHERE id = $2";
    act.tx().execute_exactly(sql, vec![name.into(), id.into()], 1);
    Ok(())
}

/// Takes a view of the account away; gives its name.
pub fn remove_view(act: &mut Act<'_, '_>, account: &str, id: &str) -> Result<String> {
    let view = own(act.tx(), account, id)?;
    act.tx().execute_exactly("DELETE FROM op_saved_view WHERE id = $1", vec![id.into()], 1);
    Ok(view.name)
}

/// The register opens with this view of the account; with none where it did already.
pub fn prefer_view(act: &mut Act<'_, '_>, account: &str, id: &str) -> Result<()> {
    let view = own(act.tx(), account, id)?;
    act.tx().execute("UPDATE op_saved_view SET is_default = 0 WHERE account = $1", vec![account.into()]);
    if !view.is_default {
        act.tx().execute_exactly("UPDATE op_saved_view SET is_default = 1 WHERE id = $1", vec![id.into()], 1);
    }
    Ok(())
}

/// A view of somebody else is not there.
fn own(tx: &mut Tx<'_>, account: &str, id: &str) -> Result<SavedView> {
    let sql = "SELECT id, name, query, is_default FROM op_saved_view WHERE account = $1 AND id = $2";
    tx.query_opt(sql, &[account.into(), id.into()])?.as_ref().map(from_row).transpose()?.ok_or(Error::NotFound)
}

fn fit_name(act: &mut Act<'_, '_>, account: &str, name: &str, own: Option<&str>) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS_MAX || name.chars().any(char::is_control) {
        return Err(Error::Invalid(vec![FieldError::new("name", "VIEW_NAME_UNFIT")]));
    }
    let others = views_of(act.tx(), account)?;
    if others.iter().any(|view| view.name == name && own != Some(view.id.as_str())) {
        return Err(Error::Invalid(vec![FieldError::new("name", "VIEW_NAME_TAKEN")]));
    }
    Ok(name.to_owned())
}

fn from_row(row: &Row) -> Result<SavedView> {
    let is_default: i64 = row.get(3)?;
    Ok(SavedView { id: row.get(0)?, name: row.get(1)?, query: row.get(2)?, is_default: is_default != 0 })
}
