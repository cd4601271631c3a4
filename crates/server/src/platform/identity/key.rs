//! Keys of department systems: `sgk_` and 256 bits, shown once; the row keeps the SHA-256.

use super::authority::Flag;
use super::session::{digest, new_secret};
use crate::platform::act::Act;
use crate::platform::clock;
use crate::platform::error::{Error, Result};
use crate::platform::reader::Question;
use jiff::Timestamp;
use shenguan_db::{Row, Tx};
use shenguan_rules::party::DepartmentCode;

/// Before the bits, so that scanners of repositories know one when they see it.
const PREFIX: &str = "sgk_";
/// Longest name of a key.
const NAME_CHARACTERS_MAX: usize = 64;
const COLUMNS: &str = "id, department, name, flags, created_at, revoked_at";

/// A key, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// `UUIDv7` text.
    pub id: String,
    /// Whose system.
    pub department: DepartmentCode,
    /// What the department calls it.
    pub name: String,
    /// What it may be used for.
    pub flags: Vec<Flag>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// A key in the moment of its making.
#[derive(Clone)]
pub struct NewKey {
    /// What the client sends; shown once.
    pub secret: String,
}

impl NewKey {
    /// A fresh secret. Made outside the act, which may run twice.
    pub fn fresh() -> Self {
        Self { secret: format!("{PREFIX}{}", new_secret()) }
    }

    /// A secret that exists already: the demo city keeps its keys.
    pub fn known(secret: String) -> Self {
        Self { secret }
    }
}

/// Makes a key for a department of the directory; gives its id.
pub fn create_key(
    act: &mut Act<'_, '_>,
    new: &NewKey,
    department: &DepartmentCode,
    name: &str,
    flags: &[Flag],
) -> Result<String> {
    if act.directory()?.department(department).is_none() {
        return Err(Error::field("department", "DEPARTMENT_UNKNOWN"));
    }
    if name.trim().is_empty() || name.chars().count() > NAME_CHARACTERS_MAX {
        return Err(Error::field("name", "KEY_NAME_UNFIT"));
    }
    if flags.is_empty() {
        return Err(Error::field("flags", "KEY_FLAGS_MISSING"));
    }
    let (id, now) = (act.new_id(), act.now().as_microsecond());
    let words: Vec<&str> = flags.iter().map(|flag| flag.as_str()).collect();
    act.tx().execute(
        "INSERT INTO op_api_key (id, secret, department, name, flags, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        vec![
            id.as_str().into(),
            digest(&new.secret).into(),
            department.as_str().into(),
            name.trim().into(),
            words.join(" ").into(),
            now.into(),
        ],
    );
    Ok(id)
}

/// Revokes a key; the next request with it is refused. Revoking twice changes nothing.
pub fn revoke_key(act: &mut Act<'_, '_>, id: &str) -> Result<()> {
    if act.tx().query_opt("SELECT 1 FROM op_api_key WHERE id = $1", &[id.into()])?.is_none() {
        return Err(Error::NotFound);
    }
    let now = act.now().as_microsecond();
    act.tx().execute(
        "UPDATE op_api_key SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL",
        vec![now.into(), id.into()],
    );
    Ok(())
}

/// What is asked for the key of a secret, unless it was revoked; nothing for what is no secret of a key.
pub(super) fn questions(secret: &str) -> Vec<Question> {
    let sql = format!("SELECT {COLUMNS} FROM op_api_key WHERE secret = $1 AND revoked_at IS NULL");
    secret.starts_with(PREFIX).then(|| (sql, vec![digest(secret).into()])).into_iter().collect()
}

/// What is answered.
pub(super) fn found(rows: &[Vec<Row>]) -> Result<Option<ApiKey>> {
    rows.iter().flatten().next().map(from_row).transpose()
}

/// The keys of a department, revoked ones too, the newest first; at most 100.
pub fn keys_of(tx: &mut Tx<'_>, department: &DepartmentCode) -> Result<Vec<ApiKey>> {
    let sql = format!("SELECT {COLUMNS} FROM op_api_key WHERE department = $1 ORDER BY created_at DESC LIMIT 100");
    tx.query(&sql, &[department.as_str().into()])?.iter().map(from_row).collect()
}

/// Every key, revoked ones too, the newest first.
pub fn keys(tx: &mut Tx<'_>) -> Result<Vec<ApiKey>> {
    let sql = format!("SELECT {COLUMNS} FROM op_api_key ORDER BY created_at DESC, id DESC");
    tx.query(&sql, &[])?.iter().map(from_row).collect()
}

/// The key of an id.
pub fn key_of(tx: &mut Tx<'_>, id: &str) -> Result<Option<ApiKey>> {
    let sql = format!("SELECT {COLUMNS} FROM op_api_key WHERE id = $1");
    tx.query_opt(&sql, &[id.into()])?.map(|row| from_row(&row)).transpose()
}

fn from_row(row: &Row) -> Result<ApiKey> {
    Ok(ApiKey {
        id: row.get(0)?,
        department: DepartmentCode::parse(row.get::<String>(1)?).map_err(Error::fault)?,
        name: row.get(2)?,
        flags: row.get::<&str>(3)?.split(' ').filter_map(Flag::from_word).collect(),
        created_at: clock::from_micros(row.get(4)?),
        revoked_at: row.get::<Option<i64>>(5)?.map(clock::from_micros),
    })
}
