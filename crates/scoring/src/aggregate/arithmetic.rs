//! Weighted arithmetic mean 算术平均: `Σ w·x / Σ w` over the children that are not missing.
//!
//! Fully compensatory: one point lost on a child is made up for by a point elsewhere times the ratio
//! of the weights. Source: OECD/JRC Handbook (2008), step 6.

use super::{Present, Weighted, present_weight};
use crate::Refusal;

pub(super) fn unchecked(children: impl Iterator<Item = Weighted> + Clone) -> Option<f64> {
    let total = present_weight(children.clone());
    if total <= 0.0 {
        return None;
    }
    Some(children.filter_map(|(weight, score)| score.map(|x| weight / total * x)).sum())
}

/// The mean; `None` where no child with weight has a score.
///
/// # Errors
/// [`Refusal::Weights`]; [`Refusal::NotFinite`] with the child as column.
pub fn mean(children: &[Weighted]) -> Result<Option<f64>, Refusal> {
    Ok(Present::new(children)?
        .and_then(|present| unchecked(children.iter().copied()).map(|mean| present.bounded(mean))))
}

/// What each child brings to the mean 贡献: they sum to it. A missing child brings nothing, and has no
/// contribution.
///
/// # Errors
/// As [`mean`].
pub fn contributions(children: &[Weighted]) -> Result<Vec<Option<f64>>, Refusal> {
    let present = Present::new(children)?;
    Ok(children
        .iter()
        .map(|(weight, score)| present.as_ref().and_then(|present| score.map(|x| weight / present.total * x)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::unchecked;

    #[test]
    fn a_missing_childs_weight_goes_to_its_siblings() {
        let children = [(50.0, Some(80.0)), (25.0, None), (25.0, Some(20.0))];
        let score = unchecked(children.into_iter()).unwrap_or_default();
        assert!((score - 60.0).abs() < 1e-12, "{score}");
    }

    #[test]
    fn nothing_present_is_missing_not_zero() {
        assert_eq!(unchecked([(50.0, None), (50.0, None)].into_iter()), None);
        assert_eq!(unchecked([(0.0, Some(3.0)), (50.0, None)].into_iter()), None);
    }
}
