//! Which instant a reader may speak of, so that nobody ever sees *deemed* turn into *acknowledged*.

use crate::platform::clock::Clock;
use jiff::Timestamp;
use std::sync::Mutex;

/// While a group is open, reads use the instant at which it took the head; otherwise the clock. Both are taken under
/// one lock, so a group that opens later takes a later instant.
#[derive(Debug, Default)]
pub struct Instants(Mutex<Option<Timestamp>>);

impl Instants {
    /// A group opens: its instant, and from now on that of every reader.
    pub(super) fn open(&self, clock: &Clock) -> Timestamp {
        let mut open = self.0.lock().expect("no holder of this lock panics");
        let now = clock.now();
        *open = Some(now);
        now
    }

    /// The group learned a better instant under the lock of the head.
    pub(super) fn set(&self, instant: Timestamp) {
        *self.0.lock().expect("no holder of this lock panics") = Some(instant);
    }

    /// The group is over.
    pub(super) fn close(&self) {
        *self.0.lock().expect("no holder of this lock panics") = None;
    }

    /// The instant of a read; to be taken before the read's snapshot.
    pub fn for_reading(&self, clock: &Clock) -> Timestamp {
        let open = self.0.lock().expect("no holder of this lock panics");
        open.unwrap_or_else(|| clock.now())
    }
}
