//! The small city behind its router: actors by name, each with the key of its department's system.

use crate::city::{City, code};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Method, Request};
use axum::response::Response;
use serde_json::Value;
use shenguan_rules::subject::Actor;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::identity::{Flag, NewKey, create_key};
use shenguan_server::platform::sweep::sweep_all;
use shenguan_server::platform::web::{Server, router};
use shenguan_server::sections::{DESK, SECTIONS};
use std::sync::atomic::{AtomicU32, Ordering};
use tower::ServiceExt as _;

/// Each story as a test on SQLite and on PostgreSQL.
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test] async fn $story() { super::$story(crate::app::TestApp::on_sqlite().await).await; })+
        }
        mod on_postgres {
            $(#[tokio::test] async fn $story() { super::$story(crate::app::TestApp::on_postgres().await).await; })+
        }
    };
}

/// When every story begins: the afternoon before 国庆.
pub(crate) const START: &str = "2026-09-30T16:00:00+08:00";
/// More than any answer of a story.
const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A city with its router.
pub(crate) struct TestApp {
    pub(crate) city: City,
    router: Router,
    keys: Vec<(String, String)>,
    _attachments: tempfile::TempDir,
}

/// Somebody who calls the API.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    key: Option<String>,
    language: Option<&'static str>,
}

static KEYS: AtomicU32 = AtomicU32::new(0);

impl TestApp {
    pub(crate) async fn on_sqlite() -> Self {
        Self::over(City::on_sqlite(START).await).await
    }

    pub(crate) async fn on_postgres() -> Self {
        Self::over(City::on_postgres(START).await).await
    }

    async fn over(city: City) -> Self {
        let attachments = tempfile::tempdir().expect("a folder for attachments");
        let settings =
            Settings { attachments: attachments.path().to_owned(), ..Settings::demo(([127, 0, 0, 1], 8066).into()) };
        let server = Server::new(city.app.clone(), settings, DESK).expect("the server starts");
        let mut app = Self { router: router(server, SECTIONS), city, keys: Vec::new(), _attachments: attachments };
        for department in ["SPJ", "YJJ", "SCJ"] {
            let secret = app.new_key(department, &Flag::ALL).await;
            app.keys.push((department.to_owned(), secret));
        }
        app
    }

    /// A new key of a department.
    pub(crate) async fn new_key(&self, department: &str, flags: &[Flag]) -> String {
        let (new, department, flags) = (NewKey::fresh(), code(department), flags.to_vec());
        let secret = new.secret.clone();
        let made = self.city.app.act(Actor::Setup, move |act| create_key(act, &new, &department, "测试系统", &flags));
        made.await.expect("the key is made");
        secret
    }

    /// 市行政审批局.
    pub(crate) fn bureau(&self) -> Client {
        self.authority("SPJ")
    }

    /// The system of a department.
    pub(crate) fn authority(&self, department: &str) -> Client {
        let (_, key) = self.keys.iter().find(|(of, _)| of == department).expect("it has a key");
        self.with_key(key)
    }

    /// Whoever has that key.
    pub(crate) fn with_key(&self, key: &str) -> Client {
        Client { router: self.router.clone(), key: Some(key.to_owned()), language: None }
    }

    /// Somebody without a key.
    pub(crate) fn nobody(&self) -> Client {
        Client { router: self.router.clone(), key: None, language: None }
    }

    /// Moves the city's clock forward; what became due is not written down yet.
    pub(crate) fn at(&self, instant: &str) {
        self.city.set_clock(instant);
    }

    /// Writes down what is due.
    pub(crate) async fn sweep(&self) -> usize {
        sweep_all(&self.city.app).await.expect("the sweeps run")
    }
}

impl Client {
    /// The same, in English.
    pub(crate) fn in_english(mut self) -> Self {
        self.language = Some("en");
        self
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        read(self.send(self.request(Method::GET, path).body(Body::empty()).expect("a request")).await).await
    }

    /// A write under a key of its own.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let (status, bytes) = self.post_under(&fresh_key(), path, body).await;
        (status, serde_json::from_slice(&bytes).expect("the answer is JSON"))
    }

    /// A write under a given key, with the exact bytes of the answer.
    pub(crate) async fn post_under(&self, key: &str, path: &str, body: &Value) -> (u16, Bytes) {
        self.post_bytes(Some(key), path, body.to_string().into_bytes()).await
    }

    /// A write of anything.
    pub(crate) async fn post_bytes(&self, key: Option<&str>, path: &str, body: Vec<u8>) -> (u16, Bytes) {
        let mut request = self.request(Method::POST, path).header("content-type", "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let response = self.send(request.body(Body::from(body)).expect("a request")).await;
        let status = response.status().as_u16();
        (status, to_bytes(response.into_body(), ANSWER_BYTES_MAX).await.expect("a body"))
    }

    pub(crate) async fn delete(&self, path: &str) -> (u16, Value) {
        let request = self.request(Method::DELETE, path).header("idempotency-key", fresh_key());
        read(self.send(request.body(Body::empty()).expect("a request")).await).await
    }

    /// An event stream, open.
    pub(crate) async fn stream(&self, path: &str, last_event_id: Option<&str>) -> Response {
        let mut request = self.request(Method::GET, path).header("accept", "text/event-stream");
        if let Some(id) = last_event_id {
            request = request.header("last-event-id", id);
        }
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(key) = &self.key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        if let Some(language) = self.language {
            request = request.header("accept-language", language);
        }
        request
    }

    async fn send(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.expect("the router always answers")
    }
}

/// An idempotency key that was not used before.
pub(crate) fn fresh_key() -> String {
    format!("story-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

/// A text as a part of a path.
pub(crate) fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn read(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), ANSWER_BYTES_MAX).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or_else(|_| panic!("{status}: {}", String::from_utf8_lossy(&bytes))))
}
