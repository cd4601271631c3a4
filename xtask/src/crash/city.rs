//! The smallest city that can do everything that the harness asks: a bureau and an authority, an item, an agreement; for each office
//! a key, an officer and a leader with accounts, and codes under which its letters are numbered.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shenguan_db::Database;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::subject::Actor;
use shenguan_server::agreement::acts::{list_item, sign_agreement};
use shenguan_server::channel::acts::reserve_code;
use shenguan_server::exchange::sweep::DEEM;
use shenguan_server::party::acts::{enlist_officer, found_department};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::error::{Error, Result as ActResult};
use shenguan_server::platform::identity::{Flag, NewKey, create_account, create_key, hash_password};
use shenguan_server::platform::load::load;
use shenguan_server::platform::migrations::MIGRATIONS;
use shenguan_server::roster::acts::designate;

use super::error::{During, Result};
use super::kind::Side;

/// The jurisdiction.
pub(super) const CITY: &str = "210300";
/// The item of every permit.
pub(super) const ITEM: &str = "CRASH-001";
/// Of every account.
pub(super) const PASSWORD: &str = "ceshi-kouling-2026";
const SECTION: &str = "K1";
const FOUNDED_ON: &str = "2018-09-01";
/// A case is open for so many days; its statutory date is only shown.
const CASE_DAYS: i32 = 60;

/// A founded city, as its clients know it.
#[derive(Clone, Debug)]
pub(super) struct City {
    bureau: Office,
    authority: Office,
    /// When the harness founded it: what is pushed was concluded then, and calls were held. RFC 3339.
    pub(super) founded_at: String,
    /// On which day.
    pub(super) founded_on: String,
    /// 法定办结日期 of every open case.
    pub(super) statutory_due_on: String,
}

/// One of the two offices.
#[derive(Clone, Debug)]
pub(super) struct Office {
    /// Secret of its key.
    pub(super) key: Arc<str>,
    /// Its responsible officer.
    pub(super) officer: Person,
    /// Its principal leader.
    pub(super) leader: Person,
}

/// Somebody with an account.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) username: String,
}

/// Founds the city in an empty database.
pub(super) fn found(url: &str) -> Result<City> {
    let database = Database::open(url).during("reading the url of the database")?;
    database.migrate(MIGRATIONS).during("migrating the database")?;
    let now = Clock::System.now();
    let today = local_date(now);
    let password = hash_password(PASSWORD).during("hashing the password")?;
    let (bureau, authority) = load(&database, CITY, &[DEEM], |loader| {
        loader.act(now, &Actor::Setup, |act| {
            found_departments(act)?;
            agree(act)?;
            Ok((office(act, Side::Bureau, &password)?, office(act, Side::Authority, &password)?))
        })
    })
    .during("founding the city")?;
    let statutory_due_on = (0..CASE_DAYS).try_fold(today, |day, _| day.tomorrow()).during("counting days")?;
    Ok(City {
        bureau,
        authority,
        founded_at: now.to_string(),
        founded_on: today.to_string(),
        statutory_due_on: statutory_due_on.to_string(),
    })
}

impl City {
    pub(super) fn office(&self, side: Side) -> &Office {
        match side {
            Side::Bureau => &self.bureau,
            Side::Authority => &self.authority,
        }
    }
}

impl Side {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Bureau => "SPJ",
            Self::Authority => "YJJ",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Bureau => "市行政审批局（测试）",
            Self::Authority => "市应急管理局（测试）",
        }
    }

    /// 机关代字 of its letters and of its notices.
    fn issuing_codes(self) -> [(&'static str, &'static str); 2] {
        match self {
            Self::Bureau => [("letter", "测审函"), ("notice", "测审发")],
            Self::Authority => [("letter", "测应急函"), ("notice", "测应急发")],
        }
    }
}

fn found_departments(act: &mut Act<'_, '_>) -> ActResult<()> {
    for (side, word) in [(Side::Bureau, "approval"), (Side::Authority, "regulation")] {
        let request = json!({
            "code": side.code(), "side": word, "name": side.name(), "short_name": side.name(), "founded_on": FOUNDED_ON,
            "sections": [{"code": SECTION, "name": "测试科"}],
        });
        found_department(act, CITY, &typed(request)?)?;
    }
    Ok(())
}

fn agree(act: &mut Act<'_, '_>) -> ActResult<()> {
    let item = json!({
        "code": ITEM, "scheme": "TEST", "name": "测试事项", "bureau_section": SECTION, "from": FOUNDED_ON,
    });
    list_item(act, &typed(item)?)?;
    let agreement = json!({
        "document": "测试移交〔2018〕1号", "authority": Side::Authority.code(), "signed_on": FOUNDED_ON, "from": FOUNDED_ON,
        "lines": [{
            "item": ITEM, "section": SECTION, "role": "trade", "lead": true, "clause": "第3条第2款", "from": FOUNDED_ON,
        }],
    });
    sign_agreement(act, &typed(agreement)?)?;
    Ok(())
}

/// Whoever acts for an office, and the codes under which its letters are numbered.
fn office(act: &mut Act<'_, '_>, side: Side, password: &str) -> ActResult<Office> {
    let key = NewKey::fresh();
    let department = DepartmentCode::parse(side.code()).map_err(Error::refused)?;
    create_key(act, &key, &department, "测试", &Flag::ALL)?;
    for (kind, code) in side.issuing_codes() {
        let request = json!({"code": code, "office": side.code(), "channel": "letter", "kind": kind});
        reserve_code(act, &typed(request)?)?;
    }
    Ok(Office {
        key: key.secret.into(),
        officer: person(act, side, "responsible_officer", Some(SECTION), password)?,
        leader: person(act, side, "principal_leader", None, password)?,
    })
}

fn person(act: &mut Act<'_, '_>, side: Side, role: &str, section: Option<&str>, password: &str) -> ActResult<Person> {
    let username = format!("{}-{role}", side.code().to_lowercase());
    let card = json!({
        "department": side.code(), "section": section, "name": format!("测试{username}"), "post": "测试职务",
        "contact": "0412-5550001",
    });
    let officer = enlist_officer(act, &typed(card)?)?;
    let named = json!({
        "officer": officer.as_str(), "section": section, "role": role, "from": FOUNDED_ON, "basis": "测试函〔2018〕1号",
    });
    designate(act, &typed(named)?)?;
    create_account(act, &username, &officer, password)?;
    Ok(Person { id: officer.to_string(), username })
}

fn typed<T: DeserializeOwned>(value: Value) -> ActResult<T> {
    Ok(serde_json::from_value(value)?)
}
