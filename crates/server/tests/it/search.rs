//! 台账: what was pushed is found by number at once, by firm, code and words as soon as the indexer has been there.

use crate::city::{City, ONE, TWO, grant, penalty};
use shenguan_rules::party::{DepartmentCode, SuccessionKind};
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::store::{RegisterFilter, RegisterRow, count_register, register};
use shenguan_server::exchange::{acts, search};
use shenguan_server::party::reform::{ReformRequest, reform};
use shenguan_server::platform::identity::Scope;
use shenguan_server::platform::search::{Words, index_all, index_for_ever, index_new};
use std::collections::BTreeMap;

/// What oversight finds, the newest first.
async fn found(city: &City, query: &str) -> Vec<String> {
    found_by(city, Scope::City, query).await
}

async fn found_by(city: &City, scope: Scope, query: &str) -> Vec<String> {
    let query = query.to_owned();
    let numbers = city.app.read(move |read| {
        let (now, words) = (read.now(), Words::parse(read.tx().dialect(), &query)?);
        let filter = RegisterFilter { words, limit: 100, ..RegisterFilter::default() };
        let count = count_register(read.tx(), now, &scope, &filter, 100)?;
        let rows = register(read.tx(), now, &scope, &filter)?;
        assert_eq!(count, Some(rows.len()), "{query}");
        Ok(rows.into_iter().map(|row| row.listed.held.state.number).collect())
    });
    numbers.await.expect("the list is read")
}

fn of(department: &str) -> Scope {
    Scope::Department(DepartmentCode::parse(department).expect("a code"))
}

async fn what_was_pushed_is_found(city: City) {
    let request = grant("A-1", ONE, "2026-09-30T15:00:00+08:00");
    city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("pushed");
    let certificate = "测危化经字〔2026〕A-1";
    assert_eq!(found(&city, "TS-2026-000001").await, [""; 0], "the indexer has not been there");

    index_all(&city.app, search::SOURCES).await.expect("the indexer runs");
    assert_eq!(index_new(&city.app, search::SOURCES).await.expect("it runs again"), 0);
    for query in [
        "TS-2026-000001",
        "ts-2026-000001",
        certificate,
        "化工",
        "鞍山测试化工有限公司",
        "村道间距",
        "储罐区 重点监管",
        "测试品乙",
        "〔2026〕A-1",
        "新办",
        ONE,
    ] {
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
    // Both of one instant.
    let mut both = found(&city, "测试化工").await;
    both.sort();
    assert_eq!(both, ["TS-2026-000001", "TS-2026-000002"]);
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

/// The marks of the readers in the index lead to nothing that is another's, and follow an item to whoever takes it over.
async fn each_department_finds_its_own(city: City) {
    for (case, item) in [("A-1", ONE), ("A-2", TWO)] {
        let request = grant(case, item, "2026-09-30T15:00:00+08:00");
        city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("pushed");
    }
    index_all(&city.app, search::SOURCES).await.expect("the indexer runs");
    // 1 to YJJ, 2 and 3 of one push to YJJ and SCJ.
    let sorted = |mut numbers: Vec<String>| {
        numbers.sort();
        numbers
    };
    assert_eq!(sorted(found(&city, "化工").await), ["TS-2026-000001", "TS-2026-000002", "TS-2026-000003"]);
    assert_eq!(found_by(&city, of("SPJ"), "化工").await.len(), 3);
    assert_eq!(sorted(found_by(&city, of("YJJ"), "化工").await), ["TS-2026-000001", "TS-2026-000002"]);
    assert_eq!(found_by(&city, of("SCJ"), "化工").await, ["TS-2026-000003"]);
    assert_eq!(found_by(&city, Scope::None, "化工").await, [""; 0]);

    let merged = ReformRequest {
        department: DepartmentCode::parse("YJJ").expect("a code"),
        kind: SuccessionKind::Merged,
        into: vec![DepartmentCode::parse("SCJ").expect("a code")],
        takes: BTreeMap::new(),
    };
    city.app.act(Actor::Setup, move |act| reform(act, &merged)).await.expect("merged");
    index_all(&city.app, search::SOURCES).await.expect("the indexer runs");
    assert_eq!(found_by(&city, of("SCJ"), "化工").await.len(), 3, "the open items went over");
    assert_eq!(found_by(&city, of("YJJ"), "化工").await.len(), 2, "who knew of them knows of them");
    assert_eq!(found(&city, "化工").await.len(), 3, "each once");
    city.assert_verified().await;
}

/// A page is filled from the newest days where they have enough, and from all days where they have not.
async fn the_newest_come_first_whatever_their_day(city: City) {
    for (case, at) in [("A-1", "2026-09-07"), ("A-2", "2026-09-08"), ("A-3", "2026-09-25"), ("A-4", "2026-09-30")] {
        city.set_clock(&format!("{at}T15:10:00+08:00"));
        let request = grant(case, ONE, &format!("{at}T15:00:00+08:00"));
        city.app.act(city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("pushed");
    }
    index_all(&city.app, search::SOURCES).await.expect("the indexer runs");
    let page = async |limit: usize, after: Option<(i64, String)>| {
        let rows = city.app.read(move |read| {
            let (now, words) = (read.now(), Words::parse(read.tx().dialect(), "化工")?);
            let (after_key, after) = after.map_or((0, None), |(key, id)| (key, Some(id)));
            let filter = RegisterFilter { words, limit, after, after_key, ..RegisterFilter::default() };
            register(read.tx(), now, &of("YJJ"), &filter)
        });
        rows.await.expect("the list is read")
    };
    let numbers =
        |rows: &[RegisterRow]| -> Vec<String> { rows.iter().map(|row| row.listed.held.state.number.clone()).collect() };
    let all = ["TS-2026-000004", "TS-2026-000003", "TS-2026-000002", "TS-2026-000001"];
    for limit in 1..=4 {
        assert_eq!(numbers(&page(limit, None).await), all[..limit], "{limit}");
    }
    let first = page(2, None).await;
    let rest = page(1, first.last().map(|row| row.place.clone())).await;
    assert_eq!(numbers(&rest), all[2..3], "the page after it begins in its own days");
}

crate::on_both! { "2026-09-30T15:10:00+08:00";
    what_was_pushed_is_found,
    each_department_finds_its_own,
}

crate::on_both! { "2026-09-07T09:00:00+08:00";
    the_newest_come_first_whatever_their_day,
}
