//! The program as a child process: start, ready, kill, verify.

use std::env;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::city::CITY;
use super::client::{Client, Content, Credential, Message};
use super::error::{During, Result};

/// How often the program is asked whether it is ready.
const READY_POLL: Duration = Duration::from_millis(4);
/// A program that is not ready by then does not come back.
const READY_TIMEOUT: Duration = Duration::from_secs(30);
/// Somebody else may take the free port before the program does.
const PORT_TRIES: usize = 3;
/// The end of a log that a finding quotes, in characters.
const WORDS_MAX: usize = 1500;
/// Every setting and every seam of the program begins with it; none of ours may reach it by accident.
const VARIABLE_PREFIX: &str = "SHENGUAN_";

/// What is started.
#[derive(Clone, Debug)]
pub(super) struct Installation {
    pub(super) binary: PathBuf,
    pub(super) folder: PathBuf,
    pub(super) url: String,
    pub(super) fonts: Option<PathBuf>,
    pub(super) mutant: Option<String>,
}

/// A running program. Dropping it kills it.
pub(super) struct Server {
    pub(super) port: u16,
    /// From its start to its first ready answer.
    pub(super) ready_after: Duration,
    child: Child,
}

impl Installation {
    /// Starts the program and waits until it is ready; its own words where it does not get so far.
    pub(super) fn start(&self) -> Result<std::result::Result<Server, String>> {
        let mut words = String::new();
        for _ in 0..PORT_TRIES {
            match self.start_once()? {
                Ok(server) => return Ok(Ok(server)),
                Err(log) => words = log,
            }
        }
        Ok(Err(words))
    }

    fn start_once(&self) -> Result<std::result::Result<Server, String>> {
        let port = free_port()?;
        let (config, log) = (self.folder.join("shenguan.toml"), self.folder.join("log"));
        fs::write(&config, self.settings(port)).during("writing the settings")?;
        let file = File::create(&log).during("making the log")?;
        let mut command = self.command();
        command.arg("serve").arg("--config").arg(&config).stdout(Stdio::null()).stderr(file);
        let started = Instant::now();
        let child = command.spawn().during("starting shenguan")?;
        let mut server = Server { port, ready_after: Duration::ZERO, child };
        loop {
            if is_ready(port) {
                server.ready_after = started.elapsed();
                return Ok(Ok(server));
            }
            let ended = server.child.try_wait().during("looking at shenguan")?;
            if ended.is_some() || started.elapsed() > READY_TIMEOUT {
                return Ok(Err(tail(&log)));
            }
            thread::sleep(READY_POLL);
        }
    }

    /// Runs `shenguan verify`; its words where it does not end with 0.
    pub(super) fn verify(&self) -> Result<std::result::Result<(), String>> {
        let mut command = self.command();
        let output = command.args(["verify", "--database", &self.url]).output().during("running shenguan verify")?;
        if output.status.success() {
            return Ok(Ok(()));
        }
        let words = [output.stdout, output.stderr].concat();
        Ok(Err(format!("{}: {}", output.status, cut(&String::from_utf8_lossy(&words)))))
    }

    fn settings(&self, port: u16) -> String {
        let fonts = self.fonts.as_ref().map(|fonts| format!("[documents]\nfonts = \"{}\"\n", fonts.display()));
        format!(
            "listen = \"127.0.0.1:{port}\"\npublic_url = \"http://127.0.0.1:{port}\"\ndatabase = \"{}\"\n\
             jurisdiction = \"{CITY}\"\nattachments = \"{}\"\n[rates]\nlimited = false\n[login]\nlimited = false\n{}",
            self.url,
            self.attachments().display(),
            fonts.unwrap_or_default()
        )
    }

    /// Where the bytes of files lie.
    pub(super) fn attachments(&self) -> PathBuf {
        self.folder.join("attachments")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with(VARIABLE_PREFIX)) {
            command.env_remove(name);
        }
        command.env("SHENGUAN_LOG", "warn").stdin(Stdio::null());
        if let Some(mutant) = &self.mutant {
            command.env("SHENGUAN_MUTANT", mutant);
        }
        command
    }
}

impl Server {
    /// SIGKILL, and the end of the process.
    pub(super) fn kill(&mut self) -> Result<()> {
        self.child.kill().during("killing shenguan")?;
        self.child.wait().map(|_| ()).during("waiting for shenguan")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already is no error here.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}

fn is_ready(port: u16) -> bool {
    let message =
        Message { method: "GET", path: "/readyz", credential: Credential::None, key: None, content: Content::Nothing };
    let answer = Client::connect(port).and_then(|mut client| client.send(&message));
    answer.is_ok_and(|answer| answer.status == 200)
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).during("finding a free port")
}

fn tail(log: &Path) -> String {
    cut(&fs::read_to_string(log).unwrap_or_default())
}

fn cut(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(WORDS_MAX);
    text.chars().skip(skipped).collect::<String>().trim().to_owned()
}
