//! An item that arrives while the list is open announces itself and moves nothing under the hand.

use super::chromium::{Script, in_browser};
use super::lists::{named, title};
use super::site::Site;
use crate::api::CONCLUDED;
use crate::city::{ONE, grant};
use thirtyfour::By;

/// Where the rows stand, and where the focus is.
const PLACES: &str = "
    const rows = [...document.querySelectorAll('.tbl tbody tr')].map(it => it.getBoundingClientRect().top);
    return JSON.stringify([rows, document.activeElement.textContent]);";

#[tokio::test(flavor = "multi_thread")]
async fn a_new_item_announces_itself_and_moves_nothing() {
    let site = Site::on_sqlite().await;
    for case in ["L-1", "L-2"] {
        site.push("SPJ", named(grant(case, ONE, CONCLUDED), case)).await;
    }
    in_browser(Script::On, &site, async |reader| {
        reader.log_in("yjj").await;
        reader.reads("待办 2 件").await;
        reader.types("j").await;
        let before = reader.places().await;
        site.push("SPJ", named(grant("L-3", ONE, CONCLUDED), "L-3")).await;
        reader.reads_in("#news", "有 1 件新件，点此显示").await;
        assert_eq!(reader.badge("todo").await, 3);
        assert_eq!(reader.places().await, before, "the rows and the focus stay");
        reader.never_reads(&title("L-3")).await;
        reader.looks_over("the list with something new").await;
        site.push("SPJ", named(grant("L-4", ONE, CONCLUDED), "L-4")).await;
        reader.reads_in("#news", "有 2 件新件，点此显示").await;
        assert_eq!(reader.spoken().await, "有 2 件新件，点此显示", "said to those who do not see");
        reader.click(By::Id("news")).await;
        reader.reads(&title("L-4")).await;
        reader.reads("待办 4 件").await;
        assert_eq!(reader.words_of("#news").await, "");
    })
    .await;
}

impl super::reader::Reader {
    async fn places(&self) -> String {
        let told = self.driver.execute(PLACES, Vec::new()).await.expect("the rows are measured");
        told.convert().expect("a text")
    }

    async fn spoken(&self) -> String {
        let script = "return document.getElementById('live').textContent";
        self.driver.execute(script, Vec::new()).await.expect("it is read").convert().expect("a text")
    }
}
