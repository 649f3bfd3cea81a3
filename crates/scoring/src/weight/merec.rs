//! MEREC weights MEREC 法 (method based on the removal effects of criteria): how much the performance of the
//! units changes when a column is left out.
//!
//! ```text
//! n_ij  = min_j / x_ij where more is better, x_ij / max_j where less is better
//! S_i   = ln(1 + Σ_k |ln n_ik| / m)
//! S_i⁻ʲ = ln(1 + Σ_{k ≠ j} |ln n_ik| / m)
//! w_j   ∝ Σ_i |S_i⁻ʲ − S_i|
//! ```
//!
//! Source: Keshavarz-Ghorabaee et al., *Symmetry* 13 (2021). Trap: all values must be positive.

use domain::Direction;

use super::from_content;
use crate::{Column, Refusal, stats, table};

/// Weights of the columns; a constant column weighs 0.
///
/// # Errors
/// [`Refusal::NotPositive`] with column and row; [`Refusal::Undefined`] where all columns are constant;
/// [`Refusal::TooFew`] without rows; missing and not finite values, ragged columns, directions that do not fit.
pub fn weights(columns: &[Column], directions: &[Direction]) -> Result<Vec<f64>, Refusal> {
    let columns = table::complete(columns, 1)?;
    table::same_length(directions.len(), columns.len())?;
    let mut logs = Vec::with_capacity(columns.len());
    for (index, (values, direction)) in columns.iter().zip(directions).enumerate() {
        table::positive(values, index)?;
        let (low, high) = stats::range(values)?;
        // |ln (min / x)| and |ln (x / max)|: of numbers that are at least 1, so that neither underflows.
        logs.push(
            values
                .iter()
                .map(|x| match direction {
                    Direction::Positive => ratio_log(*x, low),
                    Direction::Negative => ratio_log(high, *x),
                })
                .collect::<Vec<f64>>(),
        );
    }
    let m = logs.len() as f64;
    let rows = columns[0].len();
    let totals: Vec<f64> = (0..rows).map(|row| stats::sum_of(logs.iter().map(|log| log[row]))).collect();
    let effects: Vec<f64> = logs
        .iter()
        .map(|log| {
            stats::sum_of(log.iter().zip(&totals).map(|(own, total)| {
                let without = (total - own).max(0.0);
                (libm::log1p(total / m) - libm::log1p(without / m)).abs()
            }))
        })
        .collect();
    from_content(&effects)
}

/// `ln (a / b)` of two positive numbers, `a ≥ b`, also where their ratio is out of range.
fn ratio_log(a: f64, b: f64) -> f64 {
    let ratio = a / b;
    if ratio.is_finite() { libm::log(ratio) } else { libm::log(a) - libm::log(b) }
}

#[cfg(test)]
mod tests {
    use domain::Direction::{Negative, Positive};

    use super::*;

    #[test]
    fn what_is_not_positive_is_refused_by_name() {
        let columns = [vec![Some(1.0), Some(2.0)], vec![Some(1.0), Some(0.0)]];
        assert_eq!(weights(&columns, &[Positive; 2]), Err(Refusal::NotPositive { column: 1, row: 1 }));
    }

    #[test]
    fn a_constant_column_weighs_nothing() {
        let columns = [vec![Some(1.0), Some(2.0)], vec![Some(3.0), Some(3.0)]];
        assert_eq!(weights(&columns, &[Positive, Negative]), Ok(vec![1.0, 0.0]));
        assert!(matches!(weights(&columns[1..], &[Positive]), Err(Refusal::Undefined { .. })));
    }

    #[test]
    fn reciprocal_values_with_the_other_direction_weigh_the_same() {
        let a = [1.0, 2.0, 8.0];
        let columns = [a.map(Some).to_vec(), a.map(|x| Some(1.0 / x)).to_vec()];
        let found = weights(&columns, &[Positive, Negative]).unwrap();
        assert!((found[0] - 0.5).abs() < 1e-15, "{found:?}");
    }
}
