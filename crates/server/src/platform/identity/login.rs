//! Logging in and out. A wrong password and an unknown username look and cost the same.

use super::account::{self, Preferences};
use super::caller::{self, Caller, Credentials};
use super::key_use::Marks;
use super::limit::Limits;
use super::password::Passwords;
use super::session;
use crate::platform::act::Act;
use crate::platform::app::App;
use crate::platform::config::{LoginSettings, SessionSettings, Settings};
use crate::platform::error::{Error, Result};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use shenguan_rules::subject::Actor;

/// Accounts, sessions and keys of a running server; cheap to clone.
#[derive(Clone)]
pub struct Identity {
    pub(super) app: App,
    pub(super) passwords: Passwords,
    pub(super) marks: Marks,
    limits: Limits,
    pub(super) sessions: SessionSettings,
    pub(super) login: LoginSettings,
}

/// Why somebody is not logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginRefused {
    /// Username or password is wrong; which one is not said.
    Wrong {
        /// How often it may be tried again within the window; none where attempts are not counted.
        tries_left: Option<u32>,
    },
    /// Too many failures of this username.
    TooOften {
        /// Minutes until the window is over.
        minutes: u32,
    },
}

/// Somebody at the login page.
#[derive(Clone)]
pub struct Attempt {
    /// As typed.
    pub username: String,
    /// As typed.
    pub password: String,
    /// The client's address.
    pub address: String,
    /// The client's name of itself.
    pub user_agent: String,
}

impl Identity {
    /// Identity over a running platform.
    pub fn new(app: App, settings: &Settings) -> Result<Self> {
        Ok(Self {
            app,
            marks: Marks::default(),
            passwords: Passwords::new()?,
            limits: Limits::new(&settings.login, &settings.rates),
            sessions: settings.sessions.clone(),
            login: settings.login.clone(),
        })
    }

    /// Begins a session and gives its token, which stands nowhere else. `Error::TooMany` for an address that tries too often.
    pub async fn login(&self, attempt: Attempt) -> Result<Result<String, LoginRefused>> {
        self.limits.check_address(&attempt.address)?;
        let username = attempt.username.trim().to_owned();
        let failures = match self.count(&username).await? {
            Ok(failures) => failures,
            Err(refused) => return Ok(Err(refused)),
        };
        let name = username.clone();
        let found = self.app.read(move |read| account::password_of(read.tx(), &name)).await?;
        let (account, hash) = found.unzip();
        let right = self.passwords.verify(attempt.password, hash).await?;
        let Some(account) = account.filter(|_| right) else {
            tracing::info!(address = attempt.address, "a login was refused");
            let tries_left = self.login.limited.then(|| self.login.account_failures_max.saturating_sub(failures));
            return Ok(Err(LoginRefused::Wrong { tries_left }));
        };
        let token = session::new_secret();
        let (made, name) = (token.clone(), digest_of(&username));
        self.write(move |act| {
            session::begin(act, &account, &made, &attempt.address, &attempt.user_agent);
            act.tx().execute("DELETE FROM op_login_attempt WHERE username = $1", vec![name.as_str().into()]);
            Ok(())
        })
        .await?;
        Ok(Ok(token))
    }

    /// Ends the session of a token; an unknown one is no matter.
    pub async fn logout(&self, token: &str) -> Result<()> {
        let token = token.to_owned();
        self.write(move |act| {
            if let Some(found) = session::find(act.tx(), &token)? {
                session::end_session(act, &found.account, &found.id);
            }
            Ok(())
        })
        .await
    }

    /// Whose session a token is or was, for what its owner typed; that it lives is not said.
    pub async fn account_of_session(&self, token: &str) -> Result<Option<String>> {
        let token = token.to_owned();
        self.app.read(move |read| session::account_of_token(read.tx(), &token)).await
    }

    /// Sets a new password and ends every session of the account.
    pub async fn set_password(&self, actor: Actor, account: &str, password: String) -> Result<()> {
        self.check_password(&password)?;
        let hash = self.passwords.hash(password).await?;
        let account = account.to_owned();
        self.app
            .act(actor, move |act| {
                account::set_password(act, &account, &hash);
                session::end_all(act, &account);
                Ok(())
            })
            .await
    }

    /// A password that nobody chose: groups of four, without letters that look like others; as long as the settings ask, and
    /// 80 bits at least.
    pub fn fresh_password(&self) -> String {
        let least = usize::try_from(self.login.password_characters_min).unwrap_or(usize::MAX);
        super::password::fresh_password(least)
    }

    /// The hash of a password, for an act that makes an account.
    pub async fn hash(&self, password: String) -> Result<String> {
        self.check_password(&password)?;
        self.passwords.hash(password).await
    }

    /// Makes an account for an officer in office who has none; gives its id.
    pub async fn create_account(
        &self,
        actor: Actor,
        username: String,
        officer: shenguan_rules::party::OfficerId,
        password: String,
    ) -> Result<String> {
        self.check_password(&password)?;
        let hash = self.passwords.hash(password).await?;
        self.app
            .act(actor, move |act| {
                account::check_officer(act, &officer)?;
                account::create_account(act, &username, &officer, &hash)
            })
            .await
    }

    /// Lets an account log in, or not; its sessions end with it.
    pub async fn set_disabled(&self, actor: Actor, account: &str, disabled: bool) -> Result<()> {
        let account = account.to_owned();
        self.app
            .act(actor, move |act| {
                account::set_disabled(act, &account, disabled);
                if disabled {
                    session::end_all(act, &account);
                }
                Ok(())
            })
            .await
    }

    /// Keeps how the pages shall look.
    pub async fn set_preferences(&self, account: &str, preferences: Preferences) -> Result<()> {
        let account = account.to_owned();
        self.write(move |act| {
            account::set_preferences(act, &account, preferences);
            Ok(())
        })
        .await
    }

    /// Who calls with these credentials; nobody, if they are not or no more good. Counts a request of a key.
    pub async fn identify(&self, credentials: Credentials) -> Result<Option<Caller>> {
        let caller = self.identify_unseen(credentials).await?;
        if let Some(key) = caller.as_ref().and_then(|caller| caller.key.as_deref()) {
            self.limits.check_key(key)?;
            self.mark_seen(key).await?;
        }
        if let Some(seen) = caller.as_ref().and_then(|caller| caller.session_to_mark.clone()) {
            self.write(move |act| {
                session::seen(act, &seen);
                Ok(())
            })
            .await?;
        }
        Ok(caller)
    }

    /// The same for a request that a page makes by itself: nothing is counted, and the session grows idle all the same.
    pub async fn identify_unseen(&self, credentials: Credentials) -> Result<Option<Caller>> {
        let sessions = self.sessions.clone();
        let questions = caller::questions(&credentials);
        self.app.ask(questions, move |read, rows| caller::identify(read, &credentials, rows, &sessions)).await
    }

    /// Counts the attempt before the password is looked at, so that many at once do not slip through; the count with this one.
    pub(super) async fn count(&self, username: &str) -> Result<Result<u32, LoginRefused>> {
        if !self.login.limited {
            return Ok(Ok(0));
        }
        let (name, most) = (digest_of(username), self.login.account_failures_max);
        let window = SignedDuration::from_mins(self.login.account_window_minutes.into());
        let minutes = self.login.account_window_minutes;
        self.write(move |act| {
            let now = act.now();
            let since = (now - window).as_microsecond();
            act.tx().execute("DELETE FROM op_login_attempt WHERE tried_at <= $1", vec![since.into()]);
            let sql = "SELECT COUNT(*) FROM op_login_attempt WHERE username = $1";
            let failures: u32 = act.tx().query_one(sql, &[name.as_str().into()])?.get(0)?;
            if failures >= most {
                return Ok(Err(LoginRefused::TooOften { minutes }));
            }
            let id = act.new_id();
            act.tx().execute(
                "INSERT INTO op_login_attempt (id, username, tried_at) VALUES ($1, $2, $3)",
                vec![id.into(), name.as_str().into(), now.as_microsecond().into()],
            );
            Ok(Ok(failures + 1))
        })
        .await
    }

    fn check_password(&self, password: &str) -> Result<()> {
        let least = usize::try_from(self.login.password_characters_min).unwrap_or(usize::MAX);
        if password.chars().count() < least { Err(Error::field("password", "PASSWORD_TOO_SHORT")) } else { Ok(()) }
    }

    /// The rows of identity are written by the installation itself; none of them goes into the ledger.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        run: impl Fn(&mut Act<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.act(Actor::Setup, run).await
    }
}

pub(super) fn digest_of(username: &str) -> String {
    hex::encode(Sha256::digest(username))
}
