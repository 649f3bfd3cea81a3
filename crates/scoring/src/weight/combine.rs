//! Combined weights 组合赋权: what people say and what the data say, in one set of weights.
//!
//! ```text
//! multiplicative  w ∝ s · o                   only what both find important weighs much
//! additive        w = a s + (1 − a) o         a = the share of the subjective weights
//! ```
//!
//! Trap: the multiplicative form exaggerates differences, and a weight that is 0 on one side stays 0.

use super::shares;
use crate::{Refusal, table};

/// Subjective times objective weights, as shares of their sum.
///
/// # Errors
/// [`Refusal::Shape`] where there are not as many of both; [`Refusal::Weights`], also where no indicator has
/// both.
pub fn multiplicative(subjective: &[f64], objective: &[f64]) -> Result<Vec<f64>, Refusal> {
    table::same_length(objective.len(), subjective.len())?;
    let (subjective, objective) = (shares(subjective)?, shares(objective)?);
    shares(&subjective.iter().zip(&objective).map(|(s, o)| s * o).collect::<Vec<_>>())
}

/// The mean of subjective and objective weights, the subjective ones counting `share` of 1.
///
/// # Errors
/// [`Refusal::Shape`]; [`Refusal::Weights`]; [`Refusal::Parameter`] where the share is not in `0..=1`.
pub fn additive(subjective: &[f64], objective: &[f64], share: f64) -> Result<Vec<f64>, Refusal> {
    table::same_length(objective.len(), subjective.len())?;
    if !(0.0..=1.0).contains(&share) {
        return Err(Refusal::Parameter { name: "share", why: format!("{share} is not between 0 and 1") });
    }
    let (subjective, objective) = (shares(subjective)?, shares(objective)?);
    shares(&subjective.iter().zip(&objective).map(|(s, o)| share * s + (1.0 - share) * o).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_on_one_side_leave_the_other() {
        let found = multiplicative(&[1.0, 3.0], &[5.0, 5.0]).unwrap();
        assert!((found[0] - 0.25).abs() < 1e-15, "{found:?}");
        let found = additive(&[1.0, 3.0], &[1.0, 1.0], 0.5).unwrap();
        assert!((found[0] - 0.375).abs() < 1e-15, "{found:?}");
    }

    #[test]
    fn what_has_nothing_in_common_has_no_product() {
        assert_eq!(multiplicative(&[1.0, 0.0], &[0.0, 1.0]), Err(Refusal::Weights));
        assert!(matches!(additive(&[1.0], &[1.0], 1.1), Err(Refusal::Parameter { name: "share", .. })));
    }
}
