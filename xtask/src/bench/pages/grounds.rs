//! The city whose pages are read: the demo's traffic at twenty times its volume, on any database, behind the real router.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use jiff::Timestamp;
use shenguan::loading::{CITY_CODE, load_city};
use shenguan_db::{Database, Dialect, Row, Value};
use shenguan_server::exchange::pages::COUNT_BADGES;
use shenguan_server::exchange::search::SOURCES;
use shenguan_server::exchange::sweep::DEEM;
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::demo::{keep_city, kept_city};
use shenguan_server::platform::migrations::MIGRATIONS;
use shenguan_server::platform::search::index_all;
use shenguan_server::platform::web::{Server, router};
use shenguan_server::sections::SECTIONS;
use tokio::runtime::Runtime;

use super::super::error::{BenchError, During, Result};
use super::carry::carry;

/// The city's clock stands still here: a Tuesday afternoon, two hours before the receipts of the day fall due.
const NOW: &str = "2026-11-24T15:18:00+08:00";
const SEED: u64 = 1;
/// Working days in the six months before; so many pushes come to about a record each.
const WORKING_DAYS: u64 = 126;

/// Where the city is, or shall be.
pub(in super::super) struct Site<'s> {
    /// Url of its database.
    pub(in super::super) url: &'s str,
    /// Url of one that holds the same city already.
    pub(in super::super) from: Option<&'s str>,
    /// The word for the database.
    pub(in super::super) place: &'s str,
    /// About so many records.
    pub(in super::super) records: u64,
    /// For what the server keeps outside the database.
    pub(in super::super) folder: &'s Path,
}

/// A served city.
pub(in super::super) struct Grounds {
    /// What it runs on.
    pub(in super::super) runtime: Runtime,
    /// The platform.
    pub(in super::super) app: App,
    /// Every page and call.
    pub(super) router: Router,
    /// How long the loading took; none where the city was there.
    pub(super) loaded_in: Option<Duration>,
    /// Username and password of each login.
    pub(super) logins: Vec<(String, String)>,
}

impl Grounds {
    /// The city in a database: the one that is there, or a copy of the one in another, or a new one of about so many records.
    pub(in super::super) fn open(site: &Site<'_>) -> Result<Self> {
        let Site { url, from, records, folder, .. } = *site;
        let database = Database::open(url).during("reading the url")?;
        database.migrate(MIGRATIONS).during("migrating")?;
        let now: Timestamp = NOW.parse().during("reading the instant")?;
        let started = Instant::now();
        let kept = kept(&database)?;
        let loaded_in = match (&kept, from) {
            (Some(_), _) => None,
            (None, Some(from)) => {
                carry(&Database::open(from).during("reading the url")?, &database)?;
                Some(started.elapsed())
            }
            (None, None) => Some(load(&database, now, records)?),
        };
        let logins = match kept {
            Some(logins) => logins,
            None => kept_logins(&database)?,
        };
        let clock = Arc::new(Clock::manual(now));
        let app = App::start(&database, CITY_CODE, clock, vec![DEEM]).during("starting the platform")?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.during("starting a runtime")?;
        runtime.block_on(index_all(&app, SOURCES)).during("indexing for the search")?;
        gather_statistics(&database)?;
        let mut settings = Settings::demo(([127, 0, 0, 1], 8066).into());
        settings.attachments = folder.join("attachments");
        let server = Server::new(app.clone(), settings, COUNT_BADGES).during("making the server")?;
        let router = router(server, SECTIONS);
        Ok(Self { runtime, app, router, loaded_in, logins })
    }

    /// Rows, read beside the application.
    pub(in super::super) fn rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>> {
        let mut connection = self.app.database().reader().during("opening a reader")?;
        let mut tx = connection.begin_read().during("beginning to read")?;
        tx.query(sql, values).during("reading rows")
    }
}

fn load(database: &Database, now: Timestamp, records: u64) -> Result<Duration> {
    let started = Instant::now();
    let a_day = u32::try_from(records / WORKING_DAYS).during("counting pushes a day")?;
    let past = load_city(database, SEED, now, a_day.max(1), |loader, logins| {
        keep_city(loader.tx(), serde_json::to_string(logins)?);
        Ok(())
    });
    let past = past.during("loading the city")?;
    let loaded = &past.loaded;
    eprintln!(
        "xtask: {} pushes, {} acts, {} deemed, {} refused, in {:.0} s",
        loaded.pushes,
        loaded.acts,
        loaded.deemed,
        loaded.refused.len(),
        started.elapsed().as_secs_f64()
    );
    Ok(started.elapsed())
}

fn kept(database: &Database) -> Result<Option<Vec<(String, String)>>> {
    let mut connection = database.reader().during("opening a reader")?;
    let mut tx = connection.begin_read().during("beginning to read")?;
    let Some(text) = kept_city(&mut tx).during("reading the logins")? else { return Ok(None) };
    let logins: shenguan::loading::Logins = serde_json::from_str(&text).during("reading the logins")?;
    Ok(Some(logins.logins.into_iter().map(|login| (login.username, login.password)).collect()))
}

fn kept_logins(database: &Database) -> Result<Vec<(String, String)>> {
    kept(database)?.ok_or_else(|| BenchError::Unfit("the city has no logins".to_owned()))
}

/// What autovacuum does by itself within a minute of so many changes.
fn gather_statistics(database: &Database) -> Result<()> {
    if database.dialect() == Dialect::Postgres {
        let mut connection = database.writer().during("opening a writer")?;
        let mut tx = connection.begin_write().during("beginning to write")?;
        tx.execute("ANALYZE", Vec::new());
        tx.commit().during("gathering statistics")?;
    }
    Ok(())
}
