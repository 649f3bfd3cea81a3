//! Weighted aggregated sum product assessment 加权和积评估法 (WASPAS): `λ SAW + (1 − λ) WPM`.
//!
//! Source: Zavadskas, Turskis, Antucheviciene and Zakarevicius, *Elektronika ir Elektrotechnika* 122 (2012), with
//! linear normalisation and λ = 0.5.

use super::{Normalisation, Problem, saw, wpm};
use crate::Refusal;

/// The score of each unit; higher is better. `lambda` is the share of the weighted sum.
///
/// # Errors
/// [`Refusal::Parameter`] where lambda is not in `0..=1`; otherwise as [`wpm`].
pub fn waspas(problem: &Problem, how: Normalisation, lambda: f64) -> Result<Vec<f64>, Refusal> {
    if !(0.0..=1.0).contains(&lambda) {
        return Err(Refusal::Parameter { name: "lambda", why: format!("{lambda} is not between 0 and 1") });
    }
    let (sums, products) = (saw(problem, how)?, wpm(problem, how)?);
    Ok(sums.into_iter().zip(products).map(|(sum, product)| lambda * sum + (1.0 - lambda) * product).collect())
}
