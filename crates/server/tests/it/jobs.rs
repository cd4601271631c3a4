//! Long work: an import that is checked, started, cut off and gone on with; jobs that are stopped, that make a file, that nobody else
//! knows of.

use crate::city::{CITY, City};
use crate::desk::Desk;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use shenguan_rules::subject::Actor;
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::error::Result;
use shenguan_server::platform::job::{Ended, Go, JobKind, JobRow, JobState, Outcome, Run, work_all};
use shenguan_server::sections::JOBS;
use shenguan_server::sections::SWEEPS;
use std::sync::Arc;

const NOW: &str = "2026-09-30T16:00:00+08:00";

/// A list of items; those of the numbers in `wrong` have no name.
fn items(count: usize, wrong: &[usize]) -> String {
    let line = |number: usize| {
        let name = if wrong.contains(&number) { String::new() } else { format!("测试事项{number}") };
        format!("NEW-{number:04},{name},安全环保审批科\n")
    };
    format!("事项编码,事项名称,审批科室\n{}", (1..=count).map(line).collect::<String>())
}

async fn a_list_is_checked_then_imported_and_its_wrong_rows_are_mended(city: City) {
    let desk = Desk::of(city).await;
    let admin = desk.log_in("admin").await;
    let form = desk.get(&admin, "/imports/new").await.text;
    assert!(form.contains("导入审批事项") && form.contains("导入单位和科室"), "{form}");
    assert!(!form.contains("推送审批结果（批量）"), "an administrator pushes nothing");

    let sent = desk.import(&admin, "items", "事项清单.csv", items(30, &[4, 17]).as_bytes()).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let checked = desk.get(&admin, &sent.location).await.text;
    for words in ["可导入 28 行，有误 2 行", "事项名称", "必填", "导入 28 行", "事项清单.csv"] {
        assert!(checked.contains(words), "{words}: {checked}");
    }
    assert_eq!((desk.items(), desk.work(JOBS).await), (0, 0), "nothing is done before it is confirmed");

    let id = sent.location.strip_prefix("/imports/").expect("an id").to_owned();
    let begun = desk.post(&admin, &format!("{}/start", sent.location), &[]).await;
    assert_eq!((begun.status, begun.location.as_str()), (303, format!("/jobs/{id}").as_str()));
    let waiting = desk.get(&admin, &begun.location).await.text;
    assert!(waiting.contains("排队中") && waiting.contains(r#"http-equiv="refresh""#), "{waiting}");
    assert_eq!(desk.work(JOBS).await, 1);
    assert_eq!(desk.items(), 28);
    assert!(desk.get(&admin, "/people").await.text.contains(r#"id="count-nav-jobs">"#), "told of elsewhere");
    let done = desk.get(&admin, &begun.location).await.text;
    for words in ["已办完", "已办 30 / 30 行", "未通过 2 行", "下载未通过的 2 行", "NEW-0001"] {
        assert!(done.contains(words), "{words}: {done}");
    }
    assert!(!done.contains(r#"http-equiv="refresh""#));
    assert!(!desk.get(&admin, "/people").await.text.contains(r#"id="count-nav-jobs">"#), "and looked at");
    let only = desk.get(&admin, &format!("/jobs/{id}?only=refused")).await.text;
    assert!(only.contains(">5<") && !only.contains("NEW-0001"), "{only}");

    let wrong = desk.get(&admin, &format!("/imports/{id}/wrong.csv")).await.text;
    assert_eq!(wrong.lines().count(), 3, "{wrong}");
    assert!(wrong.contains("NEW-0004,,安全环保审批科,5,事项名称：必填"), "{wrong}");
    let mended = wrong.replace("NEW-0004,,", "NEW-0004,测试甲,").replace("NEW-0017,,", "NEW-0017,测试乙,");
    let again = desk.started(&admin, "items", &mended).await;
    desk.work(JOBS).await;
    assert_eq!(desk.items(), 30);
    assert!(desk.rows(&again).await.iter().all(|row| row.outcome == Outcome::Taken));

    let twice = desk.import(&admin, "items", "事项清单.csv", items(30, &[4, 17]).as_bytes()).await;
    let twice = desk.get(&admin, &twice.location).await.text;
    assert!(twice.contains("可导入 0 行，有误 2 行") && twice.contains("28 行以前已导入过"), "{twice}");
    assert!(!twice.contains("/start\"><button"), "nothing is left to import");
    desk.city.assert_verified().await;
}

async fn a_job_that_was_cut_off_goes_on_where_it_stopped(city: City) {
    let mut desk = Desk::of(city).await;
    let admin = desk.log_in("admin").await;
    let id = desk.started(&admin, "items", &items(400, &[])).await;
    let account = desk.account("admin").await;
    let app = desk.city.app.clone();
    let working = tokio::spawn(async move { work_all(&app, JOBS).await });
    while desk.rows(&id).await.is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    working.abort();
    assert!(working.await.is_err(), "it was cut off under way");
    let before = desk.rows(&id).await.len();
    assert!((1..400).contains(&before), "{before} rows were done");

    // The process ends, and another begins, before the lease has run out.
    let database = shenguan_db::Database::clone(desk.city.database());
    let later: jiff::Timestamp = NOW.parse().expect("an instant");
    let Desk { city, server, router } = desk;
    drop((server, router));
    let city = city.restarted(move || {
        let clock = Arc::new(Clock::manual(later + jiff::SignedDuration::from_secs(5)));
        App::start(&database, CITY, clock, SWEEPS.to_vec()).expect("the platform starts again")
    });
    desk = Desk::over(city.await);
    assert_eq!(desk.work(JOBS).await, 0, "another node may still be at it");
    assert_eq!(desk.state(&account, &id).await, JobState::Running);
    desk.city.set_clock("2026-09-30T16:01:00+08:00");
    assert_eq!(desk.work(JOBS).await, 1);
    assert_eq!(desk.state(&account, &id).await, JobState::Done);
    let rows = desk.rows(&id).await;
    assert_eq!((rows.len(), desk.items()), (400, 400));
    assert!(rows.iter().all(|row| row.outcome == Outcome::Taken), "each was done once, and by this job");
    desk.city.assert_verified().await;
}

/// Says what it does row by row until it is told to stop; its owner presses after the second.
struct Endless;

impl JobKind for Endless {
    fn does(&self, kind: &str) -> bool {
        kind == "import-items"
    }

    fn run<'r>(&'r self, run: &'r Run) -> BoxFuture<'r, Result<Ended>> {
        async move {
            for number in 1..100 {
                let row = JobRow { number, outcome: Outcome::Taken, link: String::new(), reasons: "[]".to_owned() };
                if run.go_on(vec![row]).await? == Go::Cancelled {
                    return Ok(Ended::Cancelled);
                }
                if number == 2 {
                    let id = run.job().id.clone();
                    let press = run.app().act(Actor::Setup, move |act| {
                        let now = act.now().as_microsecond();
                        let sql = "UPDATE op_job SET cancel_asked_at = $1 WHERE id = $2";
                        act.tx().execute(sql, vec![now.into(), id.as_str().into()]);
                        Ok(())
                    });
                    press.await?;
                }
            }
            Ok(Ended::Done)
        }
        .boxed()
    }
}

async fn a_job_is_stopped_between_two_rows(city: City) {
    let desk = Desk::of(city).await;
    let (account, id) = desk.own_job("admin").await;
    desk.work(&[&Endless]).await;
    assert_eq!(desk.state(&account, &id).await, JobState::Cancelled);
    assert_eq!(desk.rows(&id).await.len(), 3, "the row under way is finished");

    let admin = desk.log_in("admin").await;
    let (account, waiting) = desk.own_job("admin").await;
    let stopped = desk.post(&admin, &format!("/jobs/{waiting}/cancel"), &[]).await;
    assert_eq!(stopped.status, 303);
    assert_eq!(desk.state(&account, &waiting).await, JobState::Cancelled);
    assert_eq!(desk.work(&[&Endless]).await, 0);
}

async fn a_job_is_known_to_nobody_but_its_owner(city: City) {
    let desk = Desk::of(city).await;
    let (admin, lead) = (desk.log_in("admin").await, desk.log_in("lead").await);
    let sent = desk.import(&admin, "items", "事项清单.csv", items(3, &[2]).as_bytes()).await;
    let id = sent.location.strip_prefix("/imports/").expect("an id").to_owned();
    for path in [format!("/imports/{id}"), format!("/imports/{id}/wrong.csv"), format!("/jobs/{id}")] {
        assert_eq!(desk.get(&lead, &path).await.status, 404, "{path}");
    }
    assert_eq!(desk.post(&lead, &format!("/imports/{id}/start"), &[]).await.status, 404);
    assert_eq!(desk.post(&admin, &format!("/imports/{id}/start"), &[]).await.status, 303);
    for path in [format!("/jobs/{id}"), format!("/jobs/{id}/file"), format!("/imports/new?again={id}")] {
        assert_eq!(desk.get(&lead, &path).await.status, 404, "{path}");
    }
    assert_eq!(desk.post(&lead, &format!("/jobs/{id}/cancel"), &[]).await.status, 404);
    let (own, other) = (desk.get(&admin, "/jobs").await.text, desk.get(&lead, "/jobs").await.text);
    assert!(own.contains("事项清单.csv") && !other.contains("事项清单.csv"));
    assert!(other.contains("还没有导入或导出"));
    assert_eq!(desk.get("", "/jobs").await.status, 303, "to the login");
}

/// Makes a file of three pieces.
struct Maker;

impl JobKind for Maker {
    fn does(&self, kind: &str) -> bool {
        kind == "import-items"
    }

    fn run<'r>(&'r self, run: &'r Run) -> BoxFuture<'r, Result<Ended>> {
        async move {
            run.begin_file("测试台账.csv", "text/csv; charset=utf-8").await?;
            for part in 0..11_u8 {
                run.write(&vec![b'a' + part; 100_000]).await?;
                run.shows(u64::from(part) * 10, 100).await?;
            }
            run.end_file().await?;
            Ok(Ended::Done)
        }
        .boxed()
    }
}

async fn a_file_is_kept_for_a_week_and_then_gone(city: City) {
    let desk = Desk::of(city).await;
    let (_, id) = desk.own_job("lead").await;
    let lead = desk.log_in("lead").await;
    assert_eq!(desk.get(&lead, &format!("/jobs/{id}/file")).await.status, 404, "not there yet");
    desk.work(&[&Maker]).await;
    let page = desk.get(&lead, &format!("/jobs/{id}")).await.text;
    assert!(page.contains("测试台账.csv") && page.contains("保留至 10月7日（周三）16:00"), "{page}");
    let made = desk.get(&lead, &format!("/jobs/{id}/file")).await;
    let expected: String = (0..11_u8).map(|part| char::from(b'a' + part).to_string().repeat(100_000)).collect();
    assert!(made.text == expected, "{} bytes", made.text.len());
    desk.city.set_clock("2026-10-07T16:00:01+08:00");
    desk.work(&[&Maker]).await;
    let lead = desk.log_in("lead").await;
    assert_eq!(desk.get(&lead, &format!("/jobs/{id}/file")).await.status, 404);
    assert_eq!(desk.get(&lead, &format!("/jobs/{id}")).await.status, 404);
    let pieces = desk.city.app.read(|read| {
        let count: i64 = read.tx().query_one("SELECT COUNT(*) FROM op_job_piece", &[])?.get(0)?;
        Ok(count)
    });
    assert_eq!(pieces.await.expect("counted"), 0);
}

async fn whoever_lost_the_account_does_nothing_more(city: City) {
    let desk = Desk::of(city).await;
    let admin = desk.log_in("admin").await;
    let id = desk.started(&admin, "items", &items(5, &[])).await;
    let account = desk.account("admin").await;
    desk.server.identity.set_disabled(Actor::Setup, &account, true).await.expect("it is disabled");
    desk.work(JOBS).await;
    assert_eq!((desk.state(&account, &id).await, desk.items()), (JobState::Failed, 0));
}

async fn what_cannot_be_imported_is_said_at_its_field(city: City) {
    let desk = Desk::of(city).await;
    let (admin, lead, yjj) = (desk.log_in("admin").await, desk.log_in("lead").await, desk.log_in("yjj").await);
    assert_eq!(desk.get(&yjj, "/imports/new").await.status, 403, "a liaison officer imports no lists");
    let form = desk.get(&lead, "/imports/new").await.text;
    assert!(form.contains("推送审批结果（批量）") && form.contains("录入存量许可"));
    assert!(!form.contains("推送处罚决定（批量）") && !form.contains("导入单位和科室"));
    for (session, what, name, file, words) in [
        (&admin, "items", "", &b""[..], "请选择一个 XLSX 或 CSV 文件"),
        (&admin, "items", "a.pdf", b"%PDF-1.7", "PDF"),
        (&admin, "items", "a.csv", "事项编码\nA\n".as_bytes(), "文件缺少列：事项名称"),
        (&admin, "items", "a.csv", "事项编码,事项名称\n".as_bytes(), "文件里只有表头"),
        (&admin, "", "a.csv", b"x", "请选择导入内容"),
        (&admin, "penalties", "a.csv", b"x", "按您的身份不能导入这一种"),
        (&lead, "departments", "a.csv", b"x", "按您的身份不能导入这一种"),
    ] {
        let shown = desk.import(session, what, name, file).await;
        assert!(shown.status == 422 && shown.text.contains(words), "{what} {words}: {} {}", shown.status, shown.text);
        assert!(shown.text.contains("有 1 处需要修改"), "{}", shown.text);
    }
    for path in ["/imports/templates/roster.xlsx", "/imports/templates/items.csv"] {
        assert_eq!(desk.get(&admin, path).await.status, 200);
    }
    for path in ["/imports/templates/roster.exe", "/imports/templates/roster", "/imports/templates/moods.csv"] {
        assert_eq!(desk.get(&admin, path).await.status, 404);
    }
}

async fn every_list_is_taken_through_the_page(city: City) {
    let desk = Desk::of(city).await;
    let (admin, lead) = (desk.log_in("admin").await, desk.log_in("lead").await);
    let departments = "单位编码,单位名称,类别,科室\nCSJ,测试局,监管,测试一科、测试二科\n";
    let roster =
        "单位名称,科室,角色,姓名,职务,联系方式,生效日期\n测试局,测试二科,联络人,测试丙,科员,0412-5550001,2026-09-01\n";
    let agreements = "事项编码,行业监管部门,监管科室,角色,是否牵头,依据条款,移交协议书,生效日期\nTEST-003,测试局,测试二科,行业监管,是,第一条,测试移交〔2026〕9号,2026-09-01\n";
    // GB 18030, as Excel writes it on the machines of the offices.
    let permits = "案件编号,事项编码,行政相对人名称,行政相对人类别,行政许可决定文书号,许可内容,许可决定日期,有效期自,有效期至,许可类别,行政许可决定文书名称,许可机关\n\
                   C-1,TEST-001,鞍山测试企业,法人及非法人组织,测试许决字〔2026〕1号,准予从事测试,2026-09-29,2026-09-29,2031-09-28,普通,准予行政许可决定书,测试审批局\n";
    for (session, what, file) in [
        (&admin, "departments", departments),
        (&admin, "roster", roster),
        (&lead, "agreements", agreements),
        (&lead, "approvals", permits),
    ] {
        let id = desk.started(session, what, file).await;
        desk.work(JOBS).await;
        let rows = desk.rows(&id).await;
        assert_eq!(rows.iter().map(|row| row.outcome).collect::<Vec<_>>(), [Outcome::Taken], "{what}: {rows:?}");
    }
    desk.city.assert_verified().await;
}

crate::on_both! { super::NOW;
    a_list_is_checked_then_imported_and_its_wrong_rows_are_mended,
    a_job_that_was_cut_off_goes_on_where_it_stopped,
    a_job_is_stopped_between_two_rows,
    a_job_is_known_to_nobody_but_its_owner,
    a_file_is_kept_for_a_week_and_then_gone,
    whoever_lost_the_account_does_nothing_more,
    what_cannot_be_imported_is_said_at_its_field,
    every_list_is_taken_through_the_page,
}
