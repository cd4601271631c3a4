//! The smallest city that can push and answer: a bureau, an authority, an item, an agreement, a key for each.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shenguan_db::Database;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::subject::Actor;
use shenguan_server::agreement::acts::{list_item, sign_agreement};
use shenguan_server::exchange::sweep::DEEM;
use shenguan_server::party::acts::found_department;
use shenguan_server::platform::act::Act;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::error::{Error, Result as ActResult};
use shenguan_server::platform::identity::{Flag, NewKey, create_key};
use shenguan_server::platform::load::load;
use shenguan_server::platform::migrations::MIGRATIONS;

use super::error::{During, Result};
use super::kind::Side;

/// The jurisdiction.
pub(super) const CITY: &str = "210300";
/// The item of every permit.
pub(super) const ITEM: &str = "CRASH-001";
const SECTION: &str = "K1";
const FOUNDED_ON: &str = "2018-09-01";
/// A case is open for so many days; its statutory date is only shown.
const CASE_DAYS: i32 = 60;

/// A founded city, as its clients know it.
#[derive(Clone, Debug)]
pub(super) struct City {
    bureau: Office,
    authority: Office,
    /// When the harness founded it: what is pushed was concluded then. RFC 3339.
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
}

/// Founds the city in an empty database.
pub(super) fn found(url: &str) -> Result<City> {
    let database = Database::open(url).during("reading the url of the database")?;
    database.migrate(MIGRATIONS).during("migrating the database")?;
    let now = Clock::System.now();
    let today = local_date(now);
    let (bureau, authority) = load(&database, CITY, &[DEEM], |loader| {
        loader.act(now, &Actor::Setup, |act| {
            found_departments(act)?;
            agree(act)?;
            Ok((office(act, Side::Bureau)?, office(act, Side::Authority)?))
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

fn office(act: &mut Act<'_, '_>, side: Side) -> ActResult<Office> {
    let key = NewKey::fresh();
    let department = DepartmentCode::parse(side.code()).map_err(Error::refused)?;
    create_key(act, &key, &department, "测试", &Flag::ALL)?;
    Ok(Office { key: key.secret.into() })
}

fn typed<T: DeserializeOwned>(value: Value) -> ActResult<T> {
    Ok(serde_json::from_value(value)?)
}
