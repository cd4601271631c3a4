//! Forty pushes after 国庆, worked off by keyboard alone: most received at once, two returned with their reason, one objection
//! answered, nothing left; every key press counted, the badge right after each act.

use super::chromium::{Script, in_browser};
use super::reader::Reader;
use super::site::Site;
use crate::api::CONCLUDED;
use crate::city::{NONE, ONE, grant, penalty};
use shenguan_server::exchange::request::PushRequest;
use std::cell::Cell;
use std::time::{Duration, Instant};
use thirtyfour::Key;

/// What was pushed while the office was closed.
const PERMITS: usize = 37;
/// More presses than this are more than a morning wants.
const PRESSES_MAX: u32 = 90;
/// A page has no more places to stop at before what is looked for.
const TABS_MAX: usize = 25;

#[tokio::test(flavor = "multi_thread")]
async fn forty_pushes_after_a_holiday_are_worked_off_by_keyboard_alone() {
    let site = Site::on_sqlite().await;
    in_browser(Script::On, &site, async |reader| forty_pushes_are_worked_off(&site, reader).await).await;
}

async fn forty_pushes_are_worked_off(site: &Site, reader: &Reader) {
    // Before the holiday: a penalty that the bureau objects to.
    let objected = site.push("YJJ", penalty("测罚〔2026〕9号", "测危化经字〔2026〕H-0", "2026-09-30")).await;
    site.send_back("SPJ", &objected, "测试：该许可不是本局作出").await;
    for number in 1..=PERMITS {
        site.at(&format!("2026-10-0{}T1{}:00:00+08:00", 1 + number / 6, number % 6));
        let case = format!("H-{number}");
        let late = Some("测试：国庆假期".to_owned());
        site.push("SPJ", PushRequest { late_reason: late, ..grant(&case, ONE, CONCLUDED) }).await;
    }
    let mut by_hand = Vec::new();
    for (hour, case) in [(15, "H-38"), (16, "H-39")] {
        site.at(&format!("2026-10-07T{hour}:00:00+08:00"));
        let push = PushRequest {
            to: Some(vec!["YJJ".to_owned()]),
            routing_reason: Some("测试：协议书未列明".to_owned()),
            late_reason: Some("测试：国庆假期".to_owned()),
            ..grant(case, NONE, CONCLUDED)
        };
        by_hand.push(site.push("SPJ", push).await);
    }
    site.at("2026-10-08T09:00:00+08:00");
    reader.log_in("yjj").await;
    reader.reads("待办 40 件").await;
    assert_eq!(reader.badge("todo").await, 40);

    let keys = Keyboard { reader, presses: Cell::new(0) };
    most_are_received_at_once(&keys).await;
    reader.reads("待办 3 件").await;
    reader.reads_in(".note", "已接收 37 件，自 10月8日 09:00 起由市应急管理局（测试）履行事中事后监管职责。").await;
    assert_eq!(reader.badge("todo").await, 3);

    keys.press('j').await;
    keys.press(Key::Enter).await;
    reader.arrives_at(&format!("/items/{}?task=all", by_hand[0])).await;
    one_is_returned(&keys).await;
    reader.arrives_at(&format!("/items/{}?task=all", by_hand[1])).await;
    assert_eq!(reader.badge("todo").await, 2);
    one_is_returned(&keys).await;
    reader.arrives_at(&format!("/items/{objected}?task=all")).await;
    assert_eq!(reader.badge("todo").await, 1);
    the_objection_is_answered(&keys).await;
    reader.reads("待办已清空").await;
    reader.reads("今天办了 39 件").await;
    assert_eq!(reader.badge("todo").await, 0);

    let presses = keys.presses.get();
    eprintln!("{presses} presses");
    assert!(presses < PRESSES_MAX, "{presses} presses");
    site.assert_verified().await;
}

/// The whole group ticked, the last two of it left out.
async fn most_are_received_at_once(keys: &Keyboard<'_>) {
    keys.shift("x").await;
    keys.reader.reads("已选 39 件").await;
    // The last row is the objection, which no press receives; the two above it were sent to the wrong department.
    keys.press('k').await;
    for left in ["已选 38 件", "已选 37 件"] {
        keys.press('k').await;
        keys.press('x').await;
        keys.reader.reads(left).await;
    }
    keys.shift("e").await;
}

async fn one_is_returned(keys: &Keyboard<'_>) {
    keys.reader.reads("退回").await;
    keys.tab_to("退回").await;
    keys.press(Key::Enter).await;
    keys.reader.reads("退回后接收计时停止").await;
    keys.types("不属本局").await;
    keys.submits().await;
}

async fn the_objection_is_answered(keys: &Keyboard<'_>) {
    keys.tab_to("撤回").await;
    keys.press(Key::Enter).await;
    keys.reader.reads("撤回后对方不再接收").await;
    keys.types("发错单位").await;
    keys.submits().await;
}

/// Somebody without a mouse, whose every press is counted.
struct Keyboard<'r> {
    reader: &'r Reader,
    presses: Cell<u32>,
}

impl Keyboard<'_> {
    /// One key.
    async fn press(&self, key: impl Into<char>) {
        self.presses.set(self.presses.get() + 1);
        let key: char = key.into();
        let pressed = self.reader.driver.action_chain().key_down(key).key_up(key).perform().await;
        pressed.expect("the key is pressed");
    }

    /// A letter with the shift key: two presses.
    async fn shift(&self, letter: &str) {
        self.presses.set(self.presses.get() + 2);
        let letter = letter.to_uppercase().chars().next().expect("a letter");
        let chain = self.reader.driver.action_chain().key_down(Key::Shift).key_down(letter).key_up(letter);
        chain.key_up(Key::Shift).perform().await.expect("the keys are pressed");
    }

    /// Ctrl and Enter: two presses.
    async fn submits(&self) {
        self.presses.set(self.presses.get() + 2);
        let chain = self.reader.driver.action_chain().key_down(Key::Control).key_down(Key::Enter).key_up(Key::Enter);
        chain.key_up(Key::Control).perform().await.expect("the keys are pressed");
    }

    /// Words into the field that has the focus, a press each.
    async fn types(&self, words: &str) {
        self.waits_for_focus("TEXTAREA").await;
        for letter in words.chars() {
            self.press(letter).await;
        }
    }

    /// On by the tabulator, over the link past the navigation, to the link or button of these words.
    async fn tab_to(&self, words: &str) {
        self.press(Key::Tab).await;
        self.press(Key::Enter).await;
        for _ in 0..TABS_MAX {
            self.press(Key::Tab).await;
            if self.focused("textContent").await.trim() == words {
                return;
            }
        }
        panic!("{words} is not reached by the tabulator on {}", self.reader.path().await);
    }

    async fn waits_for_focus(&self, tag: &str) {
        let started_at = Instant::now();
        while self.focused("tagName").await != tag {
            assert!(started_at.elapsed() < Duration::from_secs(20), "nothing of {tag} has the focus");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn focused(&self, property: &str) -> String {
        let script = format!("return document.activeElement.{property}");
        let found = self.reader.driver.execute(&script, Vec::new()).await.expect("the page is asked");
        found.json().as_str().unwrap_or_default().to_owned()
    }
}
