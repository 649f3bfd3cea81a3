//! Weighted arithmetic mean: `Σ w·x / Σ w` over the children that are not missing.
//!
//! Fully compensatory: one point lost on a child is made up for by a point elsewhere times the ratio
//! of the weights. Source: OECD/JRC Handbook (2008), step 6.

use super::{Weighted, present_weight};

pub(super) fn mean(children: impl Iterator<Item = Weighted> + Clone) -> Option<f64> {
    let total = present_weight(children.clone());
    if total <= 0.0 {
        return None;
    }
    Some(children.filter_map(|(weight, score)| score.map(|x| weight / total * x)).sum())
}

#[cfg(test)]
mod tests {
    use super::mean;

    #[test]
    fn a_missing_childs_weight_goes_to_its_siblings() {
        let children = [(50.0, Some(80.0)), (25.0, None), (25.0, Some(20.0))];
        let score = mean(children.into_iter()).unwrap_or_default();
        assert!((score - 60.0).abs() < 1e-12, "{score}");
    }

    #[test]
    fn nothing_present_is_missing_not_zero() {
        assert_eq!(mean([(50.0, None), (50.0, None)].into_iter()), None);
        assert_eq!(mean([(0.0, Some(3.0)), (50.0, None)].into_iter()), None);
    }
}
