//! Ranks of one run, fast. The same ranks as [`crate::rank::competition`]: scores that differ by no more than the noise
//! of summation share the better one.

use super::parallel;
use crate::rank::SAME;

/// So few units are ranked by comparing each with each, many at once: that is quicker than sorting.
const FEW: usize = 192;

/// The rank of each unit, 0 for one without a score. `order` is scratch space.
pub(super) fn ranks(scores: &[f64], ranks: &mut [u16], order: &mut Vec<u64>) {
    let by_steps = scores.len() <= FEW
        && parallel::wide(
            #[inline(always)]
            || by_steps(scores, ranks),
        );
    if !by_steps {
        by_sorting(scores, ranks, order);
    }
}

/// Steps of the scale on which scores become whole numbers of two bytes.
const STEPS: f64 = 65_534.0;

/// Ranks by counting who is ahead, in whole numbers, of which four times as many are compared at once as of scores.
/// Where neighbours do not differ by more than noise, or a unit has no score, it says so, and the ranks are not to be
/// used.
#[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
#[inline(always)]
fn by_steps(scores: &[f64], ranks: &mut [u16]) -> bool {
    let Some((least, range)) = range(scores) else { return false };
    let scale = STEPS / range;
    // Not so for scores that are all the same, or not finite.
    if !(scale > 0.0 && scale.is_finite()) {
        return false;
    }
    let mut steps = [0_i16; FEW];
    for (step, score) in steps.iter_mut().zip(scores) {
        *step = whole((score - least) * scale);
    }
    let mut ahead = [0_u16; FEW];
    let own = &steps[..scores.len().next_multiple_of(WIDTH)];
    for (own, ahead) in own.as_chunks::<WIDTH>().0.iter().zip(ahead.as_chunks_mut::<WIDTH>().0) {
        *ahead = count_greater(&steps[..scores.len()], own);
    }
    let mut best_first = [f64::NAN; FEW];
    let mut apart = all_apart(scores, &ahead, &mut best_first);
    if !apart {
        // Units on the same step have the same count, and leave the places after it empty: the scores themselves tell
        // them apart, or else nothing does.
        for (ahead, score) in ahead.iter_mut().zip(scores) {
            let place = usize::from(*ahead);
            let shared = best_first[place] - score != 0.0
                || best_first[..scores.len()].get(place + 1).is_some_and(|next| next.is_nan());
            if shared {
                *ahead = scores.iter().map(|other| u16::from(other > score)).sum();
            }
        }
        apart = all_apart(scores, &ahead, &mut best_first);
    }
    for (rank, ahead) in ranks.iter_mut().zip(&ahead) {
        *rank = ahead + 1;
    }
    apart
}

/// Scores that are compared side by side: one after the other each comparison would wait for the last.
const LANES: usize = 16;

/// The least score, and how far the greatest is from it; `None` where a unit has no score.
#[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
#[inline(always)]
fn range(scores: &[f64]) -> Option<(f64, f64)> {
    let (mut least, mut greatest, mut all) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES], true);
    let less = |a: f64, b: f64| if b < a { b } else { a };
    let more = |a: f64, b: f64| if b > a { b } else { a };
    let mut see = |scores: &[f64]| {
        for ((least, greatest), &score) in least.iter_mut().zip(&mut greatest).zip(scores) {
            *least = less(*least, score);
            *greatest = more(*greatest, score);
            all &= !score.is_nan();
        }
    };
    // Blocks of a known length are what the compiler makes wide instructions of.
    let (blocks, rest) = scores.as_chunks::<LANES>();
    for block in blocks {
        see(block);
    }
    see(rest);
    let least = least.into_iter().fold(f64::INFINITY, less);
    all.then(|| (least, greatest.into_iter().fold(f64::NEG_INFINITY, more) - least))
}

/// The whole number nearest to a number between 0 and 2¹⁶, less 2¹⁵: processors compare numbers with signs. In a double
/// beyond 2⁵² it stands in the lowest bits. A cast would ask of each number whether it fits.
fn whole(x: f64) -> i16 {
    const SHIFT: f64 = 4_503_599_627_370_496.0 + 32_768.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        reason = "the lowest 16 bits are all there is"
    )]
    let low = (x + SHIFT).to_bits() as u16 as i16;
    low
}

/// Whole numbers that are compared with each other at once: the compiler keeps all of them in registers. With fewer it
/// was seen to take twice as long.
const WIDTH: usize = 64;

/// How many of all are greater, for each of these.
#[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
#[inline(always)]
fn count_greater(all: &[i16], own: &[i16; WIDTH]) -> [u16; WIDTH] {
    let mut counts = [0_u16; WIDTH];
    for other in all {
        for (count, own) in counts.iter_mut().zip(own) {
            *count += u16::from(*other > *own);
        }
    }
    counts
}

/// Puts each score at the place that so many scores are ahead of, and says whether every place has one that is more
/// than noise below the one before it: then these are the places by rank.
#[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
#[inline(always)]
fn all_apart(scores: &[f64], ahead: &[u16; FEW], best_first: &mut [f64; FEW]) -> bool {
    for (ahead, score) in ahead.iter().zip(scores) {
        best_first[usize::from(*ahead)] = *score;
    }
    let (better, worse) = (&best_first[..scores.len()], &best_first[1..]);
    // No branch, so that many are compared at once.
    better
        .iter()
        .zip(&worse[..scores.len() - 1])
        .fold(true, |apart, (better, worse)| apart & (better - worse > SAME * better.abs().max(worse.abs())))
}

/// Scores become whole numbers of the same order whose lowest bits are the unit: one array to sort. Where the bits that
/// the unit takes away decide, the scores themselves are compared.
fn by_sorting(scores: &[f64], ranks: &mut [u16], order: &mut Vec<u64>) {
    let low = u64::MAX >> (scores.len() as u64).leading_zeros();
    order.clear();
    order.extend(
        scores.iter().enumerate().filter(|(_, s)| !s.is_nan()).map(|(unit, s)| (falling(*s) & !low) | unit as u64),
    );
    order.sort_unstable();
    ranks.fill(0);
    if !in_order(scores, ranks, order, low) {
        order.sort_by(|a, b| scores[unit_of(*b, low)].total_cmp(&scores[unit_of(*a, low)]));
        in_order(scores, ranks, order, low);
    }
}

/// The unit in the lowest bits of a key.
fn unit_of(key: u64, low: u64) -> usize {
    usize::try_from(key & low).unwrap_or(usize::MAX)
}

/// Ranks units in this order; says whether their scores fall in it.
fn in_order(scores: &[f64], ranks: &mut [u16], order: &[u64], low: u64) -> bool {
    let (mut head, mut rank, mut before) = (f64::NAN, 0_u16, f64::INFINITY);
    for (place, key) in (1_u16..=u16::MAX).zip(order) {
        let unit = unit_of(*key, low);
        let score = scores[unit];
        if score > before {
            return false;
        }
        before = score;
        if (head - score).abs().partial_cmp(&(SAME * head.abs().max(score.abs()))).is_none_or(std::cmp::Ordering::is_gt)
        {
            (head, rank) = (score, place);
        }
        ranks[unit] = rank;
    }
    true
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
    fn steps_rank_what_can_be_told_apart_and_nothing_else() {
        let random = Random::new(4, 1);
        for count in [2, 63, 64, 65, 117, 192] {
            let far: Vec<f64> = (0..count).map(|i| random.uniform(i) - 0.5).collect();
            // All but the first share few steps.
            let skewed: Vec<f64> = far.iter().zip(0..).map(|(x, i)| if i == 0 { 1e4 } else { *x }).collect();
            for scores in [far, skewed] {
                let mut found = vec![0; scores.len()];
                assert!(by_steps(&scores, &mut found), "{scores:?}");
                assert_eq!(found, expected(&scores));
            }
        }
        let mut found = [0; 3];
        assert!(by_steps(&[1.0, 1.0 + 1e-11, 1e9], &mut found), "what two share is looked at again");
        assert_eq!(found, [3, 2, 1]);
        let (none, inf) = (f64::NAN, f64::INFINITY);
        for close in
            [[1.0, 1.0, 2.0], [1.0, 1.0 + 1e-13, 1e9], [1.0, none, 2.0], [5.0; 3], [1.0, inf, 2.0], [-inf, 1.0, inf]]
        {
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

    #[test]
    fn a_chain_of_scores_that_are_nearly_the_same_is_ranked_by_the_scores_themselves() {
        for count in [20_u64, 147, 300, 3000] {
            for seed in 0..20 {
                let random = Random::new(seed, 2);
                let scores: Vec<f64> = (0..count).map(|i| 50.0 + 1e-8 * random.uniform(i)).collect();
                let mut sorted = vec![9; scores.len()];
                by_sorting(&scores, &mut sorted, &mut Vec::new());
                assert_eq!(sorted, expected(&scores), "{count} with seed {seed}");
            }
        }
    }
}
