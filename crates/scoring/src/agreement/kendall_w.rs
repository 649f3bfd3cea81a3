//! Kendall's coefficient of concordance 肯德尔和谐系数 of m raters who rank n units, with correction for ties,
//!
//! ```text
//! W = 12 Σ (R_i − R̄)² / (m² (n³ − n) − m Σ_j T_j),   T_j = Σ (t³ − t) over the ties of rater j
//! χ² = m (n − 1) W,  n − 1 degrees of freedom
//! ```
//!
//! with the sums `R_i` of mean ranks. Sources: Kendall and Babington Smith, *Annals of Mathematical Statistics* 10
//! (1939); Siegel and Castellan (1988). Trap: the χ² is an approximation, poor below some seven units.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use crate::Refusal;

/// The coefficient and its test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concordance {
    /// From 0 to 1.
    pub w: f64,
    /// The test statistic.
    pub chi_squared: f64,
    /// The probability of such a statistic or a larger one without concordance.
    pub p: f64,
}

/// The coefficient of complete ratings, one row a unit and one entry a rater.
///
/// # Errors
/// [`Refusal::TooFew`] below two units or raters, [`Refusal::Missing`], [`Refusal::NotFinite`], [`Refusal::Shape`],
/// [`Refusal::Constant`] where no rater tells any units apart.
pub fn concordance(units: &[Vec<Option<f64>>]) -> Result<Concordance, Refusal> {
    let raters = units.first().map_or(0, Vec::len);
    for found in [units.len(), raters] {
        if found < 2 {
            return Err(Refusal::TooFew { found, needed: 2 });
        }
    }
    let (n, m) = (units.len() as f64, raters as f64);
    let mut sums = vec![0.0; units.len()];
    let mut ties = 0.0;
    let mut column = Vec::with_capacity(units.len());
    for j in 0..raters {
        column.clear();
        for (row, unit) in units.iter().enumerate() {
            if unit.len() != raters {
                return Err(Refusal::Shape { found: unit.len(), expected: raters });
            }
            let rating = unit[j].ok_or(Refusal::Missing { column: j, row })?;
            if !rating.is_finite() {
                return Err(Refusal::NotFinite { column: j, row });
            }
            column.push((rating + 0.0, row));
        }
        column.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut before = 0.0;
        for tied in column.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
            let t = tied.len() as f64;
            ties += t * t * t - t;
            for (_, row) in tied {
                sums[*row] += before + f64::midpoint(t, 1.0);
            }
            before += t;
        }
    }
    let mean = m * (n + 1.0) / 2.0;
    let spread: f64 = sums.iter().map(|sum| (sum - mean) * (sum - mean)).sum();
    let most = m * m * (n * n * n - n) - m * ties;
    if most <= 0.0 {
        return Err(Refusal::Constant { column: 0 });
    }
    let w = 12.0 * spread / most;
    let chi_squared = m * (n - 1.0) * w;
    let distribution =
        ChiSquared::new(n - 1.0).map_err(|_| Refusal::Undefined { why: "no degrees of freedom".into() })?;
    Ok(Concordance { w, chi_squared, p: distribution.sf(chi_squared) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[f64]]) -> Vec<Vec<Option<f64>>> {
        rows.iter().map(|row| row.iter().map(|x| Some(*x)).collect()).collect()
    }

    #[test]
    fn the_same_order_is_one_also_with_ties() {
        let tied = concordance(&rows(&[&[1.0, 10.0], &[1.0, 10.0], &[2.0, 30.0], &[3.0, 70.0]])).unwrap();
        assert!((tied.w - 1.0).abs() < 1e-15, "{tied:?}");
    }

    #[test]
    fn two_opposite_orders_are_none() {
        let none = concordance(&rows(&[&[1.0, 3.0], &[2.0, 2.0], &[3.0, 1.0]])).unwrap();
        assert_eq!((none.w, none.chi_squared, none.p), (0.0, 0.0, 1.0));
    }

    #[test]
    fn raters_who_tell_nothing_apart_are_refused() {
        assert_eq!(concordance(&rows(&[&[1.0, 2.0], &[1.0, 2.0]])), Err(Refusal::Constant { column: 0 }));
        let missing = [vec![Some(1.0), None], vec![Some(1.0), Some(2.0)]];
        assert_eq!(concordance(&missing), Err(Refusal::Missing { column: 1, row: 0 }));
    }
}
