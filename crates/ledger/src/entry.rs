//! One entry of the ledger (留痕): a draft is sealed into bytes once; from then on the bytes are the entry.
//!
//! The bytes are one JSON object: every field present, in the order of [`Wire`], no whitespace between them, strings
//! escaped only where JSON demands it. `actor` and `event` stand in it verbatim, number for number and escape for escape.
//! Anything that means the same but is written otherwise is refused.

use std::borrow::Cow;
use std::io;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::content::ContentDigest;
use crate::hash::{Hash, Suite, leaf_hash};

/// Room for all fields but actor and event, bytes; only a first guess at what to allocate.
const ENVELOPE_BYTES: usize = 512;

/// What is to be sealed into an entry. All of it stands in the bytes, so all of it is under the hash.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The jurisdiction (本级) whose chain it goes to.
    pub jurisdiction: &'a str,
    /// Its place in that chain; the first is 1.
    pub sequence: u64,
    /// The hash of the entry before it, [`Hash::GENESIS`] for the first.
    pub previous: Hash,
    /// When the writer took it, microseconds since 1970-01-01T00:00:00Z; never before the entry before it.
    pub recorded_at: i64,
    /// From when it counts in law, microseconds since 1970; may be earlier or later than `recorded_at`.
    pub effective_at: i64,
    /// Who acted: a JSON object of the caller's making, kept verbatim.
    pub actor: &'a RawValue,
    /// What was done.
    pub act: &'a str,
    /// The kind of thing it was done to.
    pub subject_kind: &'a str,
    /// Which of that kind.
    pub subject_id: &'a str,
    /// The subject's version once this entry is applied.
    pub subject_version: u64,
    /// Codes of the departments that may see it. Sealing sorts them and drops repetitions.
    pub parties: &'a [String],
    /// The content that lies beside the ledger since this entry, in the order in which it was laid down.
    pub contents: &'a [ContentDigest],
    /// The digest of the idempotency key under which it came, if it came under one.
    pub key: Option<&'a str>,
    /// What happened, as the subject's fold reads it; kept verbatim.
    pub event: &'a RawValue,
}

/// The bytes of an entry, to be stored as they are, and their leaf hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// What is stored and was hashed.
    pub bytes: Vec<u8>,
    /// `leaf_hash(suite, bytes)`.
    pub hash: Hash,
}

/// An entry read from its bytes, borrowing from them. The fields are those of [`Draft`]. Read it with
/// [`Entry::decode`]: serde by itself does not check that the bytes are the sealed form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is the one of the same name in Draft")]
pub struct Entry<'a> {
    pub suite: Suite,
    #[serde(borrow)]
    pub jurisdiction: Cow<'a, str>,
    pub sequence: u64,
    pub previous: Hash,
    pub recorded_at: i64,
    pub effective_at: i64,
    #[serde(borrow)]
    pub actor: &'a RawValue,
    #[serde(borrow)]
    pub act: Cow<'a, str>,
    #[serde(borrow)]
    pub subject_kind: Cow<'a, str>,
    #[serde(borrow)]
    pub subject_id: Cow<'a, str>,
    pub subject_version: u64,
    #[serde(borrow, deserialize_with = "borrowed_list")]
    pub parties: Vec<Cow<'a, str>>,
    pub contents: Vec<ContentDigest>,
    #[serde(borrow, deserialize_with = "borrowed_option")]
    pub key: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub event: &'a RawValue,
}

/// Why bytes are no entry.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// No JSON, or a field that is missing, unknown, twice there or of another type.
    #[error("the bytes are not an entry")]
    Json(#[source] serde_json::Error),
    /// It could be read, but sealing it would give other bytes.
    #[error("the bytes differ from the sealed form at byte {at}")]
    NotCanonical {
        /// The first byte that differs, counted from 0.
        at: usize,
    },
}

impl Draft<'_> {
    /// Makes the bytes and their hash. The same draft gives the same bytes for ever.
    pub fn seal(&self, suite: Suite) -> Sealed {
        let bytes = self.wire(suite).to_bytes();
        let hash = leaf_hash(suite, &bytes);
        Sealed { bytes, hash }
    }

    fn wire(&self, suite: Suite) -> Wire<'_, String> {
        Wire {
            suite,
            jurisdiction: self.jurisdiction,
            sequence: self.sequence,
            previous: self.previous,
            recorded_at: self.recorded_at,
            effective_at: self.effective_at,
            actor: self.actor,
            act: self.act,
            subject_kind: self.subject_kind,
            subject_id: self.subject_id,
            subject_version: self.subject_version,
            parties: self.parties,
            contents: self.contents,
            key: self.key,
            event: self.event,
        }
    }
}

impl<'a> Entry<'a> {
    /// Reads an entry, and refuses bytes that sealing would not have made. Allocates only the list of parties, and a
    /// string where an escape stands in it.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let entry: Self = serde_json::from_slice(bytes).map_err(DecodeError::Json)?;
        entry.wire().compare(bytes)?;
        Ok(entry)
    }

    /// The bytes that sealing makes of these fields; for a decoded entry, those it was read from.
    pub fn reseal(&self) -> Vec<u8> {
        self.wire().to_bytes()
    }

    fn wire(&self) -> Wire<'_, Cow<'a, str>> {
        Wire {
            suite: self.suite,
            jurisdiction: &self.jurisdiction,
            sequence: self.sequence,
            previous: self.previous,
            recorded_at: self.recorded_at,
            effective_at: self.effective_at,
            actor: self.actor,
            act: &self.act,
            subject_kind: &self.subject_kind,
            subject_id: &self.subject_id,
            subject_version: self.subject_version,
            parties: &self.parties,
            contents: &self.contents,
            key: self.key.as_deref(),
            event: self.event,
        }
    }
}

impl DecodeError {
    /// A stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Json(_) => "ENTRY_NOT_READABLE",
            Self::NotCanonical { .. } => "ENTRY_NOT_CANONICAL",
        }
    }
}

/// The one place that says which fields an entry has and in which order. Changing it changes every hash to come.
#[derive(Serialize)]
struct Wire<'a, Party: AsRef<str>> {
    suite: Suite,
    jurisdiction: &'a str,
    sequence: u64,
    previous: Hash,
    recorded_at: i64,
    effective_at: i64,
    actor: &'a RawValue,
    act: &'a str,
    subject_kind: &'a str,
    subject_id: &'a str,
    subject_version: u64,
    #[serde(serialize_with = "sorted")]
    parties: &'a [Party],
    contents: &'a [ContentDigest],
    key: Option<&'a str>,
    event: &'a RawValue,
}

impl<Party: AsRef<str>> Wire<'_, Party> {
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(ENVELOPE_BYTES + self.actor.get().len() + self.event.get().len());
        serde_json::to_writer(&mut bytes, self).expect("strings, numbers and JSON can be written to memory");
        bytes
    }

    /// Encodes against `bytes` instead of into a buffer: nothing is allocated, and it stops at the first difference.
    fn compare(&self, bytes: &[u8]) -> Result<(), DecodeError> {
        let mut rest = Rest { bytes, at: 0 };
        let same = serde_json::to_writer(&mut rest, self).is_ok() && rest.at == bytes.len();
        if same { Ok(()) } else { Err(DecodeError::NotCanonical { at: rest.at }) }
    }
}

/// A writer that takes only what already stands in `bytes` from `at` on.
struct Rest<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl io::Write for Rest<'_> {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let rest = &self.bytes[self.at..];
        if rest.starts_with(part) {
            self.at += part.len();
            return Ok(part.len());
        }
        self.at += rest.iter().zip(part).take_while(|(left, right)| left == right).count();
        Err(io::ErrorKind::InvalidData.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn sorted<S: Serializer, Party: AsRef<str>>(parties: &&[Party], serializer: S) -> Result<S::Ok, S::Error> {
    if parties.is_sorted_by(|one, next| one.as_ref() < next.as_ref()) {
        return serializer.collect_seq(parties.iter().map(AsRef::as_ref));
    }
    let mut parties: Vec<&str> = parties.iter().map(AsRef::as_ref).collect();
    parties.sort_unstable();
    parties.dedup();
    serializer.collect_seq(parties)
}

/// serde borrows a `Cow` that is a field by itself, but copies one inside a list or an option.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

fn borrowed_option<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cow<'a, str>>, D::Error> {
    Ok(Option::<Text<'a>>::deserialize(deserializer)?.map(|text| text.0))
}

fn borrowed_list<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Cow<'a, str>>, D::Error> {
    struct List;
    impl<'de> Visitor<'de> for List {
        type Value = Vec<Cow<'de, str>>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a list of department codes")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            let mut list = Vec::new();
            while let Some(Text(text)) = items.next_element()? {
                list.push(text);
            }
            Ok(list)
        }
    }
    deserializer.deserialize_seq(List)
}
