//! The publisher's own scores beside ours: what may differ because figures were rounded in print.

use domain::EditionContent;

use super::results::{column, share};
use crate::number;

/// A difference this small is never marked: indicators, too, were rounded before we got them.
const FINEST: f64 = 1e-8;

/// How far our score on a node may be from the publisher's because its figures were rounded.
///
/// Half a unit in the last place of the published column, if it was rounded at all; and, since a
/// publisher may have gone on from its rounded figures, the same of the dimensions beneath, each by its
/// share: a root that is given with nine decimals is as coarse as half of a dimension with two.
pub(super) fn rounding(content: &EditionContent, node: usize) -> f64 {
    let code = &content.instrument.nodes()[node].code;
    let own = content.data.published.get(code).map_or(0.0, |theirs| rounded(theirs, &column(content, node)));
    let children = content.instrument.children(node).iter();
    own + children.map(|&child| share(&content.instrument, child) * rounding(content, child)).sum::<f64>()
}

/// Whether a difference is more than rounding explains.
pub(super) fn is_beyond(difference: f64, rounding: f64) -> bool {
    difference.abs() > rounding.max(FINEST) * (1.0 + 1e-6)
}

/// The bound as people read it.
pub(super) fn shown(rounding: f64) -> String {
    number::raw(rounding.max(FINEST), if rounding < 1e-4 { 9 } else { 4 })
}

/// Half a unit in the last decimal that any published score has; 0 where ours need no more decimals than
/// theirs, so that nothing was rounded off (a column of 0, 5 and 10).
fn rounded(theirs: &[Option<f64>], ours: &[Option<f64>]) -> f64 {
    // Display writes the shortest decimal that reads back as the same number: what was printed.
    let decimals = |x: &f64| x.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let most = theirs.iter().flatten().map(decimals).max().unwrap_or(0);
    let unit = 10_f64.powi(-i32::try_from(most).unwrap_or(i32::MAX));
    let fits = |x: &f64| (x / unit - (x / unit).round()).abs() * unit < 1e-12;
    if ours.iter().flatten().all(fits) { 0.0 } else { unit / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-15
    }

    #[test]
    fn a_column_is_as_coarse_as_its_longest_figure() {
        let ours = [Some(20.0 / 3.0), None, Some(7.5)];
        assert!(is(rounded(&[Some(6.67), None, Some(7.5)], &ours), 0.005));
        assert!(is(rounded(&[Some(6.666_666_667), None, Some(7.5)], &ours), 5e-10));
    }

    #[test]
    fn what_needs_no_more_decimals_was_not_rounded() {
        let whole = [Some(0.0), Some(5.0), Some(10.0)];
        assert!(is(rounded(&whole, &whole), 0.0));
    }

    #[test]
    fn a_difference_within_rounding_is_not_marked() {
        assert!(!is_beyond(0.005, 0.005));
        assert!(!is_beyond(-0.0049, 0.005));
        assert!(is_beyond(-0.0051, 0.005));
        assert!(!is_beyond(6e-10, 0.0));
    }

    #[test]
    fn the_bound_is_shown_without_the_noise_of_finer_columns() {
        assert_eq!(shown(0.002_500_000_9), "0.0025");
        assert_eq!(shown(0.0), "0.00000001");
    }
}
