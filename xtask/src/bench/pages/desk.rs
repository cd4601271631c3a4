//! Somebody who is logged in and reads pages.

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use tower::ServiceExt as _;

use super::super::cpu;
use super::super::error::{BenchError, During, Result};
use super::grounds::Grounds;

/// A page is read whole; one that is longer than this is a fault of its own.
const PAGE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// A page is read at least so often.
const READS_MIN: usize = 9;
const READS_MAX: usize = 400;
/// The reads before do not count: they open what is opened once, on each of the connections that read; and PostgreSQL plans a
/// statement anew until a connection has run it five times.
const WARM: usize = 18;

/// Whose pages are read: the word in the table, and the login of the demo city.
pub(super) const DESKS: [(&str, &str); 5] = [
    ("liaison, bureau", "xzsp-03-liaison"),
    ("liaison, authority", "yjgl-01-liaison"),
    ("responsible", "yjgl-01-head"),
    ("oversight", "zdc-01-head"),
    ("administrator", "xzsp-admin-1"),
];

/// A session.
pub(super) struct Desk {
    /// The word in the table.
    pub(super) name: &'static str,
    /// Its department, officer and account.
    pub(super) person: Person,
    router: Router,
    cookie: String,
}

/// Who sits there.
pub(super) struct Person {
    pub(super) department: String,
    pub(super) officer: String,
}

/// What a request came to.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) media_type: String,
    pub(super) location: String,
    pub(super) bytes: usize,
    wall: Duration,
}

/// The times of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    /// Milliseconds of each read.
    pub(super) wall_ms: Vec<f64>,
    /// Milliseconds of CPU a read, all threads of this process.
    pub(super) cpu_ms: f64,
    /// Length of the page as it is sent, compressed as browsers ask.
    pub(super) bytes: usize,
}

impl Desk {
    /// Logs in as a browser does.
    pub(super) fn log_in(grounds: &Grounds, name: &'static str, username: &str) -> Result<Self> {
        let login = grounds.logins.iter().find(|(known, _)| known == username);
        let (_, password) = login.ok_or_else(|| BenchError::Unfit(format!("{username} has no login")))?;
        let form = format!("username={username}&password={password}");
        let request = Request::builder()
            .method(Method::POST)
            .uri("/login")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .during("making the login")?;
        let router = grounds.router.clone();
        let answered = grounds.runtime.block_on(router.clone().oneshot(request));
        let Ok(response) = answered;
        let cookies = response.headers().get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        let session = cookies.filter_map(|it| it.split(';').next()).find(|it| it.starts_with("__Host-session="));
        let cookie = session.ok_or_else(|| BenchError::Unfit(format!("{username} is not let in")))?.to_owned();
        let sql = "SELECT officer FROM op_account WHERE username = $1";
        let rows = grounds.rows(sql, &[username.into()])?;
        let row = rows.first().ok_or_else(|| BenchError::Unfit(format!("{username} has no account")))?;
        let officer: String = row.get(0).during("reading the account")?;
        let directory = grounds.app.directory();
        let entry = directory.officers().find(|entry| entry.officer.id.as_str() == officer);
        let department = entry.map(|entry| entry.officer.department.to_string()).unwrap_or_default();
        Ok(Self { name, person: Person { department, officer }, router, cookie })
    }

    /// Reads a page once.
    pub(super) async fn get(&self, path: &str) -> Result<Answer> {
        let request = Request::builder()
            .uri(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::ACCEPT_LANGUAGE, "zh-CN")
            .header(header::ACCEPT_ENCODING, "gzip")
            .body(Body::empty())
            .during("making a request")?;
        let started = Instant::now();
        let Ok(response) = self.router.clone().oneshot(request).await;
        let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (media_type, location) = (text(header::CONTENT_TYPE).to_owned(), text(header::LOCATION).to_owned());
        let status = response.status();
        // A stream of events never ends.
        let is_endless = media_type.starts_with("text/event-stream");
        let body = if is_endless { Body::empty() } else { response.into_body() };
        let bytes = to_bytes(body, PAGE_BYTES_MAX).await.during("reading a page")?;
        Ok(Answer { status, media_type, location, bytes: bytes.len(), wall: started.elapsed() })
    }

    /// Reads a page for a while.
    pub(super) async fn read(&self, path: &str, time: Duration) -> Result<Times> {
        for _ in 0..WARM {
            self.get(path).await?;
        }
        let mut times = Times::default();
        let (started, before) = (Instant::now(), cpu::of_this_process().during("reading CPU time")?);
        while times.wall_ms.len() < READS_MIN || (started.elapsed() < time && times.wall_ms.len() < READS_MAX) {
            let answer = self.get(path).await?;
            times.wall_ms.push(answer.wall.as_secs_f64() * 1000.0);
            times.bytes = answer.bytes;
        }
        let used = cpu::of_this_process().during("reading CPU time")?.saturating_sub(before);
        times.cpu_ms = used.as_secs_f64() * 1000.0 / super::super::rounds::as_f64(times.wall_ms.len() as u64);
        Ok(times)
    }
}
