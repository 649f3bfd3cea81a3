//! Aggregation 合成: children become their parent's score. One file a method.
//!
//! The means take one parent's children at a time, [`outranking`] and [`borda`] a whole table. In every mean a
//! missing child's weight goes to its siblings, a parent of which no child with weight has a score has none,
//! and what the method is not defined for is refused, also where its weight is 0.

pub mod arithmetic;
pub mod borda;
mod by_recipe;
pub mod generalised;
pub mod geometric;
pub mod harmonic;
pub mod mazziotta_pareto;
pub mod outranking;
pub mod owa;

pub(crate) use by_recipe::{children_of_units, of_unit, slopes};

use crate::Refusal;

/// A child's weight within its parent, on any scale, and its score.
pub type Weighted = (f64, Option<f64>);

/// The sum of the weights of the children that have a score.
pub fn present_weight(children: impl Iterator<Item = Weighted>) -> f64 {
    children.filter(|(_, score)| score.is_some()).map(|(weight, _)| weight).sum()
}

/// Whether enough children have a score: their share, weights aside, is not below the threshold 可用率门槛.
///
/// # Errors
/// [`Refusal::Parameter`] where the threshold is not in `0..=1`.
pub fn enough(children: &[Weighted], threshold: f64) -> Result<bool, Refusal> {
    if !(0.0..=1.0).contains(&threshold) {
        return Err(Refusal::Parameter { name: "threshold", why: format!("{threshold} is not between 0 and 1") });
    }
    let present = children.iter().filter(|(_, score)| score.is_some()).count();
    Ok(!children.is_empty() && present as f64 / children.len() as f64 >= threshold)
}

/// The children with a score and their shares of the weight of those, checked.
struct Present<'a> {
    children: &'a [Weighted],
    total: f64,
    /// Least and greatest score with weight: no mean lies beyond.
    bounds: (f64, f64),
}

impl<'a> Present<'a> {
    /// `None` where no child with weight has a score.
    ///
    /// # Errors
    /// [`Refusal::Weights`]; [`Refusal::NotFinite`] with the child as column.
    fn new(children: &'a [Weighted]) -> Result<Option<Self>, Refusal> {
        let (mut total, mut bounds) = (0.0, (f64::INFINITY, f64::NEG_INFINITY));
        for (column, (weight, score)) in children.iter().enumerate() {
            if !weight.is_finite() || *weight < 0.0 {
                return Err(Refusal::Weights);
            }
            let Some(score) = score else { continue };
            if !score.is_finite() {
                return Err(Refusal::NotFinite { column, row: 0 });
            }
            if *weight > 0.0 {
                bounds = (bounds.0.min(*score), bounds.1.max(*score));
            }
            total += weight;
        }
        if !f64::is_finite(total) {
            return Err(Refusal::Weights);
        }
        Ok((total > 0.0).then_some(Self { children, total, bounds }))
    }

    /// Share and score of each.
    fn shares(&self) -> impl Iterator<Item = (f64, f64)> {
        self.children.iter().filter_map(|(weight, score)| score.map(|x| (weight / self.total, x)))
    }

    /// A mean as it must be: rounding does not take it beyond the scores.
    fn bounded(&self, mean: f64) -> f64 {
        mean.clamp(self.bounds.0, self.bounds.1)
    }
}

/// Checks that no score is negative, nor 0 where that is asked too.
///
/// # Errors
/// [`Refusal::NotPositive`] with the child as column.
fn not_negative(children: &[Weighted], zero: bool) -> Result<(), Refusal> {
    let bad = |x: f64| x < 0.0 || (!zero && x <= 0.0);
    match children.iter().position(|(_, score)| score.is_some_and(bad)) {
        Some(column) => Err(Refusal::NotPositive { column, row: 0 }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
