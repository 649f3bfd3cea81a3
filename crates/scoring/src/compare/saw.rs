//! Simple additive weighting 简单加权法 (SAW, weighted sum): `Σ w n`, with n the normalised criteria.
//!
//! Source: Churchman and Ackoff (1954); Hwang and Yoon (1981).

use super::{Normalisation, Problem, fold_units};
use crate::Refusal;

/// The score of each unit; higher is better.
///
/// # Errors
/// As [`Problem::normalised`].
pub fn saw(problem: &Problem, how: Normalisation) -> Result<Vec<f64>, Refusal> {
    let columns = problem.normalised(how)?;
    Ok(fold_units(&columns, 0.0, |sum, criterion, n| sum + problem.weights[criterion] * n))
}
