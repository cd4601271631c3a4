//! 本单位情况: every number is the number of rows that it leads to, and nobody counts what is another's.

use crate::app::escaped;
use crate::browser::site::Site;
use crate::city::{NONE, ONE, TWO, code, grant, penalty};
use crate::links::log_in;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use shenguan_db::{Database, Dialect};
use shenguan_server::exchange::acts::{acknowledge, recall, reply, return_to_sender};
use shenguan_server::exchange::request::{PushRequest, ReplyRequest};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::error::Result;
use std::collections::BTreeMap;
use tower::ServiceExt as _;

const FIGURES: &str = include_str!("../../migrations/0013_figures.sql");
const COUNTS: &str = include_str!("../../migrations/0019_counts.sql");
/// More than any page.
const PAGE_BYTES_MAX: usize = 8 * 1024 * 1024;

/// A person with a session.
pub(crate) struct Person {
    router: Router,
    session: String,
}

impl Person {
    pub(crate) async fn of(site: &Site, username: &str) -> Self {
        let router = site.router();
        let session = log_in(&router, username).await;
        Self { router, session }
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, String) {
        let request = Request::builder().uri(path).header("cookie", format!("__Host-session={}", self.session));
        let request = request.header("accept-language", "zh-CN").body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), PAGE_BYTES_MAX).await.expect("a page");
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The figures of a page, each held against the rows of its list; by the word of the figure and the department.
    async fn figures(&self, path: &str) -> BTreeMap<String, u64> {
        let (status, page) = self.get(path).await;
        assert_eq!(status, 200, "{path}");
        let mut found = BTreeMap::new();
        for link in page.split("<a href=\"/register?figure=").skip(1) {
            let (query, rest) = link.split_once("\">").expect("a link has an end");
            let number: u64 = rest.split('<').next().and_then(|text| text.parse().ok()).expect("a number");
            let query = query.replace("&#38;", "&").replace("&amp;", "&");
            let list = self.get(&format!("/register?figure={query}")).await;
            assert_eq!(list.0, 200, "{query}");
            assert_eq!(rows(&list.1), number, "{query} of {path}");
            found.insert(query, number);
        }
        found
    }
}

/// The items of a list.
fn rows(page: &str) -> u64 {
    let mut numbers: Vec<&str> = page.split("href=\"/items/").skip(1).filter_map(|rest| rest.get(..14)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    u64::try_from(numbers.len()).expect("few")
}

async fn acted<T: Send + 'static>(
    site: &Site,
    department: &str,
    act: impl Fn(&mut Act<'_, '_>) -> Result<T> + Send + Sync + 'static,
) -> T {
    site.city().app.act(site.city().liaison(department), act).await.expect("it is done")
}

fn late(push: PushRequest) -> PushRequest {
    PushRequest { late_reason: Some("测试：网络中断".to_owned()), ..push }
}

/// October 2026 with every case in it; the clock stands at the instant at which what waits is deemed, and nothing is written down.
async fn october(site: &Site) {
    site.at("2026-10-09T09:00:00+08:00");
    let concluded = "2026-10-09T08:40:00+08:00";
    let by_hand = PushRequest {
        to: Some(vec![code("YJJ").to_string()]),
        routing_reason: Some("测试：协议书未列明".to_owned()),
        ..grant("F-4", NONE, concluded)
    };
    let (acknowledged, _) = site.pushed("SPJ", grant("F-1", ONE, concluded)).await;
    let (objected, _) = site.pushed("SPJ", grant("F-2", TWO, concluded)).await;
    site.push("SPJ", late(grant("F-3", ONE, "2026-09-28T10:00:00+08:00"))).await;
    let (returned, _) = site.pushed("SPJ", by_hand).await;
    let (recalled, _) = site.pushed("SPJ", grant("F-5", ONE, concluded)).await;
    let (answered, _) = site.pushed("YJJ", penalty("测罚〔2026〕8号", "测危化经字〔2026〕F-1", "2026-10-08")).await;
    site.push("YJJ", penalty("测罚〔2026〕9号", "测危化经字〔2026〕F-1", "2026-10-08")).await;
    let guidance = PushRequest {
        kind: "guidance".to_owned(),
        subject: "危险化学品经营指导意见（测试）".to_owned(),
        content: "供审批时参考。".to_owned(),
        occurred_on: Some(jiff::civil::date(2026, 10, 8)),
        ..PushRequest::default()
    };
    site.push("YJJ", guidance).await;
    acted(site, "YJJ", move |act| acknowledge(act, &acknowledged)).await;
    acted(site, "YJJ", move |act| return_to_sender(act, &objected, "测试：不属本局监管", None)).await;
    acted(site, "YJJ", move |act| return_to_sender(act, &returned, "测试：不属本局监管", None)).await;
    acted(site, "SPJ", move |act| recall(act, &recalled, "测试：填写有误")).await;
    let received = answered.clone();
    acted(site, "SPJ", move |act| acknowledge(act, &received)).await;
    let disposition =
        ReplyRequest { content: "测试：存档备查".to_owned(), decision: None, attachments: Vec::new() };
    acted(site, "SPJ", move |act| reply(act, &answered, &disposition)).await;
    site.at("2026-10-10T17:00:00+08:00");
}

fn counted(figures: &BTreeMap<String, u64>, figure: &str, of: &str) -> u64 {
    figures.get(&format!("{figure}&of={of}&month=2026-10")).copied().unwrap_or_default()
}

async fn every_number_is_that_of_the_rows_it_leads_to(site: Site) {
    october(&site).await;
    let (bureau, authority) = (Person::of(&site, "spj").await, Person::of(&site, "yjj").await);
    let seen = authority.figures("/figures?month=2026-10").await;
    let of = |figure: &str| counted(&seen, figure, "YJJ");
    assert_eq!((of("received-pushed"), of("received-late"), of("received-acknowledged")), (5, 1, 1));
    assert_eq!((of("received-deemed"), of("received-open")), (3, 0), "time alone makes them deemed");
    assert_eq!((of("received-returned"), of("received-objected"), of("received-recalled")), (1, 1, 1));
    assert_eq!((of("sent-pushed"), of("sent-acknowledged"), of("sent-information")), (3, 1, 1));
    assert_eq!((of("sent-reply-asked"), of("sent-reply-given"), of("sent-reply-open")), (2, 1, 1));
    assert_eq!(site.sweep().await, 5, "the same is written down");
    assert_eq!(authority.figures("/figures?month=2026-10").await, seen, "and nobody sees a difference");

    let seen = bureau.figures("/figures?month=2026-10").await;
    let of = |figure: &str| counted(&seen, figure, "SPJ");
    assert_eq!((of("sent-pushed"), of("sent-late"), of("sent-deemed"), of("sent-recalled")), (6, 1, 4, 1));
    assert_eq!((of("received-reply-asked"), of("received-reply-given"), of("received-reply-open")), (2, 1, 1));
    let (status, file) = bureau.get("/figures/export?of=SPJ&month=2026-10&format=csv").await;
    assert!(status == 200 && file.contains("推送的件,推送,6,0,"), "the file says the same: {file}");
    site.assert_verified().await;
}

async fn a_later_confirmation_is_counted_beside_the_deemed_receipt(site: Site) {
    let (confirmed, _) = site.pushed("SPJ", grant("F-9", ONE, "2026-09-30T15:00:00+08:00")).await;
    let authority = Person::of(&site, "yjj").await;
    let before = authority.figures("/figures?month=2026-09").await;
    assert_eq!(before.get("received-open&of=YJJ&month=2026-09"), Some(&1));
    site.at("2026-10-12T09:00:00+08:00");
    acted(&site, "YJJ", move |act| acknowledge(act, &confirmed)).await;
    // The session of September has ended.
    let authority = Person::of(&site, "yjj").await;
    let after = authority.figures("/figures?month=2026-09").await;
    assert_eq!(after.get("received-open&of=YJJ&month=2026-09"), None);
    assert_eq!(after.get("received-deemed&of=YJJ&month=2026-09"), Some(&1));
    assert_eq!(after.get("received-confirmed&of=YJJ&month=2026-09"), Some(&1));
    let next = authority.get("/figures?month=2026-10").await.1;
    assert!(next.contains("received-confirmed&#38;of=YJJ&#38;month=2026-09"), "beside its own month before");
}

async fn nobody_counts_what_is_anothers(site: Site) {
    october(&site).await;
    let authority = Person::of(&site, "scj").await;
    let own = authority.figures("/figures?month=2026-10").await;
    assert_eq!(own.get("received-pushed&of=SCJ&month=2026-10"), Some(&1));
    let page = authority.get("/figures?month=2026-10").await.1;
    assert!(!page.contains("市应急管理局") && !page.contains("排名"));
    for path in [
        "/figures?of=YJJ&month=2026-10",
        "/figures/export?of=YJJ&month=2026-10",
        "/register?figure=received-deemed&of=YJJ&month=2026-10",
        "/register?figure=received-rank&of=SCJ&month=2026-10",
        "/register?figure=received-deemed&of=SCJ&month=october",
    ] {
        assert_eq!(authority.get(path).await.0, 404, "{path}");
    }
    let administrator = Person::of(&site, "admin").await;
    assert_eq!(administrator.get("/figures").await.0, 403, "who administers sees no content");

    let overseer = Person::of(&site, "dcs").await;
    let all = overseer.figures("/figures?month=2026-10").await;
    for (department, number) in [("YJJ", 5), ("SCJ", 1), ("SPJ", 3)] {
        assert_eq!(counted(&all, "received-pushed", department), number, "{department}");
    }
    let one = overseer.figures("/figures?of=YJJ&month=2026-10").await;
    assert_eq!(counted(&one, "received-deemed", "YJJ"), 3);
}

async fn a_month_without_anything_says_so(site: Site) {
    let authority = Person::of(&site, "yjj").await;
    let (status, page) = authority.get("/figures?month=2026-08").await;
    assert_eq!(status, 200);
    assert!(page.contains("2026年8月没有推送，也没有收到推送") && page.contains("/figures?of=YJJ&#38;month=2026-07"));
    for asked in ["2026-12", "2017-01", "昨天"] {
        let (status, page) = authority.get(&format!("/figures?month={}", escaped(asked))).await;
        assert!(status == 200 && page.contains("value=\"2026-09\""), "{asked} is this month");
    }
}

async fn what_was_there_before_gets_the_same_columns(site: Site) {
    october(&site).await;
    let database = Database::clone(site.city().database());
    let write = move || -> shenguan_db::Result<()> {
        let mut writer = database.writer()?;
        let mut tx = writer.begin_write()?;
        tx.execute("UPDATE transmittal SET pushed_on = 0, standing = 0, reply_due = NULL", Vec::new());
        for statement in statements(FIGURES, tx.dialect(), &["UPDATE"]) {
            tx.execute(&statement, Vec::new());
        }
        tx.commit()
    };
    tokio::task::spawn_blocking(write).await.expect("it is run").expect("the migration applies");
    site.assert_verified().await;
}

async fn what_was_there_before_is_counted(site: Site) {
    october(&site).await;
    let database = Database::clone(site.city().database());
    let write = move || -> shenguan_db::Result<()> {
        let mut writer = database.writer()?;
        let mut tx = writer.begin_write()?;
        for forgetting in
            ["DELETE FROM tally", "UPDATE task SET sender = ''", "UPDATE transmittal SET replied_at = NULL"]
        {
            tx.execute(forgetting, Vec::new());
        }
        let filling = ["INSERT INTO tally", "UPDATE task", "UPDATE transmittal"];
        let filling = statements(COUNTS, tx.dialect(), &filling);
        assert_eq!(filling.len(), 4);
        for statement in filling {
            tx.execute(&statement, Vec::new());
        }
        tx.commit()
    };
    tokio::task::spawn_blocking(write).await.expect("it is run").expect("the migration applies");
    site.assert_verified().await;
}

/// The statements of a migration that begin in one of these ways.
fn statements(migration: &str, dialect: Dialect, beginnings: &[&str]) -> Vec<String> {
    let (mine, other) = match dialect {
        Dialect::Sqlite => ("-- only sqlite", "-- only postgres"),
        Dialect::Postgres => ("-- only postgres", "-- only sqlite"),
    };
    let mut text = migration.to_owned();
    assert!(text.contains(mine));
    while let Some(from) = text.find(other) {
        let end = text[from..].find("-- end").expect("it ends") + from;
        text.replace_range(from..end, "");
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("--")).collect();
    let statements: Vec<String> = lines.join("\n").split(';').map(|it| it.trim().to_owned()).collect();
    statements.into_iter().filter(|statement| beginnings.iter().any(|it| statement.starts_with(it))).collect()
}

macro_rules! on_both {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite { $(#[tokio::test(flavor = "multi_thread")] async fn $story() { super::$story(crate::browser::site::Site::on_sqlite().await).await; })+ }
        mod on_postgres { $(#[tokio::test(flavor = "multi_thread")] async fn $story() { super::$story(crate::browser::site::Site::on_postgres().await).await; })+ }
    };
}

on_both!(
    every_number_is_that_of_the_rows_it_leads_to,
    a_later_confirmation_is_counted_beside_the_deemed_receipt,
    nobody_counts_what_is_anothers,
    a_month_without_anything_says_so,
    what_was_there_before_is_counted,
    what_was_there_before_gets_the_same_columns,
);
