//! A scale from zero with few round numbers on it.

/// At most so many steps.
const STEPS_MAX: u64 = 4;

/// A number on the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The number.
    pub value: u64,
    /// How far from zero, in units of the drawing.
    pub at: u64,
}

/// A scale from zero to a round number, over a length of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    step: u64,
    top: u64,
    length: u64,
}

impl Axis {
    /// The scale that holds `largest`, over `length` units; never empty.
    pub fn over(largest: u64, length: u64) -> Self {
        let step = step_for(largest);
        let top = largest.div_ceil(step).max(1).saturating_mul(step);
        Self { step, top, length }
    }

    /// How far from zero a value lies; at most the length.
    pub fn at(&self, value: u64) -> u64 {
        let place = u128::from(value.min(self.top)) * u128::from(self.length) / u128::from(self.top);
        u64::try_from(place).unwrap_or(self.length)
    }

    /// The numbers on it, from zero.
    pub fn ticks(&self) -> Vec<Tick> {
        (0..=self.top / self.step)
            .map(|count| count * self.step)
            .map(|value| Tick { value, at: self.at(value) })
            .collect()
    }
}

/// 1, 2 or 5 times a power of ten.
fn step_for(largest: u64) -> u64 {
    let mut power: u64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if largest.div_ceil(step) <= STEPS_MAX {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_numbers_are_round_and_few() {
        let values = |largest| Axis::over(largest, 120).ticks().iter().map(|tick| tick.value).collect::<Vec<_>>();
        assert_eq!(values(0), [0, 1]);
        assert_eq!(values(1), [0, 1]);
        assert_eq!(values(4), [0, 1, 2, 3, 4]);
        assert_eq!(values(7), [0, 2, 4, 6, 8]);
        assert_eq!(values(375), [0, 100, 200, 300, 400]);
    }

    proptest! {
        #[test]
        fn everything_lies_on_the_scale(largest in 0_u64.., value in 0_u64.., length in 1_u64..2000) {
            let axis = Axis::over(largest, length);
            prop_assert!(axis.at(value) <= length);
            let ticks = axis.ticks();
            prop_assert!(ticks.len() <= 6 && ticks[0].at == 0);
            prop_assert!(ticks.windows(2).all(|pair| pair[0].value < pair[1].value && pair[0].at <= pair[1].at));
        }
    }
}
