//! I-02: the bytes of an entry, their hash, and what is refused as no entry.

use std::borrow::Cow;

use proptest::prelude::*;
use shenguan_ledger::{Chain, DecodeError, Entry, Hash, Suite, leaf_hash};

use crate::make::{Owned, any_owned, raw};

/// Known answer: these bytes are the format. If this test fails, ledgers already written no longer verify.
const PLAIN: &str = concat!(
    r#"{"suite":"sha256","jurisdiction":"210300","sequence":1,"#,
    r#""previous":"0000000000000000000000000000000000000000000000000000000000000000","#,
    r#""recorded_at":1770000000000001,"effective_at":1770000000000000,"#,
    r#""actor":{"kind":"officer","name":"测试甲"},"act":"exchange.push","subject_kind":"push","#,
    r#""subject_id":"01890a5d-ac96-774b-bcce-b302099a8057","subject_version":1,"#,
    r#""parties":["测试住建局","测试审批局"],"#,
    r#""contents":["88da3c3a1439b49c8107338133aea6b0e5055c03a7a46f1185e600d2415d6f93"],"key":"9f86d081","#,
    r#""event":{"type":"pushed","weight":-0,"glyph":"\ud842\udfb7𪚥"}}"#,
);
/// `(printf '\0'; printf %s "$PLAIN") | sha256sum`, not this program's own answer.
const PLAIN_HASH: &str = "069da1d6a03ce14b7669b3cbd49f482dd36ad388496e675e192a6d123d178361";

fn refused(text: &str) -> DecodeError {
    Entry::decode(text.as_bytes()).expect_err("these bytes are no entry")
}

#[test]
fn sealing_gives_the_known_bytes_and_the_known_hash() {
    let sealed = Owned::plain().seal(1, Hash::GENESIS);
    assert_eq!(std::str::from_utf8(&sealed.bytes).unwrap(), PLAIN);
    assert_eq!(sealed.hash.to_string(), PLAIN_HASH);
    assert_eq!(leaf_hash(Suite::Sha256, PLAIN.as_bytes()).to_string(), PLAIN_HASH);
}

#[test]
fn the_hash_is_over_the_stored_bytes_and_not_over_what_they_mean() {
    let spaced = PLAIN.replace(":1,", ": 1,");
    assert_ne!(leaf_hash(Suite::Sha256, spaced.as_bytes()).to_string(), PLAIN_HASH);
    // The hash of the sealed form does not fit the stored bytes; the hash of the stored bytes makes them no entry.
    let own = leaf_hash(Suite::Sha256, spaced.as_bytes());
    for (hash, code) in [(PLAIN_HASH.parse().unwrap(), "LEDGER_HASH_DIFFERS"), (own, "LEDGER_ENTRY_UNREADABLE")] {
        let broken = Chain::new("210300").push(spaced.as_bytes(), &hash).unwrap_err();
        assert_eq!((broken.code(), broken.place()), (code, ("210300", 1)));
    }
}

#[test]
fn an_entry_borrows_every_text_from_the_bytes() {
    let entry = Entry::decode(PLAIN.as_bytes()).unwrap();
    let key = entry.key.as_ref().unwrap();
    for text in
        [&entry.jurisdiction, &entry.act, &entry.subject_kind, &entry.subject_id, key].into_iter().chain(&entry.parties)
    {
        assert!(matches!(text, Cow::Borrowed(_)), "{text} was copied");
    }
}

#[test]
fn the_same_meaning_in_other_bytes_is_not_canonical() {
    for (from, to) in [
        ("{\"suite\"", " {\"suite\""),
        ("\"act\"", "\n\"act\""),
        ("exchange.push", "exchange\\u002epush"),
        ("测试住建局", "\\u6d4b试住建局"),
        ("\"act\":\"exchange.push\",\"subject_kind\":\"push\"", "\"subject_kind\":\"push\",\"act\":\"exchange.push\""),
        ("\"act\"", "\"\\u0061ct\""),
        ("[\"测试住建局\",\"测试审批局\"]", "[\"测试审批局\",\"测试住建局\"]"),
        ("[\"测试住建局\",\"测试审批局\"]", "[\"测试住建局\",\"测试住建局\"]"),
        ("}}", "}} "),
        ("}}", "}}\n"),
    ] {
        let text = PLAIN.replacen(from, to, 1);
        assert_ne!(text, PLAIN, "{from} does not stand in the bytes");
        assert!(matches!(refused(&text), DecodeError::NotCanonical { .. }), "{to}: {:?}", refused(&text));
    }
}

#[test]
fn the_first_byte_that_differs_is_named() {
    let text = PLAIN.replace("\"act\"", " \"act\"");
    let DecodeError::NotCanonical { at } = refused(&text) else { panic!("not the form was refused") };
    assert_eq!(Some(at), PLAIN.find("\"act\""));
    let DecodeError::NotCanonical { at } = refused(&format!("{PLAIN}\n")) else { panic!("not the form was refused") };
    assert_eq!(at, PLAIN.len());
}

#[test]
fn unknown_missing_repeated_and_mistyped_fields_are_refused() {
    for (from, to) in [
        ("\"act\":", "\"note\":\"x\",\"act\":"),
        ("\"act\":\"exchange.push\",", ""),
        (",\"key\":\"9f86d081\"", ""),
        ("\"act\":", "\"act\":\"other\",\"act\":"),
        ("\"sequence\":1", "\"sequence\":-1"),
        ("\"sequence\":1", "\"sequence\":\"1\""),
        ("1770000000000001", "1770000000000001.5"),
        ("1770000000000001", "9223372036854775808"),
        ("1770000000000001", "-0"),
        ("sha256", "sha1"),
        ("\"0000", "\"000"),
        ("exchange.push", "\\ud842"),
        ("}}", "}"),
        ("}}", "}}}"),
    ] {
        let text = PLAIN.replacen(from, to, 1);
        assert_ne!(text, PLAIN, "{from} does not stand in the bytes");
        assert_eq!(refused(&text).code(), "ENTRY_NOT_READABLE", "{to}");
    }
    assert_eq!(Entry::decode(b"").unwrap_err().code(), "ENTRY_NOT_READABLE");
    assert_eq!(Entry::decode(b"\xff").unwrap_err().code(), "ENTRY_NOT_READABLE");
    assert_eq!(refused(&PLAIN.replace("\"0000", "\"A000")).code(), "ENTRY_NOT_READABLE");
}

#[test]
fn composed_and_decomposed_names_are_different_entries() {
    let mut composed = Owned::plain();
    composed.subject_id = "caf\u{e9}".into();
    let mut decomposed = composed.clone();
    decomposed.subject_id = "cafe\u{301}".into();
    assert_ne!(composed.seal(1, Hash::GENESIS).hash, decomposed.seal(1, Hash::GENESIS).hash);
}

#[test]
fn an_event_stays_as_it_was_written() {
    for event in ["-0", "-0.0", "1.50", "1e400", r#""\ud842\udfb7""#, r#""𠮷""#, r#"{"b":1,"a":2}"#, "[1, 2]"] {
        let mut owned = Owned::plain();
        owned.event = raw(event);
        let sealed = owned.seal(1, Hash::GENESIS);
        assert_eq!(Entry::decode(&sealed.bytes).unwrap().event.get(), event);
    }
}

#[test]
fn sealing_sorts_the_parties_and_drops_repetitions() {
    let mut owned = Owned::plain();
    owned.parties = ["c", "a", "b", "a"].map(str::to_owned).into();
    let sealed = owned.seal(1, Hash::GENESIS);
    assert_eq!(Entry::decode(&sealed.bytes).unwrap().parties, ["a", "b", "c"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_sealed_reads_back_and_seals_to_the_same_bytes(
        owned in any_owned(), sequence in any::<u64>(), previous in any::<[u8; 32]>(),
    ) {
        let previous = Hash::from_bytes(previous);
        let sealed = owned.seal(sequence, previous);
        prop_assert_eq!(&sealed, &owned.clone().seal(sequence, previous));
        prop_assert_eq!(sealed.hash, leaf_hash(Suite::Sha256, &sealed.bytes));
        let entry = Entry::decode(&sealed.bytes).unwrap();
        prop_assert_eq!(entry.reseal(), &sealed.bytes[..]);
        let mut parties = owned.parties.clone();
        parties.sort();
        parties.dedup();
        prop_assert_eq!(&entry.jurisdiction, &owned.jurisdiction);
        prop_assert_eq!((entry.sequence, entry.previous), (sequence, previous));
        prop_assert_eq!((entry.recorded_at, entry.effective_at), (owned.recorded_at, owned.effective_at));
        prop_assert_eq!(entry.actor.get(), owned.actor.get());
        prop_assert_eq!(&entry.act, &owned.act);
        prop_assert_eq!(&entry.subject_kind, &owned.subject_kind);
        prop_assert_eq!(&entry.subject_id, &owned.subject_id);
        prop_assert_eq!(entry.subject_version, owned.subject_version);
        prop_assert_eq!(&entry.parties, &parties);
        prop_assert_eq!(&entry.contents, &owned.contents);
        prop_assert_eq!(entry.key.as_deref(), owned.key.as_deref());
        prop_assert_eq!(entry.event.get(), owned.event.get());
    }

    #[test]
    fn bytes_of_any_kind_are_refused_or_are_exactly_an_entry(bytes in any::<Vec<u8>>(), at in any::<prop::sample::Index>()) {
        // Noise alone, and noise put into an entry in place of one byte.
        let at = at.index(PLAIN.len());
        let spliced = [&PLAIN.as_bytes()[..at], &bytes, &PLAIN.as_bytes()[at + 1..]].concat();
        for bytes in [bytes, spliced] {
            if let Ok(entry) = Entry::decode(&bytes) {
                prop_assert_eq!(entry.reseal(), bytes);
            }
        }
    }
}
