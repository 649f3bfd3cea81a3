//! Weighted product 加权乘积法 (WPM): `Π n^w`, with n the normalised criteria; computed as `exp Σ w ln n`.
//!
//! Source: Bridgman (1922); Miller and Starr (1969). Trap: a single 0 makes the product 0, whatever the rest;
//! with min–max the worst unit of every criterion has one. It is refused by name, as in a geometric mean.

use super::{Normalisation, Problem, fold_units};
use crate::{Refusal, table};

/// The score of each unit; higher is better.
///
/// # Errors
/// [`Refusal::NotPositive`] where a normalised criterion is not positive; otherwise as [`Problem::normalised`].
pub fn wpm(problem: &Problem, how: Normalisation) -> Result<Vec<f64>, Refusal> {
    let columns = problem.normalised(how)?;
    for (index, values) in columns.iter().enumerate() {
        table::positive(values, index)?;
    }
    let logs = fold_units(&columns, 0.0, |sum, criterion, n| sum + problem.weights[criterion] * libm::log(n));
    Ok(logs.into_iter().map(libm::exp).collect())
}
