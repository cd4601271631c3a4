//! 系统 by an administrator: what is refused, what is shown before it is done, and what is shown once.

use super::chromium::{Script, in_browser};
use super::reader::Reader;
use super::site::Site;

#[tokio::test(flavor = "multi_thread")]
async fn an_administrators_day_with_javascript() {
    let site = Site::on_sqlite().await;
    in_browser(Script::On, &site, async |reader| an_administrators_day(&site, reader).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrators_day_without_javascript() {
    let site = Site::on_postgres().await;
    in_browser(Script::Off, &site, async |reader| an_administrators_day(&site, reader).await).await;
}

async fn an_administrators_day(site: &Site, reader: &Reader) {
    site.with_work().await;
    reader.enter("admin").await;
    reader.open("/system").await;
    reader.looks_over("/system").await;
    a_proposal_is_confirmed(reader).await;
    downtime_is_told(reader).await;
    a_reform_is_looked_at(reader).await;
    accounts_are_made(reader).await;
    site.assert_verified().await;
}

async fn a_proposal_is_confirmed(reader: &Reader) {
    reader.open("/system/rules/calendar").await;
    reader.press("先看影响").await;
    reader.reads("需要修改").await;
    reader.looks_over("a notice, refused").await;
    reader.open("/system/rules").await;
    reader.press("日历：关于暴雪停工的通知（测试） 测政办发〔2026〕1号（1 天）").await;
    reader.reads("将改变时限的").await;
    reader.looks_over("a proposal").await;
    reader.press("确认生效").await;
    reader.reads("变更已生效").await;
    reader.open("/system/rules/setting?setting=count_mode").await;
    reader.choose("value", "WORK_HOURS").await;
    reader.fill("document", "测政办发〔2026〕3号").await;
    reader.press("先看影响").await;
    reader.reads("按上班时间累计").await;
    reader.looks_over("a rule, previewed").await;
    reader.press("提交，等待复核").await;
    reader.reads("已提交，等待另一名系统管理员确认").await;
}

async fn downtime_is_told(reader: &Reader) {
    reader.open("/system/outages").await;
    reader.fill("words", "平台升级（测试）").await;
    reader.press("发布公告").await;
    reader.reads("需要修改").await;
    reader.looks_over("an announcement, refused").await;
}

async fn a_reform_is_looked_at(reader: &Reader) {
    reader.open("/system/departments/YJJ/reform").await;
    reader.choose("kind", "merged").await;
    reader.tick("into", "SCJ").await;
    reader.press("先看影响").await;
    reader.reads("由承接单位继续办理").await;
    reader.looks_over("a reform, previewed").await;
    reader.press("确认撤并").await;
    reader.reads("已撤并").await;
    reader.looks_over("a department that was merged").await;
}

async fn accounts_are_made(reader: &Reader) {
    reader.open("/system/accounts/bulk").await;
    reader.fill("rows", "账号,单位,姓名\nwu,SCJ,测试无此人").await;
    reader.press("先核对").await;
    reader.reads("请先在名册登记").await;
    reader.looks_over("accounts, checked").await;
    reader.open("/system/keys").await;
    reader.choose("key_department", "SCJ").await;
    reader.fill("name", "测试接口").await;
    reader.tick("flags", "read").await;
    reader.press("新建密钥").await;
    reader.reads("只显示这一次").await;
    reader.looks_over("a key, shown once").await;
}
