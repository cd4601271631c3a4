//! `shenguan demo`: a whole demo city on SQLite, ready to click. Loopback only: its passwords are printed.

use super::outcome::{Done, Failure, print, print_json, say};
use super::serving::{self, Running};
use crate::loading::{CITY_CODE, Logins, PUSHES_A_WORKING_DAY, load_city};
use clap::Args;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shenguan_db::Database;
use shenguan_rules::calendar::rfc3339;
use shenguan_server::platform;
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::demo::{advance, keep_city, keep_offset, kept_city, kept_offset, last_entry_at};
use shenguan_server::platform::migrations::MIGRATIONS;
use shenguan_server::sections::{SECTIONS, SWEEPS};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// How the demo city is started.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// 监听地址，只限本机
    #[arg(long, default_value = "127.0.0.1:8066")]
    listen: SocketAddr,
    /// 数据目录：没有则新建，已有则继续使用；不写则用临时目录，退出时删除
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// 城市时钟从该时点起走；已有目录只能向前
    #[arg(long, value_name = "RFC3339")]
    now: Option<Timestamp>,
    /// 随机种子：同一种子、同一时点得到同一城市
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// 就绪后在标准输出打印一行 JSON
    #[arg(long)]
    json: bool,
}

/// The agreements of 2018 are all in force, and the first day of traffic is over: 2018-10-10 in China.
const EARLIEST_SECOND: i64 = 1_539_100_800;
/// The generated calendar of working days ends in 2199; a year is left for deadlines.
const LATEST_SECOND: i64 = 7_226_582_400;
/// The database inside the data directory.
const DATABASE_FILE: &str = "demo.db";

/// What a restart needs to know.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    seed: u64,
    #[serde(flatten)]
    logins: Logins,
}

/// `{"url","logins":[…],"api_keys":[…]}`
#[derive(Serialize)]
struct ReadyLine<'a> {
    url: &'a str,
    #[serde(flatten)]
    logins: &'a Logins,
}

/// Runs the demo city until it is told to stop.
pub(crate) fn run(demo: &Demo) -> Done {
    demo.check()?;
    serving::log_to_stderr("warn");
    let listener = TcpListener::bind(demo.listen)
        .map_err(|error| Failure::words(format!("cannot listen on {}: {error}", demo.listen)))?;
    let temporary =
        demo.data.is_none().then(|| tempfile::Builder::new().prefix("shenguan-demo-").tempdir()).transpose()?;
    let directory = demo.data.as_deref().or_else(|| temporary.as_ref().map(tempfile::TempDir::path));
    let directory = directory.ok_or_else(|| Failure::words("there is no data directory"))?;
    std::fs::create_dir_all(directory)
        .map_err(|error| Failure::words(format!("cannot make {}: {error}", directory.display())))?;
    let (app, kept) = demo.open(directory)?;
    let url = format!("http://{}", listener.local_addr()?);
    let settings = Settings {
        attachments: directory.join("attachments"),
        public_url: url.clone(),
        ..Settings::demo(listener.local_addr()?)
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let now = advance(&app, app.clock().now()).await?;
        let sections = [SECTIONS, &[platform::demo::routes]].concat();
        let running = Running::start(app, settings, listener, &sections)?;
        demo.tell(&url, &kept.logins, now)?;
        running.until_stopped().await
    })?;
    Ok(ExitCode::SUCCESS)
}

impl Demo {
    fn check(&self) -> Result<(), Failure> {
        if !self.listen.ip().is_loopback() {
            return Err(Failure::Usage(format!(
                "the demo city listens on loopback only, not on {}: its passwords are printed",
                self.listen
            )));
        }
        match self.now {
            Some(now) if !(EARLIEST_SECOND..LATEST_SECOND).contains(&now.as_second()) => {
                Err(Failure::Usage("--now lies between 2018-10-10 and the end of 2198".to_owned()))
            }
            _ => Ok(()),
        }
    }

    /// The platform over the city in `directory`: the one that is there, or a new one.
    fn open(&self, directory: &Path) -> Result<(App, Kept), Failure> {
        let database = Database::open(&format!("sqlite:{}", directory.join(DATABASE_FILE).display()))?;
        database.migrate(MIGRATIONS)?;
        let (kept, clock) = match kept(&database)? {
            Some((kept, clock)) => (kept, self.go_on(clock)),
            None => (self.load(&database)?, self.now.map_or_else(|| Clock::shifted(0), Clock::starting_at)),
        };
        if kept.seed != self.seed {
            say(&format!("{} 中已有种子 {} 的城市，继续使用", directory.display(), kept.seed));
        }
        Ok((App::start(&database, CITY_CODE, Arc::new(clock), SWEEPS.to_vec())?, kept))
    }

    fn load(&self, database: &Database) -> Result<Kept, Failure> {
        say("正在生成演示城市……");
        let started = Instant::now();
        let now = self.now.unwrap_or_else(|| Clock::System.now());
        let seed = self.seed;
        let past = load_city(database, seed, now, PUSHES_A_WORKING_DAY, |loader, logins| {
            let kept = serde_json::to_string(&Kept { seed, logins: logins.clone() })?;
            keep_city(loader.tx(), kept);
            keep_offset(loader.tx(), 0);
            Ok(())
        })?;
        let loaded = &past.loaded;
        for (at, code) in &loaded.refused {
            tracing::warn!(at = rfc3339(*at), code, "a planned step was refused");
        }
        say(&format!(
            "已生成：推送 {} 件，办理 {} 次，默认接收 {} 件，用时 {:.1} 秒",
            loaded.pushes,
            loaded.acts,
            loaded.deemed,
            started.elapsed().as_secs_f64()
        ));
        Ok(Kept { seed, logins: past.logins })
    }

    /// The clock of a city that is there goes on; `--now` moves it forward only.
    fn go_on(&self, clock: Clock) -> Clock {
        if let Some(now) = self.now {
            if now < clock.now() {
                say(&format!("城市时间已是 {}，--now 只能向前，未作调整", rfc3339(clock.now())));
            }
            clock.move_to(now);
        }
        clock
    }

    fn tell(&self, url: &str, logins: &Logins, now: Timestamp) -> Result<(), Failure> {
        if self.json { print_json(&ReadyLine { url, logins }) } else { print(&logins.words(url, &rfc3339(now))) }
    }
}

/// The url of the database in a data directory.
pub(crate) fn of_directory(directory: &Path) -> Result<String, Failure> {
    let file = directory.join(DATABASE_FILE);
    if file.is_file() {
        Ok(format!("sqlite:{}", file.display()))
    } else {
        Err(Failure::words(format!("there is no database {}", file.display())))
    }
}

/// The clock of the city in a data directory.
pub(crate) fn clock_of(database: &Database) -> Result<Clock, Failure> {
    match kept(database)? {
        Some((_, clock)) => Ok(clock),
        None => Err(Failure::words("there is no demo city in the data directory")),
    }
}

/// What was kept, and the clock as it was set, never before the last entry; none for a database without a city.
fn kept(database: &Database) -> Result<Option<(Kept, Clock)>, Failure> {
    let mut connection = database.reader()?;
    let mut tx = connection.begin_read()?;
    let last = last_entry_at(&mut tx)?;
    let Some(text) = kept_city(&mut tx)? else {
        let other = "the data directory holds another database, not a demo city";
        return if last.is_none() { Ok(None) } else { Err(Failure::words(other)) };
    };
    let clock = Clock::shifted(kept_offset(&mut tx)?.unwrap_or(0));
    if let Some(last) = last {
        clock.move_to(last);
    }
    Ok(Some((serde_json::from_str(&text)?, clock)))
}
