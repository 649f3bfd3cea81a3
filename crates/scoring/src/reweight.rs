//! What if the top dimensions weighed otherwise? For the public's re-weighting: the official rank
//! stays pinned beside it.

use domain::recipe::Aggregate;

use crate::{Column, aggregate::aggregate, rank};

/// A unit's score and rank under other weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reweighted {
    /// Its score; `None` if it has no score on any dimension with weight.
    pub score: Option<f64>,
    /// Its rank.
    pub rank: Option<u32>,
}

/// Scores units anew from their scores on the top dimensions.
///
/// `dimensions` holds one column of scores a dimension, `weights` one weight a dimension on any
/// scale; negative and non-finite weights count as 0.
pub fn reweight(method: Aggregate, dimensions: &[Column], weights: &[f64]) -> Vec<Reweighted> {
    let units = dimensions.iter().map(Vec::len).min().unwrap_or(0);
    let weight = |w: &f64| if w.is_finite() { w.max(0.0) } else { 0.0 };
    let scores: Column = (0..units)
        .map(|unit| aggregate(method, weights.iter().map(weight).zip(dimensions.iter().map(move |d| d[unit]))))
        .collect();
    let ranks = rank::competition(&scores);
    scores.into_iter().zip(ranks).map(|(score, rank)| Reweighted { score, rank }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_all_weight_to_one_dimension_ranks_by_it_alone() {
        let dimensions = [vec![Some(1.0), Some(2.0)], vec![Some(9.0), Some(3.0)]];
        let rank = |weights: &[f64]| -> Vec<_> {
            reweight(Aggregate::ArithmeticMean, &dimensions, weights).iter().map(|r| r.rank).collect()
        };
        assert_eq!(rank(&[100.0, 0.0]), [Some(2), Some(1)]);
        assert_eq!(rank(&[0.0, 100.0]), [Some(1), Some(2)]);
        assert_eq!(rank(&[0.0, f64::NAN]), [None, None]);
    }
}
