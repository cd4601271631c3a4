//! The program that is measured, as a process of its own, so that its CPU time can be told from the driver's.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::city::CITY;
use super::client;
use super::cpu;
use super::error::{BenchError, During, Result};
use super::rounds::Block;
use crate::packages::find_program;

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
        let config = folder.join("shenguan.toml");
        std::fs::write(&config, settings(url, address, folder)).during("writing the server's settings")?;
        let mut command = if find_program("setpriv").is_some() {
            // The server goes with us even if we are killed and cannot stop it.
            let mut setpriv = Command::new("setpriv");
            setpriv.args(["--pdeathsig", "TERM"]).arg(program()?);
            setpriv
        } else {
            Command::new(program()?)
        };
        command.args(["serve", "--config"]).arg(&config);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
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

/// The release build of the program, beside this one.
fn program() -> Result<PathBuf> {
    let ours = std::env::current_exe().during("finding this program")?;
    let program = ours.with_file_name("shenguan");
    if program.is_file() {
        return Ok(program);
    }
    Err(BenchError::Unfit(format!("{} is not there: run it by `cargo xtask bench`", program.display())))
}

/// The settings of a real installation, without limits on a key.
fn settings(url: &str, address: SocketAddr, folder: &Path) -> String {
    // As TOML literals: a path or a url holds no single quote here.
    format!(
        "listen = '{address}'\ndatabase = '{url}'\njurisdiction = '{CITY}'\nattachments = '{}'\n[rates]\nlimited = false\n",
        folder.join("attachments").display()
    )
}

fn free_address() -> Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).during("finding a free port")
}
