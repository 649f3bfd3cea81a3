//! Cohen's kappa of two raters 科恩 κ, unweighted or weighted,
//!
//! ```text
//! κ = (p_o − p_e) / (1 − p_e),  p_o = Σ w_kl p_kl,  p_e = Σ w_kl p_k. p_.l
//! se² = (Σ p_kl (w_kl − (w̄_k. + w̄_.l) (1 − κ))² − (κ − p_e (1 − κ))²) / (n (1 − p_e)²)
//! w̄_k. = Σ_l w_kl p_.l,  w̄_.l = Σ_k w_kl p_k.
//! ```
//!
//! with weights on the places of the categories in their list, so that a category nobody used still widens the
//! scale. Units that one of the two did not rate do not count.
//!
//! Sources: Cohen, *Psychological Bulletin* 70 (1968); Fleiss, Cohen and Everitt, *Psychological Bulletin* 72 (1969)
//! for the standard error. Trap: κ is 0/0 where both raters use one and the same category, and low where one is rare.

use super::weighting::Weighting;
use crate::Refusal;

/// The coefficient, and what it comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// At most 1; 0 where agreement is that of chance.
    pub kappa: f64,
    /// Over units.
    pub standard_error: f64,
    /// Observed agreement, weighted.
    pub observed: f64,
    /// Agreement expected by chance.
    pub expected: f64,
    /// The share of units rated the same, unweighted.
    pub percent_agreement: f64,
    /// Units rated by both.
    pub units: usize,
}

/// The coefficient of two raters, whose ratings are places among `categories`.
///
/// # Errors
/// [`Refusal::Shape`] where the lists differ in length, [`Refusal::TooFew`] without a unit rated by both,
/// [`Refusal::Parameter`] for a place beyond the list, [`Refusal::Constant`] where both use one category only.
pub fn kappa(
    a: &[Option<usize>],
    b: &[Option<usize>],
    categories: usize,
    weighting: Weighting,
) -> Result<Kappa, Refusal> {
    if a.len() != b.len() {
        return Err(Refusal::Shape { found: b.len(), expected: a.len() });
    }
    let places: Vec<f64> = (1..=categories).map(|k| k as f64).collect();
    let weights = weighting.matrix(&places)?;
    let mut counts = vec![vec![0.0; categories]; categories];
    let mut units = 0;
    for (k, l) in a.iter().zip(b).filter_map(|(k, l)| Some(((*k)?, (*l)?))) {
        if k >= categories || l >= categories {
            return Err(Refusal::Parameter { name: "categories", why: "a rating is not among them".into() });
        }
        counts[k][l] += 1.0;
        units += 1;
    }
    if units == 0 {
        return Err(Refusal::TooFew { found: 0, needed: 1 });
    }
    let n = f64::from(units);
    let row: Vec<f64> = counts.iter().map(|row| row.iter().sum::<f64>() / n).collect();
    let column: Vec<f64> = (0..categories).map(|l| counts.iter().map(|row| row[l]).sum::<f64>() / n).collect();
    let over = |f: &dyn Fn(usize, usize) -> f64| -> f64 {
        (0..categories).map(|k| (0..categories).map(|l| f(k, l)).sum::<f64>()).sum()
    };
    let observed = over(&|k, l| weights[k][l] * counts[k][l]) / n;
    let expected = over(&|k, l| weights[k][l] * row[k] * column[l]);
    let beyond = 1.0 - expected;
    if beyond <= f64::EPSILON {
        return Err(Refusal::Constant { column: 0 });
    }
    let kappa = (observed - expected) / beyond;
    let by_row: Vec<f64> = weights.iter().map(|w| w.iter().zip(&column).map(|(w, p)| w * p).sum()).collect();
    let by_column: Vec<f64> = (0..categories).map(|l| weights.iter().zip(&row).map(|(w, p)| w[l] * p).sum()).collect();
    let spread = over(&|k, l| {
        let d = weights[k][l] - (by_row[k] + by_column[l]) * (1.0 - kappa);
        counts[k][l] / n * d * d
    });
    let centre = kappa - expected * (1.0 - kappa);
    let variance = ((spread - centre * centre) / n).max(0.0) / (beyond * beyond);
    let percent_agreement = (0..categories).map(|k| counts[k][k]).sum::<f64>() / n;
    let units = a.iter().zip(b).filter(|(k, l)| k.is_some() && l.is_some()).count();
    Ok(Kappa { kappa, standard_error: variance.sqrt(), observed, expected, percent_agreement, units })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(counts: &[(usize, usize, usize)]) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
        counts.iter().flat_map(|&(k, l, n)| vec![(Some(k), Some(l)); n]).unzip()
    }

    #[test]
    fn the_textbook_table_has_its_kappa_and_standard_error() {
        let (a, b) = pairs(&[(1, 1, 20), (1, 0, 5), (0, 1, 10), (0, 0, 15)]);
        let kappa = kappa(&a, &b, 2, Weighting::Identity).unwrap();
        assert!((kappa.kappa - 0.4).abs() < 1e-14);
        // As statsmodels gives it.
        assert!((kappa.standard_error - 0.126_996_062_931_100_33).abs() < 1e-14);
        assert_eq!((kappa.percent_agreement, kappa.units), (0.7, 50));
    }

    #[test]
    fn a_category_that_nobody_used_still_widens_the_scale() {
        let (a, b) = pairs(&[(0, 0, 3), (1, 1, 3), (2, 0, 2), (0, 1, 1)]);
        let with = |q| kappa(&a, &b, q, Weighting::Linear).unwrap();
        assert!((with(3).kappa - with(4).kappa).abs() < 1e-14, "linear weights only stretch");
        assert!(with(3).observed < with(4).observed);
    }

    #[test]
    fn units_rated_by_one_do_not_count_and_none_is_refused() {
        let a = [Some(0), Some(1), None, Some(1)];
        let b = [Some(0), Some(1), Some(1), None];
        assert_eq!(kappa(&a, &b, 2, Weighting::Identity).unwrap().units, 2);
        let refused = kappa(&a[2..], &b[2..], 2, Weighting::Identity);
        assert_eq!(refused, Err(Refusal::TooFew { found: 0, needed: 1 }));
    }

    #[test]
    fn one_and_the_same_category_is_refused() {
        let (a, b) = pairs(&[(1, 1, 5)]);
        assert_eq!(kappa(&a, &b, 2, Weighting::Identity), Err(Refusal::Constant { column: 0 }));
    }
}
