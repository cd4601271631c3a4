//! 台账: what was pushed is found by number at once, by firm, code and words as soon as the indexer has been there.

use crate::city::{City, ONE, grant, penalty};
use shenguan_db::Value;
use shenguan_server::exchange::{acts, search};
use shenguan_server::platform::search::{index_all, index_for_ever, index_new};

async fn found(city: &City, query: &str) -> Vec<String> {
    let query = query.to_owned();
    let numbers = city.app.read(move |read| {
        let condition = search::matching(read.tx().dialect(), &query, "t.id", 2)?.expect("something is looked for");
        let sql =
            format!("SELECT t.number FROM transmittal t WHERE t.kind <> $1 AND {} ORDER BY t.number", condition.sql);
        let params: Vec<Value> = std::iter::once("guidance".into()).chain(condition.values).collect();
        let rows = read.tx().query(&sql, &params)?;
        rows.iter().map(|row| Ok(row.get(0)?)).collect()
    });
    numbers.await.expect("the list is read")
}

async fn what_was_pushed_is_found(city: City) {
    let request = grant("A-1", ONE, "2026-09-30T15:00:00+08:00");
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("pushed");
    let certificate = "测危化经字〔2026〕A-1";
    assert_eq!(found(&city, "TS-2026-000001").await, ["TS-2026-000001"], "a number needs no index");
    assert_eq!(found(&city, "ts-2026-000001").await, ["TS-2026-000001"]);
    assert_eq!(found(&city, certificate).await, ["TS-2026-000001"]);
    assert_eq!(found(&city, "化工").await, [""; 0]);

    index_all(&city.app, search::SOURCES).await.expect("the indexer runs");
    assert_eq!(index_new(&city.app, search::SOURCES).await.expect("it runs again"), 0);
    for query in ["化工", "鞍山测试化工有限公司", "村道间距", "储罐区 重点监管", "测试品乙", "〔2026〕A-1", "新办", ONE]
    {
        assert_eq!(found(&city, query).await, ["TS-2026-000001"], "{query}");
    }
    assert_eq!(found(&city, "储罐区 餐饮").await, [""; 0]);

    let request = penalty("测罚〔2026〕1号", certificate, "2026-09-30");
    city.app.act(city.liaison("YJJ"), move |act| acts::push(act, &request)).await.expect("pushed");
    let indexer = tokio::spawn(index_for_ever(city.app.clone(), search::SOURCES));
    for _ in 0..500 {
        if !found(&city, "警示标志").await.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    indexer.abort();
    assert_eq!(found(&city, "警示标志").await, ["TS-2026-000002"]);
    assert_eq!(found(&city, "测试化工").await, ["TS-2026-000001", "TS-2026-000002"]);
    assert_eq!(found(&city, "测罚〔2026〕1号").await, ["TS-2026-000002"]);

    for number in 10..80 {
        let request = grant(&format!("B-{number}"), ONE, "2026-09-30T15:00:00+08:00");
        city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("pushed");
    }
    index_all(&city.app, search::SOURCES).await.expect("the indexer runs");
    assert_eq!(found(&city, "储罐区").await.len(), 71, "in several steps, each once");
    let rows = city.app.read(|read| Ok(read.tx().query("SELECT subject_id FROM op_search", &[])?.len()));
    assert_eq!(rows.await.expect("the index is read"), 72);
    city.assert_verified().await;
}

#[tokio::test]
async fn what_was_pushed_is_found_on_sqlite() {
    what_was_pushed_is_found(City::on_sqlite("2026-09-30T15:10:00+08:00").await).await;
}

#[tokio::test]
async fn what_was_pushed_is_found_on_postgres() {
    what_was_pushed_is_found(City::on_postgres("2026-09-30T15:10:00+08:00").await).await;
}
