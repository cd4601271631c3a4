//! Passwords: argon2id, 19 MiB, two passes, one lane. Two at a time, fifty in the queue: more would be a way to stop the server.

use crate::platform::clock;
use crate::platform::error::{Error, Result};
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// KiB.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// So many are computed at once.
const SLOTS: usize = 2;
/// So many more may wait.
const QUEUE_MAX: usize = 50;
const SALT_BYTES: usize = 16;
/// Of a password that is made here: five bits a character, none that is read as another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const GROUP_CHARACTERS: usize = 4;
/// 80 bits.
const GROUPS_MIN: usize = 4;

/// The small pool on which passwords are computed.
#[derive(Clone)]
pub struct Passwords {
    slots: Arc<Semaphore>,
    places: Arc<Semaphore>,
    /// Of nobody: an unknown username costs as much as a wrong password.
    dummy: Arc<str>,
}

impl Passwords {
    /// The pool.
    pub fn new() -> Result<Self> {
        Ok(Self {
            slots: Arc::new(Semaphore::new(SLOTS)),
            places: Arc::new(Semaphore::new(SLOTS + QUEUE_MAX)),
            dummy: hash_password("nobody has this password")?.into(),
        })
    }

    /// Whether the password is that of the hash; without a hash never, at the same cost.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.dummy.to_string());
        Ok(self.run(move || Ok(fits(&password, &hash))).await? && known)
    }

    /// The hash of a new password.
    pub async fn hash(&self, password: String) -> Result<String> {
        self.run(move || hash_password(&password)).await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let _place = self.places.try_acquire().map_err(|_| Error::Busy("too many passwords wait"))?;
        let slot = Arc::clone(&self.slots).acquire_owned().await.map_err(Error::fault)?;
        let done = tokio::task::spawn_blocking(move || {
            let outcome = work();
            drop(slot);
            outcome
        });
        done.await.map_err(Error::fault)?
    }
}

/// The hash of a password in PHC form. Takes some 30 ms: not on an async thread.
pub fn hash_password(password: &str) -> Result<String> {
    let salt = clock::random::<SALT_BYTES>();
    let hash: PasswordHash = argon2()?
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| Error::fault(error.to_string()))?;
    Ok(hash.to_string())
}

/// A password of at least that many characters, in groups of four.
pub(super) fn fresh_password(characters_min: usize) -> String {
    let group =
        || clock::random::<GROUP_CHARACTERS>().map(|byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
    let groups = characters_min.div_ceil(GROUP_CHARACTERS).max(GROUPS_MIN);
    (0..groups).map(|_| String::from_iter(group())).collect::<Vec<_>>().join("-")
}

fn fits(password: &str, hash: &str) -> bool {
    argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), hash).is_ok())
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| Error::fault(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_says_how_it_was_made_and_fits_only_its_password() {
        let hash = hash_password("测试口令-1").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(fits("测试口令-1", &hash));
        assert!(!fits("测试口令-2", &hash));
        assert!(!fits("测试口令-1", "no hash"));
        assert_ne!(hash, hash_password("测试口令-1").unwrap(), "each has its own salt");
    }

    #[test]
    fn a_fresh_password_is_as_long_as_asked_and_never_the_same() {
        let word = fresh_password(10);
        assert_eq!(word.len(), 19, "{word}");
        assert!(word.split('-').all(|group| group.len() == 4), "{word}");
        assert_ne!(word, fresh_password(10));
        assert!(fresh_password(40).len() >= 40);
    }

    #[tokio::test]
    async fn nobody_logs_in_with_the_dummy_password() {
        let passwords = Passwords::new().unwrap();
        assert!(!passwords.verify("nobody has this password".into(), None).await.unwrap());
    }
}
