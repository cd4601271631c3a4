//! A small city on any database, filled by the real acts: a bureau, an authority, an item, and as many pushes as are asked for.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use shenguan_db::Database;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{DepartmentCode, Side};
use shenguan_rules::subject::Actor;
use shenguan_server::agreement::acts::{list_item, sign_agreement};
use shenguan_server::exchange::acts::push;
use shenguan_server::exchange::request::PushRequest;
use shenguan_server::exchange::sweep::DEEM;
use shenguan_server::party::acts::found_department;
use shenguan_server::platform::act::Act;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::error::{Error, Result as Acted};
use shenguan_server::platform::identity::{Flag, NewKey, create_key};
use shenguan_server::platform::load::load;
use shenguan_server::platform::migrations::MIGRATIONS;

use super::error::{During, Result};

/// The jurisdiction.
pub(super) const CITY: &str = "210300";
const BUREAU: &str = "SPJ";
/// Whose inbox is read.
pub(super) const AUTHORITY: &str = "YJJ";
const ITEM: &str = "BENCH-001";
/// The past over which the records are spread; only those of the last days are still to be received.
const DAYS: i64 = 28;
/// So many pushes share a transaction while the city is filled.
const LOAD_MAX: u64 = 10_000;

/// A city that is founded and filled, and served by nobody yet.
#[derive(Clone, Debug)]
pub(super) struct City {
    /// Url of its database.
    pub(super) url: String,
    /// Secret of the bureau's key.
    pub(super) bureau_key: String,
    /// Secret of the authority's key.
    pub(super) authority_key: String,
    /// How long the filling took.
    pub(super) filled_in: Duration,
}

/// Founds a city and fills it with `records` pushes of the past weeks.
pub(super) fn build(url: &str, records: u64) -> Result<City> {
    let database = Database::open(url).during("reading the url")?;
    database.migrate(MIGRATIONS).during("migrating")?;
    let now = Clock::System.now();
    let (bureau, authority) = (NewKey::fresh(), NewKey::fresh());
    let begins = now - SignedDuration::from_hours(24 * DAYS);
    let founded = load(&database, CITY, &[DEEM], |loader| {
        loader.act(begins, &Actor::Setup, |act| found(act, &bureau, &authority))
    });
    founded.during("founding the city")?;
    let started = Instant::now();
    fill(&database, now, records)?;
    let filled_in = started.elapsed();
    Ok(City { url: url.to_owned(), bureau_key: bureau.secret, authority_key: authority.secret, filled_in })
}

/// The body of a push; `number` makes it another case.
pub(super) fn push_body(number: &str, now: Timestamp) -> Value {
    let concluded_at = now - SignedDuration::from_mins(10);
    json!({
        "kind": "approval_outcome",
        "subject": "危险化学品经营许可证（新办）",
        "content": "经现场核查，该企业储罐区与东侧村道间距接近规范下限，消防通道宽度满足要求但转弯半径偏小，请贵局在首次检查时\
            重点核对储罐区实际间距、围堰容积和可燃气体报警装置的联动情况；企业已书面承诺在三十日内完成北侧围墙加高和警示标志更换，\
            请一并跟踪。附带说明：经营品种以许可证副本所载为准，企业曾申请增加两个品种，因储存条件不符未予许可。（测试）",
        "approval": {
            "case_number": format!("测试案〔2026〕{number}"),
            "item_code": ITEM,
            "applicant_name": "鞍山测试化工有限公司",
            "document_number": format!("测试危化许可〔2026〕{number}号"),
            "certificate_number": format!("测危化经字〔2026〕{number}"),
            "outcome": "granted",
            "content": "带储存设施经营：测试品甲、测试品乙、测试品丙；储存能力合计一百二十立方米，有效期三年。",
            "decided_on": local_date(concluded_at).to_string(),
            "concluded_at": concluded_at.to_string(),
        },
    })
}

fn found(act: &mut Act<'_, '_>, bureau: &NewKey, authority: &NewKey) -> Acted<()> {
    for (code, side, name) in
        [(BUREAU, "approval", "市行政审批局（测试）"), (AUTHORITY, "regulation", "市应急管理局（测试）")]
    {
        let request = json!({
            "code": code, "side": side, "name": name, "short_name": name, "founded_on": "2018-09-01",
            "sections": [{"code": "K1", "name": "测试科"}],
        });
        found_department(act, CITY, &serde_json::from_value(request)?)?;
    }
    let item = json!({
        "code": ITEM, "scheme": "TEST", "name": "测试事项", "bureau_section": "K1", "from": "2018-09-01",
        "standard_elements": {},
    });
    list_item(act, &serde_json::from_value(item)?)?;
    let agreement = json!({
        "document": "测试移交〔2018〕1号", "authority": AUTHORITY, "signed_on": "2018-09-01", "from": "2018-09-01",
        "lines": [{
            "item": ITEM, "section": "K1", "role": "trade", "lead": true, "clause": "第3条第2款", "from": "2018-09-01",
        }],
    });
    sign_agreement(act, &serde_json::from_value(agreement)?)?;
    for (code, key) in [(BUREAU, bureau), (AUTHORITY, authority)] {
        create_key(act, key, &department(code)?, "bench", &Flag::ALL)?;
    }
    Ok(())
}

/// Day by day: what became due is deemed received, then the day's pushes.
fn fill(database: &Database, now: Timestamp, records: u64) -> Result<()> {
    let actor = Actor::System {
        department: department(BUREAU).during("reading a department code")?,
        side: Side::Approval,
        key: "bench".to_owned(),
    };
    let days = u64::try_from(DAYS).unwrap_or(1);
    for day in 1..=days {
        let left = i64::try_from(days - day).unwrap_or(0);
        let at = now - SignedDuration::from_hours(24 * left);
        let mut next = records * (day - 1) / days;
        let end = records * day / days;
        while next < end {
            let until = end.min(next + LOAD_MAX);
            let loaded = load(database, CITY, &[DEEM], |loader| {
                loader.sweep(at)?;
                for number in next..until {
                    let request: PushRequest = serde_json::from_value(push_body(&format!("{number:08}"), at))?;
                    loader.act(at, &actor, |act| push(act, &request).map(drop))?;
                }
                Ok(())
            });
            loaded.during("filling the city")?;
            next = until;
        }
    }
    Ok(())
}

fn department(code: &str) -> Acted<DepartmentCode> {
    DepartmentCode::parse(code).map_err(Error::fault)
}
