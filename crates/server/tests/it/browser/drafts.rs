//! A form that somebody leaves half filled in: saved by itself, gone on with after a reload and after a session that was over, in two
//! windows at once; and the same by a button where there is no JavaScript.

use super::chromium::{Script, in_browser};
use super::reader::Reader;
use super::site::{PASSWORD, Site};
use crate::city::ONE;
use thirtyfour::By;

const FORM: &str = "/push/new?kind=approval_outcome";
const SUBJECT: &str = "危险化学品经营许可证（测试草稿）";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_comes_back_with_javascript() {
    let site = Site::on_sqlite().await;
    in_browser(Script::On, &site, async |reader| {
        it_is_saved_by_itself(reader).await;
        two_windows_keep_both(reader).await;
        a_lost_session_loses_nothing(reader).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_comes_back_without_javascript() {
    let site = Site::on_sqlite().await;
    in_browser(Script::Off, &site, async |reader| {
        reader.log_in("spj").await;
        reader.open(FORM).await;
        reader.fill("subject", SUBJECT).await;
        reader.press("存草稿").await;
        reader.reads("草稿已于 16:00 保存").await;
        assert_eq!(reader.value("subject").await, SUBJECT, "the form goes on");
        it_is_listed_and_taken_away(reader).await;
        a_lost_session_loses_nothing(reader).await;
    })
    .await;
}

async fn it_is_saved_by_itself(reader: &Reader) {
    reader.log_in("spj").await;
    reader.open(FORM).await;
    reader.fill("subject", SUBJECT).await;
    reader.reads("草稿已于 16:00 自动保存").await;
    reader.open(FORM).await;
    reader.reads("您有 1 份草稿").await;
    assert_eq!(reader.value("subject").await, "", "it is not filled in unasked");
    reader.looks_over("a form with a draft").await;
    reader.press("继续填").await;
    reader.reads("已恢复草稿，还没有提交。").await;
    assert_eq!(reader.value("subject").await, SUBJECT);
    reader.looks_over("a form that was filled in again").await;
}

async fn it_is_listed_and_taken_away(reader: &Reader) {
    reader.open("/sent").await;
    reader.press("我的草稿").await;
    reader.reads("我的草稿 1 份").await;
    reader.looks_over("drafts").await;
    reader.press("删除").await;
    reader.reads("没有草稿").await;
    reader.looks_over("no drafts").await;
}

/// The same draft twice: whoever saves second finds a draft of their own.
async fn two_windows_keep_both(reader: &Reader) {
    let first = reader.driver.window().await.expect("a window");
    let place = reader.path().await;
    let second = reader.driver.new_tab().await.expect("another window");
    reader.driver.switch_to_window(second).await.expect("it is looked at");
    reader.open(&place).await;
    reader.fill("subject", "第二个窗口（测试）").await;
    reader.reads("草稿已于 16:00 自动保存").await;
    reader.driver.close_window().await.expect("it is closed");
    reader.driver.switch_to_window(first).await.expect("back");
    reader.fill("subject", "第一个窗口（测试）").await;
    reader.reads("两份都留下").await;
    reader.open("/drafts").await;
    reader.reads("我的草稿 2 份").await;
    reader.reads("第一个窗口（测试）").await;
    reader.reads("第二个窗口（测试）").await;
    for left in ["我的草稿 1 份", "没有草稿"] {
        reader.press("删除").await;
        reader.reads(left).await;
    }
}

async fn a_lost_session_loses_nothing(reader: &Reader) {
    reader.open(FORM).await;
    reader.fill("subject", SUBJECT).await;
    reader.fill("item_code", ONE).await;
    reader.fill("content", "请重点监管（测试）").await;
    reader.driver.delete_all_cookies().await.expect("the session is gone");
    reader.click(By::Css("button[value=push]")).await;
    reader.reads("填写的内容已保存，登录后继续填。不会自动提交。").await;
    reader.looks_over("login with something kept").await;
    reader.fill("username", "spj").await;
    reader.fill("password", PASSWORD).await;
    reader.press("登录").await;
    reader.reads("已恢复草稿，还没有提交。").await;
    for (name, text) in [("subject", SUBJECT), ("item_code", ONE), ("content", "请重点监管（测试）")] {
        assert_eq!(reader.value(name).await, text);
    }
}
