//! How many uploads run at once, so that no department keeps the others out.

use crate::platform::error::{Error, Result};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// So many uploads run at once.
const UPLOADS_MAX: usize = 8;
/// So many of one caller.
const UPLOADS_OF_CALLER_MAX: usize = 4;
/// When to come again.
const RETRY_AFTER_SECONDS: u64 = 2;

/// The uploads under way, by caller.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots(Arc<Mutex<HashMap<String, usize>>>);

/// The right to upload one file; given back when dropped.
#[derive(Debug)]
pub struct Slot {
    slots: Slots,
    caller: String,
}

impl Slots {
    pub(super) fn take(&self, caller: &str) -> Result<Slot> {
        let mut running = self.0.lock().expect("no holder of this lock panics");
        let of_caller = running.get(caller).copied().unwrap_or(0);
        if of_caller >= UPLOADS_OF_CALLER_MAX || running.values().sum::<usize>() >= UPLOADS_MAX {
            return Err(Error::TooMany { retry_after_seconds: RETRY_AFTER_SECONDS });
        }
        running.insert(caller.to_owned(), of_caller + 1);
        Ok(Slot { slots: self.clone(), caller: caller.to_owned() })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut running = self.slots.0.lock().expect("no holder of this lock panics");
        match running.get_mut(&self.caller) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                running.remove(&self.caller);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_caller_never_takes_every_slot() {
        let slots = Slots::default();
        let mut held: Vec<Slot> = (0..4).map(|_| slots.take("ZJJ").unwrap()).collect();
        assert!(matches!(slots.take("ZJJ"), Err(Error::TooMany { .. })));
        held.extend((0..4).map(|_| slots.take("HBJ").unwrap()));
        assert!(matches!(slots.take("SPJ"), Err(Error::TooMany { .. })));
        drop(held.remove(0));
        assert!(slots.take("SPJ").is_ok());
        assert!(slots.take("ZJJ").is_ok());
        drop(held);
        assert!(slots.0.lock().unwrap().is_empty());
    }
}
