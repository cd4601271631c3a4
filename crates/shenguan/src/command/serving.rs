//! What `demo` and `serve` have in common: the sections behind one listener, their timers, and an end in good order.

use super::outcome::{Failure, say};
use shenguan_server::channel::paper::make_for_ever;
use shenguan_server::exchange;
use shenguan_server::platform::app::App;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::job::work_for_ever;
use shenguan_server::platform::notice::{Post, tell_for_ever};
use shenguan_server::platform::search::index_for_ever;
use shenguan_server::platform::sweep::sweep_for_ever;
use shenguan_server::platform::web::{Routes, Server, router};
use shenguan_server::sections::{DESK, JOBS};
use std::io::IsTerminal;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing_subscriber::EnvFilter;

/// After the signal to stop, requests and event streams have so long to end.
const STOP_TIME_MAX: Duration = Duration::from_secs(5);
const LOG_VARIABLE: &str = "SHENGUAN_LOG";

/// A server that answers.
pub(crate) struct Running {
    stop: watch::Sender<bool>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Running {
    /// Starts to answer on a listener that is bound already, and the timers. To be called inside the runtime.
    pub(crate) fn start(
        app: App,
        settings: Settings,
        listener: TcpListener,
        sections: &[fn(Routes) -> Routes],
    ) -> Result<Self, Failure> {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let post = Post::of(&settings, DESK)?;
        let server = Server::new(app.clone(), settings, DESK)?;
        let (files, documents) = (server.files.clone(), server.documents.clone());
        let service = router(server, sections).into_make_service_with_connect_info::<SocketAddr>();
        let (stop, mut stopped) = watch::channel(false);
        let until_stopped = async move {
            // The sender is dropped only when the process ends.
            let _ = stopped.wait_for(|stopped| *stopped).await;
        };
        let serving =
            tokio::spawn(async move { axum::serve(listener, service).with_graceful_shutdown(until_stopped).await });
        tokio::spawn(sweep_for_ever(app.clone()));
        tokio::spawn(work_for_ever(app.clone(), JOBS));
        tokio::spawn(make_for_ever(app.clone(), files, documents));
        tokio::spawn(tell_for_ever(app.clone(), post));
        tokio::spawn(index_for_ever(app, exchange::search::SOURCES));
        Ok(Self { stop, serving })
    }

    /// Waits for SIGINT or SIGTERM, lets what is under way end, and stops.
    pub(crate) async fn until_stopped(self) -> Result<(), Failure> {
        let Self { stop, mut serving } = self;
        tokio::select! {
            stopped = stop_signal() => stopped?,
            ended = &mut serving => return Ok(ended??),
        }
        say("正在停止……");
        stop.send_replace(true);
        match tokio::time::timeout(STOP_TIME_MAX, serving).await {
            Ok(ended) => Ok(ended??),
            // Streams that nobody closes; every act that was answered is durable.
            Err(_) => Ok(()),
        }
    }
}

/// Ends with the first SIGINT or SIGTERM.
async fn stop_signal() -> std::io::Result<()> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    tokio::select! {
        _ = interrupt.recv() => Ok(()),
        _ = terminate.recv() => Ok(()),
    }
}

/// Sends the log to standard error, as JSON where that is no terminal; `SHENGUAN_LOG` chooses what is logged.
pub(crate) fn log_to_stderr(default: &str) {
    let filter = EnvFilter::try_from_env(LOG_VARIABLE).unwrap_or_else(|_| EnvFilter::new(default));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second logger in one process is no matter: the first one stays.
    let _ = if std::io::stderr().is_terminal() { log.try_init() } else { log.json().try_init() };
}
