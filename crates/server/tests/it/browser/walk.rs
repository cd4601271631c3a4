//! Each page as everybody who works with it meets it: by following the links with the mouse or by keyboard alone, with JavaScript and
//! without, on every screen, in large letters, in the dark.

use super::chromium::{Script, in_browser};
use super::reader::Reader;
use super::site::{PEOPLE, Site};
use crate::channel::work::with_letters;
use crate::links::{pages, route_of};
use std::collections::{BTreeSet, VecDeque};
use thirtyfour::{By, Key};

/// With what somebody follows a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    Mouse,
    Keyboard,
}

/// The route of which several are opened.
const ITEM: &str = "/items/{number}";
const ITEMS_MAX: usize = 6;
/// More presses of Tab than any page has places.
const TABS_MAX: usize = 600;
/// The links of a page that lead to another, and not to a file.
const LINKS: &str = "
    const seen = [...document.querySelectorAll('a[href^=\"/\"]:not([download]):not([type]):not([target])')].filter(it => it.getClientRects().length);
    return seen.map(it => it.getAttribute('href'));";
/// Where Tab must come by: everything that can be pressed or filled; of a group of radio buttons one.
const WATCH: &str = "
    const can = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
        .filter(it => it.checkVisibility() && it.getClientRects().length && !it.disabled && it.tabIndex >= 0 && !(it.type === 'radio' && !it.checked));
    window.__passed = new Set(), window.__unseen = new Set(), window.__can = can;
    document.addEventListener('focusin', event => {
        const it = event.target, style = getComputedStyle(it), box = it.closest('label, .hit, .find');
        window.__passed.add(it);
        const outlined = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
        if (!outlined(style) && !(box && outlined(getComputedStyle(box)))) window.__unseen.add(it);
        const place = it.getBoundingClientRect();
        if (place.bottom < 0 || place.top > innerHeight) window.__unseen.add(it);
    });
    document.activeElement && document.activeElement.blur();
    return can.reduce((sum, it) => sum + (it.type === 'datetime-local' ? 8 : it.type === 'date' || it.type === 'month' ? 5 : 1), 3);";
const TELL: &str = "
    const name = it => it.outerHTML.slice(0, 140);
    const missed = window.__can.filter(it => it.isConnected && !window.__passed.has(it)).map(it => 'Tab passes by ' + name(it));
    return missed.concat([...window.__unseen].map(it => 'the focus is not seen on ' + name(it)));";

#[tokio::test(flavor = "multi_thread")]
async fn each_page_by_mouse() {
    everybody_walks(Script::On, Hand::Mouse).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_page_by_keyboard_alone() {
    everybody_walks(Script::On, Hand::Keyboard).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_page_without_javascript() {
    everybody_walks(Script::Off, Hand::Mouse).await;
}

async fn everybody_walks(script: Script, hand: Hand) {
    let site = Site::on_sqlite().await;
    site.with_work().await;
    with_letters(&site).await;
    site.with_requests().await;
    in_browser(script, &site, async |reader| {
        let mut looked_over = BTreeSet::new();
        for username in PEOPLE {
            walks(reader, username, hand, &mut looked_over).await;
        }
    })
    .await;
}

/// One person opens a page of each route, and several items, for each has its own forms. In every mode a page is looked over for whom it is met first; for the others as it is.
async fn walks(reader: &Reader, username: &str, hand: Hand, looked_over: &mut BTreeSet<String>) {
    let routes = pages();
    reader.enter(username).await;
    let mut met = BTreeSet::from(["/".to_owned()]);
    let mut items = ITEMS_MAX;
    let home = reader.path().await;
    let mut waiting = VecDeque::from([(String::new(), home)]);
    while let Some((from, href)) = waiting.pop_front() {
        let Some(route) = route_of(&routes, &href) else { continue };
        let place = if route == ITEM && items > 0 { path_of(&href) } else { route };
        if !met.insert(place.to_owned()) {
            continue;
        }
        items = items.saturating_sub(usize::from(route == ITEM));
        if !from.is_empty() {
            reader.open(&from).await;
            reader.follow(&href, hand).await;
            reader.leaves(&from).await;
        }
        let path = reader.path().await;
        let named = format!("{path} of {username}");
        match (hand, looked_over.insert(route.to_owned())) {
            (Hand::Keyboard, true) => reader.tabs_through(&named).await,
            (Hand::Keyboard, false) => {}
            (Hand::Mouse, true) => reader.looks_over_in_every_mode(&named).await,
            (Hand::Mouse, false) => reader.looks_over(&named).await,
        }
        let links = reader.driver.execute(LINKS, Vec::new()).await.expect("the links are read");
        let links: Vec<String> = links.convert().expect("a list of paths");
        waiting.extend(links.into_iter().map(|link| (path.clone(), link)));
    }
}

fn path_of(href: &str) -> &str {
    href.split(['?', '#']).next().unwrap_or_default()
}

impl Reader {
    /// Follows the link that names a path.
    async fn follow(&self, href: &str, hand: Hand) {
        if hand == Hand::Mouse {
            return self.click(By::Css(format!("a[href='{href}']"))).await;
        }
        for _ in 0..TABS_MAX {
            self.keys(Key::Tab).await;
            let focused = self.driver.execute("return document.activeElement.getAttribute('href')", Vec::new()).await;
            if focused.is_ok_and(|focused| focused.json() == href) {
                return self.keys(Key::Enter).await;
            }
        }
        panic!("Tab does not lead to {href} on {}", self.path().await);
    }

    /// Comes by everything that can be pressed or filled, and sees each time where it is.
    async fn tabs_through(&self, page: &str) {
        let places = self.driver.execute(WATCH, Vec::new()).await.expect("the page is watched");
        let places: usize = places.convert().expect("a number");
        let tabs: String = std::iter::repeat_n(Key::Tab.value(), places.min(TABS_MAX)).collect();
        self.driver.action_chain().send_keys(tabs).perform().await.expect("Tab is pressed");
        let told = self.driver.execute(TELL, Vec::new()).await.expect("what was passed by is told");
        let told: Vec<String> = told.convert().expect("a list");
        self.faults.lock().expect("no other thread").extend(told.into_iter().map(|fault| format!("{page}: {fault}")));
    }

    async fn keys(&self, key: Key) {
        self.driver.action_chain().send_keys(key).perform().await.expect("a key is pressed");
    }
}
