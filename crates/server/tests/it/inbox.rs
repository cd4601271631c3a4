//! 待办, 已办, the item and its sheet as pages: the counts agree after every act, nobody loses what was typed, paper knows no today.

use crate::city::{City, NONE, ONE, TWO, grant, penalty};
use crate::on_both;
use crate::pages::desks;
use shenguan_db::Migration;
use shenguan_rules::record::ApprovalOutcome;
use shenguan_server::exchange::acts;
use shenguan_server::exchange::request::PushRequest;
use shenguan_server::platform::migrations::MIGRATIONS;

const CONCLUDED: &str = "2026-09-30T15:00:00+08:00";
const NAME: &str = "测试YJJ";

/// Pushes it; gives id and number of the first item.
async fn push(city: &City, department: &str, request: PushRequest) -> (String, String) {
    let pushed = city.app.act(city.liaison(department), move |act| acts::push(act, &request)).await;
    let held = pushed.expect("the push is taken").swap_remove(0);
    (held.id, held.state.number)
}

fn by_hand(case: &str) -> PushRequest {
    PushRequest {
        to: Some(vec!["YJJ".to_owned()]),
        routing_reason: Some("测试：协议书未列明".to_owned()),
        ..grant(case, NONE, CONCLUDED)
    }
}

/// An outcome that touches no permit: for information only.
fn for_information(case: &str) -> PushRequest {
    let mut request = grant(case, ONE, CONCLUDED);
    let approval = request.approval.as_mut().expect("a licence record");
    approval.outcome = ApprovalOutcome::NotAccepted;
    approval.certificate_number = None;
    request
}

/// The number in the heading, on the badge, on the tab that is shown, and how many rows there are to be done.
fn counted(page: &str) -> [usize; 4] {
    let between = |before: &str, after: &str| -> usize {
        let rest = page.split(before).nth(1).unwrap_or_else(|| panic!("{before} is on the page: {page}"));
        rest.split(after).next().and_then(|number| number.trim().parse().ok()).expect("a number")
    };
    let badge = page.split(r#"id="count-nav-todo""#).nth(1).expect("the badge is there, hidden at 0");
    let badge = badge.split(r#"<span class="num">"#).nth(1).and_then(|badge| badge.split('<').next());
    let badge = badge.and_then(|badge| badge.parse().ok()).expect("the badge is a number");
    let tab = page.split(r#"<nav class="seg""#).nth(1).and_then(|nav| nav.split(r#"aria-current="true""#).nth(1));
    let tab = tab.and_then(|tab| tab.split(r#"<span class="num">"#).nth(1)).and_then(|tab| tab.split('<').next());
    let rows = page.matches(r#"<td class="act">"#).count() - page.matches(r#"name="read""#).count();
    [between("<h1>待办 ", " 件"), badge, tab.and_then(|tab| tab.parse().ok()).expect("the tab is counted"), rows]
}

async fn badge_heading_tab_and_rows_agree_after_every_act(city: City) {
    let (_, authority) = desks(&city).await;
    let mut numbers = Vec::new();
    for case in ["N-1", "N-2", "N-3"] {
        numbers.push(push(&city, "SPJ", grant(case, ONE, CONCLUDED)).await.1);
    }
    let returned = push(&city, "SPJ", by_hand("N-4")).await.1;
    let (information, _) = push(&city, "SPJ", for_information("N-5")).await;
    assert_eq!(counted(&authority.get("/todo").await.text), [4; 4]);
    assert!(
        authority.get("/todo").await.text.contains("只需阅知 1 件"),
        "what is only to be read stands below, uncounted"
    );

    authority.post(&format!("/items/{}/acknowledge", numbers[0]), &[]).await;
    assert_eq!(counted(&authority.get("/todo").await.text), [3; 4], "after an acknowledgement");
    authority.post(&format!("/items/{returned}/return"), &[("reason", "测试：不属本局监管")]).await;
    assert_eq!(counted(&authority.get("/todo").await.text), [2; 4], "after a return");
    authority.post("/todo/read", &[("read", &information)]).await;
    let page = authority.get("/todo").await.text;
    assert_eq!(counted(&page), [2; 4], "after reading");
    assert!(!page.contains("只需阅知"), "and nothing is left to read");

    let (_, officer) = city.officers.iter().find(|(of, _)| of == "YJJ").expect("an officer").clone();
    let whole = [("receive", "1"), ("section", "K1"), ("officer", officer.as_str())];
    let both = authority.post(&format!("/items/{}/assign", numbers[1]), &whole).await;
    assert_eq!(both.status, 303);
    assert!(both.banner.starts_with(&format!("已接收 {}，自 9月30日 16:00 起由", numbers[1])), "{}", both.banner);
    assert!(both.banner.ends_with(&format!("已交办危化监管科 {NAME}。")), "{}", both.banner);
    assert_eq!(counted(&authority.get("/todo").await.text), [1; 4], "received and assigned by one press");
    city.assert_verified().await;
}

async fn what_was_handed_to_me_is_a_filter_of_its_own(city: City) {
    let (bureau, _) = desks(&city).await;
    let (_, mine) = push(&city, "YJJ", penalty("测罚〔2026〕7号", "测危化经字〔2026〕M-1", "2026-09-30")).await;
    let (_, other) = push(&city, "YJJ", penalty("测罚〔2026〕8号", "测危化经字〔2026〕M-2", "2026-09-30")).await;
    assert!(!bureau.get("/todo").await.text.contains("转办给我"), "a tab with nothing in it is not there");
    let (_, officer) = city.officers.iter().find(|(of, _)| of == "SPJ").expect("an officer").clone();
    let form = [("receive", "1"), ("officer", officer.as_str())];
    let done = bureau.post(&format!("/items/{mine}/assign"), &form).await;
    assert_eq!(done.status, 303, "{}", done.text);
    let page = bureau.get("/todo?task=mine").await.text;
    assert_eq!(counted(&page), [1, 2, 1, 1], "the badge counts all, heading, tab and rows what is mine");
    assert!(page.contains(&mine) && !page.contains(&other) && page.contains("处理意见应及时反馈"));
}

async fn an_act_leads_to_the_next_item_of_the_same_filter(city: City) {
    let (_, authority) = desks(&city).await;
    let mut numbers = Vec::new();
    for (second, case) in ["F-1", "F-2", "F-3"].into_iter().enumerate() {
        city.set_clock(&format!("2026-09-30T16:00:0{second}+08:00"));
        numbers.push(push(&city, "SPJ", grant(case, ONE, CONCLUDED)).await.1);
    }
    let second = authority.get(&format!("/items/{}?task=acknowledge", numbers[1])).await.text;
    assert!(second.contains("第 2 件，共 3 件"));
    for (rel, number) in [("prev", &numbers[0]), ("next", &numbers[2])] {
        assert!(second.contains(&format!(r#"rel="{rel}" href="/items/{number}?task=acknowledge""#)), "{rel}");
    }
    let filter = [("task", "acknowledge")];
    for (acted_on, next) in [(1, 2), (2, 0)] {
        let done = authority.post(&format!("/items/{}/acknowledge", numbers[acted_on]), &filter).await;
        assert_eq!((done.status, done.location), (303, format!("/items/{}?task=acknowledge", numbers[next])));
    }
    let last = authority.post(&format!("/items/{}/acknowledge", numbers[0]), &filter).await;
    assert_eq!(last.location, "/todo?task=acknowledge");
    assert!(authority.get(&last.location).await.text.contains("这一类没有要办的件"));
    let empty = authority.get("/todo").await.text;
    assert!(
        empty.contains("待办已清空")
            && empty.contains("今天办了 3 件，最后一件是 16:00 确认接收的“危险化学品经营许可证（新办）”。")
    );
}

/// To open an item is a fact of the record; a press in the list opens nothing.
async fn an_act_from_a_row_stays_in_the_list_at_the_next_row(city: City) {
    let (bureau, authority) = desks(&city).await;
    let mut numbers = Vec::new();
    for (second, case) in ["R-1", "R-2", "R-3"].into_iter().enumerate() {
        city.set_clock(&format!("2026-09-30T16:00:0{second}+08:00"));
        numbers.push(push(&city, "SPJ", grant(case, ONE, CONCLUDED)).await.1);
    }
    let path = |number: &str| format!("/items/{number}/acknowledge");
    let row = |cursor| [("task", "acknowledge"), ("back", "list"), ("cursor", cursor)];
    let second = authority.post(&path(&numbers[1]), &row("5b31")).await;
    let place = format!("/todo?cursor=5b31&task=acknowledge#{}", numbers[2]);
    assert_eq!((second.status, &second.location), (303, &place), "on the page of the list that it was pressed on");
    assert!(second.banner.starts_with(&format!("已接收 {}", numbers[1])), "{}", second.banner);
    let third = authority.post(&path(&numbers[2]), &row("5b31")).await;
    assert_eq!(
        third.location,
        format!("/todo?task=acknowledge#{}", numbers[0]),
        "after the last the list begins again"
    );
    let list = authority.get("/todo?task=acknowledge").await.text;
    assert!(list.contains(&format!(r#"<tr id="{}""#, numbers[0])), "the row has the name: {list}");
    assert!(
        !bureau.get(&format!("/items/{}", numbers[0])).await.text.contains("市应急管理局（测试） 已查看"),
        "nobody opened it"
    );
    let last = authority.post(&path(&numbers[0]), &row("//evil")).await;
    assert_eq!(last.location, "/todo?task=acknowledge");
}

async fn every_deadline_is_explained_day_by_day(city: City) {
    let (bureau, authority) = desks(&city).await;
    let (_, number) = push(&city, "SPJ", by_hand("X-1")).await;
    let link = format!(r#"href="/items/{number}?task=all#days-acknowledge""#);
    assert!(authority.get("/todo").await.text.contains(&link), "one click from the list");
    let item = authority.get(&format!("/items/{number}")).await.text;
    for words in
        [r#"id="days-acknowledge""#, "接收时限怎么算（逐日）", "2026-10-08", "第1个工作日", "推送时限怎么算（逐日）"]
    {
        assert!(item.contains(words), "{words}: {item}");
    }
    let sent = format!(r#"href="/items/{number}#days-acknowledge""#);
    assert!(bureau.get("/sent").await.text.contains(&sent), "and from what was sent");
    authority.post(&format!("/items/{number}/return"), &[("reason", "测试：不属本局监管")]).await;
    let item = bureau.get(&format!("/items/{number}?task=all")).await.text;
    let form = bureau.get(&format!("/items/{number}/reroute")).await.text;
    assert!(form.contains("说明：测试：不属本局监管"), "whoever decides reads why: {form}");
    let strip = item.split("</section>").next().unwrap_or_default();
    assert!(
        strip.contains(r#"id="days-decide_return""#) && strip.contains("改派或维持的时限怎么算（逐日）"),
        "{strip}"
    );
}

async fn a_push_to_several_is_one_row_with_each_of_them(city: City) {
    let (bureau, authority) = desks(&city).await;
    let several = PushRequest {
        to: Some(vec!["YJJ".to_owned(), "SCJ".to_owned()]),
        routing_reason: Some("测试：协议书未列明".to_owned()),
        ..grant("M-1", NONE, CONCLUDED)
    };
    let (_, number) = push(&city, "SPJ", several).await;
    push(&city, "SPJ", grant("M-2", ONE, CONCLUDED)).await;
    let rows = |page: &str| page.matches(r#"<ul class="to">"#).count();
    let page = bureau.get("/sent").await.text;
    assert_eq!(rows(&page), 2, "{page}");
    assert!(page.contains("<h1>已发，3 件等对方办理"), "the badge counts each of them");
    authority.post(&format!("/items/{number}/acknowledge"), &[]).await;
    for path in ["/sent", "/sent?show=all"] {
        let page = bureau.get(path).await.text;
        let row = page.split(r#"<ul class="to">"#).skip(1).filter_map(|rest| rest.split("</ul>").next());
        let row = row.map(str::to_owned).find(|row| row.contains("已接收")).expect("one was received");
        assert!(row.contains("市应急管理局（测试）") && row.contains("市市场监管局（测试）"), "{row}");
        assert!(row.contains("l-done") && row.contains("待接收") && row.contains("已推送"), "{row}");
    }
}

async fn whoever_comes_too_late_is_told_who_was_first_and_keeps_what_was_typed(city: City) {
    let (bureau, authority) = desks(&city).await;
    let (id, number) = push(&city, "SPJ", by_hand("L-1")).await;
    let acted = city.app.act(city.liaison("YJJ"), move |act| acts::acknowledge(act, &id)).await;
    acted.expect("a colleague receives it");
    let typed = [("reason", "测试：不属本局监管"), ("task", "all")];
    let late = authority.post(&format!("/items/{number}/return"), &typed).await;
    assert_eq!(late.status, 409);
    assert!(late.text.contains(&format!("这一件已由 {NAME} 于 9月30日 16:00 办理（确认接收）。")), "{}", late.text);
    assert!(late.text.contains("测试：不属本局监管</textarea>"), "what was typed is still there");
    let twice = authority.post(&format!("/items/{number}/acknowledge"), &[]).await;
    assert_eq!(twice.status, 409);
    assert!(twice.text.contains("这一件已由") && twice.text.contains("职责链"), "on the item as it stands now");

    let not_theirs = bureau.post(&format!("/items/{number}/acknowledge"), &[]).await;
    assert_eq!(not_theirs.status, 403);
    let words = format!("您的身份不能办这一件，请找市应急管理局（测试） {NAME} 0412-5550000。");
    assert!(not_theirs.text.contains(&words), "{}", not_theirs.text);
}

async fn a_receipt_that_was_deemed_can_be_confirmed_and_says_so(city: City) {
    let (_, authority) = desks(&city).await;
    let (_, number) = push(&city, "SPJ", grant("D-1", ONE, CONCLUDED)).await;
    city.set_clock("2026-09-30T16:30:00+08:00");
    let sheet = authority.get(&format!("/items/{number}/sheet")).await.text;
    city.set_clock("2026-10-08T16:30:00+08:00");
    let authority = authority.again("YJJ").await;
    let todo = authority.get("/todo").await.text;
    assert!(todo.contains("还剩 30 分") && todo.contains("今日 17:00 视为已接收"), "on the screen");
    assert!(todo.contains(r#"<span class="prt">10月8日 17:00 视为已接收</span>"#), "on paper: {todo}");
    city.set_clock("2026-10-08T17:20:00+08:00");
    let done = authority.post(&format!("/items/{number}/acknowledge"), &[]).await;
    assert_eq!(done.banner, format!("{number} 已于 10月8日 17:00 默认接收，现补记确认时间。"));
    let list = authority.get("/todo/done").await.text;
    assert!(list.contains("补记确认") && list.contains("默认接收后补记") && list.contains("1 个工作日"), "{list}");
    for word in ["今日", "还剩", "明日", "昨日"] {
        assert!(!sheet.contains(word), "the sheet says {word}");
    }
    assert!(sheet.contains("10月8日 17:00 视为已接收") && sheet.contains("2026年9月30日"), "dates only");
    city.assert_verified().await;
}

async fn several_at_once_are_each_answered(city: City) {
    let (bureau, authority) = desks(&city).await;
    let (first, _) = push(&city, "SPJ", grant("S-1", ONE, CONCLUDED)).await;
    let (second, number) = push(&city, "SPJ", grant("S-2", ONE, CONCLUDED)).await;
    let (third, _) = push(&city, "SPJ", grant("S-3", ONE, CONCLUDED)).await;
    bureau.post(&format!("/items/{number}/recall"), &[("reason", "测试：发错")]).await;
    let some = authority.post("/todo/acknowledge", &[("item", &first), ("item", &second)]).await;
    assert_eq!(some.status, 200);
    assert!(some.text.contains("已接收 1 件。") && some.text.contains("另有 1 件没有办成"));
    let refused = some.text.find(&number).expect("what was not done is named");
    assert!(refused < some.text.find("TS-2026-000001").expect("what was done too"), "what is left to do comes first");
    let all = authority.post("/todo/acknowledge", &[("item", &third)]).await;
    assert_eq!((all.status, all.location.as_str()), (303, "/todo"));
    assert_eq!(all.banner, "已接收 1 件，自 9月30日 16:00 起由市应急管理局（测试）履行事中事后监管职责。");
}

async fn what_waits_can_be_chosen_by_its_sender(city: City) {
    let (bureau, authority) = desks(&city).await;
    let (_, own) = push(&city, "YJJ", penalty("测罚〔2026〕1号", "测危化经字〔2026〕A-1", "2026-09-30")).await;
    assert!(!bureau.get("/todo").await.text.contains("全部来文单位"), "one sender is no choice");
    let (_, other) = push(&city, "SCJ", penalty("测罚〔2026〕2号", "测危化经字〔2026〕A-2", "2026-09-30")).await;
    let page = bureau.get("/todo?from=SCJ").await.text;
    assert!(page.contains("市应急管理局（测试）（1）") && page.contains("市市场监管局（测试）（1）"));
    assert!(page.contains(&other) && !page.contains(&own));
    assert!(page.contains(&format!("/items/{other}?task=all&#38;from=SCJ")), "the filter goes along: {page}");
    assert!(authority.get("/sent").await.text.contains("已推送"), "the sender sees what became of it");
}

async fn the_proof_of_a_step_is_for_whoever_may_read_the_item(city: City) {
    let (bureau, authority) = desks(&city).await;
    let (_, number) = push(&city, "SPJ", PushRequest { to: Some(vec!["SCJ".to_owned()]), ..by_hand("E-1") }).await;
    let page = bureau.get(&format!("/items/{number}")).await.text;
    let link = page.split(r#"href="/ledger/entries/"#).nth(1).and_then(|rest| rest.split('"').next());
    let path = format!("/ledger/entries/{}", link.expect("the step names its entry"));
    let entry = bureau.get(&path).await;
    assert_eq!(entry.status, 200);
    assert!(entry.text.contains("经核对，本条与存证摘要一致") && entry.text.contains("SHA-256"));
    let digest = entry.text.split("本条摘要</dt><dd class=\"code\">").nth(1).and_then(|rest| rest.get(..8));
    assert!(page.contains(digest.expect("the digest is told")), "the same digest as beside the step");
    assert_eq!(authority.get(&path).await.status, 404, "not of a stranger");
    for path in ["/ledger/entries/1", "/ledger/entries/0", "/ledger/entries/999999", "/ledger/entries/x"] {
        assert_eq!(bureau.get(path).await.status, 404, "{path} is about no item");
    }
}

async fn what_was_done_before_it_was_listed_is_listed_by_the_migration(city: City) {
    let (bureau, authority) = desks(&city).await;
    let (_, two) = push(&city, "SPJ", grant("T-1", TWO, CONCLUDED)).await;
    authority.post(&format!("/items/{two}/acknowledge"), &[]).await;
    let (_, returned) = push(&city, "SPJ", by_hand("T-2")).await;
    authority.post(&format!("/items/{returned}/return"), &[("reason", "测试")]).await;
    bureau.post(&format!("/items/{returned}/uphold"), &[("reason", "测试")]).await;
    let (_, owed) = push(&city, "YJJ", penalty("测罚〔2026〕3号", "测危化经字〔2026〕T-1", "2026-09-30")).await;
    bureau.post(&format!("/items/{owed}/reply"), &[("content", "测试"), ("decision", "存档备查")]).await;
    city.assert_verified().await;
    let list = bureau.get("/todo/done").await.text;
    assert!(list.contains("维持") && list.contains("反馈") && list.contains(&returned) && list.contains(&owed));

    let database = shenguan_db::Database::clone(city.database());
    let again = move || {
        let mut connection = database.writer().expect("a connection");
        let mut tx = connection.begin_write().expect("a transaction");
        tx.execute("DELETE FROM task WHERE list = 'done'", Vec::new());
        tx.commit().expect("the rows are gone");
        let done = MIGRATIONS.iter().find(|migration| migration.name == "done").expect("it is there");
        let mut migrations = MIGRATIONS.to_vec();
        migrations.push(Migration { number: 999, name: "done, again", sql: done.sql });
        database.migrate(&migrations).expect("it runs");
        let mut tx = connection.begin_write().expect("a transaction");
        let counts = MIGRATIONS.iter().find(|migration| migration.name == "counts").expect("it is there");
        let senders = counts.sql.split(';').map(str::trim).find(|it| it.starts_with("UPDATE task"));
        tx.execute(senders.expect("it fills in the senders"), Vec::new());
        tx.execute("DELETE FROM op_migration WHERE number = 999", Vec::new());
        tx.commit().expect("nobody knows that it ran twice");
    };
    tokio::task::spawn_blocking(again).await.expect("the rows come back");
    city.assert_verified().await;
}

on_both!(crate::app::START;
    badge_heading_tab_and_rows_agree_after_every_act,
    what_was_handed_to_me_is_a_filter_of_its_own,
    an_act_leads_to_the_next_item_of_the_same_filter,
    an_act_from_a_row_stays_in_the_list_at_the_next_row,
    every_deadline_is_explained_day_by_day,
    a_push_to_several_is_one_row_with_each_of_them,
    whoever_comes_too_late_is_told_who_was_first_and_keeps_what_was_typed,
    a_receipt_that_was_deemed_can_be_confirmed_and_says_so,
    several_at_once_are_each_answered,
    what_waits_can_be_chosen_by_its_sender,
    the_proof_of_a_step_is_for_whoever_may_read_the_item,
    what_was_done_before_it_was_listed_is_listed_by_the_migration,
);
