//! Aggregation 合成: children become their parent's score. One file a method.

mod arithmetic;

use domain::recipe::Aggregate;

/// A child's weight within its parent, on any scale, and its score.
pub type Weighted = (f64, Option<f64>);

/// The parent's score; `None` if no child with weight has one. Weights are taken relative to the sum
/// of those present, so a missing child's weight goes to its siblings.
pub fn aggregate(method: Aggregate, children: impl Iterator<Item = Weighted> + Clone) -> Option<f64> {
    match method {
        Aggregate::ArithmeticMean => arithmetic::mean(children),
    }
}

/// The sum of the weights of the children that have a score.
pub fn present_weight(children: impl Iterator<Item = Weighted>) -> f64 {
    children.filter(|(_, score)| score.is_some()).map(|(weight, _)| weight).sum()
}
