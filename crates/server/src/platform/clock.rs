//! The only place that reads a clock or makes random bytes. Time is an argument everywhere else.
#![expect(clippy::disallowed_methods, reason = "this is the one module that may read the clock and make randomness")]

use jiff::{SignedDuration, Timestamp};
use rand::TryRng;
use rand::rngs::SysRng;
use std::sync::atomic::{AtomicI64, Ordering};

/// Where the server takes *now* from.
#[derive(Debug)]
pub enum Clock {
    /// The machine's own clock; on PostgreSQL the writer asks the database instead, so that nodes agree.
    System,
    /// The machine's clock moved by so many microseconds: the demo city's time. Only ever moved forward.
    Shifted(AtomicI64),
    /// Stands still until a test moves it; microseconds since 1970.
    Manual(AtomicI64),
}

impl Clock {
    /// A clock that stands at `at`.
    pub fn manual(at: Timestamp) -> Self {
        Self::Manual(AtomicI64::new(at.as_microsecond()))
    }

    /// A clock that runs at normal speed and shows `at` now.
    pub fn starting_at(at: Timestamp) -> Self {
        Self::Shifted(AtomicI64::new(at.as_microsecond() - Timestamp::now().as_microsecond()))
    }

    /// The machine's clock moved by `offset_micros`.
    pub fn shifted(offset_micros: i64) -> Self {
        Self::Shifted(AtomicI64::new(offset_micros))
    }

    /// The present instant, whole microseconds, as the ledger keeps it.
    pub fn now(&self) -> Timestamp {
        let micros = match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Shifted(offset) => Timestamp::now().as_microsecond() + offset.load(Ordering::SeqCst),
            Self::Manual(at) => at.load(Ordering::SeqCst),
        };
        from_micros(micros)
    }

    /// Moves a shifted or manual clock forward; a step back changes nothing. The machine's clock is never moved.
    pub fn move_to(&self, at: Timestamp) {
        let ahead = at.as_microsecond() - self.now().as_microsecond();
        if ahead > 0 {
            match self {
                Self::System => {}
                Self::Shifted(micros) | Self::Manual(micros) => {
                    micros.fetch_add(ahead, Ordering::SeqCst);
                }
            }
        }
    }

    /// How far a shifted clock is from the machine's, in microseconds; zero for the machine's own.
    pub fn offset_micros(&self) -> i64 {
        match self {
            Self::Shifted(offset) => offset.load(Ordering::SeqCst),
            Self::System | Self::Manual(_) => 0,
        }
    }

    /// Whether the database's clock may stand in for this one.
    pub fn is_system(&self) -> bool {
        matches!(self, Self::System)
    }
}

/// Notices a jump of the wall clock against the monotonic one. A timer never fires early: after a jump it waits.
#[derive(Debug)]
pub struct JumpWatch {
    wall: Timestamp,
    steady: std::time::Instant,
}

/// A wall clock that gains or loses more than this between two ticks is suspect.
const JUMP_MAX: SignedDuration = SignedDuration::from_secs(2);

impl JumpWatch {
    /// Starts to watch.
    pub fn start() -> Self {
        Self { wall: Timestamp::now(), steady: std::time::Instant::now() }
    }

    /// How far the wall clock jumped since the last look, if it did; the new reading is the base of the next look.
    pub fn jump(&mut self) -> Option<SignedDuration> {
        let (wall, steady) = (Timestamp::now(), std::time::Instant::now());
        let by_wall = wall.duration_since(self.wall);
        let by_steady = SignedDuration::try_from(steady.duration_since(self.steady)).unwrap_or(SignedDuration::MAX);
        (self.wall, self.steady) = (wall, steady);
        let jump = by_wall - by_steady;
        (jump.abs() > JUMP_MAX).then_some(jump)
    }
}

/// An instant from microseconds since 1970. Values outside jiff's range stop at its ends.
pub fn from_micros(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// A new id, ordered by `at`: `UUIDv7` (RFC 9562) text.
pub fn new_id(at: Timestamp) -> String {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random::<10>()).into_uuid().to_string()
}

/// The least id of the millisecond of an instant: ids of that millisecond and later ones are not below it.
pub fn least_id(at: Timestamp) -> String {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid().to_string()
}

/// `N` bytes from the operating system's random source. Without it the process cannot go on.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
