//! Drafts: a plain one, and the ones that broke other ledgers (I-02).

use proptest::prelude::*;
use serde_json::value::RawValue;
use shenguan_ledger::{ContentDigest, Draft, Hash, Sealed, Suite};

/// What a draft borrows from.
#[derive(Clone, Debug)]
pub(crate) struct Owned {
    pub(crate) jurisdiction: String,
    pub(crate) recorded_at: i64,
    pub(crate) effective_at: i64,
    pub(crate) actor: Box<RawValue>,
    pub(crate) act: String,
    pub(crate) subject_kind: String,
    pub(crate) subject_id: String,
    pub(crate) subject_version: u64,
    pub(crate) parties: Vec<String>,
    pub(crate) contents: Vec<ContentDigest>,
    pub(crate) key: Option<String>,
    pub(crate) event: Box<RawValue>,
}

impl Owned {
    pub(crate) fn plain() -> Self {
        Self {
            jurisdiction: "210300".into(),
            recorded_at: 1_770_000_000_000_001,
            effective_at: 1_770_000_000_000_000,
            actor: raw(r#"{"kind":"officer","name":"测试甲"}"#),
            act: "exchange.push".into(),
            subject_kind: "push".into(),
            subject_id: "01890a5d-ac96-774b-bcce-b302099a8057".into(),
            subject_version: 1,
            parties: vec!["测试住建局".into(), "测试审批局".into()],
            contents: vec![ContentDigest::of(&[7; ContentDigest::SALT_BYTES], "测试".as_bytes())],
            key: Some("9f86d081".into()),
            event: raw(r#"{"type":"pushed","weight":-0,"glyph":"\ud842\udfb7𪚥"}"#),
        }
    }

    pub(crate) fn draft(&self, sequence: u64, previous: Hash) -> Draft<'_> {
        Draft {
            jurisdiction: &self.jurisdiction,
            sequence,
            previous,
            recorded_at: self.recorded_at,
            effective_at: self.effective_at,
            actor: &self.actor,
            act: &self.act,
            subject_kind: &self.subject_kind,
            subject_id: &self.subject_id,
            subject_version: self.subject_version,
            parties: &self.parties,
            contents: &self.contents,
            key: self.key.as_deref(),
            event: &self.event,
        }
    }

    pub(crate) fn seal(&self, sequence: u64, previous: Hash) -> Sealed {
        self.draft(sequence, previous).seal(Suite::Sha256)
    }
}

pub(crate) fn raw(json: &str) -> Box<RawValue> {
    RawValue::from_string(json.to_owned()).expect("the example is JSON")
}

/// `count` plain entries, one microsecond apart.
pub(crate) fn chain_of(count: u64) -> Vec<Sealed> {
    let mut previous = Hash::GENESIS;
    (1..=count)
        .map(|sequence| {
            let mut owned = Owned::plain();
            owned.recorded_at += i64::try_from(sequence).expect("a test chain is short");
            owned.subject_version = sequence;
            let sealed = owned.seal(sequence, previous);
            previous = sealed.hash;
            sealed
        })
        .collect()
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("caf\u{e9} 測試".to_owned()),   // NFC
        Just("cafe\u{301} 測試".to_owned()), // NFD, the same to the eye
        Just("测试𠮷𪚥局".to_owned()),       // beyond the basic plane
        Just("\0\u{1}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}\u{85}\u{2028}\u{feff}".to_owned()),
        Just("\"\\/</script>".to_owned()),
        any::<String>(),
    ]
}

fn json() -> impl Strategy<Value = Box<RawValue>> {
    let long = "长".repeat((1 << 20) / 3);
    prop_oneof![
        8 => prop::sample::select(vec![
            "{}", "[]", "null", "\"\"", "-0", "-0.0", "1e400", "1.50", "9223372036854775807", "-9223372036854775808",
            "18446744073709551616", r#""\ud842\udfb7\uD869\uDEA5""#, r#""\u00e9\u0065\u0301""#, r#""\ud800""#, r#""\/""#,
            r#"{"b":1,"a":2,"b":3}"#, "{ \"spaced\" : [ 1 ,\n 2 ] }",
        ]).prop_map(raw),
        8 => name().prop_map(|name| serde_json::value::to_raw_value(&[name]).expect("text is JSON")),
        1 => Just(serde_json::value::to_raw_value(&long).expect("text is JSON")),
        1 => Just(raw(&format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)))),
    ]
}

fn instant() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), Just(-1), Just(i64::MAX), Just(i64::MIN), any::<i64>()]
}

fn number() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), Just(i64::MAX as u64), Just(u64::MAX), any::<u64>()]
}

/// Anything that can be said in an entry.
pub(crate) fn any_owned() -> impl Strategy<Value = Owned> {
    let texts = (name(), name(), name(), name(), prop::collection::vec(name(), 0..5), prop::option::of(name()));
    let salts = prop::collection::vec(any::<[u8; ContentDigest::SALT_BYTES]>(), 0..3);
    (texts, salts, instant(), instant(), number(), json(), json()).prop_map(
        |(
            (jurisdiction, act, subject_kind, subject_id, parties, key),
            salts,
            recorded_at,
            effective_at,
            version,
            actor,
            event,
        )| Owned {
            jurisdiction,
            recorded_at,
            effective_at,
            actor,
            act,
            subject_kind,
            subject_id,
            subject_version: version,
            parties,
            contents: salts.iter().map(|salt| ContentDigest::of(salt, b"")).collect(),
            key,
            event,
        },
    )
}
