//! How often: attempts to log in from one address, requests of one key. Kept in memory, for each node by itself.

use crate::platform::config::{LoginSettings, RateSettings};
use crate::platform::error::{Error, Result};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use std::sync::Arc;

/// So many addresses or keys are remembered before those at rest are forgotten.
const KEYS_MAX: usize = 10_000;

/// The limits of a running server.
#[derive(Clone)]
pub struct Limits {
    addresses: Option<Arc<DefaultKeyedRateLimiter<String>>>,
    keys: Option<Arc<DefaultKeyedRateLimiter<String>>>,
}

impl Limits {
    /// The limits of the settings; those switched off never refuse.
    pub fn new(login: &LoginSettings, rates: &RateSettings) -> Self {
        let count = |count: u32| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
        let by = |quota| Arc::new(RateLimiter::keyed(quota));
        let per_minute = Quota::per_minute(count(login.address_attempts_per_minute));
        let per_second = Quota::per_second(count(rates.requests_per_second)).allow_burst(count(rates.requests_burst));
        Self { addresses: login.limited.then(|| by(per_minute)), keys: rates.limited.then(|| by(per_second)) }
    }

    /// Counts an attempt to log in from an address.
    pub fn check_address(&self, address: &str) -> Result<()> {
        check(self.addresses.as_deref(), address)
    }

    /// Counts a request of a key.
    pub fn check_key(&self, key: &str) -> Result<()> {
        check(self.keys.as_deref(), key)
    }
}

fn check(limiter: Option<&DefaultKeyedRateLimiter<String>>, name: &str) -> Result<()> {
    let Some(limiter) = limiter else { return Ok(()) };
    if limiter.len() > KEYS_MAX {
        limiter.retain_recent();
    }
    limiter.check_key(&name.to_owned()).map_err(|not_until| {
        let wait = not_until.wait_time_from(DefaultClock::default().now());
        Error::TooMany { retry_after_seconds: wait.as_secs() + 1 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attempt_after_the_last_is_told_to_wait() {
        let login = LoginSettings { address_attempts_per_minute: 2, ..LoginSettings::default() };
        let limits = Limits::new(&login, &RateSettings::default());
        assert!(limits.check_address("10.0.0.1").is_ok());
        assert!(limits.check_address("10.0.0.1").is_ok());
        let Err(Error::TooMany { retry_after_seconds }) = limits.check_address("10.0.0.1") else { panic!("refused") };
        assert!((1..=31).contains(&retry_after_seconds), "{retry_after_seconds}");
        assert!(limits.check_address("10.0.0.2").is_ok(), "another address has its own count");
    }

    #[test]
    fn limits_that_are_off_never_refuse() {
        let login = LoginSettings { limited: false, address_attempts_per_minute: 1, ..LoginSettings::default() };
        let limits = Limits::new(&login, &RateSettings { limited: false, ..RateSettings::default() });
        assert!((0..100).all(|_| limits.check_address("10.0.0.1").is_ok() && limits.check_key("k").is_ok()));
    }
}
