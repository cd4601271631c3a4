//! One Chromium under a ChromeDriver of its own, on a port of its own; both end with the test, whatever becomes of it.

use super::reader::{Reader, SCREEN};
use super::site::Site;
use futures_util::FutureExt as _;
use std::net::{Ipv4Addr, TcpListener};
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities as _;
use thirtyfour::{BrowserCapabilitiesHelper as _, ChromeCapabilities, LoggingPrefsLogLevel, WebDriver};

/// Whether the pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    On,
    Off,
}

/// Both are named by `cargo xtask test`.
const CHROMEDRIVER_VARIABLE: &str = "SHENGUAN_TEST_CHROMEDRIVER";
const CHROMIUM_VARIABLE: &str = "SHENGUAN_TEST_CHROMIUM";
/// ChromeDriver answers within so long, on a busy machine too.
const START_TIME_MAX: Duration = Duration::from_secs(30);
/// As root there is no sandbox; nothing else leaves the machine.
const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
    // Grey letters: the pictures are a third smaller.
    "--disable-lcd-text",
];

/// Tells a story in a browser of its own, then closes it. A story that fails says what stood on the page.
pub(crate) async fn in_browser(script: Script, site: &Site, story: impl AsyncFnOnce(&Reader)) {
    // The client of the driver is built as the server's is, which chooses its provider itself; a second choice is the first one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let program = ChromeDriver::start();
    let profile = tempfile::tempdir().expect("a folder for the browser");
    let driver = WebDriver::new(format!("http://127.0.0.1:{}", program.port), capabilities(script, &profile)).await;
    let driver = driver.expect("Chromium starts");
    let reader = Reader::new(driver.clone(), site.address(), script);
    reader.shows_on(SCREEN.0, SCREEN.1).await;
    let told = AssertUnwindSafe(story(&reader)).catch_unwind().await;
    if told.is_err() {
        reader.say_where().await;
    }
    let faults = reader.faults();
    driver.quit().await.expect("Chromium closes");
    if let Err(panic) = told {
        std::panic::resume_unwind(panic);
    }
    assert!(faults.is_empty(), "{} faults on the pages:\n{}", faults.len(), faults.join("\n"));
}

struct ChromeDriver {
    process: Child,
    port: u16,
}

impl ChromeDriver {
    fn start() -> Self {
        // Left to itself it may take another port on IPv6 than the one it names.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = free.expect("a free port").port();
        let mut command = Command::new(program(CHROMEDRIVER_VARIABLE));
        command.arg(format!("--port={port}")).env("LANGUAGE", "zh_CN");
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("ChromeDriver starts");
        let started_at = Instant::now();
        while std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(started_at.elapsed() < START_TIME_MAX, "ChromeDriver does not answer on port {port}");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { process, port }
    }
}

impl Drop for ChromeDriver {
    fn drop(&mut self) {
        // It is gone already or ends now; there is nobody left to tell.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn capabilities(script: Script, profile: &TempDir) -> ChromeCapabilities {
    let mut wanted = ChromeCapabilities::new();
    let chromium = program(CHROMIUM_VARIABLE);
    wanted.set_binary(chromium.to_str().expect("a path in UTF-8")).expect("a path");
    for argument in ARGUMENTS {
        wanted.add_arg(argument).expect("an argument");
    }
    wanted.add_arg(&format!("--user-data-dir={}", profile.path().display())).expect("an argument");
    let mut preferences = serde_json::json!({ "intl.accept_languages": "zh-CN,zh" });
    if script == Script::Off {
        preferences["profile.managed_default_content_settings.javascript"] = 2.into();
    }
    wanted.set_browser_option("prefs", preferences).expect("preferences");
    wanted.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a log level");
    wanted
}

fn program(variable: &str) -> PathBuf {
    let path = std::env::var_os(variable).unwrap_or_else(|| {
        panic!("{variable} is not set: run `cargo xtask test`, or with --no-browser to leave the browser tests out")
    });
    PathBuf::from(path)
}
