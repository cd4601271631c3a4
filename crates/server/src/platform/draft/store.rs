//! How drafts stand in the database. Each is its account's alone; what nobody looked at for long goes.

use super::typed::{Pairs, Typed, new_id};
use crate::platform::act::Act;
use crate::platform::clock;
use crate::platform::error::Result;
use jiff::{SignedDuration, Timestamp};
use shenguan_db::{Row, Tx};

/// A draft that was not saved again for so many days goes.
pub const DAYS_KEPT: i64 = 90;
/// Drafts of one account; one more, and the oldest goes.
pub const DRAFTS_MAX: i64 = 50;
/// What was typed without a known session waits so long for its writer.
pub(in crate::platform) const UNCLAIMED_MINUTES: i64 = 60;
/// So much of it waits at once, for it takes no login to leave something here.
const UNCLAIMED_MAX: i64 = 100;

/// A draft, as its writer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// 32 hexadecimal digits.
    pub id: String,
    /// Where its form stands.
    pub path: String,
    /// What its form is called.
    pub title: String,
    /// What was typed.
    pub fields: Pairs,
    /// One more each time it is saved.
    pub version: i64,
    /// When it was last saved.
    pub saved_at: Timestamp,
}

/// What saving came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Under which id it stands; another one where two pages had the same draft.
    pub id: String,
    /// To be sent with the next save.
    pub version: i64,
    /// When.
    pub saved_at: Timestamp,
    /// Whether another page had saved this draft meanwhile, so that this is a second one beside it.
    pub is_second: bool,
}

/// Whose a draft is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Somebody who is logged in.
    Account(String),
    /// The account of a session that lives no more; it never pushes out a draft to make room.
    Lapsed(String),
    /// Whoever has the claim, of which this is the SHA-256.
    Claim(Vec<u8>),
}

/// Saves what was typed; none where there is no room for it.
pub(super) fn save(act: &mut Act<'_, '_>, owner: &Owner, typed: &Typed) -> Result<Option<Saved>> {
    let fields = typed.json()?;
    let now = act.now();
    forget_old(act, now);
    let (column, value) = owner.column();
    let sql = format!("SELECT version, page, {column} = $2 FROM op_draft WHERE id = $1");
    let found = act.tx().query_opt(&sql, &[typed.id.as_str().into(), value.clone()])?;
    let mut is_second = false;
    if let Some(row) = found {
        let (version, page, is_ours): (i64, String, Option<bool>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        // A page that saved last may save again, whatever it knows of versions: an answer may have got lost on its way.
        if is_ours == Some(true) && (version == typed.version || page == typed.page) {
            act.tx().execute(
                "UPDATE op_draft SET path = $2, title = $3, fields = $4, version = $5, page = $6, saved_at = $7 WHERE id = $1",
                vec![
                    typed.id.as_str().into(),
                    typed.path.as_str().into(),
                    typed.title.as_str().into(),
                    fields.into(),
                    (version + 1).into(),
                    typed.page.as_str().into(),
                    now.as_microsecond().into(),
                ],
            );
            return Ok(Some(Saved { id: typed.id.clone(), version: version + 1, saved_at: now, is_second }));
        }
        is_second = true;
    }
    if !make_room(act, owner)? {
        return Ok(None);
    }
    let id = if is_second { new_id() } else { typed.id.clone() };
    let sql = format!(
        "INSERT INTO op_draft (id, {column}, path, title, fields, version, page, saved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    );
    act.tx().execute(
        &sql,
        vec![
            id.as_str().into(),
            value,
            typed.path.as_str().into(),
            typed.title.as_str().into(),
            fields.into(),
            1_i64.into(),
            typed.page.as_str().into(),
            now.as_microsecond().into(),
        ],
    );
    Ok(Some(Saved { id, version: 1, saved_at: now, is_second }))
}

/// A draft of an account.
pub(super) fn find(tx: &mut Tx<'_>, account: &str, id: &str, now: Timestamp) -> Result<Option<Draft>> {
    let sql = format!("{SELECT} WHERE account = $1 AND id = $2 AND saved_at > $3");
    tx.query_opt(&sql, &[account.into(), id.into(), oldest(now).into()])?.map(|row| draft(&row)).transpose()
}

/// The drafts of an account, the newest first.
pub(super) fn drafts_of(tx: &mut Tx<'_>, account: &str, now: Timestamp) -> Result<Vec<Draft>> {
    let sql = format!("{SELECT} WHERE account = $1 AND saved_at > $2 ORDER BY saved_at DESC, id");
    tx.query(&sql, &[account.into(), oldest(now).into()])?.iter().map(draft).collect()
}

/// How many drafts an account has.
pub(super) fn count(tx: &mut Tx<'_>, account: &str, now: Timestamp) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM op_draft WHERE account = $1 AND saved_at > $2";
    Ok(tx.query_one(sql, &[account.into(), oldest(now).into()])?.get(0)?)
}

/// Takes a draft of that account away; one that is not there is no matter.
pub(super) fn delete(act: &mut Act<'_, '_>, account: &str, id: &str) {
    act.tx().execute("DELETE FROM op_draft WHERE account = $1 AND id = $2", vec![account.into(), id.into()]);
}

/// Gives what waits under a claim to the account that logged in with it; whether there was anything.
pub(super) fn claim(act: &mut Act<'_, '_>, account: &str, claim: &[u8], id: &str) -> Result<bool> {
    let since = (act.now() - SignedDuration::from_mins(UNCLAIMED_MINUTES)).as_microsecond();
    let sql = "SELECT id FROM op_draft WHERE id = $1 AND claim = $2 AND saved_at > $3";
    if act.tx().query_opt(sql, &[id.into(), claim.into(), since.into()])?.is_none() {
        return Ok(false);
    }
    make_room(act, &Owner::Account(account.to_owned()))?;
    act.tx().execute("UPDATE op_draft SET account = $1, claim = NULL WHERE id = $2", vec![account.into(), id.into()]);
    Ok(true)
}

impl Owner {
    fn column(&self) -> (&'static str, shenguan_db::Value) {
        match self {
            Self::Account(account) | Self::Lapsed(account) => ("account", account.as_str().into()),
            Self::Claim(claim) => ("claim", claim.clone().into()),
        }
    }
}

/// Whether one more may stand; the oldest of an account makes room for what its owner types now.
fn make_room(act: &mut Act<'_, '_>, owner: &Owner) -> Result<bool> {
    let now = act.now();
    match owner {
        Owner::Account(account) => {
            let over = count(act.tx(), account, now)? + 1 - DRAFTS_MAX;
            if over > 0 {
                act.tx().execute(
                    "DELETE FROM op_draft WHERE id IN \
                     (SELECT id FROM op_draft WHERE account = $1 ORDER BY saved_at, id LIMIT $2)",
                    vec![account.as_str().into(), over.into()],
                );
            }
            Ok(true)
        }
        Owner::Lapsed(account) => Ok(count(act.tx(), account, now)? < DRAFTS_MAX),
        Owner::Claim(_) => {
            let sql = "SELECT COUNT(*) FROM op_draft WHERE account IS NULL";
            Ok(act.tx().query_one(sql, &[])?.get::<i64>(0)? < UNCLAIMED_MAX)
        }
    }
}

fn forget_old(act: &mut Act<'_, '_>, now: Timestamp) {
    let unclaimed = (now - SignedDuration::from_mins(UNCLAIMED_MINUTES)).as_microsecond();
    act.tx().execute(
        "DELETE FROM op_draft WHERE saved_at <= $1 OR (account IS NULL AND saved_at <= $2)",
        vec![oldest(now).into(), unclaimed.into()],
    );
}

/// What was last saved then, or before, is no more, whether or not it was taken away yet; microseconds since 1970.
fn oldest(now: Timestamp) -> i64 {
    (now - SignedDuration::from_hours(24 * DAYS_KEPT)).as_microsecond()
}

const SELECT: &str = "SELECT id, path, title, fields, version, saved_at FROM op_draft";

fn draft(row: &Row) -> Result<Draft> {
    let fields: String = row.get(3)?;
    Ok(Draft {
        id: row.get(0)?,
        path: row.get(1)?,
        title: row.get(2)?,
        fields: serde_json::from_str(&fields)?,
        version: row.get(4)?,
        saved_at: clock::from_micros(row.get(5)?),
    })
}
