//! Where the links of the pages lead: nobody meets one that leads nowhere or to a refusal, and every page is met by somebody.

use crate::app::escaped;
use crate::browser::site::{PASSWORD, PEOPLE, Site};
use crate::channel::work::with_letters;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, LOCATION, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use shenguan_server::platform::web::declared;
use shenguan_server::sections::SECTIONS;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use tower::ServiceExt as _;

/// More than any page.
const PAGE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Routes that no link needs to lead to: where everybody begins, what printed papers name, what machines and open pages ask
/// for, where only a form leads, a draft, which nobody has before typing one.
const NOT_LINKED: [&str; 10] = [
    "/drafts/{id}",
    "/login",
    "/correspondence/{number}/endorse",
    "/approvals/{number}",
    "/livez",
    "/readyz",
    "/metrics",
    "/todo/live",
    "/todo/news",
    "/help/thanks",
];
/// Items differ by kind and state, so several of one route are opened, but not all of a long list.
const PATHS_A_ROUTE_MAX: usize = 40;

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_met_by_links_and_no_link_leads_astray() {
    let site = Site::on_sqlite().await;
    site.with_work().await;
    with_letters(&site).await;
    site.with_requests().await;
    let routes: Vec<String> = pages();
    let (mut met, mut faults) = (BTreeSet::new(), Vec::new());
    for username in PEOPLE {
        let crawl = Crawl::of(&site, username, &routes).await;
        faults.extend(crawl.faults.iter().map(|fault| format!("{username}: {fault}")));
        met.extend(crawl.met.into_keys());
    }
    faults.extend(routes.iter().filter(|route| !met.contains(*route)).map(|route| format!("nobody meets {route}")));
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Every path that a person can open: what is neither the API's nor the machine's.
pub(crate) fn pages() -> Vec<String> {
    let declared = declared(SECTIONS).into_iter().filter(|route| route.method == "GET").map(|route| route.path);
    declared
        .filter(|path| !path.starts_with("/api/") && !path.starts_with("/a/") && !NOT_LINKED.contains(&path.as_str()))
        .collect()
}

/// The route that a path belongs to; one without a variable wins.
pub(crate) fn route_of<'r>(routes: &'r [String], path: &str) -> Option<&'r str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let fits = |route: &&String| {
        let (mut of_route, mut of_path) = (route.split('/'), path.split('/'));
        loop {
            match (of_route.next(), of_path.next()) {
                (None, None) => return true,
                (Some(pattern), Some(piece)) if pattern.starts_with('{') && !piece.is_empty() => {}
                (Some(pattern), Some(piece)) if pattern == piece => {}
                _ => return false,
            }
        }
    };
    routes.iter().filter(fits).min_by_key(|route| route.matches('{').count()).map(String::as_str)
}

/// One person who follows every link, up to so many of a route.
struct Crawl {
    router: Router,
    session: String,
    met: BTreeMap<String, BTreeSet<String>>,
    faults: Vec<String>,
}

impl Crawl {
    async fn of(site: &Site, username: &str, routes: &[String]) -> Self {
        let router = site.router();
        let mut crawl =
            Self { session: log_in(&router, username).await, router, met: BTreeMap::new(), faults: Vec::new() };
        let mut waiting = VecDeque::from([("/".to_owned(), "the address bar".to_owned())]);
        while let Some((href, from)) = waiting.pop_front() {
            let Some(route) = route_of(routes, &href) else {
                if !href.starts_with("/a/") && !href.starts_with("/api/v1/attachments/") {
                    crawl.faults.push(format!("{href} on {from} is no page"));
                }
                continue;
            };
            let path = href.split(['?', '#']).next().unwrap_or_default().to_owned();
            let met = crawl.met.entry(route.to_owned()).or_default();
            if met.len() == PATHS_A_ROUTE_MAX || !met.insert(path) {
                continue;
            }
            let (status, location, page) = crawl.open(&href).await;
            match status {
                StatusCode::OK => waiting.extend(links(&page).into_iter().map(|link| (link, href.clone()))),
                StatusCode::SEE_OTHER => waiting.push_back((location, href.clone())),
                _ => crawl.faults.push(format!("{href} on {from} answers {status}")),
            }
        }
        crawl
    }

    async fn open(&self, path: &str) -> (StatusCode, String, String) {
        let request = Request::builder().uri(path).header("cookie", format!("__Host-session={}", self.session));
        let request = request.header("accept-language", "zh-CN").body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (status, location) = (response.status(), header(LOCATION).to_owned());
        // A stream has no end, a file no links.
        if !header(CONTENT_TYPE).starts_with("text/html") {
            return (status, location, String::new());
        }
        let bytes = to_bytes(response.into_body(), PAGE_BYTES_MAX).await.expect("a page");
        (status, location, String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The paths that the links of a page name, as a browser reads them.
fn links(page: &str) -> Vec<String> {
    let named = page.split("<a ").skip(1).filter_map(|tag| tag.split('>').next());
    let hrefs = named.filter_map(|tag| tag.split(" href=\"").nth(1).or_else(|| tag.strip_prefix("href=\"")));
    let paths = hrefs.filter_map(|rest| rest.split('"').next()).filter(|href| href.starts_with('/'));
    paths.map(|href| href.replace("&amp;", "&").replace("&#38;", "&")).map(|href| escaped_path(&href)).collect()
}

/// Chinese in a path stands in the page as it is read; on the wire it is escaped.
fn escaped_path(href: &str) -> String {
    href.chars()
        .map(|letter| if letter.is_ascii() { letter.to_string() } else { escaped(&letter.to_string()) })
        .collect()
}

pub(crate) async fn log_in(router: &Router, username: &str) -> String {
    let form = format!("username={username}&password={}", escaped(PASSWORD));
    let request = Request::builder().method(Method::POST).uri("/login");
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(form));
    let response = router.clone().oneshot(request.expect("a request")).await.expect("the router always answers");
    let cookies = response.headers().get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    let session = cookies.filter_map(|it| it.strip_prefix("__Host-session=")).find_map(|it| it.split(';').next());
    session.unwrap_or_else(|| panic!("{username} is not let in")).to_owned()
}
