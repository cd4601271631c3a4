//! What is told to whom: pressed for by hand once a working day (二(三)¶3s3), told in office hours over the ways that each chose (二(二)¶3s2), what did
//! not go out shows, and who is on duty on a day off (二(二)¶2s1).

use super::reader::Reader;
use super::site::Site;
use crate::city::{ONE, grant, penalty};
use crate::notice::servers::{Answer, gateway, mail_server, telling};
use shenguan_rules::roster::Role;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::notice::{Post, deliver_all, tell_all};
use shenguan_server::sections::DESK;

const PERMIT: &str = "危险化学品经营许可证（新办）";
const PENALTY: &str = "行政处罚决定（测试）";

crate::on_pages!(
    the_sender_presses_once_a_working_day_and_the_responsible_officer_reads_it,
    somebody_chooses_how_to_be_told_and_reads_what_did_not_go_out,
    who_is_on_duty_is_entered_before_the_holiday_and_named_on_it,
);

async fn the_sender_presses_once_a_working_day_and_the_responsible_officer_reads_it(site: &Site, reader: &Reader) {
    site.appoint("spj-zrr", "SPJ", Role::ResponsibleOfficer).await;
    let number = site.push("YJJ", penalty("测罚〔2026〕9号", "测危化经字〔2026〕P-9", "2026-09-30")).await;
    let post = Post::of(&Settings::demo(([127, 0, 0, 1], 8066).into()), DESK).expect("the demo has its sinks");
    tell_all(&site.city().app, &post).await.expect("what arrived is told");

    opens_what_was_sent(reader).await;
    reader.press("催办").await;
    reader.reads_in(".note", &format!("已就 {number} 催办市行政审批局（测试），期限不变。")).await;
    reader.reads_in(".tl", "催办").await;
    reader.press("催办").await;
    reader.reads("同一单位每个工作日催办一次，2026-10-08 起可再催办").await;
    tell_all(&site.city().app, &post).await.expect("who was pressed is told");

    reader.log_in("spj-zrr").await;
    assert!(reader.badge("notices").await > 0, "the navigation counts it");
    reader.press("提醒").await;
    reader.arrives_at("/notices").await;
    reader.reads_in("[aria-labelledby=notices]", "对方催办").await;
    reader.press("全部标为已看").await;
    reader.shows_no(thirtyfour::By::XPath("//button[normalize-space(.)='全部标为已看']")).await;
    assert_eq!(reader.badge("notices").await, 0);
    reader.press(&number).await;
    reader.reads_in(".tl", "催办").await;
    reader.reads_in(".tl", "送市行政审批局（测试）").await;

    site.at("2026-10-08T09:00:00+08:00");
    opens_what_was_sent(reader).await;
    reader.press("催办").await;
    reader.reads_in(".note", &format!("已就 {number} 催办市行政审批局（测试），期限不变。")).await;
    site.assert_verified().await;
}

async fn opens_what_was_sent(reader: &Reader) {
    reader.log_in("yjj").await;
    reader.press("已发").await;
    reader.arrives_at("/sent").await;
    reader.press(PENALTY).await;
    reader.reads("现将处罚决定通报贵局。").await;
}

async fn somebody_chooses_how_to_be_told_and_reads_what_did_not_go_out(site: &Site, reader: &Reader) {
    let ((port, mails), (url, calls)) = (mail_server().await, gateway().await);
    let post = Post::of(&telling(port, url), DESK).expect("the settings can be");
    site.at("2026-10-08T16:00:00+08:00");
    reader.log_in("yjj").await;
    reader.press("提醒").await;
    reader.reads("还没有提醒").await;
    reader.reads("只在办公时间发送，当日到期的除外").await;
    reader.fill("phone", "0412-5550000").await;
    reader.press("保存").await;
    reader.reads("请填写 11 位手机号").await;
    reader.fill("email", "yjj@example.invalid").await;
    reader.fill("phone", "13900000002").await;
    reader.tick("sms_for", "digest").await;
    reader.press("保存").await;
    reader.reads("已保存接收方式。").await;
    assert_eq!(reader.value("phone").await, "13900000002");

    // After office hours nobody is disturbed by what is due on another day.
    site.at("2026-10-08T18:30:00+08:00");
    let number = site.push("SPJ", grant("N-2", ONE, "2026-10-08T16:30:00+08:00")).await;
    assert_eq!(tell_all(&site.city().app, &post).await.expect("it is planned"), 0);
    reads_notices(reader, "还没有提醒").await;

    site.at("2026-10-09T08:30:00+08:00");
    mails.will([Answer::Status(550)]);
    calls.will([Answer::Status(503), Answer::Accept]);
    assert_eq!(tell_all(&site.city().app, &post).await.expect("it is planned"), 1);
    assert_eq!(deliver_all(&site.city().app, &post).await.expect("it is handed on"), 2);
    reads_notices(reader, &number).await;
    reader.reads_in("[aria-labelledby=notices]", "每日提醒").await;
    reader.reads_in("[aria-labelledby=messages]", "电子邮件 未发出 SMTP_550").await;
    reader.reads_in("[aria-labelledby=messages]", "短信 等待发送 GATEWAY_503").await;
    reader.reads_in("[aria-labelledby=messages]", "接收方式在“提醒”页选择：https://sg.example.invalid/notices").await;

    site.at("2026-10-09T08:31:01+08:00");
    assert_eq!(deliver_all(&site.city().app, &post).await.expect("it is tried again"), 1);
    reads_notices(reader, "短信 已发出").await;
    reader.reads("2026-10-09 08:30 失败 GATEWAY_503；2026-10-09 08:31 已发出").await;
    reader.looks_over("messages and their attempts").await;

    reader.enter("admin").await;
    reader.press("系统").await;
    reader.press("通知").await;
    reader.arrives_at("/system/notices").await;
    reader.reads("GATEWAY_503").await;
    reader.picks("state", "未发出").await;
    reader.press("查看").await;
    reader.arrives_at("/system/notices?state=failed").await;
    reader.reads_in("[aria-labelledby=messages]", "SMTP_550").await;
    reader.looks_over("messages that did not go out").await;
    for other in ["GATEWAY_503", "13900000002", "yjj@example.invalid", PERMIT] {
        reader.never_reads(other).await;
    }
    site.assert_verified().await;
}

async fn reads_notices(reader: &Reader, words: &str) {
    reader.log_in("yjj").await;
    reader.press("提醒").await;
    reader.arrives_at("/notices").await;
    reader.reads(words).await;
}

async fn who_is_on_duty_is_entered_before_the_holiday_and_named_on_it(site: &Site, reader: &Reader) {
    site.push("SPJ", grant("N-3", ONE, "2026-09-30T15:00:00+08:00")).await;
    comes_to_duty(reader, "yjj-zrr").await;
    reader.reads("还没有单位登记值班安排").await;
    reader.picks("on", "2026-10-01 国庆节").await;
    reader.ticks("测试YJJ").await;
    reader.press("登记").await;
    reader.reads("已登记 2026-10-01 的值班人员。").await;
    let entered = "2026-10-01 国庆节 市应急管理局（测试） 测试YJJ 0412-5550000";
    reader.reads_in("[aria-labelledby=duty]", entered).await;

    comes_to_duty(reader, "admin").await;
    reader.picks("on", "2026-10-02 国庆节").await;
    reader.ticks("测试SPJ").await;
    reader.press("登记").await;
    reader.reads("已登记 2026-10-02 的值班人员。").await;

    comes_to_duty(reader, "spj").await;
    reader.reads_in("[aria-labelledby=duty]", entered).await;
    reader.reads_in("[aria-labelledby=duty]", "2026-10-02 国庆节 市行政审批局（测试） 测试SPJ 0412-5550000").await;
    reader.never_reads("登记本单位值班").await;

    site.at("2026-10-01T10:00:00+08:00");
    reader.log_in("spj").await;
    reader.press("已发").await;
    reader.arrives_at("/sent").await;
    reader.press(PERMIT).await;
    reader.reads("值班 测试YJJ 0412-5550000").await;

    comes_to_duty(reader, "admin").await;
    reader.picks("on", "2026-10-02 国庆节").await;
    reader.press("登记").await;
    reader.reads("已取消 2026-10-02 的值班安排。").await;
    reader.reads_in("[aria-labelledby=duty]", entered).await;
    assert!(!reader.words_of("[aria-labelledby=duty]").await.contains("2026-10-02"), "nobody is on duty any more");
    site.assert_verified().await;
}

async fn comes_to_duty(reader: &Reader, username: &str) {
    reader.enter(username).await;
    reader.press("人员名单").await;
    reader.arrives_at("/people").await;
    reader.press("值班表").await;
    reader.arrives_at("/duty").await;
}
