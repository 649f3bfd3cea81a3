//! TOPSIS 逼近理想解排序法 (technique for order preference by similarity to ideal solution):
//! `d⁻ / (d⁺ + d⁻)`, the Euclidean distances of the weighted normalised criteria from the best and the worst
//! value of each.
//!
//! Source: Hwang and Yoon (1981), with vector normalisation. Traps: the distance squares weights and values, so
//! that the weights do not mean what they mean in a sum; and a score depends on who else is in the table.

use super::{Normalisation, Problem};
use crate::{Refusal, stats};

/// The closeness of each unit to the ideal, in `0..=1`; higher is better.
///
/// # Errors
/// [`Refusal::Undefined`] where all units are equal; otherwise as [`Problem::normalised`].
pub fn topsis(problem: &Problem, how: Normalisation) -> Result<Vec<f64>, Refusal> {
    let columns = problem.normalised(how)?;
    let units = problem.units();
    let (mut to_best, mut to_worst) = (vec![0.0; units], vec![0.0; units]);
    for (values, weight) in columns.iter().zip(&problem.weights) {
        let (worst, best) = stats::range(values)?;
        for (unit, value) in values.iter().enumerate() {
            let (up, down) = (weight * (best - value), weight * (value - worst));
            to_best[unit] += up * up;
            to_worst[unit] += down * down;
        }
    }
    to_best
        .into_iter()
        .zip(to_worst)
        .map(|(best, worst)| {
            let (best, worst) = (best.sqrt(), worst.sqrt());
            if best + worst <= 0.0 {
                return Err(Refusal::Undefined { why: "all units are equal on every criterion with weight".into() });
            }
            Ok(worst / (best + worst))
        })
        .collect()
}
