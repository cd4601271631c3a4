//! The program that is measured, as a process of its own, so that its CPU time can be told from the driver's.

use std::io::Read;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use shenguan_db::Database;
use shenguan_server::exchange;
use shenguan_server::exchange::sweep::DEEM;
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::config::{RateSettings, Settings};
use shenguan_server::platform::search::index_for_ever;
use shenguan_server::platform::sweep::sweep_for_ever;
use shenguan_server::platform::web::{Badges, Server, router};

use super::city::CITY;
use super::client;
use super::cpu;
use super::error::{BenchError, During, Result};
use super::rounds::Block;

/// How long it may take until it answers.
const READY_TIMEOUT: Duration = Duration::from_secs(20);
const READY_POLL: Duration = Duration::from_millis(20);
/// A server at rest uses no more CPU time than this between two looks.
const IDLE_CPU_MAX: Duration = Duration::from_millis(20);
const IDLE_POLL: Duration = Duration::from_millis(700);
const IDLE_TIMEOUT: Duration = Duration::from_mins(10);

/// A running server; killed when dropped.
pub(super) struct Service {
    child: Child,
    /// Where it listens.
    pub(super) address: SocketAddr,
}

impl Service {
    /// Starts it over a city and waits until it can write.
    pub(super) fn start(url: &str, folder: &Path) -> Result<Self> {
        let address = free_address()?;
        let log = std::fs::File::create(folder.join("server.log")).during("making the server's log")?;
        let mut command = Command::new(std::env::current_exe().during("finding this program")?);
        command.args(["bench", "--host", url, &address.to_string()]);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(log);
        let child = command.spawn().during("starting the server")?;
        let mut service = Self { child, address };
        service.wait_until_ready(folder)?;
        Ok(service)
    }

    /// What a load does, with the server's CPU time.
    pub(super) fn measured(&self, load: impl FnOnce(SocketAddr) -> Result<Block>) -> Result<Block> {
        let before = cpu::of_process(self.child.id()).during("reading CPU time")?;
        let mut block = load(self.address)?;
        let after = cpu::of_process(self.child.id()).during("reading CPU time")?;
        block.cpu = after.saturating_sub(before);
        Ok(block)
    }

    /// Waits until the indexer and the timers have nothing more to do.
    pub(super) fn wait_until_idle(&self) -> Result<()> {
        let asked_at = Instant::now();
        let mut before = cpu::of_process(self.child.id()).during("reading CPU time")?;
        while asked_at.elapsed() < IDLE_TIMEOUT {
            std::thread::sleep(IDLE_POLL);
            let now = cpu::of_process(self.child.id()).during("reading CPU time")?;
            if now.saturating_sub(before) <= IDLE_CPU_MAX {
                return Ok(());
            }
            before = now;
        }
        Err(BenchError::Unfit("the server does not come to rest".to_owned()))
    }

    fn wait_until_ready(&mut self, folder: &Path) -> Result<()> {
        let asked_at = Instant::now();
        let request = client::request("GET", "/readyz", "", None, "");
        loop {
            let address = self.address;
            let status = client::wait(async {
                let mut connection = client::Connection::open(address).await?;
                Ok(connection.ask(&request).await?.status)
            });
            if status.is_ok_and(|status| status == 200) {
                return Ok(());
            }
            let ended = self.child.try_wait().during("looking at the server")?.is_some();
            if ended || asked_at.elapsed() > READY_TIMEOUT {
                let log = std::fs::read_to_string(folder.join("server.log")).unwrap_or_default();
                return Err(BenchError::Unfit(format!("the server does not come up:\n{log}")));
            }
            std::thread::sleep(READY_POLL);
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // One that has ended already is no error here.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}

/// The other side of [`Service::start`]: the router, the timers and the indexer of a real installation over a city.
/// Ends when its input ends, so that it never outlives the benchmark.
pub(super) fn host(url: &str, listen: &str) -> Result<()> {
    let listen: SocketAddr = listen.parse().during("reading the address")?;
    let database = Database::open(url).during("reading the url")?;
    let app = App::start(&database, CITY, Arc::new(Clock::System), vec![DEEM]).during("starting the platform")?;
    let settings = Settings {
        listen,
        database: url.to_owned(),
        rates: RateSettings { limited: false, ..RateSettings::default() },
        ..Settings::default()
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().during("starting tokio")?;
    runtime.block_on(async {
        let server = Server::new(app.clone(), settings, |_read, _caller| Ok(Badges { todo: 0, sent: 0 }));
        let service = router(server.during("starting the server")?, &[exchange::api::routes])
            .into_make_service_with_connect_info::<SocketAddr>();
        let listener = tokio::net::TcpListener::bind(listen).await.during("listening")?;
        tokio::spawn(sweep_for_ever(app.clone()));
        tokio::spawn(index_for_ever(app, exchange::search::SOURCES));
        let serving = tokio::spawn(async move { axum::serve(listener, service).await });
        let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
        tokio::select! {
            served = serving => served.during("serving")?.during("serving"),
            _ = ended => Ok(()),
        }
    })
}

fn free_address() -> Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).during("finding a free port")
}
