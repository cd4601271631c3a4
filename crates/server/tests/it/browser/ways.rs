//! How a story is told on the pages: once with JavaScript on SQLite, once without it on PostgreSQL; and what somebody does with a form by the
//! words that stand on it.

use super::reader::Reader;
use thirtyfour::By;

/// Tells each story in both ways.
#[macro_export]
macro_rules! on_pages {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            use $crate::browser::chromium::{Script, in_browser};
            use $crate::browser::site::Site;

            #[tokio::test(flavor = "multi_thread")]
            async fn with_javascript() {
                let site = Site::on_sqlite().await;
                in_browser(Script::On, &site, async |reader| super::$story(&site, reader).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn without_javascript() {
                let site = Site::on_postgres().await;
                in_browser(Script::Off, &site, async |reader| super::$story(&site, reader).await).await;
            }
        }
    )+};
}

impl Reader {
    /// Ticks the box beside these words.
    pub(super) async fn ticks(&self, words: &str) {
        self.click(By::XPath(format!("//label[contains(normalize-space(.), '{words}')]/input"))).await;
    }

    /// Chooses from a list the line that begins with these words.
    pub(super) async fn picks(&self, name: &str, words: &str) {
        let line = format!("//select[@name='{name}']/option[starts-with(normalize-space(.), '{words}')]");
        self.click(By::XPath(line)).await;
    }

    /// Whether the page offers a button or link of exactly these words.
    pub(super) async fn offers(&self, words: &str) -> bool {
        let offered = format!("//main//*[self::button or self::a][normalize-space(.)='{words}']");
        !self.driver.find_all(By::XPath(offered)).await.expect("the page is searched").is_empty()
    }
}
