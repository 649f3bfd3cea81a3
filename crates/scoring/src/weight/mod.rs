//! Weights 权重: how much each indicator counts. One file a method.
//!
//! Three families, by where the weights come from: given by people ([`ahp`], [`budget`]), taken from the
//! spread and the redundancy of the data ([`entropy`], [`critic`], [`spread`], [`gini`], [`merec`], [`pca`],
//! [`balanced`]), or made of both ([`combine`]). Weights from data reward spread, which is no importance: a
//! reader must be told which family was used.

pub mod ahp;
pub mod balanced;
pub mod budget;
pub mod combine;
pub mod critic;
pub mod effective;
pub mod entropy;
pub mod gini;
pub mod merec;
pub mod pca;
pub mod spread;

use crate::{Refusal, stats};

/// Equal weights 等权: `1 / n`.
///
/// # Errors
/// [`Refusal::TooFew`] without anything to weigh.
pub fn equal(count: usize) -> Result<Vec<f64>, Refusal> {
    if count == 0 {
        return Err(Refusal::TooFew { found: 0, needed: 1 });
    }
    Ok(vec![1.0 / count as f64; count])
}

/// Weights on any scale, as shares of their sum.
///
/// # Errors
/// [`Refusal::TooFew`] without weights; [`Refusal::Weights`] where one is negative or not finite, or all are 0.
pub fn shares(weights: &[f64]) -> Result<Vec<f64>, Refusal> {
    if weights.is_empty() {
        return Err(Refusal::TooFew { found: 0, needed: 1 });
    }
    if weights.iter().any(|w| !w.is_finite() || *w < 0.0) {
        return Err(Refusal::Weights);
    }
    let total = stats::sum(weights);
    if total <= 0.0 || !total.is_finite() {
        return Err(Refusal::Weights);
    }
    Ok(weights.iter().map(|w| w / total).collect())
}

/// What the columns tell, as weights; where none tells anything there are none.
fn from_content(content: &[f64]) -> Result<Vec<f64>, Refusal> {
    shares(content).map_err(|_| Refusal::Undefined { why: "no column tells the units apart, by this method".into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_are_shares_of_one() {
        assert_eq!(equal(4), Ok(vec![0.25; 4]));
        assert_eq!(equal(0), Err(Refusal::TooFew { found: 0, needed: 1 }));
    }

    #[test]
    fn the_scale_of_weights_does_not_matter() {
        assert_eq!(shares(&[1.0, 3.0]), shares(&[25.0, 75.0]));
    }

    #[test]
    fn weights_that_are_negative_or_sum_to_nothing_are_refused() {
        for weights in [[1.0, -1.0], [0.0, 0.0], [1.0, f64::NAN], [1.0, f64::INFINITY], [f64::MAX, f64::MAX]] {
            assert_eq!(shares(&weights), Err(Refusal::Weights), "{weights:?}");
        }
    }
}
