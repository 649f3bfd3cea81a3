//! Correlation-balanced weights 相关平衡赋权: weights with which each indicator's correlation with the index is
//! as large, relative to the others, as its target.
//!
//! With columns x of standard deviation σ, their correlations R and weights w, the index is `Σ w x`, and the
//! correlation of `x_j` with it is `(R l)_j / √(lᵀ R l)`, where `l_j = w_j σ_j`. It is proportional to the
//! targets t where `R l` is; so
//!
//! ```text
//! w_j ∝ (R⁻¹ t)_j / σ_j
//! ```
//!
//! Source: Becker, Saisana, Paruolo and Vandecasteele, *Ecological Indicators* 80 (2017), who search for the
//! least squared differences, as `COINr` does with a loose tolerance. Here the one exact solution is computed,
//! or refused.
//!
//! Traps: the solution may need negative weights (of two indicators that say almost the same, one can only be
//! balanced against a third by counting backwards); they are refused with their columns: leave one out, or
//! change the targets. What is balanced are correlations, which say nothing about causes. Use normalised
//! columns.

use super::shares;
use crate::{Column, Refusal, stats, structure, table};

/// What remains of a column beside those before it; below this, relative to 1, it is made of them.
const INDEPENDENT: f64 = 1e-10;

/// Weights and what they achieve.
#[derive(Debug, Clone, PartialEq)]
pub struct Balanced {
    /// The weights; they sum to 1.
    pub weights: Vec<f64>,
    /// The correlation of each column with the index of these weights.
    pub correlations: Vec<f64>,
}

/// Finds the weights for normalised columns and positive targets on any scale.
///
/// # Errors
/// [`Refusal::Weights`] where a target is not positive; [`Refusal::Constant`] with the column;
/// [`Refusal::Undefined`] where a column is made of others, or weights would have to be negative;
/// [`Refusal::TooFew`] below two rows; missing and not finite values, ragged columns.
pub fn weights(columns: &[Column], targets: &[f64]) -> Result<Balanced, Refusal> {
    let columns = table::complete(columns, 2)?;
    table::same_length(targets.len(), columns.len())?;
    if targets.iter().any(|t| *t <= 0.0) {
        return Err(Refusal::Weights);
    }
    let targets = shares(targets)?;
    let correlations = structure::correlations_of(&structure::standardised(&columns)?);
    let loads = solve(&correlations, &targets)?;
    let negative: Vec<String> =
        loads.iter().enumerate().filter(|(_, load)| **load < 0.0).map(|(column, _)| column.to_string()).collect();
    if !negative.is_empty() {
        let why = format!("balance would take negative weights of the columns {}", negative.join(", "));
        return Err(Refusal::Undefined { why });
    }
    let raw = loads.iter().zip(&columns).map(|(load, values)| Ok(load / stats::sd(values)?));
    let weights = shares(&raw.collect::<Result<Vec<_>, Refusal>>()?)?;
    // R l is the targets: the length of the index is √(lᵀ R l).
    let length = stats::sum_of(loads.iter().zip(&targets).map(|(load, target)| load * target)).sqrt();
    Ok(Balanced { weights, correlations: targets.iter().map(|target| target / length).collect() })
}

/// Solves `R l = t` by Cholesky's decomposition `R = L Lᵀ`.
fn solve(matrix: &[Vec<f64>], right: &[f64]) -> Result<Vec<f64>, Refusal> {
    let size = right.len();
    let mut lower = vec![vec![0.0; size]; size];
    for i in 0..size {
        for j in 0..=i {
            let known = stats::sum_of((0..j).map(|k| lower[i][k] * lower[j][k]));
            let rest = matrix[i][j] - known;
            if i > j {
                lower[i][j] = rest / lower[j][j];
            } else if rest > INDEPENDENT {
                lower[i][i] = rest.sqrt();
            } else {
                return Err(Refusal::Undefined { why: format!("column {i} is made of the columns before it") });
            }
        }
    }
    let mut solution = right.to_vec();
    for i in 0..size {
        let known = stats::sum_of((0..i).map(|k| lower[i][k] * solution[k]));
        solution[i] = (solution[i] - known) / lower[i][i];
    }
    for i in (0..size).rev() {
        let known = stats::sum_of((i + 1..size).map(|k| lower[k][i] * solution[k]));
        solution[i] = (solution[i] - known) / lower[i][i];
    }
    Ok(solution)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: [f64; 6] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    const B: [f64; 6] = [30.0, 10.0, 50.0, 20.0, 60.0, 40.0];
    const C: [f64; 6] = [1.0, 2.0, 5.0, 6.0, 3.0, 4.0];

    fn columns(values: &[[f64; 6]]) -> Vec<Column> {
        values.iter().map(|values| values.map(Some).to_vec()).collect()
    }

    #[test]
    fn the_correlations_are_as_the_targets_ask() {
        for targets in [[1.0, 1.0, 1.0], [2.0, 2.0, 1.0]] {
            let Balanced { weights, correlations } = weights(&columns(&[A, B, C]), &targets).unwrap();
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-14);
            let index: Vec<f64> =
                (0..6).map(|row| weights[0] * A[row] + weights[1] * B[row] + weights[2] * C[row]).collect();
            for ((column, expected), target) in [A, B, C].iter().zip(&correlations).zip(targets) {
                let found = structure::pearson(column, &index).unwrap();
                assert!((found - expected).abs() < 1e-13, "{found} {expected}");
                assert!((found / target - correlations[0] / targets[0]).abs() < 1e-13, "{correlations:?}");
            }
        }
    }

    #[test]
    fn negative_weights_are_refused_with_their_columns() {
        let almost = [1.0, 2.0, 3.0, 4.0, 6.0, 5.0];
        let refused = weights(&columns(&[A, almost]), &[3.0, 1.0]);
        assert!(matches!(refused, Err(Refusal::Undefined { why }) if why.ends_with("columns 1")));
    }

    #[test]
    fn a_column_that_is_made_of_others_and_targets_of_nothing_are_refused() {
        assert!(matches!(weights(&columns(&[A, A]), &[1.0, 1.0]), Err(Refusal::Undefined { .. })));
        assert!(matches!(weights(&columns(&[A, A.map(|x| -x)]), &[1.0, 1.0]), Err(Refusal::Undefined { .. })));
        assert_eq!(weights(&columns(&[A, C]), &[1.0, 0.0]), Err(Refusal::Weights));
        assert_eq!(weights(&columns(&[A, [2.0; 6]]), &[1.0, 1.0]), Err(Refusal::Constant { column: 1 }));
    }
}
