//! I-01 and I-07: what breaks a chain, and how the break is named.

use proptest::prelude::*;
use shenguan_ledger::{Break, Chain, Hash, Sealed, Suite, leaf_hash};

use crate::make::{Owned, any_owned, chain_of};

fn check(entries: &[Sealed]) -> Result<(u64, Hash), Break> {
    let mut chain = Chain::new("210300");
    for entry in entries {
        chain.push(&entry.bytes, &entry.hash)?;
    }
    Ok(chain.head())
}

fn broken(entries: &[Sealed]) -> (&'static str, u64) {
    let broken = check(entries).expect_err("the chain is broken");
    let (jurisdiction, sequence) = broken.place();
    assert_eq!(jurisdiction, "210300");
    assert!(broken.to_string().starts_with(&format!("210300 {sequence}: ")), "{broken}");
    (broken.code(), sequence)
}

#[test]
fn a_whole_chain_ends_at_its_last_entry() {
    let entries = chain_of(5);
    assert_eq!(check(&entries).unwrap(), (5, entries[4].hash));
    assert_eq!(Chain::new("210300").head(), (0, Hash::GENESIS));
    assert_eq!(Chain::new("210300").recorded_at(), None);
}

#[test]
fn a_chain_goes_on_from_where_it_was_checked() {
    let entries = chain_of(5);
    let third = shenguan_ledger::Entry::decode(&entries[2].bytes).unwrap();
    let mut chain = Chain::resume("210300", 3, entries[2].hash, third.recorded_at);
    assert_eq!(chain.recorded_at(), Some(third.recorded_at));
    for entry in &entries[3..] {
        chain.push(&entry.bytes, &entry.hash).unwrap();
    }
    assert_eq!(chain.head(), (5, entries[4].hash));
}

#[test]
fn every_flipped_bit_of_every_entry_breaks_at_that_entry() {
    let entries = chain_of(3);
    for (index, entry) in entries.iter().enumerate() {
        let mut before = Chain::new("210300");
        for entry in &entries[..index] {
            before.push(&entry.bytes, &entry.hash).unwrap();
        }
        let mut bytes = entry.bytes.clone();
        for at in 0..bytes.len() * 8 {
            bytes[at / 8] ^= 1 << (at % 8);
            let broken = before.clone().push(&bytes, &entry.hash).expect_err("a flipped bit was not seen");
            assert_eq!(broken.place(), ("210300", index as u64 + 1));
            assert_eq!(broken.code(), "LEDGER_HASH_DIFFERS");
            bytes[at / 8] ^= 1 << (at % 8);
        }
    }
}

#[test]
fn an_altered_stored_hash_is_named() {
    let mut entries = chain_of(3);
    let mut hash = *entries[1].hash.as_bytes();
    hash[31] ^= 1;
    entries[1].hash = Hash::from_bytes(hash);
    assert_eq!(broken(&entries), ("LEDGER_HASH_DIFFERS", 2));
}

#[test]
fn bytes_altered_with_their_hash_made_anew_break_the_next_entry() {
    let mut entries = chain_of(3);
    let altered = String::from_utf8(entries[1].bytes.clone()).unwrap().replace("测试甲", "测试乙");
    entries[1] = Sealed { hash: leaf_hash(Suite::Sha256, altered.as_bytes()), bytes: altered.into_bytes() };
    assert_eq!(broken(&entries), ("LEDGER_PREVIOUS_DIFFERS", 3));
}

#[test]
fn a_missing_entry_is_named() {
    let mut entries = chain_of(5);
    entries.remove(2);
    assert_eq!(broken(&entries), ("LEDGER_ENTRY_MISSING", 3));
    assert_eq!(broken(&chain_of(3)[1..]), ("LEDGER_ENTRY_MISSING", 1));
}

#[test]
fn a_cut_tail_shows_in_the_head_only() {
    let entries = chain_of(5);
    assert_ne!(check(&entries[..4]).unwrap(), check(&entries).unwrap());
}

#[test]
fn swapped_entries_break_where_the_first_is_missing() {
    let mut entries = chain_of(5);
    entries.swap(1, 2);
    assert_eq!(broken(&entries), ("LEDGER_ENTRY_MISSING", 2));
}

#[test]
fn a_repeated_entry_is_named() {
    let mut entries = chain_of(5);
    entries.insert(3, entries[2].clone());
    assert_eq!(broken(&entries), ("LEDGER_ENTRY_REPEATED", 3));
}

#[test]
fn an_entry_of_another_jurisdiction_is_named() {
    let mut other = Owned::plain();
    other.jurisdiction = "210311".into();
    assert_eq!(broken(&[other.seal(1, Hash::GENESIS)]), ("LEDGER_JURISDICTION_DIFFERS", 1));
}

#[test]
fn a_first_entry_that_follows_something_is_broken() {
    let previous = leaf_hash(Suite::Sha256, b"before the beginning");
    assert_eq!(broken(&[Owned::plain().seal(1, previous)]), ("LEDGER_PREVIOUS_DIFFERS", 1));
    assert_eq!(broken(&[Owned::plain().seal(0, Hash::GENESIS)]), ("LEDGER_ENTRY_REPEATED", 0));
}

#[test]
fn recorded_time_may_stand_still_but_not_run_back() {
    let mut owned = Owned::plain();
    let first = owned.seal(1, Hash::GENESIS);
    let same = owned.seal(2, first.hash);
    check(&[first.clone(), same]).unwrap();
    owned.recorded_at -= 1;
    let earlier = owned.seal(2, first.hash);
    assert_eq!(broken(&[first, earlier]), ("LEDGER_TIME_RUNS_BACK", 2));
}

#[test]
fn an_entry_may_take_effect_before_or_after_it_was_recorded() {
    for shift in [-1_000_000, 1_000_000] {
        let mut owned = Owned::plain();
        owned.effective_at = owned.recorded_at + shift;
        let sealed = owned.seal(1, Hash::GENESIS);
        let mut chain = Chain::new("210300");
        let entry = chain.push(&sealed.bytes, &sealed.hash).unwrap();
        assert_eq!(entry.effective_at - entry.recorded_at, shift);
    }
}

#[test]
fn a_break_leaves_the_chain_where_it_stood() {
    let entries = chain_of(3);
    let mut chain = Chain::new("210300");
    chain.push(&entries[0].bytes, &entries[0].hash).unwrap();
    let before = chain.clone();
    chain.push(&entries[2].bytes, &entries[2].hash).unwrap_err();
    assert_eq!(chain, before);
    chain.push(&entries[1].bytes, &entries[1].hash).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_altered_byte_of_any_entry_breaks(
        owned in any_owned(), at in any::<prop::sample::Index>(), change in 1..=u8::MAX,
    ) {
        let mut sealed = owned.seal(1, Hash::GENESIS);
        Chain::new(&owned.jurisdiction).push(&sealed.bytes, &sealed.hash).unwrap();
        let at = at.index(sealed.bytes.len());
        sealed.bytes[at] ^= change;
        let broken = Chain::new(&owned.jurisdiction).push(&sealed.bytes, &sealed.hash).unwrap_err();
        prop_assert_eq!(broken.code(), "LEDGER_HASH_DIFFERS");
    }

    #[test]
    fn only_the_whole_chain_in_its_order_reaches_its_head(picks in prop::collection::vec(0_usize..6, 0..9)) {
        let entries = chain_of(6);
        let picked: Vec<Sealed> = picks.iter().map(|&pick| entries[pick].clone()).collect();
        let whole = picks == [0, 1, 2, 3, 4, 5];
        let reached = check(&picked).is_ok_and(|head| head == (6, entries[5].hash));
        prop_assert_eq!(reached, whole);
    }

    #[test]
    fn shuffling_breaks_unless_it_changes_nothing(order in Just((0_usize..6).collect::<Vec<_>>()).prop_shuffle()) {
        let entries = chain_of(6);
        let shuffled: Vec<Sealed> = order.iter().map(|&index| entries[index].clone()).collect();
        prop_assert_eq!(check(&shuffled).is_ok(), order.is_sorted());
    }
}
