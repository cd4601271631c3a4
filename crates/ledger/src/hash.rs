//! Hashes: 32 bytes, written as 64 lowercase hexadecimal digits, made by a named suite.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use sha2::Digest as _;

/// The first byte under a leaf hash (RFC 6962, 2.1): no leaf can pass for an inner node of the tree.
const LEAF_PREFIX: [u8; 1] = [0x00];

/// How the hashes of an entry are made. Each entry names it, so that SM3 can stand beside SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Suite {
    /// SHA-256 (FIPS 180-4), written `sha256`.
    Sha256,
}

/// A hash of 32 bytes. Its text form is 64 lowercase hexadecimal digits and no other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; Hash::LENGTH_BYTES]);

/// Why a text or a column is no [`struct@Hash`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Not 32 bytes, or not 64 digits.
    #[error("a hash has 32 bytes, written as 64 digits")]
    Length,
    /// A character that is no lowercase hexadecimal digit.
    #[error("a hash is written in lowercase hexadecimal digits")]
    Digit,
}

/// The leaf hash of RFC 6962, 2.1: the suite's hash over `0x00 ‖ bytes`.
pub fn leaf_hash(suite: Suite, bytes: &[u8]) -> Hash {
    match suite {
        Suite::Sha256 => Hash::sha256(&[&LEAF_PREFIX, bytes]),
    }
}

impl Hash {
    /// Bytes in a hash.
    pub const LENGTH_BYTES: usize = 32;
    /// What the first entry of a chain names as the hash before it: 32 zero bytes.
    pub const GENESIS: Self = Self([0; Self::LENGTH_BYTES]);

    /// The hash with these bytes.
    pub const fn from_bytes(bytes: [u8; Self::LENGTH_BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes, as a database column holds them.
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH_BYTES] {
        &self.0
    }

    pub(crate) fn sha256(parts: &[&[u8]]) -> Self {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }
}

impl HashError {
    /// A stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length => "HASH_LENGTH",
            Self::Digit => "HASH_DIGIT",
        }
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = HashError;

    fn try_from(bytes: &[u8]) -> Result<Self, HashError> {
        bytes.try_into().map(Self).map_err(|_| HashError::Length)
    }
}

impl FromStr for Hash {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, HashError> {
        if text.len() != 2 * Self::LENGTH_BYTES {
            return Err(HashError::Length);
        }
        // One hash, one text: what is compared as text somewhere must not differ by case.
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(HashError::Digit);
        }
        let mut bytes = [0; Self::LENGTH_BYTES];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| HashError::Digit)?;
        Ok(Self(bytes))
    }
}

impl Hash {
    fn with_hex<T>(&self, use_text: impl FnOnce(&str) -> T) -> T {
        let mut digits = [0; 2 * Self::LENGTH_BYTES];
        hex::encode_to_slice(self.0, &mut digits).expect("64 digits are room for 32 bytes");
        use_text(std::str::from_utf8(&digits).expect("hexadecimal digits are ASCII"))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_hex(|text| formatter.pad(text))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Hash({self})")
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_hex(|text| serializer.serialize_str(text))
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Hash;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("64 lowercase hexadecimal digits")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Hash, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leaf_hash_of_nothing_is_that_of_rfc_6962() {
        assert_eq!(
            leaf_hash(Suite::Sha256, b"").to_string(),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
    }

    #[test]
    fn a_hash_reads_back_from_its_text_its_bytes_and_its_json() {
        let hash = leaf_hash(Suite::Sha256, "测试".as_bytes());
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(Hash::try_from(hash.as_bytes().as_slice()), Ok(hash));
        let json = serde_json::to_string(&hash).unwrap();
        assert_eq!(json, format!("\"{hash}\""));
        assert_eq!(serde_json::from_str::<Hash>(&json).unwrap(), hash);
    }

    #[test]
    fn a_hash_has_one_text_only() {
        let text = leaf_hash(Suite::Sha256, b"").to_string();
        assert_eq!(text.to_uppercase().parse::<Hash>(), Err(HashError::Digit));
        assert_eq!(text[1..].parse::<Hash>(), Err(HashError::Length));
        assert_eq!(text.replace('6', "g").parse::<Hash>(), Err(HashError::Digit));
        assert_eq!(Hash::try_from([0; 31].as_slice()), Err(HashError::Length));
    }

    #[test]
    fn a_suite_is_named_in_lowercase() {
        assert_eq!(serde_json::to_string(&Suite::Sha256).unwrap(), "\"sha256\"");
    }
}
