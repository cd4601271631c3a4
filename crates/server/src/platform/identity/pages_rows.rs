//! What the page 系统 shows: its rows, its choices, and what was typed into its forms.

use super::account::{Account, accounts};
use super::authority::{Flag, Permission};
use super::key::{ApiKey, keys};
use crate::platform::directory::{Directory, OfficerEntry};
use crate::platform::error::Result;
use crate::platform::reader::Read;
use crate::platform::web::{FieldProblem, Language, Page, minute};
use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{Department, DepartmentCode, OfficerId};
use std::collections::BTreeSet;

/// Rows of a table, at most; the filter by department leads to the others.
const ROWS_MAX: usize = 500;

/// `GET /system?department=YJJ`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    /// Code of a department; all where empty.
    department: String,
}

/// 新建账号.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AccountForm {
    /// Id of the officer.
    pub officer: String,
    /// As typed.
    pub username: String,
}

/// 新建密钥.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct KeyForm {
    /// Code of the department.
    pub department: String,
    /// As typed.
    pub name: String,
    push: Option<String>,
    receive: Option<String>,
    read: Option<String>,
}

/// What came with the request.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// Which department.
    pub filter: Filter,
    /// The form of an account.
    pub account: AccountForm,
    /// The form of a key.
    pub key: KeyForm,
}

/// One of a select.
pub(super) struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

/// One use of a key.
pub(super) struct FlagChoice {
    word: &'static str,
    is_chosen: bool,
}

/// An account with its officer.
pub(super) struct AccountRow {
    id: String,
    username: String,
    name: String,
    department: String,
    section: String,
    enabled: bool,
    /// Nobody disables the account by which they are here.
    is_own: bool,
}

/// A key.
pub(super) struct KeyRow {
    id: String,
    department: String,
    name: String,
    flags: Vec<&'static str>,
    created: String,
    /// Empty while it is good.
    revoked: String,
}

/// 系统.
#[derive(Template)]
#[template(path = "system/system.html")]
pub(super) struct SystemPage {
    page: Page,
    errors: Vec<FieldProblem>,
    typed: Typed,
    departments: Vec<Choice>,
    accounts: Vec<AccountRow>,
    officers: Vec<Choice>,
    manages_keys: bool,
    keys: Vec<KeyRow>,
    key_departments: Vec<Choice>,
    flags: Vec<FlagChoice>,
    is_cut: bool,
}

impl KeyForm {
    /// The uses that were ticked.
    pub(super) fn flags(&self) -> Vec<Flag> {
        let ticked = |flag: &Flag| match flag {
            Flag::Push => self.push.is_some(),
            Flag::Receive => self.receive.is_some(),
            Flag::Read => self.read.is_some(),
        };
        Flag::ALL.into_iter().filter(ticked).collect()
    }
}

impl SystemPage {
    /// Everything of one view.
    pub(super) fn read(read: &mut Read<'_, '_>, page: Page, typed: Typed, errors: Vec<FieldProblem>) -> Result<Self> {
        let manages_keys = page.may(Permission::ManageKeys);
        let all = accounts(read.tx())?;
        let keys = if manages_keys { keys(read.tx())? } else { Vec::new() };
        let language = page.visit().language();
        let names = Names { directory: read.directory(), today: local_date(read.now()), language };
        let own = page.caller().and_then(|caller| caller.account.as_deref());
        let wanted = typed.filter.department.as_str();
        let mut rows: Vec<_> = all.iter().filter_map(|account| names.account(account, wanted, own)).collect();
        let keys = keys.iter().filter(|key| wanted.is_empty() || key.department.as_str() == wanted);
        let mut keys: Vec<_> = keys.map(|key| names.key(key)).collect();
        let is_cut = rows.len() > ROWS_MAX || keys.len() > ROWS_MAX;
        rows.truncate(ROWS_MAX);
        keys.truncate(ROWS_MAX);
        let ticked = typed.key.flags();
        let flags = Flag::ALL.iter().map(|flag| FlagChoice { word: flag.as_str(), is_chosen: ticked.contains(flag) });
        Ok(Self {
            departments: names.departments(wanted),
            officers: names.officers(&all, wanted, &typed.account.officer),
            key_departments: names.departments(&typed.key.department),
            flags: flags.collect(),
            accounts: rows,
            keys,
            page,
            errors,
            typed,
            manages_keys,
            is_cut,
        })
    }

    fn wrong(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == name).map(|error| error.message.as_str())
    }
}

/// Names as of today in the language of the page.
struct Names<'d> {
    directory: &'d Directory,
    today: Date,
    language: Language,
}

impl Names<'_> {
    fn department(&self, department: &Department) -> String {
        match (&department.name_en, self.language) {
            (Some(english), Language::English) => english.clone(),
            _ => department.name_on(self.today).to_owned(),
        }
    }

    fn department_of(&self, code: &DepartmentCode) -> String {
        self.directory.department(code).map_or_else(|| code.to_string(), |found| self.department(found))
    }

    fn section(&self, entry: &OfficerEntry) -> String {
        let department = self.directory.department(&entry.officer.department);
        let section = entry.officer.section.as_ref().and_then(|code| department?.section(code));
        section.map(|section| section.name.clone()).unwrap_or_default()
    }

    /// The row of an account, if it is of the wanted department.
    fn account(&self, account: &Account, wanted: &str, own: Option<&str>) -> Option<AccountRow> {
        let entry = self.directory.officer(&account.officer);
        let code = entry.map(|entry| &entry.officer.department);
        if !wanted.is_empty() && code.map(DepartmentCode::as_str) != Some(wanted) {
            return None;
        }
        Some(AccountRow {
            id: account.id.clone(),
            username: account.username.clone(),
            name: entry.map(|entry| entry.card.name.clone()).unwrap_or_default(),
            department: code.map(|code| self.department_of(code)).unwrap_or_default(),
            section: entry.map(|entry| self.section(entry)).unwrap_or_default(),
            enabled: account.enabled,
            is_own: own == Some(account.id.as_str()),
        })
    }

    fn key(&self, key: &ApiKey) -> KeyRow {
        KeyRow {
            id: key.id.clone(),
            department: self.department_of(&key.department),
            name: key.name.clone(),
            flags: key.flags.iter().map(|flag| flag.as_str()).collect(),
            created: written(key.created_at),
            revoked: key.revoked_at.map(written).unwrap_or_default(),
        }
    }

    fn departments(&self, chosen: &str) -> Vec<Choice> {
        let standing = self.directory.departments().filter(|department| department.stands_on(self.today));
        let choice = |department: &Department| Choice {
            value: department.code.to_string(),
            label: self.department(department),
            is_chosen: department.code.as_str() == chosen,
        };
        standing.map(choice).collect()
    }

    /// Officers in office who have no account.
    fn officers(&self, accounts: &[Account], wanted: &str, chosen: &str) -> Vec<Choice> {
        let taken: BTreeSet<&OfficerId> = accounts.iter().map(|account| &account.officer).collect();
        let mut free: Vec<&OfficerEntry> = self
            .directory
            .officers()
            .filter(|entry| entry.officer.serves_on(self.today) && !taken.contains(&entry.officer.id))
            .filter(|entry| wanted.is_empty() || entry.officer.department.as_str() == wanted)
            .collect();
        free.sort_by_key(|entry| (&entry.officer.department, &entry.officer.section, &entry.officer.id));
        let label = |entry: &OfficerEntry| {
            let parts = [self.department_of(&entry.officer.department), self.section(entry), entry.card.name.clone()];
            let parts: Vec<String> = parts.into_iter().chain([entry.card.post.clone()]).collect();
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let choice = |entry: &OfficerEntry| Choice {
            value: entry.officer.id.to_string(),
            label: label(entry),
            is_chosen: entry.officer.id.as_str() == chosen,
        };
        free.into_iter().map(choice).collect()
    }
}

/// The name of a department at `now`; its code where it is not known.
pub(super) fn department_name(
    directory: &Directory,
    now: Timestamp,
    language: Language,
    code: &DepartmentCode,
) -> String {
    Names { directory, today: local_date(now), language }.department_of(code)
}

/// `2026-11-24 15:18`.
fn written(at: Timestamp) -> String {
    format!("{} {}", local_date(at), minute(at))
}
