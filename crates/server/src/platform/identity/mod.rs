//! Who calls, what they may do, and what they may see: accounts, sessions, keys of department systems, the authorization table.
//! 「具体业务交流、交接由责任人和联络人负责」, 二(三)¶2: an account is an officer of the directory, its roles those in force.

mod account;
mod authority;
mod caller;
mod key;
mod key_use;
mod limit;
mod login;
mod own;
pub mod pages;
mod pages_accounts;
mod pages_keys;
mod pages_secret;
mod password;
mod scope;
mod session;

pub use account::{Account, Preferences, TextSize, Theme, account_of, accounts, check_officer, create_account};
pub use authority::{Flag, Grant, Permission, Relation, Who, permits, permits_as, who_may};
pub use caller::{Caller, Credentials, Person, caller_of_account};
pub use key::{ApiKey, NewKey, create_key, key_of, keys, keys_of, revoke_key};
pub use key_use::{KeyUse, entries_after, key_uses};
pub use limit::Limits;
pub use login::{Attempt, Identity, LoginRefused};
pub use own::OwnSession;
pub use password::{Passwords, hash_password};
pub use scope::Scope;
pub use session::{SESSION_COOKIE, Session, end_session, last_logins, sessions_of};
