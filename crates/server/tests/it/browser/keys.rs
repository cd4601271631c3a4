//! 待办 by keyboard alone: moved through, picked by row and by group, opened, left and come back to; nothing while a word is composed.

use super::chromium::{Script, in_browser};
use super::lists::named;
use super::reader::Reader;
use super::site::Site;
use crate::api::CONCLUDED;
use crate::city::{ONE, grant};
use serde_json::json;
use thirtyfour::{By, Key};

/// A key as an input method sends it while it composes: the name says nothing, the place on the keyboard does.
const PROCESSED: &str = "
    const [code, isComposing] = arguments;
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', code, isComposing, bubbles: true }));";

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_worked_through_by_keyboard_alone() {
    let site = Site::on_sqlite().await;
    for case in ["K-1", "K-2"] {
        site.push("SPJ", named(grant(case, ONE, CONCLUDED), case)).await;
    }
    let number = site.push("SPJ", named(grant("K-3", ONE, CONCLUDED), "K-3")).await;
    in_browser(Script::On, &site, async |reader| {
        reader.log_in("yjj").await;
        reader.reads("待办 3 件").await;
        rows_are_picked(reader).await;
        an_item_is_opened_and_left(reader).await;
        an_input_method_is_not_in_the_way(reader).await;
        a_form_is_submitted(reader, &number).await;
        reader.open("/todo").await;
        the_group_is_received(reader).await;
    })
    .await;
}

async fn rows_are_picked(reader: &Reader) {
    for (keys, picked) in [("jx", "已选 1 件"), ("jx", "已选 2 件")] {
        reader.types(keys).await;
        reader.reads(picked).await;
    }
    reader.types_shifted("x").await;
    reader.reads("已选 3 件").await;
    reader.types_shifted("x").await;
    reader.never_reads("已选").await;
    reader.types("?").await;
    reader.reads_in("dialog[open]", "全选或全不选本组").await;
    reader.types_shifted("x").await;
    reader.never_reads("已选").await;
    reader.types(Key::Enter).await;
    reader.shows_no(By::Css("dialog[open]")).await;
}

async fn an_item_is_opened_and_left(reader: &Reader) {
    reader.open("/todo").await;
    reader.types("j").await;
    reader.types(Key::Enter).await;
    reader.reads("办理经过").await;
    let first = reader.path().await;
    reader.types("]").await;
    reader.leaves(&first).await;
    let second = reader.path().await;
    reader.types("[").await;
    reader.leaves(&second).await;
    reader.reads("办理经过").await;
    reader.types("u").await;
    reader.reads("待办 3 件").await;
    reader.types("/").await;
    reader.types("jx?").await;
    let search = reader.driver.find(By::Css(".find input")).await.expect("the search");
    assert_eq!(search.value().await.expect("it is read").as_deref(), Some("jx?"));
}

async fn an_input_method_is_not_in_the_way(reader: &Reader) {
    reader.open("/todo").await;
    reader.types("j").await;
    reader.composes("KeyX", true).await;
    reader.never_reads("已选").await;
    reader.composes("KeyX", false).await;
    reader.reads("已选 1 件").await;
    reader.composes("KeyX", false).await;
}

async fn a_form_is_submitted(reader: &Reader, number: &str) {
    reader.open(&format!("/items/{number}/return")).await;
    reader.click(By::Css("textarea[name=reason]")).await;
    reader.types_with_ctrl(Key::Enter).await;
    reader.reads("有 1 处需要修改").await;
    let focused = reader.driver.active_element().await.expect("the focus").class_name().await.expect("its classes");
    assert!(focused.unwrap_or_default().contains("note-red"), "what is wrong is where one is");
}

async fn the_group_is_received(reader: &Reader) {
    reader.types_shifted("x").await;
    reader.reads("已选 3 件").await;
    reader.types_shifted("e").await;
    reader.reads("已接收 3 件，").await;
    reader.reads("待办已清空").await;
    assert_eq!(reader.badge("todo").await, 0);
}

impl Reader {
    async fn composes(&self, code: &str, composing: bool) {
        let sent = self.driver.execute(PROCESSED, vec![json!(code), json!(composing)]).await;
        sent.expect("the key is sent");
    }
}
