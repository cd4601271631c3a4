//! What every page must be, whoever looks: nothing for axe to find, no wider than the screen, no letter under 14 px, nothing in the
//! browser's log.

use super::chromium::{Script, in_browser};
use super::reader::{NARROW, PHONE, Reader, SCREEN, TABLET};
use super::site::Site;
use serde_json::Value;
use std::time::Duration;
use thirtyfour::cdp::domains::emulation::SetDeviceMetricsOverride;

/// axe-core 4.14.1, MPL-2.0: of the tests only, no part of the program.
const AXE: &str = include_str!("../../fixtures/axe.min.js");
/// WCAG 2.0 to 2.2, A and AA, and what is good practice.
const RUN_AXE: &str = "
    const done = arguments[0];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
        found => done(found.violations.map(it => `${it.id} (${it.help}): ` +
            it.nodes.map(node => node.html.slice(0, 160) + ' ' + (node.any[0] || node.all[0] || node.none[0]).message).join(' | '))),
        error => done([String(error)]));";
/// How much wider than the screen the page is, and which letters are too small, and which titles have no room. The seal is a picture; `vh` is for the ear only.
const MEASURE: &str = "
    const faults = [], root = document.documentElement;
    if (root.scrollWidth > window.innerWidth) {
        const wide = [...document.querySelectorAll('body *')].filter(it => it.getBoundingClientRect().right > window.innerWidth + 0.5);
        const named = wide.slice(-3).map(it => it.outerHTML.slice(0, 120)).join(' | ');
        faults.push(`${root.scrollWidth} px wide: ${named}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walker.nextNode()) {
        const text = walker.currentNode, element = text.parentElement;
        if (!text.data.trim() || element.closest('.vh, .seal, script, noscript')) continue;
        range.selectNodeContents(text);
        const size = parseFloat(getComputedStyle(element).fontSize);
        const isSeen = [...range.getClientRects()].some(it => it.width > 0.5);
        if (isSeen && size < 13.99) faults.push(`${size} px: ${text.data.trim().slice(0, 40)}`);
    }
    for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
        const size = parseFloat(getComputedStyle(field).fontSize);
        if (field.getClientRects().length && size < 13.99) faults.push(`${size} px: the field ${field.name}`);
    }
    for (const title of document.querySelectorAll('.ttl')) {
        const width = title.getBoundingClientRect().width;
        if (width < 60 && title.textContent.trim().length > 4) faults.push(`a title is ${width} px wide: ${title.textContent}`);
    }
    return faults;";

/// As the preferences set them on the page: size of letters, light or dark, screen.
const MODES: [(&str, &str, &str, (u32, u32)); 5] = [
    ("narrow", "", "", NARROW),
    ("large letters", "xl", "", SCREEN),
    ("large letters, telephone", "xl", "", PHONE),
    ("dark", "", "dark", SCREEN),
    ("dark, telephone", "", "dark", PHONE),
];
const COLOUR_CHANGE: Duration = Duration::from_millis(200);
const SET_MODE: &str = "
    const root = document.documentElement;
    for (const [name, value] of [['data-size', arguments[0]], ['data-theme', arguments[1]]]) {
        if (value) root.setAttribute(name, value); else root.removeAttribute(name);
    }";

impl Reader {
    /// Holds the page against all of it, on a wide screen and on a telephone; its measures on what lies between, too. Faults are gathered, so that one run shows all.
    pub(crate) async fn looks_over(&self, page: &str) {
        self.reads_log(page).await;
        for (width, height) in [SCREEN, TABLET, PHONE] {
            self.shows_on(width, height).await;
            if self.script == Script::On && width == SCREEN.0 {
                self.driver.execute(AXE, Vec::new()).await.expect("axe is loaded");
            }
            self.holds_against(page, width).await;
        }
        self.shows_on(SCREEN.0, SCREEN.1).await;
    }

    /// The same on the narrowest screen, in the largest letters, in the dark, and in both.
    pub(crate) async fn looks_over_in_every_mode(&self, page: &str) {
        self.looks_over(page).await;
        for (mode, size, theme, (width, height)) in MODES {
            let arguments = vec![size.into(), theme.into()];
            self.driver.execute(SET_MODE, arguments).await.expect("the mode is set");
            // Colours pass over in 0.12 s.
            tokio::time::sleep(COLOUR_CHANGE).await;
            self.shows_on(width, height).await;
            self.holds_against(&format!("{page}, {mode}"), width).await;
        }
        self.driver.execute(SET_MODE, vec!["".into(), "".into()]).await.expect("the mode is taken back");
        self.shows_on(SCREEN.0, SCREEN.1).await;
    }

    async fn holds_against(&self, page: &str, width: u32) {
        let measured = self.driver.execute(MEASURE, Vec::new()).await.expect("the page is measured");
        self.finds(page, width, measured.json());
        // axe waits for itself by promises and timers, which a page without scripts does not have.
        if self.script == Script::On {
            let found = self.driver.execute_async(RUN_AXE, Vec::new()).await.expect("axe runs");
            self.finds(page, width, found.json());
        }
    }

    /// Makes the window so large.
    pub(crate) async fn shows_on(&self, width: u32, height: u32) {
        let metrics = SetDeviceMetricsOverride {
            width,
            height,
            device_scale_factor: 1.0,
            mobile: false,
            scale: None,
            screen_orientation: None,
        };
        self.driver.cdp().send(metrics).await.expect("the window changes");
    }

    /// What the browser complained of: scripts, the content security policy, what could not be loaded. A page that says no is no fault.
    async fn reads_log(&self, page: &str) {
        for entry in self.driver.browser_log().await.expect("the browser has a log") {
            let is_answer = entry.source.as_deref() == Some("network")
                && entry.message.contains("the server responded with a status of 4")
                && !entry.message.contains("/a/");
            if !is_answer {
                self.faults.lock().expect("no other thread").push(format!("{page}: {} {}", entry.level, entry.message));
            }
        }
    }

    fn finds(&self, page: &str, width: u32, found: &Value) {
        let found = found.as_array().expect("a list of faults");
        let told = found.iter().map(|fault| format!("{page} at {width}: {}", fault.as_str().unwrap_or_default()));
        self.faults.lock().expect("no other thread").extend(told);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_not_sound_is_told_of() {
    const SPOIL: &str = "
        document.querySelector('label[for=username]').remove();
        document.querySelector('h1').style.width = '1500px';
        document.querySelector('button[name=language]').style.fontSize = '11px';
        const script = document.createElement('script');
        script.textContent = '1';
        document.body.append(script);
        console.error('测试');";
    let site = Site::on_sqlite().await;
    in_browser(Script::On, &site, async |reader| {
        reader.open("/login").await;
        reader.driver.execute(SPOIL, Vec::new()).await.expect("the page is spoilt");
        reader.looks_over("spoilt").await;
        let faults = std::mem::take(&mut *reader.faults.lock().expect("no other thread")).join("\n");
        for fault in ["at 1366: label (", "at 390: label (", "at 1366: 1", "px wide", "11 px", "violates", "测试"] {
            assert!(faults.contains(fault), "{fault} is not told of:\n{faults}");
        }
    })
    .await;
}
