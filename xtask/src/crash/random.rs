//! Numbers that look random and follow from a seed, so that a run can be described by it (`SplitMix64`).

use std::ops::RangeInclusive;

/// A stream of numbers.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own for one of many.
    pub(super) fn fork(&mut self) -> Self {
        Self(self.next())
    }

    /// A number of the range, each about as often.
    pub(super) fn between(&mut self, range: RangeInclusive<u64>) -> u64 {
        let (low, high) = range.into_inner();
        low + self.next() % (high - low + 1)
    }

    /// A place of a list of that length, which is not empty.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let last = length.saturating_sub(1) as u64;
        usize::try_from(self.between(0..=last)).unwrap_or(0)
    }

    /// One of a list that is not empty.
    pub(super) fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.place(list.len())]
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_within_the_range() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            (0..100).map(|_| random.between(20..=800)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        assert!(draw(7).iter().all(|number| (20..=800).contains(number)));
    }
}
