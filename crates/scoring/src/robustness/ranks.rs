//! Ranks of one run, fast. The same ranks as [`crate::rank::competition`]: scores that differ by no more than the noise
//! of summation share the better one.

use super::parallel;
use crate::rank::SAME;

/// So few units are ranked by comparing each with each, many at once: that is quicker than sorting.
const FEW: usize = 192;

/// The rank of each unit, 0 for one without a score. `order` is scratch space.
pub(super) fn ranks(scores: &[f64], ranks: &mut [u16], order: &mut Vec<u64>) {
    if scores.len() <= FEW { by_counting(scores, ranks) } else { by_sorting(scores, ranks, order) }
}

/// 1 + the number of units that are ahead by more than noise.
fn by_counting(scores: &[f64], ranks: &mut [u16]) {
    parallel::wide(
        #[inline(always)]
        || {
            for (own, rank) in scores.chunks(16).zip(ranks.chunks_mut(16)) {
                let mut lines = [f64::INFINITY; 16];
                for (line, score) in lines.iter_mut().zip(own) {
                    *line = score + SAME * score.abs();
                }
                let mut ahead = [0_u64; 16];
                for other in scores {
                    for (ahead, line) in ahead.iter_mut().zip(&lines) {
                        *ahead += u64::from(other > line);
                    }
                }
                for ((rank, ahead), score) in rank.iter_mut().zip(&ahead).zip(own) {
                    #[expect(clippy::cast_possible_truncation, reason = "below the number of units")]
                    let place = *ahead as u16 + 1;
                    *rank = if score.is_nan() { 0 } else { place };
                }
            }
        },
    );
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
            let (mut counted, mut sorted) = (vec![9; scores.len()], vec![9; scores.len()]);
            by_counting(&scores, &mut counted);
            by_sorting(&scores, &mut sorted, &mut Vec::new());
            assert_eq!(counted, expected(&scores), "{count} counted");
            assert_eq!(sorted, expected(&scores), "{count} sorted");
        }
    }
}
