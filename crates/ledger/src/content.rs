//! The salted digest under which content (正文、申请人、要件) lies beside the ledger, where it can be erased.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::hash::{Hash, HashError};

/// SHA-256 over `salt ‖ content`. An event carries it in place of the content: once content *and* salt are erased,
/// nobody can try out what it was, and the chain still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentDigest(Hash);

impl ContentDigest {
    /// Bytes of a salt. Fixed, so that no other salt and content make the same input.
    pub const SALT_BYTES: usize = 16;

    /// The digest of this content under this salt; the salt is random and of one use.
    pub fn of(salt: &[u8; Self::SALT_BYTES], content: &[u8]) -> Self {
        Self(Hash::sha256(&[salt, content]))
    }

    /// The digest as a hash, as a database column holds it.
    pub const fn as_hash(&self) -> &Hash {
        &self.0
    }
}

impl From<Hash> for ContentDigest {
    fn from(hash: Hash) -> Self {
        Self(hash)
    }
}

impl FromStr for ContentDigest {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, HashError> {
        text.parse().map(Self)
    }
}

impl fmt::Display for ContentDigest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_sha256_over_salt_and_content() {
        let digest = ContentDigest::of(b"0123456789abcdef", "测试".as_bytes());
        // printf '0123456789abcdef测试' | sha256sum
        assert_eq!(digest.to_string(), "ef722ed7b5481e1aee6bbb77e6fd430f3f6500d8c3561bd8cdca9b5589846b4b");
    }

    #[test]
    fn another_salt_makes_another_digest_of_the_same_content() {
        assert_ne!(ContentDigest::of(&[1; 16], b"same"), ContentDigest::of(&[2; 16], b"same"));
    }

    #[test]
    fn a_digest_is_hexadecimal_text_in_json() {
        let digest = ContentDigest::of(&[0; 16], b"");
        let json = serde_json::to_string(&digest).unwrap();
        assert_eq!(json, format!("\"{digest}\""));
        assert_eq!(serde_json::from_str::<ContentDigest>(&json).unwrap(), digest);
        assert_eq!(digest.to_string().parse(), Ok(digest));
    }
}
