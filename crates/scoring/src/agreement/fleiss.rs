//! Fleiss' kappa and Randolph's free-marginal kappa from counts, every unit rated equally often,
//!
//! ```text
//! P_i = Σ_k n_ik (n_ik − 1) / (m (m − 1)),  p_o = mean P_i
//! p_e = Σ_k p_k²  (Fleiss),  1 / q  (Randolph, with q categories),  κ = (p_o − p_e) / (1 − p_e)
//! ```
//!
//! Sources: Fleiss, *Psychological Bulletin* 76 (1971); Randolph (2005). Trap: Randolph's coefficient counts
//! the categories that could have been used. Where units have different numbers of ratings, see
//! [`super::chance_corrected`].

use crate::{Refusal, stats};

/// The two coefficients.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappas {
    /// Chance by the shares of the categories.
    pub fleiss: f64,
    /// Chance by the number of the categories.
    pub randolph: f64,
    /// The share of equal pairs of ratings.
    pub percent_agreement: f64,
}

/// The coefficients of counts; one row a unit, one entry a category.
///
/// # Errors
/// [`Refusal::Empty`] without units, [`Refusal::Shape`] where rows differ in length or units in ratings,
/// [`Refusal::Parameter`] where a count is no count, [`Refusal::TooFew`] below two ratings a unit,
/// [`Refusal::Constant`] where only one category is used.
pub fn kappas(counts: &[Vec<f64>]) -> Result<Kappas, Refusal> {
    let first = counts.first().ok_or(Refusal::Empty { column: 0 })?;
    let q = first.len();
    let ratings: f64 = first.iter().sum();
    let mut shares = vec![0.0; q];
    for unit in counts {
        if unit.len() != q {
            return Err(Refusal::Shape { found: unit.len(), expected: q });
        }
        if let Some(bad) = unit.iter().find(|n| !n.is_finite() || **n < 0.0 || libm::trunc(**n) < **n) {
            return Err(Refusal::Parameter { name: "counts", why: format!("{bad} is no count") });
        }
        let of_unit: f64 = unit.iter().sum();
        if (of_unit - ratings).abs() >= 1.0 {
            let why = format!("{of_unit} ratings of one unit and {ratings} of another");
            return Err(Refusal::Parameter { name: "counts", why });
        }
        for (share, n) in shares.iter_mut().zip(unit) {
            *share += n;
        }
    }
    if ratings < 2.0 {
        return Err(Refusal::TooFew { found: usize::from(ratings >= 1.0), needed: 2 });
    }
    let units = counts.len() as f64;
    let agreeing = |unit: &Vec<f64>| unit.iter().map(|n| n * (n - 1.0)).sum::<f64>();
    let observed = stats::sum_of(counts.iter().map(agreeing)) / (units * ratings * (ratings - 1.0));
    let square = |total: f64| (total / (units * ratings)) * (total / (units * ratings));
    let expected: f64 = shares.iter().map(|total| square(*total)).sum();
    if shares.iter().filter(|total| **total > 0.0).count() < 2 {
        return Err(Refusal::Constant { column: 0 });
    }
    let even = 1.0 / q as f64;
    Ok(Kappas {
        fleiss: (observed - expected) / (1.0 - expected),
        randolph: (observed - even) / (1.0 - even),
        percent_agreement: observed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn perfect_agreement_is_one() {
        let kappas = kappas(&[vec![3.0, 0.0], vec![0.0, 3.0]]).unwrap();
        assert_eq!((kappas.fleiss, kappas.randolph, kappas.percent_agreement), (1.0, 1.0, 1.0));
    }

    #[test]
    fn unequal_numbers_of_ratings_are_refused() {
        assert!(matches!(kappas(&[vec![3.0, 0.0], vec![0.0, 2.0]]), Err(Refusal::Parameter { name: "counts", .. })));
        assert!(matches!(kappas(&[vec![1.5, 0.5]]), Err(Refusal::Parameter { name: "counts", .. })));
    }

    #[test]
    fn one_category_or_one_rating_is_refused() {
        assert_eq!(kappas(&[vec![3.0, 0.0], vec![3.0, 0.0]]), Err(Refusal::Constant { column: 0 }));
        assert_eq!(kappas(&[vec![1.0, 0.0], vec![0.0, 1.0]]), Err(Refusal::TooFew { found: 1, needed: 2 }));
        assert_eq!(kappas(&[]), Err(Refusal::Empty { column: 0 }));
    }
}
