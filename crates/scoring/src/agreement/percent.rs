//! Percent agreement 一致率: of all pairs of ratings of one unit the share that are equal, averaged over the
//! units that have two ratings or more,
//!
//! ```text
//! (1 / U) Σ_u Σ_c n_uc (n_uc − 1) / (m_u (m_u − 1))
//! ```
//!
//! with `n_uc` ratings `c` among the `m_u` of unit `u`. Trap: it is high by chance alone where most ratings fall
//! into one category; hence the coefficients beside it.

use super::units::Units;
use crate::Refusal;

/// The share of equal pairs of ratings, from 0 to 1; one row a rater.
///
/// # Errors
/// [`Refusal::Shape`], [`Refusal::NotFinite`], [`Refusal::TooFew`] where no unit has two ratings.
pub fn percent_agreement(raters: &[Vec<Option<f64>>]) -> Result<f64, Refusal> {
    Units::new(raters).map(|units| units.percent_agreement())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_share_of_equal_pairs_over_units_with_two_ratings() {
        let raters = [
            vec![Some(1.0), Some(2.0), Some(3.0), None],
            vec![Some(1.0), Some(2.0), None, Some(1.0)],
            vec![Some(1.0), Some(4.0), None, None],
        ];
        assert_eq!(percent_agreement(&raters), Ok(2.0 / 3.0));
    }

    #[test]
    fn no_unit_with_two_ratings_is_refused() {
        let refused = percent_agreement(&[vec![Some(1.0), None], vec![None, Some(1.0)]]);
        assert_eq!(refused, Err(Refusal::TooFew { found: 1, needed: 2 }));
        assert_eq!(percent_agreement(&[]), Err(Refusal::TooFew { found: 0, needed: 2 }));
    }
}
