//! The publisher's own scores beside ours: what may differ because figures were rounded in print.

use domain::{EditionContent, recipe::Normalise};

use super::results::share;

/// Scores that agree to within this part of themselves differ by noise of summation only.
const NOISE: f64 = 1e-6;

/// How far our score on a node may be from the publisher's through rounding alone.
///
/// Half a unit in the last place of the published column; and, since a publisher may have gone on from
/// its rounded figures, the same of the children, each by its share: a root that is given with nine
/// decimals is as coarse as half of a dimension that was rounded to two.
pub(super) fn rounding(content: &EditionContent, node: usize) -> f64 {
    let code = &content.instrument.nodes()[node].code;
    let own = content.data.published.get(code).map_or(0.0, |column| half_a_unit(column));
    if content.instrument.is_indicator(node) {
        return match content.recipe.normalise {
            // Values are scores, in as many decimals as they were printed with.
            Normalise::None => content.data.values.get(code).map_or(0.0, |column| half_a_unit(column)),
            Normalise::MinMax { .. } | Normalise::Goalposts { .. } => 0.0,
        };
    }
    let children = content.instrument.children(node).iter();
    own + children.map(|&child| share(&content.instrument, child) * rounding(content, child)).sum::<f64>()
}

/// Whether a difference is more than rounding explains.
pub(super) fn is_beyond(difference: f64, rounding: f64) -> bool {
    difference.abs() > rounding * (1.0 + NOISE)
}

/// Half a unit in the last decimal that any value of a column has.
fn half_a_unit(column: &[Option<f64>]) -> f64 {
    // Display writes the shortest decimal that reads back as the same number: what was printed.
    let decimals = |x: &f64| x.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let most = column.iter().flatten().map(decimals).max().unwrap_or(0);
    0.5 * 10_f64.powi(-i32::try_from(most).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_coarse_as_its_longest_figure() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-15;
        assert!(close(half_a_unit(&[Some(7.5), None, Some(6.25)]), 0.005));
        assert!(close(half_a_unit(&[Some(6.666_666_667), Some(10.0)]), 5e-10));
        assert!(close(half_a_unit(&[Some(7.0)]), 0.5));
    }

    #[test]
    fn a_difference_within_rounding_is_not_marked() {
        assert!(!is_beyond(0.005, 0.005));
        assert!(!is_beyond(-0.0049, 0.005));
        assert!(is_beyond(-0.0051, 0.005));
    }
}
