//! 台账: its filters, its order over pages, what another department sees of it, views under a name, and lists as files.

use crate::browser::site::Site;
use crate::city::{City, FIRM, NONE, ONE, TWO, grant, penalty};
use crate::pages::{Desk, desks};
use calamine::{Data, Reader as _, Xlsx};
use shenguan_server::exchange::request::PushRequest;
use shenguan_server::exchange::{acts, search};
use shenguan_server::platform::job::work_all;
use shenguan_server::platform::search::index_all;
use shenguan_server::sections::JOBS;
use std::io::Cursor;

const CONCLUDED: &str = "2026-09-30T15:00:00+08:00";

async fn push(city: &City, department: &str, request: PushRequest) {
    city.app.act(city.liaison(department), move |act| acts::push(act, &request)).await.expect("pushed");
}

/// To a department that no agreement names.
fn by_hand(case: &str, to: &str) -> PushRequest {
    PushRequest {
        to: Some(vec![to.to_owned()]),
        routing_reason: Some("测试".to_owned()),
        ..grant(case, NONE, CONCLUDED)
    }
}

/// Somebody of the site who is logged in.
async fn desk(site: &Site, username: &str) -> Desk {
    let router = site.router();
    let session = crate::links::log_in(&router, username).await;
    Desk { router, session }
}

/// The numbers on a page of the register, in its order.
fn numbers(page: &str) -> Vec<String> {
    let rows = page.split(r#"<a class="ttl" lang="zh-CN" href="/items/"#).skip(1);
    rows.filter_map(|row| row.split('"').next()).map(str::to_owned).collect()
}

/// The numbers on all pages, and on how many pages they stand.
async fn walk(desk: &Desk, path: &str) -> (Vec<String>, usize) {
    let (mut found, mut pages, mut next) = (Vec::new(), 0, Some(path.to_owned()));
    while let Some(path) = next {
        let page = desk.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        pages += 1;
        found.extend(numbers(&page.text));
        let link = page.text.split(r#"rel="next" href=""#).nth(1).and_then(|rest| rest.split('"').next());
        next = link.map(|link| link.replace("&#38;", "&").replace("&amp;", "&"));
        assert!(pages < 10, "the pages come to an end");
    }
    (found, pages)
}

async fn each_filter_leaves_what_it_says(city: City) {
    let (bureau, authority) = desks(&city).await;
    push(&city, "SPJ", grant("A-1", ONE, CONCLUDED)).await;
    push(&city, "SPJ", grant("A-2", TWO, CONCLUDED)).await;
    push(&city, "YJJ", penalty("测罚〔2026〕1号", "测危化经字〔2026〕A-1", "2026-09-30")).await;
    assert_eq!(authority.post("/items/TS-2026-000001/acknowledge", &[]).await.status, 303);
    index_all(&city.app, search::SOURCES).await.expect("indexed");
    // 1 to YJJ, 2 and 3 of one push to YJJ and SCJ, 4 the penalty.
    let all = ["TS-2026-000004", "TS-2026-000003", "TS-2026-000002", "TS-2026-000001"];
    let mut ours = walk(&bureau, "/register").await.0;
    ours.sort();
    ours.reverse();
    assert_eq!(ours, all);
    for (query, count) in [
        ("kind=penalty_decision", 1),
        ("state=acknowledged", 1),
        ("state=in_transit", 3),
        ("from=YJJ", 1),
        ("to=SCJ", 1),
        ("item=TEST-002", 2),
        ("item=%E6%B5%8B%E8%AF%95%E4%BA%8B%E9%A1%B9", 3),
        ("item=%E6%97%A0%E6%AD%A4%E4%BA%8B%E9%A1%B9", 0),
        ("party=91350100M000100Y43", 3),
        ("party=%E6%B5%8B%E8%AF%95%E5%8C%96%E5%B7%A5", 4),
        ("party=%25", 0),
        ("since=2026-09-30&until=2026-09-30", 4),
        ("until=2026-09-29", 0),
        ("due_since=2026-10-01", 4),
        ("due_until=2026-09-30", 0),
        ("late=1", 0),
        ("q=%E8%AD%A6%E7%A4%BA%E6%A0%87%E5%BF%97", 1),
        ("q=%E5%8C%96%E5%B7%A5&to=YJJ", 2),
    ] {
        let page = bureau.get(&format!("/register?{query}")).await;
        assert_eq!(numbers(&page.text).len(), count, "{query}");
        assert!(page.text.contains(&format!("共 {count} 件。")), "{query}: the heading counts the rows");
        assert!(page.text.contains("清除条件"), "{query}");
    }
    assert!(bureau.get("/register?until=2026-09-29").await.text.contains("没有符合条件的件。"));
    let found = bureau.get("/register?q=%E6%B5%8B%E8%AF%95%E5%8C%96%E5%B7%A5&state=acknowledged").await;
    assert!(found.text.contains("命中：企业"), "it says where the words stand");
}

async fn a_number_leads_to_its_item_at_once(city: City) {
    let (bureau, authority) = desks(&city).await;
    push(&city, "SPJ", grant("A-1", ONE, CONCLUDED)).await;
    push(&city, "SPJ", by_hand("A-2", "SCJ")).await;
    for number in [
        "TS-2026-000001",
        "ts-2026-000001",
        "A-1",
        "%E6%B5%8B%E5%8D%B1%E5%8C%96%E7%BB%8F%E5%AD%97%E3%80%942026%E3%80%95A-1",
    ] {
        let found = bureau.get(&format!("/register?q={number}")).await;
        assert_eq!((found.status, found.location.as_str()), (303, "/items/TS-2026-000001"), "{number}");
    }
    assert_eq!(bureau.get("/register?q=TS-2026-000001&to=YJJ").await.status, 200, "a filter asks for a list");
    let others = authority.get("/register?q=TS-2026-000002").await;
    assert_eq!(others.status, 200, "what is outside the scope leads nowhere");
    assert!(numbers(&others.text).is_empty());
    let people = bureau.get("/register?q=%E6%B5%8B%E8%AF%95YJJ").await;
    assert!(people.text.contains("/people#d-YJJ"), "people are found by name");
}

async fn every_order_is_whole_over_its_pages_with_ties(city: City) {
    let (bureau, authority) = desks(&city).await;
    // All at one instant, so that all of them tie by every key.
    let requests: Vec<PushRequest> = (1..=120).map(|case| grant(&format!("B-{case}"), ONE, CONCLUDED)).collect();
    city.app
        .act(city.liaison("SPJ"), move |act| requests.iter().try_for_each(|request| acts::push(act, request).map(drop)))
        .await
        .expect("pushed");
    for number in [3, 7, 50] {
        authority.post(&format!("/items/TS-2026-{number:06}/acknowledge"), &[]).await;
    }
    for sort in ["pushed", "pushed-up", "due", "due-up", "received", "received-up"] {
        for desk in [&bureau, &authority] {
            let (mut found, pages) = walk(desk, &format!("/register?sort={sort}")).await;
            assert_eq!((found.len(), pages), (120, 3), "{sort}");
            let received = ["TS-2026-000003", "TS-2026-000007", "TS-2026-000050"];
            let ends = if sort == "received" { &found[..3] } else { &found[117..] };
            if sort.starts_with("received") {
                assert!(ends.iter().all(|number| received.contains(&number.as_str())), "{sort}: {ends:?}");
            }
            found.sort();
            found.dedup();
            assert_eq!(found.len(), 120, "{sort}: each once");
        }
    }
    let page = bureau.get("/register?sort=due-up").await.text;
    assert!(page.contains(r#"aria-sort="ascending""#) && page.contains("共 120 件。"));
    let begun = bureau.get("/register/export?sort=due-up&format=csv").await;
    assert_eq!(begun.status, 303, "more than is answered at once");
    work_all(&city.app, JOBS).await.expect("it is written");
    let (_, file) = bureau.file(&format!("{}/file", begun.location)).await;
    let exported = String::from_utf8(file).expect("UTF-8");
    let in_file: Vec<String> =
        exported.lines().skip(2).filter_map(|line| line.split(',').next()).map(str::to_owned).collect();
    assert_eq!(in_file, walk(&bureau, "/register?sort=due-up").await.0, "all pages, in the order of the screen");
}

async fn another_department_has_no_row_no_count_and_no_line_of_a_file(city: City) {
    let (bureau, authority) = desks(&city).await;
    push(&city, "SPJ", by_hand("A-1", "SCJ")).await;
    push(&city, "SPJ", grant("A-2", ONE, CONCLUDED)).await;
    index_all(&city.app, search::SOURCES).await.expect("indexed");
    assert!(bureau.get("/register").await.text.contains("共 2 件。"));
    for query in
        ["", "q=%E5%8C%96%E5%B7%A5", "sort=received", "from=SPJ", "item=TEST-003", "to=SCJ", "state=in_transit"]
    {
        let page = authority.get(&format!("/register?{query}")).await.text;
        assert!(!page.contains("TS-2026-000001") && !page.contains("共 2 件。"), "{query}");
        let (_, file) = authority.file(&format!("/register/export?{query}")).await;
        assert!(!String::from_utf8(file).expect("UTF-8").contains("TS-2026-000001"), "{query}");
    }
    let party = authority.get(&format!("/parties/{FIRM}")).await.text;
    assert!(party.contains("TS-2026-000002") && !party.contains("TS-2026-000001"));
    let (_, file) = authority.file(&format!("/parties/{FIRM}/export?format=csv")).await;
    assert!(!String::from_utf8(file).expect("UTF-8").contains("TS-2026-000001"));
    assert_eq!(authority.get("/parties/91210300MA0000000X").await.status, 404);
}

async fn a_company_file_says_who_answers_now(city: City) {
    let (bureau, authority) = desks(&city).await;
    push(&city, "SPJ", grant("A-1", ONE, CONCLUDED)).await;
    let before = bureau.get(&format!("/parties/{FIRM}")).await.text;
    assert!(before.contains("现在：") && before.contains("由市行政审批局（测试）负责：履行交接职责"), "{before}");
    assert_eq!(authority.post("/items/TS-2026-000001/acknowledge", &[]).await.status, 303);
    let after = bureau.get(&format!("/parties/{FIRM}")).await.text;
    assert!(after.contains("由市应急管理局（测试）负责：履行事中事后监管职责"));
    assert!(bureau.get("/register").await.text.contains(&format!("/parties/{FIRM}")), "the register leads there");
}

async fn the_name_of_a_natural_person_is_masked_for_those_who_are_no_party(site: Site) {
    let (bureau, overseer) = (desk(&site, "spj").await, desk(&site, "dcs").await);
    let mut request = grant("A-1", ONE, CONCLUDED);
    let approval = request.approval.as_mut().expect("it has a record");
    approval.applicant_name = "测试甲".to_owned();
    approval.applicant_kind = Some(shenguan_rules::record::PartyKind::NaturalPerson);
    approval.applicant_credit_code = None;
    site.push("SPJ", request).await;
    assert!(bureau.get("/register").await.text.contains("测试甲"));
    let page = overseer.get("/register").await.text;
    assert!(page.contains("TS-2026-000001") && page.contains("测**") && !page.contains("测试甲"));
    let (_, file) = overseer.file("/register/export?format=csv").await;
    let file = String::from_utf8(file).expect("UTF-8");
    assert!(file.contains("测**") && !file.contains("测试甲"));
    assert_eq!(overseer.get("/items/TS-2026-000001").await.status, 200);
    let reads = overseer.get("/system/reads").await.text;
    assert!(
        reads.contains("打开") && reads.contains("TS-2026-000001") && reads.contains("全市台账"),
        "both are on record"
    );
    assert_eq!(bureau.get("/system/reads").await.status, 403, "a liaison officer does not see who read what");
}

async fn a_file_has_its_watermark_and_nothing_that_a_spreadsheet_computes(city: City) {
    let (bureau, _) = desks(&city).await;
    let request = PushRequest { subject: "=1+1".to_owned(), ..grant("A-1", ONE, CONCLUDED) };
    push(&city, "SPJ", request).await;
    let (name, file) = bureau.file("/register/export?to=YJJ&format=csv").await;
    assert!(name.contains("register-20260930-") && name.contains(".csv"), "{name}");
    let text = String::from_utf8(file).expect("UTF-8");
    let first = text.lines().next().expect("a first line");
    assert!(first.starts_with("\u{feff}内部使用 · 市行政审批局（测试） 测试SPJ 2026-09-30"), "{first}");
    assert!(first.contains("条件：接收单位：市应急管理局（测试）"), "{first}");
    assert!(text.contains(",'=1+1,"), "{text}");

    let (_, file) = bureau.file("/register/export?format=xlsx").await;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("it is read");
    let rows: Vec<&[Data]> = sheet.rows().collect();
    assert_eq!(rows.len(), 3, "watermark, headings, one row");
    assert!(rows[0][0].to_string().starts_with("内部使用"));
    let headings: Vec<String> = rows[1].iter().map(ToString::to_string).collect();
    let expected = ["编号", "类型", "事项", "企业", "发出单位", "接收单位", "发出时间", "时限", "办结时间", "接收方式"];
    assert_eq!(headings, expected);
    assert_eq!(rows[2][2], Data::String("=1+1".to_owned()), "a string, not a formula");
    assert!(matches!(rows[2][6], Data::DateTime(_)), "a date is a date: {:?}", rows[2][6]);
    assert_eq!(rows[2][8], Data::Empty, "not yet received");
}

async fn every_list_comes_as_a_file(city: City) {
    let (bureau, authority) = desks(&city).await;
    push(&city, "SPJ", grant("A-1", ONE, CONCLUDED)).await;
    push(&city, "SPJ", grant("A-2", ONE, CONCLUDED)).await;
    assert_eq!(authority.post("/items/TS-2026-000001/acknowledge", &[]).await.status, 303);
    for (desk, path, there, absent) in [
        (&authority, "/todo/export", "TS-2026-000002", "TS-2026-000001"),
        (&authority, "/todo/done/export", "TS-2026-000001", "TS-2026-000002"),
        (&bureau, "/sent/export", "TS-2026-000002", "TS-2026-000001"),
        (&bureau, "/sent/export?show=all", "TS-2026-000001", "TS-2026-000003"),
        (&bureau, "/people/export", "0412-5550000", "TS-2026"),
    ] {
        let text = String::from_utf8(desk.file(path).await.1).expect("UTF-8");
        assert!(text.contains(there) && !text.contains(absent), "{path}: {text}");
    }
    assert_eq!(authority.get("/register/export?format=pdf").await.status, 400);
}

async fn a_view_is_of_one_account(city: City) {
    let (bureau, authority) = desks(&city).await;
    let kept = bureau.post("/register/views", &[("to", "YJJ"), ("sort", "due"), ("name", " 送应急局 ")]).await;
    assert_eq!((kept.status, kept.location.as_str()), (303, "/register?to=YJJ&sort=due&"));
    assert_eq!(kept.banner, "已存为常用查询“送应急局”。");
    assert!(bureau.get("/register").await.text.contains("送应急局"));
    assert!(!authority.get("/register").await.text.contains("送应急局"));
    for (name, words) in [("", "请写明名称"), ("送应急局", "已有同名的常用查询")] {
        let refused = bureau.post("/register/views", &[("to", "SCJ"), ("name", name)]).await;
        assert!(refused.status == 422 && refused.text.contains(words), "{name}: {}", refused.status);
        assert!(refused.text.contains("href=\"#f-name\""), "the summary leads to the field");
    }
    let page = bureau.get("/register/views").await.text;
    let id = page.split("/register/views/").nth(1).and_then(|rest| rest.split('/').next()).expect("an id").to_owned();
    for verb in ["rename", "default", "delete"] {
        let path = format!("/register/views/{id}/{verb}");
        assert_eq!(authority.post(&path, &[("name", "别人的")]).await.status, 404, "{verb}");
    }
    assert_eq!(bureau.post(&format!("/register/views/{id}/rename"), &[("name", "应急局")]).await.status, 303);
    assert_eq!(bureau.post(&format!("/register/views/{id}/rename"), &[("name", " ")]).await.status, 422);
    assert_eq!(bureau.post(&format!("/register/views/{id}/default"), &[]).await.status, 303);
    let opened = bureau.get("/register").await;
    assert_eq!((opened.status, opened.location.as_str()), (303, "/register?to=YJJ&sort=due&"));
    assert_eq!(bureau.get("/register?view=none").await.status, 200, "清除条件 leads to everything");
    assert_eq!(bureau.post(&format!("/register/views/{id}/delete"), &[]).await.status, 303);
    assert!(!bureau.get("/register").await.text.contains("应急局</a>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_natural_persons_name_is_masked_on_sqlite() {
    the_name_of_a_natural_person_is_masked_for_those_who_are_no_party(Site::on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_natural_persons_name_is_masked_on_postgres() {
    the_name_of_a_natural_person_is_masked_for_those_who_are_no_party(Site::on_postgres().await).await;
}

crate::on_both!(crate::app::START;
    each_filter_leaves_what_it_says,
    a_number_leads_to_its_item_at_once,
    every_order_is_whole_over_its_pages_with_ties,
    another_department_has_no_row_no_count_and_no_line_of_a_file,
    a_company_file_says_who_answers_now,
    a_file_has_its_watermark_and_nothing_that_a_spreadsheet_computes,
    every_list_comes_as_a_file,
    a_view_is_of_one_account,
);
