//! One login for each role of the demo city and one key for each department, generated anew for each city and shown.

use super::founding::{People, code, role_of};
use crate::demo::{City, Officer};
use serde::{Deserialize, Serialize};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::platform::clock::random;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::identity::{Flag, NewKey, create_account, create_key, hash_password};
use shenguan_server::platform::load::Loader;
use std::thread;

/// Who may log in: keys of the plan. Both sides, every role of 二(二), the overseers of 三(三), two administrators so that one can
/// confirm what the other proposes.
const SHOWN: [&str; 11] = [
    "xzsp-03-liaison",
    "xzsp-03-head",
    "yjgl-01-liaison",
    "yjgl-01-head",
    "scjg-overall",
    "scjg-02-head",
    "xzsp-leader",
    "xzsp-principal",
    "zdc-01-head",
    "xzsp-admin-1",
    "xzsp-admin-2",
];
/// Without letters and digits that look alike.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const PASSWORD_CHARACTERS: usize = 12;
const KEY_NAME: &str = "演示";

/// Everything that opens the demo city. Kept in its database, which is made up and listens on loopback only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logins {
    /// One for each role and side.
    pub logins: Vec<Login>,
    /// One for each department, the bureau's first.
    pub api_keys: Vec<ApiKey>,
}

/// A login.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// The word of the role: `liaison_officer`.
    pub role: String,
    /// 姓名, made up.
    pub name: String,
    /// Department code.
    pub department: String,
    /// What is typed at login.
    pub username: String,
    /// The same.
    pub password: String,
}

/// A key of a department's system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKey {
    /// Department code.
    pub department: String,
    /// `Authorization: Bearer KEY`.
    pub key: String,
}

impl Logins {
    /// New passwords and keys for a city.
    pub(crate) fn fresh(city: &City) -> Result<Self> {
        let logins = SHOWN.iter().map(|key| Ok(login(officer(city, key)?))).collect::<Result<_>>()?;
        let key = |department: &crate::demo::Department| ApiKey {
            department: department.code.to_owned(),
            key: NewKey::fresh().secret,
        };
        Ok(Self { logins, api_keys: city.departments.iter().map(key).collect() })
    }

    /// The hashes of the passwords, two at a time: each takes some tens of milliseconds.
    pub(crate) fn hashes(&self) -> Result<Vec<String>> {
        let (one, other) = self.logins.split_at(self.logins.len() / 2);
        let all = |logins: &[Login]| logins.iter().map(|login| hash_password(&login.password)).collect();
        let (one, other): (Result<Vec<String>>, Result<Vec<String>>) = thread::scope(|scope| {
            let other = scope.spawn(|| all(other));
            (all(one), other.join().unwrap_or_else(|_| Err(Error::fault("a password could not be hashed"))))
        });
        Ok(one?.into_iter().chain(other?).collect())
    }

    /// Makes the accounts and the keys.
    pub(crate) fn enter(&self, loader: &mut Loader<'_, '_>, people: &People, hashes: &[String]) -> Result<()> {
        let now = loader.now();
        for (login, hash) in self.logins.iter().zip(hashes) {
            let officer = people.get(&login.username).and_then(Actor::officer);
            let officer = officer.ok_or_else(|| Error::fault(format!("{} is nobody", login.username)))?;
            loader.act(now, &Actor::Setup, |act| create_account(act, &login.username, officer, hash))?;
        }
        for api_key in &self.api_keys {
            let (department, new) = (code(&api_key.department)?, NewKey::known(api_key.key.clone()));
            loader.act(now, &Actor::Setup, |act| create_key(act, &new, &department, KEY_NAME, &Flag::ALL))?;
        }
        Ok(())
    }
}

fn officer<'a>(city: &'a City, key: &str) -> Result<&'a Officer> {
    let found = city.officers.iter().find(|officer| officer.key == key);
    found.ok_or_else(|| Error::fault(format!("the city has no officer {key}")))
}

fn login(officer: &Officer) -> Login {
    // The last role is the particular one: an overseer is a responsible officer too.
    let role = officer.roles.last().map_or("", |role| role_of(*role).as_str());
    Login {
        role: role.to_owned(),
        name: officer.name.clone(),
        department: officer.department.to_owned(),
        username: officer.key.clone(),
        password: random::<PASSWORD_CHARACTERS>()
            .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
            .iter()
            .collect(),
    }
}

impl Logins {
    /// For people: where to click, who may log in, what a client sends.
    pub(crate) fn words(&self, url: &str, now: &str) -> String {
        let mut lines = vec![format!("演示城市已就绪  {url}"), format!("城市时间        {now}"), String::new()];
        lines.push(row(["角色", "部门", "姓名", "用户名", "口令"]));
        for login in &self.logins {
            let role = Role::ALL.into_iter().find(|role| role.as_str() == login.role).map_or("", Role::zh);
            lines.push(row([role, &login.department, &login.name, &login.username, &login.password]));
        }
        lines.extend([String::new(), "接口密钥（Authorization: Bearer 密钥）".to_owned()]);
        lines.extend(self.api_keys.iter().map(|key| format!("{:<10}{}", key.department, key.key)));
        lines.extend([String::new(), "按 Ctrl+C 停止".to_owned()]);
        lines.join("\n")
    }
}

/// A line of the table of logins.
fn row(columns: [&str; 5]) -> String {
    const WIDTHS: [usize; 5] = [14, 8, 8, 20, 0];
    let padded = columns.iter().zip(WIDTHS).map(|(column, width)| {
        let spaces = usize::max(width.saturating_sub(display_width(column)), 1);
        format!("{column}{}", " ".repeat(spaces))
    });
    padded.collect::<Vec<_>>().concat().trim_end().to_owned()
}

/// Columns on a terminal: Chinese characters take two.
fn display_width(text: &str) -> usize {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}
