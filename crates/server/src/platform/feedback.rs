//! 意见建议: what people say about the platform, for its administrators.

use crate::platform::act::Act;
use crate::platform::clock;
use crate::platform::error::{Error, Result};
use jiff::Timestamp;
use shenguan_db::Tx;
use shenguan_rules::party::{DepartmentCode, OfficerId};

/// Longest words.
pub const FEEDBACK_CHARACTERS_MAX: usize = 1_000;

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// `UUIDv7` text.
    pub id: String,
    /// For which department.
    pub department: DepartmentCode,
    /// Who; none for a department's system.
    pub officer: Option<OfficerId>,
    /// In these words.
    pub words: String,
    /// When.
    pub given_at: Timestamp,
}

/// Keeps the words of whoever acts. Refuses none and too many.
pub fn give_feedback(
    act: &mut Act<'_, '_>,
    department: &DepartmentCode,
    officer: Option<&OfficerId>,
    words: &str,
) -> Result<()> {
    let words = words.trim();
    match words.chars().count() {
        0 => return Err(Error::field("words", "FEEDBACK_MISSING")),
        count if count > FEEDBACK_CHARACTERS_MAX => return Err(Error::field("words", "FEEDBACK_TOO_LONG")),
        _ => {}
    }
    let (id, now) = (act.new_id(), act.now().as_microsecond());
    act.tx().execute(
        "INSERT INTO op_feedback (id, department, officer, words, given_at) VALUES ($1, $2, $3, $4, $5)",
        vec![id.into(), department.as_str().into(), officer.map(OfficerId::as_str).into(), words.into(), now.into()],
    );
    Ok(())
}

/// One page of it, the newest first, after a place.
pub fn feedback(tx: &mut Tx<'_>, after: Option<(i64, String)>, limit: usize) -> Result<Vec<Feedback>> {
    let (at, id) = after.unwrap_or((i64::MAX, String::new()));
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = tx.query(
        "SELECT id, department, officer, words, given_at FROM op_feedback \
         WHERE given_at < $1 OR (given_at = $1 AND id < $2) ORDER BY given_at DESC, id DESC LIMIT $3",
        &[at.into(), id.into(), limit.into()],
    )?;
    let read = |row: &shenguan_db::Row| {
        let officer = row.get::<Option<String>>(2)?;
        Ok(Feedback {
            id: row.get(0)?,
            department: DepartmentCode::parse(row.get::<String>(1)?).map_err(Error::fault)?,
            officer: officer.map(OfficerId::parse).transpose().map_err(Error::fault)?,
            words: row.get(3)?,
            given_at: clock::from_micros(row.get(4)?),
        })
    };
    rows.iter().map(read).collect()
}
