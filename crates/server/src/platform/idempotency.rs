//! The same key and body get the same answer, byte for byte, for as long as the ledger.

use crate::platform::error::{Error, RefusedKind, Result};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use shenguan_db::Tx;
use std::collections::HashMap;

/// An idempotency key with the client that sent it and the digest of what it asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Department or officer whose key it is.
    pub client: String,
    /// What the client sent in `Idempotency-Key`.
    pub key: String,
    /// SHA-256 over method, path and body.
    pub request: Vec<u8>,
}

/// What is answered: the status and the exact bytes of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status, always 2xx: a refusal is not remembered.
    pub status: u16,
    /// JSON.
    pub body: Vec<u8>,
    /// Digest of the request that it answers.
    pub request: Vec<u8>,
}

impl Key {
    /// A key for a request.
    pub fn new(client: impl Into<String>, key: impl Into<String>, method: &str, path: &str, body: &[u8]) -> Self {
        let mut digest = Sha256::new();
        for part in [method.as_bytes(), path.as_bytes(), body] {
            digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(part);
        }
        Self { client: client.into(), key: key.into(), request: digest.finalize().to_vec() }
    }

    /// The digest by which the ledger names it.
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(format!("{}\n{}", self.client, self.key)))
    }
}

/// The answer that a key already has. The same key with another request is refused, as the writer refuses it.
pub fn remembered(tx: &mut Tx<'_>, key: &Key) -> Result<Option<Answer>> {
    match Remembered::prefetch(tx, std::iter::once(key))?.find(key) {
        Some(answer) if answer.request == key.request => Ok(Some(answer.clone())),
        Some(_) => Err(Error::refuse(RefusedKind::Request, "IDEMPOTENCY_KEY_REUSED")),
        None => Ok(None),
    }
}

/// The answers that the keys of a group already have.
#[derive(Default)]
pub(super) struct Remembered(HashMap<(String, String), Answer>);

impl Remembered {
    /// Asks for all keys of a group at once.
    pub(super) fn prefetch<'k>(tx: &mut Tx<'_>, keys: impl Iterator<Item = &'k Key>) -> Result<Self> {
        const SQL: &str = "SELECT status, answer, request FROM op_idempotency WHERE client = $1 AND key = $2";
        let keys: Vec<&Key> = keys.collect();
        let queries: Vec<_> =
            keys.iter().map(|key| (SQL, vec![key.client.as_str().into(), key.key.as_str().into()])).collect();
        let mut found = HashMap::new();
        for (key, rows) in keys.iter().zip(tx.query_all_of(&queries)?) {
            if let Some(row) = rows.first() {
                let status: i64 = row.get(0)?;
                let answer =
                    Answer { status: u16::try_from(status).unwrap_or(200), body: row.get(1)?, request: row.get(2)? };
                found.insert((key.client.clone(), key.key.clone()), answer);
            }
        }
        Ok(Self(found))
    }

    pub(super) fn find(&self, key: &Key) -> Option<&Answer> {
        self.0.get(&(key.client.clone(), key.key.clone()))
    }

    pub(super) fn store(&mut self, tx: &mut Tx<'_>, key: &Key, answer: &Answer, now: Timestamp) {
        let answer = Answer { request: key.request.clone(), ..answer.clone() };
        tx.execute(
            "INSERT INTO op_idempotency (client, key, request, status, answer, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
            vec![
                key.client.as_str().into(),
                key.key.as_str().into(),
                answer.request.clone().into(),
                i64::from(answer.status).into(),
                answer.body.clone().into(),
                now.as_microsecond().into(),
            ],
        );
        self.0.insert((key.client.clone(), key.key.clone()), answer);
    }
}
