//! Accounts: a username and a password for an officer of the directory. Roles are not kept here; they are those in force.

use crate::platform::act::Act;
use crate::platform::error::{Error, FieldError, Result};
use crate::platform::web::Language;
use shenguan_db::{Row, Tx};
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::OfficerId;

/// An account, without its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// `UUIDv7` text.
    pub id: String,
    /// What is typed at login.
    pub username: String,
    /// Whose it is.
    pub officer: OfficerId,
    /// Whether it may log in.
    pub enabled: bool,
    /// How its pages look.
    pub preferences: Preferences,
}

/// How somebody wants the pages; what is none follows the cookie or the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// 中文 or English.
    pub language: Option<Language>,
    /// 字号.
    pub text_size: Option<TextSize>,
    /// 外观.
    pub theme: Option<Theme>,
    /// 单键操作: whether keys without Ctrl do something (WCAG 2.1.4); unless said, they do.
    pub single_keys: Option<bool>,
}

/// 字号.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// 100 %.
    #[default]
    Normal,
    /// 125 %.
    Large,
    /// 150 %.
    ExtraLarge,
}

/// 外观; dark is opt-in, never automatic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// 浅色.
    #[default]
    Light,
    /// 深色.
    Dark,
}

/// Longest username.
const USERNAME_CHARACTERS_MAX: usize = 64;
pub(super) const COLUMNS: &str = "id, username, officer, disabled_at, language, text_size, theme, single_keys";

impl TextSize {
    /// The word in the column, the cookie and `data-size`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "md",
            Self::Large => "lg",
            Self::ExtraLarge => "xl",
        }
    }

    /// The size of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Normal, Self::Large, Self::ExtraLarge].into_iter().find(|size| size.as_str() == word)
    }

    /// The next one that the button 大字 gives.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Normal => Self::Large,
            Self::Large => Self::ExtraLarge,
            Self::ExtraLarge => Self::Normal,
        }
    }
}

impl Theme {
    /// The word in the column, the cookie and `data-theme`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.as_str() == word)
    }
}

/// Makes an account for an officer of the directory; `password_hash` from `hash_password`. Gives its id. Refuses a username that is
/// taken or unfit, and an officer who is not there.
pub fn create_account(
    act: &mut Act<'_, '_>,
    username: &str,
    officer: &OfficerId,
    password_hash: &str,
) -> Result<String> {
    let username = username.trim();
    let fits = (1..=USERNAME_CHARACTERS_MAX).contains(&username.chars().count())
        && !username.chars().any(|character| character.is_control() || character.is_whitespace());
    if !fits {
        return Err(Error::field("username", "USERNAME_UNFIT"));
    }
    if act.directory()?.officer(officer).is_none() {
        return Err(Error::field("officer", "OFFICER_UNKNOWN"));
    }
    if act.tx().query_opt("SELECT 1 FROM op_account WHERE username = $1", &[username.into()])?.is_some() {
        return Err(Error::Invalid(vec![FieldError::new("username", "USERNAME_TAKEN")]));
    }
    let (id, now) = (act.new_id(), act.now().as_microsecond());
    act.tx().execute(
        "INSERT INTO op_account (id, username, officer, password, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6)",
        vec![
            id.as_str().into(),
            username.into(),
            officer.as_str().into(),
            password_hash.into(),
            now.into(),
            now.into(),
        ],
    );
    Ok(id)
}

/// The account of an id.
pub fn account_of(tx: &mut Tx<'_>, id: &str) -> Result<Option<Account>> {
    let sql = format!("SELECT {COLUMNS} FROM op_account WHERE id = $1");
    tx.query_opt(&sql, &[id.into()])?.map(|row| from_row(&row)).transpose()
}

/// Every account, by username.
pub fn accounts(tx: &mut Tx<'_>) -> Result<Vec<Account>> {
    let sql = format!("SELECT {COLUMNS} FROM op_account ORDER BY username");
    tx.query(&sql, &[])?.iter().map(from_row).collect()
}

/// Refuses an officer who is not in office, or who has an account already: one that is disabled is enabled again instead.
pub fn check_officer(act: &mut Act<'_, '_>, officer: &OfficerId) -> Result<()> {
    let today = local_date(act.now());
    if !act.directory()?.officer(officer).is_some_and(|entry| entry.officer.serves_on(today)) {
        return Err(Error::field("officer", "OFFICER_UNKNOWN"));
    }
    let sql = "SELECT 1 FROM op_account WHERE officer = $1";
    match act.tx().query_opt(sql, &[officer.as_str().into()])? {
        Some(_) => Err(Error::field("officer", "OFFICER_HAS_ACCOUNT")),
        None => Ok(()),
    }
}

/// Username and password hash of an account.
pub(super) fn password_of_id(tx: &mut Tx<'_>, id: &str) -> Result<Option<(String, String)>> {
    let row = tx.query_opt("SELECT username, password FROM op_account WHERE id = $1", &[id.into()])?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// Id and password hash of the enabled account with that username.
pub(super) fn password_of(tx: &mut Tx<'_>, username: &str) -> Result<Option<(String, String)>> {
    let sql = "SELECT id, password FROM op_account WHERE username = $1 AND disabled_at IS NULL";
    let row = tx.query_opt(sql, &[username.into()])?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

pub(super) fn set_password(act: &mut Act<'_, '_>, account: &str, password_hash: &str) {
    let now = act.now().as_microsecond();
    act.tx().execute_exactly(
        "UPDATE op_account SET password = $1, changed_at = $2 WHERE id = $3",
        vec![password_hash.into(), now.into(), account.into()],
        1,
    );
}

pub(super) fn set_disabled(act: &mut Act<'_, '_>, account: &str, disabled: bool) {
    let now = act.now().as_microsecond();
    act.tx().execute_exactly(
        "UPDATE op_account SET disabled_at = $1, changed_at = $2 WHERE id = $3",
        vec![disabled.then_some(now).into(), now.into(), account.into()],
        1,
    );
}

pub(super) fn set_preferences(act: &mut Act<'_, '_>, account: &str, preferences: Preferences) {
    act.tx().execute_exactly(
        "UPDATE op_account SET language = $1, text_size = $2, theme = $3, single_keys = $4 WHERE id = $5",
        vec![
            preferences.language.map(Language::as_str).into(),
            preferences.text_size.map(TextSize::as_str).into(),
            preferences.theme.map(Theme::as_str).into(),
            preferences.single_keys.map(|on| if on { "on" } else { "off" }).into(),
            account.into(),
        ],
        1,
    );
}

pub(super) fn from_row(row: &Row) -> Result<Account> {
    let word = |column| row.get::<Option<String>>(column);
    Ok(Account {
        id: row.get(0)?,
        username: row.get(1)?,
        officer: OfficerId::parse(row.get::<String>(2)?).map_err(Error::fault)?,
        enabled: row.get::<Option<i64>>(3)?.is_none(),
        preferences: Preferences {
            language: word(4)?.as_deref().and_then(Language::from_word),
            text_size: word(5)?.as_deref().and_then(TextSize::from_word),
            theme: word(6)?.as_deref().and_then(Theme::from_word),
            single_keys: word(7)?.map(|word| word == "on"),
        },
    })
}
