//! Somebody who reads the pages and presses what stands on them. What should come is waited for; what is there is read once.

use super::chromium::Script;
use super::site::PASSWORD;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use thirtyfour::{By, Key, TypingData, WebDriver, WebElement};

/// A page follows a press within so long, on a busy machine too.
const WAIT_MAX: Duration = Duration::from_secs(20);
const WAIT_STEP: Duration = Duration::from_millis(50);
/// The wide screen of an office, a tablet held upright, a telephone.
pub(crate) const SCREEN: (u32, u32) = (1366, 768);
pub(crate) const TABLET: (u32, u32) = (820, 1180);
pub(crate) const PHONE: (u32, u32) = (390, 844);
/// The narrowest that WCAG 1.4.10 asks for.
pub(crate) const NARROW: (u32, u32) = (320, 640);

/// A person at a browser.
pub(crate) struct Reader {
    pub(super) driver: WebDriver,
    address: String,
    pub(super) script: Script,
    pub(super) faults: Mutex<Vec<String>>,
}

impl Reader {
    pub(crate) fn new(driver: WebDriver, address: &str, script: Script) -> Self {
        Self { driver, address: address.to_owned(), script, faults: Mutex::default() }
    }

    /// What was wrong with the pages so far.
    pub(crate) fn faults(&self) -> Vec<String> {
        self.faults.lock().expect("no other thread").clone()
    }

    /// Opens a page of the site.
    pub(crate) async fn open(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.address)).await.expect("the page opens");
    }

    /// Where the reader is: path and query.
    pub(crate) async fn path(&self) -> String {
        let url = self.driver.current_url().await.expect("an address");
        url.as_str().strip_prefix(&self.address).unwrap_or(url.as_str()).to_owned()
    }

    /// Waits for a path.
    pub(crate) async fn arrives_at(&self, path: &str) {
        let started_at = Instant::now();
        loop {
            let found = self.path().await;
            if found == path {
                return;
            }
            assert!(started_at.elapsed() < WAIT_MAX, "{found} instead of {path}");
            tokio::time::sleep(WAIT_STEP).await;
        }
    }

    /// Leaves whoever is logged in and logs in as the liaison officer of a department, to 待办.
    pub(crate) async fn log_in(&self, username: &str) {
        self.enter(username).await;
        self.arrives_at("/todo").await;
    }

    /// Leaves whoever is logged in and logs in as somebody else, to wherever that one's work begins.
    pub(crate) async fn enter(&self, username: &str) {
        self.driver.delete_all_cookies().await.expect("the cookies go");
        self.open("/login").await;
        self.fill("username", username).await;
        self.fill("password", PASSWORD).await;
        self.press("登录").await;
        self.leaves("/login").await;
    }

    /// Waits until another page than this one stands there, whole.
    pub(crate) async fn leaves(&self, path: &str) {
        let started_at = Instant::now();
        loop {
            let state = self.driver.execute("return document.readyState", Vec::new()).await;
            let is_whole = state.is_ok_and(|state| state.json() == "complete");
            if is_whole && self.path().await != path {
                return;
            }
            assert!(started_at.elapsed() < WAIT_MAX, "still on {path}");
            tokio::time::sleep(WAIT_STEP).await;
        }
    }

    /// Presses the button or link of these words, or the one whose words begin so.
    pub(crate) async fn press(&self, words: &str) {
        let path = format!(
            "//*[self::button or self::a or self::summary][normalize-space(.)='{words}' or starts-with(normalize-space(.),'{words}')]"
        );
        self.click(By::XPath(path)).await;
    }

    /// Presses the button or link of these words in the row of a title.
    pub(crate) async fn press_in_row(&self, title: &str, words: &str) {
        let path = format!(
            "//tr[contains(., '{title}')]//*[self::button or self::a][starts-with(normalize-space(.), '{words}')]"
        );
        self.click(By::XPath(path)).await;
    }

    /// Clicks the first of these that can be seen.
    pub(crate) async fn click(&self, by: By) {
        let started_at = Instant::now();
        loop {
            for element in self.driver.find_all(by.clone()).await.expect("the page is searched") {
                if element.is_displayed().await.unwrap_or(false) {
                    element.scroll_into_view().await.expect("it is brought into view");
                    element.click().await.unwrap_or_else(|error| panic!("{by:?} is pressed: {error}"));
                    return;
                }
            }
            assert!(started_at.elapsed() < WAIT_MAX, "{by:?} is not on {}", self.path().await);
            tokio::time::sleep(WAIT_STEP).await;
        }
    }

    /// Presses keys where the focus is.
    pub(crate) async fn types(&self, keys: impl Into<TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("the keys are pressed");
    }

    /// The same with Shift held down.
    pub(crate) async fn types_shifted(&self, keys: &str) {
        let chain = self.driver.action_chain().key_down(Key::Shift).send_keys(keys).key_up(Key::Shift);
        chain.perform().await.expect("the keys are pressed");
    }

    /// The same with Ctrl held down.
    pub(crate) async fn types_with_ctrl(&self, key: impl Into<char>) {
        let key = key.into();
        let chain = self.driver.action_chain().key_down(Key::Control).key_down(key).key_up(key).key_up(Key::Control);
        chain.perform().await.expect("the keys are pressed");
    }

    /// Types into the field of a name, over what stands there.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.field(name).await;
        let kind = field.attr("type").await.expect("the field is read").unwrap_or_default();
        if kind.starts_with("date") {
            // The order in which day, month and year are typed is the browser's, by its own language: a reader picks them.
            let arguments = vec![field.to_json().expect("a field"), text.into()];
            let picked = self.driver.execute("arguments[0].value = arguments[1]", arguments).await;
            picked.expect("the day is picked");
        } else {
            field.clear().await.expect("the field is emptied");
            field.send_keys(text).await.expect("it is typed");
        }
        let value = field.value().await.expect("the field is read");
        assert_eq!(value.as_deref(), Some(text), "{name}");
    }

    /// Chooses a word of a list.
    pub(crate) async fn choose(&self, name: &str, value: &str) {
        self.click(By::Css(format!("select[name='{name}'] option[value='{value}']"))).await;
    }

    /// Chooses of a list what is called so, or has these words in its name.
    pub(crate) async fn choose_called(&self, name: &str, words: &str) {
        self.click(By::XPath(format!("//main//select[@name='{name}']/option[contains(., '{words}')]"))).await;
    }

    /// Puts a file into the field of a name.
    pub(crate) async fn attach(&self, name: &str, path: &std::path::Path) {
        let field = self.field(name).await;
        field.send_keys(path.to_str().expect("a path in UTF-8")).await.expect("a file is chosen");
    }

    /// Presses the button that does what the form in the page asks for.
    pub(crate) async fn sends(&self) {
        self.click(By::Css("main section form[method=post] .field button.btn-p")).await;
    }

    /// Ticks a box.
    pub(crate) async fn tick(&self, name: &str, value: &str) {
        self.click(By::Css(format!("input[name='{name}'][value='{value}']"))).await;
    }

    /// Ticks every box of the list.
    pub(crate) async fn tick_all(&self) {
        for element in self.driver.find_all(By::Css("td.ck input")).await.expect("the page is searched") {
            element.click().await.expect("it is ticked");
        }
    }

    /// What a field holds.
    pub(crate) async fn value(&self, name: &str) -> String {
        self.field(name).await.value().await.expect("the field is read").unwrap_or_default()
    }

    async fn field(&self, name: &str) -> WebElement {
        let by = By::Css(format!("main [name='{name}']:not([type=hidden])"));
        self.driver.find(by).await.unwrap_or_else(|error| panic!("the field {name}: {error}"))
    }

    /// The words of the page, without its frame.
    pub(crate) async fn words(&self) -> String {
        self.words_of("main").await
    }

    /// The words of the first element that fits, in one line; none where there is none.
    pub(crate) async fn words_of(&self, css: &str) -> String {
        let found = self.driver.find_all(By::Css(css)).await.expect("the page is searched");
        let Some(element) = found.first() else { return String::new() };
        // A page that goes away meanwhile has no words; whoever waits looks again.
        let words = element.text().await.unwrap_or_default();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Waits until the page says so.
    pub(crate) async fn reads(&self, words: &str) {
        self.reads_in("main", words).await;
    }

    /// Waits until a part of the page says so.
    pub(crate) async fn reads_in(&self, css: &str, words: &str) {
        let started_at = Instant::now();
        loop {
            let found = self.words_of(css).await;
            if found.contains(words) {
                return;
            }
            assert!(started_at.elapsed() < WAIT_MAX, "{css} on {} does not say {words}: {found}", self.path().await);
            tokio::time::sleep(WAIT_STEP).await;
        }
    }

    /// Waits until the page has such an element.
    pub(crate) async fn shows(&self, by: By) {
        let started_at = Instant::now();
        while self.driver.find_all(by.clone()).await.is_ok_and(|found| found.is_empty()) {
            assert!(started_at.elapsed() < WAIT_MAX, "{by:?} is not on {}", self.path().await);
            tokio::time::sleep(WAIT_STEP).await;
        }
    }

    /// Waits until the page has no such element.
    pub(crate) async fn shows_no(&self, by: By) {
        let started_at = Instant::now();
        while self.driver.find_all(by.clone()).await.is_ok_and(|found| !found.is_empty()) {
            assert!(started_at.elapsed() < WAIT_MAX, "{by:?} is still on {}", self.path().await);
            tokio::time::sleep(WAIT_STEP).await;
        }
    }

    /// The page does not say so; to be asked after something that it does say.
    pub(crate) async fn never_reads(&self, words: &str) {
        let found = self.words().await;
        assert!(!found.contains(words), "{} says {words}: {found}", self.path().await);
    }

    /// What the navigation counts beside an entry; 0 where it shows nothing.
    pub(crate) async fn badge(&self, entry: &str) -> u32 {
        let words = self.words_of(&format!("#count-nav-{entry}")).await;
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(0)
    }

    /// Says on the test's output where it stopped.
    pub(crate) async fn say_where(&self) {
        let path = self.driver.current_url().await.map(|url| url.to_string()).unwrap_or_default();
        let words = self.driver.find(By::Tag("body")).await;
        let words = match words {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        };
        eprintln!("stopped at {path}:\n{words}");
    }
}
