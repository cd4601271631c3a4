//! A PostgreSQL server of one's own: a new cluster in a temporary directory on a free port of the loopback, gone when
//! the value is dropped. It can be killed as a power cut would and started again on what it left.

use std::fs;
use std::io;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::packages::find_program;

/// The account that runs the server where we are root: PostgreSQL refuses root.
const ACCOUNT: &str = "postgres";
/// Where Debian keeps the server's programs, one folder a major version.
const DEBIAN_VERSIONS: &str = "/usr/lib/postgresql";
/// How long a server may take to accept connections, recovery after a kill included.
const READY_TIMEOUT: Duration = Duration::from_mins(1);
/// How often the server is asked whether it is ready.
const READY_POLL: Duration = Duration::from_millis(50);
/// How long a stopping server may take, in seconds, before it is killed.
const STOP_TIMEOUT_SECONDS: &str = "30";
/// Somebody else may take the free port before the server does; then another is tried.
const PORT_TRIES: usize = 5;
/// Lines of the server's log that an error quotes.
const LOG_LINES: usize = 15;

/// How the server is set up.
#[derive(Clone, Copy, Debug)]
pub struct PostgresOptions {
    /// Whether a commit waits for the disk. Off is faster, and loses commits in a power cut.
    pub fsync: bool,
    /// How many connections it takes at once.
    pub max_connections: u16,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self { fsync: true, max_connections: 200 }
    }
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    /// No `initdb` and `postgres` on this machine.
    #[error("PostgreSQL's server programs are not installed")]
    NotInstalled,
    /// A file or a program could not be used.
    #[error("{what}")]
    Io {
        /// What was tried.
        what: &'static str,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
    /// `initdb` or the server ended with an error; its words follow.
    #[error("{program} failed:\n{words}")]
    Failed {
        /// Which program.
        program: &'static str,
        /// What it wrote.
        words: String,
    },
}

/// A running server that nobody else knows of. Dropping it stops the server and removes its files.
#[derive(Debug)]
pub struct PrivatePostgres {
    binaries: PathBuf,
    options: PostgresOptions,
    port: u16,
    postmaster: Option<Postmaster>,
    // Last, so that the files go after the server.
    home: TempDir,
}

impl PrivatePostgres {
    /// Makes a cluster and starts it. Connections need no password; the owner's name is `postgres`.
    ///
    /// # Errors
    /// If PostgreSQL is not installed, or does not start.
    pub fn start(options: PostgresOptions) -> Result<Self, PostgresError> {
        let binaries = find_binaries().ok_or(PostgresError::NotInstalled)?;
        let home = new_home()?;
        let mut postgres = Self { binaries, options, port: 0, postmaster: None, home };
        postgres.make_cluster()?;
        let mut tries_left = PORT_TRIES;
        loop {
            postgres.port = free_port()?;
            tries_left -= 1;
            match postgres.start_again() {
                Err(PostgresError::Failed { .. }) if tries_left > 0 => {}
                outcome => return outcome.map(|()| postgres),
            }
        }
    }

    /// The owner's address of the database `postgres`.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// The port on the loopback.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The postmaster's process id; none while it is stopped.
    pub fn pid(&self) -> Option<u32> {
        self.postmaster.as_ref().map(|postmaster| postmaster.child.id())
    }

    /// The server's version as it tells it itself, such as `postgres (PostgreSQL) 15.18`.
    pub fn version(&self) -> Option<String> {
        let output = Command::new(self.binaries.join("postgres")).arg("--version").output().ok()?;
        String::from_utf8(output.stdout).ok().map(|text| text.trim().to_owned())
    }

    /// Kills the postmaster without a word, as the loss of its machine would. [`Self::start_again`] recovers.
    ///
    /// # Errors
    /// If the process cannot be killed.
    pub fn kill(&mut self) -> Result<(), PostgresError> {
        let Some(mut postmaster) = self.postmaster.take() else { return Ok(()) };
        let killed = postmaster.child.kill().and_then(|()| postmaster.child.wait());
        killed.map(|_| ()).map_err(|source| PostgresError::Io { what: "killing the postmaster", source })
    }

    /// Starts a stopped or killed server again, on the same port and files, and waits until it takes connections.
    ///
    /// # Errors
    /// If it does not come up; its log is in the error.
    pub fn start_again(&mut self) -> Result<(), PostgresError> {
        if self.postmaster.is_some() {
            return Ok(());
        }
        let asked_at = Instant::now();
        loop {
            let mut postmaster = self.spawn_postmaster()?;
            let came_up = self.wait_until_ready(&mut postmaster)?;
            if came_up {
                self.postmaster = Some(postmaster);
                return Ok(());
            }
            // After a kill the old backends hold the shared memory until they notice; then it works.
            let words = self.log_tail();
            let is_still_held = words.contains("shared memory block") || words.contains("lock file");
            if !is_still_held || asked_at.elapsed() > READY_TIMEOUT {
                return Err(PostgresError::Failed { program: "postgres", words });
            }
            thread::sleep(READY_POLL);
        }
    }

    /// Stops the server in order: open transactions are rolled back, what is committed is on disk.
    ///
    /// # Errors
    /// If it does not stop by itself; it is killed then.
    pub fn stop(&mut self) -> Result<(), PostgresError> {
        let Some(mut postmaster) = self.postmaster.take() else { return Ok(()) };
        let mut pg_ctl = self.command("pg_ctl");
        pg_ctl.arg("stop").arg("-D").arg(self.data()).args(["-m", "fast", "-w", "-s", "-t", STOP_TIMEOUT_SECONDS]);
        let outcome = run_quietly(&mut pg_ctl, "pg_ctl stop");
        if outcome.is_err() {
            postmaster.child.kill().map_err(|source| PostgresError::Io { what: "killing the postmaster", source })?;
        }
        postmaster.child.wait().map_err(|source| PostgresError::Io { what: "waiting for the postmaster", source })?;
        outcome
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.home.path().join("log")
    }

    fn make_cluster(&self) -> Result<(), PostgresError> {
        let mut initdb = self.command("initdb");
        initdb.arg("-D").arg(self.data()).args(["-U", "postgres", "-A", "trust", "--no-sync"]);
        // Byte order, as SQLite's: a list must not be sorted otherwise on the other database.
        initdb.args(["-E", "UTF8", "--locale=C"]);
        run_quietly(&mut initdb, "initdb")
    }

    /// A program of PostgreSQL's, under an account it accepts.
    fn command(&self, program: &str) -> Command {
        let program = self.binaries.join(program);
        let mut command = if find_program("setpriv").is_some() {
            let mut setpriv = Command::new("setpriv");
            // The server goes with us even if we are killed and cannot stop it.
            setpriv.args(["--pdeathsig", "INT"]);
            if is_root() {
                setpriv.args(["--reuid", ACCOUNT, "--regid", ACCOUNT, "--init-groups"]);
            }
            setpriv.arg(program);
            setpriv
        } else {
            Command::new(program)
        };
        command.current_dir(self.home.path()).stdin(Stdio::null());
        command
    }

    fn spawn_postmaster(&self) -> Result<Postmaster, PostgresError> {
        let log =
            fs::File::create(self.log()).map_err(|source| PostgresError::Io { what: "making the log", source })?;
        let mut command = self.command("postgres");
        command.arg("-D").arg(self.data()).arg("-p").arg(self.port.to_string());
        command.args(["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "timezone=UTC"]);
        command.arg("-c").arg(format!("max_connections={}", self.options.max_connections));
        if !self.options.fsync {
            command.args(["-c", "fsync=off", "-c", "full_page_writes=off"]);
        }
        // A group of its own: Ctrl-C must reach the tests first and the server last, through us.
        command.process_group(0).stdout(Stdio::null()).stderr(log);
        Postmaster::spawn(command).map_err(|source| PostgresError::Io { what: "starting the postmaster", source })
    }

    /// Whether the server came up; false if it ended instead.
    fn wait_until_ready(&self, postmaster: &mut Postmaster) -> Result<bool, PostgresError> {
        let asked_at = Instant::now();
        let own_pid = postmaster.child.id().to_string();
        loop {
            let ended = postmaster.child.try_wait();
            if ended.map_err(|source| PostgresError::Io { what: "looking at the postmaster", source })?.is_some() {
                return Ok(false);
            }
            // The file's first line is the process, its eighth the state.
            let status = fs::read_to_string(self.data().join("postmaster.pid")).unwrap_or_default();
            let mut lines = status.lines();
            if lines.next() == Some(own_pid.as_str()) && lines.nth(6).is_some_and(|state| state.trim() == "ready") {
                return Ok(true);
            }
            if asked_at.elapsed() > READY_TIMEOUT {
                return Err(PostgresError::Failed { program: "postgres", words: self.log_tail() });
            }
            thread::sleep(READY_POLL);
        }
    }

    fn log_tail(&self) -> String {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(LOG_LINES)..].join("\n")
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            eprintln!("xtask: PostgreSQL on port {} did not stop by itself: {error}", self.port);
        }
    }
}

/// The server's process, with the thread that started it: the system ties the process's life to that thread.
#[derive(Debug)]
struct Postmaster {
    child: Child,
    _keeper: mpsc::Sender<()>,
}

impl Postmaster {
    fn spawn(mut command: Command) -> io::Result<Self> {
        let (child_sender, child) = mpsc::channel();
        let (keeper, kept) = mpsc::channel::<()>();
        thread::spawn(move || {
            if child_sender.send(command.spawn()).is_ok() {
                // Ends with an error when the sender is dropped: that is the signal, nothing is ever sent.
                let _ended = kept.recv();
            }
        });
        let child = child.recv().map_err(io::Error::other)??;
        Ok(Self { child, _keeper: keeper })
    }
}

impl Drop for Postmaster {
    fn drop(&mut self) {
        // A server that has ended already, stopped or given up on, is no error here.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}

/// Where `initdb`, `postgres` and `pg_ctl` are: the newest of Debian's folders, or the search path.
pub fn find_binaries() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN_VERSIONS).ok().into_iter().flatten().flatten();
    let newest = versions
        .map(|version| version.path().join("bin"))
        .filter(|folder| is_server_folder(folder))
        .max_by_key(|folder| major_version(folder));
    newest.or_else(|| {
        let initdb = fs::canonicalize(find_program("initdb")?).ok()?;
        initdb.parent().filter(|folder| is_server_folder(folder)).map(Path::to_path_buf)
    })
}

/// Whether this process is root.
pub fn is_root() -> bool {
    // A temporary file is owned by whoever makes it; that works on every Unix, without calling the system unsafely.
    tempfile::tempfile().and_then(|file| file.metadata()).is_ok_and(|metadata| metadata.uid() == 0)
}

fn is_server_folder(folder: &Path) -> bool {
    ["initdb", "postgres", "pg_ctl"].iter().all(|program| folder.join(program).is_file())
}

fn major_version(folder: &Path) -> Option<u32> {
    folder.parent()?.file_name()?.to_str()?.parse().ok()
}

fn new_home() -> Result<TempDir, PostgresError> {
    let failed = |source| PostgresError::Io { what: "making a directory for the server", source };
    let home = tempfile::Builder::new().prefix("shenguan-postgres-").tempdir().map_err(failed)?;
    if is_root() {
        let owner = |flag| id_of_account(flag).map_err(failed);
        std::os::unix::fs::chown(home.path(), Some(owner("-u")?), Some(owner("-g")?)).map_err(failed)?;
    }
    Ok(home)
}

/// The number of the account (`-u`) or of its group (`-g`).
fn id_of_account(flag: &str) -> io::Result<u32> {
    let output = Command::new("id").args([flag, ACCOUNT]).output()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().map_err(io::Error::other)
}

fn free_port() -> Result<u16, PostgresError> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|source| PostgresError::Io { what: "finding a free port", source })
}

fn run_quietly(command: &mut Command, program: &'static str) -> Result<(), PostgresError> {
    let output = command.output().map_err(|source| PostgresError::Io { what: program, source })?;
    if output.status.success() {
        return Ok(());
    }
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(PostgresError::Failed { program, words })
}
