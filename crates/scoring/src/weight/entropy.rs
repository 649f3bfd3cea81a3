//! Entropy weights 熵权法: `w ∝ 1 − E`, `E = −Σ p ln p / ln n`, `p = x / Σ x`, with `0 ln 0 = 0`.
//!
//! Source: Shannon (1948) for E; Zeleny, *Multiple Criteria Decision Making* (1982), for its use as a weight.
//!
//! Computed as `1 − E = Σ (q ln q − q + 1) / (n ln n)` with `q = x / mean`: the same number, but a sum of
//! terms none of which is negative, so that nothing cancels where the shares are nearly equal.
//!
//! Traps: the shares are of the raw values and ignore direction; they change when a constant is added, so an
//! indicator with an arbitrary zero (°C, a score from 1 to 7) has no entropy weight. Packages that invert
//! "less is better" columns first, or add a small number to allow zeros, give other weights.

use super::from_content;
use crate::{Column, Refusal, stats, table};

/// Weights of the columns; a constant column weighs 0.
///
/// # Errors
/// [`Refusal::NotPositive`] where a value is negative (zero is allowed); [`Refusal::Undefined`] where a column
/// is 0 everywhere or all columns are constant; [`Refusal::TooFew`] below two rows; missing and not finite
/// values, ragged columns.
pub fn weights(columns: &[Column]) -> Result<Vec<f64>, Refusal> {
    let columns = table::complete(columns, 2)?;
    let divergences =
        columns.iter().enumerate().map(|(index, values)| divergence(values, index)).collect::<Result<Vec<_>, _>>()?;
    from_content(&divergences)
}

/// `1 − E` of one column.
fn divergence(values: &[f64], column: usize) -> Result<f64, Refusal> {
    table::shares_exist(values, column)?;
    let (low, high) = stats::range(values)?;
    if low >= high {
        return Ok(0.0);
    }
    let mean = stats::mean(values)?;
    let n = values.len() as f64;
    let terms = values.iter().map(|x| {
        let q = x / mean;
        if q > 0.0 { q * libm::log(q) - q + 1.0 } else { 1.0 }
    });
    Ok((stats::sum_of(terms) / (n * libm::log(n))).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_tells_nothing_weighs_nothing() {
        let columns = [vec![Some(0.1); 3], vec![Some(1.0), Some(2.0), Some(3.0)]];
        assert_eq!(weights(&columns), Ok(vec![0.0, 1.0]));
    }

    #[test]
    fn all_in_one_unit_is_the_greatest_divergence() {
        let columns = [vec![Some(0.0), Some(0.0), Some(7.0)]];
        assert_eq!(weights(&columns), Ok(vec![1.0]));
        assert!((divergence(&[0.0, 0.0, 7.0], 0).unwrap() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn negative_values_and_columns_of_zeros_are_refused_by_name() {
        let column = |values: [f64; 2]| vec![values.map(Some).to_vec(), vec![Some(1.0), Some(2.0)]];
        assert_eq!(weights(&column([1.0, -1.0])), Err(Refusal::NotPositive { column: 0, row: 1 }));
        assert!(matches!(weights(&column([0.0, 0.0])), Err(Refusal::Undefined { .. })));
        assert!(matches!(weights(&[vec![Some(2.0); 2]]), Err(Refusal::Undefined { .. })));
    }
}
