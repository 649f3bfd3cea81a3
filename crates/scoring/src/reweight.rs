//! What if the top dimensions weighed otherwise? For the public's re-weighting: the official rank
//! stays pinned beside it.

use domain::recipe::Aggregate;
use serde::{Deserialize, Serialize};

use crate::{Column, aggregate, rank};

/// A unit's score and rank under other weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reweighted {
    /// Its score; `None` if it has no score on any dimension with weight.
    pub score: Option<f64>,
    /// Its rank.
    pub rank: Option<u32>,
}

/// What comes after the weighted sum of one unit, whatever the weights: its bonuses and deductions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Points that are added, within their caps.
    pub bonus: f64,
    /// Points that are taken away, within their caps.
    pub deduction: f64,
    /// The least total.
    pub lower: f64,
    /// The largest total.
    pub upper: f64,
}

impl Adjustment {
    /// The total from a weighted sum.
    pub fn total(self, base: f64) -> f64 {
        (base + self.bonus - self.deduction).clamp(self.lower, self.upper)
    }
}

/// Scores units anew from their scores on the top dimensions.
///
/// `dimensions` holds one column of scores a dimension, `weights` one weight a dimension on any
/// scale; negative and non-finite weights count as 0. `adjustments` holds one entry a unit, and none
/// where totals are weighted sums.
pub fn reweight(
    method: Aggregate,
    dimensions: &[Column],
    weights: &[f64],
    adjustments: &[Option<Adjustment>],
) -> Vec<Reweighted> {
    let units = dimensions.iter().map(Vec::len).min().unwrap_or(0);
    let weights: Vec<f64> = weights.iter().map(|w| if w.is_finite() { w.max(0.0) } else { 0.0 }).collect();
    let known = weights.len().min(dimensions.len());
    let columns: Vec<&[Option<f64>]> = dimensions[..known].iter().map(|column| &column[..units]).collect();
    // What the method refuses for these weights has no score.
    let sums = aggregate::children_of_units(method, &weights[..known], &columns, |_| false);
    let mut scores = sums.unwrap_or_else(|_| vec![None; units]);
    for (unit, score) in scores.iter_mut().enumerate() {
        if let (Some(sum), Some(adjustment)) = (score.as_mut(), adjustments.get(unit).copied().flatten()) {
            *sum = adjustment.total(*sum);
        }
    }
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
            reweight(Aggregate::ArithmeticMean, &dimensions, weights, &[]).iter().map(|r| r.rank).collect()
        };
        assert_eq!(rank(&[100.0, 0.0]), [Some(2), Some(1)]);
        assert_eq!(rank(&[0.0, 100.0]), [Some(1), Some(2)]);
        assert_eq!(rank(&[0.0, f64::NAN]), [None, None]);
    }

    #[test]
    fn bonuses_and_deductions_stay_whatever_the_weights() {
        let dimensions = [vec![Some(60.0), Some(62.0)], vec![Some(90.0), Some(99.0)]];
        let deducted = Adjustment { bonus: 0.0, deduction: 5.0, lower: 0.0, upper: 100.0 };
        let rewarded = Adjustment { bonus: 5.0, deduction: 0.0, lower: 0.0, upper: 100.0 };
        let scores = |weights: &[f64]| -> Vec<_> {
            let adjustments = [None, Some(deducted)];
            reweight(Aggregate::ArithmeticMean, &dimensions, weights, &adjustments).iter().map(|r| r.score).collect()
        };
        assert_eq!(scores(&[1.0, 0.0]), [Some(60.0), Some(57.0)]);
        assert_eq!(scores(&[0.0, 1.0]), [Some(90.0), Some(94.0)]);
        assert_eq!(Some(rewarded.total(99.0)), Some(100.0));
    }
}
