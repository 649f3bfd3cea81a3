//! Ranks 名次 on unrounded scores.
//!
//! Scores are ranked as blocks: those that differ by no more than the noise of summation are the same score.
//! [`Ties`] says what such a block of units gets; a unit without a score has no rank and is not counted.

use std::collections::BTreeMap;

use crate::{Refusal, stats};

/// Scores that differ by less than this, relative to the larger, are the same score computed along
/// another path: sums of a few hundred terms differ by some 1e-14.
pub(crate) const SAME: f64 = 1e-12;

/// What units with the same score get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// The best rank of the block: 1, 2, 2, 4 竞争排名.
    Min,
    /// The worst: 1, 3, 3, 4.
    Max,
    /// The mean: 1, 2.5, 2.5, 4.
    Average,
    /// The best, and the next block follows without a gap: 1, 2, 2, 3.
    Dense,
    /// One each, in the order of the table: 1, 2, 3, 4.
    Ordinal,
}

/// Ranks units by score: 1 = highest, ties share the better rank (1, 2, 2, 4), units without a score
/// have none and are not counted.
pub fn competition(scores: &[Option<f64>]) -> Vec<Option<u32>> {
    let mut ranks = vec![None; scores.len()];
    let mut block = (1, f64::NAN);
    for (place, (unit, score)) in (1..).zip(best_first(scores)) {
        if !same(block.1, score) {
            block = (place, score);
        }
        ranks[unit] = Some(block.0);
    }
    ranks
}

/// Ranks units by score, 1 = highest, with a choice of what ties get.
///
/// # Errors
/// [`Refusal::NotFinite`] with the row.
pub fn ranks(scores: &[Option<f64>], ties: Ties) -> Result<Vec<Option<f64>>, Refusal> {
    stats::finite(scores)?;
    let mut order = best_first(scores);
    let mut ranks = vec![None; scores.len()];
    let (mut start, mut place) = (0, 0_usize);
    while let Some(&(_, head)) = order.get(start) {
        let length = order[start..].iter().take_while(|(_, score)| same(head, *score)).count().max(1);
        let block = &mut order[start..start + length];
        block.sort_unstable_by_key(|(unit, _)| *unit);
        let (first, last) = ((start + 1) as f64, (start + length) as f64);
        for (offset, (unit, _)) in block.iter().enumerate() {
            ranks[*unit] = Some(match ties {
                Ties::Min => first,
                Ties::Max => last,
                Ties::Average => f64::midpoint(first, last),
                Ties::Dense => (place + 1) as f64,
                Ties::Ordinal => first + offset as f64,
            });
        }
        start += length;
        place += 1;
    }
    Ok(ranks)
}

/// Ranks units by score within their group 分组排名; a unit without a group has no rank.
///
/// # Errors
/// [`Refusal::Shape`]; [`Refusal::NotFinite`] with the row.
pub fn within_groups<G: Ord>(
    scores: &[Option<f64>],
    groups: &[Option<G>],
    ties: Ties,
) -> Result<Vec<Option<f64>>, Refusal> {
    if groups.len() != scores.len() {
        return Err(Refusal::Shape { found: groups.len(), expected: scores.len() });
    }
    stats::finite(scores)?;
    let mut members: BTreeMap<&G, Vec<usize>> = BTreeMap::new();
    for (unit, group) in groups.iter().enumerate() {
        if let Some(group) = group {
            members.entry(group).or_default().push(unit);
        }
    }
    let mut within = vec![None; scores.len()];
    for units in members.into_values() {
        let own: Vec<Option<f64>> = units.iter().map(|&unit| scores[unit]).collect();
        for (unit, rank) in units.into_iter().zip(ranks(&own, ties)?) {
            within[unit] = rank;
        }
    }
    Ok(within)
}

/// Ranks of values, 1 = LOWEST, ties sharing their mean rank, where only equal values are ties: the ranks of
/// statistics, for rank correlations.
///
/// # Errors
/// [`Refusal::NotFinite`] with the row.
pub(crate) fn mean_ranks(values: &[f64]) -> Result<Vec<f64>, Refusal> {
    if let Some(row) = values.iter().position(|x| !x.is_finite()) {
        return Err(Refusal::NotFinite { column: 0, row });
    }
    // Adding 0 makes −0 and 0 the same to the order of all numbers.
    let mut order: Vec<(f64, usize)> = values.iter().enumerate().map(|(i, x)| (x + 0.0, i)).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for block in order.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let mean = f64::midpoint((before + 1) as f64, (before + block.len()) as f64);
        for &(_, index) in block {
            ranks[index] = mean;
        }
        before += block.len();
    }
    Ok(ranks)
}

/// The units that have a score, with it, best first, equal ones in the order of the table.
fn best_first(scores: &[Option<f64>]) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> = scores.iter().enumerate().filter_map(|(i, s)| s.map(|s| (i, s))).collect();
    order.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order
}

/// Whether two scores differ by no more than the noise of summation.
pub(crate) fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn every_way_with_ties_gives_the_block_its_own() {
        let scores = [0.5, 0.9, 0.5, 0.1].map(Some);
        let found = |ties| ranks(&scores, ties).unwrap().into_iter().flatten().collect::<Vec<f64>>();
        assert_eq!(found(Ties::Min), [2.0, 1.0, 2.0, 4.0]);
        assert_eq!(found(Ties::Max), [3.0, 1.0, 3.0, 4.0]);
        assert_eq!(found(Ties::Average), [2.5, 1.0, 2.5, 4.0]);
        assert_eq!(found(Ties::Dense), [2.0, 1.0, 2.0, 3.0]);
        assert_eq!(found(Ties::Ordinal), [2.0, 1.0, 3.0, 4.0]);
    }

    #[test]
    fn a_rank_within_a_group_does_not_know_the_others() {
        let scores = [Some(3.0), Some(9.0), Some(5.0), None, Some(1.0)];
        let groups = [Some("a"), Some("b"), Some("a"), Some("a"), None];
        assert_eq!(within_groups(&scores, &groups, Ties::Min), Ok(vec![Some(2.0), Some(1.0), Some(1.0), None, None]));
        assert_eq!(within_groups(&scores, &groups[1..], Ties::Min), Err(Refusal::Shape { found: 4, expected: 5 }));
    }

    #[test]
    fn a_score_that_is_not_finite_is_refused() {
        assert_eq!(ranks(&[Some(1.0), Some(f64::NAN)], Ties::Min), Err(Refusal::NotFinite { column: 0, row: 1 }));
    }

    #[test]
    fn mean_ranks_count_from_the_lowest() {
        assert_eq!(mean_ranks(&[5.0, 0.0, -0.0, 7.0]), Ok(vec![3.0, 1.5, 1.5, 4.0]));
    }
}
