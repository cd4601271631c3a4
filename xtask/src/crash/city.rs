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

/// The jurisdiction.
pub(super) const CITY: &str = "210300";
const BUREAU: &str = "SPJ";
const AUTHORITY: &str = "YJJ";
const ITEM: &str = "CRASH-001";

/// A founded city, as its clients know it.
#[derive(Clone, Debug)]
pub(super) struct City {
    /// Secret of the bureau's key.
    pub(super) bureau: Arc<str>,
    /// Secret of the authority's key.
    pub(super) authority: Arc<str>,
    /// When everything that is pushed was concluded, RFC 3339.
    concluded_at: String,
    /// On which day.
    decided_on: String,
}

/// Founds the city in an empty database.
pub(super) fn found(url: &str) -> Result<City> {
    let database = Database::open(url).during("reading the url of the database")?;
    database.migrate(MIGRATIONS).during("migrating the database")?;
    let now = Clock::System.now();
    let (bureau, authority) = (NewKey::fresh(), NewKey::fresh());
    load(&database, CITY, &[DEEM], |loader| loader.act(now, &Actor::Setup, |act| found_all(act, &bureau, &authority)))
        .during("founding the city")?;
    Ok(City {
        bureau: bureau.secret.into(),
        authority: authority.secret.into(),
        concluded_at: now.to_string(),
        decided_on: local_date(now).to_string(),
    })
}

impl City {
    /// A permit granted, by the bureau.
    pub(super) fn push_body(&self, name: &str) -> String {
        json!({
            "kind": "approval_outcome",
            "subject": "危险化学品经营许可证（新办，测试）",
            "content": "储罐区与东侧村道间距接近下限，请重点监管。（测试）",
            "approval": {
                "case_number": name,
                "item_code": ITEM,
                "applicant_name": "鞍山测试化工有限公司",
                "certificate_number": format!("测证{name}"),
                "outcome": "granted",
                "content": "带储存设施经营：测试品甲、测试品乙",
                "decided_on": self.decided_on,
                "concluded_at": self.concluded_at,
            },
        })
        .to_string()
    }

    /// A penalty, by the authority.
    pub(super) fn penalty_body(&self, name: &str) -> String {
        json!({
            "kind": "penalty_decision",
            "subject": "行政处罚决定（测试）",
            "content": "现将处罚决定通报贵局。（测试）",
            "penalty": {
                "document_number": name,
                "party_name": "鞍山测试化工有限公司",
                "no_permit_reason": "当事人未取得许可（测试）",
                "facts": "测试：未按规定设置警示标志",
                "basis": "《测试条例》第一条",
                "kinds": ["fine"],
                "content": "罚款人民币五千元",
                "fine_fen": 500_000,
                "decided_on": self.decided_on,
            },
        })
        .to_string()
    }
}

fn found_all(act: &mut Act<'_, '_>, bureau: &NewKey, authority: &NewKey) -> ActResult<()> {
    for (code, side, name) in
        [(BUREAU, "approval", "市行政审批局（测试）"), (AUTHORITY, "regulation", "市应急管理局（测试）")]
    {
        let request = json!({
            "code": code, "side": side, "name": name, "short_name": name, "founded_on": "2018-09-01",
            "sections": [{"code": "K1", "name": "测试科"}],
        });
        found_department(act, CITY, &typed(request)?)?;
    }
    let item = json!({
        "code": ITEM, "scheme": "TEST", "name": "测试事项", "bureau_section": "K1", "from": "2018-09-01",
    });
    list_item(act, &typed(item)?)?;
    let agreement = json!({
        "document": "测试移交〔2018〕1号", "authority": AUTHORITY, "signed_on": "2018-09-01", "from": "2018-09-01",
        "lines": [{
            "item": ITEM, "section": "K1", "role": "trade", "lead": true, "clause": "第3条第2款", "from": "2018-09-01",
        }],
    });
    sign_agreement(act, &typed(agreement)?)?;
    for (code, key) in [(BUREAU, bureau), (AUTHORITY, authority)] {
        let department = DepartmentCode::parse(code).map_err(Error::refused)?;
        create_key(act, key, &department, "测试", &Flag::ALL)?;
    }
    Ok(())
}

fn typed<T: DeserializeOwned>(value: Value) -> ActResult<T> {
    Ok(serde_json::from_value(value)?)
}
