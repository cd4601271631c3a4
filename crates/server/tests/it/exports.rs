//! Lists that are too long to be answered at once: a job, one for the same list, with every row, for whoever may still see it.

use crate::city::{CITY, City, ONE, grant};
use crate::desk::Desk;
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::acts;
use shenguan_server::exchange::request::PushRequest;
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::job::{JobState, find, work_all};
use shenguan_server::roster::acts::end_all;
use shenguan_server::sections::JOBS;
use shenguan_server::sections::SWEEPS;
use std::collections::BTreeSet;
use std::sync::Arc;

const NOW: &str = "2026-09-30T16:00:00+08:00";
const CONCLUDED: &str = "2026-09-30T15:00:00+08:00";

async fn pushed(city: &City, count: usize) {
    let requests: Vec<PushRequest> = (1..=count).map(|case| grant(&format!("E-{case}"), ONE, CONCLUDED)).collect();
    let all = city.app.act(city.liaison("SPJ"), move |act| {
        requests.iter().try_for_each(|request| acts::push(act, request).map(drop))
    });
    all.await.expect("pushed");
}

/// The id of the job to which an export leads.
async fn begun(desk: &Desk, session: &str, path: &str) -> String {
    let shown = desk.get(session, path).await;
    assert_eq!(shown.status, 303, "{path}: {}", shown.text);
    shown.location.strip_prefix("/jobs/").expect("to its job").to_owned()
}

/// The numbers of the items in a file.
fn numbers(file: &str) -> Vec<&str> {
    file.lines().skip(2).filter_map(|line| line.split(',').find(|cell| cell.starts_with("TS-"))).collect()
}

/// Target and number of rows of each entry of the read record.
async fn records(desk: &Desk) -> Vec<(String, i64)> {
    let read = desk.city.app.read(|read| {
        let rows = read.tx().query("SELECT target, row_count FROM op_read_record ORDER BY id", &[])?;
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    });
    read.await.expect("they are read")
}

async fn a_long_list_is_written_in_the_background_and_a_short_one_at_once(city: City) {
    let desk = Desk::of(city).await;
    pushed(&desk.city, 60).await;
    let (lead, yjj) = (desk.log_in("lead").await, desk.log_in("yjj").await);
    let short = desk.get(&lead, "/register/export?to=SCJ").await;
    assert!(short.status == 200 && short.text.contains("内部使用"), "{}", short.status);

    let id = begun(&desk, &lead, "/register/export?sort=due-up&format=csv").await;
    assert_eq!(begun(&desk, &lead, "/register/export?sort=due-up&format=csv&lang=zh-CN").await, id, "one at a time");
    let book = begun(&desk, &lead, "/register/export?sort=due-up&format=xlsx").await;
    assert_ne!(book, id, "another file");
    let others = begun(&desk, &yjj, "/todo/export").await;
    let waiting = desk.get(&lead, &format!("/jobs/{id}")).await.text;
    for words in ["排队中", r#"http-equiv="refresh""#, "全市台账", "CSV"] {
        assert!(waiting.contains(words), "{words}: {waiting}");
    }
    assert_eq!(desk.get(&lead, &format!("/jobs/{id}/file")).await.status, 404, "not there yet");
    assert_eq!(records(&desk).await, [("register".to_owned(), 0)], "of the short one");

    assert_eq!(desk.work(JOBS).await, 3);
    assert!(desk.get(&lead, "/people").await.text.contains(r#"id="count-nav-jobs">"#), "told of elsewhere");
    let done = desk.get(&lead, &format!("/jobs/{id}")).await.text;
    for words in ["已办完", "已办 60 / 60 行", "下载文件", "register-20260930-1600.csv", "保留至 10月7日（周三）16:00"]
    {
        assert!(done.contains(words), "{words}: {done}");
    }
    let file = desk.get(&lead, &format!("/jobs/{id}/file")).await.text;
    assert!(file.starts_with("\u{feff}内部使用 · 市行政审批局（测试）"), "{file}");
    let found: BTreeSet<&str> = numbers(&file).into_iter().collect();
    assert_eq!((numbers(&file).len(), found.len()), (60, 60), "every row, each once");
    let book = desk.get(&lead, &format!("/jobs/{book}/file")).await.text;
    assert!(book.starts_with("PK"), "a workbook");
    let todo = desk.get(&yjj, &format!("/jobs/{others}/file")).await.text;
    assert_eq!(numbers(&todo).len(), 60);
    assert_eq!(desk.get(&yjj, &format!("/jobs/{id}/file")).await.status, 404, "only for whoever asked");
    let mut told: Vec<i64> = records(&desk).await.into_iter().map(|(_, rows)| rows).collect();
    told.sort_unstable();
    assert_eq!(told, [0, 60, 60, 60], "each once, with the true number");
    assert_ne!(begun(&desk, &lead, "/register/export?sort=due-up&format=csv").await, id, "what is done is not new");
    desk.city.assert_verified().await;
}

async fn every_long_list_goes_on_where_its_piece_ends(city: City) {
    let desk = Desk::of(city).await;
    pushed(&desk.city, 520).await;
    let lead = desk.log_in("lead").await;
    for path in [
        "/register/export",
        "/register/export?sort=received",
        "/sent/export",
        "/sent/export?show=all",
        &format!("/parties/{}/export", crate::city::FIRM),
    ] {
        let id = begun(&desk, &lead, path).await;
        desk.work(JOBS).await;
        let file = desk.get(&lead, &format!("/jobs/{id}/file")).await.text;
        let found: BTreeSet<&str> = numbers(&file).into_iter().collect();
        assert_eq!((numbers(&file).len(), found.len()), (520, 520), "{path}: {}", file.len());
    }
}

async fn whoever_lost_the_role_is_given_nothing(city: City) {
    let desk = Desk::of(city).await;
    pushed(&desk.city, 60).await;
    let lead = desk.log_in("lead").await;
    let account = desk.account("lead").await;
    let done = begun(&desk, &lead, "/register/export").await;
    desk.work(JOBS).await;
    assert_eq!(desk.get(&lead, &format!("/jobs/{done}/file")).await.status, 200);
    let waiting = begun(&desk, &lead, "/sent/export").await;
    let (_, officer) = desk.city.officers.iter().find(|(of, _)| of == "SPJ").expect("an officer").clone();
    let ended = desk.city.app.act(Actor::Setup, move |act| {
        let directory = act.directory()?;
        let his: Vec<_> = directory.designations().filter(|it| it.officer == officer).cloned().collect();
        end_all(act, &his, jiff::civil::date(2026, 9, 30))
    });
    ended.await.expect("the designations end");
    desk.city.set_clock("2026-10-01T16:00:00+08:00");
    desk.work(JOBS).await;
    assert_eq!(desk.state(&account, &waiting).await, JobState::Failed);
    let lead = desk.log_in("lead").await;
    let page = desk.get(&lead, &format!("/jobs/{waiting}")).await.text;
    assert!(page.contains("不再有查看这份清单的身份") && !page.contains("/file\""), "{page}");
    assert_eq!(desk.get(&lead, &format!("/jobs/{waiting}/file")).await.status, 403);
    assert_eq!(desk.get(&lead, &format!("/jobs/{done}/file")).await.status, 403, "nor what was made before");
    assert_eq!(records(&desk).await.len(), 1, "what was not made is not on record");
}

async fn an_export_that_is_stopped_leaves_no_file(city: City) {
    let desk = Desk::of(city).await;
    pushed(&desk.city, 60).await;
    let lead = desk.log_in("lead").await;
    let id = begun(&desk, &lead, "/register/export").await;
    assert_eq!(desk.post(&lead, &format!("/jobs/{id}/cancel"), &[]).await.status, 303);
    assert_eq!(desk.work(JOBS).await, 0);
    assert_eq!(desk.get(&lead, &format!("/jobs/{id}/file")).await.status, 404);
    assert_ne!(begun(&desk, &lead, "/register/export").await, id, "what was stopped is begun anew");
    assert!(records(&desk).await.is_empty());
}

async fn an_export_that_was_cut_off_begins_again(city: City) {
    let desk = Desk::of(city).await;
    pushed(&desk.city, 1_100).await;
    let (lead, account) = (desk.log_in("lead").await, desk.account("lead").await);
    let id = begun(&desk, &lead, "/register/export").await;
    let app = desk.city.app.clone();
    let working = tokio::spawn(async move { work_all(&app, JOBS).await });
    loop {
        let (owner, wanted) = (account.clone(), id.clone());
        let job = desk.city.app.read(move |read| find(read.tx(), &owner, &wanted)).await.expect("the job");
        assert_eq!(job.code, None);
        if job.done > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    working.abort();
    assert!(working.await.is_err(), "it was cut off under way");

    let database = shenguan_db::Database::clone(desk.city.database());
    let later: jiff::Timestamp = NOW.parse().expect("an instant");
    let Desk { city, server, router } = desk;
    drop((server, router));
    let city = city.restarted(move || {
        let clock = Arc::new(Clock::manual(later + jiff::SignedDuration::from_mins(1)));
        App::start(&database, CITY, clock, SWEEPS.to_vec()).expect("the platform starts again")
    });
    let desk = Desk::over(city.await);
    assert_eq!(desk.work(JOBS).await, 1);
    assert_eq!(desk.state(&account, &id).await, JobState::Done);
    let lead = desk.log_in("lead").await;
    let file = desk.get(&lead, &format!("/jobs/{id}/file")).await.text;
    let found: BTreeSet<&str> = numbers(&file).into_iter().collect();
    assert_eq!((numbers(&file).len(), found.len()), (1_100, 1_100), "nothing of the first try is left in it");
    assert_eq!(records(&desk).await, [("register".to_owned(), 1_100)], "once");
}

crate::on_both! { super::NOW;
    a_long_list_is_written_in_the_background_and_a_short_one_at_once,
    every_long_list_goes_on_where_its_piece_ends,
    whoever_lost_the_role_is_given_nothing,
    an_export_that_is_stopped_leaves_no_file,
    an_export_that_was_cut_off_begins_again,
}
