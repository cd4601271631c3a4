//! What the tests need beside the Rust tools, and how it gets onto a bare Debian machine.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::postgres;
use crate::process::{self, Interrupt};

/// The runner's release that `.config/nextest.toml` was written for.
const NEXTEST_VERSION: &str = "0.9.143";
/// How long apt-get waits for another apt-get, in seconds.
const APT_LOCK_TIMEOUT: &str = "DPkg::Lock::Timeout=300";

/// Where the package `fonts-noto-cjk` puts its first font.
const DEBIAN_FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

/// Where `fonts-lxgw-wenkai` and `fonts-noto-cjk` put what official documents fall back to.
pub(crate) const WENKAI_FONT: &str = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf";
pub(crate) const SERIF_FONT: &str = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";

/// A Debian package that the tests need.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// Its name in Debian.
    pub name: &'static str,
    /// What it is for, as a developer on another system would look for it.
    pub what: &'static str,
    is_present: fn() -> bool,
}

/// The database that every server test runs on, beside SQLite.
pub const POSTGRESQL: Package =
    Package { name: "postgresql", what: "the PostgreSQL server", is_present: || postgres::find_binaries().is_some() };
/// What the browser tests need.
pub const BROWSER: [Package; 3] = [
    Package { name: "chromium", what: "Chromium", is_present: || find_program("chromium").is_some() },
    Package { name: "chromium-driver", what: "ChromeDriver", is_present: || find_program("chromedriver").is_some() },
    Package { name: "fonts-noto-cjk", what: "a font with Chinese characters", is_present: has_chinese_font },
];

/// What the tests of official documents print, read and convert with.
pub const DOCUMENTS: [Package; 4] = [
    Package { name: "poppler-utils", what: "pdftoppm", is_present: || find_program("pdftoppm").is_some() },
    Package {
        name: "libreoffice-writer-nogui",
        what: "LibreOffice Writer",
        is_present: || find_program("soffice").is_some(),
    },
    Package { name: "fonts-lxgw-wenkai", what: "LXGW WenKai", is_present: || Path::new(WENKAI_FONT).exists() },
    Package { name: "fonts-noto-cjk", what: "Noto Serif CJK", is_present: || Path::new(SERIF_FONT).exists() },
];

/// Why the tests cannot have what they need.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// Not Debian, or no right to install: a person has to do it.
    #[error("install first: {0}")]
    ByHand(String),
    /// An installer ran and failed.
    #[error("{what} failed: {status}")]
    Failed {
        /// The command.
        what: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A program could not be started.
    #[error("{what} could not be started")]
    NotStarted {
        /// The command.
        what: String,
        /// Why.
        #[source]
        source: io::Error,
    },
}

/// Installs those of `packages` that are missing, and says so.
///
/// # Errors
/// [`PackageError::ByHand`] where there is no apt-get or no right to use it.
pub fn ensure(packages: &[Package], interrupt: &Interrupt) -> Result<(), PackageError> {
    let missing: Vec<Package> = packages.iter().copied().filter(|package| !(package.is_present)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    let Some(prefix) = installer_prefix() else {
        let list: Vec<String> = missing.iter().map(|p| format!("{} (Debian: {})", p.what, p.name)).collect();
        return Err(PackageError::ByHand(list.join(", ")));
    };
    eprintln!("xtask: apt-get update");
    apt_get(prefix, &["update", "-q"], interrupt)?;
    eprintln!("xtask: apt-get install {}", names.join(" "));
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(&names);
    apt_get(prefix, &arguments, interrupt)
}

/// Installs the test runner if cargo does not have it.
///
/// # Errors
/// If cargo cannot build it.
pub fn ensure_nextest(interrupt: &Interrupt) -> Result<(), PackageError> {
    let mut version = Command::new(cargo());
    version.args(["nextest", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    if version.status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    eprintln!("xtask: cargo install cargo-nextest {NEXTEST_VERSION} (some minutes, once)");
    let mut install = Command::new(cargo());
    install.args(["install", "cargo-nextest", "--locked", "--version", NEXTEST_VERSION]);
    run_installer(&mut install, "cargo install cargo-nextest", interrupt)
}

/// The cargo that runs this program, so that all of it uses one toolchain.
pub fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Where a program stands in the search path.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

/// What to put before apt-get: nothing for root, sudo for others; none where packages cannot be installed.
fn installer_prefix() -> Option<&'static [&'static str]> {
    if !Path::new("/etc/debian_version").exists() || find_program("apt-get").is_none() {
        return None;
    }
    if postgres::is_root() {
        return Some(&["env"]);
    }
    find_program("sudo").map(|_| ["sudo", "env"].as_slice())
}

fn apt_get(prefix: &[&str], arguments: &[&str], interrupt: &Interrupt) -> Result<(), PackageError> {
    let [program, before @ ..] = prefix else { return Ok(()) };
    let mut command = Command::new(program);
    // As an argument, not as our environment: sudo drops the environment.
    command.args(before).args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", APT_LOCK_TIMEOUT]).args(arguments);
    // Nobody is asked anything; what apt-get tells belongs beside our own messages.
    command.stdin(Stdio::null()).stdout(io::stderr());
    run_installer(&mut command, &format!("apt-get {}", arguments.join(" ")), interrupt)
}

pub(crate) fn run_installer(command: &mut Command, what: &str, interrupt: &Interrupt) -> Result<(), PackageError> {
    let status = process::run(command, interrupt)
        .map_err(|source| PackageError::NotStarted { what: what.to_owned(), source })?;
    if status.success() { Ok(()) } else { Err(PackageError::Failed { what: what.to_owned(), status }) }
}

fn has_chinese_font() -> bool {
    // Chromium finds it without the program that lists fonts, which a bare machine may not have.
    if Path::new(DEBIAN_FONT).exists() {
        return true;
    }
    let listed = Command::new("fc-list").args([":lang=zh-cn", "family"]).output();
    listed.is_ok_and(|output| output.status.success() && !output.stdout.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_installed_again() {
        let present = Package { name: "no-such-package-on-debian", what: "nothing", is_present: || true };
        ensure(&[present], &Interrupt::default()).unwrap();
    }

    #[test]
    fn a_program_of_the_search_path_is_found_and_another_is_not() {
        assert!(find_program("sh").is_some());
        assert_eq!(find_program("no-such-program-here"), None);
    }
}
