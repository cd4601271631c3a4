//! Sessions: a 256-bit token in a `__Host-` cookie, its SHA-256 in a row. Looked up at each request, so that ending one is seen at
//! the next.

use super::account::{self, Account};
use crate::platform::act::Act;
use crate::platform::clock;
use crate::platform::config::SessionSettings;
use crate::platform::error::{Error, Result};
use crate::platform::reader::Question;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use shenguan_db::{Row, Tx};
use std::collections::BTreeMap;

/// Secure, `HttpOnly`, SameSite=Lax, Path=/.
pub const SESSION_COOKIE: &str = "__Host-session";
/// `seen_at` is written again after so long, not at each request.
const SEEN_STEP: SignedDuration = SignedDuration::from_mins(5);
/// The session of a token, unless it was ended.
const FIND: &str = "SELECT id, account, created_at, seen_at, address, user_agent FROM op_session \
                    WHERE token = $1 AND ended_at IS NULL";
/// Longer names of browsers are cut.
const USER_AGENT_CHARACTERS_MAX: usize = 200;

/// A session, for its owner's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// `UUIDv7` text; not the token.
    pub id: String,
    /// Whose.
    pub account: String,
    /// When it began.
    pub created_at: Timestamp,
    /// The last request, to five minutes.
    pub seen_at: Timestamp,
    /// From which address.
    pub address: String,
    /// With which browser.
    pub user_agent: String,
}

impl Session {
    /// Whether it lives at `now`.
    pub fn is_alive(&self, now: Timestamp, settings: &SessionSettings) -> bool {
        let minutes = |count: u32| SignedDuration::from_mins(count.into());
        now.duration_since(self.seen_at) < minutes(settings.idle_minutes)
            && now.duration_since(self.created_at) < minutes(settings.absolute_minutes)
    }

    /// Whether the request of `now` is to be written down.
    pub fn needs_seen(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen_at) >= SEEN_STEP
    }
}

/// A new secret: 256 bits in hexadecimal.
pub(super) fn new_secret() -> String {
    hex::encode(clock::random::<32>())
}

/// What is kept of a secret.
pub(super) fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}

/// Begins a session under a token that was made outside the act.
pub(super) fn begin(act: &mut Act<'_, '_>, account: &str, token: &str, address: &str, user_agent: &str) {
    let (id, now) = (act.new_id(), act.now().as_microsecond());
    let user_agent: String = user_agent.chars().take(USER_AGENT_CHARACTERS_MAX).collect();
    act.tx().execute(
        "INSERT INTO op_session (id, token, account, created_at, seen_at, address, user_agent) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        vec![
            id.into(),
            digest(token).into(),
            account.into(),
            now.into(),
            now.into(),
            address.into(),
            user_agent.into(),
        ],
    );
}

/// What is asked for the session of a token, unless it was ended, and for the account of that session.
pub(super) fn questions(token: &str) -> Vec<Question> {
    let account = format!(
        "SELECT {} FROM op_account WHERE id = (SELECT account FROM op_session WHERE token = $1 AND ended_at IS NULL)",
        account::COLUMNS
    );
    let token = digest(token);
    vec![(FIND.to_owned(), vec![token.clone().into()]), (account, vec![token.into()])]
}

/// What is answered; whether the session still lives is for the caller to ask.
pub(super) fn found(rows: &[Vec<Row>]) -> Result<Option<(Session, Option<Account>)>> {
    let [sessions, accounts] = rows else { return Err(Error::fault("two questions have two answers")) };
    let Some(session) = sessions.first() else { return Ok(None) };
    Ok(Some((from_row(session)?, accounts.first().map(account::from_row).transpose()?)))
}

/// The session of a token, unless it was ended; whether it still lives is for the caller to ask.
pub(super) fn find(tx: &mut Tx<'_>, token: &str) -> Result<Option<Session>> {
    tx.query_opt(FIND, &[digest(token).into()])?.map(|row| from_row(&row)).transpose()
}

/// Whose session a token is, or was before it ended.
pub(super) fn account_of_token(tx: &mut Tx<'_>, token: &str) -> Result<Option<String>> {
    let sql = "SELECT account FROM op_session WHERE token = $1";
    Ok(tx.query_opt(sql, &[digest(token).into()])?.map(|row| row.get(0)).transpose()?)
}

/// The sessions of an account that were not ended, the newest first; at most 100.
pub fn sessions_of(tx: &mut Tx<'_>, account: &str) -> Result<Vec<Session>> {
    let sql = "SELECT id, account, created_at, seen_at, address, user_agent FROM op_session \
               WHERE account = $1 AND ended_at IS NULL ORDER BY created_at DESC LIMIT 100";
    tx.query(sql, &[account.into()])?.iter().map(from_row).collect()
}

/// When each account last logged in.
pub fn last_logins(tx: &mut Tx<'_>) -> Result<BTreeMap<String, Timestamp>> {
    let rows = tx.query("SELECT account, MAX(created_at) FROM op_session GROUP BY account", &[])?;
    rows.iter().map(|row| Ok((row.get(0)?, clock::from_micros(row.get(1)?)))).collect()
}

/// Ends a session of that account; what is ended already stays so.
pub fn end_session(act: &mut Act<'_, '_>, account: &str, session: &str) {
    let now = act.now().as_microsecond();
    act.tx().execute(
        "UPDATE op_session SET ended_at = $1 WHERE account = $2 AND id = $3 AND ended_at IS NULL",
        vec![now.into(), account.into(), session.into()],
    );
}

/// Ends every session of an account but that of a token; gives how many there were.
pub(super) fn end_others(act: &mut Act<'_, '_>, account: &str, token: &str) -> Result<usize> {
    let own = find(act.tx(), token)?.map(|session| session.id).unwrap_or_default();
    let others: Vec<Session> =
        sessions_of(act.tx(), account)?.into_iter().filter(|session| session.id != own).collect();
    for session in &others {
        end_session(act, account, &session.id);
    }
    Ok(others.len())
}

/// Ends every session of an account.
pub(super) fn end_all(act: &mut Act<'_, '_>, account: &str) {
    let now = act.now().as_microsecond();
    act.tx().execute(
        "UPDATE op_session SET ended_at = $1 WHERE account = $2 AND ended_at IS NULL",
        vec![now.into(), account.into()],
    );
}

pub(super) fn seen(act: &mut Act<'_, '_>, session: &str) {
    let now = act.now().as_microsecond();
    act.tx().execute("UPDATE op_session SET seen_at = $1 WHERE id = $2", vec![now.into(), session.into()]);
}

fn from_row(row: &shenguan_db::Row) -> Result<Session> {
    Ok(Session {
        id: row.get(0)?,
        account: row.get(1)?,
        created_at: clock::from_micros(row.get(2)?),
        seen_at: clock::from_micros(row.get(3)?),
        address: row.get(4)?,
        user_agent: row.get(5)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(created: i64, seen: i64) -> Session {
        Session {
            id: "s".into(),
            account: "a".into(),
            created_at: Timestamp::from_second(created).unwrap(),
            seen_at: Timestamp::from_second(seen).unwrap(),
            address: String::new(),
            user_agent: String::new(),
        }
    }

    #[test]
    fn a_session_ends_by_idleness_and_by_age() {
        let settings = SessionSettings { idle_minutes: 10, absolute_minutes: 60 };
        let at = |minutes: i64| Timestamp::from_second(minutes * 60).unwrap();
        assert!(session(0, 0).is_alive(at(9), &settings));
        assert!(!session(0, 0).is_alive(at(10), &settings), "the tenth minute is over");
        assert!(session(0, 55 * 60).is_alive(at(59), &settings));
        assert!(!session(0, 59 * 60).is_alive(at(60), &settings));
    }

    #[test]
    fn two_secrets_differ_and_have_256_bits() {
        let (one, other) = (new_secret(), new_secret());
        assert_ne!(one, other);
        assert_eq!(one.len(), 64);
    }
}
