//! Weights of partial agreement 加权: 1 where two categories are the same, less the further they lie apart.
//!
//! ```text
//! identity   1 where k = l, else 0             radical  1 − √(|x_k − x_l| / range)
//! linear     1 − |x_k − x_l| / range           ordinal  1 − C(|k − l| + 1, 2) / C(q, 2)
//! quadratic  1 − ((x_k − x_l) / range)²
//! ratio      1 − ((x_k − x_l) / (x_k + x_l))² / ((max − min) / (max + min))²
//! ```
//!
//! `x` are the categories' values, `k` their places in ascending order, `q` how many there are. Source: Gwet,
//! *Handbook of Inter-Rater Reliability*, 4th ed. (2014), ch. 3. Trap: for categories that are names, only
//! identity means anything.

use crate::Refusal;

/// How far agreement in part counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    /// Not at all.
    Identity,
    /// By the difference.
    Linear,
    /// By the square of the difference.
    Quadratic,
    /// By the pairs of categories that lie between.
    Ordinal,
    /// By the root of the difference.
    Radical,
    /// By the square of the difference relative to the sum.
    Ratio,
}

/// Weights grow with the square of the categories: more than this are no categories.
const MOST: usize = 2000;

impl Weighting {
    /// The weights between categories with these values in ascending order, row by row.
    ///
    /// # Errors
    /// [`Refusal::Constant`] with fewer than two categories, [`Refusal::Parameter`] with more than 2,000,
    /// [`Refusal::NotPositive`] for ratio weights where two categories sum to nothing or less,
    /// [`Refusal::Undefined`] where their range overflows.
    pub fn matrix(self, categories: &[f64]) -> Result<Vec<Vec<f64>>, Refusal> {
        let q = categories.len();
        if q < 2 {
            return Err(Refusal::Constant { column: 0 });
        }
        if q > MOST {
            return Err(Refusal::Parameter { name: "categories", why: format!("{q} of them, at most {MOST}") });
        }
        let (least, greatest) = (categories[0], categories[q - 1]);
        if self == Self::Ratio && least + categories[1] <= 0.0 {
            return Err(Refusal::NotPositive { column: 0, row: 0 });
        }
        let range = greatest - least;
        if !range.is_finite() || greatest > f64::MAX / 2.0 {
            return Err(Refusal::Undefined { why: "the categories lie too far apart".into() });
        }
        let weight = |k: usize, l: usize| {
            if k == l {
                return 1.0;
            }
            let (x, y) = (categories[k], categories[l]);
            let share = (x - y).abs() / range;
            1.0 - match self {
                Self::Identity => 1.0,
                Self::Linear => share,
                Self::Quadratic => share * share,
                Self::Radical => share.sqrt(),
                Self::Ordinal => {
                    let apart = k.abs_diff(l) as f64;
                    apart * (apart + 1.0) / (q as f64 * (q as f64 - 1.0))
                }
                Self::Ratio => {
                    let relative = (x - y) / (x + y) / (range / (greatest + least));
                    relative * relative
                }
            }
        };
        Ok((0..q).map(|k| (0..q).map(|l| weight(k, l)).collect()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_scale_do_not_agree_at_all() {
        let all = [
            Weighting::Identity,
            Weighting::Linear,
            Weighting::Quadratic,
            Weighting::Ordinal,
            Weighting::Radical,
            Weighting::Ratio,
        ];
        for weighting in all {
            let matrix = weighting.matrix(&[1.0, 2.0, 4.0]).unwrap();
            assert_eq!((matrix[0][0], matrix[0][2], matrix[2][0]), (1.0, 0.0, 0.0), "{weighting:?}");
        }
    }

    #[test]
    fn values_count_and_not_places_except_for_ordinal_weights() {
        let between = |weighting: Weighting| weighting.matrix(&[1.0, 2.0, 5.0]).map(|matrix| matrix[0][1]);
        assert_eq!(between(Weighting::Linear), Ok(0.75));
        assert_eq!(between(Weighting::Ordinal), Ok(1.0 - 1.0 / 3.0));
    }

    #[test]
    fn one_category_is_refused() {
        assert_eq!(Weighting::Identity.matrix(&[1.0]), Err(Refusal::Constant { column: 0 }));
    }
}
