//! One request: who asks, in which language, how the pages shall look. Made once by `attend`, taken by any handler.

use super::failure::Failure;
use super::language::{Language, Text};
use super::problem::{FieldProblem, Problem, Teller};
use super::server::Server;
use crate::platform::clock;
use crate::platform::error::Error;
use crate::platform::identity::{Caller, Credentials, Permission, SESSION_COOKIE, TextSize, Theme};
use axum::extract::{ConnectInfo, FromRequestParts, OptionalFromRequestParts};
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE, REFERER, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use axum_extra::extract::cookie::Cookie;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

/// What is asked and how to answer. Cheap to clone.
#[derive(Clone)]
pub struct Visit(Arc<Inner>);

struct Inner {
    server: Server,
    id: String,
    is_api: bool,
    is_get: bool,
    path: String,
    path_and_query: String,
    referer: Option<String>,
    address: String,
    user_agent: String,
    accepted: Option<Language>,
    asked: Option<Language>,
    cookies: Cookies,
    credentials: Option<Credentials>,
    caller: OnceLock<Caller>,
    lacked: OnceLock<Permission>,
}

#[derive(Default)]
struct Cookies {
    language: Option<Language>,
    text_size: Option<TextSize>,
    theme: Option<Theme>,
    session: Option<String>,
    banner: Option<String>,
    draft: Option<String>,
}

/// The cookie of the language, for those who are not logged in.
pub(super) const LANGUAGE_COOKIE: &str = "__Host-language";
/// The cookie of the text size.
pub(super) const TEXT_SIZE_COOKIE: &str = "__Host-text-size";
/// The cookie of light or dark.
pub(super) const THEME_COOKIE: &str = "__Host-theme";
/// What an open page asks without its reader: a page that is left open keeps no session alive.
const BY_ITSELF: [&str; 2] = ["/todo/live", "/todo/news"];
/// The words that the next page shows once, in hexadecimal.
pub(super) const BANNER_COOKIE: &str = "__Host-banner";
/// The claim to a draft that was typed without a session.
pub(super) const DRAFT_COOKIE: &str = "__Host-draft";

impl Visit {
    /// The visit of a request.
    pub(super) fn new(server: Server, parts: &Parts) -> Self {
        let headers = &parts.headers;
        let path = parts.uri.path().to_owned();
        let path_and_query = parts.uri.path_and_query().map_or_else(|| path.clone(), ToString::to_string);
        let cookies = cookies(headers);
        let credentials = match header(headers, &AUTHORIZATION) {
            // Whoever sends a key is not let in by a cookie: an unknown key is refused.
            Some(value) => Some(Credentials::Key(value.strip_prefix("Bearer ").unwrap_or_default().trim().to_owned())),
            None => cookies.session.clone().map(Credentials::Session),
        };
        Self(Arc::new(Inner {
            id: hex::encode(clock::random::<8>()),
            is_api: path.starts_with("/api/") || path.starts_with("/demo/"),
            is_get: matches!(parts.method, Method::GET | Method::HEAD),
            referer: header(headers, &REFERER).and_then(path_of).filter(|path| is_local(path)),
            address: address(parts),
            user_agent: header(headers, &USER_AGENT).unwrap_or_default().to_owned(),
            accepted: header(headers, &ACCEPT_LANGUAGE).and_then(Language::accepted),
            asked: asked_language(parts.uri.query()),
            cookies,
            credentials,
            caller: OnceLock::new(),
            lacked: OnceLock::new(),
            server,
            path,
            path_and_query,
        }))
    }

    /// The server.
    pub fn server(&self) -> &Server {
        &self.0.server
    }

    /// The number of the request in the log.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Whether a client of the API asks; else a page.
    pub fn is_api(&self) -> bool {
        self.0.is_api
    }

    /// GET or HEAD.
    pub(super) fn is_get(&self) -> bool {
        self.0.is_get
    }

    /// Whether the page asks by itself, and not its reader.
    pub(super) fn is_by_itself(&self) -> bool {
        BY_ITSELF.contains(&self.0.path.as_str())
    }

    /// Who asks, looked up once more; the session grows idle all the same.
    pub async fn look_again(&self) -> Result<Option<Caller>, Error> {
        match &self.0.credentials {
            Some(credentials) => self.0.server.identity.identify_unseen(credentials.clone()).await,
            None => Ok(None),
        }
    }

    /// The path that was asked for.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// With the query.
    pub fn path_and_query(&self) -> &str {
        &self.0.path_and_query
    }

    /// Where the form stood, if that was one of our pages.
    pub fn referer(&self) -> Option<&str> {
        self.0.referer.as_deref()
    }

    /// The client's address.
    pub fn address(&self) -> &str {
        &self.0.address
    }

    /// The client's name of itself.
    pub fn user_agent(&self) -> &str {
        &self.0.user_agent
    }

    /// The language asked for by `?lang=`.
    pub(super) fn asked_language(&self) -> Option<Language> {
        self.0.asked
    }

    pub(super) fn credentials(&self) -> Option<&Credentials> {
        self.0.credentials.as_ref()
    }

    pub(in crate::platform) fn session_token(&self) -> Option<&str> {
        self.0.cookies.session.as_deref()
    }

    /// The words that the page before left for this one.
    pub(super) fn banner(&self) -> Option<String> {
        let bytes = hex::decode(self.0.cookies.banner.as_deref()?).ok()?;
        String::from_utf8(bytes).ok()
    }

    /// The claim to a draft that was typed without a session.
    pub(in crate::platform) fn draft_claim(&self) -> Option<&str> {
        self.0.cookies.draft.as_deref()
    }

    /// Who asks, once the guard of the route has looked.
    pub fn caller(&self) -> Option<&Caller> {
        self.0.caller.get()
    }

    pub(super) fn set_caller(&self, caller: Caller) {
        // The guard looks once a request; a second look would find the same.
        let _ = self.0.caller.set(caller);
    }

    /// What the caller lacked, if the guard of the route said no.
    pub(super) fn lacked(&self) -> Option<Permission> {
        self.0.lacked.get().copied()
    }

    pub(super) fn set_lacked(&self, permission: Permission) {
        // The guard says no once a request.
        let _ = self.0.lacked.set(permission);
    }

    /// `?lang=`, then the cookie, the account, the browser; Chinese without any. An API client is asked by `Accept-Language` only.
    pub fn language(&self) -> Language {
        let inner = &self.0;
        if inner.is_api {
            return inner.accepted.unwrap_or_default();
        }
        let account = self.caller().and_then(|caller| caller.preferences.language);
        inner.asked.or(inner.cookies.language).or(account).or(inner.accepted).unwrap_or_default()
    }

    /// 字号.
    pub fn text_size(&self) -> TextSize {
        let account = self.caller().and_then(|caller| caller.preferences.text_size);
        self.0.cookies.text_size.or(account).unwrap_or_default()
    }

    /// 外观.
    pub fn theme(&self) -> Theme {
        let account = self.caller().and_then(|caller| caller.preferences.theme);
        self.0.cookies.theme.or(account).unwrap_or_default()
    }

    /// A message in the language of the visit.
    pub fn t(&self, id: &'static str) -> Text {
        self.language().t(id)
    }

    /// A message of a family.
    pub fn t_of(&self, family: &'static str, member: &str) -> Text {
        self.language().t_of(family, member)
    }

    /// What a form shows again (E5): the wrong fields of an error with their words; a refusal without a field has the empty name.
    /// Nothing for what is no fault of the form.
    pub fn field_messages(&self, error: &Error) -> Vec<FieldProblem> {
        self.teller(|teller| teller.fields(error))
    }

    /// An error in the language of the visit; for the entries of a batch.
    pub fn problem(&self, error: &Error) -> Problem {
        self.teller(|teller| teller.problem(error))
    }

    pub(super) fn teller<T>(&self, tell: impl FnOnce(Teller<'_>) -> T) -> T {
        let directory = self.0.server.app.directory();
        tell(Teller::new(self.language(), &directory))
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        let visit = parts.extensions.get::<Self>().cloned();
        visit.ok_or_else(|| Error::fault("a route stands outside the router").into())
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let visit = <Visit as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        visit.caller().cloned().ok_or_else(|| Error::Unauthorized.into())
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Failure> {
        let visit = <Visit as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        Ok(visit.caller().cloned())
    }
}

/// Whether a path is one of ours and of nobody else: `//host` and `/\host` lead away.
pub fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic())
}

fn cookies(headers: &HeaderMap) -> Cookies {
    let mut cookies = Cookies::default();
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    for cookie in all.flat_map(|value| Cookie::split_parse(value.to_owned())).filter_map(Result::ok) {
        let value = cookie.value();
        match cookie.name() {
            SESSION_COOKIE => cookies.session = Some(value.to_owned()),
            LANGUAGE_COOKIE => cookies.language = Language::from_word(value),
            TEXT_SIZE_COOKIE => cookies.text_size = TextSize::from_word(value),
            THEME_COOKIE => cookies.theme = Theme::from_word(value),
            BANNER_COOKIE => cookies.banner = Some(value.to_owned()),
            DRAFT_COOKIE => cookies.draft = Some(value.to_owned()),
            _ => {}
        }
    }
    cookies
}

fn header<'h>(headers: &'h HeaderMap, name: &axum::http::HeaderName) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn path_of(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    uri.path_and_query().map(ToString::to_string)
}

fn asked_language(query: Option<&str>) -> Option<Language> {
    query?.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Language::from_word)
}

/// The peer; behind a proxy on the same machine, whom the proxy names last.
fn address(parts: &Parts) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    match (peer, forwarded.and_then(|list| list.rsplit(',').next())) {
        (Some(peer), Some(last)) if peer.is_loopback() => last.trim().to_owned(),
        (Some(peer), _) => peer.to_string(),
        (None, _) => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_host_are_local() {
        for path in ["/", "/todo?state=late", "/items/TS-2026-000001"] {
            assert!(is_local(path), "{path}");
        }
        for path in ["", "todo", "//evil.example", "/\\evil.example", "https://evil.example", "/a b", "/\t/evil"] {
            assert!(!is_local(path), "{path}");
        }
    }

    #[test]
    fn the_language_of_a_query_is_found_anywhere_in_it() {
        assert_eq!(asked_language(Some("a=1&lang=en")), Some(Language::English));
        assert_eq!(asked_language(Some("lang=zh-CN")), Some(Language::Chinese));
        assert_eq!(asked_language(Some("slang=en")), None);
        assert_eq!(asked_language(None), None);
    }
}
