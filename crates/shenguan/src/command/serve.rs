//! `shenguan serve`: a real installation.

use super::outcome::{Done, Failure, say};
use super::serving::{self, Running};
use clap::Args;
use shenguan_db::Database;
use shenguan_server::exchange::outage::{beat_for_ever, catch_up};
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::migrations::MIGRATIONS;
use shenguan_server::platform::sweep::sweep_all;
use shenguan_server::sections::{SECTIONS, SWEEPS};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Which installation.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// 配置文件（TOML）；每一项也可用 SHENGUAN_ 开头的环境变量设定
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

/// Serves until it is told to stop.
pub(crate) fn run(serve: &Serve) -> Done {
    serving::log_to_stderr("info");
    let settings = Settings::load(&serve.config)?;
    if settings.demo {
        return Err(Failure::words("demo = true is for `shenguan demo`; a real installation has no such clock"));
    }
    let listener = TcpListener::bind(settings.listen)
        .map_err(|error| Failure::words(format!("cannot listen on {}: {error}", settings.listen)))?;
    let app = open(&settings)?;
    if app.directory().departments().next().is_none() {
        return Err(Failure::words("there is no department yet; run `shenguan init` first"));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        // What was missed since the last heartbeat is put on record before anything is deemed (A24).
        catch_up(&app).await?;
        sweep_all(&app).await?;
        tokio::spawn(beat_for_ever(app.clone()));
        let (address, url) = (listener.local_addr()?, settings.public_url.clone());
        let running = Running::start(app, settings, listener, SECTIONS)?;
        tracing::info!(%address, url, "ready");
        say(&format!("已就绪：{address}（{url}）"));
        running.until_stopped().await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The platform over the migrated database of an installation.
pub(crate) fn open(settings: &Settings) -> Result<App, Failure> {
    let database = Database::open(&settings.database)?;
    database.migrate(MIGRATIONS)?;
    Ok(App::start(&database, &settings.jurisdiction, Arc::new(Clock::System), SWEEPS.to_vec())?)
}
