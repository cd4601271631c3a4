//! What is due: time writes down what is already true. A sweep takes no input, is idempotent, and may run on every
//! node at once; if it runs late, nobody sees a difference.

use crate::platform::act::Act;
use crate::platform::app::App;
use crate::platform::clock::JumpWatch;
use crate::platform::error::Result;
use jiff::Timestamp;
use shenguan_db::Tx;
use shenguan_rules::subject::Actor;
use std::time::Duration;

/// How long the sweeper sleeps between two looks.
const TICK: Duration = Duration::from_millis(500);
/// So many subjects are written down in one act, so that a sweep never holds the writer for long.
pub const SWEEP_BATCH_MAX: i64 = 100;

/// Something that time decides.
#[derive(Clone, Copy)]
pub struct Sweep {
    /// What it writes down, for the log.
    pub name: &'static str,
    /// A query that has a row where anything is due at `$1`, in microseconds.
    pub due: &'static str,
    /// Writes down at most `SWEEP_BATCH_MAX` of what is due at the act's own instant; how many it were.
    pub run: fn(&mut Act<'_, '_>) -> Result<usize>,
}

impl Sweep {
    /// Whether anything is due at `now`.
    pub fn is_due(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<bool> {
        Ok(tx.query_opt(self.due, &[now.as_microsecond().into()])?.is_some())
    }
}

/// Runs every sweep until nothing is due; how much was written down.
pub async fn sweep_all(app: &App) -> Result<usize> {
    let mut written = 0;
    for sweep in app.sweeps() {
        loop {
            let sweep = *sweep;
            if !app
                .read(move |read| {
                    let now = read.now();
                    sweep.is_due(read.tx(), now)
                })
                .await?
            {
                break;
            }
            let count = app.act(Actor::Time, move |act| (sweep.run)(act)).await?;
            if count == 0 {
                break;
            }
            tracing::debug!(sweep = sweep.name, count, "written down");
            written += count;
        }
    }
    Ok(written)
}

/// The sweeper: looks twice a second, waits a tick after a jump of the clock, and goes on after a fault.
pub async fn sweep_for_ever(app: App) {
    let mut watch = JumpWatch::start();
    loop {
        tokio::time::sleep(TICK).await;
        if let Some(jump) = watch.jump() {
            tracing::error!(seconds = jump.as_secs(), "the clock jumped; what is due waits a tick");
            continue;
        }
        if let Err(error) = sweep_all(&app).await {
            tracing::error!(%error, "a sweep failed and will run again");
        }
    }
}
