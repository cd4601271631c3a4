//! What somebody does to the own account: another password, an end to sessions elsewhere.

use super::login::{Identity, LoginRefused, digest_of};
use super::{account, session};
use crate::platform::error::{Error, FieldError, Result};
use jiff::Timestamp;

/// A session of the own account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSession {
    /// When it began.
    pub created_at: Timestamp,
    /// The last request, to five minutes.
    pub seen_at: Timestamp,
    /// From which address.
    pub address: String,
    /// The browser's name of itself.
    pub user_agent: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

impl Identity {
    /// How many characters a password has at least.
    pub fn password_characters_min(&self) -> u32 {
        self.login.password_characters_min
    }

    /// The sessions of an account that live, the newest first.
    pub async fn own_sessions(&self, account: &str, token: &str) -> Result<Vec<OwnSession>> {
        let (account, token, settings) = (account.to_owned(), token.to_owned(), self.sessions.clone());
        let read = self.app.read(move |read| {
            let now = read.now();
            let this = session::find(read.tx(), &token)?.map(|session| session.id);
            let all = session::sessions_of(read.tx(), &account)?;
            let living = all.into_iter().filter(|session| session.is_alive(now, &settings));
            Ok(living
                .map(|session| OwnSession {
                    is_this: this.as_ref() == Some(&session.id),
                    created_at: session.created_at,
                    seen_at: session.seen_at,
                    address: session.address,
                    user_agent: session.user_agent,
                })
                .collect())
        });
        read.await
    }

    /// Ends every other session of the account.
    pub async fn end_other_sessions(&self, account: &str, token: &str) -> Result<usize> {
        let (account, token) = (account.to_owned(), token.to_owned());
        self.write(move |act| session::end_others(act, &account, &token)).await
    }

    /// Another password for the own account. Every other session ends; whoever is at it is asked for the password that was, as often as
    /// at a login.
    pub async fn change_password(&self, account: &str, token: &str, current: String, new: String) -> Result<()> {
        if new == current {
            return Err(Error::field("new", "PASSWORD_NOT_NEW"));
        }
        self.check_own_password(&new)?;
        let id = account.to_owned();
        let found = self.app.read(move |read| account::password_of_id(read.tx(), &id)).await?;
        let (username, hash) = found.ok_or(Error::NotFound)?;
        if let Err(LoginRefused::TooOften { minutes }) = self.count(&username).await? {
            let mut refused = FieldError::new("current", "PASSWORD_TRIED_TOO_OFTEN");
            refused.arguments.push(("minutes", minutes.to_string()));
            return Err(Error::Invalid(vec![refused]));
        }
        if !self.passwords.verify(current, Some(hash)).await? {
            return Err(Error::field("current", "PASSWORD_WRONG"));
        }
        let hash = self.passwords.hash(new).await?;
        let (account, token, name) = (account.to_owned(), token.to_owned(), digest_of(&username));
        self.write(move |act| {
            account::set_password(act, &account, &hash);
            session::end_others(act, &account, &token)?;
            act.tx().execute("DELETE FROM op_login_attempt WHERE username = $1", vec![name.as_str().into()]);
            Ok(())
        })
        .await
    }

    fn check_own_password(&self, password: &str) -> Result<()> {
        let least = usize::try_from(self.login.password_characters_min).unwrap_or(usize::MAX);
        if password.chars().count() < least { Err(Error::field("new", "PASSWORD_TOO_SHORT")) } else { Ok(()) }
    }
}
