//! CPU time of processes, from `/proc/PID/stat`.

use std::fs;
use std::io;
use std::time::Duration;

/// `sysconf(_SC_CLK_TCK)`: 100 on every Linux that this runs on.
const TICKS_PER_SECOND: u64 = 100;
/// Fields of `stat` after the closing bracket of the name, counted from 0: state is 0.
const PARENT: usize = 1;
const USER: usize = 11;
const SYSTEM: usize = 12;
const CHILDREN_USER: usize = 13;
const CHILDREN_SYSTEM: usize = 14;

/// CPU time that a process has used so far, its threads included, in steps of 10 ms.
///
/// # Errors
/// If the process is gone.
pub fn of_process(pid: u32) -> io::Result<Duration> {
    let fields = stat(&pid.to_string())?;
    Ok(ticks(number(&fields, USER) + number(&fields, SYSTEM)))
}

/// CPU time that this process has used so far, all its threads together, in nanoseconds as the scheduler counts them.
///
/// # Errors
/// If the kernel does not tell.
pub fn of_this_process() -> io::Result<Duration> {
    let mut sum = 0;
    for thread in fs::read_dir("/proc/self/task")? {
        // A thread that ended since it was listed is not asked any more.
        let Ok(text) = fs::read_to_string(thread?.path().join("schedstat")) else { continue };
        sum += text.split_whitespace().next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0);
    }
    Ok(Duration::from_nanos(sum))
}

/// CPU time of a process and of its children, those that have ended too: a postmaster and its backends.
///
/// # Errors
/// If the process is gone.
pub fn of_family(pid: u32) -> io::Result<Duration> {
    let own = stat(&pid.to_string())?;
    let mut sum: u64 = [USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM].iter().map(|field| number(&own, *field)).sum();
    for entry in fs::read_dir("/proc")?.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit())) else { continue };
        // A process that ended since it was listed is among the ended children next time.
        let Ok(fields) = stat(name) else { continue };
        if number(&fields, PARENT) == u64::from(pid) {
            sum += number(&fields, USER) + number(&fields, SYSTEM);
        }
    }
    Ok(ticks(sum))
}

fn stat(pid: &str) -> io::Result<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name stands in brackets and may hold anything, brackets too.
    let after = text.rsplit_once(") ").map_or("", |(_, after)| after);
    Ok(after.split_whitespace().map(str::to_owned).collect())
}

fn number(fields: &[String], index: usize) -> u64 {
    fields.get(index).and_then(|field| field.parse().ok()).unwrap_or(0)
}

fn ticks(count: u64) -> Duration {
    Duration::from_millis(count * 1000 / TICKS_PER_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hint::black_box;
    use std::time::Instant;

    #[test]
    fn a_process_that_works_uses_cpu_time() {
        let pid = std::process::id();
        let (before, started) = (of_process(pid).unwrap(), Instant::now());
        // Until it shows: a busy machine may give this test no time for a while.
        while of_process(pid).unwrap() == before && started.elapsed() < Duration::from_secs(30) {
            black_box(started.elapsed());
        }
        let alone = of_process(pid).unwrap();
        assert!(alone > before);
        assert!(of_family(pid).unwrap() >= alone, "read later, so not less");
    }

    #[test]
    fn a_process_that_is_not_there_is_an_error() {
        assert!(of_process(u32::MAX).is_err());
    }
}
