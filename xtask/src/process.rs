//! Running other programs so that Ctrl-C ends them first and this program last, with its own cleaning up in between.

use std::io;
use std::process::{Child, Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// How often a running program is looked at.
const POLL: Duration = Duration::from_millis(50);
/// How long a program may take to end by itself after Ctrl-C before it is asked again.
const INTERRUPT_GRACE: Duration = Duration::from_secs(10);
/// How long it may take after that before it is killed.
const TERMINATE_GRACE: Duration = Duration::from_secs(20);

/// The wish to stop, from the terminal (SIGINT) or from another program (SIGTERM, SIGHUP).
#[derive(Clone, Debug, Default)]
pub struct Interrupt {
    /// 0, or the number of the last signal.
    signal: Arc<AtomicUsize>,
}

impl Interrupt {
    /// From now on these signals no longer end this program: whoever holds the value asks it.
    ///
    /// # Errors
    /// If the system refuses the handler.
    pub fn listen() -> io::Result<Self> {
        let interrupt = Self::default();
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            let number = usize::try_from(signal).map_err(io::Error::other)?;
            signal_hook::flag::register_usize(signal, Arc::clone(&interrupt.signal), number)?;
        }
        Ok(interrupt)
    }

    /// The signal that came, if one came.
    pub fn signal(&self) -> Option<i32> {
        match self.signal.load(Ordering::Relaxed) {
            0 => None,
            number => i32::try_from(number).ok(),
        }
    }

    /// The exit code by which a shell tells that a program was stopped: 128 + the signal.
    pub fn exit_code(&self) -> Option<u8> {
        self.signal().and_then(|signal| u8::try_from(128 + signal).ok())
    }
}

/// Runs a program to its end. A wish to stop is passed on to it, and its end is waited for.
///
/// # Errors
/// If the program cannot be started or waited for.
pub fn run(command: &mut Command, interrupt: &Interrupt) -> io::Result<ExitStatus> {
    let mut child = command.spawn()?;
    let mut asked_at: Option<Instant> = None;
    let mut terminated_at: Option<Instant> = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if let Some(signal) = interrupt.signal() {
            let since_asked = asked_at.get_or_insert_with(Instant::now).elapsed();
            // The terminal sends SIGINT to the whole group: the program has it already, and a second one means "at once".
            let due = signal != SIGINT || since_asked >= INTERRUPT_GRACE;
            match terminated_at {
                None if due => {
                    terminate(&child)?;
                    terminated_at = Some(Instant::now());
                }
                Some(at) if at.elapsed() >= TERMINATE_GRACE => child.kill()?,
                _ => {}
            }
        }
        sleep(POLL);
    }
}

/// Asks a program to end.
fn terminate(child: &Child) -> io::Result<()> {
    Command::new("kill").arg("-TERM").arg(child.id().to_string()).status().map(|_| ())
}

/// The exit code of a program as one of ours: its own, or 128 + the signal that ended it.
pub fn exit_code(status: ExitStatus) -> u8 {
    use std::os::unix::process::ExitStatusExt;
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_ends_hands_on_its_exit_code() {
        let status = run(Command::new("sh").args(["-c", "exit 7"]), &Interrupt::default()).unwrap();
        assert_eq!(exit_code(status), 7);
    }

    #[test]
    fn a_wish_to_stop_ends_the_program_that_runs() {
        let interrupt = Interrupt::default();
        interrupt.signal.store(usize::try_from(SIGTERM).unwrap(), Ordering::Relaxed);
        let started = Instant::now();
        let status = run(Command::new("sleep").arg("60"), &interrupt).unwrap();
        assert_eq!(exit_code(status), 143);
        assert_eq!(interrupt.exit_code(), Some(143));
        assert!(started.elapsed() < INTERRUPT_GRACE);
    }
}
