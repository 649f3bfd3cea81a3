//! Ranks 名次 on unrounded scores.

/// Scores that differ by less than this, relative to the larger, are the same score computed along
/// another path: sums of a few hundred terms differ by some 1e-14.
const SAME: f64 = 1e-12;

/// Ranks units by score: 1 = highest, ties share the better rank (1, 2, 2, 4), units without a score
/// have none and are not counted.
pub fn competition(scores: &[Option<f64>]) -> Vec<Option<u32>> {
    let mut order: Vec<(usize, f64)> = scores.iter().enumerate().filter_map(|(i, s)| s.map(|s| (i, s))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut ranks = vec![None; scores.len()];
    let mut block = (1, f64::NAN);
    for (place, (unit, score)) in (1..).zip(order) {
        if !same(block.1, score) {
            block = (place, score);
        }
        ranks[unit] = Some(block.0);
    }
    ranks
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs())
}

#[cfg(test)]
mod tests {
    use super::competition;

    #[test]
    fn ties_share_the_better_rank_and_the_next_is_skipped() {
        let ranks = competition(&[Some(70.0), Some(90.0), None, Some(80.0), Some(80.0)]);
        assert_eq!(ranks, [Some(4), Some(1), None, Some(2), Some(2)]);
    }

    #[test]
    fn scores_are_ranked_unrounded() {
        assert_eq!(competition(&[Some(7.000_000_1), Some(7.000_000_2)]), [Some(2), Some(1)]);
    }

    #[test]
    fn the_noise_of_summation_does_not_break_a_tie() {
        assert_eq!(
            competition(&[Some(0.1 + 0.2), Some(0.3), Some(0.0), Some(0.0)]),
            [Some(1), Some(1), Some(3), Some(3)]
        );
    }
}
