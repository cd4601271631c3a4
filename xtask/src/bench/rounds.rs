//! Alternating blocks and what they come to: ceiling, ours, ceiling, ours, so that a machine that slows down slows both.

use std::time::Duration;

/// Two ceilings of a round may differ by this part of the larger one; beyond it the round is dropped.
const CEILINGS_DIFFER_MAX: f64 = 0.2;

/// How long and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Length of a block.
    pub block: Duration,
    /// How many rounds of ceiling / ours / ceiling / ours.
    pub rounds: usize,
}

/// What one block did.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// How many operations were finished.
    pub operations: u64,
    /// How long it took.
    pub wall: Duration,
    /// CPU time of the program that did them.
    pub cpu: Duration,
    /// CPU time of its database server, where that is another process.
    pub database_cpu: Duration,
    /// How long each operation took, in microseconds.
    pub latencies: Vec<f64>,
}

/// Something that can be done again and again for a while.
pub type Contender<'a, E> = &'a mut dyn FnMut(Duration) -> Result<Block, E>;

/// The blocks that count: per contender, in the order given, two of each kept round. The first contender is the ceiling.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// One list for each contender.
    pub blocks: Vec<Vec<Block>>,
    /// How many rounds were dropped.
    pub dropped: usize,
    /// No round was steady: the blocks are those of all rounds and prove nothing.
    pub unsteady: bool,
}

/// Middle, smallest and largest of some figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The median.
    pub median: f64,
    /// The smallest.
    pub low: f64,
    /// The largest.
    pub high: f64,
}

/// Lets the contenders take turns: every round all of them, twice.
///
/// # Errors
/// The first error of a contender.
pub fn alternate<E>(plan: Plan, contenders: &mut [Contender<'_, E>]) -> Result<Outcome, E> {
    let nothing = vec![Vec::new(); contenders.len()];
    let mut outcome = Outcome { blocks: nothing.clone(), dropped: 0, unsteady: false };
    let mut unsteady = nothing;
    for _ in 0..plan.rounds {
        let first: Vec<Block> = contenders.iter_mut().map(|run| run(plan.block)).collect::<Result<_, E>>()?;
        let second: Vec<Block> = contenders.iter_mut().map(|run| run(plan.block)).collect::<Result<_, E>>()?;
        let round: Vec<[Block; 2]> = first.into_iter().zip(second).map(|(first, second)| [first, second]).collect();
        let steady = round.first().is_none_or(|[first, second]| is_steady(first.rate(), second.rate()));
        let kept = if steady { &mut outcome.blocks } else { &mut unsteady };
        kept.iter_mut().zip(round).for_each(|(kept, pair)| kept.extend(pair));
        outcome.dropped += usize::from(!steady);
    }
    if outcome.dropped == plan.rounds {
        outcome.unsteady = true;
        outcome.blocks = unsteady;
    }
    Ok(outcome)
}

impl Block {
    /// Operations a second.
    pub fn rate(&self) -> f64 {
        as_f64(self.operations) / self.wall.as_secs_f64().max(f64::MIN_POSITIVE)
    }

    /// CPU milliseconds an operation, of the program.
    pub fn cpu_ms(&self) -> f64 {
        self.cpu.as_secs_f64() * 1000.0 / as_f64(self.operations.max(1))
    }

    /// CPU milliseconds an operation, of its database server.
    pub fn database_cpu_ms(&self) -> f64 {
        self.database_cpu.as_secs_f64() * 1000.0 / as_f64(self.operations.max(1))
    }

    /// The latency in microseconds below which this part of the operations stayed.
    pub fn percentile(&self, part: f64) -> f64 {
        percentile(&self.latencies, part)
    }
}

impl Outcome {
    /// A figure of every kept block of a contender.
    pub fn spread(&self, contender: usize, figure: impl Fn(&Block) -> f64) -> Spread {
        Spread::of(self.blocks[contender].iter().map(figure).collect())
    }

    /// A figure of a contender over the same figure of the ceiling, round by round.
    pub fn ratio(&self, contender: usize, figure: impl Fn(&Block) -> f64) -> Spread {
        self.ratio_to(contender, 0, figure)
    }

    /// A figure of a contender over the same figure of another, round by round.
    pub fn ratio_to(&self, contender: usize, base: usize, figure: impl Fn(&Block) -> f64) -> Spread {
        let of_rounds = |contender: usize| -> Vec<f64> {
            self.blocks[contender].chunks(2).map(|pair| pair.iter().map(&figure).sum::<f64>()).collect()
        };
        Spread::of(of_rounds(contender).into_iter().zip(of_rounds(base)).map(|(ours, theirs)| ours / theirs).collect())
    }
}

impl Spread {
    /// The spread of some figures; not a number where there are none.
    pub fn of(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let low = figures.first().copied().unwrap_or(f64::NAN);
        let high = figures.last().copied().unwrap_or(f64::NAN);
        Self { median: percentile_of_sorted(&figures, 0.5), low, high }
    }
}

/// A count as a figure.
#[expect(clippy::cast_precision_loss, reason = "counts of a benchmark lie far below 2^52")]
pub fn as_f64(count: u64) -> f64 {
    count as f64
}

fn is_steady(first: f64, second: f64) -> bool {
    (first - second).abs() <= CEILINGS_DIFFER_MAX * first.max(second)
}

/// The figure below which this part of them stays.
pub fn percentile(figures: &[f64], part: f64) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    percentile_of_sorted(&sorted, part)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "the place lies between 0 and the number of figures"
)]
fn percentile_of_sorted(sorted: &[f64], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = part * last as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + (above - below) * place.fract()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn block(operations: u64) -> Block {
        Block { operations, wall: Duration::from_secs(1), ..Block::default() }
    }

    #[test]
    fn contenders_take_turns_and_an_unsteady_round_is_dropped() {
        let mut turns = [100, 100, 100, 79, 100, 81].into_iter();
        let mut ceiling = |_: Duration| Ok::<_, Infallible>(block(turns.next().unwrap()));
        let mut ours = |_: Duration| Ok::<_, Infallible>(block(50));
        let plan = Plan { block: Duration::ZERO, rounds: 3 };
        let outcome = alternate(plan, &mut [&mut ceiling, &mut ours]).unwrap();
        assert_eq!(outcome.dropped, 1);
        assert_eq!(outcome.blocks[0].iter().map(|block| block.operations).collect::<Vec<_>>(), [100, 100, 100, 81]);
        let ratio = outcome.ratio(1, Block::rate);
        assert!((ratio.low - 0.5).abs() < 1e-9 && (ratio.high - 100.0 / 181.0).abs() < 1e-9);
    }

    #[test]
    fn where_no_round_is_steady_all_are_shown_and_said_to_prove_nothing() {
        let mut turns = [100, 10].into_iter();
        let mut ceiling = |_: Duration| Ok::<_, Infallible>(block(turns.next().unwrap()));
        let plan = Plan { block: Duration::ZERO, rounds: 1 };
        let outcome = alternate(plan, &mut [&mut ceiling]).unwrap();
        assert!(outcome.unsteady);
        assert_eq!((outcome.dropped, outcome.blocks[0].len()), (1, 2));
    }

    #[test]
    fn a_median_lies_between_the_two_in_the_middle() {
        assert_eq!(Spread::of(vec![4.0, 1.0, 2.0, 3.0]), Spread { median: 2.5, low: 1.0, high: 4.0 });
        assert!(Spread::of(Vec::new()).median.is_nan());
    }

    #[test]
    fn cpu_is_counted_an_operation() {
        let block = Block { operations: 2000, cpu: Duration::from_secs(1), ..Block::default() };
        assert!((block.cpu_ms() - 0.5).abs() < 1e-9);
    }
}
