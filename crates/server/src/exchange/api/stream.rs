//! The feed as server-sent events: what is there, and then whatever comes, woken by each commit.

use super::feed;
use crate::exchange::wire::FeedItem;
use crate::platform::app::App;
use crate::platform::error::{Error, Result};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::{Stream, stream};
use shenguan_rules::party::DepartmentCode;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, timeout, timeout_at};

/// So many items are read ahead for one listener, at most.
const ITEMS_AHEAD_MAX: usize = 100;
/// So many streams at once; one more is told to come again.
const STREAMS_MAX: usize = 2_000;
/// A line without meaning, so that nobody on the way takes the connection for dead.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A stream ends after so long; the client comes again with `Last-Event-ID`, and its key is looked at anew.
const STREAM_TIME_MAX: Duration = Duration::from_mins(15);
/// Commits of other nodes do not wake this one: it looks so often.
const OTHER_NODES_INTERVAL: Duration = Duration::from_secs(2);

static STREAMS: AtomicUsize = AtomicUsize::new(0);

/// One listener.
struct Listener {
    app: App,
    head: watch::Receiver<i64>,
    department: DepartmentCode,
    after: i64,
    ahead: VecDeque<FeedItem>,
    ends_at: Instant,
    _place: Place,
}

/// One of the places that there are for streams.
struct Place;

impl Place {
    fn take() -> Result<Self> {
        if STREAMS.fetch_add(1, Ordering::SeqCst) >= STREAMS_MAX {
            STREAMS.fetch_sub(1, Ordering::SeqCst);
            return Err(Error::Busy("too many event streams"));
        }
        Ok(Self)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        STREAMS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The feed of a department after a sequence, and on.
pub(super) fn stream(
    app: App,
    department: DepartmentCode,
    after: i64,
) -> Result<Sse<impl Stream<Item = std::result::Result<Event, Infallible>>>> {
    let listener = Listener {
        head: app.head(),
        app,
        department,
        after,
        ahead: VecDeque::new(),
        ends_at: Instant::now() + STREAM_TIME_MAX,
        _place: Place::take()?,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let item = listener.next().await?;
        let event = Event::default().id(item.sequence.to_string());
        // An item is plain JSON; one that could not be written would end the stream, and the client would come again.
        let event = event.json_data(&item).ok()?;
        Some((Ok(event), listener))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

impl Listener {
    /// The next item; none when the stream ends: its time is over, or the platform cannot be read.
    async fn next(&mut self) -> Option<FeedItem> {
        loop {
            if let Some(item) = self.ahead.pop_front() {
                self.after = item.sequence;
                return Some(item);
            }
            if Instant::now() >= self.ends_at {
                return None;
            }
            // Marked before the read: what is committed meanwhile wakes the next round.
            self.head.borrow_and_update();
            match self.read().await {
                Ok(items) if items.is_empty() => self.wait().await?,
                Ok(items) => self.ahead = items.into(),
                Err(error) => {
                    tracing::warn!(%error, "an event stream ends");
                    return None;
                }
            }
        }
    }

    async fn read(&self) -> Result<Vec<FeedItem>> {
        let (department, after) = (self.department.clone(), self.after);
        let jurisdiction: Arc<str> = self.app.jurisdiction().into();
        self.app.read(move |read| feed::items(read, &jurisdiction, &department, after, ITEMS_AHEAD_MAX)).await
    }

    /// Until something is committed, here or perhaps elsewhere, or the time of the stream is over.
    async fn wait(&mut self) -> Option<()> {
        let commit = timeout(OTHER_NODES_INTERVAL, self.head.changed());
        match timeout_at(self.ends_at, commit).await {
            Ok(Ok(Err(_stopped))) => None,
            _ => Some(()),
        }
    }
}
