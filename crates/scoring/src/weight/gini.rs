//! Gini weights 基尼系数赋权: `w ∝ G`, `G = Σ_i Σ_k |x_i − x_k| / (2 n² mean)`.
//!
//! Source: Gini (1912); as a weight, Li, Wang and Yi, *Mathematics in Practice and Theory* (2014). Computed in
//! `O(n log n)` as `Σ (2 i − n − 1) x_(i) / (n² mean)` over the sorted values.
//!
//! Trap: G is a measure of shares. It has no meaning for negative values, which are refused, and depends on the
//! zero of the scale, as [`super::entropy`] does.

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
    let coefficients =
        columns.iter().enumerate().map(|(index, values)| coefficient(values, index)).collect::<Result<Vec<_>, _>>()?;
    from_content(&coefficients)
}

/// The Gini coefficient 基尼系数 of values none of which is negative.
fn coefficient(values: &[f64], column: usize) -> Result<f64, Refusal> {
    table::shares_exist(values, column)?;
    let sorted = stats::sorted(values)?;
    if sorted.first() == sorted.last() {
        return Ok(0.0);
    }
    let mean = stats::mean(&sorted)?;
    let n = sorted.len() as f64;
    let terms = sorted.iter().enumerate().map(|(below, x)| (2.0 * below as f64 + 1.0 - n) * (x / mean));
    Ok((stats::sum_of(terms) / (n * n)).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coefficient_is_the_mean_difference_over_twice_the_mean() {
        // |differences| of 1, 2, 3, 4 sum to 20: 20 / (2 · 16 · 2.5) = 0.25.
        assert!((coefficient(&[3.0, 1.0, 4.0, 2.0], 0).unwrap() - 0.25).abs() < 1e-15);
        assert!((coefficient(&[0.0, 0.0, 0.0, 9.0], 0).unwrap() - 0.75).abs() < 1e-15);
        assert_eq!(coefficient(&[0.1; 10], 0), Ok(0.0));
    }

    #[test]
    fn negative_values_are_refused_by_name() {
        let columns = [vec![Some(1.0), Some(2.0)], vec![Some(1.0), Some(-2.0)]];
        assert_eq!(weights(&columns), Err(Refusal::NotPositive { column: 1, row: 1 }));
    }
}
