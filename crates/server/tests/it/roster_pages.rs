//! 人员名单: who is named to what, whom to call, and which places are empty.

use crate::browser::site::Site;
use crate::figures::Person;

async fn the_roster_is_searched_called_and_given_away(site: Site) {
    let reader = Person::of(&site, "dcs").await;
    let all = reader.get("/people").await.1;
    assert!(all.contains("测试SPJ") && all.contains("测试SCJ") && all.contains("测试dcs"));
    assert!(all.contains("href=\"tel:04125550000\""), "a number dials");
    assert!(all.contains("责任人空缺") && all.contains("个工作日（自 2018年9月1日起）"), "empty places stand on top");
    let (bureau, authority) = (all.find("市行政审批局（测试）</th>"), all.find("市应急管理局（测试）</th>"));
    assert!(bureau.is_some() && bureau < authority, "the bureau stands first");

    let some = reader.get("/people?department=YJJ&role=responsible_officer").await.1;
    assert!(some.contains("测试yjj-zrr") && !some.contains("<b>测试YJJ</b>") && !some.contains("<b>测试SCJ</b>"));
    assert!(some.contains("option value=\"YJJ\" selected"), "the filters say what is asked for");
    let found = reader.get("/people?q=%E6%B5%8B%E8%AF%95scj").await.1;
    assert!(found.contains("<b>测试SCJ</b>") && !found.contains("<b>测试SPJ</b>"), "letters of either case are found");
    assert!(reader.get("/people?q=nobody").await.1.contains("没有符合条件的人员"));

    let (status, file) = reader.get("/people/export?department=YJJ&format=csv").await;
    assert_eq!(status, 200);
    assert!(file.contains("测试yjj-zrr") && file.contains("测试函〔2018〕1号") && !file.contains("测试SCJ"));
    site.assert_verified().await;
}

async fn a_responsible_officer_who_heads_nothing_is_marked(site: Site) {
    let reader = Person::of(&site, "dcs").await;
    let page = reader.get("/people").await.1;
    assert!(!page.contains("责任人原则上为业务科室负责人"), "a 科长 heads a section");
    assert!(page.contains("未注明"), "who was named without a letter");
    site.assert_verified().await;
}

macro_rules! on_both {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite { $(#[tokio::test(flavor = "multi_thread")] async fn $story() { super::$story(crate::browser::site::Site::on_sqlite().await).await; })+ }
        mod on_postgres { $(#[tokio::test(flavor = "multi_thread")] async fn $story() { super::$story(crate::browser::site::Site::on_postgres().await).await; })+ }
    };
}

on_both!(the_roster_is_searched_called_and_given_away, a_responsible_officer_who_heads_nothing_is_marked);
