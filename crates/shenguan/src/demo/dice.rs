//! Seeded chance: the same seed gives the same city on every machine, so only integers and exact operations are used.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// A stream of chance.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// True in `per_mille` of a thousand throws.
    pub(super) fn chance(&mut self, per_mille: u32) -> bool {
        self.0.random_range(0..1000_u32) < per_mille
    }

    /// A whole number of minutes, days, units: `low..=high`; `low` if the range is empty.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        if high <= low { low } else { self.0.random_range(low..=high) }
    }

    /// One of several; callers give at least one.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.0.random_range(0..from.len())]
    }

    /// An index by weight; the weights are not all 0.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u32 = weights.iter().sum();
        let mut left = self.0.random_range(0..total.max(1));
        for (index, weight) in weights.iter().enumerate() {
            if left < *weight {
                return index;
            }
            left -= weight;
        }
        0
    }

    /// A bell around `middle`: the mean of twelve throws, `spread` about one standard deviation.
    pub(super) fn around(&mut self, middle: i64, spread: i64) -> i64 {
        let sum: i64 = (0..12).map(|_| self.0.random_range(0..=1000_i64)).sum();
        middle + (sum - 6000) * spread / 1000
    }
}
