//! Ranks of one run, fast. The same ranks as [`crate::rank::competition`]: scores that differ by no more than the noise
//! of summation share the better one.

use super::parallel;
use crate::rank::SAME;

/// So few units are ranked by comparing each with each, many at once: that is quicker than sorting.
const FEW: usize = 192;

/// The rank of each unit, 0 for one without a score. `order` is scratch space.
pub(super) fn ranks(scores: &[f64], ranks: &mut [u16], order: &mut Vec<u64>) {
    if scores.len() > FEW || !by_steps(scores, ranks) {
        by_sorting(scores, ranks, order);
    }
}

/// Ranks by counting whole numbers, of which twice as many are compared at once: the scores on a scale of two thousand
/// million steps. Where the ranks are not all different, or neighbours do not differ by more than noise, it says so:
/// then the steps are too coarse.
fn by_steps(scores: &[f64], ranks: &mut [u16]) -> bool {
    let (mut least, mut greatest) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut all = true;
    for &score in scores {
        least = if score < least { score } else { least };
        greatest = if score > greatest { score } else { greatest };
        all &= !score.is_nan();
    }
    let scale = f64::from(i32::MAX - 1) / (greatest - least);
    if !all || !scale.is_finite() {
        return false;
    }
    let mut steps = [0_i32; FEW];
    for (step, score) in steps.iter_mut().zip(scores) {
        *step = whole((score - least) * scale);
    }
    let mut ahead = [0_u32; FEW];
    count_ahead(&steps[..scores.len().next_multiple_of(WIDTH)], scores.len(), &mut ahead);
    let mut at_rank = [FEW; FEW];
    for (unit, (rank, ahead)) in ranks.iter_mut().zip(&ahead).enumerate() {
        let place = *ahead as usize;
        if at_rank[place] != FEW {
            return false;
        }
        at_rank[place] = unit;
        #[expect(clippy::cast_possible_truncation, reason = "below the number of units")]
        let place = place as u16;
        *rank = place + 1;
    }
    at_rank[..scores.len()].windows(2).all(|pair| {
        let (better, worse) = (scores[pair[0]], scores[pair[1]]);
        better - worse > SAME * better.abs().max(worse.abs())
    })
}

/// The whole number nearest to a number between 0 and 2³¹: in a double beyond 2⁵² it stands in the lowest bits. A cast
/// would ask of each number whether it fits.
fn whole(x: f64) -> i32 {
    const SHIFT: f64 = 4_503_599_627_370_496.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "the lowest 31 bits are all there is"
    )]
    let low = (x + SHIFT).to_bits() as u32 as i32;
    low
}

/// Whole numbers that are compared with each other at once.
///
/// With 64 the compiler keeps all of them in registers; with fewer it was seen to take twice as long.
const WIDTH: usize = 64;

/// How many of the first `count` numbers are greater, for each.
fn count_ahead(steps: &[i32], count: usize, ahead: &mut [u32; FEW]) {
    parallel::wide(
        #[inline(always)]
        || {
            for (own, ahead) in steps.as_chunks::<WIDTH>().0.iter().zip(ahead.chunks_exact_mut(WIDTH)) {
                ahead.copy_from_slice(&count_greater(&steps[..count], own));
            }
        },
    );
}

#[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
#[inline(always)]
fn count_greater(steps: &[i32], own: &[i32; WIDTH]) -> [u32; WIDTH] {
    let mut sums = [0_u32; WIDTH];
    for other in steps {
        for (sum, own) in sums.iter_mut().zip(own) {
            *sum += u32::from(*other > *own);
        }
    }
    sums
}

/// Scores become whole numbers of the same order whose lowest bits are the unit: one array to sort. What the bits take
/// away is less than what counts as noise, up to 4,096 units; beyond that the scores themselves are compared again.
fn by_sorting(scores: &[f64], ranks: &mut [u16], order: &mut Vec<u64>) {
    let low = u64::MAX >> (scores.len() as u64).leading_zeros();
    order.clear();
    order.extend(
        scores.iter().enumerate().filter(|(_, s)| !s.is_nan()).map(|(unit, s)| (falling(*s) & !low) | unit as u64),
    );
    order.sort_unstable();
    ranks.fill(0);
    let unit_of = |key: &u64| usize::try_from(key & low).unwrap_or(usize::MAX);
    if low > 0xFFF {
        order.sort_by(|a, b| scores[unit_of(b)].total_cmp(&scores[unit_of(a)]));
    }
    let (mut head, mut rank) = (f64::NAN, 0_u16);
    for (place, key) in (1_u16..=u16::MAX).zip(order.iter()) {
        let unit = unit_of(key);
        let score = scores[unit];
        if (head - score).abs().partial_cmp(&(SAME * head.abs().max(score.abs()))).is_none_or(std::cmp::Ordering::is_gt)
        {
            (head, rank) = (score, place);
        }
        ranks[unit] = rank;
    }
}

/// A whole number that falls as the score rises.
fn falling(score: f64) -> u64 {
    // Adding 0 makes −0 and 0 the same.
    let bits = (score + 0.0).to_bits();
    let rising = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    !rising
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rank, uncertainty::random::Random};

    fn expected(scores: &[f64]) -> Vec<u16> {
        let scores: Vec<Option<f64>> = scores.iter().map(|s| (!s.is_nan()).then_some(*s)).collect();
        rank::competition(&scores).into_iter().map(|rank| rank.map_or(0, |rank| u16::try_from(rank).unwrap())).collect()
    }

    #[test]
    fn steps_rank_what_they_can_tell_apart_and_nothing_else() {
        let random = Random::new(4, 1);
        let far: Vec<f64> = (0..117).map(|i| random.uniform(i)).collect();
        let mut found = vec![0; 117];
        assert!(by_steps(&far, &mut found));
        assert_eq!(found, expected(&far));
        for close in [[1.0, 1.0, 2.0], [1.0, 1.0 + 1e-11, 1e9], [1.0, f64::NAN, 2.0], [5.0; 3]] {
            assert!(!by_steps(&close, &mut [0; 3]), "{close:?}");
        }
    }

    #[test]
    fn both_ways_rank_as_the_engine_does() {
        let random = Random::new(3, 1);
        for count in [1, 2, 15, 16, 17, 117, 300, 5000] {
            let scores: Vec<f64> = (0..count)
                .map(|i| match random.below(2 * i, 9) {
                    0 => f64::NAN,
                    1 => 0.0,
                    2 => -0.0,
                    3 => 7.5,
                    4 => 7.5 + 1e-13,
                    _ => 100.0 * random.uniform(2 * i + 1) - 30.0,
                })
                .collect();
            let mut sorted = vec![9; scores.len()];
            by_sorting(&scores, &mut sorted, &mut Vec::new());
            let mut whole = vec![9; scores.len()];
            ranks(&scores, &mut whole, &mut Vec::new());
            assert_eq!(whole, expected(&scores), "{count} by any way");
            assert_eq!(sorted, expected(&scores), "{count} sorted");
        }
    }
}
