//! Scores from places 位次 among the n units with a value: rank (1 = lowest), percentile rank
//! `(rank − 1) / (n − 1)` and Borda `rank − 1`; where less is better, −x is ranked.
//!
//! Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 5. Traps: here 1 is the *lowest*,
//! as a score, unlike the rank of a result; ranks built from ranks have exact ties, which the noise of a sum
//! would break; with ties at their least rank a constant column scores 0 everywhere.

use domain::Direction;

use super::oriented;
use crate::{Column, Refusal, stats};

/// What rank equal values get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// All the least of their places.
    Min,
    /// All the greatest of their places.
    Max,
    /// All the mean of their places.
    Average,
    /// One place each, in the order of the rows.
    First,
}

/// Ranks the present values: 1 = lowest.
///
/// # Errors
/// [`Refusal::NotFinite`].
pub fn rank(raw: &[Option<f64>], direction: Direction, ties: Ties) -> Result<Column, Refusal> {
    stats::finite(raw)?;
    // Adding 0 makes −0 and 0 one value, as they are.
    let present = raw.iter().enumerate().filter_map(|(row, x)| x.map(|x| (oriented(direction, x) + 0.0, row)));
    let mut order: Vec<(f64, usize)> = present.collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut ranks = vec![None; raw.len()];
    let mut before = 0;
    for block in order.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let (first, last) = ((before + 1) as f64, (before + block.len()) as f64);
        for (place, &(_, row)) in (before + 1..).zip(block) {
            ranks[row] = Some(match ties {
                Ties::Min => first,
                Ties::Max => last,
                Ties::Average => first + (last - first) / 2.0,
                Ties::First => place as f64,
            });
        }
        before += block.len();
    }
    Ok(ranks)
}

/// The share of the other units that are below, from 0 to 1.
///
/// # Errors
/// [`Refusal::TooFew`] for a single value, which has no others; [`Refusal::NotFinite`].
pub fn percentile(raw: &[Option<f64>], direction: Direction, ties: Ties) -> Result<Column, Refusal> {
    let mut ranks = rank(raw, direction, ties)?;
    let n = ranks.iter().flatten().count();
    if n == 1 {
        return Err(Refusal::TooFew { found: 1, needed: 2 });
    }
    for rank in ranks.iter_mut().flatten() {
        *rank = (*rank - 1.0) / (n - 1) as f64;
    }
    Ok(ranks)
}

/// Borda points: how many places the unit is above the last.
///
/// # Errors
/// [`Refusal::NotFinite`].
pub fn borda(raw: &[Option<f64>], direction: Direction, ties: Ties) -> Result<Column, Refusal> {
    let mut ranks = rank(raw, direction, ties)?;
    for rank in ranks.iter_mut().flatten() {
        *rank -= 1.0;
    }
    Ok(ranks)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAW: [Option<f64>; 6] = [Some(3.0), Some(1.0), None, Some(3.0), Some(-0.0), Some(0.0)];

    #[test]
    fn ties_get_the_rank_that_is_asked_for() {
        let of = |ties| rank(&RAW, Direction::Positive, ties).unwrap();
        assert_eq!(of(Ties::Min), [Some(4.0), Some(3.0), None, Some(4.0), Some(1.0), Some(1.0)]);
        assert_eq!(of(Ties::Max), [Some(5.0), Some(3.0), None, Some(5.0), Some(2.0), Some(2.0)]);
        assert_eq!(of(Ties::Average), [Some(4.5), Some(3.0), None, Some(4.5), Some(1.5), Some(1.5)]);
        assert_eq!(of(Ties::First), [Some(4.0), Some(3.0), None, Some(5.0), Some(1.0), Some(2.0)]);
    }

    #[test]
    fn less_is_better_ranks_from_the_other_end_and_ties_still_by_row() {
        let ranks = rank(&RAW, Direction::Negative, Ties::First).unwrap();
        assert_eq!(ranks, [Some(1.0), Some(3.0), None, Some(2.0), Some(4.0), Some(5.0)]);
    }

    #[test]
    fn the_percentile_rank_is_a_share_of_the_others() {
        let shares = percentile(&[Some(7.0), None, Some(9.0), Some(8.0)], Direction::Positive, Ties::Min);
        assert_eq!(shares, Ok(vec![Some(0.0), None, Some(1.0), Some(0.5)]));
        let alone = percentile(&[None, Some(7.0)], Direction::Positive, Ties::Min);
        assert_eq!(alone, Err(Refusal::TooFew { found: 1, needed: 2 }));
        assert_eq!(percentile(&[None], Direction::Positive, Ties::Min), Ok(vec![None]));
    }

    #[test]
    fn the_last_has_no_borda_points() {
        let points = borda(&[Some(7.0), Some(9.0), None], Direction::Positive, Ties::Min);
        assert_eq!(points, Ok(vec![Some(0.0), Some(1.0), None]));
    }
}
