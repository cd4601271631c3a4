//! The pages: 提醒, 系统 → 通知, 值班表, and 催办 on the page of an item.

use crate::city::{City, ONE, grant, penalty};
use crate::desk::Desk;
use shenguan_server::exchange::acts;
use shenguan_server::platform::notice::{Post, deliver_all, tell_all};
use shenguan_server::sections::DESK;

const NOW: &str = "2026-11-24T09:00:00+08:00";

async fn an_officer_sees_what_was_told_and_chooses_how_and_the_demo_shows_what_would_have_been_sent(city: City) {
    let desk = Desk::of(city).await;
    let (yjj, admin) = (desk.log_in("yjj").await, desk.log_in("admin").await);
    assert!(desk.get(&yjj, "/notices").await.text.contains("还没有提醒"));
    let choice = [
        ("email", "yjj@example.invalid"),
        ("phone", "13900000002"),
        ("im", ""),
        ("email_for", "digest"),
        ("sms_for", "digest"),
    ];
    let kept = desk.post(&yjj, "/notices/choice", &choice).await;
    assert_eq!((kept.status, kept.location.as_str()), (303, "/notices"));
    let wrong = desk.post(&yjj, "/notices/choice", &[("phone", "0412-5550000")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("请填写 11 位手机号"), "{}", wrong.text);

    let request = grant("P-1", ONE, "2026-11-24T08:00:00+08:00");
    let pushed =
        desk.city.app.act(desk.city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("taken");
    let post = Post::of(&desk.server.settings, DESK).expect("the demo has its sinks");
    assert_eq!(tell_all(&desk.city.app, &post).await.expect("planned"), 1);
    assert_eq!(deliver_all(&desk.city.app, &post).await.expect("shown"), 2);

    let told = desk.get(&yjj, "/notices").await.text;
    let number = &pushed[0].state.number;
    for words in
        [number.as_str(), "每日提醒", "确认接收", "新到", "未看", "演示，不发出", "yjj@example.invalid", "13900000002"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(told.contains(r#"id="count-nav-notices">"#), "the navigation counts it");
    desk.post(&yjj, "/notices/seen", &[]).await;
    assert!(!desk.get(&yjj, "/notices").await.text.contains(r#"id="count-nav-notices">"#));

    let all = desk.get(&admin, "/system/notices").await.text;
    for words in ["演示城市：消息只在这里显示", "测试YJJ", "短信", number.as_str()] {
        assert!(all.contains(words), "{words}: {all}");
    }
    for private in ["化工", "危险化学品", "储罐", "13900000002", "yjj@example.invalid"] {
        assert!(!all.contains(private), "{private}");
    }
    assert!(!desk.get(&admin, "/system/notices?state=failed").await.text.contains(number.as_str()));
    assert_eq!(desk.get(&yjj, "/system/notices").await.status, 403);
    assert!(
        !desk.get(&admin, "/notices").await.text.contains(number.as_str()),
        "what was told to another is not shown"
    );
    desk.city.assert_verified().await;
}

async fn a_penalty_is_pressed_for_on_its_page_once_and_the_history_says_so(city: City) {
    let desk = Desk::of(city).await;
    let yjj = desk.log_in("yjj").await;
    let request = penalty("测罚〔2026〕9号", "测危化经字〔2026〕P-9", "2026-11-24");
    let pushed =
        desk.city.app.act(desk.city.liaison("YJJ"), move |act| acts::push(act, &request)).await.expect("taken");
    let page = format!("/items/{}", pushed[0].state.number);
    assert!(desk.get(&yjj, &page).await.text.contains(&format!("{page}/remind")), "the sender may remind");
    let reminded = desk.post(&yjj, &format!("{page}/remind"), &[]).await;
    assert_eq!((reminded.status, reminded.location.as_str()), (303, page.as_str()), "{}", reminded.text);
    let shown = desk.get(&yjj, &page).await.text;
    assert!(shown.contains("市应急管理局（测试） 催办") && shown.contains("送市行政审批局（测试）"), "{shown}");
    let again = desk.post(&yjj, &format!("{page}/remind"), &[]).await;
    assert!(again.status == 409 && again.text.contains("2026-11-25 起可再催办"), "{}", again.text);
    let lead = desk.log_in("lead").await;
    assert!(!desk.get(&lead, &page).await.text.contains(&format!("{page}/remind")), "the addressee is not offered it");
    desk.city.assert_verified().await;
}

async fn who_is_on_duty_is_entered_on_the_page_and_shown_to_the_other_side(city: City) {
    let desk = Desk::of(city).await;
    let (lead, yjj) = (desk.log_in("lead").await, desk.log_in("yjj").await);
    let officer = desk.city.liaison("SPJ").officer().expect("a person").to_string();
    assert!(desk.get(&lead, "/duty").await.text.contains("登记本单位值班"));
    let seen = desk.get(&yjj, "/duty").await.text;
    assert!(
        seen.contains("还没有单位登记值班安排") && !seen.contains("登记本单位值班"),
        "a liaison officer enters nobody"
    );
    let wrong = desk.post(&lead, "/duty", &[("on", "2026-11-24"), ("officers", &officer)]).await;
    assert!(wrong.status == 422 && wrong.text.contains("是工作日"), "{}", wrong.text);
    let set = desk.post(&lead, "/duty", &[("on", "2026-11-28"), ("officers", &officer)]).await;
    assert_eq!((set.status, set.location.as_str()), (303, "/duty"));
    let seen = desk.get(&yjj, "/duty").await.text;
    assert!(seen.contains("2026-11-28") && seen.contains("测试SPJ 0412-5550000"), "{seen}");
    let request = grant("P-2", ONE, "2026-11-24T08:00:00+08:00");
    let pushed =
        desk.city.app.act(desk.city.liaison("SPJ"), move |act| acts::push(act, &request)).await.expect("taken");
    desk.city.set_clock("2026-11-28T10:00:00+08:00");
    let yjj = desk.log_in("yjj").await;
    let item = desk.get(&yjj, &format!("/items/{}", pushed[0].state.number)).await.text;
    assert!(item.contains("值班 测试SPJ"), "on the day off the page of the item names who is on duty");
    desk.city.assert_verified().await;
}

crate::on_both!(super::NOW;
    an_officer_sees_what_was_told_and_chooses_how_and_the_demo_shows_what_would_have_been_sent,
    a_penalty_is_pressed_for_on_its_page_once_and_the_history_says_so,
    who_is_on_duty_is_entered_on_the_page_and_shown_to_the_other_side,
);
