//! What came since a page was made, for the page that is open: as server-sent events, and to be asked for now and then where those do
//! not come through. Counts only; the page asks for the rows when its reader wants them.

use super::filter::Filter;
use super::queue::{badges, badges_question};
use super::store::arrived;
use crate::platform::error::{Error, Result};
use crate::platform::feed::feed_head;
use crate::platform::identity::{Caller, Permission};
use crate::platform::web::{Badges, Outcome, Query, Server, Visit};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Response, Sse};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit, watch};
use tokio::time::{Instant, sleep_until, timeout, timeout_at};

/// So many pages are told at once; one more asks now and then instead.
const PAGES_MAX: usize = 2_000;
/// A line without meaning, so that nobody on the way takes the connection for dead.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A stream ends after so long and the page comes again.
const STREAM_TIME_MAX: Duration = Duration::from_mins(5);
/// However much is committed, a page looks no more often.
const LOOK_INTERVAL_MIN: Duration = Duration::from_secs(2);
/// Commits of other nodes do not wake this one: a page looks so often.
const OTHER_NODES_INTERVAL: Duration = Duration::from_secs(10);

static PAGES: Semaphore = Semaphore::const_new(PAGES_MAX);

/// `?since=`: the head of the department's feed when the page was made.
#[derive(Deserialize)]
pub(super) struct Since {
    since: i64,
}

/// What the page shows.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct News {
    /// 待办.
    todo: u64,
    /// 已发.
    sent: u64,
    /// How many items came.
    arrived: u64,
    /// The same in words; empty where none came.
    words: String,
}

/// One page that listens.
struct Listener {
    server: Server,
    visit: Visit,
    since: i64,
    told: Option<i64>,
    head: watch::Receiver<i64>,
    looked_at: Option<Instant>,
    ends_at: Instant,
    _place: SemaphorePermit<'static>,
}

/// `GET /todo/live`.
pub(super) async fn live(
    State(server): State<Server>,
    visit: Visit,
    Query(Since { since }): Query<Since>,
) -> Outcome<Response> {
    let place = PAGES.try_acquire().map_err(|_| Error::Busy("too many pages listen"))?;
    let listener = Listener {
        head: server.app.head(),
        server,
        visit,
        since,
        told: None,
        looked_at: None,
        ends_at: Instant::now() + STREAM_TIME_MAX,
        _place: place,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let news = listener.next().await?;
        // Numbers and words are plain JSON; if they were not, the stream would end and the page come again.
        let event = Event::default().json_data(news).ok()?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response())
}

/// `GET /todo/news`.
pub(super) async fn news(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(Since { since }): Query<Since>,
) -> Outcome<Response> {
    let (_, news) = look(&server, &visit, caller, since, None).await?;
    Ok(axum::Json(news).into_response())
}

impl Listener {
    /// The next news; none when the stream ends: its time is over, the session is, or the platform cannot be read.
    async fn next(&mut self) -> Option<News> {
        loop {
            if Instant::now() >= self.ends_at {
                return None;
            }
            // Marked before the look: what is committed meanwhile wakes the next round.
            self.head.borrow_and_update();
            self.looked_at = Some(Instant::now());
            match self.look().await {
                Ok(Some((head, news))) => {
                    self.told = Some(head);
                    match news {
                        Some(news) => return Some(news),
                        None => self.wait().await?,
                    }
                }
                Ok(None) => return None,
                Err(error) => {
                    tracing::warn!(%error, "a page is told no more");
                    return None;
                }
            }
        }
    }

    /// Whoever listens is looked up anew: a session that ended is told nothing.
    async fn look(&mut self) -> Result<Option<(i64, Option<News>)>> {
        let caller = self.visit.look_again().await?;
        let Some(caller) = caller.filter(|caller| caller.may(Permission::ReadItems)) else { return Ok(None) };
        look(&self.server, &self.visit, caller, self.since, self.told).await.map(Some)
    }

    /// Until something is committed, here or perhaps elsewhere, or the time of the stream is over.
    async fn wait(&mut self) -> Option<()> {
        let commit = timeout(OTHER_NODES_INTERVAL, self.head.changed());
        if let Ok(Ok(Err(_stopped))) = timeout_at(self.ends_at, commit).await {
            return None;
        }
        if let Some(looked_at) = self.looked_at {
            sleep_until(looked_at + LOOK_INTERVAL_MIN).await;
        }
        Some(())
    }
}

/// The head of the department's feed, and the news unless it is still what was told.
async fn look(
    server: &Server,
    visit: &Visit,
    caller: Caller,
    since: i64,
    told: Option<i64>,
) -> Result<(i64, Option<News>)> {
    let (desk, jurisdiction, visit) = (server.desk, server.app.jurisdiction().to_owned(), visit.clone());
    let looked = server.app.read(move |read| {
        let head = feed_head(read.tx(), &caller.department)?;
        if told == Some(head) {
            return Ok((head, None));
        }
        let now = read.now();
        let badges = match badges_question(now, &caller) {
            Some((sql, values)) => badges(&read.tx().query(&sql, &values)?)?,
            None => Badges::default(),
        };
        let filter = Filter::default().tasks(&caller, 0);
        let arrived = arrived(read.tx(), now, &jurisdiction, desk, &filter, since)?;
        let words =
            if arrived > 0 { visit.t("todo-arrived").with("count", arrived).to_string() } else { String::new() };
        Ok((head, Some(News { todo: badges.todo, sent: badges.sent, arrived, words })))
    });
    looked.await
}
